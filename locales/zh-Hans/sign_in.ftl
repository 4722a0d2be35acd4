# The sign-in page.

sign-in-title = 登录 { $issuer }
sign-in-title-for-app = 登录以继续使用“{ $app }”
sign-in-to = 登录
sign-in-login-label = 用户名或电子邮件
sign-in-password-label = 密码
sign-in-submit = 登录
sign-in-by-mail = 通过电子邮件登录
sign-in-forgot = 忘记密码？
sign-in-sign-up = 注册账号
sign-in-choose-account = 选择已登录的账号

# Why somebody who is signed in is asked again.
sign-in-reason-login-too-old = 您上次登录已有一段时间。“{ $app }”请您确认仍是本人。
sign-in-reason-prompt-login = “{ $app }”请您再次输入密码。
sign-in-reason-own-account = 为保护您的账号，请在更改前再次登录。
sign-in-reason-wrong-subject = “{ $app }”需要另一个账号，而不是您当前登录的账号。

# What was wrong. None of these may tell whether an account exists.
sign-in-problem-rejected = 用户名与密码不匹配。请检查后重试。
sign-in-problem-login-missing = 请输入您的用户名或电子邮件。
sign-in-problem-password-missing = 请输入您的密码。
sign-in-problem-too-many-tries = 尝试次数过多。请等待几分钟，然后重试。
sign-in-problem-busy = 当前登录人数较多。请稍候，然后重试。
sign-in-problem-form-expired = 页面打开时间过长，或您的浏览器阻止了 Cookie。请重新填写您的信息。
sign-in-or = 或
sign-in-through = 使用 { $provider } 继续
sign-in-next = 下一步
sign-in-problem-no-provider = 没有与此地址对应的登录服务。请检查地址，或选择下方的其他方式。

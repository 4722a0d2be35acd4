# Signing in with a mail.

by-mail-sign-in-title = 通过电子邮件登录
by-mail-sign-in-link = 发送登录链接
by-mail-sign-in-code = 发送验证码
by-mail-sign-in-password = 改用密码

by-mail-link-title = 登录
by-mail-link-explanation = 您即将以 { $address } 登录。
by-mail-link-elsewhere = 此链接只能在您申请它的浏览器中用于登录。
by-mail-link-elsewhere-advice = 请在那里打开，或在此重新申请。如果这不是您的请求，请关闭此页面，可能是他人误填了您的地址。

by-mail-code-title = 输入验证码
by-mail-code-explanation = 如果存在该账号，我们已向其电子邮件地址发送八位验证码。验证码在十分钟内有效。
by-mail-code-label = 验证码
by-mail-code-submit = 登录
by-mail-code-again = 重新申请验证码
by-mail-code-problem-missing = 请输入邮件中的验证码。
by-mail-code-problem-wrong = 验证码不正确。请查看邮件后重试。

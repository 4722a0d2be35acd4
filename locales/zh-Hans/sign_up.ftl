# Making an account.

sign-up-title = 注册 { $issuer } 账号
sign-up-heading = 注册账号
sign-up-username-label = 用户名
sign-up-username-hint = 字母、数字、句点、连字符和下划线
sign-up-email-label = 电子邮件
sign-up-password-label = 密码
sign-up-submit = 注册
sign-up-have-account = 已有账号？
sign-up-optional = { $label }（选填）

# What a tenant may ask for besides.
sign-up-claim-name = 姓名
sign-up-claim-given-name = 名
sign-up-claim-family-name = 姓
sign-up-claim-middle-name = 中间名
sign-up-claim-nickname = 昵称
sign-up-claim-birthdate = 出生日期
sign-up-claim-zoneinfo = 时区
sign-up-claim-locale = 语言
sign-up-claim-phone-number = 电话号码
sign-up-claim-website = 网站

# What was wrong. None of these may tell whether an address has an account.
sign-up-problem-username-missing = 请选择用户名。
sign-up-problem-username-invalid = 此用户名无法使用。请使用字母、数字、句点、连字符和下划线。
sign-up-problem-username-taken = 此用户名已被使用。请换一个。
sign-up-problem-email-invalid = 请输入电子邮件地址，例如 name@example.com。
sign-up-problem-email-not-allowed = 无法使用该域名的地址注册账号。
sign-up-problem-claim-missing = { $label }：此项为必填。
sign-up-problem-claim-invalid = { $label }：此项有误。
sign-up-problem-form-expired = 页面打开时间过长，或您的浏览器阻止了 Cookie。请重新填写。
sign-up-problem-busy = 当前操作人数较多。请稍候，然后重试。

# A mail is on its way.
check-mail-title = 请查收电子邮件
check-mail-sign-up = 我们已向 { $login } 发送邮件。请在此浏览器中打开其中的链接以完成操作。
check-mail-reset = 如果 { $login } 有对应的账号，我们已向其电子邮件地址发送链接。链接在 30 分钟内有效。
check-mail-sign-in-link = 如果 { $login } 有对应的账号，我们已向其电子邮件地址发送链接。请在 15 分钟内于此浏览器中打开。
check-mail-advice = 没有收到邮件？请查看垃圾邮件文件夹，并检查您填写的内容。
check-mail-again = 重新开始
sign-up-elsewhere = 您来自 { $provider }。在此处的账号准备好之前，还需要填写几项信息。

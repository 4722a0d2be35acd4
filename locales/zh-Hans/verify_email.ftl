# The page that a link in a mail opens, and what comes of it.

verify-email-sign-up-title = 完成账号注册
verify-email-sign-up-explanation = 此服务的账号 { $username } 将使用地址 { $address }。
verify-email-sign-up-submit = 注册
verify-email-own-title = 确认您的电子邮件地址
verify-email-own-explanation = 请确认 { $address } 是您的地址。
verify-email-change-title = 更改您的电子邮件地址
verify-email-change-explanation = 您的账号今后将使用地址 { $address }。
verify-email-submit = 确认
verify-email-not-you = 不是您的请求？请关闭此页面，不会有任何更改。
verify-email-elsewhere-title = 请在发起请求的浏览器中打开此链接
verify-email-elsewhere-explanation = 此链接仅在发起请求的浏览器中有效。若要在此浏览器中继续，请先登录您的账号。
verify-email-password = 密码
verify-email-password-chosen = 该请求来自另一个浏览器。请输入您当时设置的密码，以防他人冒用您的名义创建账号。
verify-email-password-of-account = 该请求来自另一个浏览器。请输入该账号的密码，以防他人将您的地址用于其账号。
verify-email-password-wrong = 密码与该账号不符。
verify-email-taken-title = 未能注册此账号
verify-email-taken-explanation = 该用户名已被他人使用。请换一个。
verify-email-sign-up-again = 重新开始
verify-email-verified-title = 谢谢
verify-email-verified-explanation = { $address } 已确认。
verify-email-changed-title = 您的电子邮件地址已更改
verify-email-changed-explanation = 您的账号现在使用地址 { $address }。

# A sign-in that waits for a proven address.
email-needed-title = 请确认您的电子邮件地址
email-needed-asked = 在您登录之前，我们需要确认 { $address } 属于您。
email-needed-sent = 我们已向 { $address } 发送邮件。请打开其中的链接，然后返回此处。
email-needed-no-address = 在您登录之前，您的账号需要一个电子邮件地址。请联系管理员添加。
email-needed-send = 发送链接
email-needed-resend = 重新发送
email-needed-go-on = 我已确认
email-needed-not-yet = 您的地址尚未确认。请先打开邮件中的链接。

# The first administrator.

set-up-title = 设置 { $issuer }
set-up-explanation = 请创建第一位管理员。此页面只能通过您打开的链接使用一次。
set-up-username-label = 用户名
set-up-username-hint = 字母、数字、句点、连字符和下划线
set-up-email-label = 电子邮件
set-up-password-label = 密码
set-up-submit = 创建管理员

set-up-problem-username-missing = 请输入用户名。
set-up-problem-username-invalid = 此用户名无法使用。请使用字母、数字、句点、连字符和下划线。
set-up-problem-email-invalid = 请输入电子邮件地址，例如 name@example.com。
set-up-problem-form-expired = 页面打开时间过长，或您的浏览器阻止了 Cookie。请重新填写。

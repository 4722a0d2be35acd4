# Another password, on the account's page.

account-password-title = 更改密码
account-password-title-first = 设置密码
account-password-lead = 其他浏览器都将退出登录，我们会通过电子邮件通知您。
account-password-current = 当前密码
account-password-new = 新密码
account-password-submit = 保存密码
account-password-current-wrong = 这不是您当前的密码。
account-password-meanwhile = 您的账号同时在另一窗口中被更改。请重试。

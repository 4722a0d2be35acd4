# The address of an account, and another one in its place.

email-change-explanation = 有关您账号的邮件会发送到此地址。您也可以用它登录。
email-change-verified = 已确认
email-change-unverified = 尚未确认
email-change-none = 您的账号还没有电子邮件地址。
email-change-prove = 发送确认链接
email-change-proof-sent = 我们已将链接发送至 { $address }。请打开链接以确认地址。
email-change-label = 新电子邮件地址
email-change-hint = 我们会向新地址发送链接，并通知原地址。
email-change-submit = 更改地址
email-change-sign-in-first = 由于此地址可用于恢复账号，您需要先再次登录。
email-change-sent = 我们已将链接发送至 { $address }。打开链接后，您的地址即会更改。
email-change-problem-invalid = 请输入电子邮件地址，例如 name@example.com。
email-change-problem-same = 这已经是您的地址。

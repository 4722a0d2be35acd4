# Mails and text messages. Every message may name { $issuer }, whose house it is.

mail-footer = 此邮件由 { $issuer } 发送至 { $address }。{ $url }
mail-support = 如有疑问，请写信至 { $address }。
mail-copy-link = 如果按钮无法使用，请将此地址复制到浏览器中：

# What a button says.
mail-review-account = 查看账号
mail-sign-in-action = 登录
mail-verify-email-action = 确认此地址
mail-reset-password-action = 设置新密码
mail-invitation-action = 注册账号

# What to do if it was somebody else.
mail-note-ignore = 如果这不是您的请求，请忽略此邮件，不会有任何更改。
mail-note-ignore-invitation = 如果您没有预期收到此邀请，请忽略，不会产生任何影响。
mail-note-not-you = 如果不是您本人操作，请登录、更改密码，并在所有设备上退出登录。
mail-note-code-not-you = 请勿将此验证码告诉任何人。如果您现在没有登录，说明有人知道您的密码，请更改密码。
mail-note-never-tell = 请勿将此验证码告诉任何人。如果您现在没有登录，请忽略此邮件。
mail-note-never-forward = 此链接只能使用一次，请勿转发。如果您现在没有登录，请忽略此邮件。
mail-note-guessed = 如果是您本人操作，则无需处理。如果您在其他地方也使用此密码，请一并更改。

# What happened, line by line.
mail-fact-device = 设备
mail-fact-network = 网络
mail-fact-time = 时间
mail-fact-new-address = 新地址
mail-fact-kind = 类型
mail-fact-name = 名称
mail-fact-deletion = 删除日期

# Kinds of second factors.
mail-factor-passkey = 通行密钥或安全密钥
mail-factor-totp = 身份验证器应用
mail-factor-email = 电子邮件验证码
mail-factor-sms = 短信验证码
mail-factor-recovery-code = 恢复代码

# The address.
mail-verify-email-subject = 请确认您的电子邮件地址
mail-verify-email = 有人为 { $issuer } 的一个账号填写了此地址。请确认它属于您。此链接只能使用一次。
mail-confirm-new-email-subject = 请确认您的新电子邮件地址
mail-confirm-new-email = 此地址将成为 { $issuer } 一个账号的地址。请确认它属于您。此链接只能使用一次。
mail-email-change-requested-subject = 您的电子邮件地址即将更改
mail-email-change-requested = 有人请求替换您在 { $issuer } 的账号所用的此地址。新地址须先经过确认。
mail-email-changed-subject = 您的电子邮件地址已更改
mail-email-changed = 您在 { $issuer } 的账号已改用其他电子邮件地址。此地址将不再收到有关该账号的邮件。
mail-already-registered-subject = 您已有账号
mail-already-registered = 有人尝试用此地址在 { $issuer } 注册账号，但该地址已有账号。您可以直接登录。
mail-already-registered-forgotten = 忘记密码？请在此设置新密码：{ $link }
mail-invitation-subject = 邀请您加入 { $issuer }
mail-invitation = 邀请您在 { $issuer } 注册账号。此链接只能使用一次。

# The password.
mail-reset-password-subject = 请设置新密码
mail-reset-password = 有人为您在 { $issuer } 的账号请求了新密码。此链接只能使用一次。
mail-reset-without-password = 有人为您在 { $issuer } 的账号请求了新密码。该账号没有密码，请按您平时的方式登录。
mail-password-changed-subject = 您的密码已更改
mail-password-changed = 您在 { $issuer } 的账号密码已更改。
mail-password-guessed-subject = 有人正在猜测您的密码
mail-password-guessed = 您在 { $issuer } 的账号被多次输入错误密码。无人登录成功。为安全起见，您可以设置新密码。

# Signing in.
mail-new-device-subject = 您的账号有新的登录
mail-new-device = 有人在一台此前未使用过的设备上登录了您在 { $issuer } 的账号。
mail-sign-in-link-subject = 您的登录链接
mail-sign-in-link = 使用此链接即可登录 { $issuer }。
mail-sign-in-code-subject = 您的登录验证码
mail-sign-in-code = 使用此验证码即可登录 { $issuer }。请在要求输入验证码的页面上填写。
mail-factor-code-subject = 您的安全验证码
mail-factor-code = 请输入此验证码，以完成登录 { $issuer }。

# Second factors.
mail-factor-added-subject = 已添加第二步验证
mail-factor-added = 您在 { $issuer } 的账号新增了一种第二步验证方式。
mail-factor-removed-subject = 已移除第二步验证
mail-factor-removed = 您在 { $issuer } 的账号移除了一种第二步验证方式。
mail-factors-reset-subject = 管理员已移除您的第二步验证
mail-factors-reset = { $issuer } 的管理员移除了您账号的第二步验证方式，并在所有设备上退出了您的登录。请在登录后重新设置。
mail-recovery-codes-made-subject = 您有新的恢复代码
mail-recovery-codes-made = 已为您在 { $issuer } 的账号生成新的恢复代码。旧代码不再有效。
mail-recovery-code-used-subject = 有恢复代码被使用
mail-recovery-code-used = 有人使用恢复代码登录了您在 { $issuer } 的账号。
mail-recovery-codes-left =
    { $left ->
        [0] 已没有剩余的恢复代码。请生成新的代码。
        [1] 还剩一个恢复代码。请尽快生成新的代码。
       *[other] 还剩 { $left } 个恢复代码。
    }
mail-passkey-added-subject = 已添加通行密钥
mail-passkey-added = 您在 { $issuer } 的账号新增了一个通行密钥。持有它的人即可登录。
mail-passkey-removed-subject = 已移除通行密钥
mail-passkey-removed = 您在 { $issuer } 的账号移除了一个通行密钥。它不能再用于登录。
mail-identity-linked-subject = 已可用其他账号登录
mail-identity-linked = 您在 { $issuer } 的账号已关联其他服务的账号。持有该账号的人即可登录。
mail-identity-unlinked-subject = 已取消关联账号
mail-identity-unlinked = 您在 { $issuer } 的账号已取消关联其他服务的账号。该账号不能再用于登录。
mail-fact-provider = 服务

# The end of an account.
mail-deletion-scheduled-subject = 您的账号将被删除
mail-deletion-scheduled = 您在 { $issuer } 的账号将被删除。在此之前，您可以登录并改变主意。
mail-deletion-cancelled-subject = 您的账号将保留
mail-deletion-cancelled = 您在 { $issuer } 的账号不会被删除。
mail-account-deleted-subject = 您的账号已删除
mail-account-deleted = 您在 { $issuer } 的账号及其全部内容已删除。这是有关该账号的最后一封邮件。

# An operator tries the mail.
mail-trial-subject = 来自 { $issuer } 的邮件可以送达
mail-trial = 此邮件用于确认来自 { $issuer } 的邮件能否送达。邮件已送达，您无需进行任何操作。

# Text messages. Short: an SMS has 160 characters, or 70.
sms-code = { $issuer }：您的验证码是 { $code }。请勿告诉任何人。

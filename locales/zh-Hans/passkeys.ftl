# Passkeys: the button wherever it stands, and the pages of an account about them.

passkey-button-sign-in = 使用通行密钥登录
passkey-button-second-factor = 使用通行密钥
passkey-button-add = 添加通行密钥

# What the browser's answer means, said beside the button.
passkey-told-cancelled = 未使用通行密钥。您可以随时重试，或换一种方式继续。
passkey-told-known = 此设备已有您账号的通行密钥。
passkey-told-expired = 页面打开时间过长。请重新加载后再试。
passkey-told-failed = 没有成功。请稍候，然后重试。

# What was wrong with an answer that the browser sent.
passkey-problem-refused = 此通行密钥无法在这里使用。请重试，或换一种方式继续。
passkey-problem-over = 用时过长。请重试。
passkey-problem-too-many = 您的账号的通行密钥已达上限。请移除一个不用的。

passkeys-lead = 使用通行密钥，只需解锁手机、电脑或安全密钥即可登录。无需记忆任何内容，假冒的页面也无从窃取。
passkeys-heading-yours = 您的通行密钥
passkeys-none = 您还没有通行密钥。
passkeys-synced = 保存在您的厂商账号中，可在您的所有设备上使用
passkeys-bound = 保存在一台设备上
passkeys-added = 添加于 { $date }
passkeys-used = 上次使用：{ $date }
passkeys-never-used = 从未使用
passkeys-change = 更改
passkeys-change-named = 更改 { $name }
passkeys-heading-add = 再添加一个通行密钥
passkeys-heading-first = 您的第一个通行密钥
passkeys-add-explanation = 浏览器会请您解锁此设备，或使用另一台设备。
passkeys-needs-script = 通行密钥需要 JavaScript 和支持它的浏览器。
passkeys-sign-in-again = 再次登录以添加
passkeys-sign-in-again-explanation = 为确认是您本人，请先再次登录。
passkeys-new-name = { $date }的通行密钥

passkeys-one-title = 通行密钥
passkeys-name-label = 名称
passkeys-name-hint = 便于您日后识别：设备名称，或您存放密钥的地方。
passkeys-name-missing = 请输入名称。
passkeys-save = 保存
passkeys-cancel = 取消
passkeys-remove = 移除此通行密钥

passkeys-removal-title = 移除此通行密钥？
passkeys-removal-explanation = { $name } 将不能再用于登录。请在设备上也将其移除，以免继续提示使用。
passkeys-removal-confirm = 移除
passkeys-removal-last-way-in = 这是您唯一的登录方式。请先添加另一个通行密钥或设置密码。
passkeys-removal-last-factor = 您的账号需要第二步验证，而这是唯一的方式。请先添加另一种。

account-done-passkey-added = 通行密钥已添加。您可以为它取一个便于识别的名称。
account-done-passkey-renamed = 名称已保存。
account-done-passkey-removed = 通行密钥已移除。

# Second factors: at the sign-in, while they are set up, and in one's own account.

factor-kind-passkey = 通行密钥或安全密钥
factor-kind-totp = 身份验证器应用
factor-kind-email = 电子邮件验证码
factor-kind-sms = 短信验证码
factor-kind-recovery-code = 恢复代码

factor-about-passkey = 由您的设备或安全密钥确认是您本人。最安全的选择。
factor-about-totp = 手机上的应用每半分钟显示一个新的验证码。无需网络。
factor-about-email = 每次都会向您的电子邮件地址发送验证码。
factor-about-sms = 每次都会向您的手机发送验证码。
factor-about-recovery-code = 写在纸上的十个代码，每个只能使用一次，供没有其他方式时使用。

# The second step of a sign-in.
second-factor-title = 请确认是您本人
second-factor-lead-totp = 请输入身份验证器应用显示的验证码。
second-factor-lead-email = 我们将向 { $target } 发送验证码。
second-factor-lead-sms = 我们将向您的手机 { $target } 发送验证码。
second-factor-lead-sent = 请输入我们发送至 { $target } 的验证码。验证码在十分钟内有效。
second-factor-lead-passkey = 请使用您的通行密钥或安全密钥。
second-factor-lead-recovery-code = 请输入您的一个恢复代码。每个只能使用一次。
second-factor-code-label = 验证码
second-factor-remember = 在此浏览器中 { $days } 天内不再询问
second-factor-submit = 继续
second-factor-send = 发送验证码
second-factor-send-again = 重新发送验证码
second-factor-other-ways = 使用其他方式

# Setting one up.
factor-set-up-title = 添加第二步验证
factor-set-up-title-totp = 设置身份验证器应用
factor-set-up-title-email = 电子邮件验证码
factor-set-up-title-sms = 短信验证码
factor-set-up-title-passkey = 设置通行密钥
factor-set-up-lead = 除密码外，此账号还需要第二种方式证明是您本人。请选择一种，之后还可以添加其他方式。
factor-set-up-lead-totp = 请用身份验证器应用扫描此图片，然后输入它显示的验证码。
factor-set-up-lead-email = 我们将向 { $target } 发送验证码，以确认能够收到。
factor-set-up-lead-sms = 我们将向您的手机发送验证码，以确认能够收到。
factor-set-up-lead-sms-sent = 请输入我们发送至您手机的验证码。验证码在十分钟内有效。
factor-set-up-lead-passkey = 您的设备会请您确认。
factor-set-up-picture = 身份验证器应用的密钥二维码。下方也有文字形式。
factor-set-up-open-app = 打开此设备上的应用
factor-set-up-by-hand = 手动输入
factor-set-up-phone-label = 电话号码
factor-set-up-phone-hint = 请加上国家代码，例如 +44 20 7946 0018
factor-set-up-other-phone = 使用其他号码
factor-set-up-submit = 开启
factor-set-up-other = 选择其他方式
factor-set-up-back = 返回您的账号

# Recovery codes.
recovery-codes-title = 您的恢复代码
recovery-codes-lead = 如果您丢失手机或密钥，可以用其中一个登录。每个只能使用一次。
recovery-codes-note = 这些代码只显示这一次。请打印此页面，或将文件保存在只有您能找到的地方。以前的代码不再有效。
recovery-codes-download = 下载为文件
recovery-codes-done = 我已保存

# What was wrong.
factor-problem-wrong = 验证码不正确或已被使用。请检查后重试。
factor-problem-six-digits = 请输入六位验证码。
factor-problem-eight-digits = 请输入八位验证码。
factor-problem-recovery-code = 恢复代码由四组字母和数字组成，每组四个。
factor-problem-paused = 错误的验证码过多。请等待一刻钟，如有通行密钥也可以使用。
factor-problem-burned = 错误的验证码过多。请重新获取验证码。
factor-problem-sent-too-often = 验证码已在发送中。请稍候再重新申请。
factor-problem-no-more-texts = 今天无法再发送短信。请使用其他方式，或明天再试。
factor-problem-not-a-number = 请输入带国家代码的号码，以 + 开头。
factor-problem-no-address = 请先确认您的电子邮件地址。
factor-problem-form-expired = 页面打开时间过长，或您的浏览器阻止了 Cookie。请重试。

# The account's page.
two-factor-lead = 有了第二步验证，即使密码被盗也无法登录。
two-factor-kinds-heading = 第二步验证方式
two-factor-off = 未开启
two-factor-since = 自 { $date }起开启
two-factor-used = 上次使用：{ $date }
two-factor-to = 验证码发送至 { $target }
two-factor-set-up = 设置
two-factor-turn-on = 开启
two-factor-replace = 更改
two-factor-remove = 移除
two-factor-manage-passkeys = 管理通行密钥
two-factor-passkeys-on = 您有通行密钥
two-factor-needed = 您的组织要求第二步验证，因此不能移除最后一种方式。
two-factor-last-one = 这是您唯一的第二步验证方式，且不可缺少。请先添加另一种。
two-factor-email-unverified = 请确认您的电子邮件地址，以用于接收验证码。
two-factor-codes-heading = 恢复代码
two-factor-codes-left = { $count ->
    [0] 您已没有剩余的恢复代码。请生成新的代码。
    [1] 您还剩一个恢复代码。请尽快生成新的代码。
   *[other] 您还剩 { $count } 个恢复代码。
}
two-factor-codes-make = 生成新代码
two-factor-codes-none = 首次设置第二步验证时会获得恢复代码。
two-factor-browsers-heading = 已记住的浏览器
two-factor-browsers-none = 所有浏览器都会要求第二步验证。
two-factor-browser-until = { $date }前不再询问
two-factor-forget = 在所有浏览器中重新询问

account-done-factor-added = 第二步验证已开启。
account-done-factor-removed = 第二步验证已移除。
account-done-browsers-forgotten = 所有浏览器都将重新要求验证。

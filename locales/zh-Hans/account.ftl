# Around every page of a person's account, and its overview.

account-navigation = 您的账号
account-menu = 菜单
account-others = 切换账号
account-add = 添加账号

account-page-overview = 概览
account-page-profile = 个人资料
account-page-email = 电子邮件
account-page-password = 密码
account-page-two-factor = 第二步验证
account-page-passkeys = 通行密钥
account-page-sessions = 会话
account-page-apps = 应用
account-page-data = 您的数据
account-page-activity = 活动记录

account-about-overview = 一目了然
account-about-profile = 您的姓名、头像，以及应用可能看到的其他信息
account-about-email = 我们向您发送邮件的地址
account-about-password = 更改密码，或首次设置
account-about-two-factor = 证明是您本人的第二种方式
account-about-passkeys = 无需密码即可登录
account-about-sessions = 您在哪些地方登录
account-about-apps = 您允许了哪些应用做什么
account-about-data = 带走一份副本，或注销账号
account-about-activity = 您的账号发生过什么

account-welcome = 您好，{ $name }
account-overview-lead = 这是您的账号。其中的一切，您都可以查看和更改。

account-attention-heading = 值得您留意
account-attention-unverified-email = 您的电子邮件地址尚未确认。
account-attention-verify = 确认地址
account-attention-no-second-factor = 此账号仅由密码保护。
account-attention-set-up = 添加保护
account-attention-no-recovery-codes = 您还没有恢复代码，以备丢失第二步验证方式时使用。
account-attention-new-codes = 生成新代码
account-attention-keep = 保留账号

# After a change.
account-done-profile-saved = 您的个人资料已保存。
account-done-username-changed = 今后请使用新的用户名登录。
account-done-picture-saved = 您的头像已保存。
account-done-picture-removed = 您的头像已移除。
account-done-password-changed = 您的密码已更改，其他浏览器均已退出登录。
account-done-signed-out = 已退出登录。
account-done-app-taken-back = 已收回访问权限。
account-done-deletion-scheduled = 此账号将被删除。在此之前，您可以改变主意。
account-done-deletion-cancelled = 此账号将保留。
account-page-connections = 已关联的账号
account-about-connections = 使用其他服务的账号登录
account-done-connected = 已关联。从现在起您可以使用该账号登录。
account-done-disconnected = 已取消关联。该账号不能再用于登录。

# A forgotten password.

forgot-password-title = 忘记密码？
forgot-password-explanation = 我们会向您发送链接，用于设置新密码。
forgot-password-submit = 发送链接
forgot-password-back = 返回登录

reset-password-title = 设置新密码
reset-password-explanation = 您将在所有设备上退出登录。
reset-password-username-label = 用户名
reset-password-label = 新密码
reset-password-submit = 更改密码
reset-password-done-title = 您的密码已更改
reset-password-done-explanation = 您已在所有设备上退出登录。请使用新密码登录。

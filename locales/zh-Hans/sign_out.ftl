# Signing out: the question, and how it ended.

sign-out-title = 要退出 { $issuer } 吗？
sign-out-asked-by-app = “{ $app }”请求让您在此退出登录。您从这里打开的其他应用可能会要求您重新登录。
sign-out-asked = 您从这里打开的应用可能会要求您重新登录。
sign-out-accounts = { $count ->
    [1] 将退出以下账号
   *[other] 将退出以下 { $count } 个账号
}
sign-out-confirm = 退出登录
sign-out-cancel = 保持登录

signed-out-title = 您已退出登录
signed-out-explanation = 此浏览器中已没有登录的账号。如果他人也使用这台设备，请一并关闭您打开过的应用。
signed-out-onward = 重新登录
signed-out-stayed-title = 您仍处于登录状态
signed-out-stayed-explanation = 没有任何更改。您可以关闭此页面。
signed-out-stayed-onward = 查看您的账号

# The front door, and the answer on its way to an app.

home-nobody = 一个账号，通用于所有信任 { $issuer } 的应用。
home-signed-in = { $count ->
    [1] 您已登录。
   *[other] 您已登录 { $count } 个账号。
}
home-accounts-heading = 此浏览器中的账号
home-account = 您的账号
home-add-account = 添加账号
home-for-developers = 供开发者使用
home-discovery = OpenID 配置

form-post-title = 前往“{ $app }”
form-post-explanation = 正在跳转。如果没有反应，请从这里继续。
form-post-submit = 继续

continue-title = 返回“{ $app }”
continue-explanation = 正在跳转。如果没有反应，请从这里继续。
continue-onward = 前往“{ $app }”

gallery-title = 每个页面的每种状态
gallery-explanation = 使用虚构人物和应用的示例。其中的表单不会产生任何作用。

developer-mail-title = 此服务器的邮件
developer-mail-explanation = 邮件已写入文件，没有发送。最新的排在最前。
developer-mail-none = 还没有邮件。
developer-mail-to = 收件人：{ $address }

# Around every page, and words that several pages use.
#
# 用词：sign in = 登录 · sign out = 退出登录 · sign up = 注册账号 · passkey = 通行密钥 · second step = 第二步验证 · authenticator app =
# 身份验证器应用 · recovery code = 恢复代码 · app = 应用 · account = 账号 · session = 会话 · device = 设备 · text message = 短信 ·
# email = 电子邮件。称呼用“您”，应用的名称加引号。

page-you-are-at = 您当前所在：
page-continue-to = 以继续使用
page-problems-heading = 有 { $count } 个问题
page-signed-in-as = 当前登录账号
page-use-another-account = 使用其他账号
page-sign-in = 登录
page-sign-out = 退出登录
page-privacy-policy = 隐私政策
page-terms = 服务条款
page-links-of-app = 关于“{ $app }”

app-on-this-device = 这台设备上的程序
app-with-scheme = 这台设备上的应用（{ $scheme }）

# Around every page, and words that several pages use.
#
# 用語: sign in = ログイン · sign out = ログアウト · sign up = アカウントの作成 · passkey = パスキー · second step = 2段階認証 ·
# authenticator app = 認証アプリ · recovery code = リカバリーコード · app = アプリ · account = アカウント · session = セッション ·
# device = 端末 · text message = SMS · email = メール。文は「です・ます」体、アプリの名前は「」で囲みます。

page-you-are-at = 現在のサイト:
page-continue-to = 続行するアプリ
page-problems-heading = { $count }件の問題があります
page-signed-in-as = ログイン中のアカウント
page-use-another-account = 別のアカウントを使用
page-sign-in = ログイン
page-sign-out = ログアウト
page-privacy-policy = プライバシーポリシー
page-terms = 利用規約
page-links-of-app = 「{ $app }」について

app-on-this-device = この端末のプログラム
app-with-scheme = この端末のアプリ ({ $scheme })

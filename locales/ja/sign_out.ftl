# Signing out: the question, and how it ended.

sign-out-title = { $issuer } からログアウトしますか？
sign-out-asked-by-app = 「{ $app }」がログアウトを求めています。ここから開いたほかのアプリでも、再度ログインが必要になることがあります。
sign-out-asked = ここから開いたアプリで、再度ログインが必要になることがあります。
sign-out-accounts = { $count ->
    [1] 次のアカウントからログアウトします
   *[other] 次の{ $count }個のアカウントからログアウトします
}
sign-out-confirm = ログアウト
sign-out-cancel = ログインしたままにする

signed-out-title = ログアウトしました
signed-out-explanation = このブラウザでログイン中のアカウントはありません。この端末をほかの人も使う場合は、開いていたアプリも閉じてください。
signed-out-onward = もう一度ログイン
signed-out-stayed-title = ログインしたままです
signed-out-stayed-explanation = 何も変更されていません。このページを閉じてかまいません。
signed-out-stayed-onward = アカウントを見る

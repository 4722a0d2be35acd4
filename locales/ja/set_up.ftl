# The first administrator.

set-up-title = { $issuer } の設定
set-up-explanation = 最初の管理者を作成します。このページは、開いたリンクで1回だけ使えます。
set-up-username-label = ユーザー名
set-up-username-hint = 文字、数字、ピリオド、ハイフン、アンダースコア
set-up-email-label = メールアドレス
set-up-password-label = パスワード
set-up-submit = 管理者を作成

set-up-problem-username-missing = ユーザー名を入力してください。
set-up-problem-username-invalid = このユーザー名は使えません。文字、数字、ピリオド、ハイフン、アンダースコアを使ってください。
set-up-problem-email-invalid = name@example.com のようなメールアドレスを入力してください。
set-up-problem-form-expired = 長い間開かれていたか、ブラウザで Cookie が無効になっています。もう一度入力してください。

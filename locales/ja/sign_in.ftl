# The sign-in page.

sign-in-title = { $issuer } にログイン
sign-in-title-for-app = ログインして「{ $app }」へ進む
sign-in-to = ログイン
sign-in-login-label = ユーザー名またはメールアドレス
sign-in-password-label = パスワード
sign-in-submit = ログイン
sign-in-by-mail = メールでログイン
sign-in-forgot = パスワードをお忘れですか？
sign-in-sign-up = アカウントを作成
sign-in-choose-account = ログイン中のアカウントを選択

# Why somebody who is signed in is asked again.
sign-in-reason-login-too-old = ログインから時間がたっています。「{ $app }」がご本人の再確認を求めています。
sign-in-reason-prompt-login = 「{ $app }」がパスワードの再入力を求めています。
sign-in-reason-own-account = アカウントを守るため、変更の前にもう一度ログインしてください。
sign-in-reason-wrong-subject = 「{ $app }」は、ログイン中のものとは別のアカウントを求めています。

# What was wrong. None of these may tell whether an account exists.
sign-in-problem-rejected = ユーザー名とパスワードが一致しません。両方を確認して、もう一度お試しください。
sign-in-problem-login-missing = ユーザー名またはメールアドレスを入力してください。
sign-in-problem-password-missing = パスワードを入力してください。
sign-in-problem-too-many-tries = 試行回数が多すぎます。数分待ってから、もう一度お試しください。
sign-in-problem-busy = 現在、ログインが混み合っています。しばらく待ってから、もう一度お試しください。
sign-in-problem-form-expired = 長い間開かれていたか、ブラウザで Cookie が無効になっています。もう一度入力してください。
sign-in-or = または
sign-in-through = { $provider }で続ける
sign-in-next = 次へ
sign-in-problem-no-provider = このアドレスに対応するログインサービスが見つかりません。アドレスを確認するか、下の別の方法を選んでください。

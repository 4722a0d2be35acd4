# Making an account.

sign-up-title = { $issuer } のアカウントを作成
sign-up-heading = アカウントの作成
sign-up-username-label = ユーザー名
sign-up-username-hint = 文字、数字、ピリオド、ハイフン、アンダースコア
sign-up-email-label = メールアドレス
sign-up-password-label = パスワード
sign-up-submit = アカウントを作成
sign-up-have-account = すでにアカウントをお持ちですか？
sign-up-optional = { $label } (任意)

# What a tenant may ask for besides.
sign-up-claim-name = 氏名
sign-up-claim-given-name = 名
sign-up-claim-family-name = 姓
sign-up-claim-middle-name = ミドルネーム
sign-up-claim-nickname = ニックネーム
sign-up-claim-birthdate = 生年月日
sign-up-claim-zoneinfo = タイムゾーン
sign-up-claim-locale = 言語
sign-up-claim-phone-number = 電話番号
sign-up-claim-website = ウェブサイト

# What was wrong. None of these may tell whether an address has an account.
sign-up-problem-username-missing = ユーザー名を入力してください。
sign-up-problem-username-invalid = このユーザー名は使えません。文字、数字、ピリオド、ハイフン、アンダースコアを使ってください。
sign-up-problem-username-taken = このユーザー名はすでに使われています。別のものにしてください。
sign-up-problem-email-invalid = name@example.com のようなメールアドレスを入力してください。
sign-up-problem-email-not-allowed = このドメインのアドレスではアカウントを作成できません。
sign-up-problem-claim-missing = { $label }: 入力が必要です。
sign-up-problem-claim-invalid = { $label }: 正しい値ではありません。
sign-up-problem-form-expired = 長い間開かれていたか、ブラウザで Cookie が無効になっています。もう一度入力してください。
sign-up-problem-busy = 現在、混み合っています。しばらく待ってから、もう一度お試しください。

# A mail is on its way.
check-mail-title = メールをご確認ください
check-mail-sign-up = { $login } にメールを送信しました。このブラウザでリンクを開いて完了してください。
check-mail-reset = { $login } のアカウントがある場合、登録済みのメールアドレスにリンクを送信しました。有効期限は30分です。
check-mail-sign-in-link = { $login } のアカウントがある場合、登録済みのメールアドレスにリンクを送信しました。15分以内にこのブラウザで開いてください。
check-mail-advice = メールが届かない場合は、迷惑メールのフォルダと入力した内容をご確認ください。
check-mail-again = 最初からやり直す
sign-up-elsewhere = { $provider }からお越しです。ここでのアカウントを作るには、あと少し情報が必要です。

# The address of an account, and another one in its place.

email-change-explanation = アカウントに関するメールはこのアドレスに届きます。ログインにも使えます。
email-change-verified = 確認済み
email-change-unverified = 未確認
email-change-none = メールアドレスがまだ登録されていません。
email-change-prove = 確認用のリンクを送信
email-change-proof-sent = { $address } にリンクを送信しました。開いてアドレスを確認してください。
email-change-label = 新しいメールアドレス
email-change-hint = 新しいアドレスにリンクを、現在のアドレスにお知らせを送信します。
email-change-submit = アドレスを変更
email-change-sign-in-first = アカウントの復旧に使われるアドレスのため、先にもう一度ログインしていただきます。
email-change-sent = { $address } にリンクを送信しました。開くとアドレスが変更されます。
email-change-problem-invalid = name@example.com のようなメールアドレスを入力してください。
email-change-problem-same = すでに登録されているアドレスです。

# Signing in with a mail.

by-mail-sign-in-title = メールでログイン
by-mail-sign-in-link = リンクをメールで受け取る
by-mail-sign-in-code = コードをメールで受け取る
by-mail-sign-in-password = パスワードを使用

by-mail-link-title = ログイン
by-mail-link-explanation = { $address } としてログインします。
by-mail-link-elsewhere = このリンクは、申請したブラウザでのみ使えます。
by-mail-link-elsewhere-advice = そのブラウザで開くか、ここで新しいリンクを申請してください。お心当たりがない場合は、このページを閉じてください。誤ってアドレスが入力された可能性があります。

by-mail-code-title = コードの入力
by-mail-code-explanation = 該当するアカウントがある場合、登録済みのメールアドレスに8桁のコードを送信しました。有効期限は10分です。
by-mail-code-label = コード
by-mail-code-submit = ログイン
by-mail-code-again = 別のコードを申請
by-mail-code-problem-missing = メールに記載されたコードを入力してください。
by-mail-code-problem-wrong = コードが違います。メールを確認して、もう一度お試しください。

# The page that a link in a mail opens, and what comes of it.

verify-email-sign-up-title = アカウント作成の完了
verify-email-sign-up-explanation = このサービスのアカウント { $username } に、アドレス { $address } を登録します。
verify-email-sign-up-submit = アカウントを作成
verify-email-own-title = メールアドレスの確認
verify-email-own-explanation = { $address } がご本人のアドレスであることを確認してください。
verify-email-change-title = メールアドレスの変更
verify-email-change-explanation = 今後、アカウントのアドレスは { $address } になります。
verify-email-submit = 確認する
verify-email-not-you = お心当たりがない場合は、このページを閉じてください。何も変更されません。
verify-email-elsewhere-title = リンクを申請したブラウザーで開いてください
verify-email-elsewhere-explanation = このリンクは、申請したブラウザーでのみ使えます。このブラウザーで続けるには、先にアカウントにログインしてください。
verify-email-password = パスワード
verify-email-password-chosen = 別のブラウザーからの申請です。第三者があなたの名前でアカウントを作成するのを防ぐため、申請時に設定したパスワードを入力してください。
verify-email-password-of-account = 別のブラウザーからの申請です。第三者があなたのメールアドレスを使うのを防ぐため、アカウントのパスワードを入力してください。
verify-email-password-wrong = このアカウントのパスワードと一致しません。
verify-email-taken-title = アカウントを作成できませんでした
verify-email-taken-explanation = ユーザー名がほかの人に使われました。別のものにしてください。
verify-email-sign-up-again = 最初からやり直す
verify-email-verified-title = ありがとうございます
verify-email-verified-explanation = { $address } を確認しました。
verify-email-changed-title = メールアドレスを変更しました
verify-email-changed-explanation = アカウントのアドレスは { $address } になりました。

# A sign-in that waits for a proven address.
email-needed-title = メールアドレスを確認してください
email-needed-asked = ログインの前に、{ $address } がご本人のものであることの確認が必要です。
email-needed-sent = { $address } にメールを送信しました。リンクを開いてから、ここに戻ってください。
email-needed-no-address = ログインの前に、アカウントにメールアドレスの登録が必要です。管理者に登録を依頼してください。
email-needed-send = リンクを送信
email-needed-resend = 再送信
email-needed-go-on = 確認しました
email-needed-not-yet = アドレスがまだ確認されていません。先にメールのリンクを開いてください。

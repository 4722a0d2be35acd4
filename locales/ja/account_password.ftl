# Another password, on the account's page.

account-password-title = パスワードの変更
account-password-title-first = パスワードの設定
account-password-lead = ほかのすべてのブラウザからログアウトし、メールでお知らせします。
account-password-current = 現在のパスワード
account-password-new = 新しいパスワード
account-password-submit = パスワードを保存
account-password-current-wrong = 現在のパスワードと一致しません。
account-password-meanwhile = 同時に別の画面でアカウントが変更されました。もう一度お試しください。

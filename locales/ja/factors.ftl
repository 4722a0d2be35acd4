# Second factors: at the sign-in, while they are set up, and in one's own account.

factor-kind-passkey = パスキーまたはセキュリティキー
factor-kind-totp = 認証アプリ
factor-kind-email = メールで届くコード
factor-kind-sms = SMS で届くコード
factor-kind-recovery-code = リカバリーコード

factor-about-passkey = 端末またはセキュリティキーでご本人であることを確認します。最も安全な方法です。
factor-about-totp = スマートフォンのアプリに30秒ごとに新しいコードが表示されます。通信がなくても使えます。
factor-about-email = 毎回、メールアドレスにコードを送信します。
factor-about-sms = 毎回、電話番号にコードを送信します。
factor-about-recovery-code = 紙に控えておく10個のコードです。それぞれ1回だけ使え、ほかの手段がないときに役立ちます。

# The second step of a sign-in.
second-factor-title = ご本人の確認
second-factor-lead-totp = 認証アプリに表示されるコードを入力してください。
second-factor-lead-email = { $target } にコードを送信します。
second-factor-lead-sms = 電話番号 { $target } にコードを送信します。
second-factor-lead-sent = { $target } に送信したコードを入力してください。有効期限は10分です。
second-factor-lead-passkey = パスキーまたはセキュリティキーを使用してください。
second-factor-lead-recovery-code = リカバリーコードを一つ入力してください。それぞれ1回だけ使えます。
second-factor-code-label = コード
second-factor-remember = このブラウザでは { $days } 日間確認しない
second-factor-submit = 続行
second-factor-send = コードを送信
second-factor-send-again = 別のコードを送信
second-factor-other-ways = ほかの方法を使用

# Setting one up.
factor-set-up-title = 2段階認証の設定
factor-set-up-title-totp = 認証アプリの設定
factor-set-up-title-email = メールで届くコード
factor-set-up-title-sms = SMS で届くコード
factor-set-up-title-passkey = パスキーの設定
factor-set-up-lead = このアカウントには、パスワードに加えて、ご本人であることを確かめるもう一つの手段が必要です。一つ選んでください。後から追加もできます。
factor-set-up-lead-totp = 認証アプリでこの画像を読み取り、表示されたコードを入力してください。
factor-set-up-lead-email = 届くことを確かめるため、{ $target } にコードを送信します。
factor-set-up-lead-sms = 届くことを確かめるため、電話番号にコードを送信します。
factor-set-up-lead-sms-sent = 電話番号に送信したコードを入力してください。有効期限は10分です。
factor-set-up-lead-passkey = 端末で確認を求められます。
factor-set-up-picture = 認証アプリ用の秘密の QR コードです。下に文字でも記載されています。
factor-set-up-open-app = この端末のアプリを開く
factor-set-up-by-hand = 手で入力する
factor-set-up-phone-label = 電話番号
factor-set-up-phone-hint = 国番号を付けて入力します。例: +44 20 7946 0018
factor-set-up-other-phone = 別の番号を使用
factor-set-up-submit = 有効にする
factor-set-up-other = ほかの方法を選択
factor-set-up-back = アカウントに戻る

# Recovery codes.
recovery-codes-title = リカバリーコード
recovery-codes-lead = スマートフォンや鍵を紛失した場合に、このコードでログインできます。それぞれ1回だけ使えます。
recovery-codes-note = 表示されるのは今回だけです。このページを印刷するか、ご自身だけがわかる場所にファイルを保管してください。以前のコードは使えなくなりました。
recovery-codes-download = ファイルをダウンロード
recovery-codes-done = 保管しました

# What was wrong.
factor-problem-wrong = コードが正しくないか、すでに使用されています。確認して、もう一度お試しください。
factor-problem-six-digits = 6桁のコードを入力してください。
factor-problem-eight-digits = 8桁のコードを入力してください。
factor-problem-recovery-code = リカバリーコードは、文字と数字4つずつ、4組で構成されています。
factor-problem-paused = 誤ったコードが多すぎます。15分ほど待つか、パスキーをお持ちの場合はお使いください。
factor-problem-burned = 誤ったコードが多すぎます。別のコードを送信してください。
factor-problem-sent-too-often = コードはすでに送信されています。少し待ってから、もう一度申請してください。
factor-problem-no-more-texts = 本日はこれ以上 SMS を送信できません。別の方法を使うか、明日もう一度お試しください。
factor-problem-not-a-number = + から始まる国番号を付けて、番号を入力してください。
factor-problem-no-address = 先にメールアドレスを確認してください。
factor-problem-form-expired = 長い間開かれていたか、ブラウザで Cookie が無効になっています。もう一度お試しください。

# The account's page.
two-factor-lead = 2段階認証があれば、パスワードが盗まれてもログインされません。
two-factor-kinds-heading = 2段階認証の方法
two-factor-off = 無効
two-factor-since = { $date } から有効
two-factor-used = 最終使用: { $date }
two-factor-to = コードの送信先: { $target }
two-factor-set-up = 設定
two-factor-turn-on = 有効にする
two-factor-replace = 変更
two-factor-remove = 削除
two-factor-manage-passkeys = パスキーを管理
two-factor-passkeys-on = パスキーがあります
two-factor-needed = 組織で2段階認証が必須とされているため、最後の方法は削除できません。
two-factor-last-one = 唯一の2段階認証の方法で、必須とされています。先に別の方法を追加してください。
two-factor-email-unverified = コードの受け取りに使うには、メールアドレスを確認してください。
two-factor-codes-heading = リカバリーコード
two-factor-codes-left = { $count ->
    [0] リカバリーコードは残っていません。新しく作成してください。
    [1] 残りのリカバリーコードは1個です。早めに新しく作成してください。
   *[other] 残りのリカバリーコードは { $count }個です。
}
two-factor-codes-make = 新しいコードを作成
two-factor-codes-none = リカバリーコードは、最初の2段階認証を設定すると作成されます。
two-factor-browsers-heading = 登録済みのブラウザ
two-factor-browsers-none = すべてのブラウザで2段階認証を確認します。
two-factor-browser-until = { $date } まで確認しません
two-factor-forget = すべてで再び確認する

account-done-factor-added = 2段階認証の方法を有効にしました。
account-done-factor-removed = 2段階認証の方法を削除しました。
account-done-browsers-forgotten = すべてのブラウザで再び確認します。

# Mails and text messages. Every message may name { $issuer }, whose house it is.

mail-footer = { $issuer } から { $address } にお送りしました。{ $url }
mail-support = ご不明な点は { $address } までお問い合わせください。
mail-copy-link = ボタンが使えない場合は、このアドレスをブラウザに貼り付けてください:

# What a button says.
mail-review-account = アカウントを確認
mail-sign-in-action = ログイン
mail-verify-email-action = アドレスを確認
mail-reset-password-action = 新しいパスワードを設定
mail-invitation-action = アカウントを作成

# What to do if it was somebody else.
mail-note-ignore = お心当たりがない場合は、このメールを無視してください。何も変更されません。
mail-note-ignore-invitation = この招待にお心当たりがない場合は、無視してください。何も起こりません。
mail-note-not-you = ご本人の操作でない場合は、ログインしてパスワードを変更し、すべての端末からログアウトしてください。
mail-note-code-not-you = このコードは誰にも教えないでください。今ログインの操作をしていない場合、パスワードが第三者に知られています。変更してください。
mail-note-never-tell = このコードは誰にも教えないでください。今ログインの操作をしていない場合は、このメールを無視してください。
mail-note-never-forward = リンクは1回だけ使えます。転送しないでください。今ログインの操作をしていない場合は、このメールを無視してください。
mail-note-guessed = ご本人の操作であれば、対応は不要です。同じパスワードをほかでもお使いの場合は、そちらも変更してください。

# What happened, line by line.
mail-fact-device = 端末
mail-fact-network = ネットワーク
mail-fact-time = 日時
mail-fact-new-address = 新しいアドレス
mail-fact-kind = 種類
mail-fact-name = 名前
mail-fact-deletion = 削除予定日

# Kinds of second factors.
mail-factor-passkey = パスキーまたはセキュリティキー
mail-factor-totp = 認証アプリ
mail-factor-email = メールで届くコード
mail-factor-sms = SMS で届くコード
mail-factor-recovery-code = リカバリーコード

# The address.
mail-verify-email-subject = メールアドレスの確認
mail-verify-email = このアドレスが { $issuer } のアカウント用に入力されました。ご本人のものであることを確認してください。リンクは1回だけ使えます。
mail-confirm-new-email-subject = 新しいメールアドレスの確認
mail-confirm-new-email = このアドレスが { $issuer } のアカウントの新しいアドレスとして指定されました。ご本人のものであることを確認してください。リンクは1回だけ使えます。
mail-email-change-requested-subject = メールアドレスの変更が申請されました
mail-email-change-requested = { $issuer } のアカウントで、このアドレスを変更する申請がありました。変更するには、先に新しいアドレスの確認が必要です。
mail-email-changed-subject = メールアドレスが変更されました
mail-email-changed = { $issuer } のアカウントのメールアドレスが変更されました。今後、このアドレスにアカウントに関するメールは届きません。
mail-already-registered-subject = すでにアカウントをお持ちです
mail-already-registered = このアドレスで { $issuer } のアカウントを作成する操作がありましたが、すでにアカウントがあります。そのままログインできます。
mail-already-registered-forgotten = パスワードをお忘れの場合は、こちらから新しく設定してください: { $link }
mail-invitation-subject = { $issuer } への招待
mail-invitation = { $issuer } のアカウント作成に招待されました。リンクは1回だけ使えます。

# The password.
mail-reset-password-subject = 新しいパスワードの設定
mail-reset-password = { $issuer } のアカウントについて、新しいパスワードの申請がありました。リンクは1回だけ使えます。
mail-reset-without-password = { $issuer } のアカウントについて、新しいパスワードの申請がありました。このアカウントにはパスワードがありません。いつもの方法でログインしてください。
mail-password-changed-subject = パスワードが変更されました
mail-password-changed = { $issuer } のアカウントのパスワードが変更されました。
mail-password-guessed-subject = 第三者がパスワードを試しています
mail-password-guessed = { $issuer } のアカウントで、誤ったパスワードが何度も入力されました。ログインされてはいません。念のため、新しいパスワードを設定できます。

# Signing in.
mail-new-device-subject = アカウントへの新しいログイン
mail-new-device = これまで使われていない端末から { $issuer } のアカウントにログインがありました。
mail-sign-in-link-subject = ログイン用のリンク
mail-sign-in-link = このリンクで { $issuer } にログインできます。
mail-sign-in-code-subject = ログイン用のコード
mail-sign-in-code = このコードで { $issuer } にログインできます。コードを求められたページに入力してください。
mail-factor-code-subject = セキュリティコード
mail-factor-code = { $issuer } へのログインを完了するには、このコードを入力してください。

# Second factors.
mail-factor-added-subject = 2段階認証の方法が追加されました
mail-factor-added = { $issuer } のアカウントに、新しい2段階認証の方法が追加されました。
mail-factor-removed-subject = 2段階認証の方法が削除されました
mail-factor-removed = { $issuer } のアカウントから、2段階認証の方法が一つ削除されました。
mail-factors-reset-subject = 管理者が2段階認証の方法を削除しました
mail-factors-reset = { $issuer } の管理者が、アカウントから2段階認証の方法を削除し、すべての端末からログアウトしました。ログインした後に、新しい方法を設定してください。
mail-recovery-codes-made-subject = 新しいリカバリーコードが作成されました
mail-recovery-codes-made = { $issuer } のアカウントで、新しいリカバリーコードが作成されました。以前のコードは使えません。
mail-recovery-code-used-subject = リカバリーコードが使用されました
mail-recovery-code-used = リカバリーコードで { $issuer } のアカウントにログインがありました。
mail-recovery-codes-left =
    { $left ->
        [0] リカバリーコードは残っていません。新しく作成してください。
        [1] 残りのリカバリーコードは1個です。早めに新しく作成してください。
       *[other] 残りのリカバリーコードは{ $left }個です。
    }
mail-passkey-added-subject = パスキーが追加されました
mail-passkey-added = { $issuer } のアカウントに新しいパスキーが追加されました。このパスキーを持つ人はログインできます。
mail-passkey-removed-subject = パスキーが削除されました
mail-passkey-removed = { $issuer } のアカウントからパスキーが削除されました。このパスキーではログインできなくなりました。
mail-identity-linked-subject = 別のアカウントでログインできるようになりました
mail-identity-linked = { $issuer } のアカウントに、ほかのサービスのアカウントが連携されました。そのアカウントを持つ人はログインできます。
mail-identity-unlinked-subject = アカウントの連携が解除されました
mail-identity-unlinked = { $issuer } のアカウントから、ほかのサービスのアカウントの連携が解除されました。今後そのアカウントではログインできません。
mail-fact-provider = サービス

# The end of an account.
mail-deletion-scheduled-subject = アカウントが削除される予定です
mail-deletion-scheduled = { $issuer } のアカウントが削除される予定です。それまでにログインすれば、取り消すことができます。
mail-deletion-cancelled-subject = アカウントの削除を取り消しました
mail-deletion-cancelled = { $issuer } のアカウントは削除されません。
mail-account-deleted-subject = アカウントが削除されました
mail-account-deleted = { $issuer } のアカウントと、その情報がすべて削除されました。このアカウントに関する最後のメールです。

# An operator tries the mail.
mail-trial-subject = { $issuer } からのメールは届いています
mail-trial = これは { $issuer } からのメールが届くかどうかを確認するためのメッセージです。届いているため、ご対応は不要です。

# Text messages. Short: an SMS has 160 characters, or 70.
sms-code = { $issuer }: コードは { $code } です。誰にも教えないでください。

# Passkeys: the button wherever it stands, and the pages of an account about them.

passkey-button-sign-in = パスキーでログイン
passkey-button-second-factor = パスキーを使用
passkey-button-add = パスキーを追加

# What the browser's answer means, said beside the button.
passkey-told-cancelled = パスキーは使用されませんでした。もう一度試すか、ほかの方法をお使いください。
passkey-told-known = この端末には、このアカウントのパスキーがすでにあります。
passkey-told-expired = このページは長い間開かれていました。再読み込みして、もう一度お試しください。
passkey-told-failed = うまくいきませんでした。しばらく待ってから、もう一度お試しください。

# What was wrong with an answer that the browser sent.
passkey-problem-refused = このパスキーはここでは使えません。もう一度試すか、ほかの方法をお使いください。
passkey-problem-over = 時間がかかりすぎました。もう一度お試しください。
passkey-problem-too-many = パスキーの数が上限に達しています。使っていないものを削除してください。

passkeys-lead = パスキーでは、スマートフォン、パソコン、セキュリティキーのロックを解除するだけでログインできます。覚えるものはなく、偽のページに盗まれるものもありません。
passkeys-heading-yours = 登録済みのパスキー
passkeys-none = パスキーはまだありません。
passkeys-synced = 提供元のアカウントに保存され、すべての端末で使えます
passkeys-bound = 1台の端末に保存
passkeys-added = 追加: { $date }
passkeys-used = 最終使用: { $date }
passkeys-never-used = 未使用
passkeys-change = 変更
passkeys-change-named = { $name } を変更
passkeys-heading-add = パスキーの追加
passkeys-heading-first = 最初のパスキー
passkeys-add-explanation = ブラウザから、この端末のロック解除、または別の端末の使用を求められます。
passkeys-needs-script = パスキーを使うには、JavaScript と、対応するブラウザが必要です。
passkeys-sign-in-again = 追加するには再度ログイン
passkeys-sign-in-again-explanation = ご本人であることを確かめるため、先にもう一度ログインしてください。
passkeys-new-name = { $date } のパスキー

passkeys-one-title = パスキー
passkeys-name-label = 名前
passkeys-name-hint = 後で見分けられるように、端末の名前や鍵の保管場所などを入力します。
passkeys-name-missing = 名前を入力してください。
passkeys-save = 保存
passkeys-cancel = キャンセル
passkeys-remove = このパスキーを削除

passkeys-removal-title = このパスキーを削除しますか？
passkeys-removal-explanation = { $name } ではログインできなくなります。端末側でも削除すると、候補に表示されなくなります。
passkeys-removal-confirm = 削除
passkeys-removal-last-way-in = 唯一のログイン方法です。先に別のパスキーを追加するか、パスワードを設定してください。
passkeys-removal-last-factor = このアカウントには2段階認証が必要で、これが唯一の方法です。先に別の方法を追加してください。

account-done-passkey-added = パスキーを追加しました。わかりやすい名前を付けることができます。
account-done-passkey-renamed = 名前を保存しました。
account-done-passkey-removed = パスキーを削除しました。

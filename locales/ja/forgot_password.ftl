# A forgotten password.

forgot-password-title = パスワードをお忘れですか？
forgot-password-explanation = 新しいパスワードを設定するためのリンクを送信します。
forgot-password-submit = リンクを送信
forgot-password-back = ログインに戻る

reset-password-title = 新しいパスワードの設定
reset-password-explanation = すべての端末からログアウトします。
reset-password-username-label = ユーザー名
reset-password-label = 新しいパスワード
reset-password-submit = パスワードを変更
reset-password-done-title = パスワードを変更しました
reset-password-done-explanation = すべての端末からログアウトしました。新しいパスワードでログインしてください。

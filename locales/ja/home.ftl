# The front door, and the answer on its way to an app.

home-nobody = { $issuer } に対応するアプリを、一つのアカウントで。
home-signed-in = { $count ->
    [1] ログインしています。
   *[other] { $count }個のアカウントでログインしています。
}
home-accounts-heading = このブラウザのアカウント
home-account = アカウント
home-add-account = アカウントを追加
home-for-developers = 開発者向け
home-discovery = OpenID の設定情報

form-post-title = 「{ $app }」へ進む
form-post-explanation = 移動しています。画面が変わらない場合は、ここからお進みください。
form-post-submit = 進む

continue-title = 「{ $app }」へ戻る
continue-explanation = 移動しています。画面が変わらない場合は、ここからお進みください。
continue-onward = 「{ $app }」へ進む

gallery-title = すべてのページと状態
gallery-explanation = 架空の人物とアプリによる見本です。フォームを送信しても何も起こりません。

developer-mail-title = このサーバーのメール
developer-mail-explanation = ファイルに書き出され、送信はされていません。新しいものから順に並びます。
developer-mail-none = まだメールはありません。
developer-mail-to = 宛先: { $address }

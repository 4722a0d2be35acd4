# The consent page.

consent-title = 「{ $app }」にアカウントの使用を許可しますか？
consent-title-more = 「{ $app }」が追加の許可を求めています
consent-asked-heading = 「{ $app }」に許可される内容
consent-asked-more-heading = 新しく追加される内容
consent-before-heading = すでに許可している内容
consent-never-password = パスワードが「{ $app }」に知られることはありません。
consent-leads-to-site = この後、{ $destination } に移動します。
consent-leads-to-this-device = この後、この端末のプログラムに移動します。ご自身で起動した場合に限り、許可してください。
consent-leads-to-app = この後、{ $destination } に移動します。
consent-allow = 許可する
consent-deny = 許可しない
consent-not-you = ご本人ではありませんか？

# What each scope means: a title, and a detail where the value itself is not shown.
consent-scope-openid-title = ご本人の識別
consent-scope-openid-detail = 次回ご利用の際に、同じ方だとわかるようにします
consent-scope-profile-title = プロフィールの閲覧
consent-scope-profile-detail = お名前と、プロフィールにあるその他の情報
consent-scope-email-title = メールアドレスの閲覧
consent-scope-email-detail = 確認済みかどうかも含みます
consent-scope-address-title = 住所の閲覧
consent-scope-address-detail = プロフィールに登録されている住所
consent-scope-phone-title = 電話番号の閲覧
consent-scope-phone-detail = 確認済みかどうかも含みます
consent-scope-offline-access-title = 接続の維持
consent-scope-offline-access-detail = ご利用中でない間も、取り消されるまで許可が続きます
consent-scope-of-service-title = { $service } の代理使用
consent-scope-of-service-detail = 権限: { $scope }
consent-scope-other-title = 権限 { $scope } の使用

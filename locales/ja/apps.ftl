# What somebody allowed to apps.

apps-title = 許可したアプリ
apps-none = このアカウントの使用を許可したアプリはありません。
apps-lead = 次のアプリはアカウントを使用できます。許可を取り消すと、ただちに使用できなくなります。
apps-since = 許可した日: { $since }、現在は使用されていません
apps-since-and-used = 許可した日: { $since }、最終使用: { $used }
apps-may = 許可している操作: { $count }件
apps-take-back = 許可を取り消す
apps-take-back-from = 「{ $app }」への許可を取り消す
apps-note = 許可を取り消しても、アプリが閲覧済みの情報は残ります。削除はアプリの提供元に依頼してください。次回アプリにログインする際に、再び許可を求められることがあります。

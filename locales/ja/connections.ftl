# Accounts elsewhere that sign in here.

connections-title = 連携アカウント
connections-none = ほかのサービスのアカウントは連携されていません。連携すると、そのアカウントでログインできます。
connections-lead = これらのアカウントを持つ人は、あなたのアカウントにログインできます。
connections-since = { $since }に連携、未使用
connections-since-and-used = { $since }に連携、最終使用 { $used }
connections-disconnect = 連携を解除
connections-disconnect-from = { $provider }の{ $name }の連携を解除
connections-add = アカウントを連携
connections-connect = { $provider }を連携
connections-note = アカウントがあなたのものであることを確認するため、一度そのサービスでログインします。

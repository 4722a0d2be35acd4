# Where somebody is signed in.

sessions-title = ログイン中の場所
sessions-lead = 使わなくなったものはログアウトしてください。お心当たりのないものがあれば、ログアウトしてパスワードを変更してください。
sessions-here = このブラウザ
sessions-about = { $since } に { $network } からログイン
sessions-seen = 最終利用: { $seen }
sessions-sign-out-of = { $device } からログアウト
sessions-end-others = ほかのすべてからログアウト
sessions-end-all = すべてからログアウト
sessions-remembered-note = 他の場所またはすべてからログアウトすると、記憶されたブラウザでも 2 段階目の確認が再び必要になります。
sessions-offline-note = ログアウトは、そこから開いたアプリにも通知されます。接続の維持を許可したアプリは、許可を取り消すまで使用を続けられます。
sessions-see-apps = 許可したアプリを見る
place-in-country = { $country }・{ $city }
place-of-network = { $place }（{ $network }）

# The error page: for each kind a title, what happened, and what the person can do.

error-the-app = アプリ
error-advice-heading = 対処方法
error-support = 次のアドレスに問い合わせることもできます：
error-developer-heading = 開発者向け
error-code-label = エラー
error-detail-label = 理由
error-incident-label = 受付番号
error-retry = もう一度試す

error-bad-request-title = このリクエストは処理できません
error-bad-request-happened = 不完全または誤ったリクエストで、このページに移動しました。お客様の操作に問題はなく、情報は一切共有されていません。
error-bad-request-advice = アプリに戻り、最初からやり直してください。このページが再び表示される場合は、アプリの運営者にお知らせください。

error-unknown-app-title = このアプリは登録されていません
error-unknown-app-happened = 移動元のアプリは、ここに登録されていないか、停止されています。アプリには何も共有されていません。
error-unknown-app-advice = アプリに戻ってください。本来使えるはずの場合は、アプリの運営者にお知らせください。

error-wrong-destination-title = このログインを中止しました
error-wrong-destination-happened = { $app } が登録していないアドレスに応答が送られるところでした。アカウントを守るため、ここで中止しました。
error-wrong-destination-advice = このページを閉じ、送られてきたリンクを使わずに、ご自身でアプリを開いてください。このページが再び表示される場合は、アプリの運営者にお知らせください。

error-sign-in-expired-title = このログインは終了しました
error-sign-in-expired-happened = 開始から時間がたちすぎたか、すでに完了しているか、別のブラウザで開始されたものです。
error-sign-in-expired-advice = アプリに戻り、そこからログインしてください。

error-form-expired-title = このページは無効になりました
error-form-expired-happened = 長い間開かれていたか、ブラウザから Cookie が送られませんでした。何も変更されていません。
error-form-expired-advice = このサイトの Cookie を許可して、もう一度お試しください。

error-set-up-link-invalid-title = この設定用リンクは使えません
error-set-up-link-invalid-happened = すでに使用されたか、新しいリンクに置き換えられました。
error-set-up-link-invalid-advice = 管理者がまだいない場合は、サーバーを起動し直してください。新しいリンクが表示されます。

error-too-many-codes-title = 誤ったコードが多すぎます
error-too-many-codes-happened = 入力されたコードが正しくないため、ログインを終了しました。ログインは行われませんでした。
error-too-many-codes-advice = アプリに戻り、最初からやり直してください。ご本人の操作でない場合、パスワードが第三者に知られています。変更してください。

error-no-factor-title = 2段階認証が必要です
error-no-factor-happened = ログインには2段階認証が必要ですが、使用できる方法がアカウントに設定されていません。ログインは行われませんでした。
error-no-factor-advice = このサービスの運営者に、設定について問い合わせてください。
error-link-invalid-title = このリンクは使えなくなりました
error-link-invalid-happened = すでに使用されたか、期限が切れたか、新しいリンクに置き換えられました。何も変更されていません。
error-link-invalid-advice = リンクを申請したページからやり直し、最新のメールのリンクを開いてください。

error-passkey-known-title = このパスキーはすでに登録されています
error-passkey-known-happened = 以前に作成されたもので、重ねて追加することはできません。何も変更されていません。
error-passkey-known-advice = 戻って、別のパスキーを追加してください。

error-not-allowed-title = ご利用いただけません
error-not-allowed-happened = ログイン中のアカウントには、これを使用する権限がありません。
error-not-allowed-advice = 別のアカウントでログインするか、管理者に権限を依頼してください。

error-last-administrator-title = 最後の管理者です
error-last-administrator-happened = ほかに管理者がいないため、アカウントの削除は予約されませんでした。
error-last-administrator-advice = 先にほかの人を管理者にしてから、もう一度お試しください。

error-not-found-title = ページが見つかりません
error-not-found-happened = アドレスに誤りがあるか、ページが移動した可能性があります。
error-not-found-advice = アドレスをご確認いただくか、トップページからお進みください。

error-too-many-requests-title = しばらくお待ちください
error-too-many-requests-happened = お使いのネットワークからのリクエストが多すぎます。
error-too-many-requests-advice = 1分ほど待ってから、もう一度お試しください。

error-internal-title = 問題が発生しました
error-internal-happened = ご要望の処理を完了できませんでした。この問題は記録されています。
error-internal-advice = しばらくしてから、もう一度お試しください。問題が続く場合は、下の受付番号をお知らせください。

error-unavailable-title = まもなく再開します
error-unavailable-happened = 現在、サービスの一部が応答していません。
error-unavailable-advice = 1分ほど待ってから、もう一度お試しください。
error-provider-denied-title = ログインはキャンセルされました
error-provider-denied-happened = 選んだサービスではログインできませんでした。あなたかサービス側が拒否しました。何も変更されていません。
error-provider-denied-advice = もう一度試すか、別のログイン方法を選んでください。
error-provider-down-title = 相手のサービスが応答しません
error-provider-down-happened = 選んだログインサービスに現在接続できません。ログインは行われていません。
error-provider-down-advice = 少し待ってからもう一度試すか、別のログイン方法を選んでください。
error-provider-broken-title = 相手のサービスの回答を受け付けられませんでした
error-provider-broken-happened = 選んだサービスから届いた内容を信頼できなかったため、ログインは行われませんでした。あなたに問題はありません。
error-provider-broken-advice = もう一度試すか、別のログイン方法を選んでください。繰り返す場合は、下のインシデント番号を運営者に伝えてください。
error-provider-clock-title = 時刻が一致していません
error-provider-clock-happened = 選んだサービスの回答の時刻がこちらと異なるか、回答に時間がかかりすぎました。ログインは行われていません。
error-provider-clock-advice = もう一度試してください。繰り返す場合は、どちらかの時計がずれていると運営者に伝えてください。
error-provider-stranger-title = ここにアカウントがありません
error-provider-stranger-happened = ログインしたアカウントと結び付いた人はここにいません。また、このサービスでは新しいアカウントは作られません。
error-provider-stranger-advice = ここにアカウントをお持ちなら、別の方法でログインし、アカウントページで連携してください。お持ちでない場合は運営者に問い合わせてください。
error-provider-address-taken-title = すでにアカウントがあります
error-provider-address-taken-happened = 同じメールアドレスのアカウントがありますが、ログインしたアカウントとは連携されていません。何も変更されていません。
error-provider-address-taken-advice = いつもの方法でそのアカウントにログインし、「連携アカウント」で連携してください。以後はどちらでもログインできます。
error-provider-known-title = そのアカウントはすでに連携されています
error-provider-known-happened = ログインしたアカウントは、ここの別のアカウントと連携されています。何も変更されていません。
error-provider-known-advice = そのアカウントでログインして連携先を確認し、先に解除するか、別のアカウントを使ってください。
error-last-way-in-title = これが最後のログイン方法です
error-last-way-in-happened = これがないとログインできなくなるため、解除しませんでした。
error-last-way-in-advice = 先にパスキーを追加するか、パスワードを設定するか、別のアカウントを連携してください。

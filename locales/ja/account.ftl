# Around every page of a person's account, and its overview.

account-navigation = アカウント
account-menu = メニュー
account-others = アカウントの切り替え
account-add = アカウントを追加

account-page-overview = 概要
account-page-profile = プロフィール
account-page-email = メールアドレス
account-page-password = パスワード
account-page-two-factor = 2段階認証
account-page-passkeys = パスキー
account-page-sessions = セッション
account-page-apps = アプリ
account-page-data = データ
account-page-activity = アクティビティ

account-about-overview = すべてを一目で確認
account-about-profile = お名前、写真、アプリに表示されるその他の情報
account-about-email = お知らせの送信先
account-about-password = 変更または新規設定
account-about-two-factor = ご本人であることを確かめるもう一つの手段
account-about-passkeys = パスワードなしでログイン
account-about-sessions = ログイン中の場所
account-about-apps = 許可した内容と相手
account-about-data = データの控えの取得、またはアカウントの削除
account-about-activity = アカウントの操作履歴

account-welcome = { $name } さん、こんにちは
account-overview-lead = こちらはお客様のアカウントです。登録内容はすべて確認、変更できます。

account-attention-heading = ご確認ください
account-attention-unverified-email = メールアドレスが確認されていません。
account-attention-verify = 確認する
account-attention-no-second-factor = このアカウントはパスワードだけで保護されています。
account-attention-set-up = 保護を追加
account-attention-no-recovery-codes = 2段階認証の手段を失った場合に使うリカバリーコードがありません。
account-attention-new-codes = 新しく作成
account-attention-keep = 削除を取り消す

# After a change.
account-done-profile-saved = プロフィールを保存しました。
account-done-username-changed = 今後は新しいユーザー名でログインしてください。
account-done-picture-saved = 写真を保存しました。
account-done-picture-removed = 写真を削除しました。
account-done-password-changed = パスワードを変更し、ほかのすべてのブラウザからログアウトしました。
account-done-signed-out = ログアウトしました。
account-done-app-taken-back = 許可を取り消しました。
account-done-deletion-scheduled = このアカウントは削除される予定です。それまでは取り消すことができます。
account-done-deletion-cancelled = アカウントの削除を取り消しました。
account-page-connections = 連携アカウント
account-about-connections = ほかのサービスのアカウントでログイン
account-done-connected = 連携しました。今後はそのアカウントでログインできます。
account-done-disconnected = 連携を解除しました。今後そのアカウントではログインできません。

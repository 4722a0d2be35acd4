# What somebody says about themselves.

# The name of this language, in this language.
language-own-name = 日本語

profile-title = プロフィール
profile-lead = ここに入力した内容は、プロフィールの閲覧を許可したアプリだけに伝わります。すべて空欄でもかまいません。
profile-save = プロフィールを保存

profile-picture-heading = 写真
profile-picture-alt = あなたの写真
profile-picture-label = 写真を選択
profile-picture-hint = PNG、JPEG、WebP、2 MB まで。正方形に切り取られます。
profile-picture-save = 写真を保存
profile-picture-remove = 写真を削除
profile-picture-missing = 先にファイルを選択してください。
profile-picture-unreadable = このファイルは画像として読み取れません。PNG、JPEG、WebP のいずれかにしてください。
profile-picture-too-large = 画像が大きすぎます。2 MB 以下のファイルにしてください。
profile-picture-busy = 現在、混み合っています。しばらく待ってから、もう一度お試しください。

profile-username-heading = ログイン名
profile-username-hint = ログインに使います。文字、数字、ピリオド、ハイフン、アンダースコア。
profile-username-save = ユーザー名を変更

profile-names-heading = 名前
profile-name = 氏名
profile-given-name = 名
profile-middle-name = ミドルネーム
profile-family-name = 姓
profile-nickname = ニックネーム
profile-preferred-username = アプリでの表示名

profile-about-heading = 基本情報
profile-gender = 性別
profile-birthdate = 生年月日
profile-birthdate-hint = 例: 1990-12-31。年を 0000 にするか、年だけにすると、伝わる情報を減らせます。
profile-website = ウェブサイト
profile-page = 自己紹介のページ
profile-web-hint = 例: https://example.com

profile-where-heading = 言語と時刻
profile-locale = 言語
profile-locale-browser = ブラウザの設定に従う
profile-zoneinfo = タイムゾーン
profile-zoneinfo-hint = 例: Europe/Paris

profile-reach-heading = 電話番号と住所
profile-phone-number = 電話番号
profile-phone-number-hint = 国番号を付けて入力します。例: +44 20 7946 0018
profile-telegram = Telegram のユーザー名
profile-telegram-hint = Telegram でのユーザー名。例: ada_lovelace
profile-street-address = 町名と番地
profile-postal-code = 郵便番号
profile-locality = 市区町村
profile-region = 都道府県または州
profile-country = 国

profile-problem-missing = 入力が必要です。
profile-problem-too-long = 長すぎます。200 文字以内にしてください。
profile-problem-unprintable = 表示できない文字が含まれています。入力し直してください。
profile-problem-web-address = https://example.com のようなアドレスを入力してください。
profile-problem-date = 1990-12-31 のような日付を入力してください。
profile-problem-time-zone = Europe/Paris のようなタイムゾーンを入力してください。
profile-problem-phone-number = +44 20 7946 0018 のように、国番号を付けた電話番号を入力してください。
profile-problem-telegram = Telegram のユーザー名を入力してください。5〜32 文字の英字、数字、アンダースコアで、先頭は英字です。
profile-problem-language = 一覧から言語を選択してください。
profile-problem-username = 1 から 64 文字の文字、数字、ピリオド、ハイフン、アンダースコアを使ってください。
profile-problem-taken = このユーザー名はすでに使われています。別のものにしてください。

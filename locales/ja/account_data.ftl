# A copy of everything, and leaving.

account-data-export-heading = データの控えを取得
account-data-export-explained = 保存されているお客様の情報のすべてです。プロフィール、ログインの記録、アプリに許可した内容、操作履歴が含まれます。プログラムでも読めるファイルです。パスワードと鍵は含まれません。
account-data-export = データをダウンロード
account-data-delete-heading = このアカウントを削除
account-data-delete-explained = アカウントとその内容は { $date } にすべて削除されます。それまでは取り消すことができます。利用したアプリには閲覧済みの情報が残ります。削除はアプリに依頼してください。
account-data-not-here = ここではアカウントを削除できません。このサービスの運営者にお問い合わせください。
account-data-scheduled = このアカウントは、その内容とともに { $date } に削除されます。それまでは通常どおり使えます。
account-data-delete = このアカウントを削除
account-data-keep = 削除を取り消す
account-data-banner = このアカウントは { $date } に削除されます。

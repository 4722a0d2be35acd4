# The account chooser.

select-account-title = アカウントを選択
select-account-title-for-app = 「{ $app }」で使うアカウントを選択
select-account-password-needed = パスワードの入力が必要です

# The account chooser.

select-account-title = 选择账号
select-account-title-for-app = 为“{ $app }”选择账号
select-account-password-needed = 需要输入密码

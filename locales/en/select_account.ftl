# The account chooser.

select-account-title = Choose an account
select-account-title-for-app = Choose an account for { $app }
select-account-password-needed = Asks for your password

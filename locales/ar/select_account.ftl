# The account chooser.

select-account-title = اختيار حساب
select-account-title-for-app = اختيار حساب من أجل { $app }
select-account-password-needed = يتطلب كلمة مرورك

# Another password, on the account's page.

account-password-title = تغيير كلمة المرور
account-password-title-first = تعيين كلمة مرور
account-password-lead = سيُسجَّل الخروج من كل المتصفحات الأخرى، وسنخبرك بالبريد الإلكتروني.
account-password-current = كلمة المرور الحالية
account-password-new = كلمة المرور الجديدة
account-password-submit = حفظ كلمة المرور
account-password-current-wrong = هذه ليست كلمة مرورك الحالية.
account-password-meanwhile = تغيّر حسابك في نافذة أخرى في اللحظة نفسها. يُرجى إعادة المحاولة.

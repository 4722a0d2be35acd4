# A forgotten password.

forgot-password-title = نسيت كلمة المرور؟
forgot-password-explanation = نرسل إليك رابطًا لاختيار كلمة مرور أخرى.
forgot-password-submit = إرسال الرابط
forgot-password-back = العودة إلى تسجيل الدخول

reset-password-title = اختيار كلمة مرور جديدة
reset-password-explanation = سيُسجَّل خروجك من كل الأجهزة.
reset-password-username-label = اسم المستخدم
reset-password-label = كلمة المرور الجديدة
reset-password-submit = تغيير كلمة المرور
reset-password-done-title = تغيّرت كلمة مرورك
reset-password-done-explanation = سُجّل خروجك من كل الأجهزة. يُرجى تسجيل الدخول بكلمة المرور الجديدة.

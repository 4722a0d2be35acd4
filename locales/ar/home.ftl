# The front door, and the answer on its way to an app.

home-nobody = حساب واحد للتطبيقات التي تثق بـ { $issuer }.
home-signed-in = { $count ->
    [zero] لم يُسجَّل الدخول بأي حساب.
    [one] سُجّل دخولك.
    [two] سُجّل دخولك بحسابين.
    [few] سُجّل دخولك بـ { $count } حسابات.
    [many] سُجّل دخولك بـ { $count } حسابًا.
   *[other] سُجّل دخولك بـ { $count } حساب.
}
home-accounts-heading = حساباتك في هذا المتصفح
home-account = حسابك
home-add-account = إضافة حساب
home-for-developers = للمطوّرين
home-discovery = إعدادات OpenID

form-post-title = المتابعة إلى { $app }
form-post-explanation = جارٍ نقلك. إذا لم يحدث شيء، فالمتابعة من هنا.
form-post-submit = متابعة

continue-title = العودة إلى { $app }
continue-explanation = جارٍ نقلك. إذا لم يحدث شيء، فالمتابعة من هنا.
continue-onward = المتابعة إلى { $app }

gallery-title = كل صفحة في كل حالة
gallery-explanation = نماذج بأشخاص وتطبيقات من الخيال. استماراتها لا تؤدي إلى أي مكان.

developer-mail-title = بريد هذا الخادم
developer-mail-explanation = كُتب في ملفات ولم يُرسل. الأحدث أولًا.
developer-mail-none = لا بريد بعد.
developer-mail-to = إلى { $address }

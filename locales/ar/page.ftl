# Around every page, and words that several pages use.
#
# المصطلحات: sign in = تسجيل الدخول · sign out = تسجيل الخروج · sign up = إنشاء حساب · passkey = مفتاح مرور · second step = خطوة ثانية ·
# authenticator app = تطبيق المصادقة · recovery code = رمز استرداد · app = تطبيق · account = حساب · session = جلسة · device = جهاز ·
# text message = رسالة نصية · email = بريد إلكتروني. الصياغة محايدة: المصدر أو «يُرجى»، والأرقام 0–9.

page-you-are-at = أنت على
page-continue-to = للمتابعة إلى
page-problems-heading = { $count ->
    [zero] لا توجد مشكلات
    [one] توجد مشكلة
    [two] توجد مشكلتان
    [few] توجد { $count } مشكلات
    [many] توجد { $count } مشكلة
   *[other] توجد { $count } مشكلة
}
page-signed-in-as = الحساب المسجّل دخوله
page-use-another-account = استخدام حساب آخر
page-sign-in = تسجيل الدخول
page-sign-out = تسجيل الخروج
page-privacy-policy = سياسة الخصوصية
page-terms = شروط الخدمة
page-links-of-app = حول { $app }

app-on-this-device = برنامج على هذا الجهاز
app-with-scheme = تطبيق على هذا الجهاز ({ $scheme })

# Around every page of a person's account, and its overview.

account-navigation = حسابك
account-menu = القائمة
account-others = تبديل الحساب
account-add = إضافة حساب

account-page-overview = نظرة عامة
account-page-profile = الملف الشخصي
account-page-email = البريد الإلكتروني
account-page-password = كلمة المرور
account-page-two-factor = الخطوة الثانية
account-page-passkeys = مفاتيح المرور
account-page-sessions = الجلسات
account-page-apps = التطبيقات
account-page-data = بياناتك
account-page-activity = النشاط

account-about-overview = كل شيء في لمحة
account-about-profile = اسمك وصورتك وما قد تراه التطبيقات غير ذلك
account-about-email = العنوان الذي نراسلك عليه
account-about-password = تغييرها أو تعيين أول واحدة
account-about-two-factor = إثبات ثانٍ لهويتك
account-about-passkeys = تسجيل الدخول بلا كلمة مرور
account-about-sessions = أماكن تسجيل دخولك
account-about-apps = ما سمحت به، ولمن
account-about-data = أخذ نسخة منها أو المغادرة
account-about-activity = ما حدث في حسابك

account-welcome = مرحبًا، { $name }
account-overview-lead = هذا حسابك. يمكنك الاطلاع على كل ما فيه وتغييره.

account-attention-heading = يستحق لحظة
account-attention-unverified-email = لم يُؤكَّد عنوان بريدك الإلكتروني بعد.
account-attention-verify = تأكيده
account-attention-no-second-factor = لا يحمي هذا الحساب سوى كلمة مرورك.
account-attention-set-up = إضافة حماية
account-attention-no-recovery-codes = ليس لديك رموز استرداد تحسبًا لفقدان خطوتك الثانية.
account-attention-new-codes = إنشاء رموز جديدة
account-attention-keep = الاحتفاظ به

# After a change.
account-done-profile-saved = حُفظ ملفك الشخصي.
account-done-username-changed = يكون تسجيل دخولك من الآن باسم المستخدم الجديد.
account-done-picture-saved = حُفظت صورتك.
account-done-picture-removed = أُزيلت صورتك.
account-done-password-changed = تغيّرت كلمة مرورك، وسُجّل الخروج من كل المتصفحات الأخرى.
account-done-signed-out = سُجّل الخروج.
account-done-app-taken-back = سُحب الإذن.
account-done-deletion-scheduled = سيُحذف هذا الحساب. حتى ذلك الحين يمكنك العدول عن ذلك.
account-done-deletion-cancelled = هذا الحساب باقٍ.
account-page-connections = الحسابات المرتبطة
account-about-connections = سجّل الدخول بحساب من خدمة أخرى
account-done-connected = تم الربط. يمكنك من الآن الدخول بذلك الحساب.
account-done-disconnected = تم الفصل. لم يعد ذلك الحساب يتيح الدخول.

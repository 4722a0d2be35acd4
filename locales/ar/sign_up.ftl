# Making an account.

sign-up-title = إنشاء حسابك لدى { $issuer }
sign-up-heading = إنشاء حساب
sign-up-username-label = اسم المستخدم
sign-up-username-hint = حروف وأرقام ونقاط وواصلات وشرطات سفلية
sign-up-email-label = البريد الإلكتروني
sign-up-password-label = كلمة المرور
sign-up-submit = إنشاء الحساب
sign-up-have-account = لديك حساب بالفعل؟
sign-up-optional = { $label } (اختياري)

# What a tenant may ask for besides.
sign-up-claim-name = الاسم الكامل
sign-up-claim-given-name = الاسم الأول
sign-up-claim-family-name = اسم العائلة
sign-up-claim-middle-name = الاسم الأوسط
sign-up-claim-nickname = اللقب
sign-up-claim-birthdate = تاريخ الميلاد
sign-up-claim-zoneinfo = المنطقة الزمنية
sign-up-claim-locale = اللغة
sign-up-claim-phone-number = رقم الهاتف
sign-up-claim-website = الموقع الإلكتروني

# What was wrong. None of these may tell whether an address has an account.
sign-up-problem-username-missing = يُرجى اختيار اسم مستخدم.
sign-up-problem-username-invalid = لا يمكن استخدام هذا الاسم. يُرجى اختيار حروف وأرقام ونقاط وواصلات وشرطات سفلية.
sign-up-problem-username-taken = اسم المستخدم هذا محجوز. يُرجى اختيار اسم آخر.
sign-up-problem-email-invalid = يُرجى إدخال عنوان بريد إلكتروني مثل name@example.com.
sign-up-problem-email-not-allowed = لا يمكن إنشاء حساب بعنوان من هذا النطاق.
sign-up-problem-claim-missing = { $label }: هذا البيان مطلوب.
sign-up-problem-claim-invalid = { $label }: لا يمكن أن يكون هذا صحيحًا.
sign-up-problem-form-expired = بقيت هذه الصفحة مفتوحة وقتًا طويلًا، أو يحظر متصفحك ملفات تعريف الارتباط. يُرجى إدخال البيانات مجددًا.
sign-up-problem-busy = يفعل كثيرون ذلك الآن. يُرجى الانتظار لحظة ثم إعادة المحاولة.

# A mail is on its way.
check-mail-title = يُرجى مراجعة بريدك الإلكتروني
check-mail-sign-up = أرسلنا رسالة إلى { $login }. يُرجى فتح رابطها في هذا المتصفح للإتمام.
check-mail-reset = إذا كان هناك حساب لـ { $login }، فقد أرسلنا رابطًا إلى عنوان بريده الإلكتروني. يعمل الرابط لمدة 30 دقيقة.
check-mail-sign-in-link = إذا كان هناك حساب لـ { $login }، فقد أرسلنا رابطًا إلى عنوان بريده الإلكتروني. يُرجى فتحه في هذا المتصفح خلال 15 دقيقة.
check-mail-advice = لم تصل الرسالة؟ يُرجى النظر في مجلد الرسائل غير المرغوب فيها والتحقق مما كتبته.
check-mail-again = البدء من جديد
sign-up-elsewhere = أتيت من { $provider }. تنقص بعض المعلومات قبل أن يصبح حسابك هنا جاهزًا.

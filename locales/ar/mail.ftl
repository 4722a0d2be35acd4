# Mails and text messages. Every message may name { $issuer }, whose house it is.

mail-footer = أرسل { $issuer } هذه الرسالة إلى { $address }. { $url }
mail-support = لديك أسئلة؟ يمكنك الكتابة إلى { $address }.
mail-copy-link = إذا لم يعمل الزر، فيُرجى نسخ هذا العنوان إلى متصفحك:

# What a button says.
mail-review-account = مراجعة الحساب
mail-sign-in-action = تسجيل الدخول
mail-verify-email-action = تأكيد هذا العنوان
mail-reset-password-action = اختيار كلمة مرور جديدة
mail-invitation-action = إنشاء حسابك

# What to do if it was somebody else.
mail-note-ignore = إذا لم يكن هذا بطلب منك، فيُرجى تجاهل هذه الرسالة، ولن يتغير شيء.
mail-note-ignore-invitation = إذا لم تكن هذه الدعوة متوقعة، فيُرجى تجاهلها، ولن يحدث شيء.
mail-note-not-you = إذا لم يكن هذا منك، فيُرجى تسجيل الدخول وتغيير كلمة المرور وتسجيل الخروج من كل الأجهزة.
mail-note-code-not-you = يُرجى عدم إعطاء هذا الرمز لأي أحد. إذا لم يكن تسجيل الدخول الجاري منك، فهناك من يعرف كلمة مرورك، ويُرجى تغييرها.
mail-note-never-tell = يُرجى عدم إعطاء هذا الرمز لأي أحد. إذا لم يكن تسجيل الدخول الجاري منك، فيُرجى تجاهل هذه الرسالة.
mail-note-never-forward = يعمل الرابط مرة واحدة. يُرجى عدم إعادة إرساله. إذا لم يكن تسجيل الدخول الجاري منك، فيُرجى تجاهل هذه الرسالة.
mail-note-guessed = إذا كان هذا منك، فلا حاجة إلى أي إجراء. إذا كانت كلمة المرور هذه مستخدمة في مكان آخر، فيُرجى تغييرها هناك أيضًا.

# What happened, line by line.
mail-fact-device = الجهاز
mail-fact-network = الشبكة
mail-fact-time = الوقت
mail-fact-new-address = العنوان الجديد
mail-fact-kind = النوع
mail-fact-name = الاسم
mail-fact-deletion = موعد الحذف

# Kinds of second factors.
mail-factor-passkey = مفتاح مرور أو مفتاح أمان
mail-factor-totp = تطبيق المصادقة
mail-factor-email = رمز بالبريد الإلكتروني
mail-factor-sms = رمز برسالة نصية
mail-factor-recovery-code = رموز الاسترداد

# The address.
mail-verify-email-subject = تأكيد عنوان بريدك الإلكتروني
mail-verify-email = أُدخل هذا العنوان لحساب لدى { $issuer }. يُرجى تأكيد أنه لك. يعمل الرابط مرة واحدة.
mail-confirm-new-email-subject = تأكيد عنوان بريدك الإلكتروني الجديد
mail-confirm-new-email = سيصبح هذا العنوان عنوان حساب لدى { $issuer }. يُرجى تأكيد أنه لك. يعمل الرابط مرة واحدة.
mail-email-change-requested-subject = عنوان بريدك الإلكتروني على وشك التغيير
mail-email-change-requested = طلب أحدهم استبدال هذا العنوان في حسابك لدى { $issuer }. يجب تأكيد العنوان الجديد أولًا.
mail-email-changed-subject = تغيّر عنوان بريدك الإلكتروني
mail-email-changed = أصبح لحسابك لدى { $issuer } عنوان بريد إلكتروني آخر. لن تصل إلى هذا العنوان رسائل بشأنه بعد الآن.
mail-already-registered-subject = لديك حساب بالفعل
mail-already-registered = حاول أحدهم إنشاء حساب لدى { $issuer } بهذا العنوان، وله حساب بالفعل. يمكنك تسجيل الدخول مباشرةً.
mail-already-registered-forgotten = نسيت كلمة المرور؟ يمكنك اختيار كلمة جديدة هنا: { $link }
mail-invitation-subject = دعوة إلى { $issuer }
mail-invitation = لديك دعوة لإنشاء حساب لدى { $issuer }. يعمل الرابط مرة واحدة.

# The password.
mail-reset-password-subject = اختيار كلمة مرور جديدة
mail-reset-password = طلب أحدهم كلمة مرور جديدة لحسابك لدى { $issuer }. يعمل الرابط مرة واحدة.
mail-reset-without-password = طلب أحدهم كلمة مرور جديدة لحسابك لدى { $issuer }. ليس للحساب كلمة مرور، فيُرجى تسجيل الدخول كالمعتاد.
mail-password-changed-subject = تغيّرت كلمة مرورك
mail-password-changed = أصبح لحسابك لدى { $issuer } كلمة مرور أخرى.
mail-password-guessed-subject = هناك من يحاول تخمين كلمة مرورك
mail-password-guessed = جُرّبت كلمات مرور خاطئة كثيرة لحسابك لدى { $issuer }. لم يدخل أحد. يمكنك اختيار كلمة مرور جديدة للاطمئنان.

# Signing in.
mail-new-device-subject = تسجيل دخول جديد إلى حسابك
mail-new-device = سجّل أحدهم الدخول إلى حسابك لدى { $issuer } من جهاز لم يُستخدم من قبل.
mail-sign-in-link-subject = رابط تسجيل الدخول
mail-sign-in-link = بهذا الرابط يُسجَّل دخولك إلى { $issuer }.
mail-sign-in-code-subject = رمز تسجيل الدخول
mail-sign-in-code = بهذا الرمز يُسجَّل دخولك إلى { $issuer }. يُرجى إدخاله في الصفحة التي طلبته.
mail-factor-code-subject = رمز الأمان
mail-factor-code = يُرجى إدخال هذا الرمز لإتمام تسجيل الدخول إلى { $issuer }.

# Second factors.
mail-factor-added-subject = أُضيفت خطوة ثانية
mail-factor-added = أُضيفت إلى حسابك لدى { $issuer } خطوة ثانية جديدة لتسجيل الدخول.
mail-factor-removed-subject = أُزيلت خطوة ثانية
mail-factor-removed = أُزيلت من حسابك لدى { $issuer } خطوة ثانية لتسجيل الدخول.
mail-factors-reset-subject = أُزيلت خطواتك الثانية
mail-factors-reset = أزال مسؤول في { $issuer } من حسابك الخطوات الثانية لتسجيل الدخول، وسجّل خروجك من كل مكان. يُرجى إعداد خطوة جديدة بعد تسجيل الدخول.
mail-recovery-codes-made-subject = لديك رموز استرداد جديدة
mail-recovery-codes-made = أُنشئت رموز استرداد جديدة لحسابك لدى { $issuer }. لم تعد الرموز القديمة تعمل.
mail-recovery-code-used-subject = استُخدم رمز استرداد
mail-recovery-code-used = سجّل أحدهم الدخول إلى حسابك لدى { $issuer } برمز استرداد.
mail-recovery-codes-left =
    { $left ->
        [zero] لم يبقَ أي رمز استرداد. يُرجى إنشاء رموز جديدة.
        [one] بقي رمز استرداد واحد. يُرجى إنشاء رموز جديدة قريبًا.
        [two] بقي رمزا استرداد.
        [few] بقيت { $left } رموز استرداد.
        [many] بقي { $left } رمز استرداد.
       *[other] بقي { $left } رمز استرداد.
    }
mail-passkey-added-subject = أُضيف مفتاح مرور
mail-passkey-added = أُضيف إلى حسابك لدى { $issuer } مفتاح مرور جديد. يمكن لمن يملكه تسجيل الدخول.
mail-passkey-removed-subject = أُزيل مفتاح مرور
mail-passkey-removed = أُزيل مفتاح مرور من حسابك لدى { $issuer }. لم يعد يتيح تسجيل الدخول.
mail-identity-linked-subject = صار حساب آخر يدخل إلى حسابك
mail-identity-linked = رُبط بحسابك لدى { $issuer } حساب من خدمة أخرى. يمكن لمن يملكه تسجيل الدخول.
mail-identity-unlinked-subject = فُصل حساب
mail-identity-unlinked = فُصل عن حسابك لدى { $issuer } حساب من خدمة أخرى. لم يعد يتيح تسجيل الدخول.
mail-fact-provider = الخدمة

# The end of an account.
mail-deletion-scheduled-subject = سيُحذف حسابك
mail-deletion-scheduled = سيُحذف حسابك لدى { $issuer }. حتى ذلك الحين يمكنك تسجيل الدخول والعدول عن ذلك.
mail-deletion-cancelled-subject = حسابك باقٍ
mail-deletion-cancelled = لن يُحذف حسابك لدى { $issuer }.
mail-account-deleted-subject = حُذف حسابك
mail-account-deleted = حُذف حسابك لدى { $issuer } بكل ما فيه. هذه آخر رسالة بشأنه.

# An operator tries the mail.
mail-trial-subject = رسائل { $issuer } تصل
mail-trial = أُرسلت هذه الرسالة للتحقق من وصول بريد { $issuer }. وقد وصلت، ولا يلزمك فعل أي شيء.

# Text messages. Short: an SMS has 160 characters, or 70.
sms-code = { $issuer }: رمزك هو { $code }. يُرجى عدم إعطائه لأحد.

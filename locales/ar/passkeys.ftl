# Passkeys: the button wherever it stands, and the pages of an account about them.

passkey-button-sign-in = تسجيل الدخول بمفتاح مرور
passkey-button-second-factor = استخدام مفتاح مرور
passkey-button-add = إضافة مفتاح مرور

# What the browser's answer means, said beside the button.
passkey-told-cancelled = لم يُستخدم أي مفتاح مرور. يمكنك إعادة المحاولة متى شئت أو المتابعة بطريقة أخرى.
passkey-told-known = في هذا الجهاز مفتاح مرور لحسابك بالفعل.
passkey-told-expired = بقيت هذه الصفحة مفتوحة وقتًا طويلًا. يُرجى تحميلها مجددًا ثم إعادة المحاولة.
passkey-told-failed = لم ينجح ذلك. يُرجى الانتظار لحظة ثم إعادة المحاولة.

# What was wrong with an answer that the browser sent.
passkey-problem-refused = لا يمكن استخدام مفتاح المرور هذا هنا. يُرجى إعادة المحاولة أو المتابعة بطريقة أخرى.
passkey-problem-over = استغرق ذلك وقتًا طويلًا. يُرجى إعادة المحاولة.
passkey-problem-too-many = بلغ حسابك الحد الأقصى من مفاتيح المرور. يُرجى إزالة مفتاح غير مستخدم.

passkeys-lead = بمفتاح المرور يكون تسجيل دخولك بفتح قفل هاتفك أو حاسوبك أو مفتاح الأمان. لا شيء يُحفظ في الذاكرة، ولا شيء تأخذه منك صفحة مزيفة.
passkeys-heading-yours = مفاتيح مرورك
passkeys-none = ليس لديك مفتاح مرور بعد.
passkeys-synced = محفوظ في حسابك لدى الشركة المصنّعة، على كل أجهزتك
passkeys-bound = على جهاز واحد
passkeys-added = أُضيف في { $date }
passkeys-used = آخر استخدام في { $date }
passkeys-never-used = لم يُستخدم قط
passkeys-change = تغيير
passkeys-change-named = تغيير { $name }
passkeys-heading-add = مفتاح مرور آخر
passkeys-heading-first = مفتاح مرورك الأول
passkeys-add-explanation = سيطلب متصفحك فتح قفل هذا الجهاز أو استخدام جهاز آخر.
passkeys-needs-script = تحتاج مفاتيح المرور إلى JavaScript وإلى متصفح يدعمها.
passkeys-sign-in-again = تسجيل الدخول مجددًا لإضافة مفتاح
passkeys-sign-in-again-explanation = للتأكد من هويتك، يُرجى تسجيل الدخول مجددًا أولًا.
passkeys-new-name = مفتاح مرور { $date }

passkeys-one-title = مفتاح مرور
passkeys-name-label = الاسم
passkeys-name-hint = لمعرفته لاحقًا: الجهاز أو مكان حفظ المفتاح.
passkeys-name-missing = يُرجى إدخال اسم.
passkeys-save = حفظ
passkeys-cancel = إلغاء
passkeys-remove = إزالة مفتاح المرور هذا

passkeys-removal-title = إزالة مفتاح المرور هذا؟
passkeys-removal-explanation = لن يتيح { $name } تسجيل دخولك بعد الآن. يُرجى إزالته من الجهاز أيضًا حتى لا يُعرض هناك.
passkeys-removal-confirm = إزالة
passkeys-removal-last-way-in = هذه طريقتك الوحيدة لتسجيل الدخول. يُرجى إضافة مفتاح مرور آخر أو تعيين كلمة مرور أولًا.
passkeys-removal-last-factor = يحتاج حسابك إلى خطوة ثانية، وهذه هي الوحيدة. يُرجى إضافة أخرى أولًا.

account-done-passkey-added = أُضيف مفتاح المرور. يمكنك تسميته باسم تعرفه به.
account-done-passkey-renamed = حُفظ الاسم.
account-done-passkey-removed = أُزيل مفتاح المرور.

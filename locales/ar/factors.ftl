# Second factors: at the sign-in, while they are set up, and in one's own account.

factor-kind-passkey = مفتاح مرور أو مفتاح أمان
factor-kind-totp = تطبيق المصادقة
factor-kind-email = رمز بالبريد الإلكتروني
factor-kind-sms = رمز برسالة نصية
factor-kind-recovery-code = رمز استرداد

factor-about-passkey = يؤكد جهازك أو مفتاح أمان هويتك. الخيار الأكثر أمانًا.
factor-about-totp = يعرض تطبيق على هاتفك رمزًا جديدًا كل نصف دقيقة. يعمل بلا شبكة.
factor-about-email = نرسل في كل مرة رمزًا إلى عنوان بريدك الإلكتروني.
factor-about-sms = نرسل في كل مرة رمزًا إلى هاتفك.
factor-about-recovery-code = عشرة رموز على ورقة، يصلح كل منها مرة واحدة، لحين لا يتوفر غيرها.

# The second step of a sign-in.
second-factor-title = تأكيد هويتك
second-factor-lead-totp = يُرجى إدخال الرمز الذي يعرضه تطبيق المصادقة.
second-factor-lead-email = نرسل رمزًا إلى { $target }.
second-factor-lead-sms = نرسل رمزًا إلى هاتفك { $target }.
second-factor-lead-sent = يُرجى إدخال الرمز الذي أرسلناه إلى { $target }. يعمل لمدة عشر دقائق.
second-factor-lead-passkey = يُرجى استخدام مفتاح المرور أو مفتاح الأمان.
second-factor-lead-recovery-code = يُرجى إدخال أحد رموز الاسترداد. يصلح كل منها مرة واحدة.
second-factor-code-label = الرمز
second-factor-remember = { $days ->
    [zero] عدم السؤال مجددًا في هذا المتصفح
    [one] عدم السؤال مجددًا في هذا المتصفح ليوم واحد
    [two] عدم السؤال مجددًا في هذا المتصفح ليومين
    [few] عدم السؤال مجددًا في هذا المتصفح لمدة { $days } أيام
    [many] عدم السؤال مجددًا في هذا المتصفح لمدة { $days } يومًا
   *[other] عدم السؤال مجددًا في هذا المتصفح لمدة { $days } يوم
}
second-factor-submit = متابعة
second-factor-send = إرسال الرمز
second-factor-send-again = إرسال رمز آخر
second-factor-other-ways = استخدام طريقة أخرى

# Setting one up.
factor-set-up-title = إضافة خطوة ثانية
factor-set-up-title-totp = إعداد تطبيق المصادقة
factor-set-up-title-email = رموز بالبريد الإلكتروني
factor-set-up-title-sms = رموز برسالة نصية
factor-set-up-title-passkey = إعداد مفتاح مرور
factor-set-up-lead = يحتاج هذا الحساب، إلى جانب كلمة المرور، إلى إثبات ثانٍ لهويتك. يُرجى اختيار طريقة، ويمكنك إضافة غيرها لاحقًا.
factor-set-up-lead-totp = يُرجى مسح هذه الصورة بتطبيق المصادقة ثم إدخال الرمز الذي يعرضه.
factor-set-up-lead-email = نرسل رمزًا إلى { $target } للتأكد من وصوله.
factor-set-up-lead-sms = نرسل رمزًا إلى هاتفك للتأكد من وصوله.
factor-set-up-lead-sms-sent = يُرجى إدخال الرمز الذي أرسلناه إلى هاتفك. يعمل لمدة عشر دقائق.
factor-set-up-lead-passkey = سيطلب جهازك التأكيد.
factor-set-up-picture = السر الخاص بتطبيق المصادقة في صورة رمز QR. وهو مكتوب في الأسفل أيضًا.
factor-set-up-open-app = التطبيق على هذا الجهاز: فتحه
factor-set-up-by-hand = الإدخال يدويًا
factor-set-up-phone-label = رقم الهاتف
factor-set-up-phone-hint = مع رمز البلد، مثل { "\u200E" }+44 20 7946 0018
factor-set-up-other-phone = استخدام رقم آخر
factor-set-up-submit = تفعيل
factor-set-up-other = اختيار طريقة أخرى
factor-set-up-back = العودة إلى حسابك

# Recovery codes.
recovery-codes-title = رموز الاسترداد
recovery-codes-lead = إذا فُقد هاتفك أو مفاتيحك، فأحد هذه الرموز يتيح لك الدخول. يصلح كل منها مرة واحدة.
recovery-codes-note = لا نعرضها إلا هذه المرة. يُرجى طباعة هذه الصفحة أو حفظ الملف حيث لا يصل إليه غيرك. لم تعد الرموز السابقة تعمل.
recovery-codes-download = تنزيلها في ملف
recovery-codes-done = حفظتها

# What was wrong.
factor-problem-wrong = هذا الرمز غير صحيح أو سبق استخدامه. يُرجى التحقق منه وإعادة المحاولة.
factor-problem-six-digits = يُرجى إدخال أرقام الرمز الستة.
factor-problem-eight-digits = يُرجى إدخال أرقام الرمز الثمانية.
factor-problem-recovery-code = يتكون رمز الاسترداد من أربع مجموعات، في كل منها أربعة حروف وأرقام.
factor-problem-paused = الرموز الخاطئة كثيرة جدًا. يُرجى الانتظار ربع ساعة أو استخدام مفتاح مرور إن وُجد.
factor-problem-burned = الرموز الخاطئة كثيرة جدًا. يُرجى طلب رمز آخر.
factor-problem-sent-too-often = هناك رمز في الطريق بالفعل. يُرجى الانتظار قليلًا قبل طلب رمز آخر.
factor-problem-no-more-texts = لا يمكن إرسال المزيد من الرسائل النصية اليوم. يُرجى استخدام طريقة أخرى أو المحاولة غدًا.
factor-problem-not-a-number = يُرجى إدخال الرقم مع رمز البلد، بدءًا بعلامة +.
factor-problem-no-address = يُرجى تأكيد عنوان بريدك الإلكتروني أولًا.
factor-problem-form-expired = بقيت هذه الصفحة مفتوحة وقتًا طويلًا، أو يحظر متصفحك ملفات تعريف الارتباط. يُرجى إعادة المحاولة.

# The account's page.
two-factor-lead = مع خطوة ثانية، لا تفتح كلمة المرور المسروقة شيئًا.
two-factor-kinds-heading = الخطوات الثانية
two-factor-off = غير مفعّلة
two-factor-since = مفعّلة منذ { $date }
two-factor-used = آخر استخدام في { $date }
two-factor-to = تُرسل الرموز إلى { $target }
two-factor-set-up = إعداد
two-factor-turn-on = تفعيل
two-factor-replace = تغيير
two-factor-remove = إزالة
two-factor-manage-passkeys = إدارة مفاتيح المرور
two-factor-passkeys-on = لديك مفتاح مرور
two-factor-needed = تشترط مؤسستك خطوة ثانية، لذلك لا يمكن إزالة الأخيرة.
two-factor-last-one = هذه خطوتك الثانية الوحيدة، ولا بد من واحدة. يُرجى إضافة أخرى أولًا.
two-factor-email-unverified = يُرجى تأكيد عنوان بريدك الإلكتروني لاستخدامه للرموز.
two-factor-codes-heading = رموز الاسترداد
two-factor-codes-left = { $count ->
    [zero] لم يبقَ لديك أي رمز استرداد. يُرجى إنشاء رموز جديدة.
    [one] بقي لديك رمز استرداد واحد. يُرجى إنشاء رموز جديدة قريبًا.
    [two] بقي لديك رمزا استرداد.
    [few] بقيت لديك { $count } رموز استرداد.
    [many] بقي لديك { $count } رمز استرداد.
   *[other] بقي لديك { $count } رمز استرداد.
}
two-factor-codes-make = إنشاء رموز جديدة
two-factor-codes-none = تأتي رموز الاسترداد مع أول خطوة ثانية.
two-factor-browsers-heading = المتصفحات المحفوظة
two-factor-browsers-none = تُطلب الخطوة الثانية من كل المتصفحات.
two-factor-browser-until = لا تُطلب حتى { $date }
two-factor-forget = السؤال من جديد في كل مكان

account-done-factor-added = فُعّلت الخطوة الثانية.
account-done-factor-removed = أُزيلت الخطوة الثانية.
account-done-browsers-forgotten = ستُطلب الخطوة الثانية من كل المتصفحات من جديد.

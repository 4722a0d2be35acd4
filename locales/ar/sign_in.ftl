# The sign-in page.

sign-in-title = تسجيل الدخول إلى { $issuer }
sign-in-title-for-app = تسجيل الدخول للمتابعة إلى { $app }
sign-in-to = تسجيل الدخول
sign-in-login-label = اسم المستخدم أو البريد الإلكتروني
sign-in-password-label = كلمة المرور
sign-in-submit = تسجيل الدخول
sign-in-by-mail = تسجيل الدخول بالبريد الإلكتروني
sign-in-forgot = نسيت كلمة المرور؟
sign-in-sign-up = إنشاء حساب
sign-in-choose-account = اختيار حساب مسجّل دخوله

# Why somebody who is signed in is asked again.
sign-in-reason-login-too-old = مضى وقت على تسجيل دخولك. يطلب { $app } تأكيد هويتك من جديد.
sign-in-reason-prompt-login = يطلب { $app } إدخال كلمة مرورك من جديد.
sign-in-reason-own-account = حفاظًا على أمان حسابك، يُرجى تسجيل الدخول مرة أخرى قبل تغييره.
sign-in-reason-wrong-subject = يطلب { $app } حسابًا غير الحساب المسجّل دخوله.

# What was wrong. None of these may tell whether an account exists.
sign-in-problem-rejected = اسم المستخدم وكلمة المرور غير متطابقين. يُرجى التحقق منهما وإعادة المحاولة.
sign-in-problem-login-missing = يُرجى إدخال اسم المستخدم أو البريد الإلكتروني.
sign-in-problem-password-missing = يُرجى إدخال كلمة المرور.
sign-in-problem-too-many-tries = المحاولات كثيرة جدًا. يُرجى الانتظار بضع دقائق ثم إعادة المحاولة.
sign-in-problem-busy = يسجّل كثيرون الدخول الآن. يُرجى الانتظار لحظة ثم إعادة المحاولة.
sign-in-problem-form-expired = بقيت هذه الصفحة مفتوحة وقتًا طويلًا، أو يحظر متصفحك ملفات تعريف الارتباط. يُرجى إدخال بياناتك مجددًا.
sign-in-or = أو
sign-in-through = المتابعة باستخدام { $provider }
sign-in-next = التالي
sign-in-problem-no-provider = لا توجد خدمة دخول معروفة لهذا العنوان. تحقق منه أو اختر طريقة أخرى أدناه.

# The address of an account, and another one in its place.

email-change-explanation = تصل الرسائل المتعلقة بحسابك إلى هذا العنوان. يمكنك تسجيل الدخول به أيضًا.
email-change-verified = مؤكَّد
email-change-unverified = غير مؤكَّد بعد
email-change-none = ليس لحسابك عنوان بريد إلكتروني بعد.
email-change-prove = إرسال رابط للتأكيد
email-change-proof-sent = أرسلنا رابطًا إلى { $address }. يُرجى فتحه لتأكيد العنوان.
email-change-label = عنوان البريد الإلكتروني الجديد
email-change-hint = نرسل رابطًا إلى العنوان الجديد وإشعارًا إلى القديم.
email-change-submit = تغيير العنوان
email-change-sign-in-first = يلزم أولًا تسجيل الدخول من جديد، لأن هذا العنوان يُستخدم لاسترداد حسابك.
email-change-sent = أرسلنا رابطًا إلى { $address }. يتغير عنوانك عند فتحه.
email-change-problem-invalid = يُرجى إدخال عنوان بريد إلكتروني مثل name@example.com.
email-change-problem-same = هذا عنوانك بالفعل.

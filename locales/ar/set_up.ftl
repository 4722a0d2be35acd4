# The first administrator.

set-up-title = إعداد { $issuer }
set-up-explanation = هنا يُنشأ المسؤول الأول. تعمل هذه الصفحة مرة واحدة، بالرابط الذي فُتح.
set-up-username-label = اسم المستخدم
set-up-username-hint = حروف وأرقام ونقاط وواصلات وشرطات سفلية
set-up-email-label = البريد الإلكتروني
set-up-password-label = كلمة المرور
set-up-submit = إنشاء المسؤول

set-up-problem-username-missing = يُرجى إدخال اسم مستخدم.
set-up-problem-username-invalid = لا يمكن استخدام هذا الاسم. يُرجى اختيار حروف وأرقام ونقاط وواصلات وشرطات سفلية.
set-up-problem-email-invalid = يُرجى إدخال عنوان بريد إلكتروني مثل name@example.com.
set-up-problem-form-expired = بقيت هذه الصفحة مفتوحة وقتًا طويلًا، أو يحظر متصفحك ملفات تعريف الارتباط. يُرجى إدخال البيانات مجددًا.

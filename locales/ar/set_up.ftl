# The first administrator.

set-up-title = إعداد { $issuer }
set-up-explanation = هنا يُنشأ المسؤول الأول. تعمل هذه الصفحة مرة واحدة، بالرابط الذي فُتح.
set-up-username-label = اسم المستخدم
set-up-username-hint = حروف وأرقام ونقاط وواصلات وشرطات سفلية
set-up-email-label = البريد الإلكتروني
set-up-password-label = كلمة المرور
set-up-password-hint = يلزم استخدام { $count ->
    [zero] { $count } حرف
    [one] حرف واحد
    [two] حرفين
    [few] { $count } أحرف
    [many] { $count } حرفًا
   *[other] { $count } حرف
} على الأقل. بضع كلمات عشوائية تكفي لكلمة مرور جيدة.
set-up-submit = إنشاء المسؤول

set-up-problem-username-missing = يُرجى إدخال اسم مستخدم.
set-up-problem-username-invalid = لا يمكن استخدام هذا الاسم. يُرجى اختيار حروف وأرقام ونقاط وواصلات وشرطات سفلية.
set-up-problem-email-invalid = يُرجى إدخال عنوان بريد إلكتروني مثل name@example.com.
set-up-problem-password-too-short = كلمة المرور هذه قصيرة جدًا. يُرجى استخدام { $count ->
    [zero] { $count } حرف
    [one] حرف واحد
    [two] حرفين
    [few] { $count } أحرف
    [many] { $count } حرفًا
   *[other] { $count } حرف
} على الأقل.
set-up-problem-password-too-long = كلمة المرور هذه طويلة جدًا. يُرجى استخدام كلمة أقصر.
set-up-problem-password-too-common = كلمة المرور هذه سهلة التخمين. يُرجى اختيار كلمة أخرى.
set-up-problem-form-expired = بقيت هذه الصفحة مفتوحة وقتًا طويلًا، أو يحظر متصفحك ملفات تعريف الارتباط. يُرجى إدخال البيانات مجددًا.

# A new password: what it must be, and what is thought of it.

password-new-hint = يلزم استخدام { $count ->
    [zero] { $count } حرف
    [one] حرف واحد
    [two] حرفين
    [few] { $count } أحرف
    [many] { $count } حرفًا
   *[other] { $count } حرف
} على الأقل. بضع كلمات عشوائية تكفي لكلمة مرور جيدة.
password-show = إظهار كلمة المرور
password-hide = إخفاء كلمة المرور
password-strength-heading = القوة

password-strength-0 = تُخمَّن فورًا
password-strength-1 = ضعيفة جدًا
password-strength-2 = ضعيفة
password-strength-3 = جيدة
password-strength-4 = قوية

password-hint-common = هذه كلمة مرور يستخدمها كثيرون جدًا، أو تشبهها.
password-hint-names = يسهل معرفة الأسماء. يُرجى إضافة كلمات لا صلة لها بك.
password-hint-keyboard = صفوف المفاتيح سهلة التخمين.
password-hint-repeats = التكرار يطيلها ولا يكاد يزيد صعوبة تخمينها.
password-hint-sequences = التسلسلات مثل abc أو 4321 سهلة التخمين.
password-hint-dates = الأيام والسنوات سهلة التخمين.
password-hint-more-words = يُرجى إضافة كلمة أو كلمتين. الكلمات غير الشائعة أفضل.

password-problem-too-short = كلمة المرور هذه قصيرة جدًا. يُرجى استخدام { $count ->
    [zero] { $count } حرف
    [one] حرف واحد
    [two] حرفين
    [few] { $count } أحرف
    [many] { $count } حرفًا
   *[other] { $count } حرف
} على الأقل.
password-problem-too-long = كلمة المرور هذه طويلة جدًا. يُرجى استخدام كلمة أقصر.
password-problem-too-common = كلمة المرور هذه سهلة التخمين. يُرجى اختيار كلمة أخرى.
password-problem-breached = كلمة المرور هذه موجودة في قوائم يستخدمها المهاجمون. يُرجى اختيار كلمة أخرى.
password-problem-used-before = سبق استخدام كلمة المرور هذه. يُرجى اختيار كلمة أخرى.

# Signing in with a mail.

by-mail-sign-in-title = تسجيل الدخول بالبريد الإلكتروني
by-mail-sign-in-link = إرسال رابط إلى بريدي
by-mail-sign-in-code = إرسال رمز إلى بريدي
by-mail-sign-in-password = استخدام كلمة المرور بدلًا من ذلك

by-mail-link-title = تسجيل الدخول
by-mail-link-explanation = سيُسجَّل دخولك باسم { $address }.
by-mail-link-elsewhere = لا يعمل هذا الرابط إلا في المتصفح الذي طُلب منه.
by-mail-link-elsewhere-advice = يُرجى فتحه هناك أو طلب رابط جديد هنا. إذا لم يكن بطلب منك، فيُرجى إغلاق هذه الصفحة، فربما كتب أحدهم عنوانك خطأً.

by-mail-code-title = إدخال الرمز
by-mail-code-explanation = إذا كان هذا الحساب موجودًا، فقد أرسلنا رمزًا من ثمانية أرقام إلى عنوان بريده الإلكتروني. يعمل الرمز لمدة عشر دقائق.
by-mail-code-label = الرمز
by-mail-code-submit = تسجيل الدخول
by-mail-code-again = طلب رمز آخر
by-mail-code-problem-missing = يُرجى إدخال الرمز الوارد في الرسالة.
by-mail-code-problem-wrong = هذا ليس الرمز الصحيح. يُرجى مراجعة الرسالة وإعادة المحاولة.

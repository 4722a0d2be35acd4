# The page that a link in a mail opens, and what comes of it.

verify-email-sign-up-title = إتمام إنشاء حسابك
verify-email-sign-up-explanation = سيكون للحساب { $username } في هذه الخدمة العنوان { $address }.
verify-email-sign-up-submit = إنشاء الحساب
verify-email-own-title = تأكيد عنوان بريدك الإلكتروني
verify-email-own-explanation = يُرجى تأكيد أن { $address } عنوانك.
verify-email-change-title = تغيير عنوان بريدك الإلكتروني
verify-email-change-explanation = سيصبح عنوان حسابك { $address } من الآن فصاعدًا.
verify-email-submit = تأكيد
verify-email-not-you = لم تطلب ذلك؟ يُرجى إغلاق هذه الصفحة، ولن يحدث شيء.
verify-email-elsewhere-title = يُرجى فتح هذا الرابط حيث طُلب
verify-email-elsewhere-explanation = يعمل الرابط في المتصفح الذي طُلب منه. للمتابعة في هذا المتصفح، يُرجى تسجيل الدخول إلى حسابك أولًا.
verify-email-password = كلمة المرور
verify-email-password-chosen = جاء الطلب من متصفح آخر. يُرجى إدخال كلمة المرور التي اختيرت هناك، كي لا يُنشئ أحد حسابًا باسمك.
verify-email-password-of-account = جاء الطلب من متصفح آخر. يُرجى إدخال كلمة مرور الحساب، كي لا يستخدم أحد عنوانك لحسابه.
verify-email-password-wrong = هذه ليست كلمة مرور ذلك الحساب.
verify-email-taken-title = تعذّر إنشاء هذا الحساب
verify-email-taken-explanation = حجز شخص آخر اسم المستخدم في هذه الأثناء. يُرجى اختيار اسم آخر.
verify-email-sign-up-again = البدء من جديد
verify-email-verified-title = شكرًا
verify-email-verified-explanation = تم تأكيد { $address }.
verify-email-changed-title = تغيّر عنوان بريدك الإلكتروني
verify-email-changed-explanation = أصبح عنوان حسابك { $address }.

# A sign-in that waits for a proven address.
email-needed-title = يُرجى تأكيد عنوان بريدك الإلكتروني
email-needed-asked = قبل تسجيل الدخول، علينا أن نعرف أن { $address } لك.
email-needed-sent = أرسلنا رسالة إلى { $address }. يُرجى فتح رابطها ثم العودة إلى هنا.
email-needed-no-address = قبل تسجيل الدخول، يحتاج حسابك إلى عنوان بريد إلكتروني. يُرجى طلب إضافته من أحد المسؤولين.
email-needed-send = إرسال الرابط
email-needed-resend = إعادة الإرسال
email-needed-go-on = أكّدته
email-needed-not-yet = لم يُؤكَّد عنوانك بعد. يُرجى فتح الرابط الوارد في الرسالة أولًا.

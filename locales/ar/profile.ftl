# What somebody says about themselves.

# The name of this language, in this language.
language-own-name = العربية

profile-title = ملفك الشخصي
profile-lead = ما يُكتب هنا تعرفه التطبيقات التي سمحت لها بالاطلاع على ملفك الشخصي، ولا أحد سواها. يمكن ترك كل شيء فارغًا.
profile-save = حفظ الملف الشخصي

profile-picture-heading = الصورة
profile-picture-alt = صورتك
profile-picture-label = اختيار صورة
profile-picture-hint = PNG أو JPEG أو WebP، حتى { "\u200E" }2 MB. نقصّها مربعةً.
profile-picture-save = حفظ الصورة
profile-picture-remove = إزالة الصورة
profile-picture-missing = يُرجى اختيار ملف أولًا.
profile-picture-unreadable = هذا الملف ليس صورة يمكننا قراءتها. يُرجى استخدام PNG أو JPEG أو WebP.
profile-picture-too-large = هذه الصورة كبيرة جدًا. يُرجى استخدام ملف لا يتجاوز { "\u200E" }2 MB.
profile-picture-busy = تُحفظ صور كثيرة الآن. يُرجى الانتظار لحظة ثم إعادة المحاولة.

profile-username-heading = اسم تسجيل الدخول
profile-username-hint = به يكون تسجيل دخولك. حروف وأرقام ونقاط وواصلات وشرطات سفلية.
profile-username-save = تغيير اسم المستخدم

profile-names-heading = الأسماء
profile-name = الاسم الكامل
profile-given-name = الاسم الأول
profile-middle-name = الاسم الأوسط
profile-family-name = اسم العائلة
profile-nickname = اللقب
profile-preferred-username = الاسم الظاهر في التطبيقات

profile-about-heading = نبذة عنك
profile-gender = الجنس
profile-birthdate = تاريخ الميلاد
profile-birthdate-hint = مثل { "\u200E" }1990-12-31. كتابة 0000 للسنة، أو السنة وحدها، تكشف أقل.
profile-website = الموقع الإلكتروني
profile-page = صفحة عنك
profile-web-hint = مثل https://example.com

profile-where-heading = اللغة والوقت
profile-locale = اللغة
profile-locale-browser = كما في المتصفح
profile-zoneinfo = المنطقة الزمنية
profile-zoneinfo-hint = مثل Europe/Paris

profile-reach-heading = الهاتف والعنوان
profile-phone-number = رقم الهاتف
profile-phone-number-hint = مع رمز البلد، مثل { "\u200E" }+44 20 7946 0018
profile-telegram = الاسم على Telegram
profile-telegram-hint = اسم المستخدم هناك، مثل ada_lovelace
profile-street-address = الشارع والرقم
profile-postal-code = الرمز البريدي
profile-locality = المدينة
profile-region = الولاية أو المنطقة
profile-country = البلد

profile-problem-missing = هذا البيان مطلوب هنا.
profile-problem-too-long = هذا طويل جدًا. يُرجى الاكتفاء بـ 200 حرف.
profile-problem-unprintable = فيه أحرف لا يمكن عرضها. يُرجى كتابته من جديد.
profile-problem-web-address = يُرجى إدخال عنوان مثل https://example.com.
profile-problem-date = يُرجى إدخال تاريخ مثل { "\u200E" }1990-12-31.
profile-problem-time-zone = يُرجى إدخال منطقة زمنية مثل Europe/Paris.
profile-problem-phone-number = يُرجى إدخال رقم هاتف مع رمز البلد، مثل { "\u200E" }+44 20 7946 0018.
profile-problem-telegram = أدخل اسم مستخدم في Telegram: من 5 إلى 32 حرفًا لاتينيًا أو رقمًا أو شرطة سفلية، ويبدأ بحرف.
profile-problem-language = يُرجى اختيار إحدى اللغات في القائمة.
profile-problem-username = يُرجى استخدام 1 إلى 64 من الحروف والأرقام والنقاط والواصلات والشرطات السفلية.
profile-problem-taken = اسم المستخدم هذا محجوز. يُرجى اختيار اسم آخر.

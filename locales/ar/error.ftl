# The error page: for each kind a title, what happened, and what the person can do.

error-the-app = التطبيق
error-advice-heading = ما يمكنك فعله
error-support = يمكنك أيضًا الكتابة إلى
error-developer-heading = للمطوّرين
error-code-label = الخطأ
error-detail-label = السبب
error-incident-label = رقم الواقعة
error-retry = إعادة المحاولة

error-bad-request-title = تعذّر فهم هذا الطلب
error-bad-request-happened = وصلت إلى هنا بطلب ناقص أو غير صحيح. لم يصدر منك أي خطأ، ولم تُشارَك أي بيانات.
error-bad-request-advice = يُرجى الرجوع إلى التطبيق والبدء من جديد. إذا ظهرت هذه الصفحة ثانيةً، فيُرجى إبلاغ القائمين على التطبيق.

error-unknown-app-title = هذا التطبيق غير معروف هنا
error-unknown-app-happened = التطبيق الذي أرسلك غير مسجّل هنا أو أُوقف. لم تُشارَك معه أي بيانات.
error-unknown-app-advice = يُرجى الرجوع إلى التطبيق. إذا كان من المفترض أن يعمل، فيُرجى إبلاغ القائمين عليه.

error-wrong-destination-title = أُوقف تسجيل الدخول هذا
error-wrong-destination-happened = كان الرد سيُرسل إلى عنوان لم يسجّله { $app } قط. توقفنا هنا حفاظًا على أمان حسابك.
error-wrong-destination-advice = يُرجى إغلاق هذه الصفحة وفتح التطبيق مباشرةً، لا من رابط أرسله أحد. إذا ظهرت هذه الصفحة ثانيةً، فيُرجى إبلاغ القائمين على التطبيق.

error-sign-in-expired-title = انتهى تسجيل الدخول هذا
error-sign-in-expired-happened = بدأ منذ وقت طويل، أو اكتمل من قبل، أو بدأ في متصفح آخر.
error-sign-in-expired-advice = يُرجى الرجوع إلى التطبيق وتسجيل الدخول منه.

error-form-expired-title = لم تعد هذه الصفحة صالحة
error-form-expired-happened = بقيت مفتوحة وقتًا طويلًا، أو لم يرسل متصفحك ملف تعريف الارتباط. لم يتغير أي شيء.
error-form-expired-advice = يُرجى السماح بملفات تعريف الارتباط لهذا الموقع ثم إعادة المحاولة.

error-set-up-link-invalid-title = رابط الإعداد هذا لا يعمل
error-set-up-link-invalid-happened = سبق استخدامه أو حلّ محله رابط أحدث.
error-set-up-link-invalid-advice = إذا لم يوجد مسؤول بعد، فيُرجى إعادة تشغيل الخادم، وسيعرض رابطًا جديدًا.

error-too-many-codes-title = الرموز الخاطئة كثيرة جدًا
error-too-many-codes-happened = لم تكن الرموز المدخلة صحيحة، فانتهى تسجيل الدخول هذا. لم يُسجَّل دخولك.
error-too-many-codes-advice = يُرجى الرجوع إلى التطبيق والبدء من جديد. إذا لم تكن الرموز منك، فهناك من يعرف كلمة مرورك، ويُرجى تغييرها.

error-no-factor-title = يلزم إجراء خطوة ثانية
error-no-factor-happened = يتطلب تسجيل الدخول هنا خطوة ثانية، وليس في حسابك أي خطوة مقبولة. لم يُسجَّل دخولك.
error-no-factor-advice = يُرجى طلب المساعدة في إعدادها من القائمين على هذه الخدمة.
error-link-invalid-title = لم يعد هذا الرابط يعمل
error-link-invalid-happened = سبق استخدامه، أو مضى عليه وقت طويل، أو حلّ محله رابط أحدث. لم يتغير أي شيء.
error-link-invalid-advice = يُرجى البدء من جديد من حيث طُلب الرابط، وفتح رابط أحدث رسالة.

error-passkey-known-title = مفتاح المرور هذا مستخدم بالفعل
error-passkey-known-happened = أُنشئ من قبل ولا يمكن إضافته مرة ثانية. لم يتغير أي شيء.
error-passkey-known-advice = يُرجى الرجوع وإضافة مفتاح آخر.

error-not-allowed-title = هذا غير متاح لك
error-not-allowed-happened = الحساب المسجّل دخوله لا يحق له استخدام هذا.
error-not-allowed-advice = يُرجى تسجيل الدخول بحساب آخر أو طلب الإذن من أحد المسؤولين.

error-last-administrator-title = لا يوجد مسؤول غيرك
error-last-administrator-happened = من دونك لا يستطيع أحد إدارة هذا المكان، لذلك لم يتقرر حذف حسابك.
error-last-administrator-advice = يُرجى تعيين مسؤول آخر أولًا ثم إعادة المحاولة.

error-not-found-title = لا يوجد شيء هنا
error-not-found-happened = ربما كُتب العنوان خطأً أو نُقلت الصفحة.
error-not-found-advice = يُرجى التحقق من العنوان أو البدء من الصفحة الرئيسية.

error-too-many-requests-title = الطلبات أسرع من اللازم
error-too-many-requests-happened = وردت طلبات كثيرة جدًا من شبكتك.
error-too-many-requests-advice = يُرجى الانتظار دقيقة ثم إعادة المحاولة.

error-internal-title = حدث خطأ لدينا
error-internal-happened = تعذّر إتمام طلبك. سُجّل الخطأ.
error-internal-advice = يُرجى إعادة المحاولة بعد قليل. إذا تكرر الأمر، فيُرجى إبلاغنا برقم الواقعة أدناه.

error-unavailable-title = سنعود بعد لحظات
error-unavailable-happened = جزء من الخدمة لا يستجيب حاليًا.
error-unavailable-advice = يُرجى الانتظار دقيقة ثم إعادة المحاولة.
error-provider-denied-title = أُلغي تسجيل الدخول
error-provider-denied-happened = لم تُدخلك الخدمة التي اخترتها: رفضتَ هناك أو رفضت هي. لم يتغير شيء.
error-provider-denied-advice = حاول مجددًا أو اختر طريقة أخرى للدخول.
error-provider-down-title = الخدمة الأخرى لا تجيب
error-provider-down-happened = يتعذر الآن الوصول إلى الخدمة التي اخترتها للدخول. لم يتم تسجيل دخولك.
error-provider-down-advice = انتظر لحظة ثم حاول مجددًا، أو اختر طريقة أخرى للدخول.
error-provider-broken-title = لم يُقبل رد الخدمة الأخرى
error-provider-broken-happened = ما أرسلته الخدمة التي اخترتها غير موثوق، فلم يتم تسجيل دخولك. لم ترتكب أي خطأ.
error-provider-broken-advice = حاول مجددًا أو اختر طريقة أخرى. إن تكرر ذلك فأخبر القائمين على الخدمة برقم الحادثة أدناه.
error-provider-clock-title = الساعتان غير متفقتين
error-provider-clock-happened = أرّخت الخدمة التي اخترتها ردها بوقت غير وقتنا، أو تأخر الرد كثيرًا. لم يتم تسجيل دخولك.
error-provider-clock-advice = حاول مجددًا. إن تكرر ذلك فأخبر القائمين على الخدمة أن إحدى الساعتين خاطئة.
error-provider-stranger-title = ليس لديك حساب هنا
error-provider-stranger-happened = لا أحد هنا معروف بالحساب الذي دخلت به في الخدمة الأخرى، وهذه الخدمة لا تنشئ حسابًا جديدًا منه.
error-provider-stranger-advice = إن كان لديك حساب هنا فادخل بطريقة أخرى واربط الحسابين من صفحة حسابك. وإلا فاسأل القائمين على الخدمة.
error-provider-address-taken-title = لديك حساب هنا بالفعل
error-provider-address-taken-happened = يوجد هنا حساب بعنوان البريد نفسه، لكنه غير مرتبط بالحساب الذي دخلت به في الخدمة الأخرى. لم يتغير شيء.
error-provider-address-taken-advice = ادخل إلى ذلك الحساب كالمعتاد واربط الاثنين من «الحسابات المرتبطة». بعدها يتيح كلاهما الدخول.
error-provider-known-title = ذلك الحساب مرتبط بالفعل
error-provider-known-happened = الحساب الذي دخلت به هناك مرتبط بحساب آخر هنا. لم يتغير شيء.
error-provider-known-advice = ادخل به لترى أي حساب هو وافصله هناك أولًا، أو استخدم حسابًا آخر.
error-last-way-in-title = هذه آخر طريقة لدخولك
error-last-way-in-happened = بدونها لن تتمكن من الدخول، لذلك لم تُزل.
error-last-way-in-advice = أضف أولًا مفتاح مرور أو عيّن كلمة مرور أو اربط حسابًا آخر.

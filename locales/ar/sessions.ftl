# Where somebody is signed in.

sessions-title = أماكن تسجيل دخولك
sessions-lead = يُرجى تسجيل الخروج مما لم يعد مستخدمًا. إذا كان هنا ما ليس منك، فيُرجى تسجيل الخروج منه وتغيير كلمة المرور.
sessions-here = هذا المتصفح
sessions-about = سُجّل الدخول في { $since } من { $network }
sessions-seen = آخر نشاط في { $seen }
sessions-sign-out-of = تسجيل الخروج من { $device }
sessions-end-others = تسجيل الخروج من كل ما سواه
sessions-end-all = تسجيل الخروج من كل مكان
sessions-remembered-note = عند تسجيل الخروج من الأماكن الأخرى أو من كل مكان، تعود المتصفحات المحفوظة إلى طلب الخطوة الثانية.
sessions-offline-note = يُبلَّغ بتسجيل الخروج التطبيقات التي فُتحت من هناك. أما التطبيقات التي سمحت لها بالبقاء على اتصال فتحتفظ بإذنها إلى أن يُسحب.
sessions-see-apps = عرض تطبيقاتك
place-in-country = { $city }، { $country }
place-of-network = { $place } ({ $network })

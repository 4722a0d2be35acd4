# Accounts elsewhere that sign in here.

connections-title = الحسابات المرتبطة
connections-none = لا يوجد حساب من خدمة أخرى يتيح الدخول هنا. اربط حسابًا لاستخدامه.
connections-lead = يمكن لمن يملك أحد هذه الحسابات الدخول إلى حسابك.
connections-since = رُبط في { $since }، لم يُستخدم بعد
connections-since-and-used = رُبط في { $since }، آخر استخدام في { $used }
connections-disconnect = فصل
connections-disconnect-from = فصل { $name } لدى { $provider }
connections-add = ربط حساب
connections-connect = ربط { $provider }
connections-note = ستسجل الدخول هناك مرة واحدة لنتأكد من أن الحساب لك.

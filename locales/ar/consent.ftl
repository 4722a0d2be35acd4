# The consent page.

consent-title = هل تسمح بأن يستخدم { $app } حسابك؟
consent-title-more = يطلب { $app } أكثر مما سبق
consent-asked-heading = سيتمكن { $app } من
consent-asked-more-heading = الجديد هذه المرة
consent-before-heading = ما سبق السماح به
consent-never-password = لن تظهر كلمة مرورك لـ { $app }.
consent-leads-to-site = ستكون المتابعة بعد ذلك إلى { $destination }.
consent-leads-to-this-device = ستكون المتابعة بعد ذلك إلى برنامج على هذا الجهاز. يُرجى عدم السماح إلا إذا كان تشغيله منك.
consent-leads-to-app = ستكون المتابعة بعد ذلك إلى { $destination }.
consent-allow = السماح
consent-deny = عدم السماح
consent-not-you = ليس حسابك؟

# What each scope means: a title, and a detail where the value itself is not shown.
consent-scope-openid-title = التعرّف عليك
consent-scope-openid-detail = لمعرفتك عند عودتك
consent-scope-profile-title = الاطلاع على ملفك الشخصي
consent-scope-profile-detail = اسمك وسائر ما في ملفك الشخصي
consent-scope-email-title = الاطلاع على عنوان بريدك الإلكتروني
consent-scope-email-detail = ومعرفة ما إذا كان مؤكدًا
consent-scope-address-title = الاطلاع على عنوانك البريدي
consent-scope-address-detail = كما هو في ملفك الشخصي
consent-scope-phone-title = الاطلاع على رقم هاتفك
consent-scope-phone-detail = ومعرفة ما إذا كان مؤكدًا
consent-scope-offline-access-title = البقاء على اتصال
consent-scope-offline-access-detail = يبقى هذا الإذن في غيابك إلى أن يُسحب
consent-scope-of-service-title = استخدام { $service } نيابةً عنك
consent-scope-of-service-detail = الإذن: { $scope }
consent-scope-other-title = استخدام الإذن { $scope }

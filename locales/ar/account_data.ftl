# A copy of everything, and leaving.

account-data-export-heading = أخذ نسخة
account-data-export-explained = كل ما هو محفوظ عنك: ملفك الشخصي، وعمليات تسجيل دخولك، وما سمحت به للتطبيقات، وما حدث. في ملف تقرؤه البرامج أيضًا. لا يتضمن كلمات المرور ولا المفاتيح.
account-data-export = تنزيل بياناتي
account-data-delete-heading = حذف هذا الحساب
account-data-delete-explained = سيُحذف الحساب وكل ما فيه في { $date }. حتى ذلك الحين يمكنك العدول عن ذلك. التطبيقات التي استُخدمت معه تحتفظ بما رأته، ويُرجى طلب حذفه منها.
account-data-not-here = لا تُحذف الحسابات هنا. يُرجى التواصل مع القائمين على هذه الخدمة.
account-data-scheduled = سيُحذف هذا الحساب في { $date } بكل ما فيه. حتى ذلك الحين يعمل كالمعتاد.
account-data-delete = حذف هذا الحساب
account-data-keep = الاحتفاظ بهذا الحساب
account-data-banner = سيُحذف هذا الحساب في { $date }.

# Signing out: the question, and how it ended.

sign-out-title = تسجيل الخروج من { $issuer }؟
sign-out-asked-by-app = يطلب { $app } تسجيل خروجك هنا. قد تطلب تطبيقات أخرى فُتحت من هنا تسجيل الدخول من جديد.
sign-out-asked = قد تطلب التطبيقات التي فُتحت من هنا تسجيل الدخول من جديد.
sign-out-accounts = { $count ->
    [zero] لن يُسجَّل الخروج من أي حساب
    [one] سيُسجَّل الخروج من هذا الحساب
    [two] سيُسجَّل الخروج من هذين الحسابين
    [few] سيُسجَّل الخروج من هذه الحسابات وعددها { $count }
    [many] سيُسجَّل الخروج من هذه الحسابات وعددها { $count }
   *[other] سيُسجَّل الخروج من هذه الحسابات وعددها { $count }
}
sign-out-confirm = تسجيل الخروج
sign-out-cancel = البقاء مسجّلًا

signed-out-title = سُجّل خروجك
signed-out-explanation = لم يعد أي حساب مسجّلًا هنا في هذا المتصفح. إذا كان آخرون يستخدمون هذا الجهاز، فيُرجى إغلاق التطبيقات التي فُتحت أيضًا.
signed-out-onward = تسجيل الدخول مجددًا
signed-out-stayed-title = ما زال دخولك مسجّلًا
signed-out-stayed-explanation = لم يتغير شيء. يمكنك إغلاق هذه الصفحة.
signed-out-stayed-onward = عرض حساباتك

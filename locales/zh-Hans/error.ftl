# The error page: for each kind a title, what happened, and what the person can do.

error-the-app = 该应用
error-advice-heading = 您可以这样做
error-support = 您也可以写信至
error-developer-heading = 供开发者参考
error-code-label = 错误
error-detail-label = 原因
error-incident-label = 事件编号
error-retry = 重试

error-bad-request-title = 无法理解此请求
error-bad-request-happened = 将您带到此处的请求不完整或有误。您没有做错任何事，也没有任何信息被分享。
error-bad-request-advice = 请返回应用并重新开始。如果再次看到此页面，请告知应用的运营方。

error-unknown-app-title = 此处没有这个应用
error-unknown-app-happened = 您来自的应用未在此注册，或已停用。没有向它分享任何信息。
error-unknown-app-advice = 请返回应用。如果它本应可用，请告知其运营方。

error-wrong-destination-title = 此次登录已中止
error-wrong-destination-happened = 登录结果原本会发往 { $app } 从未登记的地址。为保护您的账号，已在此中止。
error-wrong-destination-advice = 请关闭此页面，并自行打开应用，不要使用他人发来的链接。如果再次看到此页面，请告知应用的运营方。

error-sign-in-expired-title = 此次登录已结束
error-sign-in-expired-happened = 登录开始得太久、已经完成，或是在其他浏览器中开始的。
error-sign-in-expired-advice = 请返回应用，从那里登录。

error-form-expired-title = 此页面已失效
error-form-expired-happened = 页面打开时间过长，或您的浏览器没有发送我们的 Cookie。没有更改任何内容。
error-form-expired-advice = 请允许此网站使用 Cookie，然后重试。

error-set-up-link-invalid-title = 此设置链接无效
error-set-up-link-invalid-happened = 链接已被使用，或已被更新的链接取代。
error-set-up-link-invalid-advice = 如果还没有管理员，请重新启动服务器，它会显示新的链接。

error-too-many-codes-title = 错误的验证码过多
error-too-many-codes-happened = 输入的验证码不正确，此次登录已结束。您没有登录。
error-too-many-codes-advice = 请返回应用并重新开始。如果不是您本人输入的，说明有人知道您的密码，请更改密码。

error-no-factor-title = 需要第二步验证
error-no-factor-happened = 在此登录需要第二步验证，而您的账号没有可接受的方式。您没有登录。
error-no-factor-advice = 请联系此服务的运营方，帮助您完成设置。
error-link-invalid-title = 此链接已失效
error-link-invalid-happened = 链接已被使用、已过期，或已被更新的链接取代。没有更改任何内容。
error-link-invalid-advice = 请回到申请链接的地方重新开始，并打开最新邮件中的链接。

error-passkey-known-title = 此通行密钥已在使用
error-passkey-known-happened = 它此前已创建，不能再次添加。没有更改任何内容。
error-passkey-known-advice = 请返回并添加另一个。

error-not-allowed-title = 您无权使用此功能
error-not-allowed-happened = 您当前登录的账号不能使用此功能。
error-not-allowed-advice = 请用其他账号登录，或向管理员申请权限。

error-last-administrator-title = 您是最后一位管理员
error-last-administrator-happened = 没有您，此处将无人管理，因此未安排删除您的账号。
error-last-administrator-advice = 请先指定另一位管理员，然后重试。

error-not-found-title = 这里没有内容
error-not-found-happened = 地址可能有误，或页面已经移动。
error-not-found-advice = 请检查地址，或从首页开始。

error-too-many-requests-title = 操作过快
error-too-many-requests-happened = 来自您网络的请求过多。
error-too-many-requests-advice = 请等待一分钟，然后重试。

error-internal-title = 我们这边出了问题
error-internal-happened = 未能完成您的请求。此问题已被记录。
error-internal-advice = 请稍后重试。如果问题持续出现，请提供下方的事件编号。

error-unavailable-title = 服务即将恢复
error-unavailable-happened = 部分服务目前没有响应。
error-unavailable-advice = 请等待一分钟，然后重试。
error-provider-denied-title = 登录已取消
error-provider-denied-happened = 所选服务没有为您登录：您或该服务拒绝了请求。未做任何更改。
error-provider-denied-advice = 请重试，或选择其他登录方式。
error-provider-down-title = 对方服务没有响应
error-provider-down-happened = 目前无法连接您选择的登录服务。您尚未登录。
error-provider-down-advice = 请稍候重试，或选择其他登录方式。
error-provider-broken-title = 未接受对方服务的回应
error-provider-broken-happened = 您选择的服务发送的内容不可信，因此没有为您登录。这不是您的问题。
error-provider-broken-advice = 请重试，或选择其他登录方式。如果反复出现，请将下方的事件编号告知服务管理者。
error-provider-clock-title = 双方时间不一致
error-provider-clock-happened = 所选服务的回应时间与我们的时间不符，或回应过慢。您尚未登录。
error-provider-clock-advice = 请重试。如果反复出现，请告知服务管理者：其中一方的时钟有误。
error-provider-stranger-title = 您在此处没有账号
error-provider-stranger-happened = 此处没有与您登录的账号对应的人，本服务也不会据此创建新账号。
error-provider-stranger-advice = 如果您在此处有账号，请用其他方式登录，并在账号页面中关联两者。否则请联系服务管理者。
error-provider-address-taken-title = 您在此处已有账号
error-provider-address-taken-happened = 此处有一个使用相同邮箱地址的账号，但未与您登录的账号关联。未做任何更改。
error-provider-address-taken-advice = 请照常登录该账号，并在“已关联的账号”中关联两者。此后两者均可登录。
error-provider-known-title = 该账号已被关联
error-provider-known-happened = 您在那里登录的账号已与此处的另一个账号关联。未做任何更改。
error-provider-known-advice = 请用它登录查看关联的是哪个账号并先在那里取消关联，或改用其他账号。
error-last-way-in-title = 这是您最后的登录方式
error-last-way-in-happened = 没有它您将无法再登录，因此未将其移除。
error-last-way-in-advice = 请先添加通行密钥、设置密码或关联其他账号。

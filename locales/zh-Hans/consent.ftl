# The consent page.

consent-title = 允许“{ $app }”使用您的账号？
consent-title-more = “{ $app }”请求更多权限
consent-asked-heading = “{ $app }”将可以
consent-asked-more-heading = 本次新增
consent-before-heading = 您此前已允许
consent-never-password = “{ $app }”不会看到您的密码。
consent-leads-to-site = 随后将前往 { $destination }。
consent-leads-to-this-device = 随后将前往这台设备上的程序。仅当程序由您本人启动时，才请允许。
consent-leads-to-app = 随后将前往 { $destination }。
consent-allow = 允许
consent-deny = 不允许
consent-not-you = 不是您的账号？

# What each scope means: a title, and a detail where the value itself is not shown.
consent-scope-openid-title = 识别您的身份
consent-scope-openid-detail = 以便在您再次使用时认出您
consent-scope-profile-title = 查看您的个人资料
consent-scope-profile-detail = 您的姓名及资料中的其他信息
consent-scope-email-title = 查看您的电子邮件地址
consent-scope-email-detail = 以及该地址是否已确认
consent-scope-address-title = 查看您的通信地址
consent-scope-address-detail = 以您个人资料中的内容为准
consent-scope-phone-title = 查看您的电话号码
consent-scope-phone-detail = 以及该号码是否已确认
consent-scope-offline-access-title = 保持连接
consent-scope-offline-access-detail = 在您不使用时仍保留此权限，直到您收回
consent-scope-of-service-title = 代您使用 { $service }
consent-scope-of-service-detail = 权限：{ $scope }
consent-scope-other-title = 使用权限 { $scope }

# A copy of everything, and leaving.

account-data-export-heading = 带走一份副本
account-data-export-explained = 包含所保存的有关您的全部信息：个人资料、登录记录、您允许应用的权限，以及发生过的事。文件也可由程序读取。其中不含密码和密钥。
account-data-export = 下载我的数据
account-data-delete-heading = 删除此账号
account-data-delete-explained = 账号及其全部内容将于 { $date }删除。在此之前，您可以改变主意。您用此账号使用过的应用会保留已看到的内容，请要求它们删除。
account-data-not-here = 此处不能删除账号。请联系此服务的运营方。
account-data-scheduled = 此账号及其全部内容将于 { $date }删除。在此之前，一切照常。
account-data-delete = 删除此账号
account-data-keep = 保留此账号
account-data-banner = 此账号将于 { $date }删除。

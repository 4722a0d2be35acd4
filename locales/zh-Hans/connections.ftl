# Accounts elsewhere that sign in here.

connections-title = 已关联的账号
connections-none = 还没有其他服务的账号可用于登录。关联一个即可使用。
connections-lead = 持有其中任一账号的人都可以登录您的账号。
connections-since = 于 { $since } 关联，尚未使用
connections-since-and-used = 于 { $since } 关联，最近使用于 { $used }
connections-disconnect = 取消关联
connections-disconnect-from = 取消关联 { $provider } 的 { $name }
connections-add = 关联账号
connections-connect = 关联 { $provider }
connections-note = 您需要在那里登录一次，以便我们确认该账号属于您。

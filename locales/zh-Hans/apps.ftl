# What somebody allowed to apps.

apps-title = 您的应用
apps-none = 您没有允许任何应用使用此账号。
apps-lead = 以下应用可以使用您的账号。收回权限后，访问会立即终止。
apps-since = 允许于 { $since }，目前未在使用
apps-since-and-used = 允许于 { $since }，上次使用于 { $used }
apps-may = 可执行 { $count } 项操作
apps-take-back = 收回权限
apps-take-back-from = 收回“{ $app }”的权限
apps-note = 收回权限后，应用仍会保留已看到的内容。请要求其开发方删除。您下次登录该应用时，它可能会再次请求权限。

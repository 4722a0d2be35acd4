# Where somebody is signed in.

sessions-title = 您的登录位置
sessions-lead = 请退出不再使用的登录。如果其中有不是您本人的，请将其退出并更改密码。
sessions-here = 此浏览器
sessions-about = { $since } 从 { $network } 登录
sessions-seen = 最近活动：{ $seen }
sessions-sign-out-of = 退出 { $device }
sessions-end-others = 退出其他所有登录
sessions-end-all = 退出所有登录
sessions-remembered-note = 退出其他或所有登录后，已记住的浏览器会再次要求第二步验证。
sessions-offline-note = 退出登录时会通知您从那里打开的应用。您允许保持连接的应用会保留权限，直到您收回。
sessions-see-apps = 查看您的应用
place-in-country = { $country }{ $city }
place-of-network = { $place }（{ $network }）

# What a browser is, so that people recognise their own.

device-browser-on-system = { $system } 上的 { $browser }
device-unknown = 未知浏览器

# What a browser is, so that people recognise their own.

device-browser-on-system = { $browser } على { $system }
device-unknown = متصفح غير معروف

# What a browser is, so that people recognise their own.

device-browser-on-system = { $browser } ({ $system })
device-unknown = 不明なブラウザ

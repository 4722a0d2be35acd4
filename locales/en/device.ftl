# What a browser is, so that people recognise their own.

device-browser-on-system = { $browser } on { $system }
device-unknown = an unknown browser

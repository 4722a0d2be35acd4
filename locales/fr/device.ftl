# What a browser is, so that people recognise their own.

device-browser-on-system = { $browser } sous { $system }
device-unknown = un navigateur inconnu

# What a browser is, so that people recognise their own.

device-browser-on-system = { $browser } en { $system }
device-unknown = un navegador desconocido

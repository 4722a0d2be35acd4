# What a browser is, so that people recognise their own.

device-browser-on-system = { $browser } auf { $system }
device-unknown = ein unbekannter Browser

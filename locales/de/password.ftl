# A new password: what it must be, and what is thought of it.

password-new-hint = Mindestens { $count } Zeichen. Ein paar zufällige Wörter ergeben ein gutes.
password-show = Passwort anzeigen
password-hide = Passwort verbergen
password-strength-heading = Stärke

password-strength-0 = Sofort zu erraten
password-strength-1 = Sehr schwach
password-strength-2 = Schwach
password-strength-3 = Gut
password-strength-4 = Stark

password-hint-common = So oder ähnlich lautet ein Passwort, das sehr viele verwenden.
password-hint-names = Namen lassen sich leicht herausfinden. Fügen Sie Wörter hinzu, die nichts mit Ihnen zu tun haben.
password-hint-keyboard = Tastenreihen sind leicht zu erraten.
password-hint-repeats = Wiederholungen machen es länger, aber kaum schwerer zu erraten.
password-hint-sequences = Folgen wie abc oder 4321 sind leicht zu erraten.
password-hint-dates = Tage und Jahre sind leicht zu erraten.
password-hint-more-words = Fügen Sie noch ein oder zwei Wörter hinzu. Seltene Wörter sind besser.

password-problem-too-short = Dieses Passwort ist zu kurz. Verwenden Sie mindestens { $count } Zeichen.
password-problem-too-long = Dieses Passwort ist zu lang. Verwenden Sie ein kürzeres.
password-problem-too-common = Dieses Passwort ist leicht zu erraten. Wählen Sie ein anderes.
password-problem-breached = Dieses Passwort steht in Listen, die Angreifer verwenden. Wählen Sie ein anderes.
password-problem-used-before = Dieses Passwort haben Sie schon einmal verwendet. Wählen Sie ein anderes.

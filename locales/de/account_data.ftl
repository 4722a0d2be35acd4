# A copy of everything, and leaving.

account-data-export-heading = Eine Kopie mitnehmen
account-data-export-explained = Alles, was über Sie gespeichert ist: Ihr Profil, wo Sie sich angemeldet haben, was Sie Apps erlaubt haben und was geschehen ist. Als Datei, die auch Programme lesen können. Passwörter und Schlüssel sind nicht enthalten.
account-data-export = Meine Daten herunterladen
account-data-delete-heading = Dieses Konto löschen
account-data-delete-explained = Das Konto und alles darin würde am { $date } gelöscht. Bis dahin können Sie es sich anders überlegen. Apps, die Sie damit genutzt haben, behalten, was sie gesehen haben. Bitten Sie sie, es zu löschen.
account-data-not-here = Konten werden hier nicht gelöscht. Wenden Sie sich an die Betreiber dieses Dienstes.
account-data-scheduled = Dieses Konto wird am { $date } mit allem darin gelöscht. Bis dahin funktioniert es wie bisher.
account-data-delete = Dieses Konto löschen
account-data-keep = Dieses Konto behalten
account-data-banner = Dieses Konto wird am { $date } gelöscht.

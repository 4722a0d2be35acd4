# The error page: for each kind a title, what happened, and what the person can do.

error-the-app = die App
error-advice-heading = Was Sie tun können
error-support = Sie können auch schreiben an
error-developer-heading = Für die Entwicklung
error-code-label = Fehler
error-detail-label = Grund
error-incident-label = Vorfall
error-retry = Erneut versuchen

error-bad-request-title = Diese Anfrage ist nicht verständlich
error-bad-request-happened = Sie wurden mit einer unvollständigen oder falschen Anfrage hierher geschickt. Sie haben nichts falsch gemacht, und es wurde nichts weitergegeben.
error-bad-request-advice = Gehen Sie zurück zur App und beginnen Sie von vorn. Erscheint diese Seite wieder, wenden Sie sich an die Betreiber der App.

error-unknown-app-title = Diese App ist hier nicht bekannt
error-unknown-app-happened = Die App, von der Sie kommen, ist hier nicht registriert oder wurde abgeschaltet. Es wurde nichts an sie weitergegeben.
error-unknown-app-advice = Gehen Sie zurück zur App. Sollte es funktionieren, wenden Sie sich an deren Betreiber.

error-wrong-destination-title = Diese Anmeldung wurde angehalten
error-wrong-destination-happened = Die Antwort wäre an eine Adresse gegangen, die { $app } nie registriert hat. Zum Schutz Ihres Kontos endet der Vorgang hier.
error-wrong-destination-advice = Schließen Sie diese Seite und öffnen Sie die App selbst, nicht über einen Link, den Sie bekommen haben. Erscheint diese Seite wieder, wenden Sie sich an die Betreiber der App.

error-sign-in-expired-title = Diese Anmeldung ist beendet
error-sign-in-expired-happened = Sie wurde vor zu langer Zeit begonnen, ist schon abgeschlossen oder wurde in einem anderen Browser begonnen.
error-sign-in-expired-advice = Gehen Sie zurück zur App und melden Sie sich von dort aus an.

error-form-expired-title = Diese Seite ist nicht mehr gültig
error-form-expired-happened = Sie war zu lange geöffnet, oder Ihr Browser hat unser Cookie nicht mitgeschickt. Es wurde nichts geändert.
error-form-expired-advice = Lassen Sie Cookies für diese Website zu und versuchen Sie es erneut.

error-set-up-link-invalid-title = Dieser Einrichtungslink funktioniert nicht
error-set-up-link-invalid-happened = Er wurde schon benutzt oder durch einen neueren ersetzt.
error-set-up-link-invalid-advice = Wenn es noch keinen Administrator gibt, starten Sie den Server neu: Er gibt einen neuen Link aus.

error-too-many-codes-title = Zu viele falsche Codes
error-too-many-codes-happened = Die eingegebenen Codes waren nicht richtig, darum endete diese Anmeldung. Sie wurden nicht angemeldet.
error-too-many-codes-advice = Gehen Sie zurück zur App und beginnen Sie von vorn. Wenn Sie die Codes nicht eingegeben haben, kennt jemand Ihr Passwort: Ändern Sie es.

error-no-factor-title = Ein zweiter Schritt ist nötig
error-no-factor-happened = Die Anmeldung erfordert hier einen zweiten Schritt, und Ihr Konto hat keinen, der zugelassen ist. Sie wurden nicht angemeldet.
error-no-factor-advice = Bitten Sie die Betreiber dieses Dienstes, Ihnen beim Einrichten zu helfen.
error-link-invalid-title = Dieser Link funktioniert nicht mehr
error-link-invalid-happened = Er wurde schon benutzt, ist zu alt oder durch einen neueren ersetzt. Es wurde nichts geändert.
error-link-invalid-advice = Beginnen Sie dort von vorn, wo Sie ihn angefordert haben, und öffnen Sie den Link der neuesten Nachricht.

error-passkey-known-title = Diesen Passkey gibt es schon
error-passkey-known-happened = Er wurde früher erstellt und kann nicht noch einmal hinzugefügt werden. Es wurde nichts geändert.
error-passkey-known-advice = Gehen Sie zurück und fügen Sie einen anderen hinzu.

error-not-allowed-title = Dazu haben Sie keinen Zugang
error-not-allowed-happened = Das Konto, mit dem Sie angemeldet sind, darf dies nicht nutzen.
error-not-allowed-advice = Melden Sie sich mit einem anderen Konto an oder bitten Sie einen Administrator um Zugang.

error-last-administrator-title = Sie sind der letzte Administrator
error-last-administrator-happened = Ohne Sie könnte hier niemand etwas verwalten. Ihr Konto wurde deshalb nicht zum Löschen vorgemerkt.
error-last-administrator-advice = Machen Sie zuerst jemand anderen zum Administrator und versuchen Sie es dann erneut.

error-not-found-title = Hier ist nichts
error-not-found-happened = Vielleicht ist die Adresse falsch geschrieben, oder die Seite ist umgezogen.
error-not-found-advice = Prüfen Sie die Adresse oder beginnen Sie auf der Startseite.

error-too-many-requests-title = Das war zu schnell
error-too-many-requests-happened = Aus Ihrem Netzwerk kamen zu viele Anfragen.
error-too-many-requests-advice = Warten Sie eine Minute und versuchen Sie es dann erneut.

error-internal-title = Bei uns ist etwas schiefgegangen
error-internal-happened = Ihr Anliegen konnte nicht abgeschlossen werden. Der Fehler wurde aufgezeichnet.
error-internal-advice = Versuchen Sie es gleich noch einmal. Bleibt der Fehler, melden Sie die unten stehende Vorfallnummer.

error-unavailable-title = Wir sind gleich wieder da
error-unavailable-happened = Ein Teil des Dienstes antwortet gerade nicht.
error-unavailable-advice = Warten Sie eine Minute und versuchen Sie es dann erneut.
error-provider-denied-title = Die Anmeldung wurde abgebrochen
error-provider-denied-happened = Der gewählte Dienst hat Sie nicht angemeldet: Sie oder er haben abgelehnt. Nichts wurde geändert.
error-provider-denied-advice = Versuchen Sie es noch einmal, oder wählen Sie einen anderen Weg.
error-provider-down-title = Der andere Dienst antwortet nicht
error-provider-down-happened = Der Dienst, mit dem Sie sich anmelden wollten, ist gerade nicht erreichbar. Sie wurden nicht angemeldet.
error-provider-down-advice = Warten Sie einen Moment und versuchen Sie es noch einmal, oder wählen Sie einen anderen Weg.
error-provider-broken-title = Die Antwort des anderen Dienstes wurde nicht angenommen
error-provider-broken-happened = Was uns der gewählte Dienst gesendet hat, war nicht vertrauenswürdig. Daher wurden Sie nicht angemeldet. Sie haben nichts falsch gemacht.
error-provider-broken-advice = Versuchen Sie es noch einmal, oder wählen Sie einen anderen Weg. Wenn es wieder geschieht, nennen Sie den Betreibern die Vorfallnummer unten.
error-provider-clock-title = Die beiden Uhren stimmen nicht überein
error-provider-clock-happened = Der gewählte Dienst hat seine Antwort auf eine andere Zeit als unsere datiert, oder sie hat zu lange gebraucht. Sie wurden nicht angemeldet.
error-provider-clock-advice = Versuchen Sie es noch einmal. Wenn es wieder geschieht, sagen Sie es den Betreibern: Eine der Uhren geht falsch.
error-provider-stranger-title = Sie haben hier kein Konto
error-provider-stranger-happened = Niemand hier ist unter dem Konto bekannt, mit dem Sie sich anderswo angemeldet haben, und dieser Dienst legt daraus kein neues an.
error-provider-stranger-advice = Wenn Sie hier ein Konto haben, melden Sie sich auf anderem Weg an und verbinden Sie beide auf Ihrer Kontoseite. Sonst fragen Sie die Betreiber.
error-provider-address-taken-title = Sie haben hier schon ein Konto
error-provider-address-taken-happened = Ein Konto hier hat dieselbe E-Mail-Adresse, ist aber nicht mit dem verbunden, mit dem Sie sich anderswo angemeldet haben. Nichts wurde geändert.
error-provider-address-taken-advice = Melden Sie sich bei diesem Konto an wie gewohnt, und verbinden Sie beide unter „Verbundene Konten“. Danach führen beide hinein.
error-provider-known-title = Dieses Konto ist schon verbunden
error-provider-known-happened = Das Konto, mit dem Sie sich dort angemeldet haben, ist mit einem anderen Konto hier verbunden. Nichts wurde geändert.
error-provider-known-advice = Melden Sie sich damit an, um zu sehen, mit welchem, und trennen Sie es dort zuerst, oder nehmen Sie ein anderes.
error-last-way-in-title = Das ist Ihr letzter Weg hinein
error-last-way-in-happened = Ohne ihn könnten Sie sich nicht mehr anmelden, daher wurde er nicht entfernt.
error-last-way-in-advice = Fügen Sie zuerst einen Passkey hinzu, setzen Sie ein Passwort, oder verbinden Sie ein anderes Konto.

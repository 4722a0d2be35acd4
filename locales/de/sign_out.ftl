# Signing out: the question, and how it ended.

sign-out-title = Von { $issuer } abmelden?
sign-out-asked-by-app = { $app } bittet darum, Sie hier abzumelden. Andere Apps, die Sie von hier aus geöffnet haben, bitten Sie dann vielleicht, sich erneut anzumelden.
sign-out-asked = Apps, die Sie von hier aus geöffnet haben, bitten Sie dann vielleicht, sich erneut anzumelden.
sign-out-accounts = { $count ->
    [one] Dieses Konto wird abgemeldet
   *[other] Diese { $count } Konten werden abgemeldet
}
sign-out-confirm = Abmelden
sign-out-cancel = Angemeldet bleiben

signed-out-title = Sie sind abgemeldet
signed-out-explanation = In diesem Browser ist hier niemand mehr angemeldet. Wenn auch andere dieses Gerät nutzen, schließen Sie zusätzlich die Apps, die Sie geöffnet hatten.
signed-out-onward = Wieder anmelden
signed-out-stayed-title = Sie sind weiterhin angemeldet
signed-out-stayed-explanation = Es hat sich nichts geändert. Sie können diese Seite schließen.
signed-out-stayed-onward = Ihre Konten ansehen

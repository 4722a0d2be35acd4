# A new password: what it must be, and what is thought of it.

password-new-hint = Au moins { $count } caractères. Quelques mots pris au hasard conviennent bien.
password-show = Afficher le mot de passe
password-hide = Masquer le mot de passe
password-strength-heading = Solidité

password-strength-0 = Deviné immédiatement
password-strength-1 = Très faible
password-strength-2 = Faible
password-strength-3 = Bon
password-strength-4 = Solide

password-hint-common = C’est, à peu de chose près, un mot de passe très répandu.
password-hint-names = Les noms sont faciles à trouver. Ajoutez des mots sans rapport avec vous.
password-hint-keyboard = Les suites de touches sont faciles à deviner.
password-hint-repeats = Répéter l’allonge, mais le rend à peine plus difficile à deviner.
password-hint-sequences = Les suites comme abc ou 4321 sont faciles à deviner.
password-hint-dates = Les jours et les années sont faciles à deviner.
password-hint-more-words = Ajoutez encore un ou deux mots, de préférence peu courants.

password-problem-too-short = Ce mot de passe est trop court. Utilisez au moins { $count } caractères.
password-problem-too-long = Ce mot de passe est trop long. Utilisez-en un plus court.
password-problem-too-common = Ce mot de passe est facile à deviner. Choisissez-en un autre.
password-problem-breached = Ce mot de passe figure dans des listes utilisées par des attaquants. Choisissez-en un autre.
password-problem-used-before = Vous avez déjà utilisé ce mot de passe. Choisissez-en un autre.

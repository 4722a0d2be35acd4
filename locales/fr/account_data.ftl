# A copy of everything, and leaving.

account-data-export-heading = Emporter une copie
account-data-export-explained = Tout ce qui est conservé à votre sujet : votre profil, vos connexions, ce que vous avez autorisé aux applications et ce qui s’est passé. Dans un fichier lisible aussi par des programmes. Les mots de passe et les clés n’y figurent pas.
account-data-export = Télécharger mes données
account-data-delete-heading = Supprimer ce compte
account-data-delete-explained = Le compte et tout son contenu seraient supprimés le { $date }. D’ici là, vous pouvez changer d’avis. Les applications utilisées avec ce compte conservent ce qu’elles ont vu ; demandez-leur de le supprimer.
account-data-not-here = Les comptes ne se suppriment pas ici. Adressez-vous aux responsables de ce service.
account-data-scheduled = Ce compte sera supprimé le { $date }, avec tout son contenu. D’ici là, il fonctionne comme avant.
account-data-delete = Supprimer ce compte
account-data-keep = Conserver ce compte
account-data-banner = Ce compte sera supprimé le { $date }.

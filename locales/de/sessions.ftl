# Where somebody is signed in.

sessions-title = Wo Sie angemeldet sind
sessions-lead = Melden Sie ab, was Sie nicht mehr benutzen. Wenn etwas hier nicht von Ihnen stammt, melden Sie es ab und ändern Sie Ihr Passwort.
sessions-here = Dieser Browser
sessions-about = Angemeldet am { $since } aus { $network }
sessions-seen = Zuletzt gesehen am { $seen }
sessions-sign-out-of = Abmelden: { $device }
sessions-end-others = Überall sonst abmelden
sessions-end-all = Überall abmelden
sessions-remembered-note = Wenn Sie sich anderswo oder überall abmelden, fragen gemerkte Browser wieder nach dem zweiten Schritt.
sessions-offline-note = Das Abmelden wird den Apps mitgeteilt, die Sie von dort geöffnet haben. Apps, denen Sie erlaubt haben, verbunden zu bleiben, behalten ihren Zugriff, bis Sie ihn entziehen.
sessions-see-apps = Ihre Apps ansehen
place-in-country = { $city }, { $country }
place-of-network = { $place } ({ $network })

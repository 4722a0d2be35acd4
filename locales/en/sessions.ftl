# Where somebody is signed in.

sessions-title = Where you are signed in
sessions-lead = Sign out what you do not use any more. If something here was not you, sign it out and change your password.
sessions-here = This browser
sessions-about = Signed in on { $since } from { $network }
sessions-seen = Last seen on { $seen }
sessions-sign-out-of = Sign out of { $device }
sessions-end-others = Sign out everywhere else
sessions-end-all = Sign out everywhere
sessions-remembered-note = When you sign out elsewhere or everywhere, browsers that you chose to remember ask for the second step again.
sessions-offline-note = Signing out tells the apps you opened from there. Apps that you allowed to stay connected keep their access until you take it back.
sessions-see-apps = See your apps
place-in-country = { $city }, { $country }
place-of-network = { $place } ({ $network })

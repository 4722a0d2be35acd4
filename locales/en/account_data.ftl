# A copy of everything, and leaving.

account-data-export-heading = Take a copy
account-data-export-explained = Everything that is held about you: your profile, where you signed in, what you allowed to apps, and what happened. As a file that programs can read, too. Passwords and keys are not in it.
account-data-export = Download my data
account-data-delete-heading = Delete this account
account-data-delete-explained = The account and everything in it would be deleted on { $date }. Until then you can change your mind. Apps that you used with it have what they saw; ask them to delete it.
account-data-not-here = Accounts are not deleted here. Ask the people who run this service.
account-data-scheduled = This account will be deleted on { $date }, with everything in it. Until then it works as before.
account-data-delete = Delete this account
account-data-keep = Keep this account
account-data-banner = This account will be deleted on { $date }.

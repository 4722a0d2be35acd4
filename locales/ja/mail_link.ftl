# Signing in with a mail.


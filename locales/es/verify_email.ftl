# The page that a link in a mail opens, and what comes of it.

# A sign-in that waits for a proven address.

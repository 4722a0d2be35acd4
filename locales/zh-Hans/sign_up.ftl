# Making an account.

# What a tenant may ask for besides.

# What was wrong. None of these may tell whether an address has an account.

# A mail is on its way.

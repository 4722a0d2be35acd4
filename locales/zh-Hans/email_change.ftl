# The address of an account, and another one in its place.


# A forgotten password.


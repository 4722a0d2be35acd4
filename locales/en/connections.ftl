# Accounts elsewhere that sign in here.

connections-title = Connected accounts
connections-none = No account elsewhere signs in here. Connect one, and it does.
connections-lead = Whoever holds one of these accounts can sign in to yours.
connections-since = Connected on { $since }, not used yet
connections-since-and-used = Connected on { $since }, last used on { $used }
connections-disconnect = Disconnect
connections-disconnect-from = Disconnect { $name } at { $provider }
connections-add = Connect an account
connections-connect = Connect { $provider }
connections-note = You sign in there once, so that we know the account is yours.

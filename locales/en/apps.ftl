# What somebody allowed to apps.

apps-title = Your apps
apps-none = You have not allowed any app to use this account.
apps-lead = These apps may use your account. If you take this back, their access ends at once.
apps-since = Allowed on { $since }, not in use at the moment
apps-since-and-used = Allowed on { $since }, last used on { $used }
apps-may = { $count ->
    [one] May do one thing
   *[other] May do { $count } things
}
apps-take-back = Take back
apps-take-back-from = Take back what { $app } may do
apps-note = An app that you take this back from keeps what it has seen already. Ask its makers to delete it. It can ask you again when you next sign in there.

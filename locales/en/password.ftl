# A new password: what it must be, and what is thought of it.

password-new-hint = At least { $count } characters. A few random words make a good one.
password-show = Show password
password-hide = Hide password
password-strength-heading = Strength

password-strength-0 = Found at once
password-strength-1 = Very weak
password-strength-2 = Weak
password-strength-3 = Good
password-strength-4 = Strong

password-hint-common = This is, or is like, a password that very many people use.
password-hint-names = Names are easy to find out. Add words that have nothing to do with you.
password-hint-keyboard = Rows of keys are easy to guess.
password-hint-repeats = Repeating makes it longer, but hardly harder to guess.
password-hint-sequences = Sequences like abc or 4321 are easy to guess.
password-hint-dates = Days and years are easy to guess.
password-hint-more-words = Add another word or two. Uncommon words are better.

password-problem-too-short = This password is too short. Use at least { $count } characters.
password-problem-too-long = This password is too long. Use a shorter one.
password-problem-too-common = This password is easy to guess. Choose another one.
password-problem-breached = This password is in lists that attackers use. Choose another one.
password-problem-used-before = You have used this password before. Choose another one.

# A new password: what it must be, and what is thought of it.

password-new-hint = { $count }文字以上。無作為な単語をいくつか並べると安全です。
password-show = パスワードを表示
password-hide = パスワードを隠す
password-strength-heading = 強度

password-strength-0 = すぐに見破られます
password-strength-1 = とても弱い
password-strength-2 = 弱い
password-strength-3 = 良い
password-strength-4 = 強い

password-hint-common = 非常に多くの人が使っているパスワード、またはそれに似たものです。
password-hint-names = 名前は簡単に調べられます。ご自身に関係のない単語を加えてください。
password-hint-keyboard = キーボードの並びは推測されやすいものです。
password-hint-repeats = 繰り返しても長くなるだけで、推測されにくくはなりません。
password-hint-sequences = abc や 4321 のような並びは推測されやすいものです。
password-hint-dates = 日付や年は推測されやすいものです。
password-hint-more-words = 単語をもう一つか二つ加えてください。珍しい単語ほど安全です。

password-problem-too-short = パスワードが短すぎます。{ $count }文字以上にしてください。
password-problem-too-long = パスワードが長すぎます。短くしてください。
password-problem-too-common = このパスワードは推測されやすいものです。別のパスワードにしてください。
password-problem-breached = このパスワードは攻撃者が使う一覧に載っています。別のパスワードにしてください。
password-problem-used-before = このパスワードは以前に使用されています。別のパスワードにしてください。

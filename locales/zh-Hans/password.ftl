# A new password: what it must be, and what is thought of it.

password-new-hint = 至少 { $count } 个字符。几个随机的词语就是不错的密码。
password-show = 显示密码
password-hide = 隐藏密码
password-strength-heading = 强度

password-strength-0 = 会立即被猜到
password-strength-1 = 很弱
password-strength-2 = 弱
password-strength-3 = 良好
password-strength-4 = 强

password-hint-common = 这是许多人都在使用的密码，或与之相似。
password-hint-names = 名字很容易查到。请加上与您无关的词语。
password-hint-keyboard = 键盘上相邻的按键很容易被猜到。
password-hint-repeats = 重复只会变长，几乎不会更难猜。
password-hint-sequences = abc 或 4321 这样的序列很容易被猜到。
password-hint-dates = 日期和年份很容易被猜到。
password-hint-more-words = 请再加一两个词语。越少见越好。

password-problem-too-short = 密码太短。请至少使用 { $count } 个字符。
password-problem-too-long = 密码太长。请使用较短的密码。
password-problem-too-common = 此密码容易被猜到。请换一个。
password-problem-breached = 此密码出现在攻击者使用的列表中。请换一个。
password-problem-used-before = 您以前用过此密码。请换一个。

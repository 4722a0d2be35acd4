# What somebody says about themselves.

# The name of this language, in this language.
language-own-name = 简体中文

profile-title = 您的个人资料
profile-lead = 您在此填写的内容只会告知您允许查看个人资料的应用，不会告知其他任何人。所有项目都可以留空。
profile-save = 保存资料

profile-picture-heading = 头像
profile-picture-alt = 您的头像
profile-picture-label = 选择图片
profile-picture-hint = PNG、JPEG 或 WebP，不超过 2 MB。我们会将其裁剪为正方形。
profile-picture-save = 保存头像
profile-picture-remove = 移除头像
profile-picture-missing = 请先选择文件。
profile-picture-unreadable = 无法将此文件读取为图片。请使用 PNG、JPEG 或 WebP。
profile-picture-too-large = 图片过大。请使用不超过 2 MB 的文件。
profile-picture-busy = 当前保存图片的人数较多。请稍候，然后重试。

profile-username-heading = 登录名
profile-username-hint = 用于登录。字母、数字、句点、连字符和下划线。
profile-username-save = 更改用户名

profile-names-heading = 姓名
profile-name = 全名
profile-given-name = 名
profile-middle-name = 中间名
profile-family-name = 姓
profile-nickname = 昵称
profile-preferred-username = 在应用中显示的名称

profile-about-heading = 关于您
profile-gender = 性别
profile-birthdate = 出生日期
profile-birthdate-hint = 例如 1990-12-31。年份填 0000，或只填年份，可以少透露一些信息。
profile-website = 网站
profile-page = 介绍您的网页
profile-web-hint = 例如 https://example.com

profile-where-heading = 语言和时间
profile-locale = 语言
profile-locale-browser = 跟随浏览器
profile-zoneinfo = 时区
profile-zoneinfo-hint = 例如 Europe/Paris

profile-reach-heading = 电话和地址
profile-phone-number = 电话号码
profile-phone-number-hint = 请加上国家代码，例如 +44 20 7946 0018
profile-telegram = Telegram 用户名
profile-telegram-hint = 您在 Telegram 的用户名，例如 ada_lovelace
profile-street-address = 街道和门牌号
profile-postal-code = 邮政编码
profile-locality = 城市
profile-region = 省或地区
profile-country = 国家或地区

profile-problem-missing = 此项为必填。
profile-problem-too-long = 内容过长。最多 200 个字符。
profile-problem-unprintable = 其中包含无法显示的字符。请重新输入。
profile-problem-web-address = 请输入地址，例如 https://example.com。
profile-problem-date = 请输入日期，例如 1990-12-31。
profile-problem-time-zone = 请输入时区，例如 Europe/Paris。
profile-problem-phone-number = 请输入带国家代码的电话号码，例如 +44 20 7946 0018。
profile-problem-telegram = 请输入 Telegram 用户名：5 到 32 个字母、数字和下划线，以字母开头。
profile-problem-language = 请从列表中选择一种语言。
profile-problem-username = 请使用 1 至 64 个字母、数字、句点、连字符和下划线。
profile-problem-taken = 此用户名已被使用。请换一个。

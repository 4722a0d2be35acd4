# Dates and times.

date-long = { $day } { $month } { $year }
# All times are in UTC, and say so.
date-time = { $date }، { $time } UTC
date-month = { $month ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
}

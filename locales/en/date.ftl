# Dates and times.

date-long = { $day } { $month } { $year }
# All times are in UTC, and say so.
date-time = { $date }, { $time } UTC
date-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}

# Dates and times.

date-long = { $day }. { $month } { $year }
# All times are in UTC, and say so.
date-time = { $date }, { $time } Uhr UTC
date-month = { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
}

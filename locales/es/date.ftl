# Dates and times.

date-long = { $day } de { $month } de { $year }
# All times are in UTC, and say so.
date-time = { $date }, { $time } UTC
date-month = { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}

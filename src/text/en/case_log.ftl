# The case log
log-nul = the file has a character that no text file has (zero), on line { $line } or soon after
log-line-ends = the lines end with a character that only very old programs write (carriage return)
log-line-ends-advice = Open the file in the spreadsheet and save it as CSV again.
log-no-lines = the file has no line break
log-json = a case log is read as CSV only, and this is JSON
log-workbook = a case log is read as CSV only, and this is a workbook
log-csv-advice = Export the log as CSV, or save the workbook as CSV.
log-personal = the column { $column } has something that looks like a personal identity number on line { $line }
log-personal-row = line { $line } has something that looks like a personal identity number
log-personal-heading = the column «{ $heading }» is for personal identity numbers
log-personal-in-heading = the heading of column { $column } looks like a personal identity number
log-personal-advice = Export the log again without personal identity numbers: without the column, if it is not needed. Nothing of the file is used, and the number is never shown.
log-unknown-words = words in the field { $field } that are not known do not count: { $words }. Say in the mapping file, under values, what they mean.
log-wrong-column = the column { $column } has so many different values that it must be the wrong one
log-wrong-column-advice = Check the headings, or say in the mapping file which column is right.
log-cut = the file ends in the middle of a row, or within a quotation mark that is never closed, and was most likely cut short; nothing in the log is judged
log-cut-advice = Export the log again, and compare the size of the file if it has been moved. If it is whole, check the quotation marks on the row.
log-ragged = { $count ->
    [one] one row has
   *[other] { $count } rows have
} more or fewer cells than the headings
log-ragged-advice = Check whether the text in a cell holds the delimiter; such cells must stand in quotation marks.
log-no-clinic = { $count ->
    [one] one row lacks
   *[other] { $count } rows lack
} an HSA-id of the clinic that can be read
log-no-clinic-advice = Correct the rows at the source, or say in the mapping file which column has the HSA-id.
log-no-received = { $count ->
    [one] one row does
   *[other] { $count } rows do
} not say when the case came in
log-no-received-advice = Without that time nothing can be measured. Check the export.
log-unreadable-time = { $count ->
    [one] one row has
   *[other] { $count } rows have
} a time that cannot be read
log-unreadable-time-advice = Write times such as 2026-03-04 08:15. A date without a time of day is not enough.
log-impossible = on { $count ->
    [one] one row
   *[other] { $count } rows
} something happened before it can have, such as an answer before arrival
log-impossible-advice = Check whether columns were mixed up, or a clock was wrong.
log-future = on { $count ->
    [one] one row
   *[other] { $count } rows
} something happened after now
log-future-advice = Check whether day and month were mixed up. To judge another instant than now, give it with --as-of.
log-duplicate = { $count ->
    [one] one case stood twice
   *[other] { $count } cases stood several times
}; what was read last counts
log-duplicate-advice = That is as it should be where exports overlap. Else something was exported twice.
log-later = { $count ->
    [one] one case came
   *[other] { $count } cases came
} in after the instant that is judged and is not counted
log-later-advice = That is as it should be when an earlier instant is judged.

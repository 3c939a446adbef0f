# The case log: summary, overdue cases and deadlines.

cases-monday = Monday
cases-tuesday = Tuesday
cases-wednesday = Wednesday
cases-thursday = Thursday
cases-friday = Friday
cases-saturday = Saturday
cases-sunday = Sunday

# Time
cases-days-short = { $number } d
cases-within = within { $limit }
cases-within-same-day = on the same working day
cases-limit-flag = The limit is { $limit }, as --within says.
cases-limit-measure = The limit is { $limit }, as the measure { $measure } of the policy { $policy } says.
cases-limit-measure-titled = The limit is { $limit }, as the measure “{ $title }” ({ $measure }) of the policy { $policy } says.
cases-limit-nobody = The limit is { $limit }. That holds where no policy says otherwise; --within gives another limit.
cases-way-strict = working day 1 is the first after the day on which the case came
cases-way-roll-forward = what comes on a day off counts as received on the next working day
cases-way-cut-off = what comes on a day off, or from { $time } on, counts as received on the next working day
cases-counting-flag = Counting: { $way } ({ $word }, as --counting says).
cases-counting-policy = Counting: { $way } ({ $word }, as the policy { $policy } says).
cases-counting-nobody = Counting: { $way } ({ $word }, unless something else is said).

# The deadline of a case
cases-deadline-day = Answer by { $weekday } { $date }, before the day is over.
cases-deadline-time = Answer by { $weekday } { $date } at { $time }.
cases-deadline-received = The case came on { $weekday } { $received } and must be answered { $limit }.
cases-deadline-every-hour = Every hour of every day counts.
cases-deadline-every-day = Every day counts, weekends and holidays too. The whole last day is in time.
cases-deadline-days-left-out = Only days off from Monday to Friday are shown. Saturdays and Sundays do not count either.
cases-deadline-other-same = The other way of counting gives the same answer: { $way } ({ $word }).
cases-deadline-other = The other way of counting gives { $weekday } { $due }: { $way } ({ $word }).
cases-deadline-needs-time = the time of day is needed: the limit is counted in hours or depends on when in the day the case came
cases-deadline-needs-time-hint = Write for instance { $example }.
cases-day-arrival = the case came
cases-day-off = does not count: { $name }
cases-day-not-counted = does not count
cases-day-counts-as-arrival = counts as the day on which the case came
cases-day-counted = working day { $number }
cases-days-counted = working days { $from }–{ $to }
cases-day-worked-first = { $from }–{ $to }, { $length }
cases-day-worked = { $from }–{ $to }, { $length }; { $so_far } in all
cases-days-worked = { $from }–{ $to }, { $length } a day; { $so_far } in all
cases-day-last = the last day to answer

# What the figures rest on
cases-cases = { $count ->
    [one] { $number } case
   *[other] { $number } cases
}
cases-clinics = { $count ->
    [one] { $number } clinic
   *[other] { $number } clinics
}
cases-rows = { $count ->
    [one] { $number } row
   *[other] { $number } rows
}
cases-more-files = { $count ->
    [one] { $number } more file
   *[other] { $number } more files
}
cases-more-problems = { $count ->
    [one] { $number } more remark
   *[other] { $number } more remarks
}
cases-extent = { $cases }, from { $from } to { $to }
cases-as-of = As things stood { $instant }.
cases-over = Cases received and answers are counted { $over } back. What waits now is counted however old it is.
cases-not-believed-incomplete = These figures cannot be relied on: part of the log is missing. A file could not be read, was cut short or has fewer rows than it should.
cases-not-believed-rows = These figures cannot be relied on: { $left_out } of { $rows } could not be used, more than the limit of { $limit }%.
cases-not-believed-advice = They are shown here all the same. An audit calls them unknown until the log has been put right.
cases-heading-sources = Sources
cases-rows-left-out = { $count ->
    [one] { $number } row left out
   *[other] { $number } rows left out
}
cases-duplicates-checked = No case is counted twice.
cases-duplicates-not-asked = Duplicates were not looked for (--no-duplicates-check). Where files overlap, cases may be counted several times.
cases-duplicates-unchecked = Duplicates were not looked for: the log has no case ids, or more than ten million cases.
cases-first-places = First { $places }
cases-none-given = no case log was given
cases-none-given-hint = Write which file it is, such as riktlinje cases summary cases.csv, or name it as cases: under sources: in riktlinje.yaml.
cases-none-read = no case log could be read
cases-no-such-clinic = the case log has no case at { $clinic }
cases-no-such-clinic-hint = Check the HSA-id. Without --clinic all clinics that have cases are shown.
cases-no-such-type = the case log has no case of the type “{ $case_type }”
cases-known-types = The case types in the log are { $names }.

# Summary
cases-working-day = Times are working time, { $hours } on working days; a working day is { $length }.
cases-working-day-short = Times are working time, { $hours } on working days; a working day (d) is { $length }.
cases-percentiles = “95% within” is the time within which 95 of 100 answers were given. It and the median can be up to 3% too long where they are above an hour.
cases-legend-few = { $count ->
    [one] “Too few”: no answered case.
   *[other] “Too few”: fewer than { $count } answered cases. A share of so few says nothing certain and is not judged.
}
cases-legend-unknown = cannot be told: { $why }.
cases-lacks = The log lacks the { $count ->
    [one] column
   *[other] columns
} { $columns }. What rests on { $count ->
    [one] it
   *[other] them
} is not shown.
cases-lacks-answered = answered
cases-lacks-distributed = distributed
cases-lacks-closed = closed
cases-lacks-interim = interim reply
cases-lacks-channel = channel
cases-few = too few
cases-total = Total
cases-no-case-type = (no case type)
cases-no-id = (no id)
cases-own-over = { $name } ({ $over })
cases-heading-answers = Answers
cases-heading-now = As things stood { $instant }
cases-heading-ways = How cases were answered
cases-heading-own = Measures of the policy
cases-column-id = HSA-id
cases-column-clinic = Clinic
cases-column-case-type = Case type
cases-column-month = Month
cases-column-received = Received
cases-column-answered = Answered
cases-column-in-time = In time
cases-column-share = Share in time
cases-column-share-percent = Share in time, percent
cases-column-median = Median time
cases-column-p95 = 95% within
cases-column-longest = Longest
cases-column-median-working = Median, working minutes
cases-column-p95-working = 95% within, working minutes
cases-column-longest-working = Longest, working minutes
cases-column-median-clock = Median, minutes
cases-column-p95-clock = 95% within, minutes
cases-column-longest-clock = Longest, minutes
cases-column-open = Open
cases-column-overdue = Overdue
cases-column-oldest = Oldest unanswered
cases-column-undistributed = Undistributed longer than { $age }
cases-column-unclosed = Answered but open longer than { $age }
cases-column-interim = Got interim reply
cases-column-closed-unanswered = Closed without answer
cases-column-digital = Digital
cases-column-phone = Phone
cases-column-letter = Letter
cases-column-visit = Visit

# Overdue cases
cases-overdue-none = No case is overdue.
cases-overdue-headline = { $cases } at { $clinics }
cases-overdue-count = { $count ->
    [one] { $number } overdue case
   *[other] { $number } overdue cases
}
cases-overdue-tally = { $count ->
    [one] { $number } overdue
   *[other] { $number } overdue
}
cases-overdue-shown = { $late }, { $shown } of them shown
cases-overdue-more = { $count ->
    [one] Those shown are the { $shown } that have waited longest. { $more } more case is overdue; show more with --at-most, or choose with --clinic and --case-type.
   *[other] Those shown are the { $shown } that have waited longest. { $more } more cases are overdue; show more with --at-most, or choose with --clinic and --case-type.
}
cases-marked = The tool itself has marked { $cases } as overdue; by the limit here { $late } of them are.
cases-unmarked = { $count ->
    [0] No overdue case is without its mark.
    [one] { $number } overdue case is not marked.
   *[other] { $number } overdue cases are not marked.
}
cases-column-case = Case
cases-column-case-received = Received
cases-column-due = Answer by
cases-column-late = Overdue by
cases-column-late-minutes = Overdue by, working minutes
cases-column-distributed = Distributed
cases-column-place = Row

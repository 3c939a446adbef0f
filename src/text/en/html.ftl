# The report as a page
html-title = { $answer } { $policy }, { $date }
html-skip = Skip to the answer
html-contents = Contents
html-answer = The answer
html-as-of = As of { $date }
html-policy = { $policy }, edition { $edition }
html-policy-decided = { $document }, decided { $date }
html-standings = Where the clinics stand
html-of-clinics = { $count ->
    [one] of { $number } clinic
   *[other] of { $number } clinics
}
html-most-broken = What most clinics break
html-first = Do this first
html-nothing-broken = No clinic breaks any rule that could be judged.

# The signs
html-signs = The signs
html-mark-error = error
html-mark-warning = remark
html-mark-info = note
html-mark-unknown = could not be judged
html-mark-waived = waived
html-mark-pass = followed
html-mark-not-applicable = does not apply
html-count-error = { $count ->
    [one] { $number } error
   *[other] { $number } errors
}
html-count-warning = { $count ->
    [one] { $number } remark
   *[other] { $number } remarks
}
html-count-info = { $count ->
    [one] { $number } note
   *[other] { $number } notes
}
html-count-unknown = { $count ->
    [one] { $number } not judged
   *[other] { $number } not judged
}
html-count-waived = { $count ->
    [one] { $number } waived
   *[other] { $number } waived
}

# Clause by clause
html-clauses = Clause by clause
html-clauses-lead = Each clause of the guideline, and how the clinics that it concerns follow it. A clinic counts by the worst of the clause's rules. Open a clause to see its rules and the advice.
html-clauses-rest = Of no clause
html-clause-breaking = { $count ->
    [one] { $number } breaks it
   *[other] { $number } break it
}
html-clause-remarked = { $count ->
    [one] { $number } has a remark
   *[other] { $number } have remarks
}
html-clause-unknown = { $count ->
    [one] { $number } not judged
   *[other] { $number } not judged
}
html-clause-waived = { $count ->
    [one] { $number } waived
   *[other] { $number } waived
}
html-clause-follows = { $count ->
    [one] { $number } follows
   *[other] { $number } follow
}
html-clause-outside = { $count ->
    [one] Does not apply to { $number } clinic.
   *[other] Does not apply to { $number } clinics.
}
html-clause-nobody = Applies to no clinic.
html-clause-share = { $share } follow
html-clause-show = Show the clinics with findings on { $clause }

# The map
html-matrix = Clinics and clauses
html-matrix-lead = A row is a clinic, those with most errors first; a column is a clause of the guideline. A square shows the worst of the clause's rules.
html-matrix-of = { $policy }: clinics and clauses
html-matrix-left-out = { $count ->
    [one] { $number } more clinic has findings but no room in the map. It stands under The clinics.
   *[other] { $number } more clinics have findings but no room in the map. They stand under The clinics.
}
html-matrix-clear = { $count ->
    [one] { $number } clinic without findings of its own is not shown in the map.
   *[other] { $number } clinics without findings of their own are not shown in the map.
}

# Answer times
html-times-column-time = Answered within
html-times-column-count = Answers
html-times-column-share = Share
html-times-column-sum = So far
html-times-in-time = in time
html-times-late = late

# Changes
html-changes = Since last time
html-changes-standings = The clinics then and now
html-changes-rules = Rules that more or fewer clinics break
html-changes-column-standing = Clinics
html-changes-column-rule = Rule
html-changes-column-then = Then
html-changes-column-now = Now
html-changes-column-change = Difference
html-changes-breaking = break the guideline
html-changes-remarked = have remarks
html-changes-unproven = without a known breach, not fully judged
html-changes-proven = follow the guideline
html-changes-clinics = audited
html-changes-gone = Breaches that are no longer there
html-changes-new-heading = New breaches
html-changes-unknown = { $count ->
    [one] ({ $number } more cannot be judged now)
   *[other] ({ $number } more cannot be judged now)
}
html-new = new

# To do
html-work = To do
html-work-lead = What is broken, by who is answerable. What weighs most stands first.
html-work-by = by { $date }
html-work-changes = Change
html-work-advice = Advice
html-work-clinics = Clinics
html-work-found = Expected
html-work-more = { $count ->
    [one] { $number } more change, which stands with the clinic
   *[other] { $number } more changes, which stand with the clinics
}

# The clinics
html-clinics = The clinics
html-clinics-lead = Open a clinic to see what is wrong, where it stands and how it is put right.
html-filter = Search and choose
html-filter-text = Search clinic, HSA-id or word
html-filter-clause = Clause
html-filter-severity = Severity
html-filter-role = Responsible
html-filter-standing = Standing
html-filter-change = Change
html-filter-all = all
html-filter-new = new
html-filter-unchanged = there since last time
html-filter-clear = Clear
html-open-all = Open all
html-close-all = Close all
html-shown = { $clinics } of { $of } clinics, { $findings } findings
html-shown-none = No clinic fits what is chosen.
html-print-hint = On paper, open clinics are printed in full and the others as a line.
html-standing-breaking = breaks the guideline
html-standing-remarked = has remarks
html-standing-unproven = no known breaches, not fully judged
html-standing-proven = follows the guideline
html-clear = Clinics without findings of their own
html-clear-unproven = { $count ->
    [one] { $number } without a known breach. Not everything could be judged, for reasons that concern the whole audit.
   *[other] { $number } without known breaches. Not everything could be judged, for reasons that concern the whole audit.
}
html-clear-proven = { $count ->
    [one] { $number } follows the guideline, and everything was judged.
   *[other] { $number } follow the guideline, and everything was judged.
}
html-clear-unbound = { $count ->
    [one] { $number } is outside the guideline.
   *[other] { $number } are outside the guideline.
}
html-clear-more = { $count ->
    [one] { $number } more is not shown here.
   *[other] { $number } more are not shown here.
}
html-common = Of no single clinic
html-short = { $count ->
    [one] Of { $number } clinic only the headings are shown, so that the page opens fast. Evidence and remedies come with --format csv and --format json.
   *[other] Of { $number } clinics only the headings are shown, so that the page opens fast. Evidence and remedies come with --format csv and --format json.
}
html-left-out = { $count ->
    [one] { $number } clinic with { $findings } is not shown at all, so that the page opens fast. It comes with --format csv and --format json.
   *[other] { $number } clinics with { $findings } are not shown at all, so that the page opens fast. They come with --format csv and --format json.
}
html-findings = { $count ->
    [one] { $number } finding
   *[other] { $number } findings
}
html-more-places = { $count ->
    [one] and { $number } more place
   *[other] and { $number } more places
}

# What is unknown
html-unknown = Not judged
html-unknown-lead = What cannot be judged never counts as followed. Here is what would settle it.
html-unknown-clinics = Concerns

# Waivers
html-waived = Waivers
html-waived-lead = { $count ->
    [one] { $number } breach does not count, because somebody has decided to waive it. { $waivers }
   *[other] { $number } breaches do not count, because somebody has decided to waive them. { $waivers }
}
html-waivers = { $count ->
    [one] { $number } waiver is in force.
   *[other] { $number } waivers are in force.
}

# The sources
html-sources = The sources
html-sources-lead = What was read, how old it is and what could not be read.
html-problem-error = error in the source
html-problem-warning = unreadable value
html-problem-note = note

# How far the audit reaches
html-coverage = How far the audit reaches
html-facts-read = Facts that were found
html-made-by = Made with riktlinje { $version }. The same sources and the same day give the same page, character by character.
html-policy-digest = { $policy }: { $digest }

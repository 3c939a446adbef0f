# report
report-read-shape = The file does not keep to the format riktlinje/audit/v1: the fault is on line { $line }, column { $column }. It was changed by hand or written by another program; run the audit again.
report-read-field = The file does not keep to the format riktlinje/audit/v1: the field “{ $field }” is missing in what ends on line { $line }, column { $column }. It was changed by hand or written by another program; run the audit again.
report-read-syntax = The file is not JSON: the fault is at line { $line }, column { $column }. A stored run is made with riktlinje audit --format json=FILE.
report-read-empty = The file is empty. A stored run is made with riktlinje audit --format json=FILE.
report-read-cut = The file ends in the middle of the run, at line { $line }, column { $column }. Run the audit again, or fetch the file anew.
report-read-no-format = The file does not say which format it has. A stored run begins with "schema": "riktlinje/audit/v1".
report-read-version = The file has the format “{ $found }”. This version reads riktlinje/audit/v1. Use the version of riktlinje that wrote the file, or run the audit again.
report-read-content = The run contradicts itself: “{ $value }” cannot stand at { $path }. The file was changed by hand; run the audit again.

# The answer
report-policy = { $date } · { $policy }, edition { $edition }
report-headline-nobody = There is no clinic to audit.
report-headline-all = { $count ->
    [one] The clinic follows the guideline.
   *[other] All { $clinics } clinics follow the guideline.
}
report-headline-breaking = { $breaking } of { $clinics } { $count ->
    [one] clinic breaks
   *[other] clinics break
} the guideline.
report-headline-remarked = { $count ->
    [one] No clinic breaks the guideline, but { $remarked } has remarks.
   *[other] No clinic breaks the guideline, but { $remarked } have remarks.
}
report-headline-unproven = No breaches are known, but only { $proven } of { $clinics } clinics could be judged in full.
report-standing-breaking = { $count ->
    [one] breaks the guideline: at least one error
   *[other] break the guideline: at least one error
}
report-standing-remarked = { $count ->
    [one] has remarks or notes, but no error
   *[other] have remarks or notes, but no error
}
report-standing-unproven = { $count ->
    [one] has no known breach, but not everything could be judged
   *[other] have no known breach, but not everything could be judged
}
report-standing-proven = { $count ->
    [one] follows the guideline, and everything was judged
   *[other] follow the guideline, and everything was judged
}
report-population-unlisted = No list of clinics is given. So nobody knows whether a clinic is missing.
report-source-failed-answer = ✗ { $failed }: what should stand there was not judged.
report-population-unbound = { $count ->
    [one] { $number } clinic is not bound by the guideline, and is not counted.
   *[other] { $number } clinics are not bound by the guideline, and are not counted.
}
report-population-not-exported = { $count ->
    [one] { $number } clinic of the list is in no export.
   *[other] { $number } clinics of the list are in no export.
}
report-population-not-listed = { $count ->
    [one] { $number } clinic of the export is not in the list of clinics.
   *[other] { $number } clinics of the export are not in the list of clinics.
}
report-population-filtered = { $count ->
    [one] { $number } clinic is left out by choice.
   *[other] { $number } clinics are left out by choice.
}
report-most-broken = What most clinics break
report-first = Do this first
report-change-among = { $change }, among other things ({ $clauses })
report-at-clinics = { $count ->
    [one] at { $number } clinic
   *[other] at { $number } clinics
}

# Counts
report-clinics = { $count ->
    [one] { $number } clinic
   *[other] { $number } clinics
}
report-all-clinics = { $count ->
    [one] the only clinic
   *[other] all { $number } clinics
}
report-rules = { $count ->
    [one] { $number } rule
   *[other] { $number } rules
}
report-items = { $number } findings
report-places = { $count ->
    [one] { $number } place
   *[other] { $number } places
}
report-files = { $count ->
    [one] { $number } file
   *[other] { $number } files
}
report-more = { $count ->
    [one] { $number } more
   *[other] { $number } more
}

# The clinics
report-clinics-heading = The clinics
report-column-clinic = Clinic
report-column-id = HSA-id
report-column-errors = Errors
report-column-warnings = Remarks
report-column-infos = Notes
report-column-unknown = Unknown
report-clinics-more = { $count ->
    [one] Another { $number } clinic has breaches. All of them are in --format json.
   *[other] Another { $number } clinics have breaches. All of them are in --format json.
}
report-clinics-unproven = { $count ->
    [one] { $number } clinic without known breaches, not judged in full
   *[other] { $number } clinics without known breaches, not judged in full
}
report-clinics-proven = { $count ->
    [one] { $number } clinic that follows the guideline
   *[other] { $number } clinics that follow the guideline
}

# The breaches
report-also = Also:
report-findings-all = Every occurrence is in --format xlsx=report.xlsx (or json). How a rule was judged at a clinic: riktlinje explain RULE --clinic HSA-ID

# Waivers
report-waived-heading = { $count ->
    [one] Waived: { $number } breach that does not count
   *[other] Waived: { $number } breaches that do not count
}

# The unknown
report-unknown-heading = Not judged: { $rules }
report-unknown-get = Get { $source }
report-unknown-field = Nowhere in { $source }
report-unknown-set = Say who 1177 is in { $source }
report-unknown-left-out = Missing for some clinics in { $source }
report-unknown-no-row = No row in { $source }
report-unknown-unreadable = Unreadable value in { $source }
report-unknown-set-consumer = Give the HSA-id of 1177 with booking: {"{"} consumer: HSA-id {"}"} in riktlinje.yaml, or with --booking-consumer.
report-unknown-stale = Older than { $limit } in { $source }
report-unknown-conflict = Contradiction in { $source }
report-unknown-too-few = Too few cases in { $source } to judge a share

# The sources
report-sources-heading = The sources
report-sources-none = No source was read.
report-source-failed = { $source } could not be read
report-source-failed-partly = parts of { $source } could not be read
report-column-source = Source
report-column-file = File
report-column-records = Records
report-column-left-out = Not read
report-column-taken = Taken
report-taken-unknown = unknown
report-taken-today = the same day
report-taken-later = after the day of the audit
report-problems = { $count ->
    [one] { $number } problem in the sources
   *[other] { $number } problems in the sources
}
report-problems-more = { $count ->
    [one] Another { $number } problem is not shown here. See --format xlsx=report.xlsx (or json).
   *[other] Another { $number } problems are not shown here. See --format xlsx=report.xlsx (or json).
}

# The coverage
report-coverage-heading = How far the audit reaches
report-coverage-clauses = { $count ->
    [one] { $number } clause of the guideline could not be judged for any clinic
   *[other] { $number } clauses of the guideline could not be judged for any clinic
}
report-coverage-rules = { $count ->
    [one] { $number } rule applied to no clinic
   *[other] { $number } rules applied to no clinic
}
report-coverage-facts = { $count ->
    [one] { $number } fact that the rules ask for was never found
   *[other] { $number } facts that the rules ask for were never found
}
report-judged-nothing = No rule applied to any clinic. The rules asked for { $asked } kinds of fact and found { $read }.
report-judged = { $share } of the judgements could be made. The rules asked for { $asked } kinds of fact and found { $read }.

# Explanations
explain-clauses = The guideline
explain-for-each = Judged
explain-each-case-type = for each case type by itself
explain-each-decision = for each decision by itself
explain-each-permission = for each permission by itself
explain-each-user = for each person by themselves
explain-each-service = for each service by itself
explain-binds = Whether the guideline binds the clinic
explain-unbound = The guideline does not bind the clinic
explain-list = Whether it is to be judged
explain-list-missing = What is to be judged is not known
explain-when = When the rule applies
explain-require = What it requires
explain-parameters = How the guideline is read
explain-facts = Facts that the rule reads
explain-fact-from = { $fact }, from { $source }
explain-advice = How to put it right
explain-waiver = { $has-item ->
    [0] Waived until { $date }, so that the failure does not count: { $reason } ({ $owner })
   *[other] Waived for { $item } until { $date }, so that the failure does not count: { $reason } ({ $owner })
}
explain-waiver-value = The waiver counts only while the value is “{ $value }”.
explain-remedy = The smallest change that is enough
explain-all = all of this:
explain-any = any of this:
explain-none = none of this:
explain-no-items = There is nothing to judge at the clinic.
explain-items-pass = { $count ->
    [one] { $number } that meets the requirement
   *[other] { $number } that meet the requirement
}
explain-items-outside = { $count ->
    [one] { $number } that the rule does not concern
   *[other] { $number } that the rule does not concern
}

# Pages about the HSA directory
directory-state-unknown = whether it is current cannot be told
directory-no-id = (no HSA-id)
directory-no-name = (no name)
directory-no-dn = No path (DN), so that its place in the tree is unknown.
directory-no-card = No source has the unit's contact card. The file export from HSA holds no contact details; LDIF, CSV and GetUnit do.
directory-none = nothing given
directory-not-read = cannot be read
directory-conflicting = the sources disagree
directory-none-found = No flaws.
directory-visible = The contact card can be shown on 1177.se.
directory-hidden = The contact card cannot be shown on 1177.se: it lacks { $lacks }.
directory-visibility-unknown = The sources do not say enough to tell whether the contact card is shown on 1177.se.
directory-lack-destinations = «shown for» the public
directory-lack-care_types = form of care
directory-lack-county = county code
directory-lack-coordinates = coordinates
directory-starts = from { $date }
directory-ends = until { $date }
directory-archived = archived
directory-county = county { $county }
directory-provider = Care provider: { $provider }
directory-not-there = { $id } (not in the directory)
directory-below =
    { $count ->
        [one] Below it: { $names }
       *[other] Below it ({ $count }): { $names }
    }
directory-members =
    { $count ->
        [one] Member of the care unit: { $names }
       *[other] Members of the care unit ({ $count }): { $names }
    }
directory-more =
    { $count ->
        [one] one more
       *[other] { $number } more
    }
directory-function = { $name }: { $phones }; { $hours }
directory-heading-tree = Place in the directory
directory-heading-card = Contact card
directory-heading-conflicts = The sources disagree
directory-heading-flaws = Flaws in the data
directory-heading-sources = Sources
directory-line-visiting = Visiting address
directory-line-postal = Postal address
directory-line-phones = Telephone
directory-line-switchboard = Switchboard
directory-line-text-phones = Text telephone
directory-line-mail = Mail
directory-line-hours = Opening hours
directory-line-phone-hours = Telephone hours
directory-line-drop-in = Drop-in
directory-line-visiting-hours = Visiting hours
directory-line-unit-type = Unit type
directory-line-care-type = Form of care
directory-line-business = Business codes
directory-line-municipality = Municipality code
directory-line-page = Page on 1177
directory-line-web = Web page
directory-line-modified = Last changed
directory-unit-type-01 = hospital
directory-unit-type-02 = primary care centre
directory-unit-type-03 = remote unit
directory-care-type-01 = outpatient care
directory-care-type-02 = inpatient care
directory-care-type-03 = care at home
directory-kind-vardgivare = care provider
directory-kind-vardenhet = care unit
directory-kind-sjukhus = hospital
directory-kind-vardcentral = primary care centre
directory-kind-distansenhet = remote unit
directory-kind-funktion = function
directory-kind-enhet = unit
directory-kind-organisation = organisation
directory-kind-tjanst = service
directory-column-id = HSA-id
directory-column-name = Name
directory-column-kind = Kind
directory-column-state = State
directory-column-county = County
directory-column-above = Unit above
directory-column-above-name = Name of the unit above
directory-column-starts = From
directory-column-ends = Until
directory-column-dn = Path (DN)
directory-column-severity = Severity
directory-column-flaw = Flaw
directory-column-field = Field
directory-column-place = Place
directory-units =
    { $count ->
        [0] no units
        [one] one unit
       *[other] { $number } units
    }
directory-flaw-count =
    { $count ->
        [one] One flaw
       *[other] { $number } flaws
    }
directory-flaws = { $flaws } in { $units }.
directory-no-flaws = No flaws in { $units }.
directory-more-flaws = … and { $number } more. Show them all with --flaw { $flaw } or --format csv.

# The booking connection
booking-summary = 1177 can call { $callable } of the { $asked } contracts that the rules ask for{ $unknown ->
    [0] .
   *[other] ; of { $unknown } it cannot be said.
}
booking-heading-asked = Contracts that the rules ask for
booking-heading-others = Other booking contracts
booking-heading-all = Booking contracts
booking-heading-known = What the answer rests on
booking-nothing = TAK has neither routes nor call permissions for booking.
booking-direct = connected directly
booking-inherited = connected by way of { $from }
booking-route-only = there is a route, but 1177 may not call
booking-permission-only = 1177 may call, but there is no route
booking-neither = not connected: neither route nor call permission
booking-no-route = not connected: there is no route (whether 1177 may call is unknown: { $why })
booking-no-permission = not connected: 1177 may not call (whether there is a route is unknown: { $why })
booking-unknown = unknown: { $why }
booking-via-own = the clinic's own address
booking-via-everyone = * (all clinics)
booking-route = route
booking-permission = call permission
booking-begins = counts only from { $date }
booking-ended = ended { $date }
booking-do-inherited = Nothing needs to be done. It holds only as long as the service platform looks upwards in HSA for the contract; a route of its own makes the clinic independent of that.
booking-do-permission = Order a call permission for 1177{ $count ->
    [0] { "" }
   *[other] { " " }({ $consumers })
} to { $clinic }. Ask the regional administration how that is ordered.
booking-do-route = Order an entry in TAK (takning) from those who manage the care system: a route for { $clinic } to the system's booking service.
booking-do-both = Can the system book directly? Then order an entry in TAK (takning) from those who manage the care system (a route for { $clinic }), and a call permission for 1177 in the same order. Otherwise the forms apply.
booking-age = The TAK export is from { $date } ({ $days ->
    [0] the same day
    [one] one day old
   *[other] { $days } days old
}).
booking-age-stale = The TAK export is from { $date } ({ $days } days old). That is too old: the rules take the booking as unknown. Fetch a new one.
booking-age-later = The TAK export is from { $date }, after the instant that is judged.
booking-age-unknown = It does not show when the TAK export was taken out. Say so in riktlinje.yaml: tak: {"{"} file: tak.json, taken: 2026-11-18 {"}"}.
booking-tree-not-given = The clinic's place in HSA is not known, so whether anything is inherited from parent units cannot be said. Supply the HSA directory's file export (--directory).
booking-tree-not-there = The clinic is not in the HSA directory, so nothing can be inherited from parent units. Put that right first.
booking-tree-known = Parent units are taken from the HSA directory. The service platform may be set not to look upwards for some contracts.
booking-consumers = 1177 is { $consumers } in TAK.

# Every finding, row by row
findings-column-outcome = Outcome
findings-column-disposition = Disposition
findings-column-severity = Severity
findings-column-clause = Clause
findings-column-rule = Rule
findings-column-title = What
findings-column-clinic = HSA-id
findings-column-name = Clinic
findings-column-item = Concerns
findings-column-evidence = Expected and found
findings-column-place = Where
findings-column-remedy = What to do
findings-column-who = Who
findings-column-settled = Settled by
findings-column-clinics = Number of clinics
findings-column-fingerprint = Fingerprint
findings-column-change = Since before
findings-left-out = { $count ->
    [one] One finding that is waived is not shown here.
   *[other] { $count } findings that are waived are not shown here.
}
disposition-open = open
disposition-waived = waived
report-unusable = { $path } cannot be used: { $why }

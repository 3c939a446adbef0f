# Words that every room uses.
and = and

# Days off
workdays-nyarsdagen = New Year's Day
workdays-trettondedag-jul = Epiphany
workdays-langfredagen = Good Friday
workdays-paskdagen = Easter Sunday
workdays-annandag-pask = Easter Monday
workdays-forsta-maj = May Day
workdays-kristi-himmelsfardsdag = Ascension Day
workdays-pingstdagen = Whit Sunday
workdays-annandag-pingst = Whit Monday
workdays-nationaldagen = National Day
workdays-midsommardagen = Midsummer's Day
workdays-alla-helgons-dag = All Saints' Day
workdays-juldagen = Christmas Day
workdays-annandag-jul = Boxing Day
workdays-trettondagsafton = Epiphany Eve
workdays-skartorsdagen = Maundy Thursday
workdays-valborgsmassoafton = Walpurgis Night
workdays-midsommarafton = Midsummer's Eve
workdays-allhelgonaafton = All Saints' Eve
workdays-julafton = Christmas Eve
workdays-nyarsafton = New Year's Eve
workdays-closed = closing day of its own
workdays-january = January
workdays-february = February
workdays-march = March
workdays-april = April
workdays-may = May
workdays-june = June
workdays-july = July
workdays-august = August
workdays-september = September
workdays-october = October
workdays-november = November
workdays-december = December
workdays-mon = Mon
workdays-tue = Tue
workdays-wed = Wed
workdays-thu = Thu
workdays-fri = Fri
workdays-sat = Sat
workdays-sun = Sun

# Yes and no
yes = yes
no = no

# Values
value-absent = nothing
value-none = none
value-prose = { $count ->
    [one] a text of { $number } character
   *[other] a text of { $number } characters
}
percent = { $figure }%
share = { $percent } ({ $part } of { $of })
share-of-none = nothing to count
span-minutes = { $count ->
    [one] { $number } minute
   *[other] { $number } minutes
}
span-hours = { $count ->
    [one] { $number } hour
   *[other] { $number } hours
}
span-days = { $count ->
    [one] { $number } day
   *[other] { $number } days
}
span-months = { $count ->
    [one] { $number } month
   *[other] { $number } months
}
span-years = { $count ->
    [one] { $number } year
   *[other] { $number } years
}
span-working-minutes = { $count ->
    [one] { $number } working minute
   *[other] { $number } working minutes
}
span-working-hours = { $count ->
    [one] { $number } working hour
   *[other] { $number } working hours
}
span-working-days = { $count ->
    [one] { $number } working day
   *[other] { $number } working days
}
span-same-working-day = the same working day

# Words from the sources
word-active = active
word-inactive = inactive
word-not_assigned = not handed out
word-not_activated = not activated
word-closed = closed
word-mottagning = clinic
word-avdelning = ward
word-distansenhet = remote unit
word-tandvard = dental care
word-sjukhus = hospital
word-primarvard = primary care
word-specialistvard = specialist care
word-egen_regi = run by the region
word-avtal = by agreement
word-vardval = free choice of care (vårdval)
word-privat = private
word-phone = phone
word-letter = letter
word-visit = visit
word-digital = 1177 e-services
word-message_form = message form
word-direct_booking = direct booking
word-uthopp = external service (uthopp)
word-central = central
word-local = local
word-current = current
word-future = future
word-ended = ended
word-missing = missing
word-no_hsa_id = has no HSA-id
word-hsa_id_form = an HSA-id that is not of the right form
word-hsa_id_blank = a blank before or after the HSA-id
word-hsa_id_lower_case = an HSA-id in lower case
word-hsa_id_check_digit = the organisation number in the HSA-id fails its check digit
word-hsa_id_too_long = an HSA-id longer than 31 characters
word-personal_number = holds what reads as a personal identity number
word-duplicate_hsa_id = two units with the same HSA-id
word-also_in_service_tree = stands in the service tree too
word-dn_form = a path (DN) that is missing or cannot be read
word-dn_outside_pattern = a path (DN) with characters that RIV-TA does not allow
word-duplicate_dn = two records with the same path (DN)
word-no_parent = the unit above is not in the directory
word-no_name = has no name
word-name_too_long = a name longer than 64 characters
word-org_no_form = an organisation number that is not written NNNNNN-NNNN
word-org_no_check_digit = an organisation number that fails its check digit
word-member_missing = a member that is not in the directory
word-provider_missing = a care provider that is not in the directory
word-dates_reversed = ends before it begins
word-date_form = a date that cannot be read
word-parent_ended = in use below a unit that has ended
word-hours_form = hours that cannot be read
word-hours_reversed = closes before it opens
word-mail_form = a mail address that cannot be used
word-phone_form = a telephone number that cannot be dialled
word-coordinates_form = coordinates that cannot be read
word-coordinates_outside = coordinates outside Sweden
word-coordinates_swapped = coordinates with north and east changed round
word-coordinates_differ = coordinates in two systems that mean different places
word-address_form = an address without street, postal code or town
word-link_form = a link that is no web address
word-code_form = a code that is not of its list's form
word-text_too_long = a text too long for its field
word-temporary_without_end = temporary information without an end
word-temporary_passed = temporary information whose time has passed
word-pending = pending
word-expired = expired
word-revoked = revoked
word-grant = grant
word-pause = pause
word-resume = resume
word-extend = extend
word-revoke = revoke
word-anstalld = anställd
word-ny_uppgift = ny uppgift
word-ledighet = ledighet
word-aterkommen = återkommen
word-slutat = slutat
word-byt_mottagning = byt mottagning
word-behovs_ej = behövs ej
word-rattelse = rättelse
word-granskning = granskning
word-overtagande = övertagande
word-arendemottagare = case receiver
word-arendehanterare = case handler
word-lokal_administrator = local administrator
word-behorighetsadministrator = permission administrator
word-granskare = reviewer
word-verksamhetschef = head of operations

# Roles
role-regional_forvaltning = regional administration
role-hsa_forvaltning = HSA administration
role-verksamhetschef = head of operations
role-lokal_administrator = local administrator
role-behorighetsadministrator = permission administrator
role-arendemottagare = case receiver
role-arendehanterare = case handler
role-granskare = reviewer
role-vardpersonal = healthcare staff
role-strateg = e-health strategist

# Sources, in the definite form, and whom to ask
kind-clinics = the list of clinics
kind-exports = the clinic export
kind-declarations = the list of services
kind-directory = the HSA directory
kind-tak = the TAK export
kind-cases = the case log
kind-permissions = the list of permissions
kind-staff = the staff list
kind-absence = the list of absences
kind-attestations = the attestations
kind-waivers = the waivers
ask-clinics = Ask the regional administration for the list of clinics that must follow the guideline.
ask-exports = Ask the regional administration for an export of the clinics' settings.
ask-declarations = Ask the heads of operations to state what the clinic prescribes and offers.
ask-directory = Ask the HSA administration for a file from the directory.
ask-tak = Ask those who run the service platform for an export from TAK.
ask-cases = Ask the regional administration for an extract of cases.
ask-permissions = Ask the regional administration for the list of permissions from Personalverktyget.
ask-staff = Ask the staff department for a list of employees with their last day of employment.
ask-absence = Ask the staff department for leave: from and to only, never the cause.
ask-attestations = Ask the heads of operations and the local administrators to fill in their attestations.
ask-waivers = Ask whoever decides on waivers for the list of them.

# Outcomes and severity
outcome-pass = followed
outcome-fail = broken
outcome-unknown = cannot be judged
outcome-not_applicable = does not apply
severity-error = error
severity-warning = remark
severity-info = note
level-error = error
level-warning = warning
level-note = note

# Conditions: what is expected
operator-is = should be { $expected }
operator-is-not = should not be { $expected }
operator-one-of = should be one of { $expected }
operator-none-of = should be none of { $expected }
operator-at-least = at least { $expected }
operator-at-most = at most { $expected }
operator-before = should be before { $expected }
operator-after = should be after { $expected }
operator-newer-than = at most { $expected } old
operator-older-than = more than { $expected } old
operator-contains = should include { $expected }
operator-contains-all = should include { $expected }
operator-contains-any = should include one of { $expected }
operator-mentions-none = should not mention { $expected }
operator-matches = should match the pattern { $expected }
operator-exists = should exist
operator-exists-no = should not exist
operator-same-as = should be the same as { $expected }
operator-same-text-as = should have the same wording as { $expected }

# Conditions: what was found
evidence-found = { $fact }: { $expected }, found { $found }
evidence-absent = { $fact }: { $expected }, but nothing is stated
evidence-unknown = { $fact }: { $expected }, but { $reason }
evidence-expected = { $fact }: { $expected }
evidence-from = { $expected } ({ $fact })

# Facts that a guideline names itself
named-fact = { $name }
named-fact-measure = the measure { $name }
named-fact-list = the selection { $name }
named-fact-attested = attestation of { $name }
named-fact-case-type-attested = the case type's attestation of { $name }

# Why a fact is not known
missing-not-supplied = nobody has supplied { $source }
missing-not-in-source = it is nowhere in { $source }
missing-not-set = it is not set who 1177 is in { $source }
missing-not-exported = it is left out for this clinic in { $source }
missing-no-record = there is no such row in { $source }
missing-unreadable = the value in { $source } cannot be read
missing-stale = the data in { $source } is older than { $limit }
missing-conflicting = the sources say two different things
missing-too-few = { $count ->
    [0] there is no case in { $source }
    [one] there is only { $count } case in { $source }, too few to judge a share
   *[other] there are only { $count } cases in { $source }, too few to judge a share
}

# What a rule looks at one by one
item-case-type = the case type { $name }
item-decision = the decision for { $name }
item-permission = the permission of { $name }
item-user = { $name }
item-service = the service { $name }

place-cell = { $file }, sheet { $sheet }, cell { $cell }

# Documents in YAML and JSON
document-syntax = Something stands here that YAML does not allow. A text that begins with a character such as @, %, &, *, |, ] or ` must be quoted.
document-escape = A \ within "…" means something else than itself. Write the text within '…' instead, for example a path in Windows.
document-colon = There is a second colon on the line, or the indentation is wrong. A text with a colon has to stand in quotation marks: "like: this".
document-tab = Tabs cannot be used for indentation. Write blanks instead.
document-bracket = A bracket begins here and never ends. End it with ] or {"}"}.
document-quote = The quotation marks do not match: the text does not end, or goes on after them. A ' within '…' is written ''.
document-indent = The indentation does not match the lines before. What belongs together has to begin in the same column.
document-no-colon = The line is neither a key nor a value. Write key, colon and value.
document-several = The file holds several documents. Keep one, without “---” between.
document-depth = Lists and keys are nested too deep. At most 64 levels are allowed.
document-anchor = Anchors (&name) and aliases (*name) are not allowed. Write the value out in each place.
document-tag = Type tags (!name) are not allowed. Write the value without the tag.
document-key = A key must be a word, not a list or a group.
document-cut = The document ends in the middle. Fetch the file again, or complete its last part.
document-duplicate-key = The key “{ $key }” stands twice. Keep one of them.

# About the waivers themselves
fact-waiver-expires = the last day of the waiver
fact-waiver-excuses = the value that the waiver excuses
fact-waiver-rule = what the waiver is for

# Claims: facts whose names begin with “that”
that = that
claim-wanted = It should be so { $fact }
claim-unwanted = It should not be so { $fact }
claim-true = It is so { $fact }
claim-false = It is not so { $fact }
claim-unknown = It cannot be told { $fact }: { $reason }

# Opening hours, telephone hours
hours-none = no hours
hours-round-the-clock = round the clock
hours-day-to-day = { $first }–{ $last }
hours-open = { $days } { $times }
hours-closed = { $days } closed
hours-then = { $first }; { $rest }
hours-from = from { $from }: { $week }
hours-until = until { $until }: { $week }
hours-from-until = from { $from } until { $until }: { $week }
kind-register = the register of permissions
kind-changes = the table of changes
ask-register = Ask the regional administrator for the register of permissions (register.sqlite).
ask-changes = Ask whoever wants the changes for the table.

# The command line: help, errors and advice.

cli-error = error
cli-warning = warning
cli-advice = help
cli-because = Cause: { $cause }
cli-did-you-mean = Did you mean { $names }?
cli-also = also: { $aliases }
cli-values = { $values }
cli-default = default { $value }
cli-usage = Usage:

# Headings in the help
cli-heading-commands = Commands
cli-heading-arguments = Arguments
cli-heading-read = Sources (each replaces the same setting in riktlinje.yaml)
cli-heading-choose = Selection
cli-heading-result = Result
cli-heading-general = General

# Placeholders
cli-value-command = COMMAND
cli-value-options = OPTIONS
cli-value-lang = LANG
cli-value-when = WHEN
cli-value-dir = DIR
cli-value-policy = POLICY
cli-value-file = FILE
cli-value-date = DATE
cli-value-n = N
cli-value-export = EXPORT
cli-value-id = HSA-ID
cli-value-rule = RULE
cli-value-severity = SEVERITY
cli-value-format-file = FORMAT[=FILE]
cli-value-format = FORMAT
cli-value-clinic = CLINIC
cli-value-year = YEAR
cli-value-day = DAY
cli-value-shell = SHELL

# What the commands do
cli-about = Audits clinics in 1177 e-tjänster against a regional guideline that is written as rules.
cli-about-audit = Judge every clinic by the guideline
cli-about-explain = Explain a rule, or how it judged one clinic
cli-about-facts = Show what the rules see
cli-about-facts-show = Show every fact of one clinic, each with its place in the sources
cli-about-policy = Read, check and try the rules of a guideline
cli-about-policy-check = Find every mistake in a policy
cli-about-policy-show = Print the rules in plain words
cli-about-policy-facts = List the facts that a rule can ask for
cli-about-policy-coverage = Show clause by clause which rules carry the guideline, and from which source
cli-about-policy-test = Try the rules on their own examples
cli-about-booking = Show whether 1177 reaches the clinic's booking
cli-about-booking-show = Show the booking connection of a clinic, contract by contract
cli-about-cases = Work on the case log: times to answer, overdue cases, when an answer is due
cli-about-cases-summary = Show how cases are answered: times, shares and what waits, group by group
cli-about-cases-overdue = Show overdue cases, the oldest first
cli-about-cases-deadline = Show when a case must be answered, and why
cli-about-directory = Read the HSA directory
cli-about-directory-show = Show a unit: names, contact card, hours, place in the tree and flaws
cli-about-directory-list = List units by county, branch and kind
cli-about-directory-problems = List flaws in the directory's data, kind by kind and with places
cli-about-init = Make a folder to begin in, with samples that can be audited at once
cli-about-workdays = Show the working days and days off of a year
cli-about-completions = Print a script that completes commands in the shell
cli-about-man = Write manual pages, one for each command
cli-about-help = Show help on a command

cli-more =
    Examples:
      riktlinje init my-region                   a folder to begin in
      riktlinje audit --project my-region        audit it
      riktlinje explain fornya-recept-saknas     what a rule asks for and how to put it right

    Read more on a command with: riktlinje help COMMAND
cli-more-audit =
    Examples:
      riktlinje audit                                      in a folder with riktlinje.yaml
      riktlinje audit exports/ --policy rjl-1177           without riktlinje.yaml
      riktlinje audit --as-of 2026-11-20 --format json     as it was that day, for programs
      riktlinje audit --format table --format json=report.json
      riktlinje audit --rule fornya-recept-saknas --fail-on never

    Exit codes:
      0  nothing open at or above --fail-on
      1  findings; with --strict also what cannot be judged
      2  the command, the rules or a source cannot be used, or a file is missing
      5  there is no such clinic as --clinic names
      7  a remote source does not answer
cli-more-explain =
    Examples:
      riktlinje explain fornya-recept-saknas
      riktlinje explain fornya-recept-saknas --clinic SE2321000057-TEST1
cli-more-facts-show =
    Examples:
      riktlinje facts show SE2321000057-TEST1
cli-more-directory-show =
    Examples:
      riktlinje directory show SE2321000057-TEST1 --project fixtures/region
      riktlinje directory show SE2321000057-TEST1 --directory hsaunits.zip --directory cards.ldif
cli-more-directory-list =
    Examples:
      riktlinje directory list --county 06 --kind vardenhet --active
      riktlinje directory list --under SE2321000057-TESTREGION --format csv > units.csv
cli-more-directory-problems =
    Examples:
      riktlinje directory problems --under SE2321000057-TESTREGION
      riktlinje directory problems --flaw phone_form --format csv > phones.csv
cli-more-cases-summary =
    Examples:
      riktlinje cases summary                                    the project's case log
      riktlinje cases summary cases.csv.gz --by case-type
      riktlinje cases summary cases.csv --by clinic --by month --format csv > by-month.csv
      riktlinje cases summary logs/ --clinic SE2321000057-TEST1 --over "3 months"
cli-more-cases-overdue =
    Examples:
      riktlinje cases overdue cases.csv --as-of 2026-11-20T12:00
      riktlinje cases overdue --clinic SE2321000057-TEST1 --case-type "Förnya recept"
      riktlinje cases overdue --exit-code --quiet > overdue.txt      code 1 if anything is overdue
cli-more-cases-deadline =
    Examples:
      riktlinje cases deadline 2026-04-02T15:00                     the afternoon before Good Friday
      riktlinje cases deadline 2026-04-02T15:00 --within "4 working hours"
      riktlinje cases deadline 2026-11-21 --counting roll_forward   a Saturday
cli-more-policy-check =
    Examples:
      riktlinje policy check                 the policy that riktlinje.yaml names
      riktlinje policy check rjl-1177        one that comes with the program
      riktlinje policy check rules/          one in a folder
cli-more-workdays =
    Examples:
      riktlinje workdays 2026
      riktlinje workdays 2026 --also-off skartorsdagen --also-off 2026-05-15
cli-more-completions =
    Examples:
      riktlinje completions bash > ~/.local/share/bash-completion/completions/riktlinje
      riktlinje completions powershell >> $PROFILE

# What the arguments are
cli-arg-lang = Language of what people read; else the project's, else the computer's, else Swedish
cli-arg-quiet = Show neither progress nor remarks, only errors
cli-arg-color = Use colour; auto means in a terminal window, unless NO_COLOR is set
cli-arg-help = Show help
cli-arg-version = Show the version
cli-arg-project = The folder with riktlinje.yaml; else the nearest one upward from here
cli-arg-policy = A policy: a name such as rjl-1177, or a folder (repeatable)
cli-arg-clinics = List of the clinics that must follow the guideline
cli-arg-declarations = What clinics declare that they prescribe and offer
cli-arg-tak = TAK: an export as JSON, or saved answers of the cooperation API (repeatable)
cli-arg-booking-consumer = Which system in TAK is 1177, such as an HSA-id (repeatable)
cli-arg-cases = Case log in CSV, also packed with gzip (repeatable)
cli-arg-permissions = The personnel tool's export of permissions
cli-arg-staff = Staff list
cli-arg-absence = Leave, from and to (never the cause)
cli-arg-attestations = Attestations, besides those in riktlinje.yaml: a list, or a form that was filled in (repeatable)
cli-arg-waivers = Waivers, besides those in riktlinje.yaml: a list, or a form that was filled in (repeatable)
cli-arg-mapping = What other headings and values mean
cli-arg-as-of = Judge as it was then: a date (the end of that day in Sweden) or an instant; else now
cli-arg-jobs = How many cores to use; else all
cli-arg-exports = Exports of the clinics' settings: files, folders, https addresses, - for standard input
cli-arg-clinic = Only this clinic (repeatable)
cli-arg-explain-clinic = Show the judgement of this clinic, condition by condition
cli-arg-rule = Only this rule (repeatable)
cli-arg-fail-on = End with code 1 if anything of this severity or worse is open; new-… counts only what is new
cli-arg-baseline = Compare with a stored run (JSON): what is new, what has been put right
cli-arg-strict = End with code 1 also when something cannot be judged
cli-arg-audit-format = Format of the report; FORMAT=FILE writes to a file (repeatable); else table
cli-arg-format = How it is written
cli-arg-explained = The rule's name
cli-arg-shown = The clinic's HSA-id
cli-arg-policies = Policies: names or folders; else those that riktlinje.yaml names
cli-arg-folder = The folder; it is made if it is missing
cli-arg-year = The year, from 1900 to 2200
cli-arg-also-off = A day off besides: an eve by name, or a date (repeatable)
cli-arg-shell = The shell
cli-arg-command = The command, such as policy check

# Mistakes at the keyboard
cli-usage-value = { $arg } cannot be «{ $value }»
cli-usage-no-value = { $arg } needs a value
cli-usage-unknown-argument = { $arg } was not expected here
cli-usage-unknown-command = there is no command called «{ $command }»
cli-usage-takes-no-value = { $arg } takes no value
cli-usage-twice = { $arg } can only be given once
cli-usage-conflict = { $arg } cannot be used together with { $others }
cli-usage-missing = something is missing: { $args }
cli-usage-missing-command = give a command
cli-usage-not-utf8 = an argument is not readable text
cli-usage-other = the command could not be understood ({ $error })
cli-usage-valid = Possible values are { $values }.
cli-usage-hint =
    The command is used like this: { $usage }
    Read more with: { $help }
cli-expects-as-of = Write a date such as 2026-11-20, or an instant such as 2026-11-20T12:00.
cli-expects-jobs = Write a whole number from 1 to 256.
cli-expects-year = Write a year from 1900 to 2200.
cli-expects-booking-consumer = Write the HSA-id that 1177 calls with, as TAK has it: booking: {"{"} consumer: HSA-id {"}"} in riktlinje.yaml, or --booking-consumer HSA-id.
cli-expects-format = Write a format, or a format and a file: --format json=report.json
cli-expects-clinic = Write the clinic's HSA-id, such as SE2321000057-TEST1. Personal identity numbers are never used here.
cli-arg-directory = The HSA directory: file export (XML or zip), LDIF, CSV or answers of GetUnit
cli-arg-county = Only units in the county, by its code such as 06
cli-arg-under = Only the unit with this HSA-id and the units below it
cli-arg-active = Only units that are current today
cli-arg-kind = Only units of this kind
cli-arg-flaw = Only this kind of flaw
cli-arg-unit = The unit's HSA-id
cli-value-county = COUNTY
cli-value-kind = KIND
cli-value-flaw = FLAW
cli-expects-county = Write the county code with two digits in quotation marks, such as "06".
cli-expects-under = Write the unit's HSA-id, such as SE2321000057-TEST1.
cli-settings-directory-alone = the clinics can come from the directory or from a file, not from both
cli-settings-directory-alone-hint = Keep either the file or the key directory.
cli-settings-selection = the selection from the directory has to be a collection of keys
cli-settings-selection-hint = The keys are county, under and kind.
cli-settings-no-such-kind = there is no kind of unit called «{ $kind }»
cli-settings-known-kinds = The kinds are { $kinds }.

# Files and streams
cli-cannot-read = { $path } cannot be read: { $why }
cli-cannot-write = { $path } cannot be written: { $why }
cli-cannot-write-hint = The old file, if there was one, is untouched. Choose another place.
cli-cannot-write-full = The old file, if there was one, is untouched. Make room on the disk, or choose another place.
cli-cannot-write-no-folder = Make the folder, or choose another place.
cli-cannot-print = the result could not be printed: { $why }
cli-io-not-found = it does not exist
cli-io-no-folder = the folder that it should be in does not exist
cli-io-denied = you are not allowed to
cli-io-exists = it is there already
cli-io-folder = it is a folder
cli-io-not-folder = a part of the path is not a folder
cli-io-full = the disk is full
cli-io-read-only = the disk is read-only
cli-io-not-utf8 = the text is not in UTF-8; save the file as UTF-8
cli-io-other = the system refused

# riktlinje.yaml
cli-empty-path = one of the sources is an empty text, not a file or a folder
cli-empty-path-hint = If it comes from a variable in a script, check that it has a value. This folder is given as a full stop.
cli-settings-not-there = there is no riktlinje.yaml in { $folder }
cli-settings-not-there-hint = Make one with: riktlinje init { $folder }
cli-settings-mistakes =
    { $count ->
        [one] { $file } has a mistake
       *[other] { $file } has { $count } mistakes
    }
cli-settings-not-mapping = the file must consist of settings, one a line, such as «policy: rjl-1177»
cli-settings-no-format = the file does not say which format it has
cli-settings-other-format = the format «{ $format }» is unknown
cli-settings-format-hint = Write «format: { $format }» on the first line.
cli-settings-language = there is no language «{ $language }»
cli-settings-language-hint = Write sv or en.
cli-settings-consumer = it does not say which system in TAK is 1177
cli-settings-sources = sources must be a list of sources with names
cli-settings-sources-hint = Such as «exports: exports/» on an indented line of its own.
cli-settings-yes-or-no = the answer must be yes or no
cli-settings-complete-kinds = only a staff list, a directory and a case log can be said to be complete
cli-settings-at-least = at_least has to be a whole number: how many records the file should have at least
cli-settings-taken = this is neither a date nor an instant
cli-settings-taken-hint = Write, for instance, 2026-11-18 or 2026-11-18T06:00:00+01:00.
cli-settings-no-file = it does not say which file this is about
cli-settings-no-file-hint = Write, for instance, {"{"} file: staff.csv, complete: yes {"}"}.
cli-settings-text = there should be a name, a file or a folder here
cli-settings-text-hint = Fill in the value, or remove the line.
cli-settings-unknown-key = there is no setting «{ $key }»
cli-settings-known-keys = Those that exist are { $keys }.

# workdays
cli-workdays-title =
    { $year } has { $days } working days. { $off ->
        [one] One day off falls
       *[other] { $off } days off fall
    } on Monday to Friday.
cli-workdays-off = off on { $days }
cli-workdays-names = { $names }
cli-workdays-sum = sum
cli-workdays-days-off = Days off with a name:
cli-workdays-note = Working day: Monday to Friday, except public holidays (lag 1989:253), Midsummer's, Christmas and New Year's Eve.
cli-workdays-unknown-day = «{ $day }» is neither an eve nor a date
cli-workdays-known-days = Eves that can be added are { $eves }. Dates are written as 2026-05-15.

# man
cli-man-written = { $count } manual pages were written in { $folder }. Read one with: man { $folder }/riktlinje.1
cli-man-name = NAME
cli-man-synopsis = SYNOPSIS
cli-man-description = DESCRIPTION
cli-man-options = OPTIONS
cli-man-extra = MORE
cli-man-version = VERSION

# init
cli-init-made = { $folder } is ready with { $count } files. Everything in them is invented and meant to be replaced.
cli-init-next = Audit it now: riktlinje audit --project { $folder }
cli-init-project-there = { $path } is there already, so the folder is a project already
cli-init-file-there = { $path } is there already, and nothing is overwritten
cli-init-there-hint = Choose another folder.

# Policies
cli-policy-none = it does not say which guideline to judge by
cli-policy-none-hint = Name it with --policy, such as --policy rjl-1177, or in riktlinje.yaml.
cli-policy-names = Those that come with the program are { $names }.
cli-policy-unknown = there is no policy called «{ $policy }», and no such folder
cli-policy-no-file = { $folder } has no policy.yaml
cli-policy-mistakes =
    the policy has { $errors ->
        [0] no errors, but{" "}{ $remarks ->
            [one] a remark
           *[other] { $remarks } remarks
        }
        [one] an error{ $remarks ->
            [0] {""}
            [one] {" "}and a remark
           *[other] {" "}and { $remarks } remarks
        }
       *[other] { $errors } errors{ $remarks ->
            [0] {""}
            [one] {" "}and a remark
           *[other] {" "}and { $remarks } remarks
        }
    }
cli-policy-remarks =
    { $count ->
        [one] The policy has a remark. Show it with: riktlinje policy check
       *[other] The policy has { $count } remarks. Show them with: riktlinje policy check
    }
cli-policy-ok =
    { $policy } is in order: { $rules ->
        [one] one rule
       *[other] { $rules } rules
    }, { $clauses ->
        [one] one clause
       *[other] { $clauses } clauses
    }, { $examples ->
        [one] one example
       *[other] { $examples } examples
    }.

# Sources
cli-reading = Reading
cli-judging = Judging
cli-stdin-twice = standard input (-) can only be read once
cli-nothing-to-read = there is nothing to audit
cli-nothing-to-read-hint =
    Name the clinics' exports, such as: riktlinje audit exports/ --policy rjl-1177
    A folder with samples to begin in is made with: riktlinje init my-region
cli-nothing-in-settings = Name exports under sources in { $file }, or a list of clinics (clinics).
cli-source-failed = { $name } could not be read: { $why }
cli-nobody = no clinic could be audited, so the result says nothing

# Audit
cli-no-such-rule = there is no rule called «{ $rule }»
cli-clause-rules = The clause { $clause } is judged by { $rules }.
cli-no-such-rule-hint = All rules are shown with: riktlinje policy show
cli-directory-none = nothing says where the HSA directory is
cli-directory-none-hint = Give it with --directory, such as --directory hsaunits.zip, or under sources in riktlinje.yaml.
cli-directory-empty = the sources have not a single unit of the directory
cli-no-such-unit = the unit { $unit } is not in the directory
cli-population-under = the unit { $unit }, below which the clinics should stand, is not in the directory
cli-population-no-directory = the clinics should come from the directory, but nothing says where it is
cli-booking-no-tak = no TAK export is given
cli-booking-no-tak-hint = Give --tak tak.json, or tak: under sources: in riktlinje.yaml. Ask those who run the service platform for an export.
cli-booking-no-such = the clinic { $clinic } is neither in the list, nor in the exports, the HSA directory or TAK
cli-no-such-clinic = the clinic { $clinic } is neither in the list nor in the exports
cli-no-such-clinic-hint = Check the HSA-id, and that the right sources are given.
cli-format-unknown = there is no format «{ $format }»
cli-format-same-file = two formats cannot be written to the same file, { $file }
cli-format-two-on-stdout = only one format can be written to the screen
cli-format-two-on-stdout-hint = Write the other to a file: --format json=report.json
cli-format-written = Wrote { $file }.

# policy
cli-policy-tried =
    { $policy }: { $right } of { $all ->
        [one] one example comes
       *[other] { $all } examples come
    } out.
cli-policy-examples-wrong =
    { $count ->
        [one] one example does not come out
       *[other] { $count } examples do not come out
    }
cli-policy-examples-hint = Either the rule says something else than was meant, or the example is wrong. Read the rule with: riktlinje explain RULE
cli-policy-example-wrong = { $rule } answers «{ $found }», but the example says «{ $expected }»
cli-policy-example-note = The example's note: { $note }
cli-coverage-title = { $policy }: { $carried } of { $clauses } clauses are carried by { $rules } rules.
cli-coverage-by-clause = Clause by clause
cli-coverage-by-source = Source by source
cli-coverage-no-rule = No rule carries this clause.
cli-coverage-rules =
    { $count ->
        [one] { $number } rule
       *[other] { $number } rules
    }
cli-facts-intro = These are the facts that a rule can ask for: the name that is written in the rule, what the fact says, what it can be and where it comes from.
cli-facts-of-clinic = Of the clinic
cli-facts-of-case-type = Of a case type (for_each: case_types)
cli-facts-of-service = Of a service (for_each: services)
cli-facts-of-decision = Of a decision of the register (for_each: decisions)
cli-show-each-decision = Judged for each decision of the register.
cli-arg-audit-register = The register of permissions; a file or postgres://…; else register.sqlite beside riktlinje.yaml, if it is there
cli-facts-of-permission = Of a permission (for_each: permissions)
cli-facts-of-user = Of a person (for_each: users)
cli-facts-named = Named by the policy itself
cli-facts-list = How many there are in a selection under lists
cli-facts-measure = The answer to a question to the case log under measures
cli-facts-case-type-measure = The same answer for one case type
cli-facts-attested = The day on which the clause was last attested for the clinic
cli-facts-case-type-attested = The day on which the clause was last attested for the case type
cli-facts-user-attested = The day on which the clause was last attested for the person
cli-facts-from = from { $source }
cli-facts-fresh = too old after { $limit }
cli-facts-personal = personal data
cli-show-decided = decided { $date }
cli-show-extends = Builds on { $policies }.
cli-show-dropped = Does not hold here: { $rule }. { $why }
cli-show-binds = Holds for:
cli-show-parameters = How the guideline's open words are read
cli-show-rules = Clauses and rules
cli-show-see = see { $clause }
cli-show-when = When:
cli-show-require = Must hold:
cli-show-all = all of this:
cli-show-any = any of this:
cli-show-none = none of this:
cli-show-for-each-in = Tried for each one in { $list }.
cli-show-each-case-type = Tried for each case type.
cli-show-each-permission = Tried for each permission.
cli-show-each-user = Tried for each person.
cli-show-each-service = Tried for each service.
cli-today = today
cli-asked-varies = what { $parameter } says for the clinic's { $by }
cli-facts-unknown = unknown, { $why }
cli-arg-received = When the case came: an instant such as 2026-04-02T15:00, or only the date
cli-arg-within = Within which time a case must be answered, such as "1 working day"; else as the policy says
cli-arg-counting = How arrival on a day off is counted: strict counts from the next working day, roll_forward as received then; else as the policy says
cli-value-time = TIME
cli-value-way = WAY
cli-expects-within = Write a number and a unit, such as "1 working day", "4 working hours", "2 days" or "same working day".
cli-expects-when = Write an instant such as 2026-04-02T15:00, or a date such as 2026-04-02.
cli-arg-files = Case logs in CSV, also packed with gzip: files, folders, - for standard input; else those of riktlinje.yaml
cli-arg-no-duplicates-check = Do not look for cases that stand several times
cli-arg-by = Group by group of this; given several times, the first is outermost
cli-arg-over = Count only what was received or answered in the time before, such as "3 months"
cli-arg-case-type = Only cases of this type (repeatable)
cli-arg-at-most = How many cases are shown
cli-arg-exit-code = End with code 1 if any case is overdue
cli-arg-cases-summary-clinics = List of clinics, for their names
cli-heading-count = Counting
cli-value-what = WHAT
cli-value-type = TYPE
cli-expects-over = Write a number and a unit, such as "3 months", "30 days" or "1 year".
cli-expects-at-most = Write a whole number from 1 to 1000000.
cli-arg-cases-overdue-clinics = List of clinics, for their names

cli-fresh-up = { $path } leads out of the folder (..), and nothing is written there
cli-fresh-device = { $path } cannot be used as a file name
cli-fresh-link = { $path } is a link, and nothing is written there
cli-fresh-exists = { $path } is there already, and is not overwritten

cli-about-report = Write a stored run again, in another format or language
cli-more-report =
    Examples:
      riktlinje audit --format json=run.json
      riktlinje report run.json --format csv=findings.csv --lang en
cli-arg-stored = The run, as audit --format json wrote it
cli-value-run = RUN

cli-new-without-baseline = --fail-on new-error, new-warning and new-info count only what is new, and need something to compare with.
cli-new-without-baseline-hint = Name a stored run: --baseline RUN.json. It is made with --format json=RUN.json.
cli-baseline-other-rules = { $file } judges by entirely different rules, so there is nothing to compare.
cli-baseline-other-rules-hint = Name a run with the same policies.

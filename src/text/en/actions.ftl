# Actions: what is to be done, and by whom
actions-headline = { $changes } { $count ->
    [one] puts
   *[other] put
} right { $failures } { $clinics }.
actions-count = { $count ->
    [one] { $number } action
   *[other] { $number } actions
}
actions-failures = { $count ->
    [one] { $number } breach
   *[other] { $number } breaches
}
actions-order = The smallest changes stand first for each role. What waits for somebody else stands last.
actions-none = Nothing needs to be done: no breach is known, and everything was judged.
actions-only-requests = No breach is known, but not everything could be judged. This is needed:
actions-requests = What is needed to judge the rest
actions-due = by { $date }
actions-waits = Waits on { $after }
actions-after-step = { $who }: { $what }
actions-all = Every place, person and command: --format csv. The actions of one clinic: --clinic HSA-ID
actions-left-out = { $count ->
    [one] { $number } action has no room here. All of them: riktlinje actions RUN --format csv
   *[other] { $number } actions have no room here. All of them: riktlinje actions RUN --format csv
}
actions-column-kind = Kind
actions-column-number = No.
actions-column-who = Who
actions-column-what = What to do
actions-column-after = After
actions-column-due = By
actions-column-problem = Breach
actions-column-command = Command
actions-kind-change = action
actions-kind-request = source

# Letters to the clinics
mail-cut = Letter { $number } of { $count }: { $clinic } ({ $id })
mail-to = To: Local administrator, { $clinic } ({ $id })
mail-subject = Subject: 1177 e-services: { $failures } to put right at { $clinic }
mail-greeting = Hello,
mail-why = We have gone through how the clinic is set up in 1177 e-services and compared it with the guideline ({ $policies }), as it was on { $date }. We found { $failures }. Below stands what it is about, why, and how to put it right.
mail-yours = What you put right
mail-others = What somebody else needs to do: pass it on
mail-by = By: { $date }
mail-guideline = Guideline: { $text }
mail-seen = We saw: { $text }
mail-do = Do this: { $text }
mail-then = Then: { $text }
mail-unknown = What could not be judged
mail-help = If you need help
mail-help-how = Contact the regional administration of 1177 e-services. They hand out case types, know the settings, and receive what needs a decision.
mail-help-wrong = Is something not right? Tell us: then it is the source that must be corrected, not the clinic. If there is a reason to do it another way, you can ask for a waiver for a time.
mail-help-done = When you are done you need not answer. It will show in the next audit.
mail-taken = The settings were taken out on { $date }. What has been put right since does not show in this letter.
mail-none = No clinic has a known breach, so there are no letters.
mail-left-out = { $count ->
    [one] { $number } finding stands in no letter: it is waived, are the region's own affair, concerns the whole audit, or cannot be judged at a clinic without breaches. All findings: --format csv.
   *[other] { $number } findings stand in no letter: they are waived, are the region's own affair, concern the whole audit, or cannot be judged at a clinic without breaches. All findings: --format csv.
}

# Comment on a pull request
markdown-broken = { $count ->
    [one] Broken: { $number } breach
   *[other] Broken: { $number } breaches
}
markdown-unknown = { $count ->
    [one] Not judged: { $number } finding
   *[other] Not judged: { $number } findings
}
markdown-more = { $count ->
    [one] and { $number } more
   *[other] and { $number } more
}
markdown-left-out = { $count ->
    [one] { $number } finding is not shown here: at most ten of each rule are shown, as far as there is room, and none that are waived. All of them: --format csv.
   *[other] { $number } findings are not shown here: at most ten of each rule are shown, as far as there is room, and none that are waived. All of them: --format csv.
}

# The command
cli-about-actions = Say what is to be done after an audit, and by whom
cli-more-actions =
    Examples:
      riktlinje audit --format json=run.json
      riktlinje actions run.json
      riktlinje actions run.json --clinic SE2321000057-TEST1 --format mail
      riktlinje actions run.json --format mail=letters/
cli-arg-actions-format = What is written; FORMAT=FILE writes to a file, mail=FOLDER/ a letter at a time (can be repeated); else table
cli-no-such-clinic-in-run = the clinic { $clinic } is not in the run
cli-no-such-clinic-in-run-hint = The clinics with their HSA-ids: riktlinje report RUN --format csv
cli-letters-written = { $count ->
    [0] No letters were needed. The folder { $folder } is there.
    [one] Wrote one letter to { $folder }.
   *[other] Wrote { $count } letters to { $folder }.
}

# The workbook
workbook-title = 1177 e-services, audit of { $date }: { $about }
workbook-page = Page { $page } of { $pages }
workbook-summary = Summary
workbook-clinics = Clinics
workbook-findings = Findings
workbook-clauses = Clauses
workbook-sources = Sources
workbook-count = Number
workbook-share = Share
workbook-figures = The judgements
workbook-errors = Breaches that are errors
workbook-warnings = Breaches that are warnings
workbook-infos = Remarks
workbook-unknown = Findings that cannot be judged
workbook-waived = Findings with a waiver
workbook-judged = Judgements that could be made
workbook-sheets = The sheets
workbook-about-clinics = { $sheet }: a row for each clinic, with where it stands and numbers.
workbook-about-findings = { $sheet }: every finding, with what was expected and found, where it stands, how to put it right and by whom.
workbook-about-clauses = { $sheet }: the points of the guideline, and how many clinics follow each.
workbook-about-sources = { $sheet }: the files that the audit builds on, and what was wrong in them.
workbook-office = The workbook may hold HSA-ids of staff. It is for the office, and not to be published.
workbook-standing = Standing
workbook-unbound = – is not bound by the guideline
workbook-column-errors = Errors
workbook-column-warnings = Warnings
workbook-column-infos = Remarks
workbook-column-unknown = Cannot be judged
workbook-column-followed = Followed
workbook-column-remarks = Remarks and notes
workbook-column-waived = Waived
workbook-column-outside = Does not apply
workbook-column-judged = Share judged
workbook-column-share = Followed by those concerned
workbook-column-rules = Number of rules
workbook-policy = Policy
workbook-says = What it says
workbook-clause-broken = broken
workbook-clause-remarked = remarks
workbook-clause-unknown = not wholly judged
workbook-clause-followed = followed
workbook-clause-nobody = concerns nobody
workbook-column-format = Format
workbook-column-bytes = Bytes
workbook-column-digest = SHA-256
workbook-column-level = Level
workbook-column-problem = What, and what to do about it
workbook-left-out = { $count ->
    [one] { $number } row has no room on this sheet. All of them: --format csv.
   *[other] { $number } rows have no room on this sheet. All of them: --format csv.
}
workbook-problems-more = { $count ->
    [one] { $number } more problem is not shown here. See --format json.
   *[other] { $number } more problems are not shown here. See --format json.
}
cli-format-no-text = the format { $format } is no text that the screen can show
cli-format-no-text-hint = Write it to a file: --format { $format }=report.{ $format }

# The forms
workbook-actions-title = Actions after the audit of { $date }: { $about }
workbook-actions = Actions
workbook-requests = Sources needed
workbook-facts = Facts that are missing
form-attestations = Attestations
form-attestations-title = Attestations to fill in
form-attestations-how = Fill in the yellow cells on the rows that you can attest: who attests (choose from the list), on which day, and where the attestation is kept (a case number or document). “Valid until” is only needed if the attestation is to end before its usual time.
form-attestations-which = A row that is not filled in is no mistake and attests nothing. Do not change the other cells: they say which attestation the row is. Write no personal identity numbers.
form-waivers = Waivers
form-waivers-title = Ask for a waiver
form-waivers-how = Is there a reason to do otherwise than the guideline? Fill in the reason, who answers for it, and the last day. A waiver lasts at most two years.
form-waivers-decide = A row that is not filled in asks for nothing. The waiver holds only when the regional administration has decided on it and read the workbook in. Write no personal identity numbers.
form-back = Save the workbook and send it back. It is read with riktlinje audit --attestations FILE and --waivers FILE, besides what riktlinje.yaml names already, and what cannot be read is told with its sheet and cell.
form-choose-role = This is the role that must attest. Leave the cell empty if you cannot attest.
form-day = Write a day such as 2026-11-20, from { $first } to { $last }.
form-clause = Clause
form-name = Name
form-certified = What is attested
form-case-type = Case type
form-by-whom = To be attested by
form-renew = Counts for (last attested)
form-by = Attested by
form-date = Date
form-valid-until = Valid until
form-reference = Reference
form-clinic = Clinic HSA-id
form-person = Person HSA-id
form-row-code = Row code
form-problem = Breach
form-found = Expected and found
form-reason = Reason
form-owner = Owner
form-expires = Expires
form-rule = Rule
form-clinics = Clinics
form-item = Item

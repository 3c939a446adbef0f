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
    [one] { $number } finding is not shown here: it is waived, or there is no room. All of them: --format csv.
   *[other] { $number } findings are not shown here: they are waived, or there is no room. All of them: --format csv.
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

# Follow-up: the register against other sources, and what remains to be done in Personalverktyget.

permission-did-compare = The register was compared with { $source }, taken out { $taken } ({ $count ->
    [one] one row
   *[other] { $count } rows
}).
permission-did-confirm = Confirmed as done in Personalverktyget: { $events }.
permission-did-confirm-many = Confirmed as done in Personalverktyget: { $count } decisions, among them { $events }.
permission-did-see = Seen as done in the export of Personalverktyget: { $events }.
permission-did-see-many = Seen as done in the export of Personalverktyget: { $count } decisions, among them { $events }.

# Reconciliation
reconcile-no-sources = there is nothing to reconcile with
reconcile-no-sources-hint = Give --tool, --staff, --absence or --directory, or name the sources in riktlinje.yaml.
reconcile-no-day = { $files } does not say when it was taken out
reconcile-no-day-hint = Give the day with --taken DATE, or write taken: beside the source in riktlinje.yaml.
reconcile-future = { $files } cannot have been taken out in the future ({ $taken })
reconcile-empty = { $files } has no rows
reconcile-old = { $files } was taken out { $taken }, { $days } days ago. A list older than 7 days says too little about today
reconcile-old-hint = Take out a new list. Shall the old one be used all the same? Add --accept-old, and it is recorded.
reconcile-smaller = { $files } has { $count } rows, and last time there were { $last }. The file may have been cut short
reconcile-smaller-hint = Is it right? Add --accept-smaller, and it is recorded.
reconcile-snapshot-old = The list of who is in the directory is from { $taken } and too old, so unknown people are not looked for. Record a new one with: riktlinje register snapshot
reconcile-breaks-off = { $row }: the file ends in the middle of a row. The leave has no last day and does not count.
reconcile-gone-number = { $count ->
    [one] one person is not in the staff list, not
   *[other] { $count } people are not in the staff list, not
} as many as --confirm-gone says
reconcile-not-recorded = The comparison is not recorded in the register: that is done by somebody who acts for the region.
reconcile-recorded = { $count ->
    [one] One event about the comparison was recorded in the register.
   *[other] { $count } events about the comparison were recorded in the register.
}
reconcile-no-plan = There is nothing to propose, so no plan was written.
reconcile-source = Compared with { $kind }: { $files }, taken out { $taken }, { $count ->
    [one] one row
   *[other] { $count } rows
}
reconcile-confirmed = { $count ->
    [one] One decision is now seen as carried out in Personalverktyget.
   *[other] { $count } decisions are now seen as carried out in Personalverktyget.
}
reconcile-nothing = The register and the sources agree.
reconcile-title = { $count ->
    [one] One difference
   *[other] { $count } differences
}, of which { $proposed ->
    [0] none can be put right with a plan.
    [one] one can be put right with a plan (-o plan.json).
   *[other] { $proposed } can be put right with a plan (-o plan.json).
}
reconcile-latency = Longest time since the last day at work: { $days ->
    [one] one day.
   *[other] { $days } days.
}
reconcile-last-day = left { $day }
reconcile-away = on leave from { $from }
reconcile-away-until = on leave { $from } to { $until }
reconcile-was-away = on leave until { $until }
reconcile-last-login = last logged in { $day }
reconcile-leaver = Have left and still hold a permission
reconcile-leaver-cure = Revoked in the plan. By hand: riktlinje permission leaver
reconcile-leaver-admin = Local administrators who have left
reconcile-leaver-admin-cure = Never proposed in a plan. The regional administrator appoints a successor and revokes: riktlinje permission revoke
reconcile-gone = Not in the staff list, which should have everybody
reconcile-gone-cure = Find out whether they have left. If all have, they come into the plan with --confirm-gone and the number of people.
reconcile-leave = On leave with an active permission
reconcile-leave-cure = Paused in the plan. By hand: riktlinje permission pause --reason ledighet
reconcile-leave-admin = Local administrators who are on leave
reconcile-leave-admin-cure = Never proposed in a plan. Is there somebody else who can? Then pause: riktlinje permission pause --reason ledighet
reconcile-paused = Paused in the register, active in Personalverktyget
reconcile-paused-cure = Deactivate in Personalverktyget.
reconcile-ended = Not in effect by the register, active in Personalverktyget
reconcile-ended-cure = Remove in Personalverktyget, or deactivate if it begins later.
reconcile-extra = Active in Personalverktyget, without a decision in the register
reconcile-extra-cure = Shall the person have it? Make the decision: riktlinje permission grant. If not: remove it in Personalverktyget.
reconcile-missing = Decided in the register, missing or inactive in Personalverktyget
reconcile-missing-cure = Enter or activate in Personalverktyget.
reconcile-due-back = The leave is over, and the permission is still paused
reconcile-due-back-cure = Is the person back? Resume: riktlinje permission resume
reconcile-mover = Work at another clinic
reconcile-mover-cure = Ask the local administrator. Not needed: riktlinje permission revoke --reason byt_mottagning
reconcile-orphan = Not in the directory
reconcile-orphan-cure = Find out whether the person has left or has a new HSA-id. If the person has left: riktlinje permission leaver
reconcile-dormant = Have not logged in for more than 90 days
reconcile-dormant-cure = Ask whether the permission is needed. If not: riktlinje permission revoke --reason behovs_ej
reconcile-column-kind = Difference
reconcile-column-day = Day
reconcile-column-until = Until
reconcile-column-cure = What to do

# What remains to be done in Personalverktyget
todo-nothing = Everything that has been decided is done in Personalverktyget.
todo-now = To do in Personalverktyget now
todo-later = To do later
todo-how = The next reconciliation ticks off what the export shows. By hand: riktlinje todo confirm NUMBER
todo-grant = Enter
todo-pause = Deactivate
todo-resume = Activate
todo-extend = Remove the last day
todo-extend-until = Change the last day to { $until }
todo-revoke = Remove
todo-undo = Undo what the change did
todo-column-event = Decision
todo-column-day = From
todo-column-what = Do
todo-not-open = decision #{ $event } is not among what remains to be done
todo-denied-clinic = what is done at { $clinic } is confirmed by whoever administers the clinic
todo-way-out-clinic = Ask the clinic's local administrator or the region's administrator to confirm.

# The command line
cli-about-reconcile = Reconcile the register with Personalverktyget, the staff list, leave and the directory
cli-more-reconcile =
    Examples:
      riktlinje reconcile                                        with the sources in riktlinje.yaml
      riktlinje reconcile --tool export.csv --staff staff.csv --taken 2026-11-20
      riktlinje reconcile -o plan.json --reference ARE-20980     writes a plan for: riktlinje apply plan.json
cli-arg-tool = The export of Personalverktyget
cli-arg-reconcile-directory = List of who is in the directory; else the last one recorded
cli-arg-reconcile-staff = Staff list
cli-arg-reconcile-taken = The day on which the lists given here were taken out
cli-arg-reconcile-clinic = Only these clinics
cli-arg-reconcile-plan = Write a plan of what is proposed
cli-arg-reconcile-reference = Reference to the decision, for the changes of the plan
cli-arg-confirm-gone = So many people who are not in the staff list have left
cli-arg-accept-old = Use a list that is older than 7 days; it is recorded
cli-arg-reconcile-accept-smaller = It is right that a list is much smaller than before; it is recorded
cli-arg-reconcile-dry-run = Record nothing in the register
cli-arg-reconcile-exit-code = End with code 1 if anything differs
cli-about-todo = Show what has been decided here and is not yet done in Personalverktyget
cli-about-todo-confirm = Confirm that it is done
cli-arg-todo-clinic = Only these clinics
cli-arg-done = The decisions' numbers, such as #12
cli-arg-todo-confirm-at-clinic = Everything that should be done by now at a clinic

# A review of who has access
permission-did-review = A review of { $count ->
    [one] one clinic
   *[other] { $count } clinics
} began. The last day to decide is { $until }.
permission-did-review-keep = { $person } keeps the role { $role } at { $clinic } (review #{ $review }).
permission-did-review-pause = Review #{ $review }: { $person } shall be paused as { $role } at { $clinic }.
permission-did-review-revoke = Review #{ $review }: { $person } shall not be { $role } at { $clinic }.
permission-did-review-close = Review #{ $review } was closed. { $count ->
    [0] Everything had been decided.
    [one] One permission had not been decided.
   *[other] { $count } permissions had not been decided.
}
review-past = the last day to decide ({ $until }) has passed
review-clinic-not-open = { $clinic } is not an open clinic of the register
review-goes-on = { $clinic } is being reviewed already (review #{ $review })
review-no-clinic = the register has no open clinic to review
review-no-such = there is no review #{ $review }
review-not-going-on = { $clinic } is not being reviewed now
review-not-in = { $person } has no permission that is part of review #{ $review }
review-denied-clinic = the permissions at { $clinic } are reviewed by whoever administers or reviews the clinic
review-denied-self = nobody decides in a review that they keep their own permission
review-way-out-clinic = Ask another administrator of the clinic, or the region's administrator.
review-keep = kept
review-pause = paused
review-revoke = revoked
review-undecided = not decided
review-closed-on = closed { $day }
review-until = to be decided by { $day }
review-heading = Review #{ $review } ({ $reference }), { $state }: { $decided } of { $all } permissions decided, { $ready } of { $clinics } clinics ready
review-none = No review is going on.
review-how = Decide with: riktlinje review decide --clinic CLINIC
review-remains = The changes are to be made in Personalverktyget, too. See what remains: riktlinje todo
review-written = The report is in { $path }.
review-asks = { $clinic }: { $count ->
    [0] everything has been decided.
    [one] one permission to decide. Answer k (keep), p (pause), r (revoke), Enter to pass over it or q to stop.
   *[other] { $count } permissions to decide. Answer k (keep), p (pause), r (revoke), Enter to pass over one or q to stop.
}
review-ask = { $person }, { $role } [k/p/r]:
review-column-review = Review
review-column-verdict = Verdict
review-column-by = Decided by
review-column-on = Decided
due-review = Reviews to be finished
due-review-cure = Decide on the permissions that remain: riktlinje review decide
due-measures = Measures
cli-about-review = Review who has access: keep, pause or revoke, with a last day
cli-about-review-open = Begin a review
cli-about-review-list = Show what remains to be decided
cli-about-review-decide = Decide on a person's permissions; without flags the program asks about each
cli-about-review-close = Close a review
cli-about-review-report = Write who decided what
cli-arg-review-open-clinic = Clinics; without the flag all open ones
cli-arg-deadline = Last day to decide
cli-arg-review-clinic = Only these clinics
cli-arg-review-list-clinic = Only these clinics
cli-arg-verdict = The verdict
cli-arg-review = The review's number, such as #12
cli-arg-pause-undecided = Pause what nobody has decided, but for local administrators
cli-arg-report = Write the report to a file
cli-value-verdict = VERDICT
cli-value-review = REVIEW

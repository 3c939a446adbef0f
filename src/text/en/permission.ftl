# Rules of authority, refusals and changes of permissions. $role is the name of a role: «local administrator».

permission-rule-egen-mottagning = A local administrator changes permissions at their own clinic. A permissions administrator changes case receivers and case handlers only.
permission-rule-utses-regionalt = Local administrators are appointed and dismissed by the regional administrator, on the decision of the head of operations.
permission-rule-inte-sig-sjalv = Nobody gives, resumes, extends, restores or, in a review, keeps their own permission.
permission-rule-sista-administratoren = An open clinic is never left without a local administrator, not later on either.
permission-rule-granskare-ej-administrator = Nobody reviews the clinic that they administer.
permission-rule-skal-och-referens = Every change has a reason and a reference to the decision.
permission-rule-massandring = Many revocations or pauses in a day are confirmed with their exact number.
permission-rule-okand-i-katalogen = Somebody who is not in the directory gets no new permission unless that is said expressly.
permission-rule-administrator-foreslas-ej = A comparison never proposes that a local administrator is removed. A person decides that.

permission-denied-proposed = { $person } is { $role } at { $clinic }, and the proposal comes from a comparison.
permission-denied-clinic = You are not a local administrator at { $clinic } today, so you cannot change permissions there.
permission-denied-handles = As a permissions administrator at { $clinic } you change case receivers and case handlers, but not { $role }.
permission-denied-appoint = { $person } at { $clinic } would be appointed or dismissed as { $role }, and the regional administrator does that.
permission-denied-self = This is your own permission as { $role } at { $clinic }. You may give it up or pause it, but not give it to yourself.
permission-denied-reason = The reason or the reference to the decision is missing.
permission-denied-unknown = { $person } is not in the directory's latest recorded snapshot.
permission-denied-reviews = { $person } is { $other } at { $clinic } during the same time and cannot be { $role } there as well.
permission-denied-last = The change would leave { $clinic } without a local administrator from { $day }.
permission-denied-mass = That makes { $number } revocations and pauses today, and the limit is { $limit }.
permission-denied-region = The regional administrator does that.
permission-denied-open = { $clinic } has no local administrator today.
permission-denied-own-account = This is your own account.

permission-way-out-by-hand = Ask the head of operations. The regional administrator can then revoke the permission by hand.
permission-way-out-reason = Give both, for example: --reason anstalld --reference ARE-20931
permission-way-out-clinic = { $names } can do it.
permission-way-out-region = { $names } can do it, for the region.
permission-way-out-other-region = Turn to the regional administrator.
permission-way-out-unknown = Check the HSA-id. Is the person so new that the directory does not know them yet? Then add --not-in-directory.
permission-way-out-reviews = Revoke the role { $other } first, or choose somebody else.
permission-way-out-last = Let the regional administrator appoint somebody else first.
permission-way-out-mass = Is that the intention? Then add: --confirm-mass { $number }
permission-way-out-open = Appoint one first: riktlinje permission grant --clinic { $clinic } --role lokal_administrator …

permission-none-such = { $person } has no permission as { $role } at { $clinic }.
permission-over-pause = { $person } is no longer { $role } at { $clinic }, so there is nothing to pause.
permission-over-resume = { $person } is no longer { $role } at { $clinic }. Grant a new permission instead.
permission-over-extend = { $person } is no longer { $role } at { $clinic }. Grant a new permission instead.
permission-undo-overtaken = The permission of { $person } as { $role } at { $clinic } has been changed since event { $event }, so that cannot be undone.
permission-has-paused = { $person } is { $role } at { $clinic } already, but the permission is paused. Resume it instead.
permission-has-other = { $person } is { $role } at { $clinic } already, with other dates. Change the last day with extend, or revoke and grant anew.
permission-begins-in-past = The first day { $from } has passed. The earliest is today, { $today }.
permission-ends-before = The last day { $until } comes before the first day { $from }.
permission-clinic-not-open = { $clinic } is not open in the register.
permission-clinic-unknown = { $clinic } is not in the register.
permission-erase-holds = { $person } has { $count ->
    [one] one permission
   *[other] { $count } permissions
} in force. Revoke first.
permission-erase-account = An account is bound to { $person }. Unbind it first.

permission-no-snapshot = No snapshot of the directory has been recorded, so nobody has checked that the person is in it.
permission-warn-none = { $clinic } has no local administrator from { $day }.
permission-warn-one = { $clinic } has only one local administrator from { $day }. It takes two to manage leave.

permission-reference-empty = The reference is empty.
permission-reference-long = The reference is longer than 64 characters. Give the number of the case or decision only.
permission-reference-character = The reference has an invisible character at position { $position }.
permission-reference-formula = The reference begins like a formula (=, +, - or @). Begin with a letter or a digit.
permission-reference-personal = The reference has something that reads as a personal identity number, from character { $position }. Give the number of the case instead.

permission-state-revoked = revoked
permission-state-pending = pending
permission-state-expired = expired
permission-state-paused = paused
permission-state-return-due = not resumed
permission-state-active = active

permission-column-clinic = Clinic
permission-column-person = Person
permission-column-role = Role
permission-column-state = State
permission-column-from = From
permission-column-until = Last day
permission-column-since = Since
permission-column-event = Event
permission-column-when = When
permission-column-by = By
permission-column-what = What
permission-column-reason = Reason
permission-column-reference = Reference

permission-count = { $count ->
    [one] One permission
   *[other] { $number } permissions
}
permission-event-count = { $count ->
    [one] One event
   *[other] { $number } events
}

permission-reason-anstalld = newly employed
permission-reason-ny_uppgift = new task
permission-reason-ledighet = leave
permission-reason-aterkommen = back from leave
permission-reason-slutat = has left
permission-reason-byt_mottagning = moved to another clinic
permission-reason-behovs_ej = no longer needed
permission-reason-rattelse = correction
permission-reason-granskning = review
permission-reason-overtagande = taken over

permission-open-ended = until further notice
permission-until = up to and including { $day }

permission-did-create = The register of { $region } began.
permission-did-settings = The region's settings of the register were changed.
permission-did-bind = The account { $account } stands for { $person }.
permission-did-bind-regional = The account { $account } stands for { $person }, who is a regional administrator.
permission-did-unbind = The account { $account } no longer stands for anybody.
permission-did-open = { $clinic } is open.
permission-did-close = { $clinic } is closed.
permission-did-grant = { $person } becomes { $role } at { $clinic }, from { $from } { $until }.
permission-did-pause = { $person } is paused as { $role } at { $clinic }, from { $from } { $until }.
permission-did-resume = { $person } is { $role } at { $clinic } again.
permission-did-extend = { $person } is { $role } at { $clinic } { $until }.
permission-did-revoke = { $person } is no longer { $role } at { $clinic }.
permission-did-undo = Event #{ $event } is undone: { $person }, { $role } at { $clinic }, is as before it.
permission-did-deny = Refused: { $person }, { $role } at { $clinic }. Rule: { $rule }.
permission-did-snapshot = A snapshot of the directory from { $taken } was recorded, with { $count ->
    [one] one person
   *[other] { $count } people
}.
permission-did-erase = The identity of { $person } was taken out of the register.
permission-did-clock = The clock stood before the previous event ({ $last }), and that was accepted.

# Plans and taking over
permission-plan-cut = the file ends in the middle of the plan (line { $line })
permission-plan-no-json = line { $line }, column { $column }: this is no JSON
permission-plan-unread = line { $line }, column { $column }: this is no plan ({ $why })
permission-plan-version = the plan has the form { $found }; this version reads { $known }
permission-plan-change = change { $number }: { $why }
permission-plan-large = the plan is larger than any plan can be
permission-plan-foreign = the plan belongs to another register
permission-takeover-not-empty = the register has clinics or permissions already. A takeover is made once, into a new register.

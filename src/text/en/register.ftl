# The register of permissions: its commands, their questions, answers and receipts.

register-not-there = { $path } is not there
register-not-there-hint = Go to the project's folder, give --register FILE, or begin a register: riktlinje register init
register-trouble = { $path }: { $why }
register-damaged-hint = Write nothing more in the register. Copy it with register backup, and compare it with a backup or a checkpoint that was kept.
register-no-account = the computer does not say which account runs the command
register-no-actor = the account { $account } is bound to nobody in the register
register-no-actor-hint = Ask the regional administrator for: riktlinje actor bind --account { $account } --staff YOUR-HSA-ID
register-clock = the computer's clock stands before the register's last event, { $last }
register-clock-hint = Set the clock. Is it right? Then add --accept-clock, which is recorded.
register-rule = Rule { $rule }: { $sentence }
register-unread = event #{ $event } cannot be understood; a newer version may have written it

register-confirm = Is that right? [y/N]
register-not-done = Nothing was changed.
register-dry-run = Nothing was changed: this was a trial.
register-needs-yes = the change must be confirmed
register-needs-yes-hint = Add --yes if it is meant, or --dry-run to see what would happen.
register-already-so = It is so already. Nothing was changed.
register-mind = Mind: { $warning }
register-overtaken = somebody else made a change at the same time, so nothing was written
register-overtaken-hint = See how it is now with permission list, and try again.
register-refused = { $count ->
    [one] one change was refused, so none was made
   *[other] { $count } changes were refused, so none was made
}
register-done = Done. { $count ->
    [one] Event { $numbers } stands
   *[other] Events { $numbers } stand
} in the register.
register-remains = What remains to be done in the personnel tool:
register-todo-grant = – Give the permission.
register-todo-pause = – Inactivate the permission.
register-todo-resume = – Activate the permission again.
register-todo-extend = – Change the last day.
register-todo-revoke = – Remove the permission.
register-todo-undo = – Take back what the undone change did.
register-todo-cases = – Redistribute the person's open cases.

register-missing = something is missing: { $flags }
register-ask-staff = The person's HSA-id:
register-ask-clinic = The clinic's HSA-id:
register-ask-which-clinic = Which clinic?
register-ask-which-person = Which person?
register-ask-role = Which role?
register-ask-from = First day (empty: today):
register-ask-until = Last day, which counts (empty: until further notice):
register-ask-reason = Which reason?
register-ask-reference = Reference to the decision, such as a case number:
register-not-an-id = That is no HSA-id. One looks like SE2321000057-TEST1.
register-gave-up = the question was not answered, and nothing was changed

register-nothing-paused = { $person } has no paused permission there. Nothing was changed.
register-nothing-left = { $person } has nothing left to end. Nothing was changed.
register-holds-nothing = { $person } has no permission
register-holds-nothing-here = { $person } has no permission at { $clinic }
register-holds-hint = See what the person has had: riktlinje permission history --staff { $person }
register-no-such-person = { $person } is not in the register
register-no-such-event = there is no event #{ $event }
register-no-such-event-hint = The numbers stand in permission history.
register-cannot-undo = event #{ $event } changed no permission, so there is nothing to undo

register-explain-yes = Yes. { $person } is { $roles } at { $clinic } ({ $when }).
register-explain-no = No. { $person } cannot act at { $clinic } ({ $when }).
register-explain-never = No. { $person } has never had a permission at { $clinic } ({ $when }).
register-explain-closed = No. { $person } is { $roles } at { $clinic }, but the clinic is not open ({ $when }).
register-explain-since = Since #{ $event }, { $when }, by { $by }: { $what }
register-explain-active = { $role }: { $state }, until further notice.
register-explain-active-until = { $role }: { $state }, up to and including { $until }.
register-explain-revoked = { $role }: { $state }.
register-explain-pending = { $role }: { $state }, from { $from }.
register-explain-expired = { $role }: { $state }, the last day was { $until }.
register-explain-paused = { $role }: { $state }, until somebody resumes it.
register-explain-paused-until = { $role }: { $state }, up to and including { $until }. Then somebody must resume it.
register-explain-return-due = { $role }: { $state }. The pause is over; resume with permission resume.

register-begun = The register { $path } has been made. The account { $account } stands for { $person }, who is a regional administrator.
register-begun-next = Next: appoint a local administrator at each clinic (permission grant --role lokal_administrator) and open the clinic (clinic open).
register-status = { $region } · { $path }
register-status-clinics = Open clinics: { $clinics } · people: { $people }
register-status-held = Permissions: { $active } active, { $paused } paused, { $due } to be resumed, { $pending } pending
register-status-entries = Events in the journal: { $count }
register-clinic-still-held = { $count ->
    [one] One permission is left at the clinic, and holds as before until somebody who may revokes it.
   *[other] { $count } permissions are left at the clinic, and hold as before until somebody who may revokes them.
} See which: riktlinje permission list --clinic { $clinic } --state active --state paused --state pending --state return_due
register-clinic-open = open
register-clinic-closed = closed
register-account = { $account }  { $person }
register-account-regional = { $account }  { $person }  regional administrator
register-whoami = The account { $account } stands for { $person }.
register-whoami-regional = Regional administrator.
register-whoami-role = { $role } at { $clinic }
register-whoami-level = Assurance: the computer's account. It shows who is logged in, and no more.
register-whoami-login = Assurance: the login of the database. It shows who has logged in there.

register-whole = The chain holds: { $count } events, and none has been changed.
register-whole-deep = The chain holds, and every permission agrees with it: { $count } events.
register-whole-alone = Whoever owns the file can have rewritten the whole chain. Only a checkpoint that was kept elsewhere shows that (--against).
register-whole-alone-database = Whoever runs the database can have rewritten the whole chain. Only a checkpoint that was kept elsewhere shows that (--against).
register-verify-part = the account sees only its own clinics in { $path }, and the whole chain is needed to check it
register-verify-part-hint = Ask the regional administrator to run register verify.
register-file-only = { $path } is a database, and the command is for a register in a file
register-backup-database = A database is copied with PostgreSQL's own tool: pg_dump --format=custom --file=riktlinje.dump, and the roles with pg_dumpall --roles-only. Keep a checkpoint beside it (register checkpoint).
register-restore-database = A database is restored with PostgreSQL's own tool: the roles first, then pg_restore into an empty database. Check it against the latest checkpoint then: register verify --deep --against FILE.
register-copy-direction = Like this: riktlinje register copy register.sqlite postgres://db.region.example/riktlinje
register-copy-not-database = { $path } is no database
register-account-of-file = --account is for a database. In a file it is the computer's account that stands for the regional administrator.
register-forbidden = the database refused the change, and has noted that where it can
register-moved = { $from } has been moved to { $path }: { $count } events, each of them checked, and the same end ({ $head }).
register-moved-account = The account { $account } now stands for { $person }, who is regional administrator.
register-moved-next = Next: write register: { $path } in riktlinje.yaml, bind the other logins (actor bind --account pg:name), and put { $from } away so that nobody goes on writing in it.
register-whole-against = Everything up to the checkpoint is as it was when it was kept.
register-no-checkpoint = { $path } is no checkpoint
register-flaw-gap = event #{ $event } is missing, or stands in the wrong place
register-flaw-changed = event #{ $event } has been changed since it was written
register-flaw-head = the journal ends after { $count } events, and the register says otherwise
register-flaw-shorter = the register is older than the checkpoint, which had { $count } events
register-flaw-other = the history up to event #{ $count } is another than when the checkpoint was kept
register-flaw-foreign = the checkpoint is of another register
register-differs-permission = the permission { $role } at { $clinic } of { $person } is not what the journal says
register-differs-clinic = { $clinic } is not in the state that the journal says
register-differs-accounts = the accounts are not those that the journal says
register-differs-person = who { $person } is does not agree with the journal, or has been taken out without its saying so
register-differs-snapshot = the list of the directory's people is not what the journal says
register-differs-settings = the settings are not those that the journal says
register-checkpoint-keep = Keep these lines elsewhere, such as in the registry of documents. They hold no personal data.
register-copied = { $path } is a whole copy with { $count } events.

# Tables and plans
register-row = { $row }: { $why }
register-row-no-reason = the reason is missing; give it in the row, or for all rows with --reason
register-rows-unusable = { $count ->
    [one] one row cannot be used, so nothing was changed
   *[other] { $count } rows cannot be used, so nothing was changed
}
register-lists-failed = { $names } could not be read, so nothing was changed
register-more = … and { $count } more.
register-planned = { $path } is a plan with { $count ->
    [one] one change
   *[other] { $count } changes
}. Nothing is changed yet. Make them with: riktlinje apply { $path }
register-plan = Plan with { $count ->
    [one] one change
   *[other] { $count } changes
}, made of { $of } { $when }. Digest { $digest }…
register-plan-unusable = the plan { $path } cannot be used: { $why }
register-plan-applied = The plan has been applied already (event #{ $event }). Nothing was changed.
register-plan-stale = the plan no longer fits: { $count ->
    [one] one of its permissions has
   *[other] { $count } of its permissions have
} been changed since it was made. Nothing was changed
register-plan-overtaken-by = #{ $event }, { $when }: { $what }
register-plan-stale-hint = Make the plan anew from the same table, and see that it is still right.
register-export-form = { $path } must end in .csv or .json
register-exported = { $path } has { $count ->
    [one] one permission
   *[other] { $count } permissions
}.

register-takeover = From the export: { $permissions } permissions and { $clinics } clinics. { $ended ->
    [0] None had ended.
    [one] One had ended and is left out.
   *[other] { $ended } had ended and are left out.
}
register-takeover-breaches = { $count ->
    [one] One place breaks a rule already. It is taken over as it is and needs to be put right:
   *[other] { $count } places break a rule already. They are taken over as they are and need to be put right:
}
register-breach-no-administrator = – { $clinic } has no local administrator in service
register-breach-reviewer = – { $person } is both reviewer and local administrator at { $clinic }
register-breaches-later = From now on they are shown by: riktlinje due
register-takeover-unreadable = role, state, day of granting or last day cannot be read
register-taken-over = Done. { $count } events stand in the register.
register-restore = { $path } holds together: { $count } events, and every permission agrees with them.
register-restore-loses = The register that is there has { $count ->
    [one] one event
   *[other] { $count } events
} that the copy lacks.
register-restore-other = The register that is there is another register.
register-restore-same = The register that is there has nothing that the copy lacks.
register-restore-damaged = The register that is there cannot be read.
register-restore-aside = It is put aside as { $path }.
register-restore-broken = { $path } does not hold together, and is not used
register-restored = Done. { $path } is the register as it was in the copy, with { $count } events.
register-copied-damaged = { $path } is a copy of the file as it stands. The register is damaged.
register-snapshot = { $path }: { $count } people in the directory on { $taken }.
register-snapshot-empty = { $path } has nobody who still works
register-snapshot-future = the list cannot have been taken out in the future ({ $taken })
register-snapshot-older = the list is from { $taken }, and the register has one from { $last } already
register-snapshot-smaller = the list has { $count } people, and the last one had { $last }. The file may have been cut short
register-snapshot-smaller-hint = Is it right? Add --accept-smaller, and that is recorded.
register-setting-region = Region: { $region }
register-appointed-by-region = Local administrators are appointed by the regional administrator.
register-appointed-by-clinic = Local administrators are appointed by the clinic's own as well.
register-setting-mass = So many revocations and pauses a day need no confirmation: { $least }, or { $percent } % of the active permissions if that is more.
register-doubtful = Mind: { $why } What is shown may be wrong.

# Commands
cli-heading-change = The change
cli-value-role = ROLE
cli-value-reason = REASON
cli-value-text = TEXT
cli-value-event = EVENT
cli-value-state = STATE
cli-value-name = NAME
cli-value-who = WHO
cli-value-account = ACCOUNT

cli-about-permission = Grant, pause, resume and revoke permissions
cli-about-permission-grant = Give a person a role at a clinic
cli-about-permission-pause = Pause a permission, such as during leave
cli-about-permission-resume = Resume a paused permission
cli-about-permission-extend = Change a permission's last day
cli-about-permission-revoke = Revoke a permission
cli-about-permission-leaver = End everything that a person holds, with a last day at work
cli-about-permission-undo = Undo a change
cli-about-permission-list = List permissions
cli-about-permission-show = Show everything that a person holds
cli-about-permission-history = Show what has been changed, by whom and why
cli-about-permission-explain = Explain whether a person may act at a clinic, and since when
cli-about-register = Look after the register of permissions
cli-about-register-init = Begin a register
cli-about-register-status = Show how the register stands
cli-about-register-verify = Check that nobody has changed the history
cli-about-register-checkpoint = Print a checkpoint to keep elsewhere
cli-about-register-backup = Copy the whole register
cli-about-register-erase-person = Take a person's identity out of the register
cli-about-clinic = Open and close clinics in the register
cli-about-clinic-open = Open a clinic, which must then have a local administrator
cli-about-clinic-close = Close a clinic
cli-about-clinic-list = List the register's clinics
cli-about-actor = Bind the computer's accounts to people
cli-about-actor-bind = Let an account stand for a person
cli-about-actor-unbind = Take a binding away
cli-about-actor-list = List the bindings
cli-about-whoami = Show who the register takes me for
cli-about-journal = Read the whole history
cli-about-journal-show = Show every event in words
cli-about-journal-export = Print every event as it is stored, one line of JSON each
cli-more-permission-grant =
    Examples:
      riktlinje permission grant                                     asks for what it needs
      riktlinje permission grant --staff SE2321000057-TESTP1 --clinic SE2321000057-TEST1 --role arendehanterare --reason anstalld --reference ARE-20931
cli-more-permission-pause =
    Examples:
      riktlinje permission pause --staff SE2321000057-TESTP1 --everywhere --from 2026-12-01 --until 2027-05-31 --reason ledighet --reference ARE-20932

cli-arg-person = The person's HSA-id
cli-arg-at-clinic = The clinic's HSA-id
cli-arg-held-role = The role (can be repeated)
cli-arg-from = The first day; else today
cli-arg-until = The last day, inclusive; else until further notice
cli-arg-open-ended = No last day
cli-arg-everywhere = At every clinic where the person holds something
cli-arg-reason = The reason
cli-arg-reference = Where the decision is found, such as a case number
cli-arg-not-in-directory = The person is not in the directory, and that is meant
cli-arg-confirm-mass = So many revocations and pauses today are meant
cli-arg-last-day = The last day at work
cli-arg-event = The event's number
cli-arg-state = Only these states (can be repeated)
cli-arg-then = As it was then: a date, an instant, or after an event (#12)
cli-arg-yes = Do not ask
cli-arg-dry-run = Show what would happen, and change nothing
cli-arg-accept-clock = The clock is right although it stands before the register's last event
cli-arg-register = The register's file, or postgres://… for a database; else register.sqlite in the project's folder
cli-arg-region = The region's name
cli-arg-regional-admin = HSA-id of the regional administrator, for whom the account is to stand
cli-arg-appointed-by = Who appoints local administrators
cli-arg-deep = Replay the whole history and compare it with every permission
cli-arg-against = A checkpoint that was kept
cli-arg-copy = The copy's file, which must not be there
cli-arg-account = The account, such as uid:1000 or pg:anna (see whoami)
cli-arg-regional = The person is a regional administrator
cli-arg-changed = The clinic's HSA-id

cli-expects-staff = Write the person's HSA-id, such as SE2321000057-TESTP1. Personal identity numbers are never used here.
cli-expects-from = Write a date such as 2026-11-20.
cli-expects-until = Write a date such as 2026-11-20.
cli-expects-last-day = Write a date such as 2026-11-20.
cli-expects-account = Write the account as whoami shows it, such as uid:1000 or pg:anna.
cli-about-permission-import = Make changes from a table, all or none
cli-about-permission-export = Write the permissions to a file that can be read again
cli-about-apply = Make the changes of a plan
cli-about-register-takeover = Begin with the permissions that exist
cli-about-register-restore = Begin anew from a copy
cli-about-register-copy = Move the register from a file into a database, with its whole history
cli-value-address = ADDRESS
cli-arg-first = The login that is to stand for the regional administrator, such as pg:maria (only in a database); else whoever runs the command
cli-arg-file = The register's file, which is left as it is
cli-arg-database = The database, which must not have a register
cli-about-register-snapshot = Record who is in the directory
cli-about-register-settings = Show or change what the region has decided
cli-more-permission-import =
    The table has a row for each change, such as this (CSV or Excel):
      clinic;staff;role;action;from;until;reason;reference
      SE2321000057-TEST1;SE2321000057-TESTP1;arendehanterare;grant;2026-12-01;;anstalld;ARE-20931
    Examples:
      riktlinje permission import changes.xlsx                       shows what will happen, and asks
      riktlinje permission import changes.xlsx -o plan.json          makes a plan of them
      riktlinje apply plan.json                                      makes the changes of the plan
cli-arg-table = The table: CSV, Excel, YAML or JSON
cli-arg-permission-import-plan = Write a plan here, and change nothing
cli-arg-apply-plan = The plan
cli-arg-from-copy = The copy
cli-arg-people = Lists of people with HSA-ids (as the staff list)
cli-arg-taken = When the list was taken out; else what the file says, else today
cli-arg-accept-smaller = The list is right, although it is much shorter than the last
cli-arg-register-takeover-clinics = The list of clinics, which are opened in the register
cli-arg-mass-least = So many revocations and pauses a day never need to be confirmed
cli-arg-mass-percent = Or so many percent of the active permissions

# What is to be done soon
due-title = { $count ->
    [one] One thing to do, up to { $last }.
   *[other] { $count } things to do, up to { $last }.
}
due-nothing = Nothing to do up to { $last }.
due-now = now
due-column-why = What
due-column-day = Day
due-no-administrator = Clinics without a local administrator
due-no-administrator-cure = The regional administrator appoints somebody: riktlinje permission grant --role lokal_administrator
due-reviews-own-clinic = Reviewers who are local administrators of the same clinic
due-reviews-own-clinic-cure = Let somebody else review, and revoke one of the roles: riktlinje permission revoke
due-return-due = The leave is over, and nobody has resumed the permission
due-return-due-cure = Is the person back? Resume: riktlinje permission resume. If not: lengthen the pause, or revoke.
due-not-in-directory = People who are not in the directory
due-not-in-directory-cure = Find out whether the person has left or has a new HSA-id. If the person has left: riktlinje permission leaver
due-ends = Permissions whose last day comes
due-ends-cure = Shall the person have it for longer? riktlinje permission extend
due-returns = Leave that ends
due-returns-cure = Resume when the person is back: riktlinje permission resume
due-begins = Permissions that begin
due-begins-cure = Enter the permission in Personalverktyget on that day.
due-unconfirmed = Decisions that have not been seen in Personalverktyget
due-unconfirmed-cure = Carry them out there, and confirm with riktlinje todo confirm. A reconciliation ticks off what is seen: riktlinje reconcile
due-one-administrator = Clinics with one local administrator only
due-one-administrator-cure = Ask the head of operations to appoint one more, so that somebody is there when the first is on leave.
cli-about-due = Show what is to be done soon in the register
cli-arg-ahead = How far ahead: days or weeks, such as 14d or 2w
cli-value-days = DAYS
cli-expects-days = Write days or weeks, such as 14d or 2w.

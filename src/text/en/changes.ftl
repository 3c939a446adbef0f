# What has changed since an earlier audit
changes-heading = Since { $date } ({ $file })
changes-new = { $count ->
    [one] { $number } new failure: { $kinds }
   *[other] { $number } new failures: { $kinds }
}
changes-new-none = No new failures
changes-unchanged = { $count ->
    [one] { $number } failure of then is still there
   *[other] { $number } failures of then are still there
}
changes-errors = { $count ->
    [one] { $number } error
   *[other] { $number } errors
}
changes-warnings = { $count ->
    [one] { $number } remark
   *[other] { $number } remarks
}
changes-infos = { $count ->
    [one] { $number } note
   *[other] { $number } notes
}
changes-went-fixed = { $count ->
    [one] { $number } failure has been put right
   *[other] { $number } failures have been put right
}
changes-went-not-applicable = { $count ->
    [one] { $number } failure no longer concerns the clinic
   *[other] { $number } failures no longer concern the clinics
}
changes-went-unknown = { $count ->
    [one] { $number } failure can no longer be judged; it does not count as put right
   *[other] { $number } failures can no longer be judged; they do not count as put right
}
changes-went-waived = { $count ->
    [one] { $number } failure has been waived
   *[other] { $number } failures have been waived
}
changes-went-rule-left = { $count ->
    [one] { $number } failure was of a rule that is no longer judged
   *[other] { $number } failures were of rules that are no longer judged
}
changes-went-clinic-left = { $count ->
    [one] { $number } failure was at a clinic that is no longer among these
   *[other] { $number } failures were at clinics that are no longer among these
}
changes-standings = Clinics with errors: { $now } of { $of } now, { $then } of { $of-then } then. Follow the guideline, all judged: { $proven } now, { $proven-then } then.
changes-policies = The policy is another one, or another edition, than then: some of what is new may be its doing.
changes-new-rule = (new rule)
change-new = new
change-unchanged = there then

# Answer times
answer-times-heading = Answer times
answer-times-share = { $share } of the answers came within { $limit }, counted over { $clinics }.
answer-times-over = { $share } of the answers came within { $limit }, counted over { $over } and { $clinics }.
answer-times-longer = later

# How permissions follow the staff
follow-up-heading = How permissions follow the staff
follow-up-leavers = { $count ->
    [one] { $number } permission of somebody who left in the last year was kept { $longest } after the last day at work.
   *[other] { $number } permissions of those who left in the last year: half were kept at most { $median } after the last day at work, the last one { $longest }.
}
follow-up-on-leave = { $count ->
    [0] Nobody on leave has an active permission.
    [one] { $number } active permission of somebody on leave.
   *[other] { $number } active permissions of people on leave.
}
follow-up-reviewed = Permissions were reviewed in time at { $share } of the clinics whose last day has come.

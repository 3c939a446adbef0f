# Vad som har ändrats sedan en tidigare granskning
changes-heading = Sedan { $date } ({ $file })
changes-new = { $count ->
    [one] { $number } ny brist: { $kinds }
   *[other] { $number } nya brister: { $kinds }
}
changes-new-none = Inga nya brister
changes-unchanged = { $count ->
    [one] { $number } brist som fanns då finns kvar
   *[other] { $number } brister som fanns då finns kvar
}
changes-errors = { $count ->
    [one] { $number } fel
   *[other] { $number } fel
}
changes-warnings = { $count ->
    [one] { $number } anmärkning
   *[other] { $number } anmärkningar
}
changes-infos = { $count ->
    [one] { $number } upplysning
   *[other] { $number } upplysningar
}
changes-went-fixed = { $count ->
    [one] { $number } brist är rättad
   *[other] { $number } brister är rättade
}
changes-went-not-applicable = { $count ->
    [one] { $number } brist berör inte mottagningen längre
   *[other] { $number } brister berör inte mottagningarna längre
}
changes-went-unknown = { $count ->
    [one] { $number } brist går inte längre att bedöma; den räknas inte som rättad
   *[other] { $number } brister går inte längre att bedöma; de räknas inte som rättade
}
changes-went-waived = { $count ->
    [one] { $number } brist har fått undantag
   *[other] { $number } brister har fått undantag
}
changes-went-rule-left = { $count ->
    [one] { $number } brist gällde en regel som inte längre bedöms
   *[other] { $number } brister gällde regler som inte längre bedöms
}
changes-went-clinic-left = { $count ->
    [one] { $number } brist gällde en mottagning som inte är med längre
   *[other] { $number } brister gällde mottagningar som inte är med längre
}
changes-standings = Mottagningar med fel: { $now } av { $of } nu, { $then } av { $of-then } då. Följer riktlinjen, allt bedömt: { $proven } nu, { $proven-then } då.
changes-policies = Regelverket är ett annat, eller en annan utgåva, än då: en del av det nya kan bero på det.
changes-new-rule = (ny regel)
change-new = ny
change-unchanged = fanns då

# Svarstider
answer-times-heading = Svarstider
answer-times-share = { $share } av svaren kom inom { $limit }, räknat på { $clinics }.
answer-times-over = { $share } av svaren kom inom { $limit }, räknat på { $over } och { $clinics }.
answer-times-longer = senare

# Hur behörigheterna följer personalen
follow-up-heading = Hur behörigheterna följer personalen
follow-up-leavers = { $count ->
    [one] { $number } behörighet hos någon som har slutat det senaste året var kvar { $longest } efter sista dagen på jobbet.
   *[other] { $number } behörigheter hos dem som har slutat det senaste året: hälften var kvar högst { $median } efter sista dagen på jobbet, den sista { $longest }.
}
follow-up-on-leave = { $count ->
    [0] Ingen som är ledig har en aktiv behörighet.
    [one] { $number } aktiv behörighet hos någon som är ledig.
   *[other] { $number } aktiva behörigheter hos dem som är lediga.
}
follow-up-reviewed = Behörigheterna gicks igenom i tid vid { $share } av mottagningarna vars sista dag har varit.

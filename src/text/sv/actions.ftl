# Åtgärder: vad som ska göras, av vem
actions-headline = { $changes } { $count ->
    [one] rättar
   *[other] rättar
} { $failures } { $clinics }.
actions-count = { $count ->
    [one] { $number } åtgärd
   *[other] { $number } åtgärder
}
actions-failures = { $count ->
    [one] { $number } brist
   *[other] { $number } brister
}
actions-order = De minsta ändringarna står först hos varje roll. Det som väntar på någon annan står sist.
actions-none = Inget behöver göras: ingen brist är känd, och allt är bedömt.
actions-only-requests = Ingen brist är känd, men allt gick inte att bedöma. Det här behövs:
actions-requests = Underlag som behövs för att bedöma resten
actions-due = senast { $date }
actions-waits = Väntar på { $after }
actions-after-step = { $who }: { $what }
actions-all = Varje ställe, person och kommando finns med --format csv. En mottagnings egna åtgärder: --clinic HSA-ID
actions-left-out = { $count ->
    [one] { $number } åtgärd får inte plats här. Alla finns med: riktlinje actions KÖRNING --format csv
   *[other] { $number } åtgärder får inte plats här. Alla finns med: riktlinje actions KÖRNING --format csv
}
actions-column-kind = Slag
actions-column-number = Nr
actions-column-who = Vem
actions-column-what = Gör så här
actions-column-after = Efter att
actions-column-due = Senast
actions-column-problem = Brist
actions-column-command = Kommando
actions-kind-change = åtgärd
actions-kind-request = underlag

# Brev till mottagningarna
mail-cut = Brev { $number } av { $count }: { $clinic } ({ $id })
mail-to = Till: Lokal administratör, { $clinic } ({ $id })
mail-subject = Ämne: 1177 e-tjänster: { $failures } att rätta vid { $clinic }
mail-greeting = Hej!
mail-why = Vi har gått igenom hur mottagningen är inställd i 1177 e-tjänster och jämfört med riktlinjen ({ $policies }), så som det såg ut den { $date }. Vi hittade { $failures }. Här står vad det gäller, varför, och hur det rättas.
mail-yours = Det här rättar du
mail-others = Det här behöver någon annan göra: lämna det vidare
mail-by = Senast: { $date }
mail-guideline = Riktlinjen: { $text }
mail-seen = Vi såg: { $text }
mail-do = Gör så: { $text }
mail-then = Sedan: { $text }
mail-unknown = Det här gick inte att bedöma
mail-help = Om du behöver hjälp
mail-help-how = Hör av dig till den regionala förvaltningen för 1177 e-tjänster. De delar ut ärendetyper, kan frågor om inställningar och tar emot det som behöver beslutas.
mail-help-wrong = Stämmer något inte? Säg till: då är det underlaget som ska rättas, inte mottagningen. Finns det ett skäl att göra på ett annat sätt kan ni begära undantag för en tid.
mail-help-done = När du är klar behöver du inte svara. Det syns vid nästa granskning.
mail-taken = Inställningarna togs ut den { $date }. Det som har rättats därefter syns inte i det här brevet.
mail-none = Ingen mottagning har någon känd brist, så det finns inga brev.
mail-left-out = { $count ->
    [one] { $number } fynd står inte i något brev: det har undantag, är regionens egen sak, gäller hela granskningen, eller kan inte bedömas vid en mottagning utan brister. Alla fynd finns med --format csv.
   *[other] { $number } fynd står inte i något brev: de har undantag, är regionens egen sak, gäller hela granskningen, eller kan inte bedömas vid en mottagning utan brister. Alla fynd finns med --format csv.
}

# Kommentar i en ändringsbegäran
markdown-broken = { $count ->
    [one] Det som bryts: { $number } brist
   *[other] Det som bryts: { $number } brister
}
markdown-unknown = { $count ->
    [one] Inte bedömt: { $number } fynd
   *[other] Inte bedömt: { $number } fynd
}
markdown-more = { $count ->
    [one] och { $number } till
   *[other] och { $number } till
}
markdown-left-out = { $count ->
    [one] { $number } fynd står inte här: det har undantag eller får inte plats. Alla finns med --format csv.
   *[other] { $number } fynd står inte här: de har undantag eller får inte plats. Alla finns med --format csv.
}

# Kommandot
cli-about-actions = Säg vad som ska göras efter en granskning, och av vem
cli-more-actions =
    Exempel:
      riktlinje audit --format json=körning.json
      riktlinje åtgärder körning.json
      riktlinje åtgärder körning.json --clinic SE2321000057-TEST1 --format mail
      riktlinje åtgärder körning.json --format mail=brev/
cli-arg-actions-format = Vad som skrivs; FORMAT=FIL skriver till en fil, mail=MAPP/ ett brev i taget (kan upprepas); annars table
cli-no-such-clinic-in-run = mottagningen { $clinic } finns inte i körningen
cli-no-such-clinic-in-run-hint = Mottagningarna och deras HSA-id: riktlinje report KÖRNING --format csv
cli-letters-written = { $count ->
    [0] Inga brev behövdes. Mappen { $folder } finns.
    [one] Skrev ett brev i { $folder }.
   *[other] Skrev { $count } brev i { $folder }.
}

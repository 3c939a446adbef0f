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
    [one] { $number } fynd står inte här: högst tio av varje regel visas, så länge de får plats, och inga med undantag. Alla finns med --format csv.
   *[other] { $number } fynd står inte här: högst tio av varje regel visas, så länge de får plats, och inga med undantag. Alla finns med --format csv.
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

# Arbetsboken
workbook-title = 1177 e-tjänster, granskning { $date }: { $about }
workbook-page = Sida { $page } av { $pages }
workbook-summary = Sammanfattning
workbook-clinics = Mottagningar
workbook-findings = Fynd
workbook-clauses = Punkter
workbook-sources = Källor
workbook-count = Antal
workbook-share = Andel
workbook-figures = Bedömningarna
workbook-errors = Brister som är fel
workbook-warnings = Brister som är anmärkningar
workbook-infos = Upplysningar
workbook-unknown = Fynd som inte kan bedömas
workbook-waived = Fynd med undantag
workbook-judged = Bedömningar som gick att göra
workbook-sheets = Bladen
workbook-about-clinics = { $sheet }: en rad för varje mottagning, med läge och antal.
workbook-about-findings = { $sheet }: varje fynd, med vad som väntades och hittades, var det står, hur det rättas och av vem.
workbook-about-clauses = { $sheet }: riktlinjens punkter, och hur många mottagningar som följer var och en.
workbook-about-sources = { $sheet }: filerna som granskningen bygger på, och vad som var fel i dem.
workbook-office = Arbetsboken kan innehålla HSA-id för personal. Den är till för kontoret och ska inte publiceras.
workbook-standing = Läge
workbook-unbound = – binds inte av riktlinjen
workbook-column-errors = Fel
workbook-column-warnings = Anmärkningar
workbook-column-infos = Upplysningar
workbook-column-unknown = Kan inte bedömas
workbook-column-followed = Följs
workbook-column-remarks = Anmärkningar och upplysningar
workbook-column-waived = Undantag
workbook-column-outside = Gäller inte
workbook-column-judged = Andel bedömd
workbook-column-share = Följs av dem som berörs
workbook-column-rules = Antal regler
workbook-policy = Riktlinje
workbook-says = Vad den säger
workbook-clause-broken = bryts
workbook-clause-remarked = anmärkningar
workbook-clause-unknown = inte helt bedömd
workbook-clause-followed = följs
workbook-clause-nobody = gäller ingen
workbook-column-format = Format
workbook-column-bytes = Byte
workbook-column-digest = SHA-256
workbook-column-level = Grad
workbook-column-problem = Vad, och vad man gör åt det
workbook-left-out = { $count ->
    [one] { $number } rad får inte plats i bladet. Alla finns med --format csv.
   *[other] { $number } rader får inte plats i bladet. Alla finns med --format csv.
}
workbook-problems-more = { $count ->
    [one] Ytterligare { $number } problem visas inte här. Se --format json.
   *[other] Ytterligare { $number } problem visas inte här. Se --format json.
}
cli-format-no-text = formatet { $format } är ingen text som skärmen kan visa
cli-format-no-text-hint = Skriv det till en fil: --format { $format }=rapport.{ $format }

# Formulären
workbook-actions-title = Åtgärder efter granskning { $date }: { $about }
workbook-actions = Åtgärder
workbook-requests = Underlag
workbook-facts = Uppgifter som saknas
form-attestations = Intyg
form-attestations-title = Intyg att fylla i
form-attestations-how = Fyll i de gula cellerna på de rader som ni kan intyga: vem som intygar (välj i listan), vilken dag, och var intyget finns (diarienummer eller handling). «Giltigt till» behövs bara om intyget ska sluta gälla före den vanliga tiden.
form-attestations-which = En rad som inte fylls i är inget fel och intygar inget. Ändra inte de andra cellerna: de säger vilket intyg raden är. Skriv inga personnummer.
form-waivers = Undantag
form-waivers-title = Begära undantag
form-waivers-how = Finns det ett skäl att göra på ett annat sätt än riktlinjen? Fyll i skälet, vem som ansvarar för det, och sista dag. Ett undantag gäller högst två år.
form-waivers-decide = En rad som inte fylls i begär inget. Undantaget gäller först när den regionala förvaltningen har beslutat om det och läst in arbetsboken. Skriv inga personnummer.
form-back = Spara arbetsboken och skicka tillbaka den. Den läses in med riktlinje audit --attestations FIL och --waivers FIL, utöver det som redan står i riktlinje.yaml, och det som inte går att läsa sägs med blad och cell.
form-choose-role = Den här rollen är den som ska intyga. Lämna cellen tom om ni inte kan intyga.
form-day = Skriv en dag som 2026-11-20, från { $first } till { $last }.
form-clause = Punkt
form-name = Namn
form-certified = Det som intygas
form-case-type = Ärendetyp
form-by-whom = Ska intygas av
form-renew = Gäller så länge (senast intygat)
form-by = Intygad av
form-date = Datum
form-valid-until = Giltigt till
form-reference = Referens
form-clinic = HSA-id mottagning
form-person = HSA-id person
form-row-code = Radkod
form-problem = Brist
form-found = Väntat och hittat
form-reason = Skäl
form-owner = Ansvarig
form-expires = Upphör
form-rule = Regel
form-clinics = HSA-id mottagningar
form-item = Gäller

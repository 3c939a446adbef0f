# Rapporten som en sida
html-title = { $answer } { $policy }, { $date }
html-skip = Gå till svaret
html-contents = Innehåll
html-answer = Svaret
html-as-of = Läget den { $date }
html-policy = { $policy }, utgåva { $edition }
html-policy-decided = { $document }, beslutad { $date }
html-standings = Så står sig mottagningarna
html-of-clinics = { $count ->
    [one] av { $number } mottagning
   *[other] av { $number } mottagningar
}
html-most-broken = Det som flest mottagningar bryter mot
html-first = Gör detta först
html-nothing-broken = Ingen mottagning bryter mot någon regel som gick att bedöma.

# Tecknen
html-signs = Tecknen
html-mark-error = fel
html-mark-warning = anmärkning
html-mark-info = upplysning
html-mark-unknown = gick inte att bedöma
html-mark-waived = undantag
html-mark-pass = följs
html-mark-not-applicable = berörs inte
html-count-error = { $count ->
    [one] { $number } fel
   *[other] { $number } fel
}
html-count-warning = { $count ->
    [one] { $number } anmärkning
   *[other] { $number } anmärkningar
}
html-count-info = { $count ->
    [one] { $number } upplysning
   *[other] { $number } upplysningar
}
html-count-unknown = { $count ->
    [one] { $number } ej bedömd
   *[other] { $number } ej bedömda
}
html-count-waived = { $count ->
    [one] { $number } undantag
   *[other] { $number } undantag
}

# Punkt för punkt
html-clauses = Punkt för punkt
html-clauses-lead = Varje punkt i riktlinjen, och hur mottagningarna som den gäller följer den. En mottagning räknas efter det sämsta av punktens regler. Öppna en punkt för att se reglerna och råden.
html-clauses-rest = Utan punkt i riktlinjen
html-clause-breaking = { $count ->
    [one] { $number } bryter
   *[other] { $number } bryter
}
html-clause-remarked = { $count ->
    [one] { $number } har anmärkning
   *[other] { $number } har anmärkning
}
html-clause-unknown = { $count ->
    [one] { $number } ej bedömd
   *[other] { $number } ej bedömda
}
html-clause-waived = { $count ->
    [one] { $number } undantag
   *[other] { $number } undantag
}
html-clause-follows = { $count ->
    [one] { $number } följer
   *[other] { $number } följer
}
html-clause-outside = { $count ->
    [one] Berör inte { $number } mottagning.
   *[other] Berör inte { $number } mottagningar.
}
html-clause-nobody = Berör ingen mottagning.
html-clause-share = { $share } följer
html-clause-show = Visa mottagningarna med fynd om { $clause }

# Kartan
html-matrix = Mottagningar och punkter
html-matrix-lead = En rad är en mottagning, de med flest fel först; en kolumn är en punkt i riktlinjen. Rutan visar det sämsta av punktens regler.
html-matrix-of = { $policy }: mottagningar och punkter
html-matrix-left-out = { $count ->
    [one] Ytterligare { $number } mottagning har fynd men får inte plats i kartan. Den finns under Mottagningarna.
   *[other] Ytterligare { $number } mottagningar har fynd men får inte plats i kartan. De finns under Mottagningarna.
}
html-matrix-clear = { $count ->
    [one] { $number } mottagning utan egna fynd visas inte i kartan.
   *[other] { $number } mottagningar utan egna fynd visas inte i kartan.
}

# Svarstiderna
html-times-column-time = Besvarat inom
html-times-column-count = Svar
html-times-column-share = Andel
html-times-column-sum = Hittills
html-times-in-time = i tid
html-times-late = för sent

# Förändringarna
html-changes = Sedan förra gången
html-changes-standings = Mottagningarna då och nu
html-changes-rules = Regler som fler eller färre bryter mot
html-changes-column-standing = Mottagningar
html-changes-column-rule = Regel
html-changes-column-then = Då
html-changes-column-now = Nu
html-changes-column-change = Skillnad
html-changes-breaking = bryter mot riktlinjen
html-changes-remarked = har anmärkningar
html-changes-unproven = utan känd brist, inte helt bedömda
html-changes-proven = följer riktlinjen
html-changes-clinics = granskade
html-changes-gone = Brister som inte längre finns
html-changes-new-heading = Nya brister
html-changes-unknown = { $count ->
    [one] (därtill { $number } som inte går att bedöma nu)
   *[other] (därtill { $number } som inte går att bedöma nu)
}
html-new = ny

# Att göra
html-work = Att göra
html-work-lead = Det som är brutet, efter vem som ansvarar. Det som väger tyngst står först.
html-work-by = senast { $date }
html-work-changes = Ändra
html-work-advice = Råd
html-work-clinics = Mottagningar
html-work-found = Väntat
html-work-more = { $count ->
    [one] { $number } ändring till, som står vid mottagningen
   *[other] { $number } ändringar till, som står vid mottagningarna
}

# Mottagningarna
html-clinics = Mottagningarna
html-clinics-lead = Öppna en mottagning för att se vad som brister, var det står och hur det rättas.
html-filter = Sök och välj
html-filter-text = Sök mottagning, HSA-id eller ord
html-filter-clause = Punkt
html-filter-severity = Allvar
html-filter-role = Ansvarig
html-filter-standing = Läge
html-filter-change = Förändring
html-filter-all = alla
html-filter-new = nya
html-filter-unchanged = kvar sedan förra gången
html-filter-clear = Rensa
html-open-all = Öppna alla
html-close-all = Stäng alla
html-shown = { $clinics } av { $of } mottagningar, { $findings } fynd
html-shown-none = Ingen mottagning passar in på det som är valt.
html-print-hint = Utskriften visar de öppna mottagningarna i sin helhet och de andra som en rad.
html-standing-breaking = bryter mot riktlinjen
html-standing-remarked = har anmärkningar
html-standing-unproven = inga kända brister, inte helt bedömd
html-standing-proven = följer riktlinjen
html-clear = Mottagningar utan egna fynd
html-clear-unproven = { $count ->
    [one] { $number } utan känd brist. Allt gick inte att bedöma, av skäl som gäller hela granskningen.
   *[other] { $number } utan kända brister. Allt gick inte att bedöma, av skäl som gäller hela granskningen.
}
html-clear-proven = { $count ->
    [one] { $number } följer riktlinjen, och allt är bedömt.
   *[other] { $number } följer riktlinjen, och allt är bedömt.
}
html-clear-unbound = { $count ->
    [one] { $number } berörs inte av riktlinjen.
   *[other] { $number } berörs inte av riktlinjen.
}
html-clear-more = { $count ->
    [one] { $number } till visas inte här.
   *[other] { $number } till visas inte här.
}
html-common = Gäller ingen enskild mottagning
html-short = { $count ->
    [one] För { $number } mottagning visas bara rubrikerna, så att sidan går att öppna snabbt. Bevis och åtgärder finns med --format csv och --format json.
   *[other] För { $number } mottagningar visas bara rubrikerna, så att sidan går att öppna snabbt. Bevis och åtgärder finns med --format csv och --format json.
}
html-left-out = { $count ->
    [one] { $number } mottagning med { $findings } visas inte alls, så att sidan går att öppna snabbt. Den finns med --format csv och --format json.
   *[other] { $number } mottagningar med { $findings } visas inte alls, så att sidan går att öppna snabbt. De finns med --format csv och --format json.
}
html-findings = { $count ->
    [one] { $number } fynd
   *[other] { $number } fynd
}
html-more-places = { $count ->
    [one] och { $number } ställe till
   *[other] och { $number } ställen till
}

# Det okända
html-unknown = Inte bedömt
html-unknown-lead = Det som inte går att bedöma räknas aldrig som följt. Här står vad som skulle avgöra det.
html-unknown-clinics = Gäller

# Undantagen
html-waived = Undantag
html-waived-lead = { $count ->
    [one] { $number } brist räknas inte, för någon har beslutat om undantag. { $waivers }
   *[other] { $number } brister räknas inte, för någon har beslutat om undantag. { $waivers }
}
html-waivers = { $count ->
    [one] { $number } undantag gäller.
   *[other] { $number } undantag gäller.
}

# Källorna
html-sources = Källorna
html-sources-lead = Det som är läst, hur gammalt det är och vad som inte gick att läsa.
html-problem-error = fel i källan
html-problem-warning = oläsligt värde
html-problem-note = upplysning

# Täckningen
html-coverage = Så långt räcker granskningen
html-facts-read = Uppgifter som hittades
html-made-by = Gjord med riktlinje { $version }. Samma underlag och samma dag ger samma sida, tecken för tecken.
html-policy-digest = { $policy }: { $digest }

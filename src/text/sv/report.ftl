# report
report-read-shape = Filen följer inte formatet riktlinje/audit/v1: felet är på rad { $line }, kolumn { $column }. Filen är ändrad för hand eller skriven av ett annat program; kör granskningen igen.
report-read-field = Filen följer inte formatet riktlinje/audit/v1: fältet «{ $field }» saknas i det som slutar på rad { $line }, kolumn { $column }. Filen är ändrad för hand eller skriven av ett annat program; kör granskningen igen.
report-read-syntax = Filen är inte JSON: felet är på rad { $line }, kolumn { $column }. En sparad körning görs med riktlinje audit --format json=FIL.
report-read-empty = Filen är tom. En sparad körning görs med riktlinje audit --format json=FIL.
report-read-cut = Filen tar slut mitt i körningen, på rad { $line }, kolumn { $column }. Kör granskningen igen, eller hämta filen på nytt.
report-read-no-format = Filen säger inte vilket format den har. En sparad körning börjar med "schema": "riktlinje/audit/v1".
report-read-version = Filen har formatet «{ $found }». Den här versionen läser riktlinje/audit/v1. Använd den version av riktlinje som skrev filen, eller kör granskningen igen.
report-read-content = Körningen motsäger sig själv: «{ $value }» kan inte stå i { $path }. Filen är ändrad för hand; kör granskningen igen.

# Svaret
report-policy = { $date } · { $policy }, utgåva { $edition }
report-headline-nobody = Det finns ingen mottagning att granska.
report-headline-all = { $count ->
    [one] Mottagningen följer riktlinjen.
   *[other] Alla { $clinics } mottagningar följer riktlinjen.
}
report-headline-breaking = { $breaking } av { $clinics } { $count ->
    [one] mottagning
   *[other] mottagningar
} bryter mot riktlinjen.
report-headline-remarked = { $count ->
    [one] Ingen mottagning bryter mot riktlinjen, men { $remarked } har anmärkningar.
   *[other] Ingen mottagning bryter mot riktlinjen, men { $remarked } har anmärkningar.
}
report-headline-unproven = Inga brister är kända, men bara { $proven } av { $clinics } mottagningar kunde bedömas helt.
report-standing-breaking = { $count ->
    [one] bryter mot riktlinjen: minst ett fel
   *[other] bryter mot riktlinjen: minst ett fel
}
report-standing-remarked = { $count ->
    [one] har anmärkningar eller upplysningar, men inget fel
   *[other] har anmärkningar eller upplysningar, men inget fel
}
report-standing-unproven = { $count ->
    [one] har ingen känd brist, men allt gick inte att bedöma
   *[other] har inga kända brister, men allt gick inte att bedöma
}
report-standing-proven = { $count ->
    [one] följer riktlinjen, och allt är bedömt
   *[other] följer riktlinjen, och allt är bedömt
}
report-population-unlisted = Ingen lista över mottagningar är given. Därför vet ingen om någon mottagning saknas.
report-source-failed-answer = ✗ { $failed }: det som skulle stå där är inte bedömt.
report-population-unbound = { $count ->
    [one] { $number } mottagning binds inte av riktlinjen, och räknas inte.
   *[other] { $number } mottagningar binds inte av riktlinjen, och räknas inte.
}
report-population-not-exported = { $count ->
    [one] { $number } mottagning i listan finns inte i någon export.
   *[other] { $number } mottagningar i listan finns inte i någon export.
}
report-population-not-listed = { $count ->
    [one] { $number } mottagning i exporten finns inte i listan över mottagningar.
   *[other] { $number } mottagningar i exporten finns inte i listan över mottagningar.
}
report-population-filtered = { $count ->
    [one] { $number } mottagning är bortvald.
   *[other] { $number } mottagningar är bortvalda.
}
report-most-broken = Det som flest mottagningar bryter mot
report-first = Gör detta först
report-change-among = { $change }, med mera ({ $clauses })
report-at-clinics = { $count ->
    [one] vid { $number } mottagning
   *[other] vid { $number } mottagningar
}

# Antal
report-clinics = { $count ->
    [one] { $number } mottagning
   *[other] { $number } mottagningar
}
report-all-clinics = { $count ->
    [one] den enda mottagningen
   *[other] alla { $number } mottagningar
}
report-rules = { $count ->
    [one] { $number } regel
   *[other] { $number } regler
}
report-items = { $number } st.
report-places = { $count ->
    [one] { $number } ställe
   *[other] { $number } ställen
}
report-files = { $count ->
    [one] { $number } fil
   *[other] { $number } filer
}
report-more = { $count ->
    [one] { $number } till
   *[other] { $number } till
}

# Mottagningarna
report-clinics-heading = Mottagningarna
report-column-clinic = Mottagning
report-column-id = HSA-id
report-column-errors = Fel
report-column-warnings = Anm.
report-column-infos = Uppl.
report-column-unknown = Okänt
report-clinics-more = { $count ->
    [one] Ytterligare { $number } mottagning har brister. Alla finns med --format json.
   *[other] Ytterligare { $number } mottagningar har brister. Alla finns med --format json.
}
report-clinics-unproven = { $count ->
    [one] { $number } mottagning utan kända brister, inte helt bedömd
   *[other] { $number } mottagningar utan kända brister, inte helt bedömda
}
report-clinics-proven = { $count ->
    [one] { $number } mottagning som följer riktlinjen
   *[other] { $number } mottagningar som följer riktlinjen
}

# Bristerna
report-also = Dessutom:
report-findings-all = Varje förekomst finns med --format xlsx=rapport.xlsx (eller json). Hur en regel bedömdes vid en mottagning: riktlinje explain REGEL --clinic HSA-ID

# Undantag
report-waived-heading = { $count ->
    [one] Undantag: { $number } brist som inte räknas
   *[other] Undantag: { $number } brister som inte räknas
}

# Det okända
report-unknown-heading = Inte bedömt: { $rules }
report-unknown-get = Skaffa { $source }
report-unknown-field = Uppgiften finns inte alls i { $source }
report-unknown-set = Ange vem 1177 är i { $source }
report-unknown-left-out = Saknas för några mottagningar i { $source }
report-unknown-no-row = Ingen rad i { $source }
report-unknown-unreadable = Oläsligt värde i { $source }
report-unknown-set-consumer = Ange 1177:s HSA-id med booking: {"{"} consumer: HSA-id {"}"} i riktlinje.yaml eller med --booking-consumer.
report-unknown-stale = Äldre än { $limit } i { $source }
report-unknown-conflict = Motsägelse i { $source }
report-unknown-too-few = För få ärenden i { $source } för att bedöma en andel

# Källorna
report-sources-heading = Källorna
report-sources-none = Ingen källa är läst.
report-source-failed = { $source } gick inte att läsa
report-source-failed-partly = delar av { $source } gick inte att läsa
report-column-source = Källa
report-column-file = Fil
report-column-records = Poster
report-column-left-out = Ej lästa
report-column-taken = Uttagen
report-taken-unknown = okänt
report-taken-today = samma dag
report-taken-later = efter granskningens dag
report-problems = { $count ->
    [one] { $number } problem i källorna
   *[other] { $number } problem i källorna
}
report-problems-more = { $count ->
    [one] Ytterligare { $number } problem visas inte här. Se --format xlsx=rapport.xlsx (eller json).
   *[other] Ytterligare { $number } problem visas inte här. Se --format xlsx=rapport.xlsx (eller json).
}

# Täckningen
report-coverage-heading = Så långt räcker granskningen
report-coverage-clauses = { $count ->
    [one] { $number } punkt i riktlinjen kunde inte bedömas för någon mottagning
   *[other] { $number } punkter i riktlinjen kunde inte bedömas för någon mottagning
}
report-coverage-rules = { $count ->
    [one] { $number } regel gällde ingen mottagning
   *[other] { $number } regler gällde ingen mottagning
}
report-coverage-facts = { $count ->
    [one] { $number } uppgift som reglerna frågar efter hittades aldrig
   *[other] { $number } uppgifter som reglerna frågar efter hittades aldrig
}
report-judged-nothing = Ingen regel gällde någon mottagning. Reglerna frågade efter { $asked } slags uppgifter och hittade { $read }.
report-judged = { $share } av bedömningarna gick att göra. Reglerna frågade efter { $asked } slags uppgifter och hittade { $read }.

# Förklaringar
explain-clauses = Riktlinjen
explain-for-each = Prövas
explain-each-case-type = för varje ärendetyp för sig
explain-each-decision = för varje beslut för sig
explain-each-permission = för varje behörighet för sig
explain-each-user = för varje person för sig
explain-each-service = för varje tjänst för sig
explain-binds = Om riktlinjen gäller mottagningen
explain-unbound = Riktlinjen gäller inte mottagningen
explain-list = Om den ska prövas
explain-list-missing = Det går inte att veta vad som ska prövas
explain-when = När regeln gäller
explain-require = Vad som krävs
explain-parameters = Så är riktlinjen läst
explain-facts = Uppgifter som regeln läser
explain-fact-from = { $fact }, ur { $source }
explain-advice = Så rättas det
explain-waiver = { $has-item ->
    [0] Undantag till och med { $date }, så att bristen inte räknas: { $reason } ({ $owner })
   *[other] Undantag för { $item } till och med { $date }, så att bristen inte räknas: { $reason } ({ $owner })
}
explain-waiver-value = Undantaget gäller bara så länge värdet är «{ $value }».
explain-remedy = Minsta ändring som räcker
explain-all = allt detta:
explain-any = något av detta:
explain-none = inget av detta:
explain-no-items = Det finns inget att pröva vid mottagningen.
explain-items-pass = { $count ->
    [one] { $number } som klarar kravet
   *[other] { $number } som klarar kravet
}
explain-items-outside = { $count ->
    [one] { $number } som regeln inte gäller
   *[other] { $number } som regeln inte gäller
}

# Sidor om HSA-katalogen
directory-state-unknown = oklart om den gäller
directory-no-id = (inget HSA-id)
directory-no-name = (utan namn)
directory-no-dn = Ingen sökväg (DN), så platsen i trädet är okänd.
directory-no-card = Inget underlag har enhetens kontaktkort. Filuttaget ur HSA har inga kontaktuppgifter; de finns i LDIF, CSV och GetUnit.
directory-none = uppgift saknas
directory-not-read = går inte att läsa
directory-conflicting = underlagen säger olika
directory-none-found = Inga brister.
directory-visible = Kontaktkortet kan visas på 1177.se.
directory-hidden = Kontaktkortet kan inte visas på 1177.se: det saknar { $lacks }.
directory-visibility-unknown = Underlaget räcker inte för att säga om kontaktkortet visas på 1177.se.
directory-lack-destinations = «visas för» allmänheten
directory-lack-care_types = vårdform
directory-lack-county = länskod
directory-lack-coordinates = koordinater
directory-starts = från { $date }
directory-ends = till { $date }
directory-archived = arkiverad
directory-county = län { $county }
directory-provider = Vårdgivare: { $provider }
directory-not-there = { $id } (finns inte i katalogen)
directory-below =
    { $count ->
        [one] Under den: { $names }
       *[other] Under den ({ $count }): { $names }
    }
directory-members =
    { $count ->
        [one] Medlem i vårdenheten: { $names }
       *[other] Medlemmar i vårdenheten ({ $count }): { $names }
    }
directory-more =
    { $count ->
        [one] en till
       *[other] { $number } till
    }
directory-function = { $name }: { $phones }; { $hours }
directory-heading-tree = Plats i katalogen
directory-heading-card = Kontaktkort
directory-heading-conflicts = Underlagen säger olika
directory-heading-flaws = Brister i uppgifterna
directory-heading-sources = Underlag
directory-line-visiting = Besöksadress
directory-line-postal = Postadress
directory-line-phones = Telefon
directory-line-switchboard = Växel
directory-line-text-phones = Texttelefon
directory-line-mail = E-post
directory-line-hours = Öppettider
directory-line-phone-hours = Telefontider
directory-line-drop-in = Drop-in
directory-line-visiting-hours = Besökstider
directory-line-unit-type = Enhetstyp
directory-line-care-type = Vårdform
directory-line-business = Verksamhetskoder
directory-line-municipality = Kommunkod
directory-line-page = Sida på 1177
directory-line-web = Webbplats
directory-line-modified = Senast ändrad
directory-unit-type-01 = sjukhus
directory-unit-type-02 = vårdcentral
directory-unit-type-03 = distansenhet
directory-care-type-01 = öppenvård
directory-care-type-02 = slutenvård
directory-care-type-03 = hemsjukvård
directory-kind-vardgivare = vårdgivare
directory-kind-vardenhet = vårdenhet
directory-kind-sjukhus = sjukhus
directory-kind-vardcentral = vårdcentral
directory-kind-distansenhet = distansenhet
directory-kind-funktion = funktion
directory-kind-enhet = enhet
directory-kind-organisation = organisation
directory-kind-tjanst = tjänst
directory-column-id = HSA-id
directory-column-name = Namn
directory-column-kind = Slag
directory-column-state = Läge
directory-column-county = Län
directory-column-above = Enheten ovanför
directory-column-above-name = Namnet på enheten ovanför
directory-column-starts = Från
directory-column-ends = Till
directory-column-dn = Sökväg (DN)
directory-column-severity = Allvar
directory-column-flaw = Brist
directory-column-field = Fält
directory-column-place = Plats
directory-units =
    { $count ->
        [0] inga enheter
        [one] en enhet
       *[other] { $number } enheter
    }
directory-flaw-count =
    { $count ->
        [one] En brist
       *[other] { $number } brister
    }
directory-flaws = { $flaws } i { $units }.
directory-no-flaws = Inga brister i { $units }.
directory-more-flaws = … och { $number } till. Visa alla med --flaw { $flaw } eller --format csv.

# Bokningens anslutning
booking-summary = 1177 kan anropa { $callable } av de { $asked } tjänstekontrakt som reglerna frågar efter{ $unknown ->
    [0] .
   *[other] ; om { $unknown } går det inte att säga.
}
booking-heading-asked = Tjänstekontrakt som reglerna frågar efter
booking-heading-others = Andra tjänstekontrakt för bokning
booking-heading-all = Tjänstekontrakt för bokning
booking-heading-known = Vad svaret bygger på
booking-nothing = TAK har varken vägval eller anropsbehörigheter för bokning.
booking-direct = ansluten direkt
booking-inherited = ansluten genom { $from }
booking-route-only = vägval finns, men 1177 får inte anropa
booking-permission-only = 1177 får anropa, men vägval saknas
booking-neither = inte ansluten: varken vägval eller anropsbehörighet
booking-no-route = inte ansluten: vägval saknas (om 1177 får anropa är okänt: { $why })
booking-no-permission = inte ansluten: 1177 får inte anropa (om vägval finns är okänt: { $why })
booking-unknown = okänt: { $why }
booking-via-own = mottagningens egen adress
booking-via-everyone = * (alla mottagningar)
booking-route = vägval
booking-permission = anropsbehörighet
booking-begins = gäller först från { $date }
booking-ended = slutade gälla { $date }
booking-do-inherited = Inget behöver göras. Det gäller bara så länge tjänsteplattformen letar uppåt i HSA för kontraktet; ett eget vägval gör mottagningen oberoende av det.
booking-do-permission = Beställ anropsbehörighet för 1177{ $count ->
    [0] { "" }
   *[other] { " " }({ $consumers })
} till { $clinic }. Fråga den regionala förvaltningen hur det beställs.
booking-do-route = Beställ takning hos verksamhetssystemets förvaltare: ett vägval för { $clinic } till systemets bokningstjänst.
booking-do-both = Klarar systemet direktbokning? Beställ då takning hos verksamhetssystemets förvaltare (ett vägval för { $clinic }), och anropsbehörighet för 1177 i samma beställning. Annars gäller formulären.
booking-age = TAK-exporten är från { $date } ({ $days ->
    [0] samma dag
    [one] en dag gammal
   *[other] { $days } dagar gammal
}).
booking-age-stale = TAK-exporten är från { $date } ({ $days } dagar gammal). Det är för gammalt: reglerna räknar bokningen som okänd. Hämta en ny.
booking-age-later = TAK-exporten är från { $date }, efter den tidpunkt som bedöms.
booking-age-unknown = Det framgår inte när TAK-exporten togs ut. Ange det i riktlinje.yaml: tak: {"{"} file: tak.json, taken: 2026-11-18 {"}"}.
booking-tree-not-given = Mottagningens plats i HSA är inte känd, så om något ärvs från överordnade enheter går inte att säga. Lämna in HSA-katalogens filuttag (--directory).
booking-tree-not-there = Mottagningen finns inte i HSA-katalogen, så inget kan ärvas från överordnade enheter. Rätta det först.
booking-tree-known = Överordnade enheter är hämtade ur HSA-katalogen. Tjänsteplattformen kan vara inställd att inte leta uppåt för vissa kontrakt.
booking-consumers = 1177 är { $consumers } i TAK.

# Alla fynd, rad för rad
findings-column-outcome = Utfall
findings-column-disposition = Läge
findings-column-severity = Allvar
findings-column-clause = Punkt
findings-column-rule = Regel
findings-column-title = Vad
findings-column-clinic = HSA-id
findings-column-name = Mottagning
findings-column-item = Gäller
findings-column-evidence = Väntat och hittat
findings-column-place = Var
findings-column-remedy = Gör så här
findings-column-who = Vem
findings-column-settled = Avgörs av
findings-column-clinics = Antal mottagningar
findings-column-fingerprint = Fingeravtryck
findings-column-change = Sedan förra
findings-left-out = { $count ->
    [one] Ett fynd som har undantag visas inte här.
   *[other] { $count } fynd som har undantag visas inte här.
}
disposition-open = öppet
disposition-waived = undantag
report-unusable = { $path } går inte att använda: { $why }

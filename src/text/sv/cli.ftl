# Kommandoraden: hjälp, fel och råd.

cli-error = fel
cli-warning = varning
cli-advice = råd
cli-because = Orsak: { $cause }
cli-did-you-mean = Menade du { $names }?
cli-also = även: { $aliases }
cli-values = { $values }
cli-default = annars { $value }
cli-usage = Användning:

# Rubriker i hjälpen
cli-heading-commands = Kommandon
cli-heading-arguments = Argument
cli-heading-read = Underlag (går före samma inställning i riktlinje.yaml)
cli-heading-choose = Urval
cli-heading-result = Resultat
cli-heading-general = Allmänt

# Platshållare
cli-value-command = KOMMANDO
cli-value-options = FLAGGOR
cli-value-lang = SPRÅK
cli-value-when = NÄR
cli-value-dir = KATALOG
cli-value-policy = REGELVERK
cli-value-file = FIL
cli-value-date = DATUM
cli-value-n = ANTAL
cli-value-export = EXPORT
cli-value-id = HSA-ID
cli-value-rule = REGEL
cli-value-severity = NIVÅ
cli-value-format-file = FORMAT[=FIL]
cli-value-format = FORMAT
cli-value-clinic = MOTTAGNING
cli-value-year = ÅR
cli-value-day = DAG
cli-value-shell = SKAL

# Vad kommandona gör
cli-about = Granskar mottagningar i 1177 e-tjänster mot en regional riktlinje som är skriven som regler.
cli-about-audit = Granska alla mottagningar mot riktlinjen
cli-about-explain = Förklara en regel, eller hur den bedömde en mottagning
cli-about-facts = Visa vad reglerna ser
cli-about-facts-show = Visa alla uppgifter om en mottagning, var och en med sin plats i underlaget
cli-about-policy = Läs, kontrollera och prova riktlinjens regler
cli-about-policy-check = Hitta alla misstag i ett regelverk
cli-about-policy-show = Skriv ut reglerna i klartext
cli-about-policy-facts = Lista de uppgifter som en regel kan fråga efter
cli-about-policy-coverage = Visa punkt för punkt vilka regler som bär riktlinjen och ur vilket underlag
cli-about-policy-test = Pröva reglerna mot sina egna exempel
cli-about-booking = Visa om 1177 når mottagningens bokning
cli-about-booking-show = Visa bokningens anslutning för en mottagning, kontrakt för kontrakt
cli-about-cases = Räkna på ärendeloggen: svarstider, försenade ärenden, när ett svar ska ges
cli-about-cases-summary = Visa hur ärenden besvaras: svarstider, andelar och det som väntar, grupp för grupp
cli-about-cases-overdue = Visa försenade ärenden, de äldsta först
cli-about-cases-deadline = Visa när ett ärende ska vara besvarat, och varför
cli-about-directory = Läs HSA-katalogen
cli-about-directory-show = Visa en enhet: namn, kontaktkort, tider, plats i trädet och brister
cli-about-directory-list = Lista enheter efter län, gren och slag
cli-about-directory-problems = Lista brister i katalogens uppgifter, slag för slag och med plats
cli-about-init = Skapa en mapp att börja i, med exempel som går att granska direkt
cli-about-workdays = Visa årets arbetsdagar och lediga dagar
cli-about-completions = Skriv ut ett skript som kompletterar kommandon i skalet
cli-about-man = Skriv manualsidor, en för varje kommando
cli-about-help = Visa hjälp om ett kommando

cli-more =
    Exempel:
      riktlinje init min-region                  en mapp att börja i
      riktlinje audit --project min-region       granska den
      riktlinje explain fornya-recept-saknas     vad en regel kräver och hur man rättar

    Läs mer om ett kommando med: riktlinje help KOMMANDO
cli-more-audit =
    Exempel:
      riktlinje audit                                      i en mapp med riktlinje.yaml
      riktlinje audit exporter/ --policy rjl-1177          utan riktlinje.yaml
      riktlinje audit --as-of 2026-11-20 --format json     som det var den dagen, för program
      riktlinje audit --format table --format json=rapport.json
      riktlinje audit --rule fornya-recept-saknas --fail-on never

    Avslutskoder:
      0  inga öppna brister från --fail-on och uppåt
      1  brister; med --strict också sådant som inte kan bedömas
      2  kommandot, reglerna eller underlaget kan inte användas, eller en fil saknas
      5  mottagningen i --clinic finns inte
      7  en källa på nätet svarar inte
cli-more-explain =
    Exempel:
      riktlinje explain fornya-recept-saknas
      riktlinje explain fornya-recept-saknas --clinic SE2321000057-TEST1
cli-more-facts-show =
    Exempel:
      riktlinje facts show SE2321000057-TEST1
cli-more-directory-show =
    Exempel:
      riktlinje directory show SE2321000057-TEST1 --project fixtures/region
      riktlinje directory show SE2321000057-TEST1 --directory hsaunits.zip --directory kontaktkort.ldif
cli-more-directory-list =
    Exempel:
      riktlinje directory list --county 06 --kind vardenhet --active
      riktlinje directory list --under SE2321000057-TESTREGION --format csv > enheter.csv
cli-more-directory-problems =
    Exempel:
      riktlinje directory problems --under SE2321000057-TESTREGION
      riktlinje directory problems --flaw phone_form --format csv > telefonnummer.csv
cli-more-cases-summary =
    Exempel:
      riktlinje cases summary                                    projektets ärendelogg
      riktlinje cases summary ärenden.csv.gz --by case-type
      riktlinje cases summary ärenden.csv --by clinic --by month --format csv > ärenden-per-månad.csv
      riktlinje cases summary loggar/ --clinic SE2321000057-TEST1 --over "3 months"
cli-more-cases-overdue =
    Exempel:
      riktlinje cases overdue ärenden.csv --as-of 2026-11-20T12:00
      riktlinje cases overdue --clinic SE2321000057-TEST1 --case-type "Förnya recept"
      riktlinje cases overdue --exit-code --quiet > försenade.txt     kod 1 om något är försenat
cli-more-cases-deadline =
    Exempel:
      riktlinje cases deadline 2026-04-02T15:00                     skärtorsdag eftermiddag
      riktlinje cases deadline 2026-04-02T15:00 --within "4 working hours"
      riktlinje cases deadline 2026-11-21 --counting roll_forward   en lördag
cli-more-policy-check =
    Exempel:
      riktlinje policy check                 regelverket i riktlinje.yaml
      riktlinje policy check rjl-1177        ett som följer med
      riktlinje policy check regler/         ett i en mapp
cli-more-workdays =
    Exempel:
      riktlinje workdays 2026
      riktlinje workdays 2026 --also-off skartorsdagen --also-off 2026-05-15
cli-more-completions =
    Exempel:
      riktlinje completions bash > ~/.local/share/bash-completion/completions/riktlinje
      riktlinje completions powershell >> $PROFILE

# Vad argumenten är
cli-arg-lang = Språk i det som människor läser; annars projektets, annars datorns, annars svenska
cli-arg-quiet = Visa varken förlopp eller anmärkningar, bara fel
cli-arg-color = Använd färg; auto betyder i ett terminalfönster, om inte NO_COLOR är satt
cli-arg-help = Visa hjälp
cli-arg-version = Visa version
cli-arg-project = Mappen med riktlinje.yaml; annars den närmaste uppåt härifrån
cli-arg-policy = Regelverk: ett namn som rjl-1177, eller en mapp (kan upprepas)
cli-arg-clinics = Lista över mottagningar som ska följa riktlinjen
cli-arg-declarations = Vad mottagningarna anger att de förskriver och erbjuder
cli-arg-tak = TAK: export som JSON, eller sparade svar från Samverkans-API:et (kan upprepas)
cli-arg-booking-consumer = Vilket system i TAK som är 1177, till exempel ett HSA-id (kan upprepas)
cli-arg-cases = Ärendelogg i CSV, även packad med gzip (kan upprepas)
cli-arg-permissions = Personalverktygets export av behörigheter
cli-arg-staff = Personallista
cli-arg-absence = Ledigheter, från och till (aldrig orsak)
cli-arg-attestations = Intyg, utöver dem i riktlinje.yaml: en lista, eller ett ifyllt formulär (kan upprepas)
cli-arg-waivers = Undantag, utöver dem i riktlinje.yaml: en lista, eller ett ifyllt formulär (kan upprepas)
cli-arg-mapping = Vad andra rubriker och värden betyder
cli-arg-as-of = Bedöm som det var då: ett datum (slutet av den dagen i Sverige) eller en tidpunkt; annars nu
cli-arg-jobs = Antal kärnor att använda; annars alla
cli-arg-exports = Exporter av mottagningarnas inställningar: filer, mappar, https-adresser, - för standard in
cli-arg-clinic = Bara den här mottagningen (kan upprepas)
cli-arg-explain-clinic = Visa bedömningen av den här mottagningen, villkor för villkor
cli-arg-rule = Bara den här regeln (kan upprepas)
cli-arg-fail-on = Avsluta med kod 1 om något av den här nivån eller värre är öppet; new-… räknar bara det som är nytt
cli-arg-baseline = Jämför med en sparad körning (JSON): vad är nytt, vad är rättat
cli-arg-strict = Avsluta med kod 1 även när något inte kan bedömas
cli-arg-audit-format = Rapportens format; FORMAT=FIL skriver till en fil (kan upprepas); annars table
cli-arg-format = Hur det skrivs
cli-arg-explained = Regelns namn
cli-arg-shown = Mottagningens HSA-id
cli-arg-policies = Regelverk: namn eller mappar; annars de som riktlinje.yaml anger
cli-arg-folder = Mappen; den skapas om den inte finns
cli-arg-year = Året, från 1900 till 2200
cli-arg-also-off = Ledig dag därutöver: en afton vid namn, eller ett datum (kan upprepas)
cli-arg-shell = Skalet
cli-arg-command = Kommandot, till exempel policy check

# Fel vid tangentbordet
cli-usage-value = { $arg } kan inte vara «{ $value }»
cli-usage-no-value = { $arg } behöver ett värde
cli-usage-unknown-argument = { $arg } väntades inte här
cli-usage-unknown-command = det finns inget kommando som heter «{ $command }»
cli-usage-takes-no-value = { $arg } tar inget värde
cli-usage-twice = { $arg } kan bara anges en gång
cli-usage-conflict = { $arg } går inte ihop med { $others }
cli-usage-missing = det saknas något: { $args }
cli-usage-missing-command = ange ett kommando
cli-usage-not-utf8 = ett argument är inte läsbar text
cli-usage-other = kommandot kunde inte tolkas ({ $error })
cli-usage-valid = Möjliga värden är { $values }.
cli-usage-hint =
    Så här används kommandot: { $usage }
    Läs mer med: { $help }
cli-expects-as-of = Skriv ett datum som 2026-11-20 eller en tidpunkt som 2026-11-20T12:00.
cli-expects-jobs = Skriv ett helt tal från 1 till 256.
cli-expects-year = Skriv ett år från 1900 till 2200.
cli-expects-booking-consumer = Skriv det HSA-id som 1177 anropar med, så som det står i TAK: booking: {"{"} consumer: HSA-id {"}"} i riktlinje.yaml, eller --booking-consumer HSA-id.
cli-expects-format = Skriv ett format, eller ett format och en fil: --format json=rapport.json
cli-expects-clinic = Skriv mottagningens HSA-id, till exempel SE2321000057-TEST1. Personnummer används aldrig här.
cli-arg-directory = HSA-katalogen: filuttag (XML eller zip), LDIF, CSV eller svar från GetUnit
cli-arg-county = Bara enheter i länet, med länskod som 06
cli-arg-under = Bara enheten med detta HSA-id och enheterna under den
cli-arg-active = Bara enheter som gäller idag
cli-arg-kind = Bara enheter av detta slag
cli-arg-flaw = Bara detta slags brist
cli-arg-unit = Enhetens HSA-id
cli-value-county = LÄN
cli-value-kind = SLAG
cli-value-flaw = BRIST
cli-expects-county = Skriv länskoden med två siffror inom citattecken, till exempel "06".
cli-expects-under = Skriv enhetens HSA-id, till exempel SE2321000057-TEST1.
cli-settings-directory-alone = mottagningarna kan hämtas ur katalogen eller ur en fil, inte ur båda
cli-settings-directory-alone-hint = Behåll antingen filen eller nyckeln directory.
cli-settings-selection = urvalet ur katalogen ska vara en samling nycklar
cli-settings-selection-hint = Nycklarna är county, under och kind.
cli-settings-no-such-kind = det finns inget slag av enhet som heter «{ $kind }»
cli-settings-known-kinds = Slagen är { $kinds }.

# Filer och strömmar
cli-cannot-read = { $path } kan inte läsas: { $why }
cli-cannot-write = { $path } kan inte skrivas: { $why }
cli-cannot-write-hint = Den gamla filen, om det fanns någon, är orörd. Välj en annan plats.
cli-cannot-write-full = Den gamla filen, om det fanns någon, är orörd. Gör plats på disken, eller välj en annan plats.
cli-cannot-write-no-folder = Skapa mappen, eller välj en annan plats.
cli-cannot-print = resultatet kunde inte skrivas ut: { $why }
cli-io-not-found = den finns inte
cli-io-no-folder = mappen som den ska ligga i finns inte
cli-io-denied = du har inte rätt att göra det
cli-io-exists = den finns redan
cli-io-folder = det är en mapp
cli-io-not-folder = en del av sökvägen är ingen mapp
cli-io-full = disken är full
cli-io-read-only = disken är skrivskyddad
cli-io-not-utf8 = texten är inte i UTF-8; spara filen som UTF-8
cli-io-other = systemet gick inte med på det

# riktlinje.yaml
cli-empty-path = ett av underlagen är en tom text, inte en fil eller en mapp
cli-empty-path-hint = Kommer det ur en variabel i ett skript, se efter att den har ett värde. Den här mappen anges med en punkt.
cli-settings-not-there = det finns ingen riktlinje.yaml i { $folder }
cli-settings-not-there-hint = Skapa en med: riktlinje init { $folder }
cli-settings-mistakes =
    { $count ->
        [one] { $file } har ett misstag
       *[other] { $file } har { $count } misstag
    }
cli-settings-not-mapping = filen ska bestå av inställningar, en på varje rad, som «policy: rjl-1177»
cli-settings-no-format = filen säger inte vilket format den har
cli-settings-other-format = formatet «{ $format }» är okänt
cli-settings-format-hint = Skriv «format: { $format }» på första raden.
cli-settings-language = språket «{ $language }» finns inte
cli-settings-language-hint = Skriv sv eller en.
cli-settings-consumer = det framgår inte vilket system i TAK som är 1177
cli-settings-sources = sources ska vara en lista av underlag med namn
cli-settings-sources-hint = Till exempel «exports: exporter/» på en egen, indragen rad.
cli-settings-yes-or-no = svaret ska vara yes eller no
cli-settings-complete-kinds = bara en personallista, en katalog och en ärendelogg kan sägas vara fullständiga
cli-settings-at-least = at_least ska vara ett helt tal: hur många poster filen minst ska ha
cli-settings-taken = detta är varken ett datum eller en tidpunkt
cli-settings-taken-hint = Skriv till exempel 2026-11-18 eller 2026-11-18T06:00:00+01:00.
cli-settings-no-file = det står inte vilken fil det gäller
cli-settings-no-file-hint = Skriv till exempel {"{"} file: personal.csv, complete: yes {"}"}.
cli-settings-text = här ska stå ett namn, en fil eller en mapp
cli-settings-text-hint = Fyll i värdet, eller ta bort raden.
cli-settings-unknown-key = inställningen «{ $key }» finns inte
cli-settings-known-keys = De som finns är { $keys }.

# workdays
cli-workdays-title =
    { $year } har { $days } arbetsdagar. { $off ->
        [one] En ledig dag infaller
       *[other] { $off } lediga dagar infaller
    } måndag till fredag.
cli-workdays-off = ledigt den { $days }
cli-workdays-names = { $names }
cli-workdays-sum = summa
cli-workdays-days-off = Lediga dagar med namn:
cli-workdays-note = Arbetsdag: måndag till fredag, utom helgdagar (lag 1989:253), midsommarafton, julafton och nyårsafton.
cli-workdays-unknown-day = «{ $day }» är varken en afton eller ett datum
cli-workdays-known-days = Aftnar som kan läggas till är { $eves }. Datum skrivs som 2026-05-15.

# man
cli-man-written = { $count } manualsidor skrevs i { $folder }. Läs en med: man { $folder }/riktlinje.1
cli-man-name = NAMN
cli-man-synopsis = ÖVERSIKT
cli-man-description = BESKRIVNING
cli-man-options = FLAGGOR
cli-man-extra = MER
cli-man-version = VERSION

# init
cli-init-made = { $folder } är klar med { $count } filer. Allt i dem är påhittat och tänkt att bytas ut.
cli-init-next = Granska nu: riktlinje audit --project { $folder }
cli-init-project-there = { $path } finns redan, så mappen är redan ett projekt
cli-init-file-there = { $path } finns redan, och inget skrivs över
cli-init-there-hint = Välj en annan mapp.

# Regelverk
cli-policy-none = det står inte vilken riktlinje som gäller
cli-policy-none-hint = Ange den med --policy, till exempel --policy rjl-1177, eller i riktlinje.yaml.
cli-policy-names = De som följer med programmet är { $names }.
cli-policy-unknown = det finns inget regelverk som heter «{ $policy }», och ingen mapp
cli-policy-no-file = { $folder } har ingen policy.yaml
cli-policy-mistakes =
    regelverket har { $errors ->
        [0] inga fel, men{" "}{ $remarks ->
            [one] en anmärkning
           *[other] { $remarks } anmärkningar
        }
        [one] ett fel{ $remarks ->
            [0] {""}
            [one] {" "}och en anmärkning
           *[other] {" "}och { $remarks } anmärkningar
        }
       *[other] { $errors } fel{ $remarks ->
            [0] {""}
            [one] {" "}och en anmärkning
           *[other] {" "}och { $remarks } anmärkningar
        }
    }
cli-policy-remarks =
    { $count ->
        [one] Regelverket har en anmärkning. Visa den med: riktlinje policy check
       *[other] Regelverket har { $count } anmärkningar. Visa dem med: riktlinje policy check
    }
cli-policy-ok =
    { $policy } är i ordning: { $rules ->
        [one] en regel
       *[other] { $rules } regler
    }, { $clauses ->
        [one] en punkt
       *[other] { $clauses } punkter
    }, { $examples ->
        [one] ett exempel
       *[other] { $examples } exempel
    }.

# Underlag
cli-reading = Läser
cli-judging = Bedömer
cli-stdin-twice = standard in (-) kan bara läsas en gång
cli-nothing-to-read = det finns inget att granska
cli-nothing-to-read-hint =
    Ange mottagningarnas exporter, till exempel: riktlinje audit exporter/ --policy rjl-1177
    En mapp med exempel att börja i skapas med: riktlinje init min-region
cli-nothing-in-settings = Ange exports under sources i { $file }, eller en lista över mottagningar (clinics).
cli-source-failed = { $name } kunde inte läsas: { $why }
cli-nobody = ingen mottagning kunde granskas, så resultatet säger ingenting

# Granskning
cli-no-such-rule = det finns ingen regel som heter «{ $rule }»
cli-clause-rules = Punkten { $clause } prövas av { $rules }.
cli-no-such-rule-hint = Alla regler visas med: riktlinje policy show
cli-directory-none = det står inte var HSA-katalogen finns
cli-directory-none-hint = Ange den med --directory, till exempel --directory hsaunits.zip, eller under sources i riktlinje.yaml.
cli-directory-empty = underlaget har ingen enda enhet ur katalogen
cli-no-such-unit = enheten { $unit } finns inte i katalogen
cli-population-under = enheten { $unit }, som mottagningarna ska stå under, finns inte i katalogen
cli-population-no-directory = mottagningarna ska hämtas ur katalogen, men det står inte var den finns
cli-booking-no-tak = ingen TAK-export är angiven
cli-booking-no-tak-hint = Ange --tak tak.json, eller tak: under sources: i riktlinje.yaml. Be den som förvaltar tjänsteplattformen om en export.
cli-booking-no-such = mottagningen { $clinic } finns varken i listan, i exporterna, i HSA-katalogen eller i TAK
cli-no-such-clinic = mottagningen { $clinic } finns varken i listan eller i exporterna
cli-no-such-clinic-hint = Kontrollera HSA-id:t, och att rätt underlag är angivet.
cli-format-unknown = formatet «{ $format }» finns inte
cli-format-same-file = två format kan inte skrivas till samma fil, { $file }
cli-format-two-on-stdout = bara ett format kan skrivas till skärmen
cli-format-two-on-stdout-hint = Skriv det andra till en fil: --format json=rapport.json
cli-format-written = Skrev { $file }.

# policy
cli-policy-tried =
    { $policy }: { $right } av { $all ->
        [one] ett exempel
       *[other] { $all } exempel
    } stämmer.
cli-policy-examples-wrong =
    { $count ->
        [one] ett exempel stämmer inte
       *[other] { $count } exempel stämmer inte
    }
cli-policy-examples-hint = Antingen säger regeln något annat än avsett, eller så är exemplet fel. Läs regeln med: riktlinje explain REGEL
cli-policy-example-wrong = { $rule } svarar «{ $found }», men exemplet säger «{ $expected }»
cli-policy-example-note = Exemplets anteckning: { $note }
cli-coverage-title = { $policy }: { $carried } av { $clauses } punkter bärs av { $rules } regler.
cli-coverage-by-clause = Punkt för punkt
cli-coverage-by-source = Underlag för underlag
cli-coverage-no-rule = Ingen regel bär punkten.
cli-coverage-rules =
    { $count ->
        [one] { $number } regel
       *[other] { $number } regler
    }
cli-facts-intro = Det här är de uppgifter som en regel kan fråga efter: namnet som skrivs i regeln, vad uppgiften säger, vad den kan vara och varifrån den kommer.
cli-facts-of-clinic = Om mottagningen
cli-facts-of-case-type = Om en ärendetyp (for_each: case_types)
cli-facts-of-service = Om en tjänst (for_each: services)
cli-facts-of-decision = Om ett beslut i registret (for_each: decisions)
cli-show-each-decision = Prövas för varje beslut i registret.
cli-arg-audit-register = Registret över behörigheter; en fil eller postgres://…; annars register.sqlite bredvid riktlinje.yaml, om det finns
cli-facts-of-permission = Om en behörighet (for_each: permissions)
cli-facts-of-user = Om en person (for_each: users)
cli-facts-named = Som regelverket själv ger namn
cli-facts-list = Antal i ett urval under lists
cli-facts-measure = Svaret på en fråga till ärendeloggen under measures
cli-facts-case-type-measure = Samma svar för en ärendetyp
cli-facts-attested = Dagen då punkten senast intygades för mottagningen
cli-facts-case-type-attested = Dagen då punkten senast intygades för ärendetypen
cli-facts-user-attested = Dagen då punkten senast intygades för personen
cli-facts-from = ur { $source }
cli-facts-fresh = för gammal efter { $limit }
cli-facts-personal = personuppgift
cli-show-decided = beslutad { $date }
cli-show-extends = Bygger på { $policies }.
cli-show-dropped = Gäller inte här: { $rule }. { $why }
cli-show-binds = Gäller:
cli-show-parameters = Så är riktlinjens öppna ord lästa
cli-show-rules = Punkter och regler
cli-show-see = se { $clause }
cli-show-when = När:
cli-show-require = Krav:
cli-show-all = allt detta:
cli-show-any = något av detta:
cli-show-none = inget av detta:
cli-show-for-each-in = Prövas för var och en i { $list }.
cli-show-each-case-type = Prövas för varje ärendetyp.
cli-show-each-permission = Prövas för varje behörighet.
cli-show-each-user = Prövas för varje person.
cli-show-each-service = Prövas för varje tjänst.
cli-today = i dag
cli-asked-varies = det som { $parameter } anger för mottagningens { $by }
cli-facts-unknown = okänt, { $why }
cli-arg-received = När ärendet kom in: en tidpunkt som 2026-04-02T15:00, eller bara datumet
cli-arg-within = Inom vilken tid ett ärende ska besvaras, som "1 working day"; annars som regelverket säger
cli-arg-counting = Hur det räknas som kommer en ledig dag: strict räknar från nästa arbetsdag, roll_forward som inkommet då; annars som regelverket säger
cli-value-time = TID
cli-value-way = SÄTT
cli-expects-within = Skriv antal och enhet på engelska, till exempel "1 working day", "4 working hours", "2 days" eller "same working day".
cli-expects-when = Skriv en tidpunkt som 2026-04-02T15:00, eller ett datum som 2026-04-02.
cli-arg-files = Ärendeloggar i CSV, även packade med gzip: filer, mappar, - för standard in; annars de i riktlinje.yaml
cli-arg-no-duplicates-check = Leta inte efter ärenden som står flera gånger
cli-arg-by = Grupp för grupp efter detta; anges det flera gånger står det första ytterst
cli-arg-over = Räkna bara det som kom in eller besvarades den senaste tiden, som "3 months"
cli-arg-case-type = Bara ärenden av den här typen (kan upprepas)
cli-arg-at-most = Hur många ärenden som visas
cli-arg-exit-code = Avsluta med kod 1 om något ärende är försenat
cli-arg-cases-summary-clinics = Lista över mottagningar, för deras namn
cli-heading-count = Räknesätt
cli-value-what = VAD
cli-value-type = TYP
cli-expects-over = Skriv antal och enhet på engelska, till exempel "3 months", "30 days" eller "1 year".
cli-expects-at-most = Skriv ett helt tal från 1 till 1000000.
cli-arg-cases-overdue-clinics = Lista över mottagningar, för deras namn

cli-fresh-up = { $path } leder ut ur mappen (..), och dit skrivs inget
cli-fresh-device = { $path } går inte att använda som filnamn
cli-fresh-link = { $path } är en länk, och dit skrivs inget
cli-fresh-exists = { $path } finns redan, och skrivs inte över

cli-about-report = Skriv en sparad körning igen, i ett annat format eller på ett annat språk
cli-more-report =
    Exempel:
      riktlinje audit --format json=körning.json
      riktlinje report körning.json --format csv=fynd.csv --lang en
cli-arg-stored = Körningen, så som audit --format json skrev den
cli-value-run = KÖRNING

cli-new-without-baseline = --fail-on new-error, new-warning och new-info räknar bara det som är nytt, och behöver något att jämföra med.
cli-new-without-baseline-hint = Ange en sparad körning: --baseline KÖRNING.json. Den görs med --format json=KÖRNING.json.
cli-baseline-other-rules = { $file } bedömer efter helt andra regler, så det finns inget att jämföra.
cli-baseline-other-rules-hint = Ange en körning med samma regelverk.

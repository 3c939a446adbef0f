# Words that every room uses.
and = och

# Lediga dagar
workdays-nyarsdagen = nyårsdagen
workdays-trettondedag-jul = trettondedag jul
workdays-langfredagen = långfredagen
workdays-paskdagen = påskdagen
workdays-annandag-pask = annandag påsk
workdays-forsta-maj = första maj
workdays-kristi-himmelsfardsdag = Kristi himmelsfärdsdag
workdays-pingstdagen = pingstdagen
workdays-annandag-pingst = annandag pingst
workdays-nationaldagen = nationaldagen
workdays-midsommardagen = midsommardagen
workdays-alla-helgons-dag = alla helgons dag
workdays-juldagen = juldagen
workdays-annandag-jul = annandag jul
workdays-trettondagsafton = trettondagsafton
workdays-skartorsdagen = skärtorsdagen
workdays-valborgsmassoafton = valborgsmässoafton
workdays-midsommarafton = midsommarafton
workdays-allhelgonaafton = allhelgonaafton
workdays-julafton = julafton
workdays-nyarsafton = nyårsafton
workdays-closed = egen stängningsdag
workdays-january = januari
workdays-february = februari
workdays-march = mars
workdays-april = april
workdays-may = maj
workdays-june = juni
workdays-july = juli
workdays-august = augusti
workdays-september = september
workdays-october = oktober
workdays-november = november
workdays-december = december
workdays-mon = mån
workdays-tue = tis
workdays-wed = ons
workdays-thu = tor
workdays-fri = fre
workdays-sat = lör
workdays-sun = sön

# Ja och nej
yes = ja
no = nej

# Värden
value-absent = inget
value-none = inga
value-prose = { $count ->
    [one] en text på { $number } tecken
   *[other] en text på { $number } tecken
}
percent = { $figure } %
share = { $percent } ({ $part } av { $of })
share-of-none = inget att räkna på
span-minutes = { $count ->
    [one] { $number } minut
   *[other] { $number } minuter
}
span-hours = { $count ->
    [one] { $number } timme
   *[other] { $number } timmar
}
span-days = { $count ->
    [one] { $number } dag
   *[other] { $number } dagar
}
span-months = { $count ->
    [one] { $number } månad
   *[other] { $number } månader
}
span-years = { $count ->
    [one] { $number } år
   *[other] { $number } år
}
span-working-minutes = { $count ->
    [one] { $number } arbetsminut
   *[other] { $number } arbetsminuter
}
span-working-hours = { $count ->
    [one] { $number } arbetstimme
   *[other] { $number } arbetstimmar
}
span-working-days = { $count ->
    [one] { $number } arbetsdag
   *[other] { $number } arbetsdagar
}
span-same-working-day = samma arbetsdag

# Ord ur källorna
word-active = aktiv
word-inactive = inaktiv
word-not_assigned = ej utdelad
word-not_activated = ej aktiverad
word-closed = stängd
word-mottagning = mottagning
word-avdelning = avdelning
word-distansenhet = distansenhet
word-tandvard = tandvård
word-sjukhus = sjukhus
word-primarvard = primärvård
word-specialistvard = specialistvård
word-egen_regi = egen regi
word-avtal = avtal
word-vardval = vårdval
word-privat = privat
word-phone = telefon
word-letter = brev
word-visit = besök
word-digital = 1177 e-tjänster
word-message_form = formulär
word-direct_booking = direkttidbokning
word-uthopp = uthoppstjänst
word-central = central
word-local = lokal
word-current = aktuell
word-future = kommande
word-ended = avslutad
word-missing = saknas
word-no_hsa_id = saknar HSA-id
word-hsa_id_form = HSA-id som inte följer formen
word-hsa_id_blank = blanktecken före eller efter HSA-id
word-hsa_id_lower_case = HSA-id med små bokstäver
word-hsa_id_check_digit = organisationsnumret i HSA-id har fel kontrollsiffra
word-hsa_id_too_long = HSA-id längre än 31 tecken
word-personal_number = innehåller något som ser ut som ett personnummer
word-duplicate_hsa_id = samma HSA-id på två enheter
word-also_in_service_tree = finns också i tjänsteträdet
word-dn_form = sökväg (DN) som saknas eller inte går att läsa
word-dn_outside_pattern = sökväg (DN) med tecken som RIV-TA inte tillåter
word-duplicate_dn = två poster med samma sökväg (DN)
word-no_parent = enheten ovanför finns inte i katalogen
word-no_name = saknar namn
word-name_too_long = namn längre än 64 tecken
word-org_no_form = organisationsnummer som inte är skrivet NNNNNN-NNNN
word-org_no_check_digit = organisationsnummer med fel kontrollsiffra
word-member_missing = medlem som inte finns i katalogen
word-provider_missing = vårdgivare som inte finns i katalogen
word-dates_reversed = slutar före startdatum
word-date_form = datum som inte går att läsa
word-parent_ended = i bruk under en avslutad enhet
word-hours_form = tider som inte går att läsa
word-hours_reversed = stänger innan det öppnar
word-mail_form = e-postadress som inte går att använda
word-phone_form = telefonnummer som inte går att ringa
word-coordinates_form = koordinater som inte går att läsa
word-coordinates_outside = koordinater utanför Sverige
word-coordinates_swapped = koordinater med norr och öster i fel ordning
word-coordinates_differ = koordinater i två system som anger olika platser
word-address_form = adress utan gata, postnummer eller ort
word-link_form = länk som inte är en webbadress
word-code_form = kod som inte följer kodverkets form
word-text_too_long = en text som är för lång för sitt fält
word-temporary_without_end = tillfällig information utan slutdatum
word-temporary_passed = tillfällig information vars tid har gått ut
word-pending = kommande
word-expired = utgången
word-revoked = återkallad
word-grant = tilldela
word-pause = pausa
word-resume = återuppta
word-extend = förläng
word-revoke = återkalla
word-anstalld = anställd
word-ny_uppgift = ny uppgift
word-ledighet = ledighet
word-aterkommen = återkommen
word-slutat = slutat
word-byt_mottagning = byt mottagning
word-behovs_ej = behövs ej
word-rattelse = rättelse
word-granskning = granskning
word-overtagande = övertagande
word-arendemottagare = ärendemottagare
word-arendehanterare = ärendehanterare
word-lokal_administrator = lokal administratör
word-behorighetsadministrator = behörighetsadministratör
word-granskare = granskare
word-verksamhetschef = verksamhetschef

# Roller
role-regional_forvaltning = regional förvaltning
role-hsa_forvaltning = HSA-förvaltning
role-verksamhetschef = verksamhetschef
role-lokal_administrator = lokal administratör
role-behorighetsadministrator = behörighetsadministratör
role-arendemottagare = ärendemottagare
role-arendehanterare = ärendehanterare
role-granskare = granskare
role-vardpersonal = vårdpersonal
role-strateg = e-hälsostrateg

# Källor, i bestämd form, och vem man frågar
kind-clinics = listan över mottagningar
kind-exports = mottagningsexporten
kind-declarations = utbudslistan
kind-directory = HSA-katalogen
kind-tak = TAK-exporten
kind-cases = ärendeloggen
kind-permissions = behörighetslistan
kind-staff = personallistan
kind-absence = frånvarolistan
kind-attestations = intygen
kind-waivers = undantagen
ask-clinics = Be den regionala förvaltningen om listan över de mottagningar som ska följa riktlinjen.
ask-exports = Be den regionala förvaltningen om en export av mottagningarnas inställningar.
ask-declarations = Be verksamhetscheferna ange vad mottagningen förskriver och erbjuder.
ask-directory = Be HSA-förvaltningen om en fil ur katalogen.
ask-tak = Be den som förvaltar tjänsteplattformen om en export ur TAK.
ask-cases = Be den regionala förvaltningen om ett ärendeuttag.
ask-permissions = Be den regionala förvaltningen om behörighetslistan ur Personalverktyget.
ask-staff = Be personalavdelningen om en lista över anställda, med sista anställningsdag.
ask-absence = Be personalavdelningen om ledigheterna: bara från och till, aldrig orsaken.
ask-attestations = Be verksamhetscheferna och de lokala administratörerna fylla i sina intyg.
ask-waivers = Be den som beslutar om undantag om listan över dem.

# Utfall och allvar
outcome-pass = följs
outcome-fail = bryts
outcome-unknown = kan inte bedömas
outcome-not_applicable = gäller inte
severity-error = fel
severity-warning = anmärkning
severity-info = upplysning
level-error = fel
level-warning = varning
level-note = notering

# Villkor: det som väntas
operator-is = ska vara { $expected }
operator-is-not = ska inte vara { $expected }
operator-one-of = ska vara något av { $expected }
operator-none-of = ska inte vara något av { $expected }
operator-at-least = minst { $expected }
operator-at-most = högst { $expected }
operator-before = ska vara före { $expected }
operator-after = ska vara efter { $expected }
operator-newer-than = högst { $expected } gammalt
operator-older-than = mer än { $expected } gammalt
operator-contains = ska innehålla { $expected }
operator-contains-all = ska innehålla { $expected }
operator-contains-any = ska innehålla något av { $expected }
operator-mentions-none = ska inte nämna { $expected }
operator-matches = ska följa mönstret { $expected }
operator-exists = ska finnas
operator-exists-no = ska inte finnas
operator-same-as = ska vara samma som { $expected }
operator-same-text-as = ska ha samma lydelse som { $expected }

# Villkor: det som hittades
evidence-found = { $fact }: { $expected }, hittade { $found }
evidence-absent = { $fact }: { $expected }, men uppgift saknas
evidence-unknown = { $fact }: { $expected }, men { $reason }
evidence-expected = { $fact }: { $expected }
evidence-from = { $expected } ({ $fact })

# Uppgifter som en riktlinje själv namnger
named-fact = { $name }
named-fact-measure = mätningen { $name }
named-fact-list = urvalet { $name }
named-fact-attested = intyg för { $name }
named-fact-case-type-attested = ärendetypens intyg för { $name }

# Varför en uppgift inte är känd
missing-not-supplied = ingen har lämnat in { $source }
missing-not-in-source = uppgiften finns inte alls i { $source }
missing-not-set = det är inte angivet vem 1177 är i { $source }
missing-not-exported = uppgiften saknas för mottagningen i { $source }
missing-no-record = det finns ingen sådan rad i { $source }
missing-unreadable = värdet i { $source } går inte att läsa
missing-stale = uppgiften i { $source } är äldre än { $limit }
missing-conflicting = underlagen säger två olika saker
missing-too-few = { $count ->
    [0] det finns inget ärende i { $source }
    [one] det finns bara { $count } ärende i { $source }, för få för att bedöma en andel
   *[other] det finns bara { $count } ärenden i { $source }, för få för att bedöma en andel
}

# Det som en regel prövar vart och ett för sig
item-case-type = ärendetypen { $name }
item-decision = beslutet för { $name }
item-permission = behörigheten för { $name }
item-user = { $name }
item-service = tjänsten { $name }

place-cell = { $file }, bladet { $sheet }, cell { $cell }

# Dokument i YAML och JSON
document-syntax = Här står något som YAML inte tillåter. En text som börjar med ett tecken som @, %, &, *, |, ] eller ` ska stå inom citattecken.
document-escape = Ett \ inom "…" betyder något annat än sig självt. Skriv texten inom '…' i stället, till exempel en sökväg i Windows.
document-colon = Här står ett kolon till på raden, eller så är indraget fel. En text med kolon ska stå inom citattecken: "så: här".
document-tab = Tabb får inte användas till indrag. Byt den mot blanksteg.
document-bracket = Här börjar en parentes som aldrig avslutas. Avsluta den med ] eller {"}"}.
document-quote = Citattecknen stämmer inte: texten avslutas inte, eller fortsätter efter dem. Ett ' inom '…' skrivs ''.
document-indent = Indraget stämmer inte med raderna före. Det som hör ihop ska börja i samma kolumn.
document-no-colon = Raden är varken en nyckel eller ett värde. Skriv nyckel, kolon och värde.
document-several = Filen innehåller flera dokument. Behåll ett, utan «---» emellan.
document-depth = Listor och nycklar är staplade i för många nivåer. Tillåtet är 64.
document-anchor = Ankare (&namn) och hänvisningar (*namn) är inte tillåtna. Skriv ut värdet på varje plats.
document-tag = Typmärken (!namn) är inte tillåtna. Skriv värdet utan märke.
document-key = En nyckel måste vara ett ord, inte en lista eller en grupp.
document-cut = Dokumentet tar slut mitt i. Hämta filen på nytt, eller avsluta den sista delen.
document-duplicate-key = Nyckeln «{ $key }» står två gånger. Behåll en av dem.

# Om undantagen själva
fact-waiver-expires = undantagets sista dag
fact-waiver-excuses = värdet som undantaget gäller
fact-waiver-rule = det som undantaget gäller

# Påståenden: uppgifter vars namn börjar med «att»
that = att
claim-wanted = Det ska stämma { $fact }
claim-unwanted = Det ska inte stämma { $fact }
claim-true = Det stämmer { $fact }
claim-false = Det stämmer inte { $fact }
claim-unknown = Det går inte att avgöra { $fact }: { $reason }

# Öppettider, telefontider
hours-none = inga tider
hours-round-the-clock = dygnet runt
hours-day-to-day = { $first }–{ $last }
hours-open = { $days } { $times }
hours-closed = { $days } stängt
hours-then = { $first }; { $rest }
hours-from = från { $from }: { $week }
hours-until = till { $until }: { $week }
hours-from-until = från { $from } till { $until }: { $week }
kind-register = registret över behörigheter
kind-changes = tabellen med ändringar
ask-register = Be den regionala administratören om registret över behörigheter (register.sqlite).
ask-changes = Be den som vill ha ändringarna om tabellen.

# source

## tables

source-encoding = textfilens tecken är lagrade som { $encoding }
source-encoding-utf8-mark = UTF-8 med teckenmärke (BOM)
source-encoding-mixed = filen blandar teckenkodningar (UTF-8 och Windows-1252), så å, ä och ö blir fel på några ställen
source-fewer-records = filen har { $found } poster, men minst { $wanted } väntades
source-fewer-records-advice = Hämta filen på nytt: den kan vara avklippt. Är färre poster rätt, sänk at_least i riktlinje.yaml.
source-no-records = filen har inga poster
source-none-read = ingen post i filen gick att läsa ({ $count ->
        [one] en utelämnad
       *[other] { $count } utelämnade
    })
source-none-read-advice = Se under problem i källorna vad som är fel med dem.
source-no-records-advice = Se efter om exporten avbröts eller om urvalet var tomt. Hör filen inte hit, ange den inte som underlag.
source-record-value = «{ $found }» i fältet «{ $field }» går inte att läsa; posten lästes inte
source-not-utf8 = filen säger sig vara UTF-8, men har tecken som inte är det på rad { $line }, tecken { $column }
source-not-utf8-advice = Öppna filen i ett textprogram och spara den på nytt med teckenkodningen UTF-8.
source-nul = filen har ett tecken som ingen textfil har (noll) på rad { $line }, tecken { $column }
source-nul-advice = Filen är skadad eller ingen textfil. Exportera den på nytt.
source-empty = filen är tom
source-empty-advice = Exportera den på nytt. Ska filen inte användas, ange den inte som underlag.
source-too-large = filen är större än { $mebibytes } MiB
source-too-large-advice = Så stora filer kan bara läsas som JSON Lines (en mottagning på varje rad). Exportera i det formatet, eller dela filen.
source-record-too-long = raden som börjar på rad { $line } är längre än { $mebibytes } MiB
source-record-too-long-advice = Filen är troligen skadad, eller så fattas radbrytningar i den. Exportera den på nytt.
source-not-found = det finns ingen sådan fil eller mapp
source-not-found-advice = Se efter att namnet är rätt stavat och att sökvägen räknas från rätt mapp.
source-permission = filen får inte läsas
source-permission-advice = Be den som äger filen om läsrättighet, eller stäng programmet som har den öppen.
source-unreadable = det går inte att läsa: { $error }
source-unreadable-advice = Försök igen. Ligger filen på en nätverksdisk, kopiera den till datorn först.
source-folder-empty = mappen har ingen fil som kan läsas
source-folder-empty-advice = Ur en mapp läses filer som slutar på { $extensions }.
source-stdin-twice = standard in kan bara läsas en gång
source-stdin-twice-advice = Spara det ena i en fil och ange filens namn.
source-http = adressen börjar med http://, och det som hämtas så kan ändras på vägen
source-http-advice = Skriv adressen med https://.
source-scheme = adresser som börjar med { $scheme }:// läses inte
source-scheme-advice = Ange en fil, en mapp, en adress som börjar med https:// eller - för standard in.
source-address = adressen är felskriven
source-address-advice = En adress ser ut som https://filer.example.se/clinics.csv.
source-https-root = filen med den egna certifikatutfärdaren har inget certifikat i PEM-format
source-https-root-advice = Be IT-avdelningen om utfärdarens certifikat som PEM (texten börjar med BEGIN CERTIFICATE).
source-https-client = säkra anslutningar kan inte göras på den här datorn: { $error }
source-https-client-advice = Se efter att datorn har certifikat för kända utfärdare installerade, eller hämta filen på annat sätt och ange den.
source-https-cut = svaret från { $host } avbröts innan det var slut
source-https-later = Försök igen om en stund. Går det inte, hör med den som driver servern.
source-https-timeout = { $host } svarade inte i tid
source-https-connect = det gick inte att nå { $host }: { $error }
source-https-connect-advice = Se efter att adressen är rätt och att datorn har förbindelse med nätet som servern finns i.
source-https-certificate = ingen betrodd utfärdare går i god för { $host }: { $error }
source-https-certificate-advice = Har regionen en egen certifikatutfärdare, ange den i inställningarna. Kontrollen av certifikat går inte att stänga av.
source-https-login = { $host } kräver inloggning (svar { $status })
source-https-login-advice = Hämta filen i webbläsaren, spara den och ange den sparade filen.
source-https-missing = { $host } har ingen sådan fil (svar { $status })
source-https-missing-advice = Se efter att adressen är rätt; filen kan ha flyttats.
source-https-redirect = { $host } hänvisar till en annan adress (svar { $status }), och sådana hänvisningar följs inte
source-https-redirect-advice = Ange den adress där filen verkligen finns. Hänvisas man till en inloggning, hämta filen i webbläsaren i stället.
source-https-status = { $host } kunde inte lämna filen (svar { $status })
source-unpacked-gzip = uppackad (gzip)
source-unpacked-zip = { $others ->
    [0] { $entry } ur zip-arkivet
    [one] { $entry } ur zip-arkivet, som har en fil till
   *[other] { $entry } ur zip-arkivet, som har { $others } filer till
}
source-unpacked-too-large = uppackad är filen större än { $mebibytes } MiB
source-unpacked-too-large-advice = Filen är troligen skadad, eller gjord för att fylla minnet. Se efter var den kommer ifrån och hämta den på nytt.
source-packed-broken = den packade filen är skadad eller avklippt
source-packed-broken-advice = Hämta den på nytt. Pröva att packa upp den för hand om felet kvarstår.
source-packed-twice = den packade filen innehåller en packad fil
source-packed-twice-advice = Packa upp den yttre och ange filen som kommer ut.
source-zip-empty = zip-arkivet är tomt
source-zip-empty-advice = Se efter om exporten avbröts och gör om den.
source-zip-several = { $more ->
    [0] zip-arkivet har { $count } filer: { $names }
   *[other] zip-arkivet har { $count } filer: { $names } och { $more } till
}
source-zip-several-advice = Packa upp det och ange filerna eller mappen som kommer ut. Ett arkiv läses om det har en enda fil, eller om en av dem heter { $wanted }.
source-zip-encrypted = filen i zip-arkivet är skyddad med lösenord
source-zip-encrypted-advice = Packa upp det med lösenordet och ange filen som kommer ut.
source-zip-method = filen i zip-arkivet är packad på ett sätt som inte kan läsas
source-zip-method-advice = Packa upp det och ange filen som kommer ut, eller packa den på nytt som vanlig zip.
source-pdf = filen är en PDF
source-database = filen är en databas
source-word = filen är ett Word-dokument
source-stored-run = filen är en sparad granskning, eller ett annat svar som riktlinje har skrivit, och ingen källa
source-stored-run-advice = Ange exporten som mottagningarna står i. En sparad granskning visas med riktlinje report FIL, och --baseline FIL jämför med den.
source-table-advice = Be om samma uppgifter som CSV eller XLSX.
source-old-office = filen är ett kalkylblad i det gamla formatet (.xls), eller skyddat med lösenord
source-opendocument = filen är ett OpenDocument-kalkylblad
source-old-office-advice = Öppna den i kalkylprogrammet och spara den som XLSX utan lösenord, eller som CSV.
source-markup = filen är en webbsida eller XML, ingen tabell
source-markup-advice = Spara uppgifterna som CSV eller XLSX. En fil som sparades ur webbläsaren kan vara inloggningssidan.
source-markup-web-advice = Adressen gav en webbsida, kanske en inloggning. Hämta filen i webbläsaren, spara den och ange den sparade filen.
source-ldif = filen är LDIF, ingen tabell
source-xml-broken = XML:en är inte välformad
source-xml-cut = XML:en är avklippt: filen slutar innan den är färdig
source-xml-dtd = XML:en har en dokumenttypsdefinition (DOCTYPE), och sådana läses inte
source-xml-entity = XML:en hänvisar till något annat än ett tecken
source-xml-advice = Filen är troligen skadad eller bara delvis hämtad. Hämta den på nytt.
source-xml-dtd-advice = Se efter var filen kommer ifrån. En export ur katalogen har inget sådant.
source-xml-encoding = XML:en säger att den är kodad som { $encoding }, och det läses inte
source-xml-encoding-advice = Spara den som UTF-8.
source-directory-root = XML:ens yttersta element är { $root }
source-directory-root-advice = Ur katalogen läses filexporten (FileGetHsaUnitsResponse, HsaUnitsResponse) och svar på GetUnit (GetUnitResponse), liksom LDIF och CSV.
source-workbook-broken = arbetsboken är skadad och går inte att läsa
source-workbook-broken-advice = Öppna den i kalkylprogrammet, spara den på nytt och försök igen.
source-read-delimited = { $encoding }, { $delimiter } mellan kolumnerna
source-delimiter-semicolon = semikolon
source-delimiter-comma = komma
source-delimiter-tab = tabb
source-delimiter-bar = lodstreck
source-read-sheet = bladet «{ $sheet }»
source-heading-row = rubrikerna står på rad { $line }
source-columns = tabellen har fler än { $limit } kolumner
source-columns-advice = Ta bort kolumner som inte behövs, eller se efter att filen verkligen är en tabell.
source-heading-twice = rubrikerna «{ $first }» och «{ $second }» betyder samma sak
source-heading-twice-advice = Ta bort den ena kolumnen, eller skriv i mappningsfilen vad den i stället betyder.
source-heading-called = «{ $example }» ({ $field })
source-heading-missing = { $count ->
    [one] kolumnen { $columns } saknas
   *[other] kolumnerna { $columns } saknas
} – rubrikerna är { $names }
source-heading-missing-advice = { $count ->
    [one] Ge kolumnen den rubriken, eller skriv i mappningsfilen vilken kolumn det är.
   *[other] Ge kolumnerna de rubrikerna, eller skriv i mappningsfilen vilka kolumner det är.
}
source-row-advice = Rätta raden. Text som har skiljetecknet i sig ska stå inom citattecken.
source-quote = ett citattecken som börjar på rad { $line } slutar aldrig; raden lästes inte
source-quote-advice = Sätt ett citattecken där texten slutar, eller skriv citattecken i texten dubbelt.
source-merged = sammanfogade celler räknas till varje rad som de täcker
source-formula-advice = Cellen har en formel som inte är uträknad. Öppna arbetsboken, låt den räkna och spara den.
source-cell-error-advice = Kalkylprogrammet kunde inte räkna ut cellen. Skriv värdet i stället.
source-personal-number = här står något som ser ut som ett personnummer; posten lästes inte
source-personal-number-advice = Ta bort det ur filen: personal anges med HSA-id. Är det ett telefonnummer, skriv det som 070-123 45 67. Numret sparas inte och visas aldrig.
source-id-empty = fältet «{ $field }» är tomt, så det går inte att veta vem eller vilken mottagning det gäller; posten lästes inte
source-id-long = HSA-id:t i fältet «{ $field }» är längre än 64 tecken
source-id-character = HSA-id:t i fältet «{ $field }» har tecknet «{ $character }» ({ $code }) på plats { $position }, och det finns inte i något HSA-id
source-id-advice = Hämta HSA-id:t från HSA-katalogen; det ser ut som SE2321000057-TEST1.
source-id-letter-advice = Bokstaven kan vara en som bara liknar den rätta, till exempel ett kyrilliskt Е. Skriv id:t på nytt för hand, eller hämta det från HSA-katalogen.
source-field-missing = fältet «{ $field }» saknas; posten lästes inte
source-field-missing-advice = Fyll i fältet «{ $field }».
source-value-unreadable = «{ $found }» i fältet «{ $field }» går inte att läsa
source-no-text = fältet «{ $field }» ska vara ett enda värde, inte en lista eller en grupp av fält
source-no-text-advice = Skriv ett enda värde. Text med kolon i sig ska stå inom citattecken.
source-date-advice = Skriv datum som 2026-05-01.
source-instant-advice = Skriv tidpunkten som 2026-11-18T06:00:00+01:00, eller bara dagen.
source-truth-advice = Skriv ja eller nej.
source-one-of = Det ska vara något av { $names }.
source-did-you-mean = Menas «{ $name }»?
source-absence-backwards = ledigheten slutar innan den börjar; posten lästes inte
source-absence-backwards-advice = Se efter om datumen har bytt plats.
source-waiver-long = undantaget gäller till och med { $date }, och ett undantag gäller högst två år
source-waiver-long-advice = Ge undantaget en sista dag inom två år; då prövas det igen.
source-waiver-reason = undantaget säger inte varför
source-waiver-reason-advice = Skriv skälet, så att den som prövar undantaget på nytt kan ta ställning.
source-waiver-owner = undantaget säger inte vem som ansvarar för det
source-waiver-owner-advice = Skriv vem som ansvarar för undantaget.
source-waiver-clinics = undantaget säger inte vilka mottagningar det gäller; det lästes inte
source-waiver-clinics-advice = Skriv mottagningarnas HSA-id i fältet clinics. Ett undantag för alla är en ändring av riktlinjen.
source-permissions-no-state = exporten säger inte vilket tillstånd behörigheterna har; alla räknas som aktiva
source-staff-incomplete = personallistan kallar sig fullständig, men allt i den gick inte att läsa; den räknas inte som fullständig
source-staff-incomplete-advice = Rätta de rader som inte kunde läsas. Till dess sägs ingen saknas i personallistan.
source-format-missing = filen säger inte vilket format den har; det ska vara { $wanted }
source-format-unknown = filen säger att formatet är «{ $found }», men här läses { $wanted }
source-format-unnamed = filen säger inte vilket format den har; den lästes som { $wanted }
source-format-advice = Skriv «format: { $wanted }» på första raden, om det är vad filen innehåller.
source-document-json = filen är inte riktig JSON
source-document-json-advice = En klammer, en hakparentes, ett komma eller ett citattecken fattas eller står fel, eller så blev filen avbruten. Exportera den på nytt, eller rätta stället.
source-document-advice = Rätta stället och försök igen. I YAML ska rader som hör ihop ha samma indrag, och text med kolon stå inom citattecken.
source-document-shape = filen har ingen lista { $key }
source-document-shape-advice = Skriv «format: { $wanted }», därefter «{ $key }:» och under det en post för varje rad i listan.
source-record-shape = här ska en post med fält stå, men det är något annat
source-record-shape-advice = Skriv posten som en grupp av fält; { $fields } ska finnas med.
source-line-syntax = raden går inte att läsa; felet är vid tecken { $column }
source-line-advice = Rätta raden. I JSON Lines står en hel post på varje rad.
source-key-twice = fältet «{ $field }» står två gånger; posten lästes inte
source-key-twice-advice = Behåll det ena.
source-mapping-key = nyckeln «{ $key }» känns inte igen
source-mapping-kind = «{ $key }» är ingen slags källa
source-mapping-field = «{ $field }» är inget fält i källan { $kind }
source-mapping-value-field = «{ $field }» är inget fält i någon källa
source-mapping-value = «{ $value }» är inget värde som fältet «{ $field }» kan ha
source-mapping-value-advice = Skriv ett av fältets egna värden efter kolonet, till exempel «active».
source-mapping-text = här ska ett enda ord stå
source-mapping-text-advice = Skriv till exempel «Vem: staff».
source-row-short = { $cells ->
    [one] raden har bara en cell men rubrikerna är { $headings }; den lästes inte
   *[other] raden har bara { $cells } celler men rubrikerna är { $headings }; den lästes inte
}
source-row-long = { $cells ->
    [one] raden har en cell men rubrikerna är { $headings }; den lästes inte
   *[other] raden har { $cells } celler men rubrikerna är { $headings }; den lästes inte
}
source-formulas = { $count ->
    [one] en cell har en formel; det värde som kalkylprogrammet senast räknade ut används
   *[other] { $count } celler har formler; de värden som kalkylprogrammet senast räknade ut används
}
source-sheets-not-read = { $count ->
    [one] bladet { $names } har inga rubriker som känns igen och lästes inte
   *[other] bladen { $names } har inga rubriker som känns igen och lästes inte
}
source-folder-others = { $count ->
    [one] en fil i mappen lästes inte: { $names }
   *[other] { $count } filer i mappen lästes inte, bland dem { $names }
}
source-columns-unknown = { $count ->
    [one] kolumnen { $names } används inte
   *[other] { $count } kolumner används inte, bland dem { $names }
}
source-cause = { $count ->
    [one] kolumnen { $names } läses aldrig: varför någon är borta är en uppgift om hälsa
   *[other] kolumnerna { $names } läses aldrig: varför någon är borta är en uppgift om hälsa
}
source-key-unknown = { $count ->
    [one] fältet «{ $key }» känns inte igen och lästes inte
   *[other] fältet «{ $key }» känns inte igen och lästes inte; det står på { $count } ställen
}
source-more-problems = { $count ->
    [one] ytterligare en post har samma fel: { $first }
   *[other] ytterligare { $count } poster har samma fel: { $first }
}

## exports

source-export-format-unnamed = filen säger inte vilket format den har; den lästes som riktlinje/clinics/v1
source-export-format-other = filen säger att formatet är «{ $found }», men här läses { $expected }
source-export-format-other-advice = Ange filen som den slags källa den är, eller skriv «format: { $expected }» om den innehåller mottagningar.
source-export-format-newer-advice = Filen kommer från en annan version av formatet. Uppdatera riktlinje, eller exportera som { $expected }.
source-export-clinic-without-id = mottagningen saknar HSA-id
source-export-clinic-without-id-advice = Skriv mottagningens HSA-id i fältet hsa_id. Utan det går det inte att veta vilken mottagning uppgifterna gäller.
source-export-hsa-id-character = HSA-id:t har tecknet «{ $character }» ({ $code }) på plats { $position }; det finns inte i något HSA-id
source-export-hsa-id-long = HSA-id:t är längre än 64 tecken
source-export-hsa-id-advice = Hämta HSA-id:t från HSA-katalogen. Ett inklistrat id kan ha fått en bokstav som bara liknar den rätta, till exempel ett kyrilliskt Е.
source-export-personal-number = här står något som ser ut som ett personnummer; uppgifterna om mottagningen lästes inte
source-export-personal-number-advice = Ta bort det ur texten. Är det ett telefonnummer, skriv det med bindestreck och mellanslag, som 070-123 45 67. Numret sparas inte och visas aldrig.
source-export-key-repeated = fältet «{ $key }» står två gånger
source-export-key-repeated-advice = Behåll ett av dem. Mottagningen lästes inte, eftersom det inte går att veta vilket som gäller.
source-export-key-unknown = { $count ->
    [one] fältet «{ $key }» känns inte igen och lästes inte
   *[other] fältet «{ $key }» känns inte igen och lästes inte; det står på { $count } ställen
}
source-export-keys-unknown-more = { $count ->
    [one] ytterligare ett fält känns inte igen
   *[other] ytterligare { $count } fält känns inte igen
}
source-export-case-types-shape = fältet case_types är varken en lista eller en uppställning
source-export-case-types-shape-advice = Skriv en lista av ärendetyper, eller en rad för varje ärendetyp med dess tillstånd, som «fornya_recept: active».
source-export-case-type-unnamed = det framgår inte vilken ärendetyp det är
source-export-case-type-unnamed-advice = Skriv ärendetypens nyckel i fältet type, eller dess namn i fältet name.
source-export-service-unnamed = det framgår inte vilken tjänst det är
source-export-service-unnamed-advice = Skriv tjänsten i fältet service, till exempel «recept».
source-export-list-expected = fältet «{ $field }» ska vara en lista
source-export-list-expected-advice = Skriv värdena som en lista. En tom lista betyder att det inte finns något.
source-export-value-expected = fältet «{ $field }» ska vara ett enda värde, inte en lista eller en grupp av fält
source-export-value-expected-advice = Skriv värdet som text.
source-export-truth-unknown = «{ $found }» i fältet «{ $field }» är varken ja eller nej
source-export-truth-unknown-advice = Skriv ja eller nej.
source-export-date-unknown = «{ $found }» i fältet «{ $field }» är inget datum
source-export-date-unknown-advice = Skriv datum som 2026-05-01.
source-export-word-unknown = «{ $found }» i fältet «{ $field }» känns inte igen
source-export-word-unknown-advice = Det ska vara ett av orden { $allowed }.
source-export-word-unknown-nearest = Menas «{ $nearest }»? Det ska vara ett av orden { $allowed }.
source-export-line-not-utf8 = raden har tecken som inte är UTF-8
source-export-line-not-utf8-advice = Spara filen med teckenkodningen UTF-8.
source-export-json-none = filen är inte JSON; felet är på rad { $line }, tecken { $column }
source-export-json-none-advice = En JSON-fil börjar med en hakparentes eller en klammer. Är det en tabell, ge filen ändelsen .csv.
source-export-json-cut = filen tar slut mitt i listan av mottagningar, på rad { $line }
source-export-json-cut-advice = Exporten blev nog avbruten. Exportera igen; de mottagningar som följer efter detta ställe saknas.
source-export-json-more = filen fortsätter efter sitt slut, på rad { $line }, tecken { $column }; resten lästes inte
source-export-json-more-advice = Ta bort det som står efter slutet. Står det en mottagning på varje rad, ge filen ändelsen .jsonl.
source-export-json-record-cut = uppgifterna om mottagningen tar slut för tidigt, på rad { $line }, tecken { $column }
source-export-json-record-cut-advice = En klammer, en hakparentes eller ett citattecken fattas, eller så blev exporten avbruten.
source-export-json-record-shape = här ska en mottagning stå, men det är något annat
source-export-json-record-shape-advice = En mottagning skrivs som en grupp av fält inom klamrar.
source-export-json-record-syntax = felskriven JSON på rad { $line }, tecken { $column }; mottagningen lästes inte
source-export-json-record-syntax-advice = Se efter om ett komma, ett kolon eller ett citattecken fattas eller står för mycket just före stället.
source-export-yaml = filen går inte att läsa som YAML; felet är på rad { $line }, tecken { $column }: { $error }
source-export-yaml-advice = Se efter att raderna har samma indrag som sina syskon, och att text med kolon eller citattecken står inom citattecken.
source-export-yaml-record = mottagningen går inte att läsa; felet är på rad { $line }, tecken { $column }: { $error }
source-export-yaml-record-advice = Se efter att raderna har samma indrag som sina syskon, och att text med kolon eller citattecken står inom citattecken.
source-export-yaml-record-shape = på rad { $line } ska en mottagning stå, men det är något annat
source-export-yaml-record-shape-advice = En mottagning skrivs som en grupp av fält, ett på varje rad, som «hsa_id: SE2321000057-TEST1».
source-export-line-long = rad { $line } är för lång för att vara en mottagning; den lästes inte
source-export-line-long-advice = En mottagning får ta högst 16 MiB. Se efter att exporten har en mottagning på varje rad.
source-export-is-other = filen är ingen export av mottagningarnas inställningar utan ser ut som { $kind } – rubrikerna är { $names }
source-export-is-other-advice = Ge filen med { $flag }, eller skriv den under «{ $key }» i riktlinje.yaml.
source-export-says-nothing = tabellen säger inget om mottagningarnas inställningar, bara vilka de är
source-export-says-nothing-advice = Är den listan över mottagningar, ge den med --clinics.
source-export-rows-of-clinics = en rad för varje mottagning
source-export-rows-of-types = en rad för varje ärendetyp vid en mottagning
source-export-cell-error = cellen i kolumnen «{ $field }» innehåller felet { $found }
source-export-cell-error-advice = Rätta formeln i kalkylbladet, eller skriv värdet i cellen.

# TAK
source-tak-json = filen är inte JSON; felet är på rad { $line }, tecken { $column }
source-tak-json-advice = TAK läses som JSON: en export ur TAK, eller svaret från Samverkans-API:et på en fråga med .json.
source-tak-cut = filen tar slut för tidigt, på rad { $line }
source-tak-cut-advice = Exporten blev nog avbruten. Exportera igen: det som inte står i TAK räknas som att det inte finns, så en halv fil läses inte alls.
source-tak-shape = filen är inte skriven som en export ur TAK; felet är på rad { $line }, tecken { $column }
source-tak-no-data = filen har ingen del «data»; det är ingen export ur TAK
source-tak-no-data-advice = En export ur TAK har formatVersion, tidpunkt och data, och i data listorna vagval och anropsbehorighet. Sparade svar från Samverkans-API:et är listor: serviceProductions och cooperations.
source-tak-no-sections = filen har varken vagval eller anropsbehorighet; det finns inget att läsa
source-tak-no-sections-advice = Exportera hela TAK, och se efter att listorna vagval och anropsbehorighet följer med.
source-tak-order = filen är en beställning av ändringar i TAK, inte en export av vad som finns där
source-tak-order-advice = Be den som förvaltar tjänsteplattformen om en export ur TAK. En beställning säger inte om den blev genomförd.
source-tak-error = filen är ett felmeddelande från Samverkans-API:et (status { $status }), inte ett svar
source-tak-error-advice = Fråga igen, och se efter att inloggning och adress stämmer.
source-tak-version = exporten är skriven i version { $found } av TAK:s format; här läses version 1
source-tak-version-advice = Exportera i version 1, eller uppdatera riktlinje.
source-tak-version-unnamed = filen säger inte vilken version av TAK:s format den har; den lästes som version 1
source-tak-twice = { $field } står två gånger i filen, med olika innehåll
source-tak-twice-advice = Ta bort den ena, eller exportera igen.
source-tak-section-missing = listan { $section } finns inte i filen
source-tak-section-missing-advice = Det som bara den listan kan svara på redovisas som okänt. Exportera hela TAK.
source-tak-no-booking = inget av vägvalen gäller bokning (crm:scheduling)
source-tak-no-booking-advice = Se efter att det är rätt tjänsteplattform och rätt miljö: utan sådana vägval är ingen mottagning ansluten till direkttidbokning.
source-tak-kept = { $routes } av { $all-routes } vägval och { $permissions } av { $all-permissions } anropsbehörigheter gäller bokning
source-tak-deleted = { $count ->
    [one] en post är markerad som borttagen och räknas inte
   *[other] { $count } poster är markerade som borttagna och räknas inte
}
source-tak-record = posten går inte att läsa; den räknas inte
source-tak-record-advice = En post i TAK är en grupp av fält inom klamrar. Exportera igen.
source-tak-record-twice = fältet «{ $field }» står två gånger i posten, med olika värden; posten räknas inte
source-tak-record-twice-advice = Ta bort det ena, eller exportera igen.
source-tak-number-twice = id { $number } står två gånger i samma lista; den första posten gäller
source-tak-number-twice-advice = Exportera igen. Det som pekar på detta id kan ha blivit fel.
source-tak-link-missing = { $kind ->
    [route] vägvalet saknar { $field }; det räknas inte
    [permission] anropsbehörigheten saknar { $field }; den räknas inte
   *[other] svaret saknar { $field }; det räknas inte
}
source-tak-link-missing-advice = Exportera igen, och rätta posten i TAK om den är lika där.
source-tak-dangling = { $kind ->
    [route] vägvalet pekar på { $field } { $found }, som inte finns i filen; det räknas inte
   *[other] anropsbehörigheten pekar på { $field } { $found }, som inte finns i filen; den räknas inte
}
source-tak-dangling-advice = Exportera hela TAK på en gång, så att allt som poster pekar på följer med.
source-tak-reversed = { $kind ->
    [route] vägvalet slutar gälla ({ $until }) innan det börjar ({ $from }); det räknas inte
   *[other] anropsbehörigheten slutar gälla ({ $until }) innan den börjar ({ $from }); den räknas inte
}
source-tak-reversed-advice = Rätta datumen i TAK.
source-tak-instant = { $field } är ingen tidpunkt; om posten gäller är okänt
source-tak-taken = tidpunkt är ingen tidpunkt; hur gammal exporten är framgår inte
source-tak-instant-advice = Tidpunkter skrivs som 2014-08-12T22:00:00+0000. Exportera igen.
source-tak-two-routes = { $contract } har två vägval samtidigt till { $address }; det första står på rad { $line }
source-tak-two-routes-advice = Tjänsteplattformen svarar då med fel VP006. Ta bort det ena vägvalet i TAK.
source-tak-answer-empty = svaret är en tom lista, och det framgår inte vad frågan var
source-tak-answer-empty-advice = Spara svaret på en fråga utan logicalAddressId: då syns både vad som finns och vad som inte finns.
source-tak-answer-other = filen är en lista, men varken av serviceProductions eller av cooperations
source-tak-answer-other-advice = Fråga efter serviceProductions med include=logicalAddress,serviceContract,serviceProducer,connectionPoint, och efter cooperations med include=logicalAddress,serviceContract,serviceConsumer,connectionPoint. Spara dem i var sin fil.
source-tak-answer-bare = svaret säger inte vilken logisk adress och vilket kontrakt det gäller
source-tak-answer-mixed = svaret blandar miljöerna { $environments }
source-tak-answer-mixed-advice = Fråga med connectionPointId, så att bara en miljö kommer med: ett vägval i en testmiljö ansluter ingen mottagning.
source-tak-answer-partial = svaret säger inte vad frågan var; att något saknas räknas bara för de kontrakt som det nämner flera adresser för
source-tak-consumer = { $name } ({ $count ->
    [one] en anropsbehörighet
   *[other] { $count } anropsbehörigheter
})
source-tak-consumer-not-set = det är inte angivet vilket system i TAK som är 1177, så om 1177 får anropa bokningen är okänt
source-tak-consumer-not-set-advice = Ange booking: {"{"} consumer: HSA-id {"}"} i riktlinje.yaml. Flest anropsbehörigheter för bokning har { $consumers }.
source-tak-consumer-unknown = { $names } har ingen anropsbehörighet för bokning i TAK
source-tak-consumer-unknown-advice = Se efter att HSA-id:t är det som 1177 anropar med. Flest anropsbehörigheter för bokning har { $consumers }.

# Katalogen: LDIF

source-ldif-change = filen är en ändringsfil (changetype): den säger vad som ska ändras i katalogen, inte vad som står där
source-ldif-change-advice = Exportera posterna som de är, till exempel med ldapsearch eller katalogens export till LDIF.
source-ldif-version = filen har en annan version av LDIF än 1
source-ldif-version-advice = Exportera på nytt som LDIF version 1.
source-ldif-line = rad { $line } är varken ett attribut eller en fortsättning på raden innan; posten lästes inte
source-ldif-line-advice = En fortsättning börjar med ett blanktecken. Troligen har filen ändrats i ett textprogram; exportera den på nytt.
source-ldif-no-dn = posten börjar inte med sitt namn (dn) och lästes inte
source-ldif-no-dn-advice = Troligen fattas en del av filen, eller så står en tomrad mitt i en post. Exportera den på nytt.
source-ldif-dn = postens namn (dn) går inte att läsa; posten lästes inte
source-ldif-base64 = värdet i { $attribute } är inte hel base64 och lästes inte
source-ldif-base64-advice = Troligen är filen avbruten eller ändrad. Exportera den på nytt.
source-ldif-url = värdet i { $attribute } ligger i en annan fil (<), och sådana hämtas aldrig
source-ldif-url-advice = Exportera så att värdena står i filen.
source-ldif-search = sökningen som gav filen avbröts av katalogen (svar { $code }), så poster kan saknas
source-ldif-search-advice = Sök i mindre delar eller med sidor (paged results), så att alla poster kommer med.
source-ldif-cut = filen slutar mitt på en rad och kan vara avbruten
source-ldif-cut-advice = Jämför antalet poster med katalogen, och exportera på nytt om något fattas.
source-ldif-persons = { $count ->
    [one] 1 post är om en person och lästes inte
   *[other] { $count } poster är om personer och lästes inte
}
source-ldif-others = { $count ->
    [one] 1 post är varken en enhet, en funktion eller en organisation
   *[other] { $count } poster är varken enheter, funktioner eller organisationer
}

# Katalogen: svar från GetUnit

source-soap-route = plattformen har ingen väg till katalogen för den här frågan (VP004)
source-soap-route-advice = Se efter att den logiska adressen är katalogens, och be den som driver plattformen om en väg (vägval) för GetUnit.
source-soap-permission = den som frågade får inte använda tjänsten (VP007)
source-soap-permission-advice = Beställ behörighet (anropsbehörighet) för GetUnit hos den som driver plattformen. Fråga sedan igen.
source-soap-platform = plattformen lämnade inget svar ({ $code }): { $text }
source-soap-fault = tjänsten svarade med ett fel: { $text }
source-soap-fault-advice = Fråga igen om en stund. Kvarstår felet, skicka svaret till den som driver tjänsten.
source-getunit-empty = svaret har ingen enhet: katalogen känner inte till det HSA-id som frågan gällde
source-getunit-empty-advice = Se efter att HSA-id:t är rätt och att enheten inte är avslutad.
source-getunit-feigned = { $count ->
    [one] 1 påhittad enhet (feignedUnit) lämnades därhän
   *[other] { $count } påhittade enheter (feignedUnit) lämnades därhän
}

source-cases-strangers = { $cases ->
    [one] ett ärende
   *[other] { $cases } ärenden
} hör till { $units ->
    [one] en enhet
   *[other] { $units } enheter
} som varken listan eller någon export har: { $named }{ $more ->
    [0] {""}
   *[other] {" "}och { $more } till
}
source-cases-strangers-advice = Se efter om enheterna ska följa riktlinjen. I så fall ska de stå i listan över mottagningar; annars räknas deras ärenden inte.

# Formulär som har skickats ut och kommer tillbaka
source-form-blank = { $count ->
    [one] en rad i formuläret är inte ifylld, och säger inget
   *[other] { $count } rader i formuläret är inte ifyllda, och säger inget
}
source-form-changed = raden är inte den som skickades ut: HSA-id eller någon annan förtryckt cell är ändrad; raden lästes inte
source-form-changed-advice = Återställ de förtryckta cellerna, eller hämta ett nytt formulär. Ska raden gälla något annat: skriv den på en egen rad nedanför, utan radkod.
source-form-empty = raden är ifylld, men kolumnen «{ $field }» är tom; raden lästes inte
source-form-empty-advice = Fyll i «{ $field }» också, eller töm raden.
source-form-other = arbetsboken har formulär av slaget { $names }, inte { $wanted }
source-form-other-advice = Ange den som det den är: ett formulär med intyg med --attestations, ett med undantag med --waivers.
source-attestation-future = intyget är daterat { $date }, efter dagen som granskas ({ $today }), och räknas inte än
source-attestation-future-advice = Rätta datumet, eller kör granskningen igen när dagen har kommit.
source-attestation-nobody = raden säger inte vem som intygar, så intyget räknas inte
source-attestation-nobody-advice = Skriv rollen för den som intygar.
source-attestation-clinic = intyget gäller { $clinic }, som varken finns i listan eller i exporterna
source-attestation-clinic-advice = Kontrollera HSA-id:t, och att rätt underlag är angivet.
source-attestation-no-type = { $clause } intygas för en ärendetyp i taget, och raden säger inte vilken; intyget räknas inte
source-attestation-no-type-advice = Skriv ärendetypen, och en rad för varje.
source-attestation-no-person = { $clause } intygas för en person i taget, och raden säger inte vem; intyget räknas inte
source-attestation-no-person-advice = Skriv personens HSA-id, och en rad för varje.
source-attestation-type = «{ $type }» är ingen ärendetyp som riktlinjen eller mottagningen har, så intyget räknas inte
source-attestation-type-advice = Skriv ärendetypen som den heter i e-tjänsterna.
source-permission-clinics = { $clinics ->
    [one] { $count ->
        [one] en behörighet gäller en mottagning som varken finns i listan eller i exporterna, och granskas inte: { $names }
       *[other] { $count } behörigheter gäller en mottagning som varken finns i listan eller i exporterna, och granskas inte: { $names }
    }
   *[other] { $count } behörigheter gäller { $clinics } mottagningar som varken finns i listan eller i exporterna, och granskas inte: { $more ->
        [0] { $names }
       *[other] till exempel { $names }
    }
}
source-permission-clinics-advice = Ska de granskas, ta med dem i listan över mottagningar. Annars behöver inget göras, om HSA-id är rätt skrivet.
source-permission-no-role = { $count ->
    [one] raden säger inte vilken roll behörigheten gäller, så den prövas inte mot regler om roller
   *[other] { $count } rader säger inte vilken roll behörigheten gäller, så de prövas inte mot regler om roller; den första står här
}
source-permission-no-role-advice = Fyll i rollen, eller ta bort raden om personen inte har någon behörighet.
source-permission-twofold = behörigheten står också på rad { $line }, tilldelad samma dag men som aktiv där; den räknas som aktiv{ $more ->
    [0] {""}
    [one] {" "}(likadant är det med en till)
   *[other] {" "}(likadant är det med { $more } till)
}
source-permission-twofold-advice = Ta reda på vilket som gäller, och ta bort den andra raden.
source-attestation-role = «{ $by }» är inte den som ska intyga { $clause }, så intyget räknas inte
source-attestation-role-advice = Låt den som ska intyga göra det: { $role }. Är det rätt person, skriv rollen som riktlinjen gör.
source-clause-unknown = ingen punkt i riktlinjen heter «{ $clause }», så intyget intygar inget
source-clause-unknown-advice = Skriv punkten som riktlinjen gör. Punkterna visas med: riktlinje policy coverage

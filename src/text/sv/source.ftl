# source

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
source-export-list-expected = fältet { $field } ska vara en lista
source-export-list-expected-advice = Skriv värdena som en lista. En tom lista betyder att det inte finns något.
source-export-value-expected = fältet { $field } ska vara ett enda värde, inte en lista eller en grupp av fält
source-export-value-expected-advice = Skriv värdet som text.
source-export-truth-unknown = «{ $found }» i fältet { $field } är varken ja eller nej
source-export-truth-unknown-advice = Skriv ja eller nej.
source-export-date-unknown = «{ $found }» i fältet { $field } är inget datum
source-export-date-unknown-advice = Skriv datum som 2026-05-01.
source-export-word-unknown = «{ $found }» i fältet { $field } känns inte igen
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

# Ärendeloggen
case-log-nul = filen har ett tecken som ingen textfil har (noll), på rad { $line } eller strax efter
case-log-line-ends = raderna slutar med ett tecken som bara mycket gamla program skriver (vagnretur)
case-log-line-ends-advice = Öppna filen i kalkylprogrammet och spara den som CSV på nytt.
case-log-no-lines = filen har ingen radbrytning
case-log-json = en ärendelogg läses bara som CSV, och det här är JSON
case-log-workbook = en ärendelogg läses bara som CSV, och det här är en arbetsbok
case-log-csv-advice = Exportera loggen som CSV, eller spara arbetsboken som CSV.
case-log-personal = kolumnen { $column } har något som ser ut som ett personnummer på rad { $line }
case-log-personal-heading = kolumnen «{ $heading }» är för personnummer
case-log-personal-in-heading = rubriken till kolumn { $column } ser ut som ett personnummer
case-log-personal-advice = Exportera loggen på nytt utan den kolumnen. Inget av filen används, och numret visas aldrig.
case-log-wrong-column = kolumnen { $column } har så många olika värden att den måste vara fel kolumn
case-log-wrong-column-advice = Se efter rubrikerna, eller skriv i mappningsfilen vilken kolumn som är rätt.
case-log-cut = filen slutar mitt i en rad och är troligen avkortad; inget i loggen bedöms
case-log-cut-advice = Exportera loggen på nytt, och jämför filens storlek om den har flyttats.
case-log-ragged = { $count ->
    [one] en rad har
   *[other] { $count } rader har
} fler eller färre celler än rubrikraden
case-log-ragged-advice = Se efter om texten i en cell innehåller skiljetecknet; sådana celler ska stå inom citattecken.
case-log-no-clinic = { $count ->
    [one] en rad saknar
   *[other] { $count } rader saknar
} ett HSA-id för mottagningen som går att läsa
case-log-no-clinic-advice = Rätta raderna i källan, eller ange i mappningsfilen vilken kolumn som har HSA-id.
case-log-no-received = { $count ->
    [one] en rad säger
   *[other] { $count } rader säger
} inte när ärendet kom in
case-log-no-received-advice = Utan den tiden går inget att mäta. Se efter exporten.
case-log-unreadable-time = { $count ->
    [one] en rad har
   *[other] { $count } rader har
} en tid som inte går att läsa
case-log-unreadable-time-advice = Skriv tider som 2026-03-04 08:15. Ett datum utan klockslag räcker inte.
case-log-impossible = på { $count ->
    [one] en rad
   *[other] { $count } rader
} har något hänt innan det kan ha hänt, till exempel svar före ankomst
case-log-impossible-advice = Se efter om kolumnerna är förväxlade, eller om klockan gick fel.
case-log-future = på { $count ->
    [one] en rad
   *[other] { $count } rader
} har något hänt efter nu
case-log-future-advice = Se efter om dag och månad är förväxlade. Bedöms en annan tidpunkt än nu, ange den med --as-of.
case-log-duplicate = { $count ->
    [one] ett ärende stod två gånger
   *[other] { $count } ärenden stod flera gånger
}; det som lästes sist räknas
case-log-duplicate-advice = Det är som det ska när exporter överlappar. Annars har något exporterats två gånger.
case-log-later = { $count ->
    [one] ett ärende kom
   *[other] { $count } ärenden kom
} in efter den tidpunkt som bedöms och räknas inte
case-log-later-advice = Det är som det ska när en tidigare tidpunkt bedöms.

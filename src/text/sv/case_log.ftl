# Ärendeloggen
log-nul = filen har ett tecken som ingen textfil har (noll), på rad { $line } eller strax efter
log-line-ends = raderna slutar med ett tecken som bara mycket gamla program skriver (vagnretur)
log-line-ends-advice = Öppna filen i kalkylprogrammet och spara den som CSV på nytt.
log-no-lines = filen har ingen radbrytning
log-json = en ärendelogg läses bara som CSV, och det här är JSON
log-workbook = en ärendelogg läses bara som CSV, och det här är en arbetsbok
log-csv-advice = Exportera loggen som CSV, eller spara arbetsboken som CSV.
log-personal = kolumnen { $column } har något som ser ut som ett personnummer på rad { $line }
log-personal-row = raden { $line } har något som ser ut som ett personnummer
log-personal-heading = kolumnen «{ $heading }» är för personnummer
log-personal-in-heading = rubriken till kolumn { $column } ser ut som ett personnummer
log-personal-advice = Exportera loggen på nytt utan personnummer: utan kolumnen, om den inte behövs. Inget av filen används, och numret visas aldrig.
log-unknown-words = ord i fältet { $field } som inte känns igen räknas inte: { $words }. Säg i mappningsfilen, under values, vad de betyder.
log-wrong-column = kolumnen { $column } har så många olika värden att den måste vara fel kolumn
log-wrong-column-advice = Se efter rubrikerna, eller skriv i mappningsfilen vilken kolumn som är rätt.
log-cut = filen slutar mitt i en rad, eller inom ett citattecken som aldrig avslutas, och är troligen avkortad; inget i loggen bedöms
log-cut-advice = Exportera loggen på nytt, och jämför filens storlek om den har flyttats. Är den hel, se efter citattecknen på raden.
log-ragged = { $count ->
    [one] en rad har
   *[other] { $count } rader har
} fler eller färre celler än rubrikraden
log-ragged-advice = Se efter om texten i en cell innehåller skiljetecknet; sådana celler ska stå inom citattecken.
log-no-clinic = { $count ->
    [one] en rad saknar
   *[other] { $count } rader saknar
} ett HSA-id för mottagningen som går att läsa
log-no-clinic-advice = Rätta raderna i källan, eller ange i mappningsfilen vilken kolumn som har HSA-id.
log-no-received = { $count ->
    [one] en rad säger
   *[other] { $count } rader säger
} inte när ärendet kom in
log-no-received-advice = Utan den tiden går inget att mäta. Se efter exporten.
log-unreadable-time = { $count ->
    [one] en rad har
   *[other] { $count } rader har
} en tid som inte går att läsa
log-unreadable-time-advice = Skriv tider som 2026-03-04 08:15. Ett datum utan klockslag räcker inte.
log-impossible = på { $count ->
    [one] en rad
   *[other] { $count } rader
} har något hänt innan det kan ha hänt, till exempel svar före ankomst
log-impossible-advice = Se efter om kolumnerna är förväxlade, eller om klockan gick fel.
log-future = på { $count ->
    [one] en rad
   *[other] { $count } rader
} har något hänt efter nu
log-future-advice = Se efter om dag och månad är förväxlade. Bedöms en annan tidpunkt än nu, ange den med --as-of.
log-duplicate = { $count ->
    [one] ett ärende stod två gånger
   *[other] { $count } ärenden stod flera gånger
}; det som lästes sist räknas
log-duplicate-advice = Det är som det ska när exporter överlappar. Annars har något exporterats två gånger.
log-later = { $count ->
    [one] ett ärende kom
   *[other] { $count } ärenden kom
} in efter den tidpunkt som bedöms och räknas inte
log-later-advice = Det är som det ska när en tidigare tidpunkt bedöms.

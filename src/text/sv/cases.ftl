# Ärendeloggen: sammanfattning, försenade ärenden och svarstid.

cases-monday = måndag
cases-tuesday = tisdag
cases-wednesday = onsdag
cases-thursday = torsdag
cases-friday = fredag
cases-saturday = lördag
cases-sunday = söndag

# Tid
cases-days-short = { $number } d
cases-within = inom { $limit }
cases-within-same-day = samma arbetsdag
cases-limit-flag = Gränsen är { $limit }, enligt --within.
cases-limit-measure = Gränsen är { $limit }, enligt måttet { $measure } i regelverket { $policy }.
cases-limit-measure-titled = Gränsen är { $limit }, enligt måttet «{ $title }» ({ $measure }) i regelverket { $policy }.
cases-limit-nobody = Gränsen är { $limit }. Det gäller när inget regelverk säger något annat; en annan gräns anges med --within.
cases-way-strict = arbetsdag 1 är den första efter dagen då ärendet kom in
cases-way-roll-forward = det som kommer en ledig dag räknas som inkommet nästa arbetsdag
cases-way-cut-off = det som kommer en ledig dag, eller från kl. { $time }, räknas som inkommet nästa arbetsdag
cases-counting-flag = Räknesätt: { $way } ({ $word }, enligt --counting).
cases-counting-policy = Räknesätt: { $way } ({ $word }, enligt regelverket { $policy }).
cases-counting-nobody = Räknesätt: { $way } ({ $word }, om inget annat anges).

# Svarstid för ett ärende
cases-deadline-day = Svara senast { $weekday } { $date }, innan dagen är slut.
cases-deadline-time = Svara senast { $weekday } { $date } kl. { $time }.
cases-deadline-received = Ärendet kom in { $weekday } { $received } och ska besvaras { $limit }.
cases-deadline-every-hour = Tiden räknas dygnet runt, alla dagar.
cases-deadline-every-day = Alla dagar räknas, även helger. Hela den sista dagen gäller.
cases-deadline-days-left-out = Här visas bara lediga dagar från måndag till fredag. Lördagar och söndagar räknas inte heller.
cases-deadline-other-same = Det andra räknesättet ger samma svar: { $way } ({ $word }).
cases-deadline-other = Med det andra räknesättet blir det { $weekday } { $due }: { $way } ({ $word }).
cases-deadline-needs-time = klockslaget behövs: gränsen räknas i timmar eller beror på när på dagen ärendet kom in
cases-deadline-needs-time-hint = Skriv till exempel { $example }.
cases-day-arrival = ärendet kom in
cases-day-off = räknas inte: { $name }
cases-day-not-counted = räknas inte
cases-day-counts-as-arrival = räknas som dagen då ärendet kom in
cases-day-counted = arbetsdag { $number }
cases-days-counted = arbetsdag { $from }–{ $to }
cases-day-worked-first = { $from }–{ $to }, { $length }
cases-day-worked = { $from }–{ $to }, { $length }; sammanlagt { $so_far }
cases-days-worked = { $from }–{ $to }, { $length } om dagen; sammanlagt { $so_far }
cases-day-last = sista dagen att svara

# Vad siffrorna vilar på
cases-cases = { $count ->
    [one] { $number } ärende
   *[other] { $number } ärenden
}
cases-clinics = { $count ->
    [one] { $number } mottagning
   *[other] { $number } mottagningar
}
cases-rows = { $count ->
    [one] { $number } rad
   *[other] { $number } rader
}
cases-more-files = { $count ->
    [one] { $number } fil till
   *[other] { $number } filer till
}
cases-more-problems = { $count ->
    [one] { $number } anmärkning till
   *[other] { $number } anmärkningar till
}
cases-extent = { $cases }, från { $from } till { $to }
cases-as-of = Läget gäller { $instant }.
cases-over = Inkomna ärenden och svar räknas { $over } bakåt. Det som väntar nu räknas hur gammalt det än är.
cases-not-believed-incomplete = Siffrorna går inte att lita på: en del av loggen saknas. En fil gick inte att läsa, är avkortad eller har färre rader än den ska.
cases-not-believed-rows = Siffrorna går inte att lita på: { $left_out } av { $rows } gick inte att använda, mer än gränsen { $limit } %.
cases-not-believed-advice = Här visas de ändå. En granskning säger att de är okända tills loggen är rättad.
cases-heading-sources = Underlag
cases-rows-left-out = { $count ->
    [one] { $number } rad utelämnad
   *[other] { $number } rader utelämnade
}
cases-duplicates-checked = Inget ärende är räknat två gånger.
cases-duplicates-not-asked = Dubbletter är inte kontrollerade (--no-duplicates-check). Överlappar filerna kan ärenden vara räknade flera gånger.
cases-duplicates-unchecked = Dubbletter är inte kontrollerade: loggen saknar ärende-id, eller har fler än tio miljoner ärenden.
cases-first-places = Först { $places }
cases-none-given = ingen ärendelogg är angiven
cases-none-given-hint = Skriv vilken fil det är, till exempel riktlinje cases summary ärenden.csv, eller ange cases: under sources: i riktlinje.yaml.
cases-none-read = ingen ärendelogg gick att läsa
cases-no-such-clinic = ärendeloggen har inget ärende vid { $clinic }
cases-no-such-clinic-hint = Kontrollera HSA-id:t. Utan --clinic visas alla mottagningar som har ärenden.
cases-no-such-type = ärendeloggen har inget ärende av typen «{ $case_type }»
cases-known-types = Ärendetyperna i loggen är { $names }.

# Sammanfattning
cases-working-day = Tider är i arbetstid, { $hours } på arbetsdagar; en arbetsdag är { $length }.
cases-working-day-short = Tider är i arbetstid, { $hours } på arbetsdagar; en arbetsdag (d) är { $length }.
cases-percentiles = «95 % inom» är den tid som 95 av 100 svar gavs inom. Den och medianen kan vara upp till 3 % för långa när de är över en timme.
cases-legend-few = { $count ->
    [one] «För få»: inget besvarat ärende.
   *[other] «För få»: färre än { $count } besvarade ärenden. En andel av så få säger inget säkert och bedöms inte.
}
cases-legend-unknown = går inte att säga: { $why }.
cases-lacks = Loggen saknar { $count ->
    [one] kolumnen
   *[other] kolumnerna
} { $columns }. Det som bygger på { $count ->
    [one] den
   *[other] dem
} visas inte.
cases-lacks-answered = besvarat
cases-lacks-distributed = fördelat
cases-lacks-closed = avslutat
cases-lacks-interim = delsvar
cases-lacks-channel = svarskanal
cases-few = för få
cases-total = Totalt
cases-no-case-type = (ingen ärendetyp)
cases-no-id = (inget id)
cases-own-over = { $name } ({ $over })
cases-heading-answers = Svaren
cases-heading-now = Läget { $instant }
cases-heading-ways = Hur ärendena besvarades
cases-heading-own = Regelverkets egna mått
cases-column-id = HSA-id
cases-column-clinic = Mottagning
cases-column-case-type = Ärendetyp
cases-column-month = Månad
cases-column-received = Inkomna
cases-column-answered = Besvarade
cases-column-in-time = I tid
cases-column-share = Andel i tid
cases-column-share-percent = Andel i tid, procent
cases-column-median = Svarstid, median
cases-column-p95 = 95 % inom
cases-column-longest = Längst
cases-column-median-working = Median, arbetsminuter
cases-column-p95-working = 95 % inom, arbetsminuter
cases-column-longest-working = Längst, arbetsminuter
cases-column-median-clock = Median, minuter
cases-column-p95-clock = 95 % inom, minuter
cases-column-longest-clock = Längst, minuter
cases-column-open = Öppna
cases-column-overdue = Försenade
cases-column-oldest = Äldsta obesvarade
cases-column-undistributed = Ofördelade längre än { $age }
cases-column-unclosed = Besvarade men öppna längre än { $age }
cases-column-interim = Fått delsvar
cases-column-closed-unanswered = Avslutade utan svar
cases-column-digital = Digitalt
cases-column-phone = Telefon
cases-column-letter = Brev
cases-column-visit = Besök

# Försenade ärenden
cases-overdue-none = Inga ärenden är försenade.
cases-overdue-headline = { $cases } vid { $clinics }
cases-overdue-count = { $count ->
    [one] { $number } försenat ärende
   *[other] { $number } försenade ärenden
}
cases-overdue-tally = { $count ->
    [one] { $number } försenat
   *[other] { $number } försenade
}
cases-overdue-shown = { $late }, varav { $shown } visas
cases-overdue-more = { $count ->
    [one] Här visas de { $shown } som har väntat längst. { $more } ärende till är försenat; visa fler med --at-most, eller välj med --clinic och --case-type.
   *[other] Här visas de { $shown } som har väntat längst. { $more } ärenden till är försenade; visa fler med --at-most, eller välj med --clinic och --case-type.
}
cases-marked = Verktyget har själv markerat { $cases } som försenade; av dem är { $late } det enligt gränsen här.
cases-unmarked = { $count ->
    [0] Inget försenat ärende saknar markering.
    [one] { $number } försenat ärende saknar markering.
   *[other] { $number } försenade ärenden saknar markering.
}
cases-column-case = Ärende
cases-column-case-received = Inkom
cases-column-due = Svar senast
cases-column-late = Försenat
cases-column-late-minutes = Försenat, arbetsminuter
cases-column-distributed = Fördelat
cases-column-place = Rad

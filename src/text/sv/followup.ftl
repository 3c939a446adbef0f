# Uppföljning: registret mot andra källor, och det som återstår i Personalverktyget.

permission-did-compare = Registret jämfördes med { $source }, uttagen { $taken } ({ $count ->
    [one] en rad
   *[other] { $count } rader
}).
permission-did-confirm = Bekräftat som gjort i Personalverktyget: { $events }.
permission-did-confirm-many = Bekräftat som gjort i Personalverktyget: { $count } beslut, bland dem { $events }.
permission-did-see = Syns som gjort i Personalverktygets utdrag: { $events }.
permission-did-see-many = Syns som gjort i Personalverktygets utdrag: { $count } beslut, bland dem { $events }.

# Avstämning
reconcile-no-sources = det finns inget att stämma av mot
reconcile-no-sources-hint = Ange --tool, --staff, --absence eller --directory, eller skriv källorna i riktlinje.yaml.
reconcile-no-day = { $files } säger inte när den togs ut
reconcile-no-day-hint = Ange dagen med --taken DATUM, eller skriv taken: vid källan i riktlinje.yaml.
reconcile-future = { $files } kan inte vara uttagen i framtiden ({ $taken })
reconcile-empty = { $files } har inga rader
reconcile-old = { $files } togs ut { $taken }, för { $days } dagar sedan. En lista som är äldre än 7 dagar säger för lite om i dag
reconcile-old-hint = Ta ut en ny lista. Ska den gamla ändå användas? Lägg till --accept-old, så antecknas det.
reconcile-smaller = { $files } har { $count } rader, och förra gången var det { $last }. Filen kan vara avkortad
reconcile-smaller-hint = Är det rätt? Lägg till --accept-smaller, så antecknas det.
reconcile-snapshot-old = Listan över vilka som finns i katalogen är från { $taken } och för gammal, så okända personer letas inte efter. Anteckna en ny med: riktlinje register snapshot
reconcile-breaks-off = { $row }: filen slutar mitt i en rad. Ledigheten saknar sista dag och räknas inte.
reconcile-gone-number = { $count ->
    [one] en person saknas i personallistan, inte
   *[other] { $count } personer saknas i personallistan, inte
} så många som --confirm-gone säger
reconcile-not-recorded = Avstämningen antecknas inte i registret: det gör den som har regionens uppdrag.
reconcile-recorded = { $count ->
    [one] En händelse om avstämningen antecknades i registret.
   *[other] { $count } händelser om avstämningen antecknades i registret.
}
reconcile-no-plan = Det finns inget att föreslå, så ingen plan skrevs.
reconcile-source = Jämfört med { $kind }: { $files }, uttagen { $taken }, { $count ->
    [one] en rad
   *[other] { $count } rader
}
reconcile-confirmed = { $count ->
    [one] Ett beslut syns nu som genomfört i Personalverktyget.
   *[other] { $count } beslut syns nu som genomförda i Personalverktyget.
}
reconcile-nothing = Registret och källorna stämmer överens.
reconcile-title = { $count ->
    [one] En skillnad
   *[other] { $count } skillnader
}, varav { $proposed ->
    [0] ingen kan rättas med en plan.
    [one] en kan rättas med en plan (-o plan.json).
   *[other] { $proposed } kan rättas med en plan (-o plan.json).
}
reconcile-latency = Längst tid sedan sista arbetsdagen: { $days ->
    [one] en dag.
   *[other] { $days } dagar.
}
reconcile-last-day = slutade { $day }
reconcile-away = ledig från { $from }
reconcile-away-until = ledig { $from } till { $until }
reconcile-was-away = ledig till { $until }
reconcile-last-login = senast inloggad { $day }
reconcile-leaver = Har slutat och har kvar en behörighet
reconcile-leaver-cure = Återkallas i planen. Görs det för hand: riktlinje permission leaver
reconcile-leaver-admin = Lokala administratörer som har slutat
reconcile-leaver-admin-cure = Föreslås aldrig i en plan. Den regionala administratören utser en efterträdare och återkallar: riktlinje permission revoke
reconcile-gone = Finns inte i personallistan, som ska ha alla
reconcile-gone-cure = Ta reda på om de har slutat. Har alla gjort det kommer de med i planen med --confirm-gone och antalet personer.
reconcile-leave = Är lediga och har en aktiv behörighet
reconcile-leave-cure = Pausas i planen. Görs det för hand: riktlinje permission pause --reason ledighet
reconcile-leave-admin = Lokala administratörer som är lediga
reconcile-leave-admin-cure = Föreslås aldrig i en plan. Finns det någon annan som kan? Pausa då: riktlinje permission pause --reason ledighet
reconcile-paused = Pausade i registret, aktiva i Personalverktyget
reconcile-paused-cure = Inaktivera i Personalverktyget.
reconcile-ended = Ska inte gälla enligt registret, aktiva i Personalverktyget
reconcile-ended-cure = Ta bort i Personalverktyget, eller inaktivera om den börjar gälla senare.
reconcile-extra = Aktiva i Personalverktyget, utan beslut i registret
reconcile-extra-cure = Ska personen ha den? Fatta beslutet: riktlinje permission grant. Annars: ta bort den i Personalverktyget.
reconcile-missing = Beslutade i registret, saknas eller är inaktiva i Personalverktyget
reconcile-missing-cure = Lägg upp eller aktivera i Personalverktyget.
reconcile-due-back = Ledigheten är slut, och behörigheten är kvar i paus
reconcile-due-back-cure = Är personen tillbaka? Återuppta: riktlinje permission resume
reconcile-mover = Arbetar på en annan mottagning
reconcile-mover-cure = Fråga den lokala administratören. Behövs den inte: riktlinje permission revoke --reason byt_mottagning
reconcile-orphan = Finns inte i katalogen
reconcile-orphan-cure = Ta reda på om personen har slutat eller bytt HSA-id. Har personen slutat: riktlinje permission leaver
reconcile-dormant = Har inte loggat in på över 90 dagar
reconcile-dormant-cure = Fråga om behörigheten behövs. Annars: riktlinje permission revoke --reason behovs_ej
reconcile-column-kind = Skillnad
reconcile-column-day = Dag
reconcile-column-until = Till
reconcile-column-cure = Gör så här

# Kvar att göra i Personalverktyget
todo-nothing = Allt som har beslutats är genomfört i Personalverktyget.
todo-now = Att göra i Personalverktyget nu
todo-later = Att göra längre fram
todo-how = Nästa avstämning bockar av det som syns i utdraget. För hand: riktlinje todo confirm NUMMER
todo-grant = Lägg upp
todo-pause = Inaktivera
todo-resume = Aktivera
todo-extend = Ta bort sista dagen
todo-extend-until = Ändra sista dagen till { $until }
todo-revoke = Ta bort
todo-undo = Gör om det som ändringen gjorde
todo-column-event = Beslut
todo-column-day = Från
todo-column-what = Gör
todo-not-open = beslut #{ $event } finns inte bland det som återstår att göra
todo-denied-clinic = det som görs på { $clinic } bekräftas av den som administrerar mottagningen
todo-way-out-clinic = Be mottagningens lokala administratör eller regionens administratör att bekräfta.

# Kommandoraden
cli-about-reconcile = Stäm av registret mot Personalverktyget, personallistan, ledigheter och katalogen
cli-more-reconcile =
    Exempel:
      riktlinje reconcile                                        med källorna i riktlinje.yaml
      riktlinje reconcile --tool utdrag.csv --staff personal.csv --taken 2026-11-20
      riktlinje reconcile -o plan.json --reference ARE-20980     skriver en plan för: riktlinje apply plan.json
cli-arg-tool = Personalverktygets utdrag
cli-arg-reconcile-directory = Lista över dem som finns i katalogen; annars den senast antecknade
cli-arg-reconcile-staff = Personallista
cli-arg-reconcile-taken = Dagen då de angivna listorna togs ut
cli-arg-reconcile-clinic = Bara dessa mottagningar
cli-arg-reconcile-plan = Skriv en plan med det som föreslås
cli-arg-reconcile-reference = Referens till beslutet, för ändringarna i planen
cli-arg-confirm-gone = Så många personer som saknas i personallistan har slutat
cli-arg-accept-old = Använd en lista som är äldre än 7 dagar; det antecknas
cli-arg-reconcile-accept-smaller = Det är rätt att en lista är mycket mindre än förut; det antecknas
cli-arg-reconcile-dry-run = Anteckna inget i registret
cli-arg-reconcile-exit-code = Avsluta med kod 1 om något skiljer
cli-about-todo = Visa det som är beslutat här och ännu inte gjort i Personalverktyget
cli-about-todo-confirm = Bekräfta att det är gjort
cli-arg-todo-clinic = Bara dessa mottagningar
cli-arg-done = Beslutens nummer, som #12
cli-arg-todo-confirm-at-clinic = Allt som ska vara gjort på en mottagning

# Genomgång av vilka som har tillgång
permission-did-review = Genomgång av behörigheter på { $count ->
    [one] en mottagning
   *[other] { $count } mottagningar
} började. Sista dag att besluta är { $until }.
permission-did-review-keep = { $person } får behålla rollen { $role } på { $clinic } (genomgång #{ $review }).
permission-did-review-pause = Genomgång #{ $review }: { $person } ska pausas som { $role } på { $clinic }.
permission-did-review-revoke = Genomgång #{ $review }: { $person } ska inte vara { $role } på { $clinic }.
permission-did-review-close = Genomgång #{ $review } avslutades. { $count ->
    [0] Allt var beslutat.
    [one] En behörighet var inte beslutad.
   *[other] { $count } behörigheter var inte beslutade.
}
review-past = sista dagen att besluta ({ $until }) har redan varit
review-clinic-not-open = { $clinic } är inte en öppen mottagning i registret
review-goes-on = en genomgång pågår redan på { $clinic } (genomgång #{ $review })
review-no-clinic = registret har ingen öppen mottagning att gå igenom
review-no-such = det finns ingen genomgång #{ $review }
review-not-going-on = ingen genomgång pågår på { $clinic }
review-not-in = { $person } har ingen behörighet som ingår i genomgång #{ $review }
review-denied-clinic = behörigheterna på { $clinic } gås igenom av den som administrerar eller granskar mottagningen
review-denied-self = ingen avgör i en genomgång att själv få behålla sin behörighet
review-way-out-clinic = Be en annan administratör för mottagningen, eller regionens administratör.
review-keep = behålls
review-pause = pausas
review-revoke = återkallas
review-undecided = inte beslutad
review-closed-on = avslutad { $day }
review-until = beslut senast { $day }
review-heading = Genomgång #{ $review } ({ $reference }), { $state }: { $decided } av { $all } behörigheter beslutade, { $ready } av { $clinics } mottagningar klara
review-none = Ingen genomgång pågår.
review-how = Besluta med: riktlinje genomgång besluta --clinic MOTTAGNING
review-remains = Ändringarna ska också göras i Personalverktyget. Se vad som återstår: riktlinje todo
review-written = Rapporten finns i { $path }.
review-asks = { $clinic }: { $count ->
    [0] allt är beslutat.
    [one] en behörighet att besluta om. Svara b (behåll), p (pausa), å (återkalla), Enter för att hoppa över eller s för att sluta.
   *[other] { $count } behörigheter att besluta om. Svara b (behåll), p (pausa), å (återkalla), Enter för att hoppa över eller s för att sluta.
}
review-ask = { $person }, { $role } [b/p/å]:
review-column-review = Genomgång
review-column-verdict = Beslut
review-column-by = Beslutad av
review-column-on = Beslutad
due-review = Genomgångar som ska bli klara
due-review-cure = Besluta om de behörigheter som återstår: riktlinje genomgång besluta
due-measures = Mätvärden
cli-about-review = Gå igenom vilka som har tillgång: behåll, pausa eller återkalla, med en sista dag
cli-about-review-open = Starta en genomgång
cli-about-review-list = Visa det som återstår att besluta
cli-about-review-decide = Besluta om en persons behörigheter; utan flaggor frågar programmet om var och en
cli-about-review-close = Avsluta en genomgång
cli-about-review-report = Skriv vem som beslutade vad
cli-arg-review-open-clinic = Mottagningar; utan flaggan alla öppna
cli-arg-deadline = Sista dag att besluta
cli-arg-review-clinic = Bara dessa mottagningar
cli-arg-review-list-clinic = Bara dessa mottagningar
cli-arg-verdict = Beslutet
cli-arg-review = Genomgångens nummer, som #12
cli-arg-pause-undecided = Pausa det som ingen har beslutat om, utom lokala administratörer
cli-arg-report = Skriv rapporten i en fil
cli-value-verdict = BESLUT
cli-value-review = GENOMGÅNG

# Rules of authority, refusals and changes of permissions. $role is the name of a role: «lokal administratör».

permission-rule-egen-mottagning = Den som är lokal administratör ändrar behörigheter på sin egen mottagning. En behörighetsadministratör ändrar bara ärendemottagare och ärendehanterare.
permission-rule-utses-regionalt = Lokala administratörer utses och entledigas av den regionala administratören, efter verksamhetschefens beslut.
permission-rule-inte-sig-sjalv = Ingen ger, återupptar, förlänger, återställer eller behåller vid en genomgång sin egen behörighet.
permission-rule-sista-administratoren = En öppen mottagning får aldrig bli utan lokal administratör, inte heller längre fram.
permission-rule-granskare-ej-administrator = Ingen granskar den mottagning som de själva administrerar.
permission-rule-skal-och-referens = Varje ändring har ett skäl och en hänvisning till beslutet.
permission-rule-massandring = Många återkallelser eller pauser på en dag ska bekräftas med sitt exakta antal.
permission-rule-okand-i-katalogen = Den som inte finns i katalogen får ingen ny behörighet utan att det sägs uttryckligen.
permission-rule-administrator-foreslas-ej = En jämförelse föreslår aldrig att en lokal administratör tas bort. Det beslutar en människa.

permission-denied-proposed = { $person } är { $role } på { $clinic }, och förslaget kommer från en jämförelse.
permission-denied-clinic = Du är inte lokal administratör på { $clinic } i dag, så du kan inte ändra behörigheter där.
permission-denied-handles = Som behörighetsadministratör på { $clinic } ändrar du ärendemottagare och ärendehanterare, men inte { $role }.
permission-denied-appoint = { $person } på { $clinic } skulle utses eller entledigas som { $role }, och det gör den regionala administratören.
permission-denied-self = Det gäller din egen behörighet som { $role } på { $clinic }. Den får du lämna eller pausa, men inte ge dig själv.
permission-denied-reason = Skäl eller hänvisning till beslutet saknas.
permission-denied-unknown = { $person } finns inte i det senast inlästa uttaget ur katalogen.
permission-denied-reviews = { $person } är { $other } på { $clinic } under samma tid och kan inte också vara { $role } där.
permission-denied-last = Med ändringen skulle { $clinic } stå utan lokal administratör från och med { $day }.
permission-denied-mass = Det blir { $number } återkallelser och pauser i dag, och gränsen är { $limit }.
permission-denied-region = Det gör den regionala administratören.
permission-denied-open = { $clinic } har ingen lokal administratör i dag.
permission-denied-own-account = Det är ditt eget konto.

permission-way-out-by-hand = Kontrollera med verksamhetschefen. Den regionala administratören kan sedan återkalla behörigheten själv.
permission-way-out-reason = Ange båda, till exempel: --reason anstalld --reference ARE-20931
permission-way-out-clinic = Det kan { $names } göra.
permission-way-out-region = Det kan { $names } göra, för regionen.
permission-way-out-other-region = Vänd dig till den regionala administratören.
permission-way-out-unknown = Kontrollera HSA-id:t. Är personen så ny att katalogen inte hunnit med? Lägg då till --not-in-directory.
permission-way-out-reviews = Återkalla först rollen { $other }, eller välj en annan person.
permission-way-out-last = Låt först den regionala administratören utse någon annan.
permission-way-out-mass = Är det meningen? Lägg då till: --confirm-mass { $number }
permission-way-out-open = Utse först en: riktlinje permission grant --clinic { $clinic } --role lokal_administrator …

permission-none-such = { $person } har ingen behörighet som { $role } på { $clinic }.
permission-over-pause = { $person } är inte längre { $role } på { $clinic }, så det finns inget att pausa.
permission-over-resume = { $person } är inte längre { $role } på { $clinic }. Ge en ny behörighet i stället.
permission-over-extend = { $person } är inte längre { $role } på { $clinic }. Ge en ny behörighet i stället.
permission-undo-overtaken = Behörigheten för { $person } som { $role } på { $clinic } har ändrats sedan händelse { $event }, så den går inte att ångra.
permission-has-paused = { $person } är redan { $role } på { $clinic }, men behörigheten är pausad. Återuppta den i stället.
permission-has-other = { $person } är redan { $role } på { $clinic }, med andra datum. Ändra sista dagen med extend, eller återkalla och ge en ny.
permission-begins-in-past = Första dagen { $from } har redan varit. Det tidigaste är i dag, { $today }.
permission-ends-before = Sista dagen { $until } kommer före första dagen { $from }.
permission-clinic-not-open = { $clinic } är inte öppen i registret.
permission-clinic-unknown = { $clinic } finns inte i registret.
permission-erase-holds = { $person } har { $count ->
    [one] en behörighet
   *[other] { $count } behörigheter
} som ännu gäller. Återkalla först.
permission-erase-account = Ett konto är knutet till { $person }. Ta först bort knytningen.

permission-no-snapshot = Inget uttag ur katalogen är inläst, så ingen har kontrollerat att personen finns där.
permission-warn-none = { $clinic } har ingen lokal administratör från och med { $day }.
permission-warn-one = { $clinic } har bara en lokal administratör från och med { $day }. Två behövs för att klara ledighet.

permission-reference-empty = Hänvisningen är tom.
permission-reference-long = Hänvisningen är längre än 64 tecken. Ange bara numret på ärendet eller beslutet.
permission-reference-character = Hänvisningen har ett osynligt tecken på plats { $position }.
permission-reference-formula = Hänvisningen börjar som en formel (=, +, - eller @). Börja med en bokstav eller siffra.
permission-reference-personal = Hänvisningen innehåller något som ser ut som ett personnummer, från tecken { $position }. Ange ärendets nummer i stället.

permission-state-revoked = återkallad
permission-state-pending = kommande
permission-state-expired = utgången
permission-state-paused = pausad
permission-state-return-due = inte återupptagen
permission-state-active = aktiv

permission-column-clinic = Mottagning
permission-column-person = Person
permission-column-role = Roll
permission-column-state = Läge
permission-column-from = Från
permission-column-until = Till och med
permission-column-since = Sedan
permission-column-event = Händelse
permission-column-when = När
permission-column-by = Av
permission-column-what = Vad
permission-column-reason = Skäl
permission-column-reference = Hänvisning

permission-count = { $count ->
    [one] En behörighet
   *[other] { $number } behörigheter
}
permission-event-count = { $count ->
    [one] En händelse
   *[other] { $number } händelser
}

permission-reason-anstalld = anställd
permission-reason-ny_uppgift = ny uppgift
permission-reason-ledighet = ledighet
permission-reason-aterkommen = åter från ledighet
permission-reason-slutat = slutat
permission-reason-byt_mottagning = bytt mottagning
permission-reason-behovs_ej = behövs inte längre
permission-reason-rattelse = rättelse
permission-reason-granskning = granskning
permission-reason-overtagande = övertagande

permission-open-ended = tills vidare
permission-until = till och med { $day }

permission-did-create = Registret för { $region } började.
permission-did-settings = Regionens inställningar för registret ändrades.
permission-did-bind = Kontot { $account } står för { $person }.
permission-did-bind-regional = Kontot { $account } står för { $person }, som är regional administratör.
permission-did-unbind = Kontot { $account } står inte längre för någon.
permission-did-open = { $clinic } är öppen.
permission-did-close = { $clinic } är stängd.
permission-did-grant = { $person } får rollen { $role } på { $clinic }, från och med { $from } { $until }.
permission-did-pause = { $person } pausas som { $role } på { $clinic }, från och med { $from } { $until }.
permission-did-resume = { $person } är åter { $role } på { $clinic }.
permission-did-extend = { $person } är { $role } på { $clinic } { $until }.
permission-did-revoke = { $person } är inte längre { $role } på { $clinic }.
permission-did-undo = Händelse #{ $event } ångras: { $person }, { $role } på { $clinic }, blir som före den.
permission-did-deny = Nekades: { $person }, { $role } på { $clinic }. Regel: { $rule }.
permission-did-snapshot = Ett uttag ur katalogen från { $taken } lästes in, med { $count ->
    [one] en person
   *[other] { $count } personer
}.
permission-did-erase = Identiteten för { $person } togs bort ur registret.
permission-did-clock = Klockan stod före den förra händelsen ({ $last }), och det godtogs.

# Planer och övertagande
permission-plan-cut = filen slutar mitt i planen (rad { $line })
permission-plan-no-json = rad { $line }, tecken { $column }: det är ingen JSON
permission-plan-unread = rad { $line }, tecken { $column }: det är ingen plan ({ $why })
permission-plan-version = planen har formen { $found }; den här versionen läser { $known }
permission-plan-change = ändring { $number }: { $why }
permission-plan-large = planen är större än någon plan kan vara
permission-plan-foreign = planen hör till ett annat register
permission-takeover-not-empty = registret har redan mottagningar eller behörigheter. Ett övertagande görs en gång, i ett nytt register.

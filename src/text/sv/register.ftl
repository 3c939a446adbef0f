# Registret över behörigheter: kommandona, deras frågor, svar och kvitton.

register-not-there = { $path } finns inte
register-not-there-hint = Gå till projektets mapp, ange --register FIL, eller börja ett register med: riktlinje register init
register-trouble = { $path }: { $why }
register-damaged-hint = Skriv inget mer i registret. Ta en kopia med register backup, och jämför med en säkerhetskopia eller en sparad kontrollpunkt.
register-no-account = datorn säger inte vilket konto som kör kommandot
register-no-actor = kontot { $account } är inte knutet till någon person i registret
register-no-actor-hint = Be den regionala administratören: riktlinje actor bind --account { $account } --staff DITT-HSA-ID
register-clock = datorns klocka står före registrets senaste händelse, { $last }
register-clock-hint = Ställ klockan. Går den rätt? Lägg då till --accept-clock, så antecknas det.
register-rule = Regel { $rule }: { $sentence }
register-unread = händelse #{ $event } går inte att förstå; den kan vara skriven av en nyare version

register-confirm = Stämmer det? [j/N]
register-not-done = Inget ändrades.
register-dry-run = Inget ändrades: det var ett prov.
register-needs-yes = ändringen måste bekräftas
register-needs-yes-hint = Lägg till --yes om det är meningen, eller --dry-run för att bara se vad som skulle hända.
register-already-so = Så är det redan. Inget ändrades.
register-mind = Tänk på: { $warning }
register-overtaken = någon annan ändrade samtidigt, så inget skrevs
register-overtaken-hint = Se hur det är nu med permission list, och försök igen.
register-refused = { $count ->
    [one] en ändring nekades, så ingen gjordes
   *[other] { $count } ändringar nekades, så ingen gjordes
}
register-done = Klart. { $count ->
    [one] Händelse { $numbers } är skriven
   *[other] Händelserna { $numbers } är skrivna
} i registret.
register-remains = Kvar att göra i Personalverktyget:
register-todo-grant = – Lägg upp behörigheten.
register-todo-pause = – Inaktivera behörigheten.
register-todo-resume = – Aktivera behörigheten igen.
register-todo-extend = – Ändra sista dagen.
register-todo-revoke = – Ta bort behörigheten.
register-todo-undo = – Gör om det som den ångrade ändringen gjorde.
register-todo-cases = – Fördela om personens öppna ärenden.

register-missing = något saknas: { $flags }
register-ask-staff = Personens HSA-id:
register-ask-clinic = Mottagningens HSA-id:
register-ask-which-clinic = Vilken mottagning?
register-ask-which-person = Vilken person?
register-ask-role = Vilken roll?
register-ask-from = Första dagen (tomt: i dag):
register-ask-until = Sista dagen, som räknas med (tomt: tills vidare):
register-ask-reason = Vilket skäl?
register-ask-reference = Hänvisning till beslutet, till exempel ett ärendenummer:
register-not-an-id = Det är inget HSA-id. Ett sådant ser ut som SE2321000057-TEST1.
register-gave-up = frågan blev inte besvarad, och inget ändrades

register-nothing-paused = { $person } har ingen pausad behörighet där. Inget ändrades.
register-nothing-left = { $person } har inget kvar att avsluta. Inget ändrades.
register-holds-nothing = { $person } har ingen behörighet
register-holds-nothing-here = { $person } har ingen behörighet på { $clinic }
register-holds-hint = Se vad personen har haft: riktlinje permission history --staff { $person }
register-no-such-person = { $person } finns inte i registret
register-no-such-event = händelse #{ $event } finns inte
register-no-such-event-hint = Numren står i permission history.
register-cannot-undo = händelse #{ $event } ändrade ingen behörighet, så det finns inget att ångra

register-explain-yes = Ja. { $person } är { $roles } på { $clinic } ({ $when }).
register-explain-no = Nej. { $person } kan inte agera på { $clinic } ({ $when }).
register-explain-never = Nej. { $person } har aldrig haft någon behörighet på { $clinic } ({ $when }).
register-explain-closed = Nej. { $person } är { $roles } på { $clinic }, men mottagningen är inte öppen ({ $when }).
register-explain-since = Sedan #{ $event }, { $when }, av { $by }: { $what }
register-explain-active = { $role }: { $state }, tills vidare.
register-explain-active-until = { $role }: { $state }, till och med { $until }.
register-explain-revoked = { $role }: { $state }.
register-explain-pending = { $role }: { $state }, från och med { $from }.
register-explain-expired = { $role }: { $state }, sista dagen var { $until }.
register-explain-paused = { $role }: { $state }, tills någon återupptar den.
register-explain-paused-until = { $role }: { $state }, till och med { $until }. Därefter ska någon återuppta den.
register-explain-return-due = { $role }: { $state }. Pausen är slut; återuppta med permission resume.

register-begun = Registret { $path } är skapat. Kontot { $account } står för { $person }, som är regional administratör.
register-begun-next = Nästa steg: utse en lokal administratör på varje mottagning (permission grant --role lokal_administrator) och öppna mottagningen (clinic open).
register-status = { $region } · { $path }
register-status-clinics = Öppna mottagningar: { $clinics } · personer: { $people }
register-status-held = Behörigheter: { $active } aktiva, { $paused } pausade, { $due } att återuppta, { $pending } kommande
register-status-entries = Händelser i journalen: { $count }
register-clinic-still-held = { $count ->
    [one] En behörighet finns kvar på mottagningen, och gäller som förut tills den som får återkallar den.
   *[other] { $count } behörigheter finns kvar på mottagningen, och gäller som förut tills den som får återkallar dem.
} Se vilka: riktlinje permission list --clinic { $clinic } --state active --state paused --state pending --state return_due
register-clinic-open = öppen
register-clinic-closed = stängd
register-account = { $account }  { $person }
register-account-regional = { $account }  { $person }  regional administratör
register-whoami = Kontot { $account } står för { $person }.
register-whoami-regional = Regional administratör.
register-whoami-role = { $role } på { $clinic }
register-whoami-level = Säkerhet: datorns konto. Det visar vem som är inloggad på datorn, och inte mer.
register-whoami-login = Säkerhet: inloggningen i databasen. Den visar vem som har loggat in där.

register-whole = Kedjan håller: { $count } händelser, och ingen har ändrats.
register-whole-deep = Kedjan håller, och alla behörigheter stämmer med den: { $count } händelser.
register-whole-alone = Den som äger filen kan ha skrivit om hela kedjan. Det syns bara mot en kontrollpunkt som sparats på annat håll (--against).
register-whole-alone-database = Den som sköter databasen kan ha skrivit om hela kedjan. Det syns bara mot en kontrollpunkt som sparats på annat håll (--against).
register-verify-part = kontot ser bara sina egna mottagningar i { $path }, och hela kedjan behövs för att kontrollera den
register-verify-part-hint = Be den regionala administratören köra register verify.
register-file-only = { $path } är en databas, och kommandot gäller ett register i en fil
register-backup-database = Databasen kopieras med PostgreSQL:s eget verktyg: pg_dump --format=custom --file=riktlinje.dump, och rollerna med pg_dumpall --roles-only. Spara en kontrollpunkt bredvid (register checkpoint).
register-restore-database = Databasen återställs med PostgreSQL:s eget verktyg: rollerna först, sedan pg_restore till en tom databas. Kontrollera sedan mot den senaste kontrollpunkten: register verify --deep --against FIL.
register-copy-direction = Så här: riktlinje register copy register.sqlite postgres://db.region.example/riktlinje
register-copy-not-database = { $path } är ingen databas
register-account-of-file = --account gäller en databas. I en fil är det datorns konto som står för den regionala administratören.
register-forbidden = databasen nekade ändringen, och har antecknat det där det går
register-moved = { $from } är flyttat till { $path }: { $count } händelser, var och en kontrollerad, och samma slut ({ $head }).
register-moved-account = Kontot { $account } står nu för { $person }, som är regional administratör.
register-moved-next = Nästa steg: skriv register: { $path } i riktlinje.yaml, knyt de andra inloggningarna (actor bind --account pg:namn), och lägg undan { $from } så att ingen fortsätter att skriva i den.
register-whole-against = Allt fram till kontrollpunkten är som det var när den sparades.
register-no-checkpoint = { $path } är ingen kontrollpunkt
register-flaw-gap = händelse #{ $event } saknas, eller står på fel plats
register-flaw-changed = händelse #{ $event } har ändrats sedan den skrevs
register-flaw-head = journalen slutar efter { $count } händelser, och registret säger något annat
register-flaw-shorter = registret är äldre än kontrollpunkten, som hade { $count } händelser
register-flaw-other = historiken fram till händelse #{ $count } är en annan än när kontrollpunkten sparades
register-flaw-foreign = kontrollpunkten hör till ett annat register
register-differs-permission = behörigheten { $role } på { $clinic } för { $person } är en annan än journalen säger
register-differs-clinic = { $clinic } är i ett annat läge än journalen säger
register-differs-accounts = kontona är andra än journalen säger
register-differs-person = vem { $person } är stämmer inte med journalen, eller har tagits bort utan att det står där
register-differs-snapshot = listan över katalogens personer är en annan än journalen säger
register-differs-settings = inställningarna är andra än journalen säger
register-checkpoint-keep = Spara raderna på annat håll, till exempel i diariet. De innehåller inga personuppgifter.
register-copied = { $path } är en hel kopia med { $count } händelser.

# Tabeller och planer
register-row = { $row }: { $why }
register-row-no-reason = skälet saknas; ange det i raden, eller för alla rader med --reason
register-rows-unusable = { $count ->
    [one] en rad går inte att använda, så inget ändrades
   *[other] { $count } rader går inte att använda, så inget ändrades
}
register-lists-failed = { $names } gick inte att läsa, så inget ändrades
register-more = … och { $count } till.
register-planned = { $path } är en plan med { $count ->
    [one] en ändring
   *[other] { $count } ändringar
}. Inget är ändrat än. Gör dem med: riktlinje apply { $path }
register-plan = Plan med { $count ->
    [one] en ändring
   *[other] { $count } ändringar
}, gjord av { $of } { $when }. Kontrollsumma { $digest }…
register-plan-unusable = planen { $path } går inte att använda: { $why }
register-plan-applied = Planen är redan genomförd (händelse #{ $event }). Inget ändrades.
register-plan-stale = planen stämmer inte längre: { $count ->
    [one] en av behörigheterna har
   *[other] { $count } av behörigheterna har
} ändrats sedan den gjordes. Inget ändrades
register-plan-overtaken-by = #{ $event }, { $when }: { $what }
register-plan-stale-hint = Gör planen på nytt av samma tabell, och se efter att den fortfarande är rätt.
register-export-form = { $path } måste sluta på .csv eller .json
register-exported = { $path } har { $count ->
    [one] en behörighet
   *[other] { $count } behörigheter
}.

register-takeover = Från exporten: { $permissions } behörigheter och { $clinics } mottagningar. { $ended ->
    [0] Ingen var avslutad.
    [one] En var avslutad och tas inte med.
   *[other] { $ended } var avslutade och tas inte med.
}
register-takeover-breaches = { $count ->
    [one] Ett ställe bryter redan mot en regel. Det tas över som det är och behöver rättas till:
   *[other] { $count } ställen bryter redan mot en regel. De tas över som de är och behöver rättas till:
}
register-breach-no-administrator = – { $clinic } har ingen lokal administratör i tjänst
register-breach-reviewer = – { $person } är både granskare och lokal administratör på { $clinic }
register-breaches-later = De visas hädanefter av: riktlinje due
register-takeover-unreadable = roll, läge, tilldelningsdag eller sista dag går inte att läsa
register-taken-over = Klart. { $count } händelser är skrivna i registret.
register-restore = { $path } håller ihop: { $count } händelser, och alla behörigheter stämmer med dem.
register-restore-loses = Registret som finns har { $count ->
    [one] en händelse
   *[other] { $count } händelser
} som kopian saknar.
register-restore-other = Registret som finns är ett annat register.
register-restore-same = Registret som finns har inget som kopian saknar.
register-restore-damaged = Registret som finns går inte att läsa.
register-restore-aside = Det läggs undan som { $path }.
register-restore-broken = { $path } håller inte ihop, och används inte
register-restored = Klart. { $path } är registret som det var i kopian, med { $count } händelser.
register-copied-damaged = { $path } är en kopia av filen som den är. Registret är skadat.
register-snapshot = { $path }: { $count } personer i katalogen den { $taken }.
register-snapshot-empty = { $path } har ingen person som arbetar kvar
register-snapshot-future = listan kan inte vara uttagen i framtiden ({ $taken })
register-snapshot-older = listan är från { $taken }, och registret har redan en från { $last }
register-snapshot-smaller = listan har { $count } personer, och den förra hade { $last }. Filen kan vara avkortad
register-snapshot-smaller-hint = Är det rätt? Lägg till --accept-smaller, så antecknas det.
register-setting-region = Region: { $region }
register-appointed-by-region = Lokala administratörer utses av den regionala administratören.
register-appointed-by-clinic = Lokala administratörer utses också av mottagningens egna.
register-setting-mass = Så många återkallelser och pauser per dag behöver inte bekräftas: { $least }, eller { $percent } % av de aktiva behörigheterna om det är fler.
register-doubtful = Tänk på: { $why } Det som visas kan vara fel.

# Kommandona
cli-heading-change = Ändringen
cli-value-role = ROLL
cli-value-reason = SKÄL
cli-value-text = TEXT
cli-value-event = HÄNDELSE
cli-value-state = LÄGE
cli-value-name = NAMN
cli-value-who = VEM
cli-value-account = KONTO

cli-about-permission = Ge, pausa, återuppta och återkalla behörigheter
cli-about-permission-grant = Ge en person en roll på en mottagning
cli-about-permission-pause = Pausa en behörighet, till exempel vid ledighet
cli-about-permission-resume = Återuppta en pausad behörighet
cli-about-permission-extend = Ändra en behörighets sista dag
cli-about-permission-revoke = Återkalla en behörighet
cli-about-permission-leaver = Avsluta allt som en person har, med en sista arbetsdag
cli-about-permission-undo = Ångra en ändring
cli-about-permission-list = Lista behörigheter
cli-about-permission-show = Visa allt som en person har
cli-about-permission-history = Visa vad som har ändrats, av vem och varför
cli-about-permission-explain = Förklara om en person får agera på en mottagning, och sedan när
cli-about-register = Sköt registret över behörigheter
cli-about-register-init = Börja ett register
cli-about-register-status = Visa hur registret står
cli-about-register-verify = Kontrollera att ingen har ändrat historiken
cli-about-register-checkpoint = Skriv ut en kontrollpunkt att spara på annat håll
cli-about-register-backup = Kopiera hela registret
cli-about-register-erase-person = Ta bort en persons identitet ur registret
cli-about-clinic = Öppna och stäng mottagningar i registret
cli-about-clinic-open = Öppna en mottagning, som då måste ha en lokal administratör
cli-about-clinic-close = Stäng en mottagning
cli-about-clinic-list = Lista registrets mottagningar
cli-about-actor = Knyt datorns konton till personer
cli-about-actor-bind = Låt ett konto stå för en person
cli-about-actor-unbind = Ta bort en knytning
cli-about-actor-list = Lista knytningarna
cli-about-whoami = Visa vem registret tar mig för
cli-about-journal = Läs hela historiken
cli-about-journal-show = Visa varje händelse i ord
cli-about-journal-export = Skriv ut varje händelse som den är lagrad, en rad JSON var
cli-more-permission-grant =
    Exempel:
      riktlinje behörighet tilldela                                  frågar efter det som behövs
      riktlinje permission grant --staff SE2321000057-TESTP1 --clinic SE2321000057-TEST1 --role arendehanterare --reason anstalld --reference ARE-20931
cli-more-permission-pause =
    Exempel:
      riktlinje permission pause --staff SE2321000057-TESTP1 --everywhere --from 2026-12-01 --until 2027-05-31 --reason ledighet --reference ARE-20932

cli-arg-person = Personens HSA-id
cli-arg-at-clinic = Mottagningens HSA-id
cli-arg-held-role = Rollen (kan upprepas)
cli-arg-from = Första dagen; annars i dag
cli-arg-until = Sista dagen, som räknas med; annars tills vidare
cli-arg-open-ended = Ingen sista dag
cli-arg-everywhere = På alla mottagningar där personen har något
cli-arg-reason = Skälet
cli-arg-reference = Var beslutet finns, till exempel ett ärendenummer
cli-arg-not-in-directory = Personen finns inte i katalogen, och det är meningen
cli-arg-confirm-mass = Så många återkallelser och pauser i dag är meningen
cli-arg-last-day = Sista arbetsdagen
cli-arg-event = Händelsens nummer
cli-arg-state = Bara de här lägena (kan upprepas)
cli-arg-then = Som det var då: ett datum, en tidpunkt, eller efter en händelse (#12)
cli-arg-yes = Fråga inte
cli-arg-dry-run = Visa vad som skulle hända, och ändra inget
cli-arg-accept-clock = Klockan går rätt fast den står före registrets senaste händelse
cli-arg-register = Registrets fil, eller postgres://… för en databas; annars register.sqlite i projektets mapp
cli-arg-region = Regionens namn
cli-arg-regional-admin = HSA-id för den regionala administratören, som kontot ska stå för
cli-arg-appointed-by = Vem som utser lokala administratörer
cli-arg-deep = Spela upp hela historiken och jämför med varje behörighet
cli-arg-against = En kontrollpunkt som har sparats
cli-arg-copy = Kopians fil, som inte får finnas
cli-arg-account = Kontot, till exempel uid:1000 eller pg:anna (se whoami)
cli-arg-regional = Personen är regional administratör
cli-arg-changed = Mottagningens HSA-id

cli-expects-staff = Skriv personens HSA-id, till exempel SE2321000057-TESTP1. Personnummer används aldrig här.
cli-expects-from = Skriv ett datum som 2026-11-20.
cli-expects-until = Skriv ett datum som 2026-11-20.
cli-expects-last-day = Skriv ett datum som 2026-11-20.
cli-expects-account = Skriv kontot som whoami visar det, till exempel uid:1000 eller pg:anna.
cli-about-permission-import = Gör ändringar ur en tabell, alla eller ingen
cli-about-permission-export = Skriv behörigheterna till en fil som går att läsa igen
cli-about-apply = Genomför en plan
cli-about-register-takeover = Börja med de behörigheter som redan finns
cli-about-register-restore = Börja om från en kopia
cli-about-register-copy = Flytta registret från en fil till en databas, med hela historiken
cli-value-address = ADRESS
cli-arg-first = Inloggningen som ska stå för den regionala administratören, till exempel pg:maria (bara i en databas); annars den som kör kommandot
cli-arg-file = Registrets fil, som lämnas som den är
cli-arg-database = Databasen, som inte får ha något register
cli-about-register-snapshot = Anteckna vilka som finns i katalogen
cli-about-register-settings = Visa eller ändra vad regionen har bestämt
cli-more-permission-import =
    Tabellen har en rad för varje ändring, till exempel så här (CSV eller Excel):
      HSA-id mottagning;HSA-id person;Roll;Åtgärd;Från;Till;Skäl;Referens
      SE2321000057-TEST1;SE2321000057-TESTP1;Ärendehanterare;Tilldela;2026-12-01;;Anställd;ARE-20931
    Exempel:
      riktlinje permission import ändringar.xlsx                     visar vad som händer, och frågar
      riktlinje permission import ändringar.xlsx -o plan.json        gör en plan av dem
      riktlinje apply plan.json                                      genomför planen
cli-arg-table = Tabellen: CSV, Excel, YAML eller JSON
cli-arg-permission-import-plan = Skriv en plan hit, och ändra inget
cli-arg-apply-plan = Planen
cli-arg-from-copy = Kopian
cli-arg-people = Listor över personer med HSA-id (som personallistan)
cli-arg-taken = När listan togs ut; annars det som filen säger, annars i dag
cli-arg-accept-smaller = Listan är rätt, fast den är mycket kortare än den förra
cli-arg-register-takeover-clinics = Listan över mottagningarna, som öppnas i registret
cli-arg-mass-least = Så många återkallelser och pauser per dag behöver aldrig bekräftas
cli-arg-mass-percent = Eller så många procent av de aktiva behörigheterna

# Det som ska göras snart
due-title = { $count ->
    [one] En sak att göra, fram till { $last }.
   *[other] { $count } saker att göra, fram till { $last }.
}
due-nothing = Inget att göra fram till { $last }.
due-now = nu
due-column-why = Vad
due-column-day = Dag
due-no-administrator = Mottagningar utan lokal administratör
due-no-administrator-cure = Den regionala administratören utser någon: riktlinje permission grant --role lokal_administrator
due-reviews-own-clinic = Granskare som är lokala administratörer på samma mottagning
due-reviews-own-clinic-cure = Låt någon annan granska, och återkalla den ena rollen: riktlinje permission revoke
due-return-due = Ledigheten är slut, och ingen har återupptagit behörigheten
due-return-due-cure = Är personen tillbaka? Återuppta: riktlinje permission resume. Annars: förläng pausen eller återkalla.
due-not-in-directory = Personer som inte finns i katalogen
due-not-in-directory-cure = Ta reda på om personen har slutat eller bytt HSA-id. Har personen slutat: riktlinje permission leaver
due-ends = Behörigheter vars sista dag kommer
due-ends-cure = Ska personen ha den längre? riktlinje permission extend
due-returns = Ledigheter som tar slut
due-returns-cure = Återuppta när personen är tillbaka: riktlinje permission resume
due-begins = Behörigheter som börjar gälla
due-begins-cure = Lägg upp behörigheten i Personalverktyget den dagen.
due-unconfirmed = Beslut som inte har synts i Personalverktyget
due-unconfirmed-cure = Gör det där, och bekräfta med riktlinje todo confirm. En avstämning bockar av det som syns: riktlinje reconcile
due-one-administrator = Mottagningar med bara en lokal administratör
due-one-administrator-cure = Be verksamhetschefen utse en till, så att någon finns när den första är ledig.
cli-about-due = Visa vad som ska göras snart i registret
cli-arg-ahead = Hur långt fram: dagar eller veckor, som 14d eller 2v
cli-value-days = DAGAR
cli-expects-days = Skriv dagar eller veckor, som 14d eller 2v.

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
register-refused = { $count } ändringar nekades, så ingen gjordes
register-done = Klart. { $count ->
    [one] Händelse { $numbers } är skriven
   *[other] Händelserna { $numbers } är skrivna
} i registret.
register-remains = Kvar att göra i personalverktyget:
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
register-ask-role = Vilken roll?
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
register-clinic-open = öppen
register-clinic-closed = stängd
register-account = { $account }  { $person }
register-account-regional = { $account }  { $person }  regional administratör
register-whoami = Kontot { $account } står för { $person }.
register-whoami-regional = Regional administratör.
register-whoami-role = { $role } på { $clinic }
register-whoami-level = Säkerhet: datorns konto. Det visar vem som är inloggad på datorn, och inte mer.

register-whole = Kedjan håller: { $count } händelser, och ingen har ändrats.
register-whole-deep = Kedjan håller, och alla behörigheter stämmer med den: { $count } händelser.
register-whole-alone = Den som äger filen kan ha skrivit om hela kedjan. Det syns bara mot en kontrollpunkt som sparats på annat håll (--against).
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
register-differs-settings = inställningarna är andra än journalen säger
register-checkpoint-keep = Spara raderna på annat håll, till exempel i diariet. De innehåller inga personuppgifter.
register-copied = { $path } är en hel kopia med { $count } händelser.

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
cli-arg-register = Registrets fil; annars register.sqlite i projektets mapp
cli-arg-region = Regionens namn
cli-arg-regional-admin = HSA-id för den regionala administratören, som det här kontot ska stå för
cli-arg-appointed-by = Vem som utser lokala administratörer
cli-arg-deep = Spela upp hela historiken och jämför med varje behörighet
cli-arg-against = En kontrollpunkt som har sparats
cli-arg-copy = Kopians fil, som inte får finnas
cli-arg-account = Kontot, till exempel uid:1000 (se whoami)
cli-arg-regional = Personen är regional administratör
cli-arg-changed = Mottagningens HSA-id

cli-expects-staff = Skriv personens HSA-id, till exempel SE2321000057-TESTP1. Personnummer används aldrig här.
cli-expects-from = Skriv ett datum som 2026-11-20.
cli-expects-until = Skriv ett datum som 2026-11-20.
cli-expects-last-day = Skriv ett datum som 2026-11-20.
cli-expects-account = Skriv kontot som whoami visar det, till exempel uid:1000.

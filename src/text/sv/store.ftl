# Registrets fil: var den får ligga, och vad som kan vara fel med den.

store-exists = filen finns redan och är inte tom. Ett register börjas bara i en ny fil.
store-not-made = filen gick inte att skapa ({ $why }). Inget ändrades.
store-network = filen ligger på en nätverksdisk eller i en synkroniserad mapp ({ $kind }), där två samtidiga ändringar kan förstöra registret. Flytta den till en lokal disk.
store-open-to-others = andra på datorn kan läsa filen. Rätta med: chmod 600 { $path }
store-not-a-register = filen är inget register
store-newer = registret är skrivet av en nyare version (schema { $found }, den här kan { $known }). Uppdatera programmet.
store-old-sqlite = programmets SQLite ({ $version }) är för gammal för att skriva säkert
store-schema = registrets tabeller är inte de som programmet gjorde; någon har ändrat i filen.
store-busy = någon annan skriver just nu. Inget ändrades; försök igen.
store-full = disken är full. Inget ändrades.
store-read-only = filen går inte att skriva i. Inget ändrades.
store-io = disken svarade med ett fel ({ $why }). Inget ändrades.
store-damaged = filen är skadad ({ $why })
store-row = en rad i tabellen { $table } går inte att förstå

# Registret i en databas: adressen, förbindelsen och vad servern svarar.
store-pg-address = adressen går inte att förstå
store-pg-address-hint = Så här ser den ut: postgres://anna@db.region.example/riktlinje, eller på samma dator postgres:///riktlinje. Lösenordet hör hemma i en lösenordsfil (PGPASSFILE), inte i adressen.
store-pg-address-mixed = adressen blandar en server i nätet med en plats på den här datorn
store-pg-weak = sslmode={ $mode } låter lösenord och ändringar gå okrypterade, eller till en server som ingen har kontrollerat. Ta bort sslmode ur adressen: certifikatet kontrolleras alltid.
store-pg-no-socket = Windows har ingen lokal anslutning (Unix socket) till PostgreSQL. Skriv serverns namn i adressen: postgres://anna@db.region.example/riktlinje
store-pg-password-in-address = Lösenordet står i adressen, där andra kan se det. Lägg det i en lösenordsfil (PGPASSFILE) i stället.
store-pg-ask = Lösenord för { $path }:
store-pg-password-missing = servern vill ha ett lösenord. Lägg det i en lösenordsfil (PGPASSFILE), eller kör kommandot där det går att svara på frågor. Inget ändrades.
store-pg-secret-open = andra på datorn kan läsa { $path }. Rätta med: chmod 600 { $path }
store-pg-root = { $path } har inga certifikat som går att läsa
store-pg-certificate = { $path } går inte att använda som certifikat eller nyckel för inloggningen
store-pg-tls = krypteringen går inte att förbereda ({ $why }). Inget ändrades.
store-pg-no-tls = servern kan inte kryptera förbindelsen, så inget lösenord har skickats. Be den som sköter servern att slå på TLS. Inget ändrades.
store-pg-certificate-refused = serverns certifikat godtas inte ({ $why }), så inget lösenord har skickats. Har regionen en egen utfärdare? Ange dess fil med sslrootcert i adressen eller PGSSLROOTCERT. Inget ändrades.
store-pg-no-answer = servern svarar inte ({ $why }). Inget ändrades.
store-pg-not-now = servern tar inte emot någon just nu ({ $why }). Inget ändrades; försök igen.
store-pg-login = inloggningen godtogs inte ({ $why }). Inget ändrades.
store-pg-no-database = databasen finns inte ({ $why })
store-pg-no-register = databasen har inget register. Den som sköter databasen börjar ett med: riktlinje register init
store-pg-exists = databasen har redan ett register. Ett register börjas bara där det inte finns något.
store-pg-no-role = det finns ingen sådan inloggning i databasen. Den som sköter databasen skapar den först: CREATE ROLE anna LOGIN. { $why }
store-pg-privilege = inloggningen får inte göra detta ({ $why }). Inget ändrades.
store-pg-standby = servern är en kopia som inte tar emot ändringar. Inget ändrades.
store-pg-lost = förbindelsen bröts ({ $why }). Inget ändrades; försök igen.
store-pg-lost-at-the-end = förbindelsen bröts medan ändringen skrevs ({ $why }), så det är inte säkert om den blev gjord. Kör samma kommando igen: är den gjord, så sägs det, och inget görs två gånger.
store-pg-refused = databasen tar inte emot händelsen ({ $why }). Inget ändrades. Var det länge sedan kommandot startade? Kör det igen.
store-pg-other = databasen svarade: { $why }. Inget ändrades.
store-pg-version = registret är gjort av en annan version av programmet (schema { $found }, den här kan { $known }).
store-pg-moved-otherwise = det som kom fram till databasen är inte det som registret har. Inget flyttades.

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

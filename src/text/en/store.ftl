# The register's file: where it may lie, and what can be wrong with it.

store-exists = the file is there already and is not empty. A register begins in a new file.
store-not-made = the file could not be made ({ $why }). Nothing was changed.
store-network = the file lies on a network drive or in a synchronised folder ({ $kind }), where two changes at once can destroy the register. Move it to a local disk.
store-open-to-others = others on this computer can read the file. Mend it with: chmod 600 { $path }
store-not-a-register = the file is no register
store-newer = the register was written by a newer version (schema { $found }, this one knows { $known }). Update the program.
store-old-sqlite = the program's SQLite ({ $version }) is too old to write safely
store-schema = the register's tables are not those that the program made; somebody has changed the file.
store-busy = somebody else is writing just now. Nothing was changed; try again.
store-full = the disk is full. Nothing was changed.
store-read-only = the file cannot be written. Nothing was changed.
store-io = the disk answered with an error ({ $why }). Nothing was changed.
store-damaged = the file is damaged ({ $why })
store-row = a row in the table { $table } cannot be understood

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

# The register in a database: the address, the connection and what the server answers.
store-pg-address = the address cannot be understood
store-pg-address-hint = It looks like this: postgres://anna@db.region.example/riktlinje, or on the same computer postgres:///riktlinje. The password belongs in a password file (PGPASSFILE), not in the address.
store-pg-address-mixed = the address mixes a server in the network with a place on this computer
store-pg-weak = sslmode={ $mode } lets passwords and changes travel unencrypted, or to a server that nobody has checked. Take sslmode out of the address: the certificate is always verified.
store-pg-no-socket = Windows has no local connection (Unix socket) to PostgreSQL. Write the server's name in the address: postgres://anna@db.region.example/riktlinje
store-pg-password-in-address = The password stands in the address, where others can see it. Put it in a password file (PGPASSFILE) instead.
store-pg-ask = Password for { $path }:
store-pg-password-missing = the server wants a password. Put it in a password file (PGPASSFILE), or run the command where questions can be answered. Nothing was changed.
store-pg-secret-open = others on this computer can read { $path }. Mend it with: chmod 600 { $path }
store-pg-root = { $path } has no certificates that can be read
store-pg-certificate = { $path } cannot be used as a certificate or key to log in with
store-pg-tls = encryption cannot be prepared ({ $why }). Nothing was changed.
store-pg-no-tls = the server cannot encrypt the connection, so no password has been sent. Ask whoever runs the server to turn TLS on. Nothing was changed.
store-pg-certificate-refused = the server's certificate is not accepted ({ $why }), so no password has been sent. Does the region have an authority of its own? Name its file with sslrootcert in the address or PGSSLROOTCERT. Nothing was changed.
store-pg-no-answer = the server does not answer ({ $why }). Nothing was changed.
store-pg-not-now = the server takes nobody just now ({ $why }). Nothing was changed; try again.
store-pg-login = the login was not accepted ({ $why }). Nothing was changed.
store-pg-no-database = there is no such database ({ $why })
store-pg-no-register = the database has no register. Whoever runs the database begins one with: riktlinje register init
store-pg-exists = the database has a register already. A register begins only where there is none.
store-pg-no-role = there is no such login in the database. Whoever runs the database makes it first: CREATE ROLE anna LOGIN. { $why }
store-pg-privilege = the login may not do this ({ $why }). Nothing was changed.
store-pg-standby = the server is a copy that takes no changes. Nothing was changed.
store-pg-lost = the connection broke ({ $why }). Nothing was changed; try again.
store-pg-lost-at-the-end = the connection broke while the change was written ({ $why }), so it is not certain whether it was made. Run the same command again: if it was made it says so, and nothing is done twice.
store-pg-refused = the database does not take the event ({ $why }). Nothing was changed. Was the command started long ago? Run it again.
store-pg-other = the database answered: { $why }. Nothing was changed.
store-pg-version = the register was made by another version of the program (schema { $found }, this one knows { $known }).
store-pg-moved-otherwise = what arrived in the database is not what the register has. Nothing was moved.

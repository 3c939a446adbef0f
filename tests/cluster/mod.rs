//! A PostgreSQL server of our own for a test binary: Debian's, in a folder that is gone afterwards, with TLS on loopback and a
//! Unix socket. A small shell keeps watch: when the test process ends, however it does, so does the server.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test starts a server and looks at its files")]

use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use postgres::{Client, NoTls};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};

/// The logins that there are in every database of the server, with `hemligt-` and their name as password.
pub(crate) const LOGINS: [&str; 8] = ["maria", "olle", "anna", "bo", "cia", "dan", "eva", "dba"];

/// A server.
#[derive(Debug)]
pub(crate) struct Cluster {
    pub(crate) folder: PathBuf,
    programs: PathBuf,
    user: Option<(u32, u32)>,
    pub(crate) port: u16,
    pub(crate) server: Option<Child>,
    _watch: Child,
}

/// The server of this test binary; none where PostgreSQL is not installed, which is said.
pub(crate) fn cluster() -> Option<&'static Cluster> {
    static SERVER: OnceLock<Option<Cluster>> = OnceLock::new();
    SERVER.get_or_init(|| Cluster::begin("off")).as_ref()
}

/// Debian's folder of programs, the newest version's, or wherever `initdb` is found.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut debian: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    debian.sort();
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    let mut all = debian.into_iter().rev().chain(std::env::split_paths(&on_path));
    all.find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

/// PostgreSQL does not run as root: an ordinary user of the system takes its place.
fn somebody() -> Option<(u32, u32)> {
    let id = |of: &str, user: &str| {
        let said = Command::new("id").args([of, user]).output().ok()?;
        String::from_utf8(said.stdout).ok()?.trim().parse::<u32>().ok()
    };
    if !rustix::process::getuid().is_root() {
        return None;
    }
    ["postgres", "nobody"].into_iter().find_map(|user| Some((id("-u", user)?, id("-g", user)?)))
}

impl Cluster {
    /// Makes a server and starts it. `synced` is PostgreSQL's own word for whether what is acknowledged survives (`on`), or
    /// tests are faster (`off`).
    pub(crate) fn begin(synced: &str) -> Option<Self> {
        let Some(programs) = programs() else {
            // Past the test runner, which keeps what a test that succeeds has printed to itself.
            let told = "skipped: PostgreSQL is not installed (initdb is not found), so nothing is tried on it";
            writeln!(std::io::stderr(), "{told}").expect("somebody hears it");
            return None;
        };
        let folder = tempfile::Builder::new().prefix("rikt").tempdir().expect("a folder").keep();
        let user = somebody();
        let watch = Command::new("sh")
            .args([
                "-c",
                "read _; kill -QUIT $(head -1 \"$0/data/postmaster.pid\") 2>/dev/null; sleep 1; rm -rf \"$0\"",
            ])
            .arg(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("there is a shell");
        let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port");
        let mut cluster = Self { folder, programs, user, port: free.port(), server: None, _watch: watch };
        cluster.own(&cluster.folder, 0o700);
        let made = cluster
            .program("initdb")
            .args([
                "--auth=trust",
                "--username=postgres",
                "--no-sync",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--pgdata",
            ])
            .arg(cluster.folder.join("data"))
            .output()
            .expect("initdb runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        cluster.certify();
        let data = cluster.folder.join("data");
        let settings = format!(
            "listen_addresses = '127.0.0.1'\nport = {}\nunix_socket_directories = '{}'\nssl = on\nmax_connections = 80\n\
             ssl_cert_file = '../server.pem'\nssl_key_file = '../server.key'\nfsync = {}\n",
            cluster.port,
            cluster.folder.display(),
            synced,
        );
        append(&data.join("postgresql.conf"), &settings);
        std::fs::write(data.join("pg_hba.conf"), "local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n")
            .expect("the folder can be written");
        cluster.start();
        let mut admin = cluster.admin("postgres");
        for name in LOGINS {
            admin.batch_execute(&format!("CREATE ROLE {name} LOGIN PASSWORD 'hemligt-{name}'")).expect("a login");
        }
        admin.batch_execute("ALTER ROLE dba CREATEROLE").expect("a login");
        Some(cluster)
    }

    /// A program of PostgreSQL, as the one who may run it.
    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut command = match self.user {
            None => Command::new(program),
            Some((user, group)) => {
                let mut command = Command::new("setpriv");
                command.args([format!("--reuid={user}"), format!("--regid={group}"), "--clear-groups".into()]);
                command.arg(program);
                command
            }
        };
        command.current_dir(&self.folder).env_clear().env("LC_ALL", "C.UTF-8").env("PATH", "/usr/bin:/bin");
        command
    }

    /// Gives a file to the server's user.
    fn own(&self, path: &Path, mode: u32) {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("it is ours");
        if let Some((user, group)) = self.user {
            chown(path, Some(user), Some(group)).expect("root may");
        }
    }

    /// An authority, and a certificate of it for the server.
    fn certify(&self) {
        let (authority, pem, key) = certificate(&["localhost", "127.0.0.1"], 2099);
        for (name, text) in [("authority.pem", authority), ("server.pem", pem), ("server.key", key)] {
            let path = self.folder.join(name);
            std::fs::write(&path, text).expect("the folder can be written");
            self.own(&path, 0o600);
        }
        // Whoever connects reads the authority.
        std::fs::set_permissions(self.folder.join("authority.pem"), std::fs::Permissions::from_mode(0o644))
            .expect("it is ours");
    }

    /// Starts the server, also after it was killed.
    pub(crate) fn start(&mut self) {
        for _ in 0..100 {
            let log = std::fs::File::create(self.folder.join("log")).expect("the folder can be written");
            let mut server = self.program("postgres");
            server.arg("-D").arg(self.folder.join("data")).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
            let mut server = server.spawn().expect("postgres runs");
            for _ in 0..200 {
                std::thread::sleep(Duration::from_millis(25));
                if Client::connect(&self.connection("postgres"), NoTls).is_ok() {
                    self.server = Some(server);
                    return;
                }
                // What a killed one has left behind takes a moment to go away.
                if server.try_wait().is_ok_and(|ended| ended.is_some()) {
                    break;
                }
            }
            let _gone = server.kill().and_then(|()| server.wait());
        }
        panic!("{}", std::fs::read_to_string(self.folder.join("log")).unwrap_or_default());
    }

    fn connection(&self, database: &str) -> String {
        format!("host={} port={} user=postgres dbname={database}", self.folder.display(), self.port)
    }

    /// A connection that may do anything.
    pub(crate) fn admin(&self, database: &str) -> Client {
        Client::connect(&self.connection(database), NoTls).expect("the server runs")
    }

    /// A connection of an ordinary login, without the program.
    pub(crate) fn bare(&self, login: &str, database: &str) -> Client {
        let text = self.connection(database).replace("user=postgres", &format!("user={login}"));
        Client::connect(&text, NoTls).expect("the server runs")
    }

    /// A new empty database.
    pub(crate) fn database(&self) -> String {
        self.database_like("template0")
    }

    /// A new database with what another one has.
    pub(crate) fn database_like(&self, template: &str) -> String {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let name = format!("register{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let mut admin = self.admin("postgres");
        admin.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}")).expect("a database");
        admin.batch_execute(&format!("GRANT CREATE ON DATABASE {name} TO dba")).expect("it is ours");
        name
    }

    /// The address of a database by the socket.
    pub(crate) fn address(&self, login: &str, database: &str) -> String {
        let folder = self.folder.display().to_string().replace('/', "%2F");
        format!("postgres://{login}@{folder}:{}/{database}", self.port)
    }

    /// Lets the database have a clock that a test sets; whoever administers a database can do that.
    pub(crate) fn stop_clock(&self, database: &str) {
        self.admin(database)
            .batch_execute(
                "CREATE TABLE public.stopped (at timestamptz NOT NULL); INSERT INTO public.stopped VALUES (now());
                 GRANT SELECT ON public.stopped TO riktlinje_owner, riktlinje_reader;
                 CREATE OR REPLACE FUNCTION riktlinje.clock() RETURNS timestamptz LANGUAGE sql VOLATILE
                 AS 'SELECT at FROM public.stopped'",
            )
            .expect("it is ours");
    }
}

impl Drop for Cluster {
    /// One that a test has of its own ends with it; the watch sees to the folder, and to the shared one.
    fn drop(&mut self) {
        if let Some(mut server) = self.server.take() {
            let _ended = server.kill().and_then(|()| server.wait());
        }
    }
}

/// Sets a clock that was stopped.
pub(crate) fn set_clock(admin: &mut Client, instant: &str) {
    admin.execute("UPDATE public.stopped SET at = $1::text::timestamptz", &[&instant]).expect("it is ours");
}

fn append(path: &Path, text: &str) {
    let old = std::fs::read_to_string(path).expect("it is there");
    std::fs::write(path, old + text).expect("it can be written");
}

/// A certificate for these names that ends with a year: its authority, itself and its key, in PEM.
pub(crate) fn certificate(names: &[&str], year: i32) -> (String, String, String) {
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let mut of_authority = CertificateParams::new(Vec::new()).expect("a certificate without names");
    of_authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority =
        CertifiedIssuer::self_signed(of_authority, KeyPair::generate().expect("a key")).expect("a certificate");
    let mut of_server = CertificateParams::new(names).expect("a certificate with names");
    of_server.not_after = rcgen::date_time_ymd(year, 12, 31);
    let key = KeyPair::generate().expect("a key");
    let certificate = of_server.signed_by(&key, &authority).expect("a certificate");
    (authority.pem(), certificate.pem(), key.serialize_pem())
}

//! The way to the server: no password before the server has shown who it is, and none in anything that is said or kept.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use tempfile::TempDir;

use crate::cluster::{certificate, cluster};
use crate::scene::Scene;

/// What nobody may see.
const CANARY: &str = "kanariefågel-4711";

/// `SSLRequest`, as it goes over the wire.
const ASKS_FOR_TLS: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// Runs the program with just this environment: exit code, and everything that was said.
fn program(folder: &Path, args: &[&str], env: &BTreeMap<&str, String>) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_riktlinje"));
    command.current_dir(folder).args(args).args(["--lang", "en"]).env_clear().envs(env);
    let output = command.output().expect("it runs");
    let told = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&told).into_owned())
}

/// A server that takes one connection; what it was told afterwards is what `talk` gives.
fn server<T: Send + 'static>(talk: impl FnOnce(TcpStream) -> T + Send + 'static) -> (u16, std::thread::JoinHandle<T>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("it has one").port();
    let talked = std::thread::spawn(move || {
        let (stream, _) = listener.accept().expect("somebody comes");
        stream.set_read_timeout(Some(Duration::from_secs(5))).expect("it can wait");
        talk(stream)
    });
    (port, talked)
}

#[test]
fn a_server_without_tls_gets_no_byte_of_a_password() {
    let (port, told) = server(|mut stream| {
        let mut heard = vec![0; 8];
        stream.read_exact(&mut heard).expect("it asks");
        stream.write_all(b"N").expect("it listens");
        stream.read_to_end(&mut heard).expect("it goes away");
        heard
    });
    let folder = TempDir::new().expect("a folder");
    let address = format!("postgres://anna@127.0.0.1:{port}/riktlinje");
    let env = BTreeMap::from([("PGPASSWORD", CANARY.to_owned())]);
    let (code, said) = program(folder.path(), &["whoami", "--register", &address], &env);
    assert_eq!(code, Some(7), "{said}");
    assert!(said.contains("no password has been sent"), "{said}");
    assert_eq!(told.join().expect("it does not panic"), ASKS_FOR_TLS, "and nothing more");
}

#[test]
fn a_certificate_that_nobody_vouches_for_gets_no_byte_of_a_password() {
    let folder = TempDir::new().expect("a folder");
    let root = folder.path().join("root.pem");
    let known = certificate(&["localhost"], 2099);
    for (name, (authority, pem, key), trusted) in [
        ("of another server", certificate(&["other.example"], 2099), None),
        ("that has ended", certificate(&["localhost"], 2021), None),
        ("of another authority", certificate(&["localhost"], 2099), Some(known.0.clone())),
        ("that the system does not know", known, Some(String::new())),
    ] {
        let (port, heard) = server(move |mut stream| {
            let mut asked = [0; 8];
            stream.read_exact(&mut asked).expect("it asks");
            stream.write_all(b"S").expect("it listens");
            let chain = CertificateDer::pem_slice_iter(pem.as_bytes()).collect::<Result<Vec<_>, _>>().expect("PEM");
            let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).expect("PEM");
            let provider = Arc::new(rustls::crypto::ring::default_provider());
            let config = ServerConfig::builder_with_provider(provider)
                .with_safe_default_protocol_versions()
                .expect("ring knows them")
                .with_no_client_auth()
                .with_single_cert(chain, key)
                .expect("they belong together");
            let connection = ServerConnection::new(Arc::new(config)).expect("a server");
            let mut heard = Vec::new();
            // An error is what is wished for: the other side does not go on.
            let _refused = StreamOwned::new(connection, stream).read_to_end(&mut heard);
            heard
        });
        std::fs::write(&root, trusted.clone().unwrap_or(authority)).expect("written");
        let address = format!("postgres://anna@localhost:{port}/riktlinje");
        let mut env = BTreeMap::from([("PGPASSWORD", CANARY.to_owned())]);
        if trusted.as_deref() != Some("") {
            env.insert("PGSSLROOTCERT", root.display().to_string());
        }
        let (code, said) = program(folder.path(), &["whoami", "--register", &address], &env);
        assert_eq!(code, Some(7), "a certificate {name}: {said}");
        assert!(said.contains("certificate is not accepted"), "a certificate {name}: {said}");
        assert_eq!(heard.join().expect("it does not panic"), b"", "a certificate {name}");
    }
}

#[test]
fn the_network_needs_a_certificate_and_a_password_that_stands_in_no_command_line() {
    let Some(cluster) = cluster() else { return };
    let (folder, database) = crate::begun(cluster);
    let at = folder.path();
    let root = cluster.authority().display().to_string();
    let passwords = at.join("passwords");
    std::fs::write(&passwords, "# ours\nlocalhost:*:*:anna:hemligt-anna\n*:*:*:bo:fel\n").expect("written");
    let private = |mode| {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&passwords, std::fs::Permissions::from_mode(mode)).expect("it is ours");
    };
    private(0o600);
    let file = passwords.display().to_string();
    let env = BTreeMap::from([("PGPASSFILE", file.clone()), ("PGSSLROOTCERT", root.clone())]);
    let ask = |login: &str, host: &str, more: &str, env: &BTreeMap<&str, String>| {
        let address = cluster.network(login, host, &database) + more;
        program(at, &["whoami", "--register", &address], env)
    };
    let (code, said) = ask("anna", "localhost", "", &env);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("pg:anna") && said.contains("SE2321000057-TESTANNA"), "{said}");
    let in_address = format!("?sslrootcert={}&passfile={}", root.replace('/', "%2F"), file.replace('/', "%2F"));
    assert_eq!(ask("anna", "localhost", &in_address, &BTreeMap::new()).0, Some(0));
    let (code, said) = ask("bo", "localhost", "", &env);
    assert_eq!((code, said.contains("login was not accepted")), (Some(7), true), "{said}");
    let (code, said) = ask("cia", "localhost", "", &env);
    assert_eq!((code, said.contains("wants a password")), (Some(7), true), "{said}");
    let (code, said) = ask("anna", "localhost", "", &BTreeMap::from([("PGPASSFILE", file.clone())]));
    assert_eq!((code, said.contains("certificate is not accepted")), (Some(7), true), "{said}");
    let (code, said) = ask("anna", "localhost", "?sslmode=disable", &env);
    assert_eq!((code, said.contains("sslmode=disable")), (Some(2), true), "{said}");
    private(0o644);
    let (code, said) = ask("anna", "localhost", "", &env);
    assert_eq!((code, said.contains("chmod 600")), (Some(7), true), "{said}");
}

#[test]
fn a_password_that_is_nowhere_is_asked_for_where_somebody_answers() {
    let Some(cluster) = cluster() else { return };
    let (folder, database) = crate::begun(cluster);
    let root = cluster.authority().display().to_string().replace('/', "%2F");
    let address = cluster.network("", "localhost", &database).replace("//@", "//") + "?sslrootcert=" + &root;
    let scene = Scene { folder: folder.path(), account: "pg:anna", day: "2026-11-20", answers: Some("") };
    let (exit, said) = scene.run(&format!("whoami --lang en --register {address}"));
    assert_eq!(exit.code(), 0, "{said}");
    assert!(said.contains("Password for postgres://localhost") && said.contains("SE2321000057-TESTANNA"), "{said}");
    assert!(!said.contains("hemligt"), "{said}");
}

#[test]
fn a_password_is_told_nowhere_even_where_it_stands_in_the_address() {
    let Some(cluster) = cluster() else { return };
    let (folder, database) = crate::begun(cluster);
    let at = folder.path();
    cluster.admin("postgres").batch_execute(&format!("ALTER ROLE bo PASSWORD '{CANARY}'")).expect("it is ours");
    let root = cluster.authority().display().to_string();
    let env = BTreeMap::from([("PGSSLROOTCERT", root)]);
    let address = |login: &str| cluster.network(&format!("{login}:{CANARY}"), "localhost", &database);
    let mut all = String::new();
    let mut exits = Vec::new();
    for (login, args) in [
        (
            "bo",
            "permission grant --staff SE2321000057-TESTCIA --clinic SE2321000057-TEST2 --role arendehanterare --reason anstalld --reference A1 --yes",
        ),
        ("bo", "register status"),
        ("bo", "register backup x"),
        ("bo", "journal export"),
        ("anna", "whoami"),
        ("nobody", "whoami"),
    ] {
        let address = address(login);
        let args: Vec<&str> = args.split(' ').chain(["--register", &address]).collect();
        let (code, said) = program(at, &args, &env);
        exits.push(code.expect("it ends"));
        all += &said;
    }
    assert_eq!(exits, [0, 0, 2, 0, 7, 7], "{all}");
    assert!(all.contains("The password stands in the address"), "{all}");
    assert!(!all.contains("kanarie"), "{all}");
    let kept = "SELECT count(*) FROM riktlinje.entry WHERE convert_from(body, 'UTF8') LIKE '%kanarie%'";
    let count: i64 = cluster.admin(&database).query_one(kept, &[]).expect("it answers").get(0);
    assert_eq!(count, 0);
    cluster.admin("postgres").batch_execute("ALTER ROLE bo PASSWORD 'hemligt-bo'").expect("it is ours");
}

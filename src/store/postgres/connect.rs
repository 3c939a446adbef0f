//! To the server: with a certificate that is verified or over a socket, and with a password that stands in no command line.
#![expect(clippy::disallowed_methods, reason = "files of passwords and of certificates are read here")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use postgres::config::{Host, SslMode};
use postgres::{Client, Config, NoTls};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt as _;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::address::{Address, Way};
use super::trouble::told;
use crate::permission::ledger::LedgerError;
use crate::text::Message;

/// How long an answer to the first word may take.
const TO_CONNECT: Duration = Duration::from_secs(10);

/// What the environment has for connections: the same names as PostgreSQL's own programs have.
#[derive(Clone, Default)]
pub struct Keys {
    /// `PGUSER`: as whom, where the address does not say.
    pub user: Option<String>,
    /// `PGPASSWORD`
    pub password: Option<String>,
    /// `PGPASSFILE`, or where it is by custom.
    pub passfile: Option<PathBuf>,
    /// `PGSSLROOTCERT`: authorities that are trusted instead of the system's.
    pub root: Option<PathBuf>,
    /// `PGSSLCERT` and `PGSSLKEY`: who logs in, where the server asks for a certificate.
    pub certificate: Option<(PathBuf, PathBuf)>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").finish_non_exhaustive()
    }
}

/// An address with everything that is needed to go there, as often as needed.
#[derive(Clone)]
pub struct Access {
    config: Config,
    tls: Option<ClientConfig>,
}

impl std::fmt::Debug for Access {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Access").finish_non_exhaustive()
    }
}

impl Access {
    /// Reads what the address and the environment name. Paths are relative to `cwd`.
    ///
    /// # Errors
    /// [`LedgerError`] when a file cannot be used; nothing has been sent then.
    pub fn new(address: &Address, keys: &Keys, cwd: &Path) -> Result<Self, LedgerError> {
        let mut config = address.config.clone();
        config.application_name("riktlinje").keepalives_idle(Duration::from_secs(30));
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(TO_CONNECT);
        }
        if let (None, Some(user)) = (config.get_user(), &keys.user) {
            config.user(user);
        }
        if config.get_password().is_none() {
            let passfile = address.passfile.as_ref().or(keys.passfile.as_ref());
            let of_file = passfile.map(|file| password(&cwd.join(file), &config)).transpose()?.flatten();
            if let Some(password) = keys.password.clone().or(of_file) {
                config.password(password);
            }
        }
        let tls = match address.way {
            Way::Socket => {
                config.ssl_mode(SslMode::Disable);
                None
            }
            Way::Network => {
                config.ssl_mode(SslMode::Require);
                Some(tls(address.root.as_ref().or(keys.root.as_ref()), keys, cwd)?)
            }
        };
        Ok(Self { config, tls })
    }

    /// The same with a password that somebody was asked for.
    #[must_use]
    pub fn with_password(mut self, password: &str) -> Self {
        self.config.password(password);
        self
    }

    /// The login that is asked for, where the address names it.
    pub(super) fn user(&self) -> Option<&str> {
        self.config.get_user()
    }

    /// Connects.
    ///
    /// # Errors
    /// [`LedgerError`]. A server that cannot do TLS, or whose certificate is not verified, gets no password.
    pub(super) fn connect(&self) -> Result<Client, LedgerError> {
        let connected = match &self.tls {
            Some(tls) => self.config.connect(MakeRustlsConnect::new(tls.clone())),
            None => self.config.connect(NoTls),
        };
        connected.map_err(|error| told(&error))
    }
}

fn unusable(key: &'static str, file: &Path) -> LedgerError {
    LedgerError::Unavailable(Message::new(key).with("path", file.display().to_string()))
}

/// TLS 1.2 or later, with ring; the server's certificate is verified by the named authorities or by the system's.
fn tls(root: Option<&PathBuf>, keys: &Keys, cwd: &Path) -> Result<ClientConfig, LedgerError> {
    let no_tls =
        |error: rustls::Error| LedgerError::Unavailable(Message::new("store-pg-tls").with("why", error.to_string()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(no_tls)?;
    let builder = match root.map(|file| cwd.join(file)) {
        None => builder.with_platform_verifier().map_err(no_tls)?,
        Some(file) => {
            let unread = || unusable("store-pg-root", &file);
            let pem = std::fs::read(&file).map_err(|_| unread())?;
            let mut roots = RootCertStore::empty();
            for certificate in CertificateDer::pem_slice_iter(&pem) {
                certificate.ok().and_then(|known| roots.add(known).ok()).ok_or_else(unread)?;
            }
            if roots.is_empty() {
                return Err(unread());
            }
            builder.with_root_certificates(roots)
        }
    };
    let Some((certificate, key)) = &keys.certificate else { return Ok(builder.with_no_client_auth()) };
    let (certificate, key) = (cwd.join(certificate), cwd.join(key));
    let unread = || unusable("store-pg-certificate", &certificate);
    let pem = std::fs::read(&certificate).map_err(|_| unread())?;
    let chain = CertificateDer::pem_slice_iter(&pem).collect::<Result<Vec<_>, _>>().map_err(|_| unread())?;
    only_ours(&key)?;
    let key = PrivateKeyDer::from_pem_file(&key).map_err(|_| unusable("store-pg-certificate", &key))?;
    builder.with_client_auth_cert(chain, key).map_err(|_| unread())
}

/// That nobody else can read a file with a secret in it.
#[cfg(unix)]
fn only_ours(file: &Path) -> Result<(), LedgerError> {
    use std::os::unix::fs::PermissionsExt as _;
    match std::fs::metadata(file) {
        Ok(found) if found.permissions().mode() & 0o077 != 0 => Err(unusable("store-pg-secret-open", file)),
        _ => Ok(()),
    }
}

/// On Windows a file of somebody's profile is theirs by inheritance, which `fs` cannot tell.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can be open to others")]
fn only_ours(_: &Path) -> Result<(), LedgerError> {
    Ok(())
}

/// The password that a file has for this server, database and login: the form of PostgreSQL's own `.pgpass`.
fn password(file: &Path, config: &Config) -> Result<Option<String>, LedgerError> {
    let Ok(text) = std::fs::read_to_string(file) else { return Ok(None) };
    only_ours(file)?;
    let host = match config.get_hosts().first() {
        Some(Host::Tcp(name)) => name.as_str(),
        _ => "localhost",
    };
    let port = config.get_ports().first().unwrap_or(&5432).to_string();
    let user = config.get_user().unwrap_or_default();
    let wanted = [host, &port, config.get_dbname().unwrap_or(user), user];
    Ok(text.lines().find_map(|line| match_line(line, &wanted)))
}

/// The password of a line, if the line is about this; `*` stands for anything, and `\` keeps a sign from meaning something.
fn match_line(line: &str, wanted: &[&str; 4]) -> Option<String> {
    let (mut fields, mut signs) = (vec![(String::new(), false)], line.chars());
    if line.starts_with('#') {
        return None;
    }
    while let Some(sign) = signs.next() {
        let is_last = fields.len() == 5;
        let field = fields.last_mut().expect("there is always one");
        match sign {
            '\\' => {
                field.1 = true;
                field.0.extend(signs.next());
            }
            ':' if !is_last => fields.push((String::new(), false)),
            sign => field.0.push(sign),
        }
    }
    let [parts @ .., (password, _)] = &fields[..] else { return None };
    let fits = |((part, kept), wanted): (&(String, bool), &&str)| (part == "*" && !kept) || part == wanted;
    (parts.len() == 4 && parts.iter().zip(wanted).all(fits)).then(|| password.clone())
}

#[cfg(test)]
mod tests {
    use super::match_line;

    #[test]
    fn a_file_of_passwords_is_read_as_postgresql_reads_it() {
        let wanted = ["db.example", "5432", "riktlinje", "anna"];
        let read = |line: &str| match_line(line, &wanted);
        assert_eq!(read("db.example:5432:riktlinje:anna:a:b\\:c\\\\"), Some("a:b:c\\".to_owned()));
        assert_eq!(read("*:*:*:anna:x"), Some("x".to_owned()));
        for line in ["*:*:*:bo:x", "#*:*:*:*:x", "", "*:*:*:x", "\\*:*:*:anna:x", "db.example:5433:*:*:x"] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}

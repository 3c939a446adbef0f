//! Where a register in a database is, as somebody wrote it: `postgres://…`. What would be weaker than a verified
//! certificate is refused here, before anything is sent.

use std::path::PathBuf;
use std::str::FromStr as _;

use postgres::Config;
use postgres::config::Host;

use crate::text::Message;

/// The ways in which an address may begin.
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];

/// Where Debian and most others have the socket.
#[cfg(unix)]
const SOCKET: &str = "/var/run/postgresql";

/// The address of a register in a database.
#[derive(Clone)]
pub struct Address {
    pub(super) config: Config,
    pub(super) way: Way,
    /// The authorities that are trusted instead of the system's, as the address names their file.
    pub(super) root: Option<PathBuf>,
    /// The file of passwords that the address names.
    pub(super) passfile: Option<PathBuf>,
    shown: Box<str>,
}

/// How the server is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Over the network, which loopback is too: TLS with a certificate that is verified.
    Network,
    /// A socket of this computer.
    Socket,
}

impl Address {
    /// Whether a text is meant as the address of a database.
    #[must_use]
    pub fn is_meant(text: &str) -> bool {
        text.contains("://")
    }

    /// Reads an address.
    ///
    /// # Errors
    /// A sentence: it is none, or it asks for less than a verified certificate. It never repeats the address, which may
    /// hold a password.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let unreadable = || Message::new("store-pg-address");
        let rest = SCHEMES.iter().find_map(|scheme| text.strip_prefix(scheme)).ok_or_else(unreadable)?;
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (mut kept, mut asked, mut root, mut passfile) = (Vec::new(), None, None, None);
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').ok_or_else(unreadable)?;
            match key {
                "sslmode" => asked = Some(value),
                "sslrootcert" => root = Some(PathBuf::from(plain(value).ok_or_else(unreadable)?)),
                "passfile" => passfile = Some(PathBuf::from(plain(value).ok_or_else(unreadable)?)),
                _ => kept.push(pair),
            }
        }
        let mut config =
            Config::from_str(&format!("postgres://{place}?{}", kept.join("&"))).map_err(|_| unreadable())?;
        if config.get_hosts().is_empty() {
            here(&mut config)?;
        }
        let sockets = config.get_hosts().iter().filter(|host| !matches!(host, Host::Tcp(_))).count();
        let way = match sockets {
            0 => Way::Network,
            all if all == config.get_hosts().len() && config.get_hostaddrs().is_empty() => Way::Socket,
            _ => return Err(Message::new("store-pg-address-mixed")),
        };
        if let (Way::Network, Some(mode)) = (way, asked)
            && !matches!(mode, "require" | "verify-ca" | "verify-full")
        {
            return Err(Message::new("store-pg-weak").with("mode", plain(mode).unwrap_or_default()));
        }
        let user = config.get_user().map(|user| format!("{user}@")).unwrap_or_default();
        let name = config.get_dbname().unwrap_or_default();
        let shown = format!("postgres://{user}{}/{name}", hosts(&config)).into();
        Ok(Self { config, way, root, passfile, shown })
    }

    /// The address as it may be shown: who, where and which database, and never a password.
    #[must_use]
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Whether the address has a password in it.
    #[must_use]
    pub fn has_password(&self) -> bool {
        self.config.get_password().is_some()
    }
}

/// A text in which no address of a database has a password any more; as long as before, so that places in it still hold.
#[must_use]
pub fn without_passwords(text: &str) -> String {
    let mut shown = text.to_owned();
    for (at, _) in text
        .match_indices("://")
        .filter(|(at, _)| text[..*at].ends_with("postgres") || text[..*at].ends_with("postgresql"))
    {
        let begins = at + 3;
        let ends = text[begins..]
            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '\''))
            .map_or(text.len(), |end| begins + end);
        let address = &text[begins..ends];
        let place = address.find('?').unwrap_or(address.len());
        if let Some((name, _)) = address[..place].rsplit_once('@')
            && let Some(colon) = name.find(':')
        {
            hide(&mut shown, begins + colon + 1..begins + name.len());
        }
        for (key, _) in address.match_indices("password=") {
            let value = key + "password=".len();
            let end = address[value..].find('&').map_or(address.len(), |end| value + end);
            hide(&mut shown, begins + value..begins + end);
        }
    }
    shown
}

fn hide(text: &mut String, range: std::ops::Range<usize>) {
    let stars = "*".repeat(range.len());
    text.replace_range(range, &stars);
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Address").field(&self.shown).finish()
    }
}

/// A text in which `%2F` stands for `/`.
fn plain(text: &str) -> Option<String> {
    let (mut bytes, mut rest) = (Vec::with_capacity(text.len()), text.bytes());
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
            bytes.push(u8::try_from(digit()? * 16 + digit()?).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Where no host is named, the server of this computer is meant.
#[cfg(unix)]
fn here(config: &mut Config) -> Result<(), Message> {
    let socket = if std::path::Path::new(SOCKET).is_dir() { SOCKET } else { "/tmp" };
    config.host_path(socket);
    Ok(())
}

/// Windows has no such sockets: a server is named.
#[cfg(not(unix))]
fn here(_: &mut Config) -> Result<(), Message> {
    Err(Message::new("store-pg-no-socket"))
}

/// The hosts as a person reads them.
fn hosts(config: &Config) -> String {
    let port = |at: usize| match config.get_ports() {
        [] => None,
        [only] => Some(*only),
        all => all.get(at).copied(),
    };
    let all = config.get_hosts().iter().enumerate().map(|(at, host)| {
        let name = match host {
            Host::Tcp(name) => name.clone(),
            #[cfg(unix)]
            Host::Unix(folder) => folder.display().to_string(),
        };
        port(at).filter(|port| *port != 5432).map_or(name.clone(), |port| format!("{name}:{port}"))
    });
    all.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::{Address, Way};

    fn refused(text: &str) -> String {
        Address::parse(text).expect_err("it is refused").key.to_string()
    }

    #[test]
    fn a_weaker_address_is_refused_over_the_network_also_to_this_computer() {
        for mode in ["disable", "allow", "prefer", "nonsense", ""] {
            for host in ["db.example", "127.0.0.1", "localhost"] {
                assert_eq!(refused(&format!("postgres://anna@{host}/riktlinje?sslmode={mode}")), "store-pg-weak");
            }
        }
        for mode in ["?sslmode=require", "?sslmode=verify-full", "?sslmode=verify-ca", ""] {
            let address = Address::parse(&format!("postgres://anna@db.example/riktlinje{mode}")).expect("an address");
            assert_eq!(address.way, Way::Network);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_socket_needs_no_certificate_and_is_not_mixed_with_the_network() {
        let address = Address::parse("postgres:///riktlinje?host=/run/pg&user=anna&sslmode=disable").expect("one");
        assert_eq!((address.way, address.shown()), (Way::Socket, "postgres://anna@/run/pg/riktlinje"));
        assert_eq!(Address::parse("postgres://anna@/riktlinje").map(|address| address.way).ok(), Some(Way::Socket));
        assert_eq!(refused("postgres://anna@db.example,%2Frun%2Fpg/riktlinje"), "store-pg-address-mixed");
    }

    #[test]
    fn a_password_in_a_line_that_is_shown_is_hidden_and_the_line_keeps_its_length() {
        for (text, shown) in [
            (
                "register: postgres://anna:hemligt@db/r?sslmode=prefer",
                "register: postgres://anna:*******@db/r?sslmode=prefer",
            ),
            ("'postgresql://anna:å:@@db/r?password=x&a=b' # c", "'postgresql://anna:****@db/r?password=*&a=b' # c"),
            ("postgres://anna@db:5433/r", "postgres://anna@db:5433/r"),
            ("https://a:b@c", "https://a:b@c"),
        ] {
            assert_eq!(super::without_passwords(text), shown);
            assert_eq!(super::without_passwords(text).len(), text.len());
        }
    }

    #[test]
    fn no_password_is_shown() {
        let text =
            "postgresql://anna:hemligt%21@db.example:5433/riktlinje?sslrootcert=%2Fetc%2Fca.pem&password=hemligt";
        let address = Address::parse(text).expect("an address");
        assert_eq!(address.shown(), "postgres://anna@db.example:5433/riktlinje");
        assert!(address.has_password() && !format!("{address:?}").contains("hemlig"));
        assert_eq!(address.root.as_deref(), Some(std::path::Path::new("/etc/ca.pem")));
        for text in ["postgres://anna:hemligt@db.example/r?what=ever", "mysql://a", "postgres://a?sslmode"] {
            let told = format!("{:?}", Address::parse(text).expect_err("it is no address"));
            assert!(!told.contains("hemlig"), "{told}");
        }
    }
}

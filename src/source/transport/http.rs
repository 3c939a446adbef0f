//! `https://` addresses. Certificates are always verified, and a redirect never leads to another host.

use std::error::Error;
use std::io::{self, Read};
use std::sync::Once;

use reqwest::blocking::{Client, Response};
use reqwest::{Certificate, StatusCode, Url, redirect};

use super::{Found, Origin, read_whole};
use crate::source::{Https, Proxy, Unusable};
use crate::text::Message;

/// How often an address may lead on to another one of the same host.
const REDIRECTS: usize = 5;

/// Fetches an address.
pub(super) fn fetch(address: &str, https: &Https, limit: u64) -> Result<Found, Unusable> {
    let url = Url::parse(address)
        .map_err(|_| Unusable::new(Message::new("source-address")).advice(Message::new("source-address-advice")))?;
    let host = url.host_str().unwrap_or_default().to_owned();
    let response = client(https)?.get(url).send().map_err(|error| no_answer(&error, &host))?;
    if response.status() != StatusCode::OK {
        return Err(refused(response.status(), &host));
    }
    if response.content_length().is_some_and(|length| length > limit) {
        return Err(super::too_large(limit));
    }
    let bytes = body(response, limit, &host)?;
    Ok(Found { name: name(address), size: bytes.len() as u64, origin: Origin::Memory(bytes.into()), notes: Vec::new() })
}

/// An address as it may be shown: without a name and password in it. Anything else as it is, with `/` between its parts.
pub(super) fn name(location: &str) -> Box<str> {
    match location.split_once("://") {
        Some((scheme, rest)) => {
            let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let shown = rest[..host_end].rfind('@').map_or(rest, |at| &rest[at + 1..]);
            format!("{scheme}://{shown}").into()
        }
        None if cfg!(windows) => location.replace('\\', "/").into(),
        None => location.into(),
    }
}

/// A client that trusts the system's authorities, and the one of the settings.
fn client(https: &Https) -> Result<Client, Unusable> {
    // Without a provider, building a client panics. Somebody else may have installed one: that is as good.
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        if rustls::crypto::ring::default_provider().install_default().is_err() {
            // NOTE: an error means only that one was installed already.
        }
    });
    let redirects = redirect::Policy::custom(|attempt| {
        let from = attempt.previous().last().and_then(|url| url.host_str()).map(str::to_owned);
        let stays = attempt.url().scheme() == "https" && from.as_deref() == attempt.url().host_str();
        if stays && attempt.previous().len() <= REDIRECTS { attempt.follow() } else { attempt.stop() }
    });
    let mut builder = Client::builder()
        .https_only(true)
        .redirect(redirects)
        .timeout(https.timeout)
        .connect_timeout(https.timeout.min(std::time::Duration::from_secs(20)))
        .user_agent(concat!("riktlinje/", env!("CARGO_PKG_VERSION")));
    if https.proxy == Proxy::Direct {
        builder = builder.no_proxy();
    }
    if let Some(pem) = &https.extra_root {
        let roots = Certificate::from_pem_bundle(pem).ok().filter(|roots| !roots.is_empty());
        let roots = roots.ok_or_else(|| {
            Unusable::new(Message::new("source-https-root")).advice(Message::new("source-https-root-advice"))
        })?;
        builder = builder.tls_certs_merge(roots);
    }
    builder.build().map_err(|error| {
        Unusable::new(Message::new("source-https-client").with("error", causes(&error)))
            .advice(Message::new("source-https-client-advice"))
    })
}

fn body(response: Response, limit: u64, host: &str) -> Result<Vec<u8>, Unusable> {
    // Reading fails when the connection breaks or the time is up, which is the remote's fault and not the file's.
    struct Remote<R>(R);
    impl<R: Read> Read for Remote<R> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.read(buffer)
        }
    }
    let expected = response.content_length();
    let bytes = read_whole(Remote(response), limit)
        .map_err(|fault| if fault.message.key == "source-too-large" { fault } else { cut_off(host) })?;
    if expected.is_some_and(|length| length != bytes.len() as u64) { Err(cut_off(host)) } else { Ok(bytes) }
}

fn cut_off(host: &str) -> Unusable {
    remote(Message::new("source-https-cut").with("host", host), "source-https-later")
}

fn remote(message: Message, advice: &'static str) -> Unusable {
    Unusable { remote: true, ..Unusable::new(message).advice(Message::new(advice)) }
}

fn no_answer(error: &reqwest::Error, host: &str) -> Unusable {
    let (message, advice) = if is_about_the_certificate(error) {
        ("source-https-certificate", "source-https-certificate-advice")
    } else if error.is_timeout() {
        ("source-https-timeout", "source-https-later")
    } else {
        ("source-https-connect", "source-https-connect-advice")
    };
    remote(Message::new(message).with("host", host).with("error", causes(error)), advice)
}

fn refused(status: StatusCode, host: &str) -> Unusable {
    let (message, advice) = match status.as_u16() {
        401 | 403 => ("source-https-login", "source-https-login-advice"),
        404 | 410 => ("source-https-missing", "source-https-missing-advice"),
        300..=399 => ("source-https-redirect", "source-https-redirect-advice"),
        _ => ("source-https-status", "source-https-later"),
    };
    remote(Message::new(message).with("host", host).with("status", u32::from(status.as_u16())), advice)
}

fn sources<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// Whether nobody that we trust vouches for the server.
fn is_about_the_certificate(error: &(dyn Error + 'static)) -> bool {
    sources(error).any(|cause| {
        // An `io::Error` hides what it wraps from `source`.
        let wrapped = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        wrapped.is_some_and(|inner| is_about_the_certificate(inner))
            || matches!(cause.downcast_ref(), Some(rustls::Error::InvalidCertificate(_)))
    })
}

/// The innermost cause, which says most; the outer ones repeat the address.
fn causes(error: &(dyn Error + 'static)) -> String {
    sources(error).last().map(ToString::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::{SocketAddr, TcpListener, TcpStream};
    use std::thread;
    use std::time::Duration;

    use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
    use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
    use rustls::{ServerConfig, ServerConnection, StreamOwned};

    use std::sync::Arc;

    use super::{Https, Origin, Proxy, fetch, name};

    /// A server on loopback that gives the same answer to everyone, and the authority that vouches for it.
    fn serve(answer: impl Fn(SocketAddr) -> String) -> (SocketAddr, Vec<u8>) {
        let mut authority = CertificateParams::new(Vec::<String>::new()).expect("no names are well-formed");
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().expect("a key")).expect("signs");
        let key = KeyPair::generate().expect("a key");
        let certificate = CertificateParams::new(vec!["localhost".to_owned()])
            .and_then(|params| params.signed_by(&key, &authority))
            .expect("a certificate");
        let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("ring has them")
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.der().clone()],
                PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der())),
            )
            .expect("the key fits");
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("loopback is there");
        let address = listener.local_addr().expect("it is bound");
        let answer = answer(address);
        let config = Arc::new(config);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A client that does not trust us hangs up: nothing to do about it here.
                if answer_one(stream, &config, &answer).is_err() {}
            }
        });
        (address, authority.pem().into_bytes())
    }

    fn answer_one(stream: TcpStream, config: &Arc<ServerConfig>, answer: &str) -> std::io::Result<()> {
        let connection = ServerConnection::new(Arc::clone(config)).expect("the configuration is whole");
        let mut stream = BufReader::new(StreamOwned::new(connection, stream));
        let mut line = String::new();
        while stream.read_line(&mut line)? > 2 {
            line.clear();
        }
        let stream = stream.get_mut();
        stream.write_all(answer.as_bytes())?;
        stream.conn.send_close_notify();
        stream.flush()
    }

    fn https(extra_root: Option<Vec<u8>>) -> Https {
        Https { timeout: Duration::from_secs(10), extra_root, proxy: Proxy::Direct }
    }

    #[test]
    fn a_file_comes_over_https() {
        let (address, root) = serve(|_| "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nhej".to_owned());
        let url = format!("https://localhost:{}/x.csv", address.port());
        let found = fetch(&url, &https(Some(root.clone())), 1 << 20).expect("it answers");
        assert_eq!(&*found.name, url);
        assert!(matches!(found.origin, Origin::Memory(bytes) if *bytes == *b"hej"));
        let fault = fetch(&url, &https(Some(root)), 2).expect_err("it is too much");
        assert_eq!(fault.message.key, "source-too-large");
    }

    #[test]
    fn an_unknown_authority_is_refused() {
        let (address, _) = serve(|_| "HTTP/1.1 200 OK\r\n\r\n".to_owned());
        let (_, other) = serve(|_| String::new());
        let url = format!("https://localhost:{}/", address.port());
        let fault = fetch(&url, &https(Some(other)), 1 << 20).expect_err("nobody vouches for it");
        assert_eq!((fault.message.key.as_ref(), fault.remote), ("source-https-certificate", true));
    }

    #[test]
    fn redirects_stay_with_the_host() {
        let away = "HTTP/1.1 302 Found\r\nlocation: https://example.invalid/\r\ncontent-length: 0\r\n\r\n";
        let plain = |address: SocketAddr| {
            format!("HTTP/1.1 302 Found\r\nlocation: http://localhost:{}/\r\ncontent-length: 0\r\n\r\n", address.port())
        };
        for (address, root) in [serve(|_| away.to_owned()), serve(plain)] {
            let url = format!("https://localhost:{}/", address.port());
            let fault = fetch(&url, &https(Some(root)), 1 << 20).expect_err("it leads away");
            assert_eq!(fault.message.key, "source-https-redirect");
        }
    }

    #[test]
    fn what_the_server_says_is_told() {
        let cases = [
            ("HTTP/1.1 404 No\r\ncontent-length: 0\r\n\r\n", "source-https-missing"),
            ("HTTP/1.1 401 No\r\ncontent-length: 0\r\n\r\n", "source-https-login"),
            ("HTTP/1.1 503 No\r\ncontent-length: 0\r\n\r\n", "source-https-status"),
            ("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhej", "source-https-cut"),
            ("not http at all\r\n\r\n", "source-https-connect"),
        ];
        for (answer, key) in cases {
            let (address, root) = serve(|_| answer.to_owned());
            let fault = fetch(&format!("https://localhost:{}/", address.port()), &https(Some(root)), 1 << 20)
                .expect_err("it is no good answer");
            assert_eq!((fault.message.key.as_ref(), fault.remote), (key, true), "{answer}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        assert_eq!(&*name("https://a:b@x.example/y@z?q"), "https://x.example/y@z?q");
        assert_eq!(&*name("a@b/c.csv"), "a@b/c.csv");
    }
}

//! Distinguished names, as LDAP writes them (RFC 4514).

/// A distinguished name as written, leaf first: `ou=Testköpings vårdcentral,o=Region Test,l=Test län,c=SE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dn(pub Box<str>);

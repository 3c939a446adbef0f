//! What only the tests of the whole program need of a server: to be reached by the network, and to be killed.

use std::path::PathBuf;

use super::Cluster;

impl Cluster {
    /// Kills the server: nobody is told, nothing is written any more.
    pub(crate) fn kill(&mut self) {
        let mut server = self.server.take().expect("it has been started");
        server.kill().and_then(|()| server.wait()).expect("it is ours");
    }

    /// The address by the network, with TLS.
    pub(crate) fn network(&self, login: &str, host: &str, database: &str) -> String {
        format!("postgres://{login}@{host}:{}/{database}", self.port)
    }

    /// The file of the authority that vouches for the server.
    pub(crate) fn authority(&self) -> PathBuf {
        self.folder.join("authority.pem")
    }

    /// The socket.
    pub(crate) fn socket(&self) -> PathBuf {
        self.folder.join(format!(".s.PGSQL.{}", self.port))
    }
}

//! `[server]`: where the program listens and how it is reached.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use serde::Deserialize;

use super::fault::{ConfigFault, require};

/// `[server]`
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerConfig {
    /// Address and port to listen on; port 0 takes a free one.
    pub listen: String,
    /// The address in links of mails and receipts, without a slash at the end.
    pub public_url: String,
    /// Threads that answer; 0 is one a core.
    pub threads: usize,
    /// Seconds given to requests under way when the program is told to stop.
    pub stop_seconds: u64,
    /// Proxies whose `X-Request-Id` is believed.
    pub trusted_proxies: Vec<IpAddr>,
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".into(),
            public_url: "http://localhost:8080".into(),
            threads: 0,
            stop_seconds: 20,
            trusted_proxies: Vec::new(),
        }
    }
}

impl ServerConfig {
    /// The parsed `listen`; validated before.
    pub fn address(&self) -> Option<SocketAddr> {
        self.listen.parse().ok()
    }

    /// Whether people come by HTTPS, so that cookies are marked `Secure`.
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// `stop_seconds` as a duration.
    pub fn stop(&self) -> Duration {
        Duration::from_secs(self.stop_seconds)
    }

    pub(super) fn validate(&self, faults: &mut Vec<ConfigFault>) {
        let listens = self.address().is_some();
        require(faults, listens, "server.listen", "must be ADDRESS:PORT, such as 0.0.0.0:8080");
        let web = ["http://", "https://"]
            .iter()
            .any(|s| self.public_url.strip_prefix(s).is_some_and(|h| !h.is_empty()));
        require(faults, web, "server.public_url", "must begin with http:// or https:// and a host");
        let bare = !self.public_url.ends_with('/');
        require(faults, bare, "server.public_url", "must not end with a slash");
    }
}

//! The composition root: the one place that picks adapters. Server, worker, commands and tests all work on the same [`App`].

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::clock::Clock;
use crate::base::ids::Ids;
use crate::domain::catalogue::Catalogue;
use crate::domain::tenant::{Tenant, Tenants};
use crate::engine::signature::{Policy, RevocationData, TrustStore};
use crate::gateway::identity::IdentityProvider;
use crate::gateway::register::Register;
use crate::platform::asset::Assets;
use crate::platform::db::Database;
use crate::platform::i18n::Texts;
use crate::platform::store::Store;
use crate::platform::template::Templates;

/// What signatures are judged against.
pub struct Trust {
    pub store: TrustStore,
    pub revocation: RevocationData,
    pub policy: Policy,
}

/// How the process behaves, where the parts do not say it.
#[derive(Debug, Clone)]
pub struct Conduct {
    /// Invented people may log in, and pages say so.
    pub demo: bool,
    /// Cookies only travel over HTTPS.
    pub secure_cookies: bool,
    /// Address of the service as people write it, for mails: `https://servizi.comune.example`. Empty: the tenant's first host.
    pub public_url: String,
    /// Folder for files while they are judged.
    pub scratch: PathBuf,
}

/// Everything the process is made of.
pub struct App {
    pub database: Database,
    pub store: Store,
    pub catalogue: Arc<Catalogue>,
    pub texts: Arc<Texts>,
    pub assets: Assets,
    pub templates: Templates,
    pub clock: Arc<dyn Clock>,
    pub ids: Arc<dyn Ids>,
    pub register: Arc<dyn Register>,
    pub providers: Vec<Arc<dyn IdentityProvider>>,
    pub trust: Arc<Trust>,
    pub conduct: Conduct,
}

impl App {
    /// The municipalities it serves.
    pub fn tenants(&self) -> &Tenants {
        &self.catalogue.tenants
    }

    /// Address of a tenant's pages as written in mails and receipts, without a final slash.
    pub fn public_base(&self, tenant: &Tenant) -> String {
        let base = self.conduct.public_url.trim_end_matches('/');
        match (base.is_empty(), tenant.hosts.first()) {
            (false, _) => format!("{base}/c/{}", tenant.slug),
            (true, Some(host)) => format!("https://{host}"),
            (true, None) => String::new(),
        }
    }
}

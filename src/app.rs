//! The composition root: the one place that picks adapters. Server, worker, commands and tests all work on the same [`App`].
//!
//! [`compose`] builds it from a configuration and the parts that were opened; tests open theirs and call it as the server does.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::clock::Clock;
use crate::base::fault::Fault;
use crate::base::ids::Ids;
use crate::config::Config;
use crate::domain::catalogue::{self, Catalogue, Source};
use crate::domain::identity::SessionRules;
use crate::domain::tenant::{Caps, Tenant, Tenants};
use crate::domain::trust::{Bench, ListSettings, Shelf};
use crate::engine::signature::{Certificate, Policy, RevocationData, TrustStore};
use crate::gateway::identity::{DemoProvider, IdentityProvider};
use crate::gateway::register::{EmbeddedRegister, Register};
use crate::gateway::retrieval::{Offline, Retrieval, WebRetrieval};
use crate::platform::asset::Assets;
use crate::platform::db::Database;
use crate::platform::i18n::{TextError, Texts};
use crate::platform::store::Store;
use crate::platform::template::Templates;

pub use crate::domain::trust::Trust;

/// How long an answer from the network may take: only jobs and commands wait for it.
const PATIENCE: std::time::Duration = std::time::Duration::from_mins(1);

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
    /// Bytes of one posted form, files aside.
    pub form_bytes: usize,
    /// How long people stay logged in.
    pub session: SessionRules,
    /// Proxies whose `X-Request-Id` is believed.
    pub trusted_proxies: Vec<IpAddr>,
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
    /// The way to lists, CRLs and OCSP responders.
    pub retrieval: Arc<dyn Retrieval>,
    pub conduct: Conduct,
}

/// What [`compose`] is given.
pub struct Ground<'a> {
    pub config: &'a Config,
    pub database: Database,
    pub store: Store,
    pub clock: Arc<dyn Clock>,
    pub ids: Arc<dyn Ids>,
}

/// Why the process cannot be composed.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    /// Definitions are faulty; `sportello check` tells all faults.
    #[error("{} faults in the definitions, the first: {}", .0.len(), .0.first().map(ToString::to_string).unwrap_or_default())]
    Definitions(Vec<Fault>),
    /// Texts are faulty.
    #[error(transparent)]
    Texts(#[from] TextError),
    /// A folder or file cannot be read.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// A trust anchor cannot be read.
    #[error("{0} holds no certificate; see definitions.trust and trust.list_signers")]
    Anchor(String),
    /// The network cannot be used at all.
    #[error("trust.online: {0}")]
    Network(String),
}

/// Puts the process together.
///
/// # Errors
/// Faulty definitions, texts or trust anchors.
pub fn compose(ground: Ground<'_>) -> Result<Arc<App>, ComposeError> {
    let config = ground.config;
    let mut catalogue = catalogue::load(&source(config)?).map_err(ComposeError::Definitions)?;
    catalogue.tenants.cap(&Caps {
        attachment_bytes: config.limits.upload_bytes(),
        case_files: config.limits.files_per_draft,
        draft_idle_days: config.limits.draft_days,
    });
    let texts = Arc::new(Texts::load()?);
    let reload = cfg!(debug_assertions);
    let assets = Assets::load(reload);
    let templates = Templates::load(&texts, &assets, reload);
    let scratch = std::env::temp_dir();
    let providers: Vec<Arc<dyn IdentityProvider>> = if config.demo.enabled {
        vec![Arc::new(DemoProvider::new(catalogue.people.clone()))]
    } else {
        Vec::new()
    };
    Ok(Arc::new(App {
        database: ground.database,
        store: ground.store,
        catalogue: Arc::new(catalogue),
        texts,
        assets,
        templates,
        clock: ground.clock,
        ids: ground.ids,
        register: Arc::new(EmbeddedRegister),
        providers,
        trust: Arc::new(trust(config)?),
        retrieval: retrieval(config)?,
        conduct: Conduct {
            demo: config.demo.enabled,
            secure_cookies: config.server.is_secure(),
            public_url: config.server.public_url.clone(),
            scratch,
            form_bytes: config.limits.form_bytes(),
            session: SessionRules {
                idle: config.session.idle(),
                longest: config.session.longest(),
                wrong_passwords: config.session.wrong_passwords,
                lock: config.session.lock(),
            },
            trusted_proxies: config.server.trusted_proxies.clone(),
        },
    }))
}

/// The definition files: embedded, or the folders that the configuration names laid over them.
///
/// # Errors
/// A folder that cannot be read.
pub fn source(config: &Config) -> Result<Source, ComposeError> {
    let definitions = &config.definitions;
    let mut source = Source::embedded();
    let fail = |folder: &Path, error| ComposeError::File(folder.display().to_string(), error);
    if let Some(folder) = &definitions.folder {
        source.lay_over(Source::folder(folder).map_err(|e| fail(folder, e))?);
    }
    if let Some(folder) = &definitions.tenants {
        source.replace_tenants(Source::tenants(folder).map_err(|e| fail(folder, e))?);
    }
    Ok(source)
}

fn trust(config: &Config) -> Result<Trust, ComposeError> {
    let mut store = TrustStore::new();
    if let Some(folder) = &config.definitions.trust {
        for (path, bytes) in certificates(folder)? {
            store.add_anchors(&bytes).map_err(|_| ComposeError::Anchor(path))?;
        }
    }
    let one = |fault| ComposeError::Definitions(vec![fault]);
    let policy = Policy::bundled().map_err(one)?;
    let revocation = RevocationData::default();
    Ok(Trust { store, revocation, policy, lists: lists(config)?, shelf: Shelf::default() })
}

/// Files of a folder that should hold certificates, with their names.
fn certificates(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, ComposeError> {
    let fail = |error| ComposeError::File(folder.display().to_string(), error);
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        if ["pem", "crt", "cer", "der"].contains(&extension) {
            found.push((path.display().to_string(), std::fs::read(&path).map_err(fail)?));
        }
    }
    Ok(found)
}

/// Where trusted lists come from: as shipped, under the configuration.
///
/// # Errors
/// A folder or a certificate that cannot be read.
pub fn lists(config: &Config) -> Result<ListSettings, ComposeError> {
    let trust = &config.trust;
    let mut lists = ListSettings::bundled().map_err(|f| ComposeError::Definitions(vec![f]))?;
    lists.online = trust.online;
    if !trust.list_of_lists.is_empty() {
        lists.list_of_lists.clone_from(&trust.list_of_lists);
    }
    if !trust.territories.is_empty() {
        lists.territories.clone_from(&trust.territories);
    }
    if let Some(folder) = &trust.list_signers {
        lists.signers.clear();
        for (path, bytes) in certificates(folder)? {
            let all = Certificate::read_all(&bytes).map_err(|_| ComposeError::Anchor(path))?;
            lists.pin(&all);
        }
    }
    Ok(lists)
}

/// The way to the network that the configuration allows.
///
/// # Errors
/// [`ComposeError::Network`].
pub fn retrieval(config: &Config) -> Result<Arc<dyn Retrieval>, ComposeError> {
    if !config.trust.online {
        return Ok(Arc::new(Offline));
    }
    let web = WebRetrieval::new(PATIENCE).map_err(|e| ComposeError::Network(e.to_string()))?;
    Ok(Arc::new(web))
}

impl App {
    /// The municipalities it serves.
    pub fn tenants(&self) -> &Tenants {
        &self.catalogue.tenants
    }

    /// What signatures are judged with.
    pub fn bench(&self) -> Bench {
        Bench {
            database: self.database.clone(),
            objects: self.store.clone(),
            trust: Arc::clone(&self.trust),
            retrieval: Arc::clone(&self.retrieval),
            scratch: self.conduct.scratch.clone(),
        }
    }

    /// Address of a tenant's pages as written in mails and receipts, without a final slash.
    /// A host that is the tenant's own needs no prefix.
    pub fn public_base(&self, tenant: &Tenant) -> String {
        let base = self.conduct.public_url.trim_end_matches('/');
        let host = base.split_once("://").map_or(base, |(_, host)| host);
        let own = self.tenants().by_host(host).is_some_and(|of_host| of_host.slug == tenant.slug);
        if own { base.to_owned() } else { format!("{base}/c/{}", tenant.slug) }
    }
}

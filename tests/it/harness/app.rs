//! The whole house on a database of its own: the clock stands still, identifiers follow one another, files are in a folder that
//! goes away. Definitions are those of the repository, compiled once for all tests.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use actix_web::web::Data;
use chrono::{DateTime, Duration, Utc};
use sportello::app::{App, Conduct, Trust};
use sportello::base::clock::FixedClock;
use sportello::base::ids::SequenceIds;
use sportello::domain::Scope;
use sportello::domain::catalogue::{Catalogue, Source, load};
use sportello::domain::identity::SessionRules;
use sportello::domain::trust::{ListSettings, Shelf};
use sportello::engine::signature::{Policy, RevocationData, TrustStore};
use sportello::gateway::identity::DemoProvider;
use sportello::gateway::register::EmbeddedRegister;
use sportello::gateway::retrieval::{Offline, Retrieval, WebRetrieval};
use sportello::platform::asset::Assets;
use sportello::platform::i18n::Texts;
use sportello::platform::store::{Store, StoreSettings};
use sportello::platform::template::Templates;
use tempfile::TempDir;

use super::TestDatabase;

/// What does not change from test to test.
struct Common {
    catalogue: Arc<Catalogue>,
    texts: Arc<Texts>,
    assets: Assets,
    templates: Templates,
}

fn common() -> &'static Common {
    static COMMON: OnceLock<Common> = OnceLock::new();
    COMMON.get_or_init(|| {
        let catalogue = load(&Source::embedded()).unwrap_or_else(|faults| panic!("{}", faults[0]));
        let texts = Arc::new(Texts::load().unwrap());
        let assets = Assets::load(false);
        let templates = Templates::load(&texts, &assets, false);
        Common { catalogue: Arc::new(catalogue), texts, assets, templates }
    })
}

/// The process as tests see it.
pub struct TestApp {
    /// As handlers get it.
    pub app: Data<App>,
    /// Its time: noon in Italy on 10 March 2026, until somebody moves it.
    pub clock: Arc<FixedClock>,
    folder: TempDir,
    _database: TestDatabase,
}

impl TestApp {
    /// The house on `database`.
    pub fn new(database: TestDatabase) -> Self {
        Self::trusting(database, TrustStore::new())
    }

    /// The house on `database`, which believes the authorities of `trust`.
    pub fn trusting(database: TestDatabase, trust: TrustStore) -> Self {
        let lists = ListSettings { online: false, ..ListSettings::bundled().unwrap() };
        Self::with(database, trust, lists, Arc::new(Offline))
    }

    /// The same, whose jobs may use the network.
    pub fn online(database: TestDatabase, trust: TrustStore) -> Self {
        Self::listing(database, trust, ListSettings::bundled().unwrap())
    }

    /// The same, with lists from elsewhere.
    pub fn listing(database: TestDatabase, trust: TrustStore, lists: ListSettings) -> Self {
        let web = WebRetrieval::new(std::time::Duration::from_secs(20)).unwrap();
        Self::with(database, trust, lists, Arc::new(web))
    }

    fn with(
        database: TestDatabase,
        trust: TrustStore,
        lists: ListSettings,
        retrieval: Arc<dyn Retrieval>,
    ) -> Self {
        let common = common();
        let folder = tempfile::tempdir().unwrap();
        let store = StoreSettings::Local { folder: folder.path().join("store") };
        let noon: DateTime<Utc> = "2026-03-10T11:00:00Z".parse().unwrap();
        let clock = Arc::new(FixedClock::at(noon));
        let app = App {
            database: database.clone(),
            store: Store::open(&store).unwrap(),
            catalogue: Arc::clone(&common.catalogue),
            texts: Arc::clone(&common.texts),
            assets: common.assets.clone(),
            templates: common.templates.clone(),
            clock: Arc::clone(&clock) as Arc<dyn sportello::base::clock::Clock>,
            ids: Arc::new(SequenceIds::default()),
            register: Arc::new(EmbeddedRegister),
            providers: vec![Arc::new(DemoProvider::new(common.catalogue.people.clone()))],
            trust: Arc::new(Trust {
                store: trust,
                revocation: RevocationData::default(),
                policy: Policy::bundled().unwrap(),
                lists,
                shelf: Shelf::default(),
            }),
            retrieval,
            conduct: Conduct {
                demo: true,
                secure_cookies: false,
                public_url: "https://prova.example".to_owned(),
                scratch: folder.path().to_owned(),
                form_bytes: 2 * 1024 * 1024,
                session: SessionRules {
                    idle: Duration::minutes(60),
                    longest: Duration::hours(12),
                    wrong_passwords: 5,
                    lock: Duration::minutes(15),
                },
                trusted_proxies: Vec::new(),
            },
        };
        Self { app: Data::new(app), clock, folder, _database: database }
    }

    /// Every file in the object store, unfinished uploads included.
    pub fn stored(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.path().join("store")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() { folders.push(path) } else { found.push(path) }
            }
        }
        found
    }

    /// The frame of a use case for a municipality, now.
    pub fn scope(&self, slug: &str) -> Scope {
        let tenant = Arc::clone(self.app.tenants().get(slug).unwrap());
        Scope::new(tenant, self.app.clock.as_ref(), Arc::clone(&self.app.ids))
    }
}

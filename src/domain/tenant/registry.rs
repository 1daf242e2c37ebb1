//! All municipalities of this process, and which one a request means.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::model::{Caps, Tenant};

/// The tenants, by slug.
#[derive(Debug, Clone, Default)]
pub struct Tenants {
    by_slug: BTreeMap<String, Arc<Tenant>>,
    by_host: BTreeMap<String, String>,
}

impl Tenants {
    /// Indexes `tenants` by slug and by host.
    pub fn new(tenants: impl IntoIterator<Item = Tenant>) -> Self {
        let mut all = Self::default();
        for tenant in tenants {
            for host in &tenant.hosts {
                all.by_host.insert(host.to_ascii_lowercase(), tenant.slug.clone());
            }
            all.by_host.insert(format!("{}.localhost", tenant.slug), tenant.slug.clone());
            all.by_slug.insert(tenant.slug.clone(), Arc::new(tenant));
        }
        all
    }

    /// Holds every tenant's limits under those of the installation.
    pub fn cap(&mut self, caps: &Caps) {
        for tenant in self.by_slug.values_mut() {
            Arc::make_mut(tenant).limits.cap(caps);
        }
    }

    /// The tenant of a slug.
    pub fn get(&self, slug: &str) -> Option<&Arc<Tenant>> {
        self.by_slug.get(slug)
    }

    /// The tenant of a `Host` header; the port is ignored.
    pub fn by_host(&self, host: &str) -> Option<&Arc<Tenant>> {
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name).to_ascii_lowercase();
        self.by_host.get(&name).and_then(|slug| self.by_slug.get(slug))
    }

    /// All of them, by slug.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Tenant>> {
        self.by_slug.values()
    }
}

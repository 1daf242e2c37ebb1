//! The table of assets.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use bytes::Bytes;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::compression::Compressed;
use super::style;

/// Where assets are served.
pub const PREFIX: &str = "/assets/";

/// In a debug build files are looked at again after this long.
const FRESH: Duration = Duration::from_secs(1);

#[derive(RustEmbed)]
#[folder = "assets"]
#[exclude = "build/*"]
#[exclude = "fonts/document/*"]
struct Files;

/// One file.
#[derive(Debug)]
pub struct Asset {
    /// Its name with the digest, below [`PREFIX`].
    pub hashed: String,
    /// Its media type, with the character set for text.
    pub mime: &'static str,
    /// The first 16 hex digits of its SHA-256.
    pub digest: String,
    pub(super) bytes: Bytes,
    pub(super) compressed: Compressed,
}

impl Asset {
    /// The content as it is.
    pub fn bytes(&self) -> Bytes {
        self.bytes.clone()
    }
}

/// An asset found by a request.
#[derive(Debug, Clone)]
pub struct Found {
    /// The file.
    pub asset: Arc<Asset>,
    /// Whether the name carried the digest, so that the answer can be kept for ever.
    pub immutable: bool,
}

type Table = Arc<BTreeMap<String, Arc<Asset>>>;

/// All assets; cheap to clone.
#[derive(Clone)]
pub struct Assets {
    table: Arc<RwLock<(Instant, Table)>>,
    reload: bool,
}

impl Assets {
    /// Reads all assets. With `reload` (debug builds) changes on the disk are seen within a second.
    pub fn load(reload: bool) -> Self {
        Self { table: Arc::new(RwLock::new((Instant::now(), read_all()))), reload }
    }

    /// The address of `path` (`app.css`) with its digest; `None` when there is no such asset.
    pub fn address(&self, path: &str) -> Option<String> {
        self.current().get(path).map(|asset| format!("{PREFIX}{}", asset.hashed))
    }

    /// What a request for `path`, the part after [`PREFIX`], means.
    pub fn find(&self, path: &str) -> Option<Found> {
        let table = self.current();
        if let Some(asset) = table.get(path) {
            return Some(Found { asset: Arc::clone(asset), immutable: false });
        }
        let asset = table.get(&without_digest(path)?)?;
        (asset.hashed == path).then(|| Found { asset: Arc::clone(asset), immutable: true })
    }

    /// The plain names of all assets.
    pub fn paths(&self) -> Vec<String> {
        self.current().keys().cloned().collect()
    }

    fn current(&self) -> Table {
        let held = self.table.read().unwrap_or_else(PoisonError::into_inner).clone();
        if !self.reload || held.0.elapsed() < FRESH {
            return held.1;
        }
        let fresh = read_all();
        *self.table.write().unwrap_or_else(PoisonError::into_inner) =
            (Instant::now(), Arc::clone(&fresh));
        fresh
    }
}

fn read_all() -> Table {
    let (styles, others): (Vec<_>, Vec<_>) = Files::iter().partition(|path| path.ends_with(".css"));
    let mut table = BTreeMap::new();
    for path in others {
        add(&mut table, &path, read(&path));
    }
    // Style sheets name the others, so they come last; one that imports another is not rewritten in that place.
    for path in styles {
        let css = String::from_utf8_lossy(&read(&path)).into_owned();
        let css = style::rewrite(&css, &path, |target| {
            table.get(target).map(|asset: &Arc<Asset>| format!("{PREFIX}{}", asset.hashed))
        });
        add(&mut table, &path, css.into_bytes().into());
    }
    Arc::new(table)
}

fn read(path: &str) -> Bytes {
    Files::get(path).map(|file| Bytes::from(file.data.into_owned())).unwrap_or_default()
}

fn add(table: &mut BTreeMap<String, Arc<Asset>>, path: &str, bytes: Bytes) {
    let digest = hex::encode(&Sha256::digest(&bytes)[..8]);
    let (stem, extension) = path.rsplit_once('.').unwrap_or((path, "bin"));
    let hashed = format!("{stem}.{digest}.{extension}");
    let asset =
        Asset { hashed, mime: mime(extension), digest, bytes, compressed: Compressed::default() };
    table.insert(path.to_owned(), Arc::new(asset));
}

/// `app.0123456789abcdef.css` → `app.css`.
fn without_digest(path: &str) -> Option<String> {
    let (rest, extension) = path.rsplit_once('.')?;
    let (stem, digest) = rest.rsplit_once('.')?;
    (digest.len() == 16).then(|| format!("{stem}.{extension}"))
}

fn mime(extension: &str) -> &'static str {
    match extension {
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "json" | "webmanifest" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

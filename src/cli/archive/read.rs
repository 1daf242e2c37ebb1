//! Reading an archive: first to check it, then to take its parts.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, bail};
use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};

use super::manifest::{FORMAT, MANIFEST, Manifest, Part};

/// Reads the whole archive and compares every part with the manifest; nothing is written.
///
/// # Errors
/// What is damaged, missing, or too many, by its name.
pub fn check(path: &Path) -> anyhow::Result<Manifest> {
    let mut found = Vec::new();
    let mut manifest = None;
    each(path, |name, reader| {
        if name == MANIFEST {
            let parsed: Manifest =
                serde_json::from_reader(reader).context("the manifest cannot be read")?;
            manifest = Some(parsed);
            return Ok(());
        }
        let mut digest = Sha256::new();
        let size = io::copy(reader, &mut digest)?;
        found.push(Part { name: name.to_owned(), size, sha256: hex::encode(digest.finalize()) });
        Ok(())
    })?;
    let Some(manifest) = manifest else { bail!("the archive has no manifest: it is not complete") };
    if manifest.format != FORMAT {
        bail!("the archive has format {}; this program reads format {FORMAT}", manifest.format);
    }
    for part in &manifest.parts {
        match found.iter().find(|f| f.name == part.name) {
            None => bail!("{} is missing from the archive", part.name),
            Some(f) if f != part => {
                bail!("{} is damaged: its digest is not that of the manifest", part.name)
            }
            Some(_) => {}
        }
    }
    if let Some(extra) = found.iter().find(|f| !manifest.parts.iter().any(|p| p.name == f.name)) {
        bail!("{} is in the archive and not in its manifest", extra.name);
    }
    Ok(manifest)
}

/// Calls `take` with the name and content of each part, in order.
///
/// # Errors
/// An archive that cannot be read, and the errors of `take`.
pub fn each(
    path: &Path,
    mut take: impl FnMut(&str, &mut dyn Read) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let mut archive = tar::Archive::new(GzDecoder::new(file));
    for entry in archive.entries().context("not a backup of this program")? {
        let mut entry = entry.context("the archive is damaged")?;
        let name = entry.path()?.to_string_lossy().into_owned();
        take(&name, &mut entry).with_context(|| format!("part {name}"))?;
    }
    Ok(())
}

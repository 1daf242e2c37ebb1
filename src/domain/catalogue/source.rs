//! The definition files: embedded in the binary, or read from a folder that replaces them.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "forms"]
struct Forms;

#[derive(RustEmbed)]
#[folder = "procedures"]
struct Procedures;

#[derive(RustEmbed)]
#[folder = "workflows"]
struct Workflows;

#[derive(RustEmbed)]
#[folder = "schemas"]
struct Schemas;

#[derive(RustEmbed)]
#[folder = "tenants"]
struct Municipalities;

/// No definition file is larger; code lists of all municipalities are the largest.
const LARGEST: u64 = 8 * 1024 * 1024;

/// Every definition file by its path below the root, with forward slashes.
#[derive(Debug, Clone, Default)]
pub struct Source(BTreeMap<String, Vec<u8>>);

impl Source {
    /// The files compiled into the binary.
    pub fn embedded() -> Self {
        let mut files = BTreeMap::new();
        collect::<Forms>("forms", &mut files);
        collect::<Procedures>("procedures", &mut files);
        collect::<Workflows>("workflows", &mut files);
        collect::<Schemas>("schemas", &mut files);
        collect::<Municipalities>("tenants", &mut files);
        Self(files)
    }

    /// The files below `root`.
    ///
    /// # Errors
    /// A folder or file that cannot be read, or a file over 8 MiB.
    pub fn folder(root: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        for room in ["forms", "procedures", "workflows", "schemas", "tenants"] {
            let folder = root.join(room);
            if folder.is_dir() {
                walk(root, &folder, &mut files)?;
            }
        }
        Ok(Self(files))
    }

    /// The municipalities in the sub-folders of `root`.
    ///
    /// # Errors
    /// As [`Source::folder`].
    pub fn tenants(root: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        walk(root, root, &mut files)?;
        Ok(Self(
            files.into_iter().map(|(path, bytes)| (format!("tenants/{path}"), bytes)).collect(),
        ))
    }

    /// Lays other files over these.
    pub fn lay_over(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Puts other municipalities in the place of these.
    pub fn replace_tenants(&mut self, other: Self) {
        self.0.retain(|path, _| !path.starts_with("tenants/"));
        self.0.extend(other.0);
    }

    /// The file of a path.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(Vec::as_slice)
    }

    /// Paths and contents below `folder` that end with `suffix`, sorted.
    pub fn under<'a>(
        &'a self,
        folder: &'a str,
        suffix: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        self.0
            .iter()
            .filter(move |(path, _)| path.starts_with(folder) && path.ends_with(suffix))
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }
}

fn collect<E: RustEmbed>(room: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for path in E::iter() {
        if let Some(file) = E::get(&path) {
            files.insert(format!("{room}/{path}"), file.data.into_owned());
        }
    }
}

fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path: PathBuf = entry.path();
        if entry.file_type()?.is_dir() {
            walk(root, &path, files)?;
        } else if entry.metadata()?.len() > LARGEST {
            return Err(io::Error::other(format!("{} is larger than 8 MiB", path.display())));
        } else {
            let name =
                path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.insert(name, std::fs::read(&path)?);
        }
    }
    Ok(())
}

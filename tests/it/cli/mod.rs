//! The commands, run as the program that people run.

mod backup;
mod doctor;
mod migrate;
mod verify;

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A folder with a configuration in which the program is run.
struct Site {
    folder: TempDir,
    database: String,
}

/// What a run gave.
struct Run {
    status: i32,
    out: String,
    errors: String,
}

impl Site {
    /// On a SQLite file in the folder.
    fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = format!("sqlite:{}/data/sportello.db", folder.path().display());
        Self { folder, database }
    }

    /// On another database.
    fn on(database: &str) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), database: database.to_owned() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn store(&self) -> PathBuf {
        self.path("data/store")
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
        let done = Command::new(env!("CARGO_BIN_EXE_sportello"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("SPORTELLO_DATABASE__URL", &self.database)
            .envs(environment.iter().copied())
            .output()
            .unwrap();
        Run {
            status: done.status.code().unwrap(),
            out: String::from_utf8(done.stdout).unwrap(),
            errors: String::from_utf8(done.stderr).unwrap(),
        }
    }

    fn ok(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert_eq!(run.status, 0, "{arguments:?}\n{}{}", run.out, run.errors);
        run.out
    }

    /// Stores `bytes` as an object of `tenant` and gives its file.
    fn object(&self, tenant: &str, bytes: &[u8]) -> PathBuf {
        use sha2::{Digest, Sha256};
        let digest = hex::encode(Sha256::digest(bytes));
        let file = self.store().join(tenant).join(&digest[..2]).join(&digest);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, bytes).unwrap();
        file
    }
}

fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

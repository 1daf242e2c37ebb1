//! Rebuilds the crate when a file that is embedded in it changes. Release builds embed everything; a debug build reads
//! templates, assets and definitions from the disk, so only the migrations (a macro reads them) count there.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=migrations");
    if std::env::var("PROFILE").as_deref() == Ok("release") {
        for folder in
            ["assets", "templates", "locales", "forms", "procedures", "workflows", "schemas"]
        {
            println!("cargo:rerun-if-changed={folder}");
        }
    }
}

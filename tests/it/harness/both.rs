//! One test, two databases.

/// Runs each `async fn name(db: TestDatabase)` as `name::sqlite` and `name::postgres`, on a migrated database of its own.
#[macro_export]
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident: TestDatabase) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "a test may need nothing of its file")]
            use super::*;

            async fn run($db: $crate::harness::TestDatabase) $body

            #[actix_web::test]
            async fn sqlite() {
                run($crate::harness::TestDatabase::sqlite()).await;
            }

            #[actix_web::test]
            async fn postgres() {
                if let Some(database) = $crate::harness::TestDatabase::postgres() {
                    run(database).await;
                }
            }
        }
    )+};
}

//! Finding a service: by its name, by what happened in one's life, with a word written wrong, while one types.

use actix_web::test::TestRequest;
use sportello::domain::catalogue;

use crate::harness::TestApp;
use crate::on_both;

/// What people write, and a service that must be among the first four.
const QUERIES: &[(&str, &str)] = &[
    ("SCIA", "edilizia-scia"),
    ("devo rifare il tetto", "edilizia-scia"),
    ("abbattere un muro", "edilizia-scia"),
    ("cambio casa", "anagrafe-cambio-indirizzo"),
    ("certificato di residenza", "anagrafe-certificato-residenza"),
    ("residensa", "anagrafe-certificato-residenza"),
    ("compostagio", "tributi-tari-compostaggio"),
    ("accesso agli atti", "territorio-accesso-atti-edilizia"),
    ("destinazione urbanistica", "territorio-cdu"),
    ("permeso di costruire", "edilizia-permesso-di-costruire"),
    ("loculo", "cimiteri-assegnazione-loculo"),
    ("tavolini all'aperto", "polizia-dehors"),
    ("aprire un negozio", "suap-vicinato-apertura"),
];

#[test]
fn people_find_what_they_mean() {
    let house = TestApp::new(crate::harness::TestDatabase::sqlite());
    let tenant = house.app.tenants().get("valdoria").unwrap();
    let mut missed = Vec::new();
    for (query, wanted) in QUERIES {
        let found = catalogue::find(&house.app.catalogue, tenant, query).unwrap();
        let codes: Vec<&str> = found.iter().take(4).map(|p| p.code.as_str()).collect();
        if !codes.contains(wanted) {
            missed.push(format!("“{query}” should find {wanted}, it finds {codes:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn words_that_are_code_for_the_index_are_words() {
    let house = TestApp::new(crate::harness::TestDatabase::sqlite());
    let tenant = house.app.tenants().get("valdoria").unwrap();
    for query in [
        "\"",
        "* OR *",
        "title:scia",
        "NEAR(a b)",
        "a\" OR \"b",
        "(((",
        "-",
        "à è ì",
        "🏠",
        "''; DROP TABLE stems",
    ] {
        catalogue::find(&house.app.catalogue, tenant, query).unwrap();
    }
    let all = catalogue::find(&house.app.catalogue, tenant, "  ").unwrap();
    assert_eq!(all.len(), house.app.catalogue.all_offered(tenant).count());
}

on_both! {
    async fn the_list_follows_what_is_typed(db: TestDatabase) {
        let house = TestApp::new(db);
        let nobody = house.nobody("valdoria");
        let whole = nobody.get("/servizi?q=residenza").await.text();
        assert!(whole.contains("<main") && whole.contains("data-live-search"));
        let request = TestRequest::get().insert_header(("X-Partial", "1"));
        let part = nobody.send(request, "/servizi?q=residenza").await.text();
        assert!(!part.contains("<main") && part.contains("anagrafe-certificato-residenza"), "{part}");
        let none = nobody.get("/servizi?q=zzzzqqqq").await.text();
        assert!(none.contains("href=\"/c/valdoria/servizi\""), "the way to all services");
    }
}

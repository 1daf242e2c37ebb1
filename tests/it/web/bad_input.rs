//! Addresses and forms that no page of ours ever offered: a clear answer, nothing changed, nothing shown that is not theirs.

use actix_web::http::header::{CONTENT_TYPE, HOST};
use actix_web::test::TestRequest;
use sportello::domain::draft;
use sportello::domain::id::DraftId;
use sportello::domain::identity::Role;
use sportello::platform::db::DatabaseError;

use super::draft::start;
use super::submit::certificate;
use crate::harness::TestApp;
use crate::on_both;

const TARI: &str = "tributi-tari-riduzione";

/// The data of a draft as stored.
async fn stored(house: &TestApp, draft: &str) -> serde_json::Value {
    let (scope, id) = (house.scope("valdoria"), DraftId::new(draft.trim_start_matches("/bozze/")));
    let read = house
        .app
        .database
        .read(move |c| Ok::<_, DatabaseError>(draft::find(c, &scope.tenant_id, &id)?));
    read.await.unwrap().unwrap().data.0
}

on_both! {
    async fn what_belongs_to_others_does_not_exist(db: TestDatabase) {
        let house = TestApp::new(db);
        let owner = house.citizen("valdoria", "ahmed-benali").await;
        let open = start(&owner, TARI).await;
        let prepared = certificate(&house, "valdoria").await;
        let case = house.send_draft("valdoria", &prepared).await.unwrap().case;
        let paths = [
            open.clone(), format!("{open}/utenza"), format!("{open}/riepilogo"), format!("{open}/firma"),
            format!("{open}/elimina"), format!("{open}/documenti/main"), format!("{open}/file/x"), format!("{open}/file/x/contenuto"),
            format!("/pratiche/{case}"), format!("/pratiche/{case}/ricevuta"), format!("/pratiche/{case}/ricevuta.pdf"),
            format!("/pratiche/{case}/documenti/x"), format!("/pratiche/{case}/azioni/ritira"),
        ];
        let posts = [
            format!("{open}/utenza"), format!("{open}/riepilogo"), format!("{open}/invia"),
            format!("{open}/riapri"), format!("{open}/file/x/elimina"), format!("/pratiche/{case}/messaggi"),
        ];
        let stranger = house.citizen("valdoria", "giovanna-riva").await;
        let same_person_elsewhere = house.citizen("pietralba-sul-lago", "ahmed-benali").await;
        for (who, client) in [("a stranger", &stranger), ("the same person elsewhere", &same_person_elsewhere)] {
            for path in &paths {
                assert_eq!(client.get(path).await.status, 404, "{who} reads {path}");
            }
            for path in &posts {
                let pairs = [("_key", prepared.key.as_str()), ("text", "salve"), ("_action", "save")];
                assert_eq!(client.post(path, &pairs).await.status, 404, "{who} posts {path}");
            }
            let file = [("_file:x", "x.pdf", &b"%PDF-1.7"[..])];
            assert_eq!(client.upload(&format!("{open}/allegati/x"), &[], &file).await.status, 404, "{who}");
            assert_eq!(client.upload(&format!("{open}/documenti/main"), &[], &file).await.status, 404, "{who}");
            // Deleting what is not there is done already, and does nothing.
            assert_eq!(client.post(&format!("{open}/elimina"), &[]).await.status, 303, "{who}");
        }
        assert_eq!(owner.get(&format!("{open}/utenza")).await.status, 200, "nothing happened to it");
        assert_eq!(owner.get(&format!("/pratiche/{case}")).await.status, 200);
        let session_of_elsewhere = owner.at("pietralba-sul-lago");
        assert_eq!(session_of_elsewhere.get("/area").await.status, 303, "a session is of one municipality");
        let officer = house.officer("pietralba-sul-lago", "altrove", &[("anagrafe", Role::Manager)]).await;
        assert_eq!(officer.get(&format!("/ufficio/pratiche/{case}")).await.status, 404);
        assert_eq!(officer.at("valdoria").get("/ufficio").await.status, 303);
        assert_eq!(officer.get("/area").await.status, 303, "an officer's session is no citizen's");
    }

    async fn steps_that_are_none_are_not_found(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        let draft = start(&citizen, TARI).await;
        let before = stored(&house, &draft).await;
        for step in ["inventato", "dichiarante.titolare", "..%2futenza", "%00", "utenza%20"] {
            assert_eq!(citizen.get(&format!("{draft}/{step}")).await.status, 404, "{step}");
            let typed = [("utenza.utenza.occupanti", "3"), ("_action", "save")];
            assert_eq!(citizen.post(&format!("{draft}/{step}"), &typed).await.status, 404, "{step}");
        }
        let odd = [("_action", "remove:utenza.catasto.immobili.99999999999999999999")];
        assert_eq!(citizen.post(&format!("{draft}/utenza"), &odd).await.status, 303);
        assert_eq!(stored(&house, &draft).await, before);
    }

    async fn fields_that_a_page_cannot_send_are_not_kept(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        let draft = start(&citizen, TARI).await;
        let forged = [
            ("riduzione.tipo_riduzione", "isee"),
            ("riduzione.percentuale_riduzione", "100"),
            ("riduzione.importo_stimato", "1"),
            ("utenza.utenza.occupanti", "7"),
            ("__proto__.x", "1"),
            ("riduzione.inventato", "1"),
            ("riduzione", "testo"),
            ("state", "submitted"),
            ("_action", "save"),
        ];
        assert_eq!(citizen.post(&format!("{draft}/riduzione"), &forged).await.status, 303);
        let data = stored(&house, &draft).await;
        assert_eq!(data["riduzione"]["tipo_riduzione"], "isee", "the honest field is kept");
        let text = data.to_string();
        assert!(!text.contains("percentuale_riduzione") && !text.contains("importo_stimato"), "computed: {text}");
        assert!(!text.contains("inventato") && !text.contains("__proto__") && data.get("state").is_none());
        assert_ne!(data["utenza"]["utenza"]["occupanti"], 7, "of another step");
    }

    async fn a_form_without_its_token_is_refused(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        let draft = start(&citizen, TARI).await;
        let before = stored(&house, &draft).await;
        let other = house.citizen("valdoria", "ahmed-benali").await.session().1;
        for token in ["", "vecchio", other.as_str()] {
            let forged = citizen.with_token(token);
            let typed = [("utenza.utenza.occupanti", "3"), ("_action", "save")];
            for path in [format!("{draft}/utenza"), format!("{draft}/riepilogo"), format!("{draft}/invia"), format!("{draft}/elimina"), "/esci".into()] {
                assert_eq!(forged.post(&path, &typed).await.status, 409, "{path} with '{token}'");
            }
        }
        assert_eq!(stored(&house, &draft).await, before);
        assert_eq!(citizen.get("/area").await.status, 200, "still logged in");
        for (name, value) in [("Origin", "https://altrove.example"), ("Sec-Fetch-Site", "cross-site")] {
            let request = TestRequest::post().insert_header((HOST, "valdoria.localhost")).insert_header((name, value));
            let login = house.nobody("valdoria").send(request.set_form([("person", "RVIGNN59C68F205G")]), "/accedi").await;
            assert!(login.status == 403 && login.cookies.is_empty(), "{name}: a login from another site");
        }
    }

    async fn bodies_that_are_no_form_are_refused(db: TestDatabase) {
        let house = TestApp::new(db);
        let citizen = house.citizen("valdoria", "giovanna-riva").await;
        let draft = start(&citizen, TARI).await;
        let before = stored(&house, &draft).await;
        let path = format!("{draft}/utenza");
        let names: Vec<String> = (0..6000).map(|n| format!("utenza.f{n}")).collect();
        let many: Vec<(&str, &str)> = names.iter().map(|n| (n.as_str(), "x")).collect();
        assert_eq!(citizen.post(&path, &many).await.status, 422, "too many fields");
        let long = "x".repeat(3 * 1024 * 1024);
        assert_eq!(citizen.post(&path, &[("utenza.utenza.codice_contribuente", &long)]).await.status, 413);
        for body in [&b"\xff\xfe\x00{"[..], b"", b"{\"a\":1}", b"%ZZ=%"] {
            let request = TestRequest::post()
                .insert_header((CONTENT_TYPE, "application/x-www-form-urlencoded"))
                .set_payload(body.to_vec());
            let status = citizen.send(request, &path).await.status.as_u16();
            assert!([409, 422].contains(&status), "{body:?}: {status}");
        }
        assert_eq!(stored(&house, &draft).await, before);
        let text = "à".repeat(1000);
        let saved = citizen.post(&path, &[("utenza.utenza.codice_contribuente", &text), ("_action", "save")]).await;
        assert_eq!(saved.status, 303, "long is not too long: it is saved and told");
    }

    async fn addresses_that_lead_out_of_their_folder_lead_nowhere(db: TestDatabase) {
        let house = TestApp::new(db);
        let nobody = house.nobody("valdoria");
        for path in [
            "/assets/../Cargo.toml", "/assets/%2e%2e/Cargo.toml", "/assets/..%2f..%2fetc%2fpasswd", "/assets//etc/passwd",
            "/assets/", "/codelist/../comuni", "/codelist/inventata?q=a", "/codelist/comuni.csv?q=a", "/servizi/..%2f..",
            "/servizi/inventato", "/tenants/valdoria/tenant.json", "/stemma.svg/../tenant.json", "/.env",
        ] {
            let answer = nobody.get(path).await;
            assert_eq!(answer.status, 404, "{path}: {}", answer.text());
        }
        assert_eq!(nobody.get("/stemma.svg").await.status, 200);
        assert_eq!(nobody.get("/codelist/comuni?q=val").await.status, 200);
    }

    async fn hosts_and_prefixes_of_no_municipality_show_none(db: TestDatabase) {
        let house = TestApp::new(db);
        let nobody = house.nobody("valdoria");
        let ask = async |host: &str, address: &str| {
            nobody.send_to(TestRequest::get().insert_header((HOST, host.to_owned())), address).await
        };
        let home = ask("valdoria.localhost", "/").await;
        assert!(home.status == 200 && home.text().contains("Comune di Valdoria"));
        for host in ["altrove.example", "valdoria.localhost.altrove.example", "localhost", "127.0.0.1:8080", ""] {
            for address in ["/area", "/servizi", "/ufficio", "/accedi", "/c/inventato/", "/c//area", "/c/valdoria%2f..%2f/area"] {
                let answer = ask(host, address).await;
                assert_eq!(answer.status, 404, "{host} {address}: {}", answer.text());
            }
        }
    }

    async fn a_login_leads_only_to_pages_of_this_site(db: TestDatabase) {
        let house = TestApp::new(db);
        let nobody = house.nobody("valdoria");
        for target in [
            "https://altrove.example/", "//altrove.example", "/\\altrove.example", "\\\\altrove.example", "/\t/altrove.example",
            "javascript:alert(1)", "", "altrove", "/\r\nSet-Cookie: a=b",
        ] {
            let answer = nobody.post("/accedi", &[("person", "RVIGNN59C68F205G"), ("return_to", target)]).await;
            assert_eq!((answer.status.as_u16(), answer.location.as_str()), (303, "/c/valdoria/area"), "{target:?}");
        }
        let page = nobody.get("/accedi?ritorno=//altrove.example").await.text();
        assert!(!page.contains("altrove.example"), "{page}");
        let good = nobody.post("/accedi", &[("person", "RVIGNN59C68F205G"), ("return_to", "/servizi?q=a")]).await;
        assert_eq!(good.location, "/c/valdoria/servizi?q=a");
        let unknown = nobody.post("/accedi", &[("person", "XXXXXX00X00X000X")]).await;
        assert!(unknown.status == 403 && unknown.cookies.is_empty());
    }
}

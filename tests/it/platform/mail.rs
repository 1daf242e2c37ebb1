//! Letters through a real SMTP server, into a folder, and the outbox around them.

use std::sync::Arc;

use serde_json::json;
use sportello::base::clock::{Clock, FixedClock};
use sportello::base::ids::{Ids, RandomIds};
use sportello::platform::asset::Assets;
use sportello::platform::db::{Database, DatabaseError};
use sportello::platform::i18n::Texts;
use sportello::platform::mail::{Letter, MailSettings, Mailer, Security, enqueue_letter, register};
use sportello::platform::queue::{Outcome, Registry, Worker, WorkerSettings, failed};
use sportello::platform::template::{Templates, View};

use crate::harness::MailServer;
use crate::on_both;

fn letter(to: &str) -> Letter {
    Letter {
        from_name: "Comune di Valdoria".into(),
        reply_to: "urp@comune.valdoria.example".into(),
        to: to.into(),
        subject: "Pratica n. 12: è stata presentata".into(),
        text: "Gentile Anna,\n\nla pratica è arrivata. Costo: 16,00 €\n".into(),
    }
}

fn mailer(address: &str) -> Mailer {
    let (host, port) = address.rsplit_once(':').unwrap();
    let settings = MailSettings::Smtp {
        host: host.into(),
        port: port.parse().unwrap(),
        security: Security::None,
        credentials: None,
    };
    Mailer::new(&settings, "sportello@comune.valdoria.example").unwrap()
}

/// An address that no other test uses.
fn somebody(name: &str) -> String {
    format!("{name}.{}@example.it", RandomIds.id())
}

struct Outbox {
    db: Database,
    worker: Worker,
    clock: Arc<FixedClock>,
}

impl Outbox {
    fn new(db: &Database, mailer: &Mailer) -> Self {
        let mut registry = Registry::default();
        register(&mut registry, mailer);
        let clock = Arc::new(FixedClock::at("2026-05-03T08:00:00Z".parse().unwrap()));
        let shared: Arc<dyn Clock> = clock.clone();
        let settings = WorkerSettings::default();
        let worker = Worker::new(db.clone(), registry, shared, Arc::new(RandomIds), settings);
        Self { db: db.clone(), worker, clock }
    }

    async fn enqueue(&self, key: &'static str, letter: Letter) -> bool {
        let now = self.clock.stamp();
        self.db
            .write::<_, DatabaseError, _>(move |c| {
                enqueue_letter(c, &RandomIds, "t1", key, &letter, now)
            })
            .await
            .unwrap()
    }
}

on_both! {
    async fn a_letter_arrives_once(db: TestDatabase) {
        let Some(server) = MailServer::find() else { return };
        let outbox = Outbox::new(&db, &mailer(&server.address));
        let to = somebody("anna");
        assert!(outbox.enqueue("case-12/submitted", letter(&to)).await);
        assert!(!outbox.enqueue("case-12/submitted", letter(&to)).await, "the same reason, the same letter");
        assert_eq!(outbox.worker.drain().await.unwrap(), 1);
        let arrived = server.messages_to(&to);
        assert_eq!(arrived.len(), 1);
        let text = &arrived[0];
        for line in ["From: \"Comune di Valdoria\" <sportello@comune.valdoria.example>", "Auto-Submitted: auto-generated", "@comune.valdoria.example>", "Reply-To: urp@comune.valdoria.example"] {
            assert!(text.contains(line), "{line}\n{text}");
        }
    }

    async fn a_server_that_is_away_is_tried_again(db: TestDatabase) {
        // A port that was free a moment ago and that nobody listens on.
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let outbox = Outbox::new(&db, &mailer(&format!("127.0.0.1:{port}")));
        outbox.enqueue("k", letter("anna@example.it")).await;
        assert!(matches!(outbox.worker.work_once().await.unwrap(), Some(Outcome::Postponed(_))));
    }

    async fn a_refused_letter_is_given_up_and_its_reason_names_nobody(db: TestDatabase) {
        let Some(server) = MailServer::find() else { return };
        let outbox = Outbox::new(&db, &mailer(&server.address));
        outbox.enqueue("refused", letter(&somebody("reject"))).await;
        assert_eq!(outbox.worker.work_once().await.unwrap(), Some(Outcome::Failed));
        let list = db.read::<_, DatabaseError, _>(|c| failed(c, "t1", 10)).await.unwrap();
        assert_eq!(list[0].last_error.as_deref(), Some("the mail server refused the letter: code 550"));
        outbox.enqueue("deferred", letter(&somebody("defer"))).await;
        assert!(matches!(outbox.worker.work_once().await.unwrap(), Some(Outcome::Postponed(_))));
        outbox.enqueue("no address", letter("not an address")).await;
        assert_eq!(outbox.worker.work_once().await.unwrap(), Some(Outcome::Failed));
    }
}

#[actix_web::test]
async fn the_same_job_is_the_same_message_and_a_folder_keeps_one() {
    let folder = tempfile::tempdir().unwrap();
    let settings = MailSettings::Folder(folder.path().join("mail"));
    let mailer = Mailer::new(&settings, "sportello@comune.valdoria.example").unwrap();
    let at = "2026-05-03T08:00:00".parse().unwrap();
    mailer.probe().await.unwrap();
    mailer.send("0042", at, &letter("anna@example.it")).await.unwrap();
    let first = std::fs::read_to_string(folder.path().join("mail/0042.eml")).unwrap();
    mailer.send("0042", at, &letter("anna@example.it")).await.unwrap();
    let again = std::fs::read_to_string(folder.path().join("mail/0042.eml")).unwrap();
    assert_eq!(first, again);
    assert_eq!(std::fs::read_dir(folder.path().join("mail")).unwrap().count(), 1);
    assert!(first.contains("Message-ID: <0042@comune.valdoria.example>"), "{first}");
    assert!(first.contains("Date: Sun, 03 May 2026 08:00:00 +0000"), "{first}");
}

#[test]
fn a_line_break_in_an_address_or_a_subject_adds_no_header() {
    let folder = MailSettings::Folder("unused".into());
    assert!(Mailer::new(&folder, "a@b.it\r\nBcc: x@y.it").is_err());
}

#[test]
fn every_mail_template_gives_a_subject_and_a_text() {
    let templates = Templates::load(&Arc::new(Texts::load().unwrap()), &Assets::load(false), false);
    let view = View { language: "it", base: "" };
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let site: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(root.join("samples/site.json")).unwrap())
            .unwrap();
    let Ok(samples) = std::fs::read_dir(root.join("samples/mail")) else { return };
    for sample in samples {
        let path = sample.unwrap().path();
        let name =
            path.file_name().unwrap().to_str().unwrap().split('.').next().unwrap().to_owned();
        let mut data: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        if data.get("site").is_none() {
            data["site"] = site.clone();
        }
        let (subject, text) = Letter::compose(&templates, view, &name, &data).unwrap();
        assert!(!subject.contains('\n') && subject.len() > 5, "{name}: {subject}");
        assert!(text.len() > 40 && !text.contains("\n\n\n"), "{name}: {text}");
        assert!(!text.contains("&#"), "{name}: plain text is not escaped as HTML");
    }
    assert!(Letter::compose(&templates, view, "no-such", &json!({})).is_err());
}

//! The real program, killed in the middle of submissions again and again: what it said it had is there, once, and numbered
//! without a gap.

use std::collections::BTreeMap;
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use sportello::base::clock::{Clock, SystemClock};
use sportello::platform::db::DatabaseError;
use sportello::platform::db::schema::{cases, events, register_entries};

use super::submit::{certificate, numbers};
use super::wire::{Reply, ask};
use crate::harness::{Prepared, TestApp, TestDatabase};

const ROUNDS: usize = 6;
const DRAFTS: usize = 42;

/// The program on a database, until it is killed.
struct Program {
    child: Child,
    to: SocketAddr,
}

impl Program {
    fn command(url: &str, folder: &std::path::Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sportello"));
        command
            .current_dir(folder)
            .env("SPORTELLO_DATABASE__URL", url)
            .env("SPORTELLO_STORE__FOLDER", folder.join("files"))
            .env("SPORTELLO_MAIL__TRANSPORT", "folder")
            .env("SPORTELLO_MAIL__FOLDER", folder.join("mail"))
            .env("SPORTELLO_DEMO__ENABLED", "true")
            .stderr(Stdio::null());
        command
    }

    fn start(url: &str, folder: &std::path::Path) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let child = Self::command(url, folder)
            .arg("serve")
            .env("SPORTELLO_SERVER__LISTEN", free.to_string())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let program = Self { child, to: free };
        let began = Instant::now();
        while ask(free, "GET", "/readyz", &[], "").is_none_or(|r| r.status != 200) {
            assert!(began.elapsed() < Duration::from_secs(60), "the program does not come up");
            std::thread::sleep(Duration::from_millis(20));
        }
        program
    }
}

impl Drop for Program {
    /// SIGKILL: no chance to tidy up.
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// A person's session: cookie and token.
fn login(to: SocketAddr) -> (String, String) {
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    let reply = ask(to, "POST", "/c/valdoria/accedi", &form, "person=BNLHMD90L09Z330X").unwrap();
    assert_eq!(reply.status, 303, "{}", reply.text);
    let cookie = reply.header("set-cookie").split(';').next().unwrap().to_owned();
    let page = ask(to, "GET", "/c/valdoria/area", &[("Cookie", &cookie)], "").unwrap();
    (cookie, super::page::hidden(&page.text, "_csrf"))
}

fn submit(to: SocketAddr, (cookie, csrf): &(String, String), one: &Prepared) -> Option<Reply> {
    let headers =
        [("Cookie", cookie.as_str()), ("Content-Type", "application/x-www-form-urlencoded")];
    let path = format!("/c/valdoria/bozze/{}/invia", one.draft);
    ask(to, "POST", &path, &headers, &format!("_csrf={csrf}&_key={}", one.key))
}

/// Cases by draft, as the database has them.
async fn found(house: &TestApp) -> Vec<(String, String)> {
    let read = house.app.database.read(|c| {
        Ok::<_, DatabaseError>(cases::table.select((cases::draft_id, cases::id)).load(c)?)
    });
    read.await.unwrap()
}

#[actix_web::test]
async fn killing_the_program_loses_nothing_and_doubles_nothing() {
    let database = TestDatabase::sqlite();
    let (url, folder) = (database.url().to_owned(), tempfile::tempdir().unwrap());
    let house = TestApp::new(database);
    house.clock.set(SystemClock.now());
    let mut drafts = Vec::new();
    for _ in 0..DRAFTS {
        drafts.push(certificate(&house, "valdoria").await);
    }
    let drafts = Arc::new(drafts);
    let (address, place) = (url.clone(), folder.path().to_owned());
    let known: BTreeMap<String, String> =
        actix_web::web::block(move || storm(&address, &place, &drafts)).await.unwrap();
    assert_eq!(known.len(), DRAFTS, "in the end everything was acknowledged");
    let found = found(&house).await;
    assert_eq!(found.len(), DRAFTS, "one case a draft");
    for (draft, case) in &found {
        assert_eq!(known.get(draft), Some(case), "the case that was acknowledged");
    }
    assert_eq!(numbers(&house, "valdoria").await, (1..=DRAFTS as i64).collect::<Vec<_>>());
    let read = house.app.database.read(|c| {
        let entries =
            register_entries::table.select(register_entries::case_id).load::<Option<String>>(c)?;
        let sent = events::table
            .filter(events::action.eq("presentazione"))
            .count()
            .get_result::<i64>(c)?;
        Ok::<_, DatabaseError>((entries, sent))
    });
    let (mut entries, sent) = read.await.unwrap();
    entries.sort();
    entries.dedup();
    assert_eq!((entries.len(), sent), (DRAFTS, DRAFTS as i64));
    let audit = Program::command(&url, folder.path()).args(["audit", "verify"]).output().unwrap();
    let told = String::from_utf8_lossy(&audit.stdout).into_owned();
    assert!(
        audit.status.success() && told.contains(&format!("{DRAFTS} histories intact, 0 broken")),
        "{told}"
    );
}

/// Submits while the program is killed under the client's hands; a client without an answer asks again. Gives the case that
/// was acknowledged for each draft.
fn storm(
    url: &str,
    folder: &std::path::Path,
    drafts: &Arc<Vec<Prepared>>,
) -> BTreeMap<String, String> {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let mut session = None;
    let mut interrupted = 0;
    for round in 0..=ROUNDS {
        let program = Program::start(url, folder);
        let to = program.to;
        let session = session.get_or_insert_with(|| login(to)).clone();
        let last = round == ROUNDS;
        let share = DRAFTS * (round + 1) / (ROUNDS + 1);
        let waiting: Vec<Prepared> = drafts[..if last { DRAFTS } else { share + 6 }]
            .iter()
            .filter(|one| !known.contains_key(one.draft.as_str()))
            .cloned()
            .collect();
        let (tell, told) = channel();
        let clients: Vec<_> = waiting
            .chunks(waiting.len().div_ceil(3).max(1))
            .map(|part| {
                let (part, session, tell) = (part.to_vec(), session.clone(), tell.clone());
                std::thread::spawn(move || {
                    for one in part {
                        let Some(reply) = submit(to, &session, &one) else { break };
                        assert_eq!(reply.status, 303, "{}", reply.text);
                        let case =
                            reply.header("location").trim_start_matches("/c/valdoria/pratiche/");
                        let case = case.trim_end_matches("/ricevuta").to_owned();
                        tell.send((one.draft.as_str().to_owned(), case)).unwrap();
                    }
                })
            })
            .collect();
        drop(tell);
        // The blow falls after a few answers, at another moment in every round.
        let mut answers = 0;
        let mut program = Some(program);
        for (draft, case) in &told {
            let before = known.insert(draft, case.clone());
            assert!(before.is_none_or(|b| b == case));
            answers += 1;
            if !last && answers == 2 + round {
                std::thread::sleep(Duration::from_millis(7 * round as u64));
                program = None;
            }
        }
        interrupted += usize::from(program.is_none() && answers < waiting.len());
        drop(program);
        for client in clients {
            client.join().unwrap();
        }
    }
    assert!(interrupted >= 5, "the blow came too late in {} rounds", ROUNDS - interrupted);
    known
}

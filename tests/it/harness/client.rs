//! A browser without a screen: one person of one municipality, with their session.

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, LOCATION, SET_COOKIE};
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web;
use serde_json::{Value, json};
use sportello::domain::identity::{self, Attributes, NewAccount, Role, Session, SessionKind};
use sportello::web::{Tenancy, configure};

use super::TestApp;

/// What a person got.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    /// Where it leads, if elsewhere.
    pub location: String,
    /// The cookies it sets, as sent.
    pub cookies: Vec<String>,
    pub body: Vec<u8>,
}

impl Answer {
    /// Where it leads, below the municipality's address.
    pub fn path(&self) -> &str {
        let below =
            self.location.strip_prefix("/c/").and_then(|rest| rest.find('/').map(|at| &rest[at..]));
        below.unwrap_or(&self.location)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Somebody with a browser.
#[derive(Clone)]
pub struct Client<'a> {
    house: &'a TestApp,
    slug: String,
    cookie: Option<String>,
    csrf: String,
    /// Identifier of the person or account.
    pub id: String,
}

impl TestApp {
    /// Somebody who is not logged in.
    pub fn nobody(&self, slug: &str) -> Client<'_> {
        let slug = slug.to_owned();
        Client { house: self, slug, cookie: None, csrf: String::new(), id: String::new() }
    }

    /// An officer with roles, logged in.
    pub async fn officer(&self, slug: &str, username: &str, roles: &[(&str, Role)]) -> Client<'_> {
        self.officer_with(slug, username, roles, "nobody knows it").await
    }

    /// The same with the hash of a known password.
    pub async fn officer_with(
        &self,
        slug: &str,
        username: &str,
        roles: &[(&str, Role)],
        password_hash: &str,
    ) -> Client<'_> {
        let scope = self.scope(slug);
        let new = NewAccount {
            username: username.to_owned(),
            name: format!("Prova {username}"),
            email: Some(format!("{username}@comune.example")),
            password_hash: password_hash.to_owned(),
            roles: roles.iter().map(|(office, role)| ((*office).to_owned(), *role)).collect(),
        };
        let rules = self.app.conduct.session;
        let write = self.app.database.write(move |c| {
            let account = identity::create_account(c, &scope, &new)?;
            let id = account.id.as_str().to_owned();
            let opened =
                identity::open_session(c, &scope, &rules, SessionKind::Account, &id, "local")?;
            Ok::<_, identity::IdentityError>((id, opened))
        });
        let (id, opened) = write.await.unwrap();
        self.client(slug, "sportello_office", id, opened)
    }

    /// An invented person of the demo, by its key, logged in.
    pub async fn citizen(&self, slug: &str, key: &str) -> Client<'_> {
        let scope = self.scope(slug);
        let attributes = self.attributes(key);
        let rules = self.app.conduct.session;
        let write = self.app.database.write(move |c| {
            let person = identity::welcome_person(c, &scope, attributes.clone())?;
            let id = person.id.as_str().to_owned();
            let opened =
                identity::open_session(c, &scope, &rules, SessionKind::Person, &id, "demo")?;
            Ok::<_, identity::IdentityError>((id, opened))
        });
        let (id, opened) = write.await.unwrap();
        self.client(slug, "sportello_session", id, opened)
    }

    /// What the demo provider tells of a person of `tenants/people.json`.
    pub fn attributes(&self, key: &str) -> Attributes {
        let person = self.app.catalogue.people.iter().find(|p| p["id"] == key).unwrap();
        serde_json::from_value(person.clone()).unwrap()
    }

    fn client(&self, slug: &str, name: &str, id: String, opened: (String, Session)) -> Client<'_> {
        let cookie = Some(format!("{name}={}", opened.0));
        Client { house: self, slug: slug.to_owned(), cookie, csrf: opened.1.csrf, id }
    }
}

impl Client<'_> {
    /// The same person asking another municipality.
    pub fn at(&self, slug: &str) -> Self {
        Self { slug: slug.to_owned(), ..self.clone() }
    }

    /// The same person with forms that are not of this session.
    pub fn with_token(&self, csrf: &str) -> Self {
        Self { csrf: csrf.to_owned(), ..self.clone() }
    }

    /// The same browser after a person came in through the login page, with the token that pages then carry.
    pub async fn enter(&self, fiscal_code: &str) -> Self {
        let answer = self.post("/accedi", &[("person", fiscal_code)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let cookie = answer.cookies[0].split(';').next().unwrap().to_owned();
        let inside = Self { cookie: Some(cookie), ..self.clone() };
        let page = inside.get("/area").await.text();
        let (_, rest) = page.split_once("name=\"_csrf\" value=\"").expect("a form with a token");
        Self { csrf: rest.split('"').next().unwrap().to_owned(), ..inside }
    }

    /// The cookie of the session and the token of its forms.
    pub fn session(&self) -> (String, String) {
        (self.cookie.clone().unwrap_or_default(), self.csrf.clone())
    }

    /// Reads a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(TestRequest::get(), path).await
    }

    /// Posts a form; the token of the session comes with it.
    pub async fn post(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let mut form: Vec<(&str, &str)> = vec![("_csrf", &self.csrf)];
        form.extend_from_slice(pairs);
        self.send(TestRequest::post().set_form(form), path).await
    }

    /// Posts a multipart form, with files as name of the field, name of the file, content.
    pub async fn upload(
        &self,
        path: &str,
        pairs: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Answer {
        const EDGE: &str = "----sportello";
        let mut body = Vec::new();
        for (name, value) in pairs.iter().chain(&[("_csrf", self.csrf.as_str())]) {
            let head =
                format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend_from_slice(format!("{head}{value}\r\n").as_bytes());
        }
        for (name, file, content) in files {
            let head = format!(
                "--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{EDGE}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={EDGE}");
        let request = TestRequest::post().insert_header((CONTENT_TYPE, kind)).set_payload(body);
        self.send(request, path).await
    }

    /// Sends any request to an address below the municipality's.
    pub async fn send(&self, request: TestRequest, path: &str) -> Answer {
        self.send_to(request, &format!("/c/{}{path}", self.slug)).await
    }

    /// Sends any request to any address.
    pub async fn send_to(&self, request: TestRequest, address: &str) -> Answer {
        let house = actix_web::App::new()
            .app_data(self.house.app.clone())
            .app_data(web::PayloadConfig::new(self.house.app.conduct.form_bytes))
            .wrap(Tenancy)
            .configure(configure);
        let service = init_service(house).await;
        let mut request = request.uri(address);
        if let Some(cookie) = &self.cookie {
            request = request.insert_header(("Cookie", cookie.as_str()));
        }
        let response = call_service(&service, request.to_request()).await;
        let header = |name| response.headers().get(name).and_then(|h| h.to_str().ok());
        let location = header(LOCATION).unwrap_or_default().to_owned();
        let cookies = response.headers().get_all(SET_COOKIE);
        let cookies = cookies.filter_map(|h| h.to_str().ok().map(str::to_owned)).collect();
        let status = response.status();
        Answer { status, location, cookies, body: read_body(response).await.to_vec() }
    }
}

/// The facts of a form's test case: data and the slots that are filled.
pub fn form_case(path: &str) -> (Value, Vec<String>) {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms");
    let text = std::fs::read_to_string(root.join(path)).unwrap();
    let case: Value = serde_json::from_str(&text).unwrap();
    assert!(case.get("extends").is_none(), "{path} extends another case");
    let attached = case.get("attached").cloned().unwrap_or_else(|| json!([]));
    (case["data"].clone(), serde_json::from_value(attached).unwrap())
}

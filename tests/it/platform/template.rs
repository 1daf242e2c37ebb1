use std::sync::Arc;

use serde_json::{Value, json};
use sportello::platform::asset::Assets;
use sportello::platform::i18n::Texts;
use sportello::platform::template::{Templates, View};

fn templates() -> Templates {
    Templates::load(&Arc::new(Texts::load().unwrap()), &Assets::load(false), false)
}

const ITALIAN: View<'_> = View { language: "it", base: "/valdoria" };

#[test]
fn every_template_parses() {
    assert!(templates().check().unwrap() > 10);
}

#[test]
fn a_page_renders_with_its_sample_and_fails_without_data() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/samples");
    let read = |name: &str| -> Value {
        serde_json::from_str(&std::fs::read_to_string(root.join(name)).unwrap()).unwrap()
    };
    let mut data = read("portal/step.json");
    data["site"] = read("site.json");
    let html = templates().render("portal/step.html", ITALIAN, &data).unwrap();
    assert!(html.contains("href=\"/valdoria/"), "addresses lie below the tenant's path");
    assert!(html.contains("/assets/app."), "assets carry their digest and no tenant");
    let error = templates().render("portal/step.html", ITALIAN, &json!({})).unwrap_err();
    assert!(error.to_string().contains("undefined"), "{error}");
    let error = templates().render("portal/nothing.html", ITALIAN, &json!({})).unwrap_err();
    assert!(error.to_string().contains("portal/nothing.html"), "{error}");
}

#[test]
fn what_a_person_typed_is_escaped() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/samples");
    let read = |name: &str| -> Value {
        serde_json::from_str(&std::fs::read_to_string(root.join(name)).unwrap()).unwrap()
    };
    let mut data = read("portal/step.json");
    data["site"] = read("site.json");
    data["site"]["tenant"]["name"] = json!("<script>alert(1)</script>");
    let html = templates().render("portal/step.html", ITALIAN, &data).unwrap();
    assert!(!html.contains("<script>alert"));
    assert!(html.contains("&lt;script&gt;alert"));
}

//! Page nodes completed by what only the web knows: the files in the slots, sizes and types in words.

use serde_json::{Value, json};

use super::file::file_view;
use crate::domain::file::{File, media_types};

/// Puts the uploaded files into the slots of a page's nodes.
pub(in crate::web) fn fill_slots(nodes: &mut Value, files: &[File], base: &str, max_bytes: u64) {
    let Some(list) = nodes.as_array_mut() else { return };
    for node in list {
        if node["kind"] == "slot" {
            fill(node, files, base, max_bytes);
        }
        for inner in ["nodes", "rows"] {
            if let Some(children) = node.get_mut(inner) {
                fill_slots(children, files, base, max_bytes);
            }
        }
    }
}

fn fill(node: &mut Value, files: &[File], base: &str, max_bytes: u64) {
    let key = node["key"].as_str().unwrap_or_default().to_owned();
    let own = files.iter().filter(|f| f.slot == key);
    node["files"] = own.map(|f| file_view(f, base, "file", true)).collect();
    let types: Vec<String> = node["types"]
        .as_array()
        .map(|t| t.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect())
        .unwrap_or_default();
    node["types_label"] = Value::String(types_label(&types));
    node["accept"] = Value::String(accept(&types));
    node["max_bytes"] = json!(max_bytes);
}

fn types_label(types: &[String]) -> String {
    let words = types.iter().map(|t| match t.as_str() {
        "pdf" => "PDF",
        "p7m" => "P7M",
        "image" => "immagine (JPG, PNG, TIFF)",
        "xml" => "XML",
        "zip" => "ZIP",
        "office" => "testo o foglio di calcolo",
        "cad" => "disegno (DWG, DXF)",
        _ => "altro",
    });
    words.collect::<Vec<_>>().join(", ")
}

/// The `accept` attribute: media types, and the extensions that browsers do not know.
fn accept(types: &[String]) -> String {
    let mut all: Vec<&str> = media_types(types);
    if types.iter().any(|t| t == "pdf" || t == "p7m") {
        all.push(".p7m");
    }
    if types.iter().any(|t| t == "cad") {
        all.extend([".dwg", ".dxf"]);
    }
    all.join(",")
}

//! Which contents a slot of the checklist takes, and the name we give to what it takes.

use crate::domain::tenant::Tenant;

/// Media types that a slot's `types` admit.
pub fn media_types(types: &[String]) -> Vec<&'static str> {
    types.iter().flat_map(|name| media_types_of(name)).copied().collect()
}

fn media_types_of(name: &str) -> &'static [&'static str] {
    match name {
        "pdf" => &["application/pdf", "application/pkcs7-mime"],
        "p7m" => &["application/pkcs7-mime"],
        "image" => &["image/jpeg", "image/png", "image/tiff"],
        "xml" => &["application/xml", "text/xml"],
        "zip" => &["application/zip"],
        "office" => &[
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.oasis.opendocument.text",
            "application/vnd.oasis.opendocument.spreadsheet",
        ],
        "cad" => &["image/vnd.dwg", "image/vnd.dxf"],
        _ => &[],
    }
}

/// Bytes a single attachment may have.
pub fn slot_bytes(tenant: &Tenant) -> u64 {
    tenant.limits.attachment_bytes
}

/// `relazione-tecnica-2.pdf.p7m`: slot, ordinal when it is not the first, and extensions from the content.
pub fn file_name(
    slot: &str,
    ordinal: usize,
    media_type: &str,
    content_type: Option<&str>,
) -> String {
    let code = slot.split('/').next().unwrap_or(slot);
    let number = if ordinal > 1 { format!("-{ordinal}") } else { String::new() };
    let enveloped = media_type == "application/pkcs7-mime";
    let inner = content_type.filter(|_| enveloped).map(extension).unwrap_or_default();
    format!("{code}{number}{inner}{}", extension(media_type))
}

fn extension(media_type: &str) -> &'static str {
    match media_type {
        "application/pdf" => ".pdf",
        "application/pkcs7-mime" => ".p7m",
        "application/xml" | "text/xml" => ".xml",
        "application/zip" => ".zip",
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "image/tiff" => ".tif",
        "image/vnd.dwg" => ".dwg",
        "image/vnd.dxf" => ".dxf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => ".docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => ".xlsx",
        "application/vnd.oasis.opendocument.text" => ".odt",
        "application/vnd.oasis.opendocument.spreadsheet" => ".ods",
        _ => ".bin",
    }
}

//! Short names that may stand in a host name or a path: lower-case letters, digits and inner hyphens.

/// Whether `text` is a slug of 1 to 63 characters (RFC 1123 label).
pub fn is_slug(text: &str) -> bool {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=63).contains(&text.len())
        && text.chars().all(inner)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

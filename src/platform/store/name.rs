//! The name a file gets from us: what the person called it, made harmless, with the extension its content deserves.

/// Longest name, in bytes.
const LONGEST: usize = 100;

/// A plain ASCII name for `given` whose last extension is `extension` (empty: none is added).
///
/// Folders, control characters, direction marks and characters that some system forbids are gone; accents are written
/// plainly; the extensions of a signed file stay in order (`Pianta.PDF.p7m` → `Pianta.pdf.p7m`).
pub fn safe_name(given: &str, extension: &str) -> String {
    let mut name = clean(given, extension);
    // What is left of odd characters may itself look like an extension: clean until nothing changes.
    for _ in 0..4 {
        let again = clean(&name, extension);
        if again == name {
            break;
        }
        name = again;
    }
    name
}

fn clean(given: &str, extension: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut plain = String::new();
    for c in deunicode::deunicode(last).chars() {
        let kept = c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '(' | ')');
        let c = if kept { c } else { '-' };
        match c {
            // A full stop means more than what stood in for something else.
            '.' if plain.ends_with('-') => {
                plain.pop();
                if !plain.ends_with('.') {
                    plain.push('.');
                }
            }
            '-' | '.' if plain.ends_with(['-', '.']) => {}
            other => plain.push(other),
        }
    }
    let trimmed = plain.trim_matches(['-', '.', '_']);
    let (stem, inner) = split_extensions(trimmed, extension);
    let stem = stem.trim_matches(['-', '.', '_']);
    let stem = if stem.is_empty() || is_reserved(stem) { "documento" } else { stem };
    let mut tail = String::new();
    for part in inner.iter().map(String::as_str).chain([extension]).filter(|part| !part.is_empty())
    {
        tail.push('.');
        tail.push_str(part);
    }
    let room = LONGEST.saturating_sub(tail.len());
    format!("{}{tail}", stem[..stem.len().min(room)].trim_end_matches(['-', '.']))
}

/// The stem and, for a signed file, the extensions inside the envelope; the outermost one is left to the content.
fn split_extensions(name: &str, extension: &str) -> (String, Vec<String>) {
    let mut parts: Vec<&str> = name.split('.').collect();
    let mut extensions = Vec::new();
    while parts.len() > 1 && extensions.len() < 6 {
        let is_extension = parts.last().is_some_and(|p| {
            (1..=5).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric())
        });
        if !is_extension {
            break;
        }
        extensions.insert(0, parts.pop().unwrap_or_default().to_ascii_lowercase());
    }
    if extensions.last().is_some_and(|last| same(last, extension)) {
        extensions.pop();
    } else if extension != "p7m" {
        // The name lies about the outermost type: the content decides.
        extensions.pop();
    }
    let kept: Vec<String> = if extension == "p7m" {
        extensions
    } else {
        // Extensions in the middle of an ordinary name are part of its stem (`rev.2.pdf`).
        parts.extend(extensions.iter().map(String::as_str));
        return (parts.join("."), Vec::new());
    };
    (parts.join("."), kept)
}

fn same(a: &str, b: &str) -> bool {
    let canonical = |text: &str| match text {
        "jpeg" => "jpg".to_owned(),
        "tiff" => "tif".to_owned(),
        other => other.to_owned(),
    };
    canonical(a) == canonical(b)
}

/// Names of devices on Windows, where the office will save it.
fn is_reserved(stem: &str) -> bool {
    let upper = stem.to_ascii_uppercase();
    let upper = upper.split('.').next().unwrap_or_default();
    matches!(upper, "CON" | "PRN" | "AUX" | "NUL")
        || (upper.len() == 4
            && (upper.starts_with("COM") || upper.starts_with("LPT"))
            && upper.as_bytes()[3].is_ascii_digit())
}

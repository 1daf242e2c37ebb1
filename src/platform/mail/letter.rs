//! A letter, and how it is made from a template.

use serde::{Deserialize, Serialize};

use crate::platform::template::{TemplateError, Templates, View};

/// What is sent: the payload of the job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The name shown as sender, the municipality's; the address is the installation's.
    pub from_name: String,
    /// Where answers go; empty for nowhere.
    pub reply_to: String,
    /// One address.
    pub to: String,
    /// The subject, one line.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// Why a letter cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum LetterError {
    /// The template cannot be rendered.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The template has no subject line, or no text after it.
    #[error("template {0}: a mail is a subject line, an empty line and a text")]
    Shape(String),
}

impl Letter {
    /// Renders `templates/mail/<name>.txt`: its first line is the subject, the text follows an empty line.
    ///
    /// # Errors
    /// [`LetterError`].
    pub fn compose(
        templates: &Templates,
        view: View<'_>,
        name: &str,
        data: &impl Serialize,
    ) -> Result<(String, String), LetterError> {
        let rendered = templates.render(&format!("mail/{name}.txt"), view, data)?;
        let (subject, text) = rendered
            .trim_start()
            .split_once("\n\n")
            .ok_or_else(|| LetterError::Shape(name.to_owned()))?;
        let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = squeeze(text);
        if subject.is_empty() || text.is_empty() {
            return Err(LetterError::Shape(name.to_owned()));
        }
        Ok((subject, text))
    }
}

/// Takes away empty lines that a template's conditions left behind: never more than one in a row.
fn squeeze(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && lines.last().is_none_or(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    let mut text = lines.join("\n").trim_end().to_owned();
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

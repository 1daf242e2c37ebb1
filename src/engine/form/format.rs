//! The formats of `docs/forms.md` §3: what each accepts and what to tell who got it wrong.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use regex::Regex;

use crate::base::fiscal_code::FiscalCode;
use crate::base::vat_number::is_vat_number;

/// One format.
pub(super) struct Format {
    /// Its name in a schema.
    pub name: &'static str,
    /// Whether a text is one.
    pub check: fn(&str) -> bool,
    /// What to write, in Italian.
    pub message: &'static str,
}

macro_rules! pattern {
    ($text:literal) => {{
        #[allow(clippy::unwrap_used, reason = "a literal that every test run compiles")]
        static PATTERN: LazyLock<Regex> = LazyLock::new(|| Regex::new($text).unwrap());
        |text: &str| PATTERN.is_match(text)
    }};
}

/// Every format an author may name. `money` and `geojson` are not texts and are only listed.
pub(super) static FORMATS: [Format; 19] = [
    Format {
        name: "codice-fiscale",
        check: is_fiscal_code,
        message: "Il codice fiscale non è giusto: controlla le 16 lettere e cifre, come sulla tessera sanitaria.",
    },
    Format {
        name: "codice-fiscale-o-partita-iva",
        check: |text| is_fiscal_code(text) || is_vat_number(text),
        message: "Scrivi un codice fiscale di 16 caratteri o un numero di 11 cifre: quello scritto non è giusto.",
    },
    Format {
        name: "partita-iva",
        check: is_vat_number,
        message: "La partita IVA non è giusta: controlla le 11 cifre.",
    },
    Format {
        name: "email",
        check: is_email,
        message: "Scrivi un indirizzo e-mail completo, ad esempio nome@esempio.it.",
    },
    Format {
        name: "pec",
        check: is_email,
        message: "Scrivi un indirizzo PEC completo, ad esempio nome@pec.esempio.it.",
    },
    Format {
        name: "tel",
        check: pattern!(r"^\+?[0-9][0-9 ./-]{4,18}[0-9]$"),
        message: "Scrivi il numero di telefono con sole cifre e prefisso, ad esempio 333 1234567 o +39 02 1234567.",
    },
    Format {
        name: "cap",
        check: pattern!(r"^[0-9]{5}$"),
        message: "Il CAP ha 5 cifre, ad esempio 00184.",
    },
    Format {
        name: "iban",
        check: is_iban,
        message: "L'IBAN non è giusto: controlla lettere e cifre (27 in Italia).",
    },
    Format {
        name: "uri",
        check: pattern!(r"^https?://[^\s/$.?#][^\s]*\.[^\s]+$"),
        message: "Scrivi un indirizzo web completo, ad esempio https://www.esempio.it.",
    },
    Format {
        name: "date",
        check: is_date,
        message: "Scrivi la data come giorno/mese/anno, ad esempio 31/01/2026.",
    },
    Format {
        name: "time",
        check: is_time,
        message: "Scrivi l'ora come ore:minuti, ad esempio 14:30.",
    },
    Format {
        name: "date-time",
        check: is_date_time,
        message: "Scrivi data e ora, ad esempio 31/01/2026 14:30.",
    },
    Format {
        name: "money",
        check: |_| true,
        message: "Scrivi l'importo in euro, ad esempio 1.234,56.",
    },
    Format {
        name: "targa",
        check: pattern!(r"^[A-Z0-9]{5,8}$"),
        message: "Scrivi la targa senza spazi, ad esempio AB123CD.",
    },
    Format {
        name: "foglio",
        check: pattern!(r"^[0-9]{1,4}[A-Z]?$"),
        message: "Il foglio catastale è un numero fino a 4 cifre, seguito al più da una lettera.",
    },
    Format {
        name: "particella",
        check: pattern!(r"^[0-9]{1,5}(/[0-9A-Z]{1,4})?$"),
        message: "La particella è un numero fino a 5 cifre, ad esempio 1234.",
    },
    Format {
        name: "bollo",
        check: pattern!(r"^[0-9]{14}$"),
        message: "Il numero della marca da bollo ha 14 cifre.",
    },
    Format { name: "geojson", check: |_| true, message: "Indica la posizione sulla mappa." },
    Format {
        name: "case-number",
        check: pattern!(r"^[0-9A-Za-z][0-9A-Za-z./-]{1,39}$"),
        message: "Scrivi il numero della pratica o del protocollo, ad esempio 2026/1234.",
    },
];

/// The format of this name.
pub(super) fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// A codice fiscale as stored: upper case, no blanks.
fn is_fiscal_code(text: &str) -> bool {
    FiscalCode::parse(text).is_ok_and(|code| code.as_str() == text)
}

fn is_email(text: &str) -> bool {
    static SHAPE: fn(&str) -> bool = pattern!(
        r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$"
    );
    text.len() <= 254 && SHAPE(text) && !text.contains("..")
}

fn is_iban(text: &str) -> bool {
    text.parse::<iban::Iban>().is_ok()
}

fn is_date(text: &str) -> bool {
    text.len() == 10 && NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}

fn is_time(text: &str) -> bool {
    NaiveTime::parse_from_str(text, "%H:%M").is_ok()
        || NaiveTime::parse_from_str(text, "%H:%M:%S").is_ok()
}

fn is_date_time(text: &str) -> bool {
    DateTime::parse_from_rfc3339(text).is_ok()
        || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").is_ok()
        || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").is_ok()
}

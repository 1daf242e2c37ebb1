//! Money in euro cents, written and read the Italian way.

use std::fmt;

/// An amount in euro cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Cents(pub i64);

impl Cents {
    /// Reads `1.234,56`, `1234,5`, `€ 12` or `12.50`; `None` if it is no amount with at most two decimals.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String =
            text.chars().filter(|c| !c.is_whitespace() && *c != '€').collect::<String>();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.as_str()),
        };
        let (whole, decimals) = split_decimals(digits)?;
        if decimals.len() > 2 || whole.is_empty() && decimals.is_empty() {
            return None;
        }
        let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let cents: i64 = format!("{decimals:0<2}").parse().ok()?;
        let total = whole.checked_mul(100)?.checked_add(cents)?;
        Some(Self(if negative { -total } else { total }))
    }
}

/// Splits an Italian (or plain) decimal into bare whole and decimal digits.
fn split_decimals(text: &str) -> Option<(String, String)> {
    let all_digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    let (whole, decimals) = match text.rsplit_once(',') {
        Some((whole, decimals)) => (whole, decimals),
        None => match text.rsplit_once('.') {
            Some((whole, decimals)) if decimals.len() != 3 && !whole.contains('.') => {
                (whole, decimals)
            }
            _ => (text, ""),
        },
    };
    let groups: Vec<&str> = whole.split('.').collect();
    let grouped = groups.len() == 1
        || groups.iter().skip(1).all(|g| g.len() == 3) && (1..=3).contains(&groups[0].len());
    let whole = groups.concat();
    (grouped && all_digits(&whole) && all_digits(decimals)).then(|| (whole, decimals.to_owned()))
}

impl fmt::Display for Cents {
    /// `1.234,56`, without the currency sign.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, cents) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let digits = whole.to_string();
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i) % 3 == 0 {
                grouped.push('.');
            }
            grouped.push(c);
        }
        write!(f, "{sign}{grouped},{cents:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::Cents;

    #[test]
    fn reads_and_writes_italian_amounts() {
        for (text, cents) in [
            ("1.234,56", 123_456),
            ("16", 1_600),
            ("€ 16,5", 1_650),
            ("12.50", 1_250),
            ("1.000", 100_000),
            ("-3,00", -300),
        ] {
            assert_eq!(Cents::parse(text), Some(Cents(cents)), "{text}");
        }
        for text in ["", "abc", "1,234", "1..0", "12.34.5", "1,2,3"] {
            assert_eq!(Cents::parse(text), None, "{text}");
        }
        assert_eq!(Cents(123_456_789).to_string(), "1.234.567,89");
    }
}

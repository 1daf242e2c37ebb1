//! The codice fiscale of a natural person (DM 23/12/1976): sixteen characters that encode name, birth date, sex and
//! birth place, with a check character; seven of its digits may be letters to tell namesakes apart (omocodia).

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// A codice fiscale whose shape and check character are right.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FiscalCode(String);

/// Why a text is not a codice fiscale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FiscalCodeError {
    /// Not sixteen characters.
    Length,
    /// A letter where a digit belongs, a digit where a letter belongs, or an impossible date.
    Shape,
    /// The last character does not check the others.
    CheckCharacter,
}

/// Sex as the code says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    Male,
    Female,
}

const DIGIT_POSITIONS: [usize; 7] = [6, 7, 9, 10, 12, 13, 14];
const OMOCODIA: &[u8; 10] = b"LMNPQRSTUV";
const MONTHS: &[u8; 12] = b"ABCDEHLMPRST";
/// Weight of each letter (or digit, as A–J) in an odd place.
const ODD: [u32; 26] =
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

impl FiscalCode {
    /// Reads a code, whatever its case and inner blanks.
    pub fn parse(text: &str) -> Result<Self, FiscalCodeError> {
        let code: String =
            text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
        if code.len() != 16 || !code.is_ascii() {
            return Err(FiscalCodeError::Length);
        }
        let bytes = code.as_bytes();
        if !well_shaped(bytes) {
            return Err(FiscalCodeError::Shape);
        }
        if check_character(&bytes[..15]) != bytes[15] {
            return Err(FiscalCodeError::CheckCharacter);
        }
        let code = Self(code);
        if code.day_and_sex().is_none() {
            return Err(FiscalCodeError::Shape);
        }
        Ok(code)
    }

    /// The code as written on the card.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether some digit was replaced by a letter, so that it no longer tells the birth data of one person only.
    pub fn is_omocodia(&self) -> bool {
        DIGIT_POSITIONS.iter().any(|&i| self.0.as_bytes()[i].is_ascii_alphabetic())
    }

    /// The same code with its digits restored and its check character recomputed: equal for all variants of a person.
    pub fn canonical(&self) -> String {
        let mut bytes = self.0.clone().into_bytes();
        for i in DIGIT_POSITIONS {
            bytes[i] = b'0' + digit(bytes[i]).unwrap_or(0);
        }
        bytes[15] = check_character(&bytes[..15]);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Whether two codes belong to the same person, omocodia tolerated.
    pub fn same_person(&self, other: &Self) -> bool {
        self.canonical() == other.canonical()
    }

    /// Sex.
    pub fn sex(&self) -> Sex {
        self.day_and_sex().map_or(Sex::Male, |(_, sex)| sex)
    }

    /// Birth date; the code keeps two digits of the year, so the latest date not after `today` is meant.
    pub fn birth_date(&self, today: NaiveDate) -> Option<NaiveDate> {
        let (day, _) = self.day_and_sex()?;
        let month = self.month()?;
        let year = i32::from(self.number(6) * 10 + self.number(7));
        let century = today.year() / 100 * 100;
        [century + year, century - 100 + year]
            .into_iter()
            .filter_map(|y| NaiveDate::from_ymd_opt(y, month, day))
            .find(|date| *date <= today)
    }

    /// Whether `date` could be the birth date (the century is not told).
    pub fn matches_birth_date(&self, date: NaiveDate) -> bool {
        self.day_and_sex().map(|(day, _)| day) == Some(date.day())
            && self.month() == Some(date.month())
            && i32::from(self.number(6) * 10 + self.number(7)) == date.year().rem_euclid(100)
    }

    /// Cadastral (Belfiore) code of the birth place, `L378`; foreign states start with `Z`.
    pub fn birth_place(&self) -> String {
        let b = self.0.as_bytes();
        format!("{}{}{}{}", char::from(b[11]), self.number(12), self.number(13), self.number(14))
    }

    fn number(&self, position: usize) -> u8 {
        digit(self.0.as_bytes()[position]).unwrap_or(0)
    }

    fn month(&self) -> Option<u32> {
        let letter = self.0.as_bytes()[8];
        MONTHS.iter().position(|m| *m == letter).map(|i| i as u32 + 1)
    }

    fn day_and_sex(&self) -> Option<(u32, Sex)> {
        match u32::from(self.number(9) * 10 + self.number(10)) {
            day @ 1..=31 => Some((day, Sex::Male)),
            day @ 41..=71 => Some((day - 40, Sex::Female)),
            _ => None,
        }
    }
}

/// The check character of the first fifteen characters.
pub fn check_character(first_fifteen: &[u8]) -> u8 {
    let sum: u32 = first_fifteen
        .iter()
        .enumerate()
        .map(|(i, c)| {
            let value = usize::from(if c.is_ascii_digit() { c - b'0' } else { c - b'A' });
            if i % 2 == 0 { ODD[value] } else { value as u32 }
        })
        .sum();
    b'A' + (sum % 26) as u8
}

fn well_shaped(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().all(|(i, c)| {
        if i == 8 {
            MONTHS.contains(c)
        } else if DIGIT_POSITIONS.contains(&i) {
            digit(*c).is_some()
        } else {
            c.is_ascii_uppercase()
        }
    })
}

fn digit(c: u8) -> Option<u8> {
    if c.is_ascii_digit() {
        return Some(c - b'0');
    }
    OMOCODIA.iter().position(|l| *l == c).map(|i| i as u8)
}

impl fmt::Display for FiscalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

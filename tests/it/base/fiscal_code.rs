use chrono::NaiveDate;
use proptest::prelude::*;
use sportello::base::fiscal_code::{FiscalCode, FiscalCodeError, Sex};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn reads_the_textbook_code() {
    let code = FiscalCode::parse("rssmra85t10a562s").unwrap();
    assert_eq!(code.as_str(), "RSSMRA85T10A562S");
    assert_eq!(code.birth_date(date("2026-01-01")), Some(date("1985-12-10")));
    assert_eq!((code.sex(), code.birth_place()), (Sex::Male, "A562".to_owned()));
    assert!(
        code.matches_birth_date(date("1985-12-10")) && !code.matches_birth_date(date("1985-12-11"))
    );
}

#[test]
fn says_why_a_code_is_refused() {
    assert_eq!(FiscalCode::parse("RSSMRA85T10A562"), Err(FiscalCodeError::Length));
    assert_eq!(FiscalCode::parse("RSSMRA85T10A562T"), Err(FiscalCodeError::CheckCharacter));
    assert_eq!(FiscalCode::parse("RSSMRA85X10A562S"), Err(FiscalCodeError::Shape));
    assert_eq!(FiscalCode::parse("1SSMRA85T10A562S"), Err(FiscalCodeError::Shape));
}

#[test]
fn omocodia_is_the_same_person() {
    let plain = FiscalCode::parse("RSSMRA85T10A562S").unwrap();
    let mut letters = "RSSMRA85T10A56N".to_owned();
    letters.push(char::from(sportello::base::fiscal_code::check_character(letters.as_bytes())));
    let variant = FiscalCode::parse(&letters).unwrap();
    assert!(variant.is_omocodia() && !plain.is_omocodia());
    assert!(variant.same_person(&plain));
    assert_eq!(variant.birth_place(), "A562");
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,24}") {
        let _ = FiscalCode::parse(&text);
    }
}

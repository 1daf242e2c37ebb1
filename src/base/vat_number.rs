//! Partita IVA: eleven digits, the last of which checks the others (DPR 633/1972; Luhn's scheme).

/// Whether `text` is a valid partita IVA: eleven digits, not all zero, with the right check digit.
pub fn is_vat_number(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != 11 || text.len() != 11 || digits.iter().all(|d| *d == 0) {
        return false;
    }
    let sum: u32 = digits
        .iter()
        .enumerate()
        .map(|(i, d)| if i % 2 == 0 { *d } else { d * 2 / 10 + d * 2 % 10 })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::is_vat_number;

    #[test]
    fn checks_the_last_digit() {
        assert!(is_vat_number("00743110157"));
        assert!(!is_vat_number("00743110158"));
        assert!(!is_vat_number("00000000000"));
        assert!(!is_vat_number("0074311015"));
        assert!(!is_vat_number("IT00743110157"));
    }
}

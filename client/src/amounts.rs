//! Amounts as people write them: decimal GTT, exact, with at most twelve decimals.

use crate::{error::AmountError, Amount};

/// Decimals of the token: 1 GTT is `10^12` of the smallest unit.
pub const DECIMALS: usize = 12;
/// One GTT in the smallest unit.
pub const UNIT: Amount = 1_000_000_000_000;

/// Reads an amount like `12`, `0.5` or `1_000.25` (in GTT), with `GTT` behind it or not.
///
/// # Errors
///
/// [`AmountError`] if it is no decimal number, has more than [`DECIMALS`] decimals, or does not fit 128 bits.
pub fn parse(text: &str) -> Result<Amount, AmountError> {
    let malformed = || AmountError::Malformed(text.to_owned());
    let number = text.trim();
    let number = number.strip_suffix("GTT").unwrap_or(number).trim_end();
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() && decimals.is_empty() || number.ends_with('.') {
        return Err(malformed());
    }
    if decimals.len() > DECIMALS {
        return Err(AmountError::TooPrecise(text.to_owned()));
    }
    let digits = |part: &str, underscores: bool| {
        part.bytes()
            .all(|byte| byte.is_ascii_digit() || (underscores && byte == b'_'))
    };
    if !digits(whole, true) || !digits(decimals, false) || whole.starts_with('_') {
        return Err(malformed());
    }
    let padded = format!("{}{decimals:0<DECIMALS$}", whole.replace('_', ""));
    padded.parse().map_err(|_| AmountError::TooLarge(text.to_owned()))
}

/// Writes an amount in GTT, without trailing zeros: `12`, `0.5`.
pub fn format(amount: Amount) -> String {
    let (whole, rest) = (amount / UNIT, amount % UNIT);
    if rest == 0 {
        return whole.to_string();
    }
    let decimals = format!("{rest:0DECIMALS$}");
    format!("{whole}.{}", decimals.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parse_should_read_whole_and_broken_amounts() {
        assert_eq!(parse("12"), Ok(12 * UNIT));
        assert_eq!(parse("0.5"), Ok(UNIT / 2));
        assert_eq!(parse(".25 GTT"), Ok(UNIT / 4));
        assert_eq!(parse("1_000.000000000001"), Ok(1_000 * UNIT + 1));
        assert_eq!(parse("0"), Ok(0));
    }

    #[test]
    fn parse_should_refuse_what_is_no_amount() {
        for text in [
            "", ".", "1.", "-1", "+1", "1e3", "1,5", "_1", "1.2.3", "one", "0x10", "1.5_0",
        ] {
            assert!(matches!(parse(text), Err(AmountError::Malformed(_))), "{text}");
        }
        assert!(matches!(
            parse("0.0000000000001"),
            Err(AmountError::TooPrecise(_))
        ));
        assert!(matches!(
            parse("340282366920938463463374608"),
            Err(AmountError::TooLarge(_))
        ));
    }

    #[test]
    fn format_should_be_what_parse_reads() {
        for amount in [0, 1, UNIT, UNIT / 2, 123_456_789_012_345_678, u128::MAX] {
            assert_eq!(parse(&format(amount)), Ok(amount));
        }
        assert_eq!(format(UNIT / 2), "0.5");
        assert_eq!(format(1), "0.000000000001");
    }
}

//! Decimals of exact fractions, by integer division alone.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;

/// `value` with this many decimals, rounded to the nearest, halves away from zero: `0.0141` for 7/495 with 4.
pub fn decimal(value: &BigRational, decimals: u32) -> String {
    let scale = BigInt::from(10).pow(decimals);
    let two = BigInt::from(2);
    let (over, under) = (
        value.numer().abs() * scale * &two + value.denom(),
        value.denom() * two,
    );
    let digits = (over / under).to_string();
    let places = decimals as usize;
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let minus = if value.is_negative() && digits.bytes().any(|digit| digit != b'0') {
        "-"
    } else {
        ""
    };
    if fraction.is_empty() {
        format!("{minus}{whole}")
    } else {
        format!("{minus}{whole}.{fraction}")
    }
}

/// `value` as a percentage with this many decimals: `1.4141` for 7/495 with 4.
pub fn percent(value: &BigRational, decimals: u32) -> String {
    decimal(&(value * BigInt::from(100)), decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fraction(over: i32, under: i32) -> BigRational {
        BigRational::new(over.into(), under.into())
    }

    #[test]
    fn decimals_should_be_rounded_to_the_nearest() {
        assert_eq!(decimal(&fraction(2, 3), 4), "0.6667");
        assert_eq!(decimal(&fraction(1, 3), 4), "0.3333");
        assert_eq!(decimal(&fraction(1, 2), 0), "1");
        assert_eq!(decimal(&fraction(1999, 1000), 2), "2.00");
        assert_eq!(decimal(&fraction(0, 1), 2), "0.00");
        assert_eq!(percent(&fraction(7, 495), 4), "1.4141");
        assert_eq!(percent(&fraction(1, 1), 1), "100.0");
    }

    #[test]
    fn a_negative_number_should_mirror_the_positive_one() {
        assert_eq!(decimal(&fraction(-1, 8), 2), "-0.13");
        assert_eq!(decimal(&fraction(-5, 2), 1), "-2.5");
        assert_eq!(decimal(&fraction(-1, 1000), 2), "0.00");
    }
}

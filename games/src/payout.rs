//! What a winning bet gets back.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// An amount of money in the smallest unit of the currency.
pub type Amount = u128;

/// What a bet pays: a net win of `win` for every `per` staked. The stake comes back as well. A negative win is a loss of a
/// part of the stake, of which the rest comes back.
#[derive(
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Debug,
)]
pub struct Pays {
    /// The net win, in units of `per`. Zero is a push. At least `-per`.
    pub win: i32,
    /// The stake that wins `win`. Never zero in a layout.
    pub per: u32,
}

impl Pays {
    /// `win` to `per`.
    pub const fn new(win: i32, per: u32) -> Self {
        Self { win, per }
    }
}

impl core::fmt::Display for Pays {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}:{}", self.win, self.per)
    }
}

/// What a bet of `stake` that wins at `pays` gets back, stake included: `stake + floor(stake * win / per)`, where the floor
/// of a loss is the next greater loss. So rounding never favours the player.
///
/// `None` if an intermediate value does not fit an [`Amount`], if `pays.per` is zero, or if more than the stake is lost.
pub fn payout(stake: Amount, pays: Pays) -> Option<Amount> {
    let per = Amount::from(pays.per);
    let scaled = stake.checked_mul(pays.win.unsigned_abs().into())?;
    if pays.win < 0 {
        return stake.checked_sub(scaled.checked_next_multiple_of(per)?.checked_div(per)?);
    }
    // Most spots pay whole multiples, and a wide division is the dearest instruction on this path.
    let win = if per == 1 {
        scaled
    } else {
        scaled.checked_div(per)?
    };
    stake.checked_add(win)
}

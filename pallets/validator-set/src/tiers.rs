//! What an offence costs, by its kind and by how many offend together.
//!
//! | together, as a share of the set | two blocks for one slot | two votes in one round, or another kind |
//! | --- | --- | --- |
//! | less than a tenth | 1 % | 5 % |
//! | a tenth or more | 5 % | 10 % |
//! | a fifth or more | 10 % | 50 % |
//! | a third or more | 50 % | 50 % |
//!
//! Alone, an equivocation is nearly always a machine that was started twice, and harms little: the more the set is
//! worth, the less one member can do. Two blocks make a fork, which finality cleans up; two votes attack finality
//! itself. From a third on, those who equivocate together can make two conflicting blocks final.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::Perbill;
use sp_staking::offence::Kind;

use crate::Balance;

/// The kind of BABE's reports of two blocks for one slot.
pub const TWO_BLOCKS: Kind = *b"babe:equivocatio";
/// The kind of GRANDPA's reports of two votes in one round.
pub const TWO_VOTES: Kind = *b"grandpa:equivoca";

/// What an offence costs, from the least to the most.
#[derive(
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
)]
pub enum Tier {
    /// 1 % of the bond.
    Light,
    /// 5 % of the bond.
    Medium,
    /// 10 % of the bond.
    Heavy,
    /// 50 % of the bond.
    Grave,
}

impl Tier {
    /// The tier of an offence of `kind` to which its pallet gives `fraction`.
    ///
    /// BABE and GRANDPA compute `min((3k / n)^2, 1)` for k of n members, from which the share k / n follows.
    pub fn of(kind: Kind, fraction: Perbill) -> Self {
        let [light, medium, heavy, grave] = match kind {
            TWO_BLOCKS => [Self::Light, Self::Medium, Self::Heavy, Self::Grave],
            _ => [Self::Medium, Self::Heavy, Self::Grave, Self::Grave],
        };
        // The squares of three times a tenth, a fifth and a third.
        if fraction < Perbill::from_percent(9) {
            light
        } else if fraction < Perbill::from_percent(36) {
            medium
        } else if fraction < Perbill::one() {
            heavy
        } else {
            grave
        }
    }

    /// The share of the bond.
    pub fn share(self) -> Perbill {
        Perbill::from_percent(match self {
            Self::Light => 1,
            Self::Medium => 5,
            Self::Heavy => 10,
            Self::Grave => 50,
        })
    }

    /// What it takes of `bond`, rounded down.
    pub fn cost(self, bond: Balance) -> Balance {
        self.share().mul_floor(bond)
    }
}

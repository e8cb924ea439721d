//! The puck.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

use super::{roll::Roll, spots::number_index};

/// What the craps table hands from roll to roll.
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
    Default,
    Debug,
)]
pub struct State {
    /// Where the puck stands: on 4, 5, 6, 8, 9 or 10, or off (`None`).
    pub point: Option<u8>,
}

impl State {
    /// A table before its first roll: the puck is off.
    pub const INITIAL: Self = Self { point: None };

    /// A number on the come-out becomes the point; the point and 7 turn the puck off.
    pub(super) fn next(self, roll: &Roll) -> Self {
        let point = match self.point {
            None => number_index(roll.total).map(|_| roll.total),
            Some(point) => (roll.total != point && roll.total != 7).then_some(point),
        };
        Self { point }
    }
}

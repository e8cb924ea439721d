//! The layout: the cloth of all wheels, on which 0 touches 1, 2 and 00, and 00 touches 2, 3 and 0. The spot of those
//! five is `basket`.

use crate::{
    wheel::{wins, Cloth, Zeros},
    Spot, SpotId,
};

/// The pockets of the wheel: 0 to 36, and 37 for 00.
pub const POCKETS: u8 = 38;

/// The spots of the layout.
pub const SPOTS: usize = 161;

pub(super) static CLOTH: Cloth<SPOTS> = Cloth::new(&Zeros {
    pockets: POCKETS,
    splits: &[[0, 37], [0, 1], [0, 2], [37, 2], [37, 3]],
    trios: &[[0, 1, 2], [0, 37, 2], [37, 2, 3]],
    all: ("basket", &[0, 37, 1, 2, 3], &wins(6)),
});

pub(super) static LAYOUT: [Spot; SPOTS] = CLOTH.layout();

/// The pockets that `spot` covers: bit `n` is pocket `n`, and bit 37 is 00. None for a spot that is not in the layout.
pub fn coverage(spot: SpotId) -> u64 {
    CLOTH.coverage(spot)
}

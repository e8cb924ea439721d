//! The layout: the cloth of all wheels, on which 0 touches 1, 2 and 3. The spot of those four is `first_four`.

use crate::{
    wheel::{wins, Cloth, Zeros},
    Spot, SpotId,
};

/// The pockets of the wheel, 0 to 36.
pub const POCKETS: u8 = 37;

/// The spots of the layout.
pub const SPOTS: usize = 157;

pub(super) static CLOTH: Cloth<SPOTS> = Cloth::new(&Zeros {
    pockets: POCKETS,
    splits: &[[0, 1], [0, 2], [0, 3]],
    trios: &[[0, 1, 2], [0, 2, 3]],
    all: ("first_four", &[0, 1, 2, 3], &wins(8)),
});

pub(super) static LAYOUT: [Spot; SPOTS] = CLOTH.layout();

/// The pockets that `spot` covers: bit `n` is pocket `n`. None for a spot that is not in the layout.
pub fn coverage(spot: SpotId) -> u64 {
    CLOTH.coverage(spot)
}

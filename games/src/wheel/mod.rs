//! What all wheels have in common: the cloth with its spots, and how a spin decides them. A wheel says where its zeros
//! are; the rest follows.

mod cloth;

pub(crate) use cloth::{wins, Cloth, Zeros};

use crate::{Resolution, SpotId};

impl<const SPOTS: usize> Cloth<SPOTS> {
    /// The pockets that `spot` covers: bit `n` is pocket `n`. None for a spot that is not on the cloth.
    pub(crate) fn coverage(&self, spot: SpotId) -> u64 {
        self.areas.get(spot.index()).map_or(0, |area| area.covers)
    }

    /// What becomes of the bets on `spot` when the ball lands in `pocket`. A pocket that the wheel does not have, and a
    /// spot that is not on the cloth, let every bet stay.
    pub(crate) fn resolve(&self, spot: SpotId, pocket: u8) -> Resolution {
        let Some(area) = self.areas.get(spot.index()) else {
            return Resolution::Stay;
        };
        if pocket >= self.pockets {
            Resolution::Stay
        } else if area.covers & (1 << pocket) != 0 {
            let [prize] = area.pays;
            Resolution::Win(prize.pays)
        } else {
            Resolution::Lose
        }
    }
}

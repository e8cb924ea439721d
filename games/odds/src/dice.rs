//! Sic bo: what three dice show, in every order.

use global_table_games::sic_bo::SicBo;

use crate::{game::in_one_round, Error, Odds};

pub(crate) fn sic_bo() -> Result<Vec<Odds>, Error> {
    let faces = || 1..=6;
    let rolls = faces().flat_map(move |a| faces().flat_map(move |b| faces().map(move |c| [a, b, c])));
    in_one_round::<SicBo>(rolls.map(|roll| (roll, 1)))
}

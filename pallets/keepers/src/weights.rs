//! The weights that the calls need. A runtime brings its own measurements; `()` is for tests only.

use frame_support::weights::Weight;

/// The weight of each call, with a full rota.
pub trait WeightInfo {
    /// The weight of `join`.
    fn join() -> Weight;
    /// The weight of `bond_more`.
    fn bond_more() -> Weight;
    /// The weight of `leave`.
    fn leave() -> Weight;
    /// The weight of `withdraw_bond`.
    fn withdraw_bond() -> Weight;
}

/// Made up, so that tests have something to compare. Never for a chain.
impl WeightInfo for () {
    fn join() -> Weight {
        Weight::from_parts(40_000_000, 4_000)
    }

    fn bond_more() -> Weight {
        Weight::from_parts(40_000_000, 4_000)
    }

    fn leave() -> Weight {
        Weight::from_parts(20_000_000, 4_000)
    }

    fn withdraw_bond() -> Weight {
        Weight::from_parts(40_000_000, 4_000)
    }
}

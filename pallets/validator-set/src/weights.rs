//! The weights that the calls and hooks need. A runtime brings its own measurements; `()` is for tests only.

use frame_support::weights::Weight;

/// The weight of each call and hook, with as many candidates and members as there can be.
pub trait WeightInfo {
    /// The weight of `join`.
    fn join() -> Weight;
    /// The weight of `bond_more`.
    fn bond_more() -> Weight;
    /// The weight of `leave`.
    fn leave() -> Weight;
    /// The weight of `withdraw_bond`.
    fn withdraw_bond() -> Weight;
    /// The weight of `release`.
    fn release() -> Weight;
    /// The weight of `set_limits`.
    fn set_limits() -> Weight;
    /// The weight of noting a block's author.
    fn note_author() -> Weight;
    /// The weight of punishing `offenders` that did the same at the same time.
    fn on_offence(offenders: u32) -> Weight;
    /// The weight of ending a session, starting the next and planning the one after it. `pallet-session` gives the
    /// whole block to it: it has to fit in there.
    fn change_session() -> Weight;
}

/// Made up, so that tests have something to compare. Never for a chain.
impl WeightInfo for () {
    fn join() -> Weight {
        Weight::from_parts(800_000_000, 20_000)
    }

    fn bond_more() -> Weight {
        Weight::from_parts(40_000_000, 4_000)
    }

    fn leave() -> Weight {
        Weight::from_parts(40_000_000, 20_000)
    }

    fn withdraw_bond() -> Weight {
        Weight::from_parts(60_000_000, 20_000)
    }

    fn release() -> Weight {
        Weight::from_parts(800_000_000, 20_000)
    }

    fn set_limits() -> Weight {
        Weight::from_parts(10_000_000, 1_000)
    }

    fn note_author() -> Weight {
        Weight::from_parts(15_000_000, 4_000)
    }

    fn on_offence(offenders: u32) -> Weight {
        Weight::from_parts(3_000_000_000, 40_000).saturating_mul(offenders.into())
    }

    fn change_session() -> Weight {
        Weight::from_parts(10_000_000_000, 100_000)
    }
}

//! The weights that the calls need. A runtime brings its own measurements; `()` is for tests only.

use frame_support::weights::Weight;

/// The weight of each call.
pub trait WeightInfo {
    /// The weight of `deposit`.
    fn deposit() -> Weight;
    /// The weight of `withdraw`.
    fn withdraw() -> Weight;
}

/// Made up, so that tests have something to compare. Never for a chain.
impl WeightInfo for () {
    fn deposit() -> Weight {
        Weight::from_parts(50_000_000, 4_000)
    }

    fn withdraw() -> Weight {
        Weight::from_parts(50_000_000, 4_000)
    }
}

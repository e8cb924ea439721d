//! What the calls weigh. The runtime's own file comes from a benchmark run.

use frame_support::weights::Weight;

/// Weights of the calls and hooks.
pub trait WeightInfo {
    /// `init`.
    fn init() -> Weight;
    /// `open_round`.
    fn open_round() -> Weight;
    /// `submit_bets` with `b` bets.
    fn submit_bets(b: u32) -> Weight;
    /// `relay_bets` with `s` slips and `b` bets in all of them.
    fn relay_bets(s: u32, b: u32) -> Weight;
    /// `take_down` of `b` bets.
    fn take_down(b: u32) -> Weight;
    /// `relay_take_downs` with `s` slips and `b` bets in all of them.
    fn relay_take_downs(s: u32, b: u32) -> Weight;
    /// `lock`.
    fn lock() -> Weight;
    /// `reveal`.
    fn reveal() -> Weight;
    /// `settle` of `p` players with `b` bets in all.
    fn settle(p: u32, b: u32) -> Weight;
    /// `finalize`.
    fn finalize() -> Weight;
    /// `void`.
    fn void() -> Weight;
    /// `pause`.
    fn pause() -> Weight;
    /// `resume`.
    fn resume() -> Weight;
    /// The end of every block.
    fn on_finalize() -> Weight;
}

/// For tests: in the order of what a run on a server gives.
impl WeightInfo for () {
    fn init() -> Weight {
        Weight::from_parts(20_000_000, 0)
    }
    fn open_round() -> Weight {
        Weight::from_parts(60_000_000, 0)
    }
    fn submit_bets(b: u32) -> Weight {
        Weight::from_parts(100_000_000, 0)
            .saturating_add(Weight::from_parts(1_000_000, 0).saturating_mul(b.into()))
    }
    fn relay_bets(s: u32, b: u32) -> Weight {
        Self::submit_bets(b).saturating_add(Weight::from_parts(80_000_000, 0).saturating_mul(s.into()))
    }
    fn take_down(b: u32) -> Weight {
        Self::submit_bets(b)
    }
    fn relay_take_downs(s: u32, b: u32) -> Weight {
        Self::relay_bets(s, b)
    }
    fn lock() -> Weight {
        Weight::from_parts(30_000_000, 0)
    }
    fn reveal() -> Weight {
        Weight::from_parts(80_000_000, 0)
    }
    fn settle(p: u32, b: u32) -> Weight {
        Weight::from_parts(100_000_000, 0)
            .saturating_add(Weight::from_parts(30_000_000, 0).saturating_mul(p.into()))
            .saturating_add(Weight::from_parts(500_000, 0).saturating_mul(b.into()))
    }
    fn finalize() -> Weight {
        Weight::from_parts(50_000_000, 0)
    }
    fn void() -> Weight {
        Weight::from_parts(50_000_000, 0)
    }
    fn pause() -> Weight {
        Weight::from_parts(10_000_000, 0)
    }
    fn resume() -> Weight {
        Weight::from_parts(10_000_000, 0)
    }
    fn on_finalize() -> Weight {
        Weight::from_parts(20_000_000, 0)
    }
}

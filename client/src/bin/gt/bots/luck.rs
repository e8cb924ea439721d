//! Chance for bots.

/// A small generator (splitmix64): bots need variety, not secrecy.
#[derive(Clone, Debug)]
pub struct Luck(pub u64);

impl Luck {
    /// A number below `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound.max(1)
    }

    /// One of these; `None` of nothing.
    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let bound = u64::try_from(all.len()).unwrap_or(u64::MAX);
        all.get(usize::try_from(self.below(bound)).unwrap_or(0))
    }
}

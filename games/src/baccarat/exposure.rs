//! Exposure: one lane per best result, and one for the refund of a void round.
//!
//! A result is best if no coup pays at least as much on every spot and more on some. There are nine such results, and
//! both hands are perfect pairs in all of them: each can begin with even totals, and two equal cards make any of these.

use super::spots::{LAYOUT, SPOTS};
use crate::{
    exposure::{bits, Change},
    payout, Amount, Overflow, SpotId,
};

/// How many results are best.
const BEST: usize = 9;

// The best results, as bits.
/// The player wins with a natural.
const PLAYER_NATURAL: u64 = 1;
/// The player wins with a three-card 8, by 8.
const PANDA: u64 = 1 << 1;
/// The player wins without a natural, by 9.
const PLAYER_BY_9: u64 = 1 << 2;
/// The banker wins with a natural.
const BANKER_NATURAL: u64 = 1 << 3;
/// The banker wins with a three-card 7, by 7.
const DRAGON: u64 = 1 << 4;
/// The banker wins with a three-card 6, by 6.
const SIX: u64 = 1 << 5;
/// The banker wins without a natural, by 9.
const BANKER_BY_9: u64 = 1 << 6;
/// A tie of two naturals.
const NATURAL_TIE: u64 = 1 << 7;
/// A tie with more than four cards.
const TIE: u64 = 1 << 8;

const PLAYER: u64 = PLAYER_NATURAL | PANDA | PLAYER_BY_9;
const BANKER: u64 = BANKER_NATURAL | DRAGON | SIX | BANKER_BY_9;
const TIES: u64 = NATURAL_TIE | TIE;
const FOUR_CARDS: u64 = PLAYER_NATURAL | BANKER_NATURAL | NATURAL_TIE;
const ALL: u64 = PLAYER | BANKER | TIES;
/// The prize is in no best result: some coup pays more on this spot, and as much on every other.
const NONE: u64 = 0;

/// By spot, and by its prizes: the best results that bring the prize.
#[rustfmt::skip]
static RESULTS: [&[u64]; SPOTS] = [
    // player, banker, tie
    &[PLAYER, TIES],
    &[BANKER, TIES],
    &[TIES],
    // player_pair, banker_pair, either_pair, perfect_pair
    &[ALL],
    &[ALL],
    &[ALL],
    &[NONE, ALL],
    // dragon_7, panda_8, lucky_6
    &[DRAGON],
    &[PANDA],
    &[NONE, SIX],
    // big, small
    &[ALL & !FOUR_CARDS],
    &[FOUR_CARDS],
    // dragon_bonus_player, dragon_bonus_banker: natural win, push, by 9, by 8, ... by 4
    &[PLAYER_NATURAL, NATURAL_TIE, PLAYER_BY_9, PANDA, NONE, NONE, NONE, NONE],
    &[BANKER_NATURAL, NATURAL_TIE, BANKER_BY_9, NONE, DRAGON, SIX, NONE, NONE],
];

/// What is owed in each of the best results.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Lanes {
    results: [Amount; BEST],
    /// All stakes.
    stakes: Amount,
    /// The best payouts of all spots. No lane is above it: if it fits, everything does.
    ceiling: Amount,
}

impl crate::Lanes for Lanes {
    fn raise(&mut self, spot: SpotId, from: Amount, to: Amount) -> Result<(), Overflow> {
        let (Some(prizes), Some(results)) = (
            LAYOUT.get(spot.index()).map(|spot| spot.pays),
            RESULTS.get(spot.index()),
        ) else {
            return Err(Overflow);
        };
        // The prize with the greatest win is the best: where a spot has several that win, they all are to one.
        let best = prizes.iter().max_by_key(|prize| prize.pays.win).ok_or(Overflow)?;
        Change::new(payout(from, best.pays), payout(to, best.pays))?.apply(&mut self.ceiling)?;
        Change::new(Some(from), Some(to))?.apply(&mut self.stakes)?;
        for (prize, results) in prizes
            .iter()
            .zip(*results)
            .filter(|(_, results)| **results != NONE)
        {
            let owed = Change::new(payout(from, prize.pays), payout(to, prize.pays))?;
            for result in bits(*results) {
                self.results
                    .get_mut(result)
                    .map_or(Ok(()), |lane| owed.apply(lane))?;
            }
        }
        Ok(())
    }

    fn most(&self) -> Result<Amount, Overflow> {
        Ok(self.results.iter().copied().fold(self.stakes, Amount::max))
    }
}

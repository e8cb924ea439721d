//! The side bets.

use global_table_games::{
    blackjack::{Deal, DECKS},
    layout, Card, GameId, Outcome, Resolution, Resolutions, SpotId, TableState,
};
use num_bigint::BigInt;
use num_rational::BigRational;

use super::{
    add,
    dealer::{Dealer, DRAWN},
    shoe::{left, rows, with, Counts, CARDS, VALUES},
    Chances,
};

/// A spot that is decided by the player's first two cards and the dealer's open card: every such three, with any cards
/// after them.
pub fn first_three_cards(spot: SpotId) -> Chances {
    let mut ways: Vec<(Resolution, u128)> = vec![];
    let decks = u128::from(DECKS);
    let cards = || (1..=52).map(Card);
    for (first, open, second) in
        cards().flat_map(|a| cards().flat_map(move |b| cards().map(move |c| (a, b, c))))
    {
        let same = u128::from(open == first);
        let also = u128::from(second == first) + u128::from(second == open);
        let weight = decks * (decks - same) * (decks - also);
        let resolution = resolve(spot, [first, open, second]);
        match ways.iter_mut().find(|(known, _)| *known == resolution) {
            Some((_, sum)) => *sum += weight,
            None => ways.push((resolution, weight)),
        }
    }
    let all = rows(CARDS.into(), 3);
    let share = |weight: u128| BigRational::new(weight.into(), all.into());
    ways.into_iter()
        .map(|(resolution, weight)| (resolution, share(weight)))
        .collect()
}

/// What the rules do to the spot in a round that begins with these cards.
fn resolve(spot: SpotId, start: [Card; 3]) -> Resolution {
    // Cards of all kinds in turn, so that none comes more often than the shoe has it.
    let mut cards = start.into_iter().chain((1..=52).cycle().map(Card));
    let Some(deal) = Deal::play(|| cards.next()) else {
        return Resolution::Stay;
    };
    Resolutions::of(&TableState::Blackjack, &Outcome::Blackjack(deal)).get(spot)
}

/// The dealer plays every hand out, and takes cards that are as good as the next ones whatever the player took before:
/// so the player's hand does not matter.
pub fn dealer_bust(spot: SpotId) -> Chances {
    let mut chances = vec![];
    let prizes = layout(GameId::Blackjack)
        .get(spot.index())
        .map_or(&[][..], |spot| spot.pays);
    let Some(prize) = prizes.first() else {
        return chances;
    };
    let all = BigInt::from(rows(CARDS.into(), 1 + u128::from(DRAWN)));
    for open in 1..=VALUES as u8 {
        let cards = left(&Counts::default(), usize::from(open) - 1);
        let ways = Dealer::new(open).ways(&with(Counts::default(), open));
        let [others @ .., bust] = ways.results;
        let share = |ways: u128| BigRational::new((cards * ways).into(), all.clone());
        add(&mut chances, Resolution::Win(prize.pays), share(bust));
        let stands: u128 = others.iter().sum();
        add(&mut chances, Resolution::Lose, share(stands + ways.blackjack));
    }
    chances
}

//! Whole rounds: the player's hands against the dealer's.

use std::collections::{BTreeMap, HashMap};

use global_table_games::blackjack::{action, splits, Action, Hand, Net, Total};
use num_bigint::BigUint;
use num_rational::BigRational;

use super::{
    dealer::{totals, Dealer, DRAWN, RESULTS},
    hand::{endings, Ending, Step},
    shoe::{rows_of_shoe, size, sum, ways, with, Counts, VALUES},
};

/// How the hands of a split are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pairs {
    /// Both are dealt.
    Both,
    /// One is dealt, and counted twice. That keeps the mean, and nothing else.
    OneForBoth,
}

/// What a player's hands bring against each of the dealer's results.
type Profile = [Net; RESULTS];

/// Rounds, counted by how many cards they lay out (the dealer always as many as in the longest hand) and by what they
/// bring to the hand: how many of all the ways to lay out so many cards begin with one of them.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Rounds(BTreeMap<(u32, Net), BigUint>);

impl Rounds {
    /// All rounds.
    pub fn all(pairs: Pairs) -> Self {
        let mut rounds = Self::default();
        for open in 1..=VALUES as u8 {
            rounds.merge(Self::against(open, pairs));
        }
        rounds
    }

    /// The rounds in which the dealer's open card has this value, 1 (ace) to 10.
    pub fn against(open: u8, pairs: Pairs) -> Self {
        let starts = (1..=VALUES as u8).flat_map(|high| (1..=high).map(move |low| [low, high]));
        Self::of(open, starts, pairs)
    }

    /// Those in which the player starts with two cards of these values, in either order, too.
    pub fn of(open: u8, starts: impl Iterator<Item = [u8; 2]>, pairs: Pairs) -> Self {
        let mut rounds = Self::default();
        let dealer = Dealer::new(open);
        // Rounds with the same cards of the player have the same weights, whatever their order and their split.
        let mut played: HashMap<Counts, BTreeMap<Profile, u128>> = HashMap::new();
        for start in starts {
            rounds.add_blackjacks_of_dealer(&dealer, open, start);
            for (cards, profile, orders) in hands(start, open, pairs) {
                *played.entry(cards).or_default().entry(profile).or_default() += orders;
            }
        }
        for (cards, profiles) in played {
            let out = with(cards, open);
            let dealer = dealer.ways(&out).results;
            let mut by_net: BTreeMap<Net, u128> = BTreeMap::new();
            for (profile, orders) in profiles {
                for (net, ways) in profile.into_iter().zip(dealer) {
                    *by_net.entry(net).or_default() += orders * ways;
                }
            }
            rounds.add(&out, by_net);
        }
        rounds
    }

    /// What they bring, each with its probability among all rounds.
    pub fn probabilities(&self) -> BTreeMap<Net, BigRational> {
        let mut shares: BTreeMap<Net, BigRational> = BTreeMap::new();
        for ((cards, net), ways) in &self.0 {
            let share = BigRational::new(ways.clone().into(), rows_of_shoe(*cards).into());
            *shares.entry(*net).or_default() += share;
        }
        shares
    }

    fn merge(&mut self, other: Self) {
        for (key, ways) in other.0 {
            *self.0.entry(key).or_default() += ways;
        }
    }

    /// Adds rounds that take the cards of `out`, and those of the dealer beside the open one.
    fn add(&mut self, out: &Counts, by_net: impl IntoIterator<Item = (Net, u128)>) {
        let cards = size(out) + DRAWN;
        let weight = ways(out);
        for (net, ways) in by_net.into_iter().filter(|(_, ways)| *ways > 0) {
            *self.0.entry((cards, net)).or_default() += &weight * ways;
        }
    }

    /// The rounds that end with the peek.
    fn add_blackjacks_of_dealer(&mut self, dealer: &Dealer, open: u8, start: [u8; 2]) {
        let cards = of_start(start);
        let out = with(cards, open);
        let twenty_one = Total {
            points: 21,
            soft: true,
        };
        let ways = dealer.ways(&out).blackjack * orders_of_start(start);
        let net = Net::Units(units(total_of(start), false, twenty_one));
        self.add(&out, [(net, ways)]);
    }
}

/// The player's hands that come of a start when the dealer has no blackjack: their cards, what they bring, and in how
/// many orders of values they take them.
fn hands(start: [u8; 2], open: u8, pairs: Pairs) -> Vec<(Counts, Profile, u128)> {
    let (cards, orders) = (of_start(start), orders_of_start(start));
    let total = total_of(start);
    if total.points == 21 {
        return vec![(cards, [Net::Blackjack; RESULTS], orders)];
    }
    if start[0] == start[1] && splits(start[0], open) {
        return split(start[0], open, pairs);
    }
    let all = endings(2, total, |total, size| step(total, size, open));
    let hand = |ending: &Ending| {
        let profile = profile(ending).map(Net::Units);
        (sum(cards, &ending.cards), profile, orders * ending.orders)
    };
    all.iter().map(hand).collect()
}

/// The same of a pair that is split.
fn split(value: u8, open: u8, pairs: Pairs) -> Vec<(Counts, Profile, u128)> {
    let all = endings(1, Total::default().with(value), |total, size| match size {
        // Split aces get one card each.
        1 if value == 1 => Step::Last { doubled: false },
        1 => Step::Go,
        _ => step(total, size, open),
    });
    let all: Vec<_> = all
        .iter()
        .map(|ending| (ending.cards, profile(ending), ending.orders))
        .collect();
    let pair = of_start([value; 2]);
    // Endings that bring the same for the same cards need not be told apart.
    let mut joint: HashMap<(Counts, [i8; RESULTS]), u128> = HashMap::new();
    for (index, (cards, units, orders)) in all.iter().enumerate() {
        let cards = sum(pair, cards);
        if pairs == Pairs::OneForBoth {
            *joint.entry((cards, units.map(|units| 2 * units))).or_default() += orders;
            continue;
        }
        for (other_index, (others, other_units, other_orders)) in all.iter().enumerate().take(index + 1) {
            let twice = if other_index == index { 1 } else { 2 };
            let both = core::array::from_fn(|result| units[result] + other_units[result]);
            *joint.entry((sum(cards, others), both)).or_default() += twice * orders * other_orders;
        }
    }
    joint
        .into_iter()
        .map(|((cards, units), orders)| (cards, units.map(Net::Units), orders))
        .collect()
}

/// What the chart does with a hand that is not split.
fn step(total: Total, size: usize, open: u8) -> Step {
    match action(total, size == 2, open) {
        Action::Hit => Step::Go,
        Action::Double => Step::Last { doubled: true },
        Action::Stand | Action::Split => Step::Stop,
    }
}

/// The units that a hand brings against each of the dealer's results.
fn profile(ending: &Ending) -> [i8; RESULTS] {
    totals().map(|dealer| units(ending.total, ending.doubled, dealer))
}

fn units(total: Total, doubled: bool, dealer: Total) -> i8 {
    let result = total.against(dealer);
    Hand {
        total,
        doubled,
        result,
    }
    .units()
}

fn of_start([first, second]: [u8; 2]) -> Counts {
    with(with(Counts::default(), first), second)
}

fn total_of([first, second]: [u8; 2]) -> Total {
    Total::default().with(first).with(second)
}

/// Two cards of different values come in two orders.
fn orders_of_start([first, second]: [u8; 2]) -> u128 {
    if first == second {
        1
    } else {
        2
    }
}

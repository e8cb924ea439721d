//! Outcomes, states and resolutions in words, as the vectors hold them and the second implementation says them.
//!
//! The words are their own, not what `Debug` or the codec makes of a type: another implementation has to find them too.

use std::fmt::Write;

use blake2b_simd::Params;
use global_table_games::{
    baccarat::Coup, blackjack::Deal, craps::NUMBERS, layout, Card, GameId, Outcome, Resolution, Resolutions,
    Suit, TableState,
};

/// `blake2_256` of the parts, one after the other.
pub fn hash(parts: &[&[u8]]) -> [u8; 32] {
    let mut state = Params::new().hash_length(32).to_state();
    for part in parts {
        state.update(part);
    }
    let mut hash = [0; 32];
    hash.copy_from_slice(state.finalize().as_bytes());
    hash
}

/// Lowercase, two digits for each byte.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// `17`, `00`, `4-6`, `player=Kd,9h banker=2c,5s,Ac`.
pub fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::AmericanRoulette(37) => "00".into(),
        Outcome::Roulette(pocket) | Outcome::AmericanRoulette(pocket) => pocket.to_string(),
        Outcome::Craps(dice) => listed(dice, "-", u8::to_string),
        Outcome::SicBo(dice) => listed(dice, "-", u8::to_string),
        Outcome::Baccarat(Coup { player, banker }) => {
            format!("player={} banker={}", cards(player), cards(banker))
        }
        Outcome::Blackjack(Deal { dealer, hands }) => {
            let dealt = hands.iter().filter(|hand| hand[0] != Card::NONE);
            let hands: Vec<_> = dealt.map(|hand| cards(hand)).collect();
            format!("hands={} dealer={}", hands.join(";"), cards(dealer))
        }
    }
}

/// Nothing at a table without a memory. Else
/// `point=8 pairs=1-3,2-2 repeats=0,0,2,0,0,0,0,0,0,0 hard=4 made=4,9 wins=2 rolled=yes`.
pub fn state(state: &TableState) -> String {
    let TableState::Craps(state) = state else {
        return String::new();
    };
    let sides = (1..=6).flat_map(|low| (low..=6).map(move |high| format!("{low}-{high}")));
    let pairs: Vec<_> = marked(state.pairs, sides).collect();
    let made: Vec<_> = marked(state.made.into(), NUMBERS).collect();
    format!(
        "point={} pairs={} repeats={} hard={} made={} wins={} rolled={}",
        state.point.map_or("off".into(), |point| point.to_string()),
        pairs.join(","),
        listed(&state.repeats, ",", u8::to_string),
        state.hard.map_or("no".into(), |total| total.to_string()),
        listed(&made, ",", u8::to_string),
        state.wins,
        if state.rolled { "yes" } else { "no" },
    )
}

/// The items whose bits are set, the first item's being the lowest.
fn marked<T>(bits: u32, items: impl IntoIterator<Item = T>) -> impl Iterator<Item = T> {
    let numbered = (0u32..).zip(items);
    numbered.filter_map(move |(bit, item)| (bits >> bit & 1 == 1).then_some(item))
}

/// Calls `each` with the name of every spot that does not lose, in the order of the ids, and with what becomes of it:
/// `a:b`, `push`, `stay`, or `> ` and another spot.
pub fn fates(game: GameId, resolutions: &Resolutions, mut each: impl FnMut(&'static str, &str)) {
    let mut words = String::new();
    for spot in layout(game) {
        words.clear();
        let _ = match resolutions.get(spot.id) {
            Resolution::Lose => continue,
            Resolution::Push => write!(words, "push"),
            Resolution::Stay => write!(words, "stay"),
            Resolution::Win(pays) => write!(words, "{pays}"),
            Resolution::Move(to) => write!(words, "> {}", layout(game)[to.index()].name),
        };
        each(spot.name, &words);
    }
}

fn cards(hand: &[Card]) -> String {
    let dealt: Vec<_> = hand.iter().filter(|card| **card != Card::NONE).collect();
    listed(&dealt, ",", |card| {
        let rank = card.rank().map_or("?", |rank| RANKS[usize::from(rank)]);
        let suit = match card.suit() {
            Some(Suit::Clubs) => 'c',
            Some(Suit::Diamonds) => 'd',
            Some(Suit::Hearts) => 'h',
            Some(Suit::Spades) => 's',
            None => '?',
        };
        format!("{rank}{suit}")
    })
}

const RANKS: [&str; 14] = [
    "?", "A", "2", "3", "4", "5", "6", "7", "8", "9", "10", "J", "Q", "K",
];

fn listed<T>(items: &[T], between: &str, word: impl Fn(&T) -> String) -> String {
    items.iter().map(word).collect::<Vec<_>>().join(between)
}

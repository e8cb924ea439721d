//! How bots bet. A habit proposes; [`super::seat::Seat::take`] keeps what the game and the table allow.

use global_table_client::GameId;

/// A bettor's way to bet. Spots are named; one that a layout does not have is passed over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Habit {
    /// A wheel: always the same pocket. 37 is 00.
    Pocket(u8),
    /// A wheel: the spots around a number, another one each time.
    Neighbours,
    /// One spot, and twice as much on it after every loss.
    Doubling(&'static str),
    /// All of these, every time.
    All(&'static [&'static str]),
    /// One of each of these groups.
    OneOfEach(&'static [&'static [&'static str]]),
    /// Keeps something on all of these: a bet that was decided is made again, as soon as the game allows it.
    Keep(&'static [&'static str]),
    /// Craps: these line and come bets, and odds behind them.
    Line(&'static [&'static str]),
    /// Craps: a hop, and another bet on one roll.
    Hops,
    /// Whatever the hand falls on.
    Scatter,
    /// Walks through the whole layout, some spots a round. The number is that of the walker: each begins elsewhere.
    Sweep(u32),
}

use Habit::{All, Doubling, Hops, Keep, Line, Neighbours, OneOfEach, Pocket, Scatter, Sweep};

const DOZENS: &[&str] = &["dozen_1", "dozen_2", "dozen_3"];
const COLUMNS: &[&str] = &["column_1", "column_2", "column_3"];
pub const ONE_ROLL: &[&str] = &[
    "yo_11",
    "any_craps",
    "horn",
    "world",
    "any_seven",
    "c_and_e",
    "hi_lo",
    "aces_2",
    "twelve",
    "ace_deuce_3",
];
const NEXT: &[&str] = &[
    "next_2", "next_3", "next_4", "next_5", "next_6", "next_7", "next_8", "next_9", "next_10", "next_11",
    "next_12",
];
const YES: &[&str] = &[
    "yes_2", "yes_3", "yes_4", "yes_5", "yes_6", "yes_8", "yes_9", "yes_10", "yes_11", "yes_12",
];
const NO: &[&str] = &[
    "no_2", "no_3", "no_4", "no_5", "no_6", "no_8", "no_9", "no_10", "no_11", "no_12",
];
const REPEATERS: &[&str] = &[
    "repeater_2",
    "repeater_3",
    "repeater_4",
    "repeater_5",
    "repeater_6",
    "repeater_8",
    "repeater_9",
    "repeater_10",
    "repeater_11",
    "repeater_12",
];
const TOTALS: &[&str] = &[
    "total_4", "total_5", "total_6", "total_7", "total_8", "total_9", "total_10", "total_11", "total_12",
    "total_13", "total_14", "total_15", "total_16", "total_17",
];
const COMBOS: &[&str] = &[
    "combo_1_2",
    "combo_1_3",
    "combo_1_4",
    "combo_1_5",
    "combo_1_6",
    "combo_2_3",
    "combo_2_4",
    "combo_2_5",
    "combo_2_6",
    "combo_3_4",
    "combo_3_5",
    "combo_3_6",
    "combo_4_5",
    "combo_4_6",
    "combo_5_6",
];
const SINGLES: &[&str] = &[
    "single_1", "single_2", "single_3", "single_4", "single_5", "single_6",
];
const DOUBLES: &[&str] = &[
    "double_1", "double_2", "double_3", "double_4", "double_5", "double_6",
];
const TRIPLES: &[&str] = &[
    "triple_1", "triple_2", "triple_3", "triple_4", "triple_5", "triple_6",
];

const CRAPS: &[Habit] = &[
    Line(&["pass"]),
    Line(&["pass", "come"]),
    Keep(&["place_6", "place_8", "buy_4", "buy_10"]),
    Keep(&["hard_4", "hard_6", "hard_8", "hard_10"]),
    Hops,
    Line(&["dont_pass"]),
    Doubling("field"),
    Scatter,
    Keep(&["small", "tall", "all"]),
    Keep(&["fire", "ride_the_line", "hot_roller", "different_doubles"]),
    Keep(REPEATERS),
    OneOfEach(&[YES, NO, NEXT]),
    Line(&["dont_pass", "dont_come"]),
    Keep(&["muggsy", "twice_hard", "big_6", "big_8", "place_lose_5", "lay_9"]),
];
const SIC_BO: &[Habit] = &[
    Doubling("big"),
    OneOfEach(&[TOTALS, COMBOS]),
    OneOfEach(&[&["small", "big"], &["odd", "even"], SINGLES]),
    OneOfEach(&[&["any_triple"], DOUBLES, TRIPLES]),
    Scatter,
];
const BACCARAT: &[Habit] = &[
    Doubling("player"),
    Doubling("banker"),
    All(&["banker", "tie", "dragon_7", "lucky_6"]),
    All(&["player", "panda_8", "dragon_bonus_player", "dragon_bonus_banker"]),
    All(&["player_pair", "banker_pair", "either_pair", "perfect_pair"]),
    OneOfEach(&[&["player", "banker"], &["big", "small"]]),
    Scatter,
];
const BLACKJACK: &[Habit] = &[
    Doubling("hand"),
    All(&["hand", "perfect_pairs", "21_plus_3"]),
    All(&["hand", "dealer_bust"]),
    Scatter,
];

/// Every so many bettors, one sweeps.
const SWEEP_EVERY: u32 = 3;

impl Habit {
    /// The habit of the bettor with this number: all habits of the game in turn, and sweeps between them.
    pub fn of(game: GameId, number: u32) -> Self {
        let sweeps = number / SWEEP_EVERY;
        if number % SWEEP_EVERY == SWEEP_EVERY - 1 {
            return Sweep(sweeps);
        }
        let number = number - sweeps;
        let pocket = |pockets: u32| Pocket(u8::try_from(number % pockets).unwrap_or(0));
        let spread = OneOfEach(&[DOZENS, COLUMNS]);
        match game {
            GameId::Roulette => pick(
                &[pocket(37), spread, Doubling("red"), Neighbours, Scatter],
                number,
            ),
            GameId::AmericanRoulette => {
                let zeros = All(&["straight_0", "straight_00", "basket"]);
                let habits = [pocket(38), spread, Doubling("black"), Neighbours, zeros, Scatter];
                pick(&habits, number)
            }
            GameId::Craps => pick(CRAPS, number),
            GameId::SicBo => pick(SIC_BO, number),
            GameId::Baccarat => pick(BACCARAT, number),
            GameId::Blackjack => pick(BLACKJACK, number),
        }
    }
}

fn pick(habits: &[Habit], number: u32) -> Habit {
    let index = usize::try_from(number).unwrap_or(0) % habits.len();
    habits[index]
}

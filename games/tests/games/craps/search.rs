//! The most that a book can cost, by trying everything that can happen to it.

use std::collections::BTreeMap;

use global_table_games::{
    craps::{Craps, State},
    layout, payout, Game, GameId, Resolution, SpotId, TableState,
};

use super::{craps, pairs};

/// The bets that are up: spot and amount, in the order of the spots.
pub type Book = Vec<(SpotId, u128)>;

/// Every book and state that a book can come to.
#[derive(Default)]
struct Search {
    known: BTreeMap<(Book, State), usize>,
    most: Vec<u128>,
    /// What is owed on each roll, and where it leads.
    rolls: Vec<Vec<(u128, usize)>>,
}

/// The most that can be owed to `book` from now on: tries every sequence of rolls, and giving up after each of them.
pub fn most(book: &Book, state: TableState) -> u128 {
    let mut search = Search::default();
    let start = search.visit(book, settled(book, craps(state)));
    while search.improve() {}
    search.most[start]
}

impl Search {
    fn visit(&mut self, book: &Book, state: State) -> usize {
        let start = self.id(book, state);
        let mut open = vec![(start, book.clone(), state)];
        while let Some((from, book, state)) = open.pop() {
            for dice in pairs() {
                let (owed, rest, next) = roll(&book, state, dice);
                let next = settled(&rest, next);
                let new = self.most.len();
                let to = self.id(&rest, next);
                if to == new {
                    open.push((to, rest, next));
                }
                self.rolls[from].push((owed, to));
            }
        }
        start
    }

    fn id(&mut self, book: &Book, state: State) -> usize {
        let new = self.most.len();
        let id = *self.known.entry((book.clone(), state)).or_insert(new);
        if id == new {
            self.most.push(refund(book));
            self.rolls.push(Vec::new());
        }
        id
    }

    /// Looks one roll further. Rolls can lead in circles, but none in which anything is owed.
    fn improve(&mut self) -> bool {
        let mut better = false;
        for from in (0..self.most.len()).rev() {
            let next = self.rolls[from].iter().map(|(owed, to)| owed + self.most[*to]);
            let most = next.max().unwrap().max(self.most[from]);
            better |= most > self.most[from];
            self.most[from] = most;
        }
        better
    }
}

/// All stakes.
pub fn refund(book: &Book) -> u128 {
    book.iter().map(|(_, amount)| amount).sum()
}

/// What is owed to `book` after one roll, the bets that stay up, and the table's state after it.
pub fn roll(book: &Book, state: State, dice: [u8; 2]) -> (u128, Book, State) {
    let (mut owed, mut rest) = (0, BTreeMap::<SpotId, u128>::new());
    for (spot, amount) in book {
        match Craps::resolve(*spot, &state, &dice) {
            Resolution::Lose => (),
            Resolution::Push => owed += amount,
            Resolution::Win(pays) => owed += payout(*amount, pays).unwrap(),
            Resolution::Stay => *rest.entry(*spot).or_default() += amount,
            Resolution::Move(to) => *rest.entry(to).or_default() += amount,
        }
    }
    (owed, rest.into_iter().collect(), Craps::next(&state, &dice))
}

/// The puck and the marks matter to a few bets only; without them one state stands for all, and every roll that decides
/// nothing leads back to itself.
fn settled(book: &Book, state: State) -> State {
    let mut needed = State::INITIAL;
    let mut hot = false;
    for (spot, _) in book {
        match layout(GameId::Craps)[spot.index()].name {
            "pass" | "dont_pass" | "muggsy" => needed.point = state.point,
            "fire" => (needed.point, needed.made) = (state.point, state.made),
            "ride_the_line" => (needed.point, needed.wins) = (state.point, state.wins),
            "twice_hard" => needed.hard = state.hard,
            "different_doubles" => needed.pairs |= state.pairs & DOUBLES,
            "hot_roller" => {
                needed.pairs |= state.pairs & pairs_of(&[4, 5, 6, 8, 9, 10]);
                hot = true;
            }
            "small" => needed.pairs |= one_way(state.pairs, &[2, 3, 4, 5, 6]),
            "tall" => needed.pairs |= one_way(state.pairs, &[8, 9, 10, 11, 12]),
            "all" => needed.pairs |= one_way(state.pairs, &[2, 3, 4, 5, 6, 8, 9, 10, 11, 12]),
            name => {
                if let Some(total) = name.strip_prefix("repeater_") {
                    let total: usize = total.parse().unwrap();
                    let index = if total < 7 { total - 2 } else { total - 3 };
                    needed.repeats[index] = state.repeats[index];
                }
            }
        }
    }
    if hot {
        // One way of a total cannot stand for another.
        needed.pairs &= state.pairs;
    }
    needed
}

/// 1-1, 2-2, ..., 6-6, as bits.
const DOUBLES: u32 = 1 | 1 << 6 | 1 << 11 | 1 << 15 | 1 << 18 | 1 << 20;

/// The pairs with these totals, as bits.
pub fn pairs_of(totals: &[u8]) -> u32 {
    pairs()
        .enumerate()
        .filter(|(_, [a, b])| totals.contains(&(a + b)))
        .map(|(index, _)| 1 << index)
        .sum()
}

/// For each of `totals` that `rolled` has, the first of its pairs.
fn one_way(rolled: u32, totals: &[u8]) -> u32 {
    let ways = totals.iter().map(|total| pairs_of(&[*total]));
    ways.filter(|ways| rolled & ways != 0)
        .map(|ways| 1 << ways.trailing_zeros())
        .sum()
}

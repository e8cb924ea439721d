//! The most that a book can cost, by trying everything that can happen to it.

use std::collections::BTreeMap;

use global_table_games::{payout, Outcome, Resolution, Resolutions, SpotId, TableState};

use super::OFF;

/// The bets that are up: spot and amount, in the order of the spots.
pub type Book = Vec<(SpotId, u128)>;

/// Tries every sequence of rolls, and giving up after each of them.
#[derive(Default)]
pub struct Search(BTreeMap<(Book, TableState), u128>);

impl Search {
    /// The most that can be owed to `book` from now on.
    pub fn most(&mut self, book: &Book, state: TableState) -> u128 {
        if book.is_empty() {
            return 0;
        }
        if let Some(most) = self.0.get(&(book.clone(), state)) {
            return *most;
        }
        let mut most = refund(book);
        for (a, b) in (1..=6).flat_map(|a| (a..=6).map(move |b| (a, b))) {
            let (owed, rest, next) = roll(book, state, [a, b]);
            // A roll that decides nothing leads back to where it came from.
            if (&rest, settled(&rest, next)) != (book, state) {
                most = most.max(owed + self.most(&rest, settled(&rest, next)));
            }
        }
        self.0.insert((book.clone(), state), most);
        most
    }
}

/// All stakes.
pub fn refund(book: &Book) -> u128 {
    book.iter().map(|(_, amount)| amount).sum()
}

/// What is owed to `book` after one roll, the bets that stay up, and the table's state after it.
pub fn roll(book: &Book, state: TableState, dice: [u8; 2]) -> (u128, Book, TableState) {
    let outcome = Outcome::Craps(dice);
    let resolutions = Resolutions::of(&state, &outcome);
    let (mut owed, mut rest) = (0, BTreeMap::<SpotId, u128>::new());
    for (spot, amount) in book {
        match resolutions.get(*spot) {
            Resolution::Lose => (),
            Resolution::Push => owed += amount,
            Resolution::Win(pays) => owed += payout(*amount, pays).unwrap(),
            Resolution::Stay => *rest.entry(*spot).or_default() += amount,
            Resolution::Move(to) => *rest.entry(to).or_default() += amount,
        }
    }
    (owed, rest.into_iter().collect(), state.next(&outcome))
}

/// The puck matters to line bets only; without them one state stands for all, and every roll that decides nothing leads
/// back to itself.
pub fn settled(book: &Book, state: TableState) -> TableState {
    let line = |spot: &SpotId| spot.0 < 2;
    if book.iter().any(|(spot, _)| line(spot)) {
        state
    } else {
        OFF
    }
}

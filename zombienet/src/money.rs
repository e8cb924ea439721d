//! The bankroll's account against what the events say that went in and out. Pure.

use global_table_client::{AccountId, Amount, BankrollEvent, Event, EventAt, TableEvent};

/// The account that holds the bankroll: `modl` and the id of its pallet, filled up with zeros.
const BANKROLL: &[u8] = b"modlgt/bankr";

/// What each block's events say about the bankroll, against what it holds.
#[derive(Default)]
pub(crate) struct Books {
    held: Option<Amount>,
    /// How many blocks were checked.
    pub(crate) blocks: u64,
    /// The heights at which the sum does not hold.
    pub(crate) unbalanced: Vec<u64>,
}

impl Books {
    /// The account whose money is counted.
    pub(crate) fn bankroll() -> AccountId {
        let mut account = [0; 32];
        account[..BANKROLL.len()].copy_from_slice(BANKROLL);
        AccountId(account)
    }

    /// Checks the events of the next finalised block, after which the bankroll holds `held`. Of the first block, only
    /// that is noted.
    ///
    /// A bankroll that is empty is not that of a chain with tables: it counts as out of balance.
    pub(crate) fn check(&mut self, number: u64, events: &[EventAt], held: Amount) {
        let (paid_in, paid_out) = moved(events);
        let balanced = self.held.is_none_or(|before| before + paid_in == held + paid_out);
        if !balanced || held == 0 {
            self.unbalanced.push(number);
        }
        self.blocks += u64::from(self.held.is_some());
        self.held = Some(held);
    }

    /// A block is missing: the next one is compared with nothing.
    pub(crate) fn skip(&mut self) {
        self.held = None;
    }
}

/// What events moved into the bankroll and out of it.
fn moved(events: &[EventAt]) -> (Amount, Amount) {
    let (mut paid_in, mut paid_out) = (0, 0);
    for at in events {
        match &at.event {
            Event::Table(TableEvent::BetAccepted { staked, .. }) => paid_in += staked,
            Event::Table(TableEvent::BetTakenDown { returned, .. }) => paid_out += returned,
            Event::Table(TableEvent::Settled { payouts, .. }) => {
                paid_out += payouts.iter().map(|(_, back)| back).sum::<Amount>();
            }
            Event::Bankroll(BankrollEvent::Deposited { amount, .. }) => paid_in += amount,
            Event::Bankroll(BankrollEvent::Withdrawn { amount, .. }) => paid_out += amount,
            _ => {}
        }
    }
    (paid_in, paid_out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use global_table_client::GameId;

    const NOBODY: AccountId = AccountId([0; 32]);

    fn at(event: Event) -> EventAt {
        EventAt {
            transaction: None,
            event,
        }
    }

    /// A block in which somebody stakes 10, somebody gets 4 back, and a provider pays 100 in.
    fn events() -> [EventAt; 3] {
        let (game, round) = (GameId::Roulette, 1);
        [
            at(Event::Table(TableEvent::BetAccepted {
                game,
                round,
                player: NOBODY,
                slip: 1,
                staked: 10,
                fee: 1,
            })),
            at(Event::Table(TableEvent::Settled {
                game,
                round,
                payouts: vec![(NOBODY, 1), (NOBODY, 3)],
                remaining: 0,
            })),
            at(Event::Bankroll(BankrollEvent::Deposited {
                who: NOBODY,
                amount: 100,
                shares: 100,
            })),
        ]
    }

    #[test]
    fn books_should_balance_when_the_bankroll_gains_what_the_events_say() {
        let mut books = Books::default();
        books.check(1, &events(), 1_000);
        books.check(2, &events(), 1_106);
        books.check(3, &[], 1_106);
        assert_eq!((books.blocks, books.unbalanced), (2, vec![]));
    }

    #[test]
    fn books_should_not_balance_when_the_bankroll_holds_anything_else() {
        for held in [1_105, 1_107, 0] {
            let mut books = Books::default();
            books.check(1, &[], 1_000);
            books.check(2, &events(), held);
            assert_eq!(books.unbalanced, [2]);
        }
    }

    #[test]
    fn books_should_compare_nothing_across_a_block_that_is_missing() {
        let mut books = Books::default();
        books.check(1, &[], 1_000);
        books.skip();
        books.check(3, &[], 7);
        assert_eq!((books.blocks, books.unbalanced), (0, vec![]));
    }
}

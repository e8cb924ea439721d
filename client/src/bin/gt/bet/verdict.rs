//! What the chain said to a slip.

use global_table_client::{AccountId, Amount, Event, Included, Rejection, TableEvent};

/// What the block with a slip says about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It was taken: so much was staked, or came back.
    Moved(Amount),
    /// It would have been good a moment before: betting was over.
    Late(Rejection),
    /// The table refused it for another reason.
    Rejected(Rejection),
    /// The call failed.
    Failed(String),
}

/// What the chain said to the slip of `player`.
pub fn verdict(included: &Included, player: &AccountId) -> Verdict {
    if let Err(error) = &included.result {
        return Verdict::Failed(format!("the chain refuses the call: {error}"));
    }
    let said = included.events.iter().find_map(|event| match event {
        Event::Table(
            TableEvent::BetAccepted {
                player: who,
                staked: moved,
                ..
            }
            | TableEvent::BetTakenDown {
                player: who,
                returned: moved,
                ..
            },
        ) if who == player => Some(Verdict::Moved(*moved)),
        Event::Table(TableEvent::BetRejected {
            player: who, reason, ..
        }) if who == player => Some(match reason {
            Rejection::BettingClosed | Rejection::WrongRound => Verdict::Late(*reason),
            reason => Verdict::Rejected(*reason),
        }),
        _ => None,
    });
    said.unwrap_or_else(|| Verdict::Failed("the block says nothing about the slip".into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use global_table_client::{BlockId, GameId, Hash, NotPermitted};

    fn said(event: TableEvent, player: &AccountId) -> Verdict {
        let (number, hash) = (7, Hash::zero());
        let included = Included {
            block: BlockId { number, hash },
            time_ms: 0,
            index: 1,
            result: Ok(()),
            events: vec![Event::Table(event)],
        };
        verdict(&included, player)
    }

    #[test]
    fn a_slip_should_be_told_what_it_moved_or_why_it_was_refused() {
        let (game, round, slip, fee) = (GameId::Craps, 7, 9, 0);
        let (player, other) = (AccountId([1; 32]), AccountId([2; 32]));
        let down = TableEvent::BetTakenDown {
            game,
            round,
            player,
            slip,
            returned: 5,
            fee,
        };
        assert_eq!(said(down.clone(), &player), Verdict::Moved(5));
        assert!(
            matches!(said(down, &other), Verdict::Failed(_)),
            "it is somebody else's"
        );
        let refused = |reason| {
            let event = TableEvent::BetRejected {
                game,
                round,
                player,
                slip,
                reason,
            };
            said(event, &player)
        };
        let contract = Rejection::NotPermitted(NotPermitted::Contract);
        assert_eq!(refused(contract), Verdict::Rejected(contract));
        for late in [Rejection::BettingClosed, Rejection::WrongRound] {
            assert_eq!(refused(late), Verdict::Late(late));
        }
    }
}

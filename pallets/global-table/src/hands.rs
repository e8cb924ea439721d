//! The runtime's own hands: what it does in idle block space when a step is overdue and nobody has taken it.
//!
//! One step per table and pass, in passes over the tables, as long as weight remains. A step that no longer fits is left
//! to the next block, so that the work is bounded by the block and nothing is skipped.

use frame_support::{traits::Get, traits::Time, weights::Weight};
use global_table_games::GameId;
use sp_runtime::DispatchError;

use crate::{
    draw,
    instructions::{finalize, lock, settle, void},
    Config, Error, Phase, RoundId, RoundOf, Rounds, Table, Tables, WeightInfo, MAX_BETS_PER_PLAYER,
    SEATS_PER_PAGE,
};

/// The most players that are settled in one step. Small steps let the last bit of a block be used.
const PLAYERS_PER_STEP: u32 = SEATS_PER_PAGE;

/// The table and the record of its current round, if that is `round`.
pub fn current<T: Config>(game: GameId, round: RoundId) -> Result<(Table, RoundOf<T>), Error<T>> {
    let table = Tables::<T>::get(game).ok_or(Error::<T>::NoTable)?;
    let record = Rounds::<T>::get(game, round).ok_or(Error::<T>::NoRound)?;
    match table.round == round && record.phase != Phase::Closed {
        true => Ok((table, record)),
        false => Err(Error::<T>::WrongPhase),
    }
}

/// Whether the table's last round is not closed.
pub fn in_flight<T: Config>(game: GameId, table: &Table) -> bool {
    Rounds::<T>::get(game, table.round).is_some_and(|record| record.phase != Phase::Closed)
}

/// Whether the table has bets and has finished no round for so long that they go back.
pub fn is_abandoned(table: &Table, now: u64) -> bool {
    table.seats > 0 && now >= table.drawn_at.saturating_add(table.config.abandoned_after_ms)
}

/// A step that is overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Lock,
    Void,
    Settle { players: u32 },
    Finalize,
}

impl Step {
    fn weight<T: Config>(self) -> Weight {
        match self {
            Self::Lock => T::WeightInfo::lock(),
            Self::Void => T::WeightInfo::void(),
            Self::Settle { players } => {
                T::WeightInfo::settle(players, players.saturating_mul(MAX_BETS_PER_PLAYER))
            }
            Self::Finalize => T::WeightInfo::finalize(),
        }
    }
}

/// Take overdue steps of all tables within `remaining`, and return the weight that this took.
pub fn work<T: Config>(remaining: Weight) -> Weight {
    let look = T::DbWeight::get().reads(2);
    let mut used = Weight::zero();
    let mut idle = false;
    while !idle {
        idle = true;
        for game in GameId::ALL {
            let with_look = used.saturating_add(look);
            if with_look.any_gt(remaining) {
                return used;
            }
            used = with_look;
            let Some((round, step)) = overdue::<T>(game) else {
                continue;
            };
            let with_step = used.saturating_add(step.weight::<T>());
            if with_step.any_gt(remaining) {
                continue;
            }
            used = with_step;
            idle &= take::<T>(game, round, step).is_err();
        }
    }
    used
}

/// What is overdue at the table of `game`.
fn overdue<T: Config>(game: GameId) -> Option<(RoundId, Step)> {
    let table = Tables::<T>::get(game)?;
    let now = T::Time::now();
    let late = |since: u64| now >= since.saturating_add(T::Patience::get());
    let record = Rounds::<T>::get(game, table.round).filter(|record| record.phase != Phase::Closed);
    let step = match record {
        None => (is_abandoned(&table, now)).then_some(Step::Void),
        Some(record) => match record.phase {
            Phase::Betting | Phase::Locked if draw::is_overdue::<T>(&table, &record, now) => Some(Step::Void),
            Phase::Betting => late(record.betting_ends_at).then_some(Step::Lock),
            Phase::Locked | Phase::Closed => None,
            _ if record.unsettled == 0 => late(record.moved_at).then_some(Step::Finalize),
            _ => {
                let players = record.unsettled.min(PLAYERS_PER_STEP);
                // Once the runtime has begun, it need not wait between its own steps.
                let begun = record.phase == Phase::Settling && record.moved_at == now;
                (begun || late(record.moved_at)).then_some(Step::Settle { players })
            }
        },
    };
    step.map(|step| (table.round, step))
}

/// Take the step as a whole or not at all.
fn take<T: Config>(game: GameId, round: RoundId, step: Step) -> Result<(), DispatchError> {
    frame_support::storage::with_storage_layer(|| match step {
        Step::Lock => {
            let (_, mut record) = current::<T>(game, round)?;
            lock::turn::<T>(game, round, &mut record, T::Time::now());
            Rounds::<T>::insert(game, round, record);
            Ok(())
        }
        Step::Void => void::void::<T>(game),
        Step::Settle { players } => settle::settle::<T>(None, game, round, players).map(|_| ()),
        Step::Finalize => finalize::finalize::<T>(None, game, round),
    })
}

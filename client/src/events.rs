//! What happened in a block, as far as it concerns the tables.

use subxt::{events::Phase, SubstrateConfig};

use crate::{
    error::{chain_of, ReadError},
    metadata::chain::{self, runtime_types as types},
    types::*,
    CallError,
};

/// What happened, and in which transaction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventAt {
    /// The index of the transaction in its block; `None` for what the runtime did by itself.
    pub transaction: Option<u32>,
    /// What happened.
    pub event: Event,
}

/// An event of one of our pallets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// At a table.
    Table(TableEvent),
    /// Among the keepers.
    Keepers(KeepersEvent),
    /// With the bankroll's shares.
    Bankroll(BankrollEvent),
}

/// What happened at a table. Amounts in the currency's smallest unit.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs)] // The fields say what they are; their variants are documented.
pub enum TableEvent {
    /// A game has its table.
    TableInitialised { game: GameId, round: RoundId },
    /// A round takes slips until `betting_ends_at` (milliseconds of consensus time).
    RoundOpened {
        game: GameId,
        round: RoundId,
        keeper: AccountId,
        commitment: Commitment,
        betting_ends_at: u64,
    },
    /// A slip is in the book.
    BetAccepted {
        game: GameId,
        round: RoundId,
        player: AccountId,
        slip: SlipId,
        staked: Amount,
        fee: Amount,
    },
    /// A slip was refused whole, and no money moved.
    BetRejected {
        game: GameId,
        round: RoundId,
        player: AccountId,
        slip: SlipId,
        reason: Rejection,
    },
    /// A slip's bets were taken down: `returned` went back to the player.
    BetTakenDown {
        game: GameId,
        round: RoundId,
        player: AccountId,
        slip: SlipId,
        returned: Amount,
        fee: Amount,
    },
    /// Betting is over.
    Locked { game: GameId, round: RoundId },
    /// The round is drawn.
    Outcome {
        game: GameId,
        round: RoundId,
        outcome: Outcome,
        draw: [u8; 32],
    },
    /// A batch of players is settled: what each got back, and how many players remain.
    Settled {
        game: GameId,
        round: RoundId,
        payouts: Vec<(AccountId, Amount)>,
        remaining: u32,
    },
    /// The round is closed.
    RoundFinalised {
        game: GameId,
        round: RoundId,
        staked: Amount,
        returned: Amount,
    },
    /// The round has no draw: its slips go back.
    RoundVoided {
        game: GameId,
        round: RoundId,
        reason: VoidReason,
    },
    /// No round opens after this one.
    TablePaused { game: GameId, round: RoundId },
    /// Rounds open again.
    TableResumed { game: GameId, round: RoundId },
}

impl TableEvent {
    /// The game and the round that it is about.
    pub fn at(&self) -> (GameId, RoundId) {
        match self {
            Self::TableInitialised { game, round }
            | Self::RoundOpened { game, round, .. }
            | Self::BetAccepted { game, round, .. }
            | Self::BetRejected { game, round, .. }
            | Self::BetTakenDown { game, round, .. }
            | Self::Locked { game, round }
            | Self::Outcome { game, round, .. }
            | Self::Settled { game, round, .. }
            | Self::RoundFinalised { game, round, .. }
            | Self::RoundVoided { game, round, .. }
            | Self::TablePaused { game, round }
            | Self::TableResumed { game, round } => (*game, *round),
        }
    }
}

/// What happened among the keepers. Amounts in the currency's smallest unit, times in milliseconds of consensus time.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum KeepersEvent {
    /// `who` is in the rota from now on.
    Joined { who: AccountId, bond: Amount },
    /// `who` has raised its bond.
    BondRaised {
        who: AccountId,
        amount: Amount,
        bond: Amount,
    },
    /// `who` is out of the rota.
    Left { who: AccountId, bond_free_at: u64 },
    /// `who` has its bond back.
    BondWithdrawn { who: AccountId, amount: Amount },
    /// `who` withheld a secret, and a part of its bond was destroyed.
    Slashed {
        who: AccountId,
        game: GameId,
        round: RoundId,
        amount: Amount,
    },
    /// `who` was paid out of the pot.
    Rewarded { who: AccountId, amount: Amount },
}

/// What happened with the bankroll's shares. Amounts in the currency's smallest unit.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum BankrollEvent {
    /// `who` put money behind the tables.
    Deposited {
        who: AccountId,
        amount: Amount,
        shares: u128,
    },
    /// `who` took money from behind the tables.
    Withdrawn {
        who: AccountId,
        amount: Amount,
        shares: u128,
    },
}

/// The result of a transaction, by its index in the block.
pub(crate) type CallResult = (u32, Result<(), CallError>);

/// Reads a block's events: ours, and how each transaction ended.
pub(crate) fn read(
    events: &subxt::events::Events<SubstrateConfig>,
    metadata: &subxt::ArcMetadata,
) -> Result<(Vec<EventAt>, Vec<CallResult>), ReadError> {
    let (mut ours, mut results) = (Vec::new(), Vec::new());
    for event in events.iter() {
        let event = event?;
        let transaction = match event.phase() {
            Phase::ApplyExtrinsic(index) => Some(index),
            _ => None,
        };
        match (event.pallet_name(), event.event_name(), transaction) {
            ("System", "ExtrinsicSuccess", Some(index)) => results.push((index, Ok(()))),
            ("System", "ExtrinsicFailed", Some(index)) => {
                results.push((index, Err(call_error(event.field_bytes(), metadata))));
            }
            ("GlobalTable" | "Keepers" | "Bankroll", ..) => {
                if let Some(event) = ours_of(event.decode_as::<chain::Event>()?) {
                    ours.push(EventAt { transaction, event });
                }
            }
            _ => {}
        }
    }
    Ok((ours, results))
}

/// The dispatch error comes first in the fields of `ExtrinsicFailed`.
fn call_error(fields: &[u8], metadata: &subxt::ArcMetadata) -> CallError {
    use subxt::error::DispatchError;

    match DispatchError::decode_from(fields, metadata.clone()) {
        Ok(DispatchError::Module(error)) => match error.details() {
            Ok(details) => CallError {
                name: format!("{}::{}", details.pallet.name(), details.variant.name),
                docs: details.variant.docs.join(" ").trim().to_owned(),
            },
            Err(error) => CallError {
                name: "Module".into(),
                docs: error.to_string(),
            },
        },
        Ok(error) => {
            let name = format!("{error:?}");
            let name = name.split(['(', ' ']).next().unwrap_or_default().to_owned();
            CallError {
                name,
                docs: chain_of(&error),
            }
        }
        Err(error) => CallError {
            name: "Unknown".into(),
            docs: error.to_string(),
        },
    }
}

fn ours_of(event: chain::Event) -> Option<Event> {
    Some(match event {
        chain::Event::GlobalTable(event) => Event::Table(event.into()),
        chain::Event::Keepers(event) => Event::Keepers(event.into()),
        chain::Event::Bankroll(event) => Event::Bankroll(event.into()),
        _ => return None,
    })
}

impl From<types::pallet_global_table::pallet::Event> for TableEvent {
    fn from(event: types::pallet_global_table::pallet::Event) -> Self {
        use types::pallet_global_table::pallet::Event as E;
        match event {
            E::TableInitialised { game, round } => Self::TableInitialised { game: game.0, round },
            E::RoundOpened {
                game,
                round,
                keeper,
                commitment,
                betting_ends_at,
            } => Self::RoundOpened {
                game: game.0,
                round,
                keeper,
                commitment,
                betting_ends_at,
            },
            E::BetAccepted {
                game,
                round,
                player,
                slip,
                staked,
                fee,
            } => Self::BetAccepted {
                game: game.0,
                round,
                player,
                slip,
                staked,
                fee,
            },
            E::BetRejected {
                game,
                round,
                player,
                slip,
                reason,
            } => Self::BetRejected {
                game: game.0,
                round,
                player,
                slip,
                reason: reason.into(),
            },
            E::BetTakenDown {
                game,
                round,
                player,
                slip,
                returned,
                fee,
            } => Self::BetTakenDown {
                game: game.0,
                round,
                player,
                slip,
                returned,
                fee,
            },
            E::Locked { game, round } => Self::Locked { game: game.0, round },
            E::Outcome {
                game,
                round,
                outcome,
                draw,
            } => Self::Outcome {
                game: game.0,
                round,
                outcome: outcome.0,
                draw,
            },
            E::Settled {
                game,
                round,
                payouts,
                remaining,
            } => Self::Settled {
                game: game.0,
                round,
                payouts,
                remaining,
            },
            E::RoundFinalised {
                game,
                round,
                staked,
                returned,
            } => Self::RoundFinalised {
                game: game.0,
                round,
                staked,
                returned,
            },
            E::RoundVoided { game, round, reason } => Self::RoundVoided {
                game: game.0,
                round,
                reason: reason.into(),
            },
            E::TablePaused { game, round } => Self::TablePaused { game: game.0, round },
            E::TableResumed { game, round } => Self::TableResumed { game: game.0, round },
        }
    }
}

impl From<types::pallet_keepers::pallet::Event> for KeepersEvent {
    fn from(event: types::pallet_keepers::pallet::Event) -> Self {
        use types::pallet_keepers::pallet::Event as E;
        match event {
            E::Joined { who, bond } => Self::Joined { who, bond },
            E::BondRaised { who, amount, bond } => Self::BondRaised { who, amount, bond },
            E::Left { who, bond_free_at } => Self::Left { who, bond_free_at },
            E::BondWithdrawn { who, amount } => Self::BondWithdrawn { who, amount },
            E::Slashed {
                who,
                game,
                round,
                amount,
            } => Self::Slashed {
                who,
                game: game.0,
                round,
                amount,
            },
            E::Rewarded { who, amount, .. } => Self::Rewarded { who, amount },
        }
    }
}

impl From<types::pallet_bankroll::pallet::Event> for BankrollEvent {
    fn from(event: types::pallet_bankroll::pallet::Event) -> Self {
        use types::pallet_bankroll::pallet::Event as E;
        match event {
            E::Deposited { who, amount, shares } => Self::Deposited { who, amount, shares },
            E::Withdrawn { who, amount, shares } => Self::Withdrawn { who, amount, shares },
        }
    }
}

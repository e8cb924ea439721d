//! From the generated types to ours, field by field.

use crate::{
    metadata::chain::runtime_types::{
        bounded_collections::bounded_vec::BoundedVec,
        pallet_global_table::{runtime_api as api, types as chain},
    },
    types::*,
};

impl From<chain::Bet> for Bet {
    fn from(bet: chain::Bet) -> Self {
        Self {
            spot: bet.spot.0,
            amount: bet.amount,
        }
    }
}

impl From<&Bet> for chain::Bet {
    fn from(bet: &Bet) -> Self {
        Self {
            spot: bet.spot.into(),
            amount: bet.amount,
        }
    }
}

/// The bets of a slip as the calls take them.
pub(crate) fn bets_of(bets: &[Bet]) -> BoundedVec<chain::Bet> {
    BoundedVec(bets.iter().map(Into::into).collect())
}

impl From<chain::Schedule> for Schedule {
    fn from(schedule: chain::Schedule) -> Self {
        let chain::Schedule {
            betting_ms,
            lock_ms,
            reveal_ms,
            payout_ms,
            cooldown_ms,
            reveal_grace_ms,
        } = schedule;
        Self {
            betting_ms,
            lock_ms,
            reveal_ms,
            payout_ms,
            cooldown_ms,
            reveal_grace_ms,
        }
    }
}

impl From<chain::Limits> for Limits {
    fn from(limits: chain::Limits) -> Self {
        let chain::Limits {
            min_bet,
            max_bet,
            max_player_stake,
            max_exposure,
            max_players,
        } = limits;
        Self {
            min_bet,
            max_bet,
            max_player_stake,
            max_exposure,
            max_players,
        }
    }
}

impl From<chain::TableConfig> for TableConfig {
    fn from(config: chain::TableConfig) -> Self {
        Self {
            schedule: config.schedule.into(),
            limits: config.limits.into(),
            rules: config.rules.0,
            draw_blocks: config.draw_blocks,
            abandoned_after_ms: config.abandoned_after_ms,
        }
    }
}

impl From<api::TableView> for TableView {
    fn from(view: api::TableView) -> Self {
        Self {
            game: view.game.0,
            round: view.round,
            paused: view.paused,
            opens_at: view.opens_at,
            seats: view.seats,
            state: view.state.0,
            config: view.config.into(),
        }
    }
}

impl From<chain::Phase> for Phase {
    fn from(phase: chain::Phase) -> Self {
        match phase {
            chain::Phase::Betting => Self::Betting,
            chain::Phase::Locked => Self::Locked,
            chain::Phase::Drawn => Self::Drawn,
            chain::Phase::Voided => Self::Voided,
            chain::Phase::Settling => Self::Settling,
            chain::Phase::Closed => Self::Closed,
        }
    }
}

impl From<chain::VoidReason> for VoidReason {
    fn from(reason: chain::VoidReason) -> Self {
        match reason {
            chain::VoidReason::Withheld => Self::Withheld,
            chain::VoidReason::Abandoned => Self::Abandoned,
        }
    }
}

impl From<chain::Ending> for Ending {
    fn from(ending: chain::Ending) -> Self {
        match ending {
            chain::Ending::Drawn {
                secret,
                draw,
                outcome,
            } => Self::Drawn {
                secret,
                draw,
                outcome: outcome.0,
            },
            chain::Ending::Voided(reason) => Self::Voided(reason.into()),
        }
    }
}

impl From<api::RoundView<AccountId>> for RoundView {
    fn from(view: api::RoundView<AccountId>) -> Self {
        Self {
            game: view.game.0,
            round: view.round,
            phase: view.phase.into(),
            keeper: view.keeper,
            commitment: view.commitment,
            opened_at: view.opened_at,
            betting_ends_at: view.betting_ends_at,
            reveal_by: view.reveal_by,
            moved_at: view.moved_at,
            draw_complete: view.draw_complete,
            ending: view.ending.map(Into::into),
            players: view.players,
            unsettled: view.unsettled,
            staked: view.staked,
            returned: view.returned,
            now: view.now,
        }
    }
}

impl From<api::PlayerView> for PlayerView {
    fn from(view: api::PlayerView) -> Self {
        Self {
            round: view.round,
            slips: view.slips,
            fresh: view.fresh.into_iter().map(Into::into).collect(),
            up: view.up.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<api::SpotView> for SpotView {
    fn from(view: api::SpotView) -> Self {
        Self {
            spot: view.spot.0,
            name: view.name,
            pays: view.pays.into_iter().map(Into::into).collect(),
            placeable: view.placeable,
        }
    }
}

impl From<api::PrizeView> for PrizeView {
    fn from(view: api::PrizeView) -> Self {
        Self {
            on: view.on,
            win: view.win,
            per: view.per,
        }
    }
}

impl From<chain::Rejection> for Rejection {
    fn from(rejection: chain::Rejection) -> Self {
        match rejection {
            chain::Rejection::BettingClosed => Self::BettingClosed,
            chain::Rejection::WrongRound => Self::WrongRound,
            chain::Rejection::BadSignature => Self::BadSignature,
            chain::Rejection::DuplicateSlip => Self::DuplicateSlip,
            chain::Rejection::EmptySlip => Self::EmptySlip,
            chain::Rejection::BelowMinimum => Self::BelowMinimum,
            chain::Rejection::AboveMaximum => Self::AboveMaximum,
            chain::Rejection::NotPermitted(why) => Self::NotPermitted(why.0),
            chain::Rejection::PlayerStakeLimit => Self::PlayerStakeLimit,
            chain::Rejection::ExposureLimit => Self::ExposureLimit,
            chain::Rejection::TooManyPlayers => Self::TooManyPlayers,
            chain::Rejection::TooManyBets => Self::TooManyBets,
            chain::Rejection::TooManySlips => Self::TooManySlips,
            chain::Rejection::BankrollCover => Self::BankrollCover,
            chain::Rejection::InsufficientFunds => Self::InsufficientFunds,
        }
    }
}

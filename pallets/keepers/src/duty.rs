//! The door through which the tables reach the keepers.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::Get;
use global_table_games::GameId;
use scale_info::TypeInfo;

use crate::{pot, rota, Config, Event, Pallet};

/// An amount of the chain's currency, in its smallest unit.
pub type Balance = u128;

/// A point of the chain's consensus time, or a span of it, in milliseconds.
pub type Millis = u64;

/// One draw at a table, counted from 1 per game.
pub type RoundId = u32;

/// Work that nobody else pays for.
#[derive(
    Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, Copy, Debug, PartialEq, Eq,
)]
pub enum Work {
    /// A round was locked.
    Lock,
    /// A batch of a round was settled.
    Settle {
        /// How many players the batch paid or refunded.
        players: u32,
    },
    /// A round was finalised.
    Finalize,
}

/// The keepers, as the tables see them.
pub trait Keepers<AccountId> {
    /// Whether `who` may open `round` of `game` at `now`, when the round has been due since `due_at` (both in
    /// ms).
    ///
    /// It may if it is on duty for the round, or if it is anyone of the rota and the grace period is over.
    fn may_open(who: &AccountId, game: GameId, round: RoundId, due_at: Millis, now: Millis) -> bool;

    /// Pays `who` for `work` out of the pot, as far as the pot goes. Nothing to an account outside the rota.
    ///
    /// Never fails: work that has been done stays done when there is no money for it.
    fn reward(who: &AccountId, work: Work);

    /// Burns the price of a withheld secret from the bond of `who`, who opened `round` of `game` and did not
    /// reveal: `at_stake`, in the currency's smallest unit, which is the most that the withholding can have
    /// saved anybody, but no less than `WithheldSlash` and no more than the bond.
    ///
    /// A keeper whose bond falls below the minimum leaves the rota. Without a bond nothing happens.
    fn slash(who: &AccountId, game: GameId, round: RoundId, at_stake: Balance);
}

impl<T: Config> Keepers<T::AccountId> for Pallet<T> {
    fn may_open(who: &T::AccountId, game: GameId, round: RoundId, due_at: Millis, now: Millis) -> bool {
        // A keeper that is leaving may not: its bond could be free before the reveal is overdue.
        let grace_is_over = now >= due_at.saturating_add(T::GracePeriod::get());
        rota::on_duty::<T>(game, round).as_ref() == Some(who) || (grace_is_over && rota::contains::<T>(who))
    }

    fn reward(who: &T::AccountId, work: Work) {
        if !rota::contains::<T>(who) {
            return;
        }
        let amount = pot::pay::<T>(who, price::<T>(work));
        if amount > 0 {
            Self::deposit_event(Event::Rewarded {
                who: who.clone(),
                work,
                amount,
            });
        }
    }

    fn slash(who: &T::AccountId, game: GameId, round: RoundId, at_stake: Balance) {
        // Destroyed, not handed on: if the house, the players or another keeper got it, somebody would gain
        // by making a keeper fail, and a keeper with a stake in the bankroll would pay itself.
        let amount = rota::burn::<T>(who, T::WithheldSlash::get().max(at_stake));
        if amount == 0 {
            return;
        }
        Self::deposit_event(Event::Slashed {
            who: who.clone(),
            game,
            round,
            amount,
        });
        rota::expel_below_minimum::<T>(who);
    }
}

/// What one piece of work earns.
fn price<T: Config>(work: Work) -> Balance {
    match work {
        Work::Lock => T::LockReward::get(),
        Work::Settle { players } => T::SettleRewardPerPlayer::get().saturating_mul(players.into()),
        Work::Finalize => T::FinalizeReward::get(),
    }
}

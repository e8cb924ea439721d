//! The pallet's words as types, with their limits.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use frame_system::pallet_prelude::BlockNumberFor;
use global_table_games::{NotPermitted, Outcome, Rules, SpotId, TableState, MAX_SPOTS};
use scale_info::TypeInfo;

use crate::Config;

/// A round's number: from 1 per game, never reused.
pub type RoundId = u32;
/// A player's own number for a slip: its idempotency key within a round.
pub type SlipId = u64;
/// The preimage of a [`Commitment`].
pub type Secret = [u8; 32];
/// The blake2-256 hash of a [`Secret`].
pub type Commitment = [u8; 32];

/// The most bets that one slip holds.
pub const MAX_BETS_PER_SLIP: u32 = 32;
/// The most slips that one `relay_bets` or `relay_take_downs` carries.
pub const MAX_SLIPS_PER_RELAY: u32 = 2_000;
/// The most bets of one player at one table: this round's and those still up, counted apart, one a spot.
pub const MAX_BETS_PER_PLAYER: u32 = 64;
/// The most slips that one player has in one round.
pub const MAX_SLIPS_PER_PLAYER: u32 = 32;
/// How many closed rounds of each table are kept.
pub const HISTORY_ROUNDS: u32 = 256;
/// Players on one page of seats. A page is the unit that is read and written, so that one player's slip moves at most
/// two kilobytes, and a batch of slips or settlements writes one value for many players.
pub const SEATS_PER_PAGE: u32 = 64;
/// A bet that can bring back so many times its stake is a long shot: see [`Limits::max_exposure`]. Above a straight number at
/// roulette, which brings 36.
pub const LONG_SHOT: u128 = 40;
/// The most blocks whose VRF outputs decide a draw.
pub const MAX_DRAW_BLOCKS: u32 = 8;
/// How many blocks after the draw's last one a keeper has to reveal, whatever the clock says: a chain that stood still
/// must not cost a keeper its bond.
pub const MIN_REVEAL_BLOCKS: u32 = 10;

const _: () = assert!(MAX_DRAW_BLOCKS > 0, "a draw needs a block");
const _: () = assert!(
    MAX_BETS_PER_SLIP <= MAX_BETS_PER_PLAYER,
    "a slip has to fit into a player's bets"
);

/// A spot and an amount.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Bet {
    /// Where the chips lie.
    pub spot: SpotId,
    /// In the currency's smallest unit.
    #[codec(compact)]
    pub amount: u128,
}

/// The bets of one slip.
pub type Bets = BoundedVec<Bet, ConstU32<MAX_BETS_PER_SLIP>>;
/// The amounts on a table's spots, indexed by spot.
pub type SpotTotals = BoundedVec<u128, ConstU32<{ MAX_SPOTS as u32 }>>;
/// One page of seats.
pub type SeatPage<AccountId> = BoundedVec<AccountId, ConstU32<SEATS_PER_PAGE>>;
/// The slips of one `relay_bets` or `relay_take_downs`.
pub type SignedSlips<T> = BoundedVec<
    SignedSlip<<T as frame_system::Config>::AccountId, <T as Config>::Signature>,
    ConstU32<MAX_SLIPS_PER_RELAY>,
>;
/// A round as this runtime stores it.
pub type RoundOf<T> = Round<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;

/// A slip that somebody else relays.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct SignedSlip<AccountId, Signature> {
    /// Whose slip it is.
    pub player: AccountId,
    /// The player's own number for it.
    #[codec(compact)]
    pub slip: SlipId,
    /// What is bet, or taken down.
    pub bets: Bets,
    /// What the relayer may take from the player if the slip is accepted, in the currency's smallest unit.
    #[codec(compact)]
    pub fee: u128,
    /// The player's signature over [`crate::slip_payload`], or [`crate::take_down_payload`] if bets are taken down.
    pub signature: Signature,
}

/// What one player has at one table. `stored.rs` says how it is encoded.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PlayerBets {
    /// The round of the newest slip. Once it is over, what stands in `fresh` is up as well; nothing is written for that.
    pub round: RoundId,
    /// The numbers of the slips that were accepted in `round`, of bets and take-downs alike.
    pub slips: BoundedVec<SlipId, ConstU32<MAX_SLIPS_PER_PLAYER>>,
    /// The bets of `round`, at most one per spot.
    pub fresh: BoundedVec<Bet, ConstU32<MAX_BETS_PER_PLAYER>>,
    /// The bets that were up before `round`, at most one per spot.
    pub up: BoundedVec<Bet, ConstU32<MAX_BETS_PER_PLAYER>>,
}

/// How a table's rounds are timed. All in milliseconds of consensus time.
#[derive(
    Clone,
    PartialEq,
    Eq,
    Debug,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    serde::Serialize,
    serde::Deserialize,
)]
pub struct Schedule {
    /// From the opening to `betting_ends_at`.
    pub betting_ms: u32,
    /// From there until the draw's blocks are expected to be in.
    pub lock_ms: u32,
    /// From there until the reveal is expected.
    pub reveal_ms: u32,
    /// From there until the settlement is expected to be over.
    pub payout_ms: u32,
    /// From there until the next round opens. A long settlement eats it.
    pub cooldown_ms: u32,
    /// How much longer than planned the reveal may take before the round can be voided.
    pub reveal_grace_ms: u32,
}

impl Schedule {
    /// From one opening to the next, in milliseconds, if nothing is late.
    pub fn cycle_ms(&self) -> u64 {
        [
            self.betting_ms,
            self.lock_ms,
            self.reveal_ms,
            self.payout_ms,
            self.cooldown_ms,
        ]
        .iter()
        .fold(0u64, |sum, part| sum.saturating_add(u64::from(*part)))
    }

    /// From `betting_ends_at` to `reveal_by`, in milliseconds.
    pub fn reveal_window_ms(&self) -> u64 {
        [self.lock_ms, self.reveal_ms, self.reveal_grace_ms]
            .iter()
            .fold(0u64, |sum, part| sum.saturating_add(u64::from(*part)))
    }
}

/// What a table takes. Amounts in the currency's smallest unit.
#[derive(
    Clone,
    PartialEq,
    Eq,
    Debug,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    serde::Serialize,
    serde::Deserialize,
)]
pub struct Limits {
    /// The least that a bet may be. So much that all that can come back of it, which at blackjack may be a quarter, is at
    /// least the existential deposit, so that every payout can reach its player.
    pub min_bet: u128,
    /// The most that one player may have on one spot.
    pub max_bet: u128,
    /// The most that one player may stake in one round.
    pub max_player_stake: u128,
    /// The most that the table may owe, bets that stay up included: what a keeper's bond has to answer for. A long
    /// shot alone may take no more than a quarter of it, or one small bet could keep everybody else out.
    pub max_exposure: u128,
    /// The most players with bets at the table.
    pub max_players: u32,
}

/// A table's config.
#[derive(
    Clone,
    PartialEq,
    Eq,
    Debug,
    Encode,
    Decode,
    DecodeWithMemTracking,
    MaxEncodedLen,
    TypeInfo,
    serde::Serialize,
    serde::Deserialize,
)]
pub struct TableConfig {
    /// When its rounds move on.
    pub schedule: Schedule,
    /// What it takes.
    pub limits: Limits,
    /// What its game leaves to the house to set.
    pub rules: Rules,
    /// How many blocks' VRF outputs decide a draw, 1 to [`MAX_DRAW_BLOCKS`].
    pub draw_blocks: u8,
    /// After how many milliseconds without a drawn round every bet still up goes back.
    pub abandoned_after_ms: u64,
}

/// The single table of a game.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Table {
    /// How it is run.
    pub config: TableConfig,
    /// What passes from round to round. It moves on when a round closes, never while one is being settled.
    pub state: TableState,
    /// The last round that was opened; 0 before the first.
    pub round: RoundId,
    /// Whether rounds are kept from opening.
    pub paused: bool,
    /// When the next round may open, in milliseconds of consensus time.
    pub opens_at: u64,
    /// When a drawn round last closed, or a round opened at an empty table: since when its bets wait for an outcome, in
    /// milliseconds of consensus time.
    pub drawn_at: u64,
    /// Players with bets at the table, or with slips in the round.
    pub seats: u32,
}

/// Where a round stands.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Phase {
    /// Slips are taken until `betting_ends_at`.
    Betting,
    /// No more slips; the draw's blocks are coming in.
    Locked,
    /// The outcome is known, nobody is settled yet.
    Drawn,
    /// There is no draw, nobody has been refunded yet.
    Voided,
    /// Players are being settled.
    Settling,
    /// Over.
    Closed,
}

/// Why a round has no draw.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum VoidReason {
    /// The secret was not revealed in time. The round's slips go back; bets that were up stay up.
    Withheld,
    /// The table has finished no round for too long. Every bet goes back.
    Abandoned,
}

/// How a round ended.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub enum Ending {
    /// It was drawn.
    Drawn {
        /// The preimage of the commitment.
        secret: Secret,
        /// The 32 bytes that decided it.
        draw: [u8; 32],
        /// What they mean in the game.
        outcome: Outcome,
    },
    /// It was not.
    Voided(VoidReason),
}

/// One draw at a table. Times in milliseconds of consensus time, amounts in the currency's smallest unit.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Round<AccountId, BlockNumber> {
    /// Where it stands.
    pub phase: Phase,
    /// Who committed to its secret; `None` for a round that only gives an abandoned table's bets back.
    pub keeper: Option<AccountId>,
    /// The hash of the secret.
    pub commitment: Commitment,
    /// When it opened.
    pub opened_at: u64,
    /// From when on no slip is taken.
    pub betting_ends_at: u64,
    /// From when on it can be voided.
    pub reveal_by: u64,
    /// When it last moved on: opened, locked, drawn, voided, or a batch was settled.
    pub moved_at: u64,
    /// The first block at or past `betting_ends_at`: the draw's blocks follow it.
    pub closing_block: Option<BlockNumber>,
    /// The VRF outputs of the draw's blocks, as far as they are in.
    pub vrfs: BoundedVec<[u8; 32], ConstU32<MAX_DRAW_BLOCKS>>,
    /// How it ended.
    pub ending: Option<Ending>,
    /// Players who bet in it.
    pub players: u32,
    /// Players who remain to be settled: the first ones of the table's seats.
    pub unsettled: u32,
    /// What its slips staked.
    pub staked: u128,
    /// What its settlement has given back.
    pub returned: u128,
    /// The most that the settlement still has to give back.
    pub owed: u128,
    /// What is reserved for bets that stay up beyond the round: before the draw for those that were up when it opened and
    /// were not taken down since, after the draw for those that stay.
    pub carried: Carried,
}

/// What stands behind the bets that stay up. Amounts in the currency's smallest unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Carried {
    /// No less than the most that they can be owed.
    pub exposure: u128,
    /// Their stakes.
    pub stakes: u128,
}

/// Why a slip was refused.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Rejection {
    /// The round takes no slips any more.
    BettingClosed,
    /// It is not the table's current round.
    WrongRound,
    /// The signature is not the player's over this very slip.
    BadSignature,
    /// The player has a slip with this number in the round.
    DuplicateSlip,
    /// The slip has no bets.
    EmptySlip,
    /// A bet is below the table's minimum; or what is taken down of it is, and something would be left, or what would be left.
    BelowMinimum,
    /// With it the player would have more on a spot than the table takes.
    AboveMaximum,
    /// The game does not allow the bet, or that it is taken down.
    NotPermitted(NotPermitted),
    /// With it the player would stake more in the round than the table takes.
    PlayerStakeLimit,
    /// With it the table could owe more than its limit.
    ExposureLimit,
    /// All seats are taken.
    TooManyPlayers,
    /// The player would have bets on too many spots.
    TooManyBets,
    /// The player has too many slips in the round.
    TooManySlips,
    /// The bankroll could not pay the worst outcome of the book with the slip; of a take-down, without its stakes.
    BankrollCover,
    /// The player does not have the stake and the fee, and an existential deposit besides.
    InsufficientFunds,
}

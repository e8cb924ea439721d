//! The chain's words as plain types.

use std::fmt;

use codec::{Decode, Encode};
pub use global_table_games::{Amount, GameId, NotPermitted, Outcome, Rules, SpotId, TableState};
use serde::Serialize;
pub use subxt::utils::{AccountId32 as AccountId, H256 as Hash};

/// A round's number: from 1 per game, never reused.
pub type RoundId = u32;
/// A player's own number for a slip: its idempotency key within a round.
pub type SlipId = u64;
/// The preimage of a [`Commitment`].
pub type Secret = [u8; 32];
/// The blake2-256 hash of a [`Secret`].
pub type Commitment = [u8; 32];

/// Names a block.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct BlockId {
    /// Its height.
    pub number: u64,
    /// Its hash.
    pub hash: Hash,
}

impl fmt::Display for BlockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{} ({:?})", self.number, self.hash)
    }
}

/// A spot and an amount.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Encode, Decode)]
pub struct Bet {
    /// Where the chips lie.
    pub spot: SpotId,
    /// In the currency's smallest unit.
    #[codec(compact)]
    pub amount: Amount,
}

/// How a table's rounds are timed. All in milliseconds of consensus time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Schedule {
    /// From the opening to `betting_ends_at`.
    pub betting_ms: u32,
    /// From there until the draw's blocks are expected to be in.
    pub lock_ms: u32,
    /// From there until the reveal is expected.
    pub reveal_ms: u32,
    /// From there until the settlement is expected to be over.
    pub payout_ms: u32,
    /// From there until the next round opens.
    pub cooldown_ms: u32,
    /// How much longer than planned the reveal may take before the round can be voided.
    pub reveal_grace_ms: u32,
}

/// What a table takes. Amounts in the currency's smallest unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Limits {
    /// The least that a bet may be.
    pub min_bet: Amount,
    /// The most that one player may have on one spot.
    pub max_bet: Amount,
    /// The most that one player may stake in one round.
    pub max_player_stake: Amount,
    /// The most that the table may owe, bets that stay up included.
    pub max_exposure: Amount,
    /// The most players with bets at the table.
    pub max_players: u32,
}

/// A table's config.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableConfig {
    /// When its rounds move on.
    pub schedule: Schedule,
    /// What it takes.
    pub limits: Limits,
    /// What its game leaves to the house to set.
    pub rules: Rules,
    /// How many blocks' VRF outputs decide a draw.
    pub draw_blocks: u8,
    /// After how many milliseconds without a drawn round every bet still up goes back.
    pub abandoned_after_ms: u64,
}

/// A table. Times in milliseconds of consensus time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableView {
    /// Its game.
    pub game: GameId,
    /// The last round that was opened; 0 before the first.
    pub round: RoundId,
    /// Whether rounds are kept from opening.
    pub paused: bool,
    /// When the next round may open.
    pub opens_at: u64,
    /// Players with bets at the table.
    pub seats: u32,
    /// What passes from round to round.
    pub state: TableState,
    /// How it is run.
    pub config: TableConfig,
}

/// Where a round stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Betting => "betting",
            Self::Locked => "locked",
            Self::Drawn => "drawn",
            Self::Voided => "voided",
            Self::Settling => "settling",
            Self::Closed => "closed",
        })
    }
}

/// Why a round has no draw.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VoidReason {
    /// The secret was not revealed in time. The round's slips go back; bets that were up stay up.
    Withheld,
    /// The table has finished no round for too long. Every bet goes back.
    Abandoned,
}

/// How a round ended.
#[derive(Clone, PartialEq, Eq, Debug)]
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

/// A round with its deadlines. Times in milliseconds of consensus time, amounts in the currency's smallest unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RoundView {
    /// Its game.
    pub game: GameId,
    /// Its number.
    pub round: RoundId,
    /// Where it stands.
    pub phase: Phase,
    /// Who committed to its secret.
    pub keeper: Option<AccountId>,
    /// The hash of the secret.
    pub commitment: Commitment,
    /// When it opened.
    pub opened_at: u64,
    /// From when on no slip is taken.
    pub betting_ends_at: u64,
    /// From when on it can be voided.
    pub reveal_by: u64,
    /// When it last moved on.
    pub moved_at: u64,
    /// Whether the VRF outputs of the draw's blocks are all in.
    pub draw_complete: bool,
    /// How it ended.
    pub ending: Option<Ending>,
    /// Players who bet in it.
    pub players: u32,
    /// Players who remain to be settled.
    pub unsettled: u32,
    /// What its slips staked.
    pub staked: Amount,
    /// What its settlement has given back.
    pub returned: Amount,
    /// The consensus time of the block that answers.
    pub now: u64,
}

/// What one player has at one table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlayerView {
    /// The table's last round.
    pub round: RoundId,
    /// The player's slips in it.
    pub slips: Vec<SlipId>,
    /// The bets of it.
    pub fresh: Vec<Bet>,
    /// The bets that are up from earlier rounds.
    pub up: Vec<Bet>,
}

/// One spot of a layout.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SpotView {
    /// Its id.
    pub spot: SpotId,
    /// Its name.
    pub name: String,
    /// What it pays.
    pub pays: Vec<PrizeView>,
    /// Whether chips can be put there; if not, bets travel there by themselves.
    pub placeable: bool,
}

/// One prize of a spot: `win` to `per` on `on`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PrizeView {
    /// When it is paid.
    pub on: String,
    /// The net win for each `per` staked; below zero what is lost of it.
    pub win: i32,
    /// See `win`.
    pub per: u32,
}

/// Why a slip was refused. It displays as what the player can do about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Rejection {
    /// The round takes no slips any more.
    #[error("betting is closed; wait for the next round")]
    BettingClosed,
    /// It is not the table's current round.
    #[error("this is not the table's current round; ask for the table's round and bet again")]
    WrongRound,
    /// The signature is not the player's over this very slip.
    #[error(
        "the signature is not the player's over this slip; sign the slip's payload with the player's key"
    )]
    BadSignature,
    /// The player has a slip with this number in the round.
    #[error("a slip with this number is already in the book; for another bet choose another number")]
    DuplicateSlip,
    /// The slip has no bets.
    #[error("the slip is empty; name at least one spot and amount")]
    EmptySlip,
    /// A bet is below the table's minimum, or what is taken down of it is, or what would be left of it.
    #[error(
        "a bet, or what would be left of one, is below the table's minimum; `gt tables` shows the limits"
    )]
    BelowMinimum,
    /// With it the player would have more on a spot than the table takes.
    #[error("with it there would be more on a spot than the table takes; `gt tables` shows the limits")]
    AboveMaximum,
    /// The game does not allow the bet, or that it is taken down.
    #[error("the game does not allow it: {0}")]
    NotPermitted(NotPermitted),
    /// With it the player would stake more in the round than the table takes.
    #[error(
        "with it you would stake more in the round than the table takes; bet less or wait for the next round"
    )]
    PlayerStakeLimit,
    /// With it the table could owe more than its limit.
    #[error("the table could owe more than it takes on; bet less, on other spots, or in the next round")]
    ExposureLimit,
    /// All seats are taken.
    #[error("all seats are taken; wait for the next round")]
    TooManyPlayers,
    /// The player would have bets on too many spots.
    #[error("you would have bets on too many spots; bet on fewer, or wait until some are decided")]
    TooManyBets,
    /// The player has too many slips in the round.
    #[error("you have too many slips in the round; put more bets into one slip")]
    TooManySlips,
    /// The bankroll could not pay the worst outcome of the book with it, or without the stakes that are taken down.
    #[error(
        "the bankroll could not cover the worst outcome; bet less, or on other spots, or leave the bets up"
    )]
    BankrollCover,
    /// The player does not have the stake and the fee, and an existential deposit besides.
    #[error("the account does not hold the stake and the fee; `gt balance` shows what it holds")]
    InsufficientFunds,
}

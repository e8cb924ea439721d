//! The runtime API: what a client asks the chain about tables.

// The macro writes the client's side of the API without documentation, and repeats the bounds.
#![allow(missing_docs, clippy::multiple_bound_locations)]

use alloc::{string::String, vec::Vec};
use codec::{Codec, Decode, Encode};
use global_table_games::{layout, GameId, SpotId, TableState};
use scale_info::TypeInfo;

use crate::{Bet, Commitment, Ending, Phase, RoundId, SlipId, TableConfig};

/// A table. Times in milliseconds of consensus time.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
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

/// A round with its deadlines. Times in milliseconds of consensus time, amounts in the currency's smallest unit.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct RoundView<AccountId> {
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
    pub staked: u128,
    /// What its settlement has given back.
    pub returned: u128,
    /// The consensus time of the block that answers.
    pub now: u64,
}

/// What one player has at one table.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
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
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct SpotView {
    /// Its id.
    pub spot: SpotId,
    /// Its name.
    pub name: String,
    /// What it pays, in words: on what, and the odds `win` to `per`.
    pub pays: Vec<PrizeView>,
    /// Whether chips can be put there; if not, bets travel there by themselves.
    pub placeable: bool,
}

/// One prize of a spot: `win` to `per` on `on`.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
pub struct PrizeView {
    /// When it is paid.
    pub on: String,
    /// The net win for each `per` staked; below zero what is lost of it.
    pub win: i32,
    /// See `win`.
    pub per: u32,
}

/// The layout of `game`.
pub fn layout_view(game: GameId) -> Vec<SpotView> {
    layout(game)
        .iter()
        .map(|spot| SpotView {
            spot: spot.id,
            name: spot.name.into(),
            pays: spot
                .pays
                .iter()
                .map(|prize| PrizeView {
                    on: prize.on.into(),
                    win: prize.pays.win,
                    per: prize.pays.per,
                })
                .collect(),
            placeable: spot.placeable,
        })
        .collect()
}

sp_api::decl_runtime_apis! {
    /// What a client asks the chain about tables.
    pub trait GlobalTableApi<AccountId: Codec> {
        /// Every table.
        fn tables() -> Vec<TableView>;
        /// The table of a game.
        fn table(game: GameId) -> Option<TableView>;
        /// A round that is still kept; the current one for `None`.
        fn round(game: GameId, round: Option<RoundId>) -> Option<RoundView<AccountId>>;
        /// The spots on which something lies, with their amounts.
        fn totals(game: GameId) -> Vec<(SpotId, u128)>;
        /// What a player has at a table.
        fn bets(game: GameId, player: AccountId) -> Option<PlayerView>;
        /// The spots of a game with their names and pays.
        fn layout(game: GameId) -> Vec<SpotView>;
        /// The keeper on duty for a round.
        fn on_duty(game: GameId, round: RoundId) -> Option<AccountId>;
    }
}

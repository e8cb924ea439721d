//! What the planner sees of the chain: plain data, without a connection.

use global_table_client::{AccountId, Commitment, Ending, GameId, Phase, RoundId, RoundView, TableView};

/// A point of the chain's consensus time, or a span of it, in milliseconds.
pub type Millis = u64;

/// The chain at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The best block's number.
    pub best: u64,
    /// The best block's consensus time.
    pub now: Millis,
    /// The length of a slot.
    pub slot_ms: Millis,
    /// For how long a due step is the business of one keeper alone.
    pub grace_ms: Millis,
    /// The tables.
    pub tables: Vec<Table>,
}

/// One table at the best block, with what is final of its round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its game.
    pub game: GameId,
    /// The last round that was opened; 0 before the first.
    pub round: RoundId,
    /// Whether rounds are kept from opening.
    pub paused: bool,
    /// When the next round may open.
    pub opens_at: Millis,
    /// How many blocks' VRF outputs decide a draw.
    pub draw_blocks: u8,
    /// From when on every bet goes back because no round was drawn; `None` if nothing is up, or if it is not
    /// known.
    pub abandoned_at: Option<Millis>,
    /// How many turns this keeper is away from duty for the next round: 0 is on duty. `None` outside the
    /// rota.
    pub turns_to_duty: Option<u32>,
    /// The last round at the best block; `None` before the first.
    pub current: Option<Round>,
    /// The last round at the newest final block, which may be an older one.
    pub finalised: Option<Round>,
}

/// One round at one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Its number.
    pub round: RoundId,
    /// Where it stands.
    pub phase: Phase,
    /// Who committed to its secret; `None` if it only gives an abandoned table's bets back.
    pub keeper: Option<AccountId>,
    /// The hash of its secret.
    pub commitment: Commitment,
    /// From when on no slip is taken.
    pub betting_ends_at: Millis,
    /// From when on it can be voided.
    pub reveal_by: Millis,
    /// When it last moved on.
    pub moved_at: Millis,
    /// Whether the VRF outputs of the draw's blocks are all in.
    pub draw_complete: bool,
    /// Players who remain to be settled.
    pub unsettled: u32,
}

impl Table {
    /// A table from what the chain says at the best block.
    pub fn new(
        table: TableView,
        current: Option<RoundView>,
        finalised: Option<RoundView>,
        turns_to_duty: Option<u32>,
    ) -> Self {
        let (current, drawn_at) = match current {
            Some(round) => {
                let drawn_at = drawn_at(&round);
                (Some(Round::from(round)), drawn_at)
            }
            None => (None, None),
        };
        let abandoned_at = drawn_at
            .filter(|_| table.seats > 0)
            .map(|drawn_at| drawn_at.saturating_add(table.config.abandoned_after_ms));
        Self {
            game: table.game,
            round: table.round,
            paused: table.paused,
            opens_at: table.opens_at,
            draw_blocks: table.config.draw_blocks,
            abandoned_at,
            turns_to_duty,
            current,
            finalised: finalised.map(Round::from),
        }
    }
}

/// When the round closed, if it did so with a draw. Otherwise the last draw is further back, and the
/// runtime's own hands know when it was.
fn drawn_at(round: &RoundView) -> Option<Millis> {
    let drawn = matches!(round.ending, Some(Ending::Drawn { .. }));
    (drawn && round.phase == Phase::Closed).then_some(round.moved_at)
}

impl From<RoundView> for Round {
    fn from(round: RoundView) -> Self {
        Self {
            round: round.round,
            phase: round.phase,
            keeper: round.keeper,
            commitment: round.commitment,
            betting_ends_at: round.betting_ends_at,
            reveal_by: round.reveal_by,
            moved_at: round.moved_at,
            draw_complete: round.draw_complete,
            unsettled: round.unsettled,
        }
    }
}

impl Round {
    /// Whether its secret is still asked for.
    pub fn awaits_reveal(&self) -> bool {
        matches!(self.phase, Phase::Betting | Phase::Locked)
    }
}

//! What happens at the tables.

use frame_support::pallet_macros::pallet_section;

/// The pallet's events.
#[pallet_section]
mod events {
    /// What happened. Every event names the game and the round; round 0 stands for "before the first round". Amounts are
    /// in the currency's smallest unit.
    #[pallet::event]
    #[allow(missing_docs, reason = "each event's own text says what its fields hold")]
    #[pallet::generate_deposit(pub(super) fn deposit_event)]
    pub enum Event<T: Config> {
        /// A game has its table.
        TableInitialised { game: GameId, round: RoundId },
        /// `keeper` has committed to a secret: a round takes slips until `betting_ends_at` (milliseconds of consensus
        /// time).
        RoundOpened {
            game: GameId,
            round: RoundId,
            keeper: T::AccountId,
            commitment: Commitment,
            betting_ends_at: u64,
        },
        /// A slip is in the book: `staked` moved from the player to the bankroll, and `fee` to the relayer.
        BetAccepted {
            game: GameId,
            round: RoundId,
            player: T::AccountId,
            slip: SlipId,
            staked: u128,
            fee: u128,
        },
        /// A slip was refused whole, and no money moved.
        BetRejected {
            game: GameId,
            round: RoundId,
            player: T::AccountId,
            slip: SlipId,
            reason: Rejection,
        },
        /// The round's stored phase follows its deadline: betting is over.
        Locked { game: GameId, round: RoundId },
        /// The round is drawn: what the 32 bytes of the draw are, and what they mean in the game.
        Outcome {
            game: GameId,
            round: RoundId,
            outcome: Outcome,
            draw: [u8; 32],
        },
        /// A batch of players is settled: each player of whom a bet was resolved, with what came back in all (0 for a
        /// player who lost), and how many players of the round remain to be settled.
        Settled {
            game: GameId,
            round: RoundId,
            payouts: Vec<(T::AccountId, u128)>,
            remaining: u32,
        },
        /// The round is closed: what its slips staked, and what its settlement gave back.
        RoundFinalised {
            game: GameId,
            round: RoundId,
            staked: u128,
            returned: u128,
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
        /// A slip's bets were taken down: `returned` moved from the bankroll to the player, and `fee` from the player to the
        /// relayer.
        BetTakenDown {
            game: GameId,
            round: RoundId,
            player: T::AccountId,
            slip: SlipId,
            returned: u128,
            fee: u128,
        },
    }
}

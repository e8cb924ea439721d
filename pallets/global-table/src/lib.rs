//! The tables and their rounds.
//!
//! Every game has one table, and every table runs one round after another: a keeper opens a round with a commitment,
//! players submit slips until the deadline, the round locks, the authors' VRF outputs of the blocks after the deadline
//! and the keeper's secret make the draw, and everybody is settled in batches before the round closes. See `README.md`
//! for the state machine.
//!
//! Where things are:
//!
//! * `instructions`: one file per call, and the whole of what that call does;
//! * `slips` and `book`: what a player signs, and the open book of a round, the one place where a slip is taken or
//!   refused;
//! * `bets` and `stored`: what each player has at a table, and how it is stored;
//! * `seats`: who has bets at a table, in pages, the order in which players are settled;
//! * `money`: what moves between players and the house;
//! * `draw`: which blocks decide a round, and how the draw is made;
//! * `hands`: what the runtime does by itself when nobody else does it;
//! * `invariants`: what holds after every call and at every block.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

extern crate alloc;

use frame_support::pallet_macros::import_section;

#[cfg(any(test, feature = "runtime-benchmarks"))]
mod benchmarking;
mod bets;
mod book;
mod draw;
mod events;
mod hands;
mod instructions;
#[cfg(any(test, feature = "try-runtime"))]
mod invariants;
#[cfg(test)]
mod mock;
mod money;
pub mod runtime_api;
mod seats;
mod slips;
mod stored;
#[cfg(test)]
mod tests;
mod types;
mod view;
pub mod weights;

#[cfg(any(test, feature = "runtime-benchmarks"))]
pub use benchmarking::stage::BenchmarkHelper;
pub use draw::{draw_of, DRAW_DOMAIN};
pub use pallet::*;
pub use slips::{bets_in, slip_payload, take_down_payload, TAKE_DOWN_DOMAIN};
pub use types::*;
pub use weights::WeightInfo;

/// The pallet's config, storage, events, errors and calls.
#[import_section(events::events)]
#[frame_support::pallet]
#[allow(
    unused_qualifications,
    reason = "the macro takes its own attributes for paths into this module"
)]
pub mod pallet {
    use super::{bets_in, instructions, types::*, weights::WeightInfo};
    use alloc::vec::Vec;
    use frame_support::{
        pallet_prelude::*,
        traits::{Get, Time},
    };
    use frame_system::pallet_prelude::*;
    use global_table_games::{GameId, Outcome};
    use pallet_bankroll::House;
    use pallet_keepers::Keepers;
    use sp_runtime::traits::{IdentifyAccount, Verify};

    /// The storage layout's version; a migration raises it.
    const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

    /// The tables' door to the other pallets of the runtime.
    #[pallet::pallet]
    #[pallet::storage_version(STORAGE_VERSION)]
    pub struct Pallet<T>(_);

    /// What the tables need from their runtime.
    #[pallet::config]
    pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
        /// Who initialises, pauses and resumes tables.
        type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

        /// Consensus time in milliseconds since the Unix epoch; never a node's own clock.
        type Time: Time<Moment = u64>;

        /// The VRF output of the author of the block that is being finalised, `None` if it carries none. It is read in
        /// `on_finalize`, so its source has to be finalised before this pallet.
        type AuthorVrf: Get<Option<[u8; 32]>>;

        /// The money behind the tables.
        type House: House<Self::AccountId>;

        /// The accounts that move rounds along.
        type Keepers: Keepers<Self::AccountId>;

        /// The signature on a relayed slip.
        type Signature: Verify<Signer = Self::Signer> + Parameter;

        /// The public key behind [`Config::Signature`].
        type Signer: IdentifyAccount<AccountId = Self::AccountId>;

        /// How long, in milliseconds, a step may be overdue before the runtime takes it in idle block space.
        #[pallet::constant]
        type Patience: Get<u64>;

        /// The weights of the calls, from benchmark runs.
        type WeightInfo: WeightInfo;

        /// What the benchmarks need from the runtime around them.
        #[cfg(feature = "runtime-benchmarks")]
        type BenchmarkHelper: super::BenchmarkHelper<Self::AccountId, Self::Signature>;
    }

    /// The table of each game: its config and the state that passes from round to round.
    #[pallet::storage]
    pub type Tables<T: Config> = StorageMap<_, Twox64Concat, GameId, Table, OptionQuery>;

    /// The current round of each table and the last [`HISTORY_ROUNDS`] before it.
    #[pallet::storage]
    pub type Rounds<T: Config> =
        StorageDoubleMap<_, Twox64Concat, GameId, Twox64Concat, RoundId, RoundOf<T>, OptionQuery>;

    /// The amount on each spot of each table, indexed by spot; trailing empty spots are left out.
    #[pallet::storage]
    pub type Totals<T: Config> = StorageMap<_, Twox64Concat, GameId, SpotTotals, ValueQuery>;

    /// What each player has at each table. There is an entry exactly for the players who have a seat.
    ///
    /// The account is its own key. Whoever has bets has signed for them, so an account is a public key or a hash, and to
    /// find one whose key begins like another's takes as many tries as to find one whose hash does.
    #[pallet::storage]
    pub type BetsOf<T: Config> =
        StorageDoubleMap<_, Twox64Concat, GameId, Identity, T::AccountId, PlayerBets, OptionQuery>;

    /// The players who have bets at each table, or had until they took them down in the round in flight, in pages of
    /// [`SEATS_PER_PAGE`]; every page but the last is full.
    #[pallet::storage]
    pub type Seats<T: Config> =
        StorageDoubleMap<_, Twox64Concat, GameId, Twox64Concat, u32, SeatPage<T::AccountId>, ValueQuery>;

    /// Tables that exist from the first block on.
    #[pallet::genesis_config]
    #[derive(frame_support::DefaultNoBound)]
    pub struct GenesisConfig<T: Config> {
        /// A config for each game that has a table.
        pub tables: Vec<(GameId, TableConfig)>,
        #[doc(hidden)]
        #[serde(skip)]
        pub _config: PhantomData<T>,
    }

    #[pallet::genesis_build]
    impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
        fn build(&self) {
            for (game, config) in &self.tables {
                instructions::init::seat_table::<T>(*game, config.clone())
                    .expect("a genesis table has a valid config and is listed once");
            }
        }
    }

    /// Why a call as a whole could not be taken. A slip that could not be taken says so in a [`Rejection`].
    #[pallet::error]
    pub enum Error<T> {
        /// This game has no table: `init` it first.
        NoTable,
        /// This game has its table already.
        AlreadyInitialised,
        /// The table's config contradicts itself, or is beyond a limit.
        InvalidConfig,
        /// There is no such round, or it is older than the history that is kept.
        NoRound,
        /// The table is paused: no round opens until it is resumed.
        Paused,
        /// The table is not paused.
        NotPaused,
        /// The previous round is not closed: settle and finalize it first.
        RoundInFlight,
        /// It is too early: wait until the previous round's cooldown has passed.
        TooEarly,
        /// This keeper is not on duty for the round, and the grace period of the one who is has not passed.
        NotOnDuty,
        /// The table is abandoned: void it, so that every bet goes back, before a round is opened.
        Abandoned,
        /// Betting goes on: wait until `betting_ends_at`.
        BettingOpen,
        /// The round is in a phase in which this call has nothing to do.
        WrongPhase,
        /// The VRF outputs of the draw's blocks are not all in: wait for the next blocks.
        DrawIncomplete,
        /// The secret's hash is not the round's commitment.
        WrongSecret,
        /// The deadline for the reveal has passed: the round can only be voided.
        RevealTooLate,
        /// The keeper still has time to reveal: wait until `reveal_by`.
        NotOverdue,
        /// Players of this round remain to be settled.
        NotSettled,
        /// A batch has to name at least one player or slip.
        EmptyBatch,
        /// An amount does not fit into 128 bits, or a counter into its type.
        Overflow,
        /// A table's book and the bankroll contradict each other; nothing was changed.
        Inconsistent,
    }

    #[pallet::extra_constants]
    impl<T: Config> Pallet<T> {
        /// The most bets that one slip holds.
        #[pallet::constant_name(MaxBetsPerSlip)]
        fn max_bets_per_slip() -> u32 {
            MAX_BETS_PER_SLIP
        }

        /// The most slips that one `relay_bets` carries.
        #[pallet::constant_name(MaxSlipsPerRelay)]
        fn max_slips_per_relay() -> u32 {
            MAX_SLIPS_PER_RELAY
        }

        /// The most spots on which one player has bets at one table.
        #[pallet::constant_name(MaxBetsPerPlayer)]
        fn max_bets_per_player() -> u32 {
            MAX_BETS_PER_PLAYER
        }

        /// The most slips that one player has in one round.
        #[pallet::constant_name(MaxSlipsPerPlayer)]
        fn max_slips_per_player() -> u32 {
            MAX_SLIPS_PER_PLAYER
        }

        /// How many closed rounds of each table are kept.
        #[pallet::constant_name(HistoryRounds)]
        fn history_rounds() -> u32 {
            HISTORY_ROUNDS
        }
    }

    #[pallet::hooks]
    impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
        fn on_initialize(_now: BlockNumberFor<T>) -> Weight {
            T::WeightInfo::on_finalize()
        }

        fn on_finalize(now: BlockNumberFor<T>) {
            super::draw::collect::<T>(now);
        }

        fn on_idle(_now: BlockNumberFor<T>, remaining: Weight) -> Weight {
            super::hands::work::<T>(remaining)
        }

        #[cfg(feature = "try-runtime")]
        fn try_state(_now: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
            super::invariants::check::<T>()
        }
    }

    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Give `game` its table.
        ///
        /// * `config`: schedule (milliseconds), limits (units of the currency), rules; see [`TableConfig`].
        ///
        /// Emits `TableInitialised`. Errors: `AlreadyInitialised`, `InvalidConfig`. Who: [`Config::AdminOrigin`].
        #[pallet::call_index(0)]
        #[pallet::weight(T::WeightInfo::init())]
        pub fn init(origin: OriginFor<T>, game: GameId, config: TableConfig) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            instructions::init::seat_table::<T>(game, config)
        }

        /// Open the next round of `game`.
        ///
        /// * `round`: its number, one more than the last one's, so that a call that comes late opens nothing else;
        /// * `commitment`: the blake2-256 hash of the secret.
        ///
        /// Emits `RoundOpened`. Errors: `NoTable`, `NoRound` (not the next number), `Paused`, `RoundInFlight`,
        /// `TooEarly`, `NotOnDuty`, `Abandoned`. Who: the keeper on duty, once the previous round is closed and its
        /// cooldown has passed; after the keepers' grace period any bonded keeper.
        #[pallet::call_index(1)]
        #[pallet::weight(T::WeightInfo::open_round())]
        pub fn open_round(
            origin: OriginFor<T>,
            game: GameId,
            round: RoundId,
            commitment: Commitment,
        ) -> DispatchResult {
            instructions::open_round::open_round::<T>(ensure_signed(origin)?, game, round, commitment)
        }

        /// Submit one slip to `round` of `game`.
        ///
        /// * `slip`: the player's own number for it, accepted once per player and round;
        /// * `bets`: spots and amounts.
        ///
        /// Emits `BetAccepted`, or `BetRejected` with the reason; a refused slip costs the transaction fee only.
        /// Errors: `NoTable`, `NoRound` (before the first one). Who: the player, until `betting_ends_at`.
        #[pallet::call_index(2)]
        #[pallet::weight(T::WeightInfo::submit_bets(bets.len() as u32))]
        pub fn submit_bets(
            origin: OriginFor<T>,
            game: GameId,
            round: RoundId,
            #[pallet::compact] slip: SlipId,
            bets: Bets,
        ) -> DispatchResult {
            instructions::submit_bets::submit_bets::<T>(ensure_signed(origin)?, game, round, slip, bets)
        }

        /// Submit many players' slips to `round` of `game`, each with its player's own signature.
        ///
        /// A signature is over [`crate::slip_payload`], raw or between `<Bytes>` and `</Bytes>`. Each slip is taken or refused
        /// by itself, and a fee that it names goes to the signer of this call.
        ///
        /// Emits `BetAccepted` or `BetRejected` for each. Errors: `NoTable`, `NoRound` (before the first one),
        /// `EmptyBatch`. Who: anyone.
        #[pallet::call_index(3)]
        #[pallet::weight(T::WeightInfo::relay_bets(slips.len() as u32, bets_in::<T>(slips)))]
        pub fn relay_bets(
            origin: OriginFor<T>,
            game: GameId,
            round: RoundId,
            slips: SignedSlips<T>,
        ) -> DispatchResult {
            instructions::relay_bets::relay_bets::<T>(ensure_signed(origin)?, game, round, slips)
        }

        /// Let the stored phase of `round` follow its deadline.
        ///
        /// Emits `Locked`. Errors: `NoTable`, `NoRound`, `WrongPhase`, `BettingOpen`. Who: anyone, from
        /// `betting_ends_at` on; a keeper is rewarded. It changes nothing but the stored phase.
        #[pallet::call_index(4)]
        #[pallet::weight(T::WeightInfo::lock())]
        pub fn lock(origin: OriginFor<T>, game: GameId, round: RoundId) -> DispatchResult {
            instructions::lock::lock::<T>(ensure_signed(origin)?, game, round)
        }

        /// Draw `round` with the secret of its commitment.
        ///
        /// Emits `Outcome` (and `Locked`, if nobody had locked). Errors: `NoTable`, `NoRound`, `WrongPhase`,
        /// `BettingOpen`, `DrawIncomplete`, `WrongSecret`, `RevealTooLate`. Who: anyone who has the secret, once the
        /// draw's blocks are in. A keeper waits until they are final.
        #[pallet::call_index(5)]
        #[pallet::weight(T::WeightInfo::reveal())]
        pub fn reveal(origin: OriginFor<T>, game: GameId, round: RoundId, secret: Secret) -> DispatchResult {
            ensure_signed(origin)?;
            instructions::reveal::reveal::<T>(game, round, secret)
        }

        /// Settle up to `max_players` of the players who remain in a drawn or voided round.
        ///
        /// Emits `Settled`. Errors: `NoTable`, `NoRound`, `WrongPhase`, `EmptyBatch`. Who: anyone; a keeper is rewarded
        /// per player. The weight that was declared for players and bets that were not there is given back.
        #[pallet::call_index(6)]
        #[pallet::weight(T::WeightInfo::settle(*max_players, max_players.saturating_mul(MAX_BETS_PER_PLAYER)))]
        pub fn settle(
            origin: OriginFor<T>,
            game: GameId,
            round: RoundId,
            max_players: u32,
        ) -> DispatchResultWithPostInfo {
            let who = ensure_signed(origin)?;
            let batch = instructions::settle::settle::<T>(Some(who), game, round, max_players)?;
            Ok(Some(T::WeightInfo::settle(batch.players, batch.bets)).into())
        }

        /// Close a round of which everybody is settled, and let the table's state follow its outcome.
        ///
        /// Emits `RoundFinalised`. Errors: `NoTable`, `NoRound`, `WrongPhase`, `NotSettled`. Who: anyone; a keeper is
        /// rewarded.
        #[pallet::call_index(7)]
        #[pallet::weight(T::WeightInfo::finalize())]
        pub fn finalize(origin: OriginFor<T>, game: GameId, round: RoundId) -> DispatchResult {
            instructions::finalize::finalize::<T>(Some(ensure_signed(origin)?), game, round)
        }

        /// Void the current round of `game` if its secret is overdue, so that its slips go back; or, if no round is in
        /// flight and the table is abandoned, open and void a round that gives every bet still up back.
        ///
        /// Emits `RoundVoided`. Errors: `NoTable`, `WrongPhase`, `DrawIncomplete`, `NotOverdue`. Who: anyone.
        #[pallet::call_index(8)]
        #[pallet::weight(T::WeightInfo::void())]
        pub fn void(origin: OriginFor<T>, game: GameId) -> DispatchResult {
            ensure_signed(origin)?;
            instructions::void::void::<T>(game)
        }

        /// Open no round of `game` after the current one, which goes on to its end.
        ///
        /// Emits `TablePaused`. Errors: `NoTable`, `Paused`. Who: [`Config::AdminOrigin`].
        #[pallet::call_index(9)]
        #[pallet::weight(T::WeightInfo::pause())]
        pub fn pause(origin: OriginFor<T>, game: GameId) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            instructions::pause::pause::<T>(game)
        }

        /// Let rounds of `game` open again.
        ///
        /// Emits `TableResumed`. Errors: `NoTable`, `NotPaused`. Who: [`Config::AdminOrigin`].
        #[pallet::call_index(10)]
        #[pallet::weight(T::WeightInfo::resume())]
        pub fn resume(origin: OriginFor<T>, game: GameId) -> DispatchResult {
            T::AdminOrigin::ensure_origin(origin)?;
            instructions::resume::resume::<T>(game)
        }

        /// Take bets of the signer's down that are up, and have their stakes back at once.
        ///
        /// * `slip`: a number as for `submit_bets`, of which it uses one up;
        /// * `bets`: spots, and the amounts to take off what has been through a roll there. What the current round's slips
        ///   have put down stays.
        ///
        /// Emits `BetTakenDown`, or `BetRejected` with the reason. Errors: `NoTable`, `NoRound` (before the first one).
        /// Who: the player, until `betting_ends_at`.
        #[pallet::call_index(11)]
        #[pallet::weight(T::WeightInfo::take_down(bets.len() as u32))]
        pub fn take_down(
            origin: OriginFor<T>,
            game: GameId,
            round: RoundId,
            #[pallet::compact] slip: SlipId,
            bets: Bets,
        ) -> DispatchResult {
            instructions::take_down::take_down::<T>(ensure_signed(origin)?, game, round, slip, bets)
        }

        /// Take bets of many players down, each with its player's own signature over [`crate::take_down_payload`], raw or
        /// between `<Bytes>` and `</Bytes>`. In everything else like `relay_bets`.
        ///
        /// Emits `BetTakenDown` or `BetRejected` for each. Errors: `NoTable`, `NoRound` (before the first one),
        /// `EmptyBatch`. Who: anyone.
        #[pallet::call_index(12)]
        #[pallet::weight(T::WeightInfo::relay_take_downs(slips.len() as u32, bets_in::<T>(slips)))]
        pub fn relay_take_downs(
            origin: OriginFor<T>,
            game: GameId,
            round: RoundId,
            slips: SignedSlips<T>,
        ) -> DispatchResult {
            instructions::relay_take_downs::relay_take_downs::<T>(ensure_signed(origin)?, game, round, slips)
        }
    }
}

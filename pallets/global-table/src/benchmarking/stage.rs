//! Tables and rounds as the benchmarks find them: the worst cases that players can bring about.
//!
//! Also compiled for tests, so that a scene that no longer fits its call is found without a benchmark run.

use alloc::{vec, vec::Vec};

use codec::{Decode, Encode};
use frame_support::{
    traits::fungible::{Inspect, Mutate},
    BoundedVec,
};
use global_table_games::{
    layout, permit_take_down, spot_by_name, GameId, Outcome, Rules, SpotId, TableState,
};
use pallet_bankroll::{House, Reserve};
use sp_io::hashing::blake2_256;
use sp_runtime::{traits::TrailingZeroInput, DispatchError};

use crate::{
    draw,
    instructions::{init, open_round, reveal},
    money::CurrencyOf,
    seats::SeatList,
    slip_payload, slips, take_down_payload, Bet, Bets, BetsOf, Config, Ending, Limits, Phase, PlayerBets,
    RoundId, RoundOf, Rounds, Schedule, Seats, Secret, SignedSlip, SignedSlips, SpotTotals, TableConfig,
    Tables, Totals, HISTORY_ROUNDS, MAX_BETS_PER_PLAYER, MAX_DRAW_BLOCKS, SEATS_PER_PAGE,
};

/// What the benchmarks need from the runtime around them.
pub trait BenchmarkHelper<AccountId, Signature> {
    /// Sign `message` with the key pair of number `seed`: the account behind it, and the signature that is slowest to
    /// verify.
    fn sign(seed: u32, message: &[u8]) -> (AccountId, Signature);

    /// Set consensus time to `now`, in milliseconds.
    fn set_time(now: u64);

    /// Let `vrf` be the output of the author of the block that is being finalised.
    fn set_author_vrf(vrf: [u8; 32]);

    /// A bonded keeper in a rota that is as long as it can get, with a pot that can pay it.
    fn keeper() -> AccountId;
}

/// The secret of every round.
pub const SECRET: Secret = [7; 32];
/// When the tables are set up, in milliseconds.
const START: u64 = 1_000_000_000_000;
/// By now the grace period of whoever is on duty is over, in milliseconds.
const OPENING: u64 = START + 3_600_000;
/// The number that wins.
const POCKET: u8 = 17;

/// A table with something on every spot, in a house that covers anything. Nothing that genesis put there is left.
pub fn table<T: Config, H: BenchmarkHelper<T::AccountId, T::Signature>>(
    game: GameId,
) -> Result<(), DispatchError> {
    let _ = Rounds::<T>::clear_prefix(game, u32::MAX, None);
    let _ = BetsOf::<T>::clear_prefix(game, u32::MAX, None);
    let _ = Seats::<T>::clear_prefix(game, u32::MAX, None);
    Tables::<T>::remove(game);
    H::set_time(START);
    init::seat_table::<T>(game, config::<T>())?;
    let everywhere = vec![least::<T>(); layout(game).len()];
    Totals::<T>::insert(game, SpotTotals::truncate_from(everywhere));
    fund::<T>(&T::House::account(), u128::from(u64::MAX) << 32);
    H::set_time(OPENING);
    Ok(())
}

/// The table with a round that takes slips, opened by `keeper`.
pub fn betting<T: Config, H: BenchmarkHelper<T::AccountId, T::Signature>>(
    game: GameId,
    keeper: T::AccountId,
) -> Result<RoundId, DispatchError> {
    table::<T, H>(game)?;
    open_round::open_round::<T>(keeper, game, 1, blake2_256(&SECRET))?;
    // The last page of seats has room for one more player.
    seat::<T>(
        game,
        (0..SEATS_PER_PAGE.saturating_sub(1)).map(|n| player::<T>("seated", n)),
    )?;
    Ok(1)
}

/// The table with a round whose betting is over, but which nobody has locked. Its draw is complete.
pub fn overdue<T: Config, H: BenchmarkHelper<T::AccountId, T::Signature>>(
    game: GameId,
    keeper: T::AccountId,
) -> Result<RoundId, DispatchError> {
    let round = betting::<T, H>(game, keeper)?;
    let mut ends = 0;
    edit::<T>(game, round, |record| {
        ends = record.betting_ends_at;
        record.closing_block = Some(1u32.into());
        record.vrfs = BoundedVec::truncate_from(vec![[9; 32]; MAX_DRAW_BLOCKS as usize]);
    })?;
    H::set_time(ends);
    Ok(round)
}

/// A drawn round of roulette in which `players` have `bets` bets in all, half of them from before, and each wins. Their
/// accounts are gone.
pub fn drawn<T: Config, H: BenchmarkHelper<T::AccountId, T::Signature>>(
    keeper: T::AccountId,
    players: u32,
    bets: u32,
) -> Result<RoundId, DispatchError> {
    let game = GameId::Roulette;
    table::<T, H>(game)?;
    open_round::open_round::<T>(keeper, game, 1, blake2_256(&SECRET))?;
    let least = least::<T>();
    let mut totals = vec![0u128; layout(game).len()];
    for n in 0..players {
        let mut all = winning_bets(share(bets, players, n), least);
        all.iter()
            .for_each(|bet| totals[usize::from(bet.spot.0)] += least);
        let up = all.split_off(all.len() / 2);
        let own = PlayerBets {
            round: 1,
            slips: BoundedVec::truncate_from(vec![0]),
            fresh: BoundedVec::truncate_from(all),
            up: BoundedVec::truncate_from(up),
        };
        BetsOf::<T>::insert(game, player::<T>("winner", n), own);
    }
    seat::<T>(game, (0..players).map(|n| player::<T>("winner", n)))?;
    let totals = SpotTotals::truncate_from(totals);
    Totals::<T>::insert(game, &totals);
    end::<T>(game, Outcome::Roulette(POCKET), players)
}

/// A settled round of craps that nobody has closed, and for which the oldest round of the history has to go.
pub fn settled<T: Config, H: BenchmarkHelper<T::AccountId, T::Signature>>(
    keeper: T::AccountId,
) -> Result<RoundId, DispatchError> {
    let game = GameId::Craps;
    let round = overdue::<T, H>(game, keeper)?;
    end::<T>(game, Outcome::Craps([2, 2]), 0)?;
    let last = round.saturating_add(HISTORY_ROUNDS);
    let record = Rounds::<T>::get(game, round).ok_or("the round is there")?;
    Rounds::<T>::insert(game, last, record);
    Tables::<T>::mutate(game, |table| {
        table.iter_mut().for_each(|table| table.round = last)
    });
    Ok(last)
}

/// A slip of `count` bets on the last spots of craps, among them all that count.
pub fn slip<T: Config>(count: u32) -> Bets {
    let spots = layout(GameId::Craps).iter().rev().take(count as usize);
    Bets::truncate_from(
        spots
            .map(|spot| Bet {
                spot: spot.id,
                amount: least::<T>(),
            })
            .collect(),
    )
}

/// `slips` slips of newcomers with `bets` bets in all, each with a fee, and wrapped as wallets do, so that each takes two
/// verifications.
pub fn signed_slips<T: Config, H: BenchmarkHelper<T::AccountId, T::Signature>>(
    game: GameId,
    round: RoundId,
    slips: u32,
    bets: u32,
) -> SignedSlips<T> {
    let genesis = draw::genesis_hash::<T>();
    let sign = |n| {
        let (bets, fee) = (slip::<T>(share(bets, slips, n)), 1);
        let payload = slip_payload(&genesis, game, round, 1, &bets, fee);
        let (player, signature) = H::sign(n, &slips::wrap(&payload));
        fund::<T>(&player, least::<T>() * 100);
        SignedSlip {
            player,
            slip: 1,
            bets,
            fee,
            signature,
        }
    };
    SignedSlips::<T>::truncate_from((0..slips).map(sign).collect())
}

/// Craps with a round that takes slips, opened by `keeper`, in which each of `players` has as many bets up as one can have,
/// among them those of [`slip_down`].
pub fn up<T: Config, H: BenchmarkHelper<T::AccountId, T::Signature>>(
    keeper: T::AccountId,
    players: &[T::AccountId],
) -> Result<RoundId, DispatchError> {
    let game = GameId::Craps;
    table::<T, H>(game)?;
    let least = least::<T>();
    let all = vec![least * (players.len() as u128 + 1); layout(game).len()];
    Totals::<T>::insert(game, SpotTotals::truncate_from(all));
    // The bets that are taken down are the last ones.
    let mut spots: Vec<SpotId> = layout(game).iter().map(|spot| spot.id).collect();
    spots.sort_by_key(|spot| may_go_down(*spot, least));
    let first = spots.len().saturating_sub(MAX_BETS_PER_PLAYER as usize);
    let up = spots.split_off(first).into_iter();
    let own = PlayerBets {
        round: 0,
        up: BoundedVec::truncate_from(up.map(|spot| Bet { spot, amount: least }).collect()),
        ..PlayerBets::default()
    };
    for player in players {
        BetsOf::<T>::insert(game, player, &own);
    }
    seat::<T>(game, players.iter().cloned())?;
    open_round::open_round::<T>(keeper, game, 1, blake2_256(&SECRET))?;
    Ok(1)
}

/// A slip that takes `count` bets down which [`up`] has put there.
pub fn slip_down<T: Config>(count: u32) -> Bets {
    let amount = least::<T>();
    let down = layout(GameId::Craps)
        .iter()
        .rev()
        .map(|spot| spot.id)
        .filter(|spot| may_go_down(*spot, amount));
    Bets::truncate_from(
        down.take(count as usize)
            .map(|spot| Bet { spot, amount })
            .collect(),
    )
}

/// Whether what lies on the spot alone can be taken down before the come-out roll.
fn may_go_down(spot: SpotId, amount: u128) -> bool {
    let alone = |other| if other == spot { amount } else { 0 };
    let state = TableState::initial(GameId::Craps);
    permit_take_down(&state, &Rules::default(), spot, amount, alone).is_ok()
}

/// Slips of `slips` players that take `bets` bets down in all, each with a fee, and wrapped as wallets do, in a round like
/// that of [`up`].
pub fn signed_take_downs<T: Config, H: BenchmarkHelper<T::AccountId, T::Signature>>(
    keeper: T::AccountId,
    slips: u32,
    bets: u32,
) -> Result<(RoundId, SignedSlips<T>), DispatchError> {
    let genesis = draw::genesis_hash::<T>();
    let sign = |n| {
        let (bets, fee) = (slip_down::<T>(share(bets, slips, n)), 1);
        let payload = take_down_payload(&genesis, GameId::Craps, 1, 1, &bets, fee);
        let (player, signature) = H::sign(n, &slips::wrap(&payload));
        fund::<T>(&player, least::<T>() * 100);
        SignedSlip {
            player,
            slip: 1,
            bets,
            fee,
            signature,
        }
    };
    let signed: Vec<_> = (0..slips).map(sign).collect();
    let players: Vec<_> = signed.iter().map(|slip| slip.player.clone()).collect();
    let round = up::<T, H>(keeper, &players)?;
    Ok((round, SignedSlips::<T>::truncate_from(signed)))
}

/// Give `who` so much.
pub fn fund<T: Config>(who: &T::AccountId, amount: u128) {
    CurrencyOf::<T>::set_balance(who, amount);
}

/// The least that these tables take: a quarter of it may come back, and opens an account.
pub fn least<T: Config>() -> u128 {
    CurrencyOf::<T>::minimum_balance().max(1).saturating_mul(4)
}

/// A config that takes anything.
pub fn config<T: Config>() -> TableConfig {
    TableConfig {
        schedule: Schedule {
            betting_ms: 1_000,
            lock_ms: 1_000,
            reveal_ms: 1_000,
            payout_ms: 1_000,
            cooldown_ms: 1_000,
            reveal_grace_ms: 1_000,
        },
        limits: Limits {
            min_bet: least::<T>(),
            max_bet: u128::MAX,
            max_player_stake: u128::MAX,
            max_exposure: u128::MAX,
            max_players: u32::MAX,
        },
        rules: Rules::default(),
        draw_blocks: MAX_DRAW_BLOCKS as u8,
        abandoned_after_ms: u64::MAX,
    }
}

/// The part of `all` that falls to the one of number `n` among `among`.
fn share(all: u32, among: u32, n: u32) -> u32 {
    all / among + u32::from(n < all % among)
}

/// `count` bets on roulette, the first of which wins.
fn winning_bets(count: u32, amount: u128) -> Vec<Bet> {
    let winner = spot_by_name(GameId::Roulette, "straight_17").unwrap_or(SpotId(POCKET));
    let others = layout(GameId::Roulette)
        .iter()
        .map(|spot| spot.id)
        .filter(|spot| *spot != winner);
    core::iter::once(winner)
        .chain(others)
        .take(count as usize)
        .map(|spot| Bet { spot, amount })
        .collect()
}

/// An account of its own for each name and number.
pub fn player<T: Config>(name: &str, number: u32) -> T::AccountId {
    let entropy = (name, number).using_encoded(blake2_256);
    T::AccountId::decode(&mut TrailingZeroInput::new(&entropy)).expect("endless input decodes to an account")
}

fn seat<T: Config>(game: GameId, players: impl Iterator<Item = T::AccountId>) -> Result<(), DispatchError> {
    let mut seats = SeatList::<T>::load(game, 0);
    for player in players {
        seats.push(player).map_err(|_| "a page is full")?;
    }
    let taken = seats.store();
    Tables::<T>::mutate(game, |table| {
        table.iter_mut().for_each(|table| table.seats = taken)
    });
    Ok(())
}

fn edit<T: Config>(
    game: GameId,
    round: RoundId,
    edit: impl FnOnce(&mut RoundOf<T>),
) -> Result<(), DispatchError> {
    Rounds::<T>::try_mutate(game, round, |record| {
        record
            .as_mut()
            .map(edit)
            .ok_or(DispatchError::Other("the round is there"))
    })
}

/// The current round has the `outcome`, and `unsettled` players remain to be settled.
fn end<T: Config>(game: GameId, outcome: Outcome, unsettled: u32) -> Result<RoundId, DispatchError> {
    let table = Tables::<T>::get(game).ok_or("the table is there")?;
    let (owed, carried) = reveal::owed_after::<T>(&Totals::<T>::get(game), &table.state, &outcome)?;
    edit::<T>(game, table.round, |record| {
        record.phase = Phase::Settling;
        record.owed = owed;
        record.carried = carried;
        record.unsettled = unsettled;
        record.ending = Some(Ending::Drawn {
            secret: SECRET,
            draw: [1; 32],
            outcome,
        });
    })?;
    T::House::reserve(
        game,
        Reserve {
            exposure: owed + carried.exposure,
            liability: owed + carried.stakes,
        },
    )?;
    Ok(table.round)
}

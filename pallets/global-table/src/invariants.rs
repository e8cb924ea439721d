//! What holds after every call and at every block. The numbers are those of the README.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};
use frame_support::ensure;
use global_table_games::{payout, Exposure, GameId, Resolution, Resolutions};
use pallet_bankroll::House;
use sp_runtime::TryRuntimeError;

use crate::{
    book, Bet, BetsOf, Config, Ending, Phase, PlayerBets, Round, RoundOf, Rounds, Seats, Table, Tables,
    Totals, VoidReason, HISTORY_ROUNDS, MAX_BETS_PER_PLAYER, SEATS_PER_PAGE,
};

/// Check all invariants of all tables.
pub fn check<T: Config>() -> Result<(), TryRuntimeError> {
    for (game, table) in Tables::<T>::iter() {
        let record = Rounds::<T>::get(game, table.round);
        let players: BTreeMap<_, _> = BetsOf::<T>::iter_prefix(game).collect();
        seats_are_dense::<T>(game, &table, &players)?;
        players_have_bets(&table, record.as_ref(), players.values())?;
        totals_are_the_sum_of_bets::<T>(game, players.values())?;
        round_fits_its_table::<T>(game, &table, record.as_ref())?;
        if let Some(record) = record {
            stakes_are_this_rounds_slips::<T>(&table, &record, players.values())?;
            what_is_owed_is_covered::<T>(game, &table, &record)?;
            owed_is_enough::<T>(&table, &record, &players, game)?;
        }
    }
    Ok(())
}

/// 1. The seats hold each player who has an entry once, without a gap.
fn seats_are_dense<T: Config>(
    game: GameId,
    table: &Table,
    players: &BTreeMap<T::AccountId, PlayerBets>,
) -> Result<(), TryRuntimeError> {
    let mut pages: Vec<_> = Seats::<T>::iter_prefix(game).collect();
    pages.sort_by_key(|(number, _)| *number);
    let last = pages.len().saturating_sub(1);
    for (place, (number, page)) in pages.iter().enumerate() {
        ensure!(place == *number as usize, "1: a page of seats is missing");
        ensure!(!page.is_empty(), "1: a page of seats is empty");
        ensure!(
            place == last || page.len() == SEATS_PER_PAGE as usize,
            "1: a page before the last has a gap"
        );
    }
    let seated: Vec<_> = pages.into_iter().flat_map(|(_, page)| page).collect();
    ensure!(
        seated.len() == table.seats as usize,
        "1: the table miscounts its seats"
    );
    let distinct: BTreeSet<_> = seated.iter().collect();
    ensure!(distinct.len() == seated.len(), "1: a player has two seats");
    ensure!(
        distinct.into_iter().eq(players.keys()),
        "1: seats and bets name different players"
    );
    Ok(())
}

/// 2. A player at the table has a bet, none of nothing, and no more than fit; or, until the round is settled, a slip of it.
fn players_have_bets<'a, A: 'a, N: 'a>(
    table: &Table,
    record: Option<&Round<A, N>>,
    players: impl Iterator<Item = &'a PlayerBets>,
) -> Result<(), TryRuntimeError> {
    let in_flight = record.is_some_and(|record| record.phase != Phase::Closed);
    for bets in players {
        let count = bets.fresh.len().saturating_add(bets.up.len());
        ensure!(
            count <= MAX_BETS_PER_PLAYER as usize,
            "2: a player has too many bets"
        );
        let has_slips = in_flight && bets.round == table.round && !bets.slips.is_empty();
        ensure!(count > 0 || has_slips, "2: a player has no bets");
        ensure!(
            bets.fresh.iter().chain(&bets.up).all(|bet| bet.amount > 0),
            "2: a bet of nothing"
        );
    }
    Ok(())
}

/// 3. The total of each spot is the sum of the players' bets on it.
fn totals_are_the_sum_of_bets<'a, T: Config>(
    game: GameId,
    players: impl Iterator<Item = &'a PlayerBets>,
) -> Result<(), TryRuntimeError> {
    let mut sums = BTreeMap::<usize, u128>::new();
    for bet in players.flat_map(|bets| bets.fresh.iter().chain(&bets.up)) {
        let sum = sums.entry(usize::from(bet.spot.0)).or_default();
        *sum = sum.checked_add(bet.amount).ok_or("3: bets overflow")?;
    }
    let totals: BTreeMap<_, _> = Totals::<T>::get(game)
        .into_iter()
        .enumerate()
        .filter(|(_, t)| *t > 0)
        .collect();
    ensure!(totals == sums, "3: totals and bets differ");
    Ok(())
}

/// 4. A round's ending fits its phase, nobody is unsettled without a seat, and no round is kept longer than the history.
fn round_fits_its_table<T: Config>(
    game: GameId,
    table: &Table,
    record: Option<&RoundOf<T>>,
) -> Result<(), TryRuntimeError> {
    ensure!(
        (table.round == 0) == record.is_none(),
        "4: the table's round is missing"
    );
    for (number, _) in Rounds::<T>::iter_prefix(game) {
        ensure!(number <= table.round, "4: a round comes from the future");
        ensure!(
            table.round.saturating_sub(number) <= HISTORY_ROUNDS,
            "4: a round is kept too long"
        );
    }
    let Some(record) = record else { return Ok(()) };
    let ended = !matches!(record.phase, Phase::Betting | Phase::Locked);
    ensure!(
        ended == record.ending.is_some(),
        "4: phase and ending contradict each other"
    );
    ensure!(
        record.unsettled <= table.seats,
        "4: an unsettled player has no seat"
    );
    ensure!(
        record.unsettled == 0 || record.phase != Phase::Closed,
        "4: a closed round has an unsettled player"
    );
    Ok(())
}

/// 5. Until the round ends, what it has staked is the sum of its slips, and what it carries the sum of the other bets.
fn stakes_are_this_rounds_slips<'a, T: Config>(
    table: &Table,
    record: &RoundOf<T>,
    players: impl Iterator<Item = &'a PlayerBets>,
) -> Result<(), TryRuntimeError> {
    if record.ending.is_some() {
        return Ok(());
    }
    let sum = |bets: &[Bet]| bets.iter().fold(0u128, |sum, bet| sum.saturating_add(bet.amount));
    let (mut staked, mut carried) = (0u128, 0u128);
    for bets in players {
        let fresh = match bets.round == table.round {
            true => &mut staked,
            false => &mut carried,
        };
        *fresh = fresh.saturating_add(sum(&bets.fresh));
        carried = carried.saturating_add(sum(&bets.up));
    }
    ensure!(
        staked == record.staked,
        "5: the round's stake is not the sum of its slips"
    );
    ensure!(
        carried == record.carried.stakes,
        "5: the round carries other stakes than what is up"
    );
    Ok(())
}

/// 6. The bankroll covers what the table can come to owe.
fn what_is_owed_is_covered<T: Config>(
    game: GameId,
    table: &Table,
    record: &RoundOf<T>,
) -> Result<(), TryRuntimeError> {
    let needed = match record.phase {
        Phase::Betting | Phase::Locked | Phase::Closed => {
            let totals = Totals::<T>::get(game);
            let exposure = Exposure::of(&table.state, &totals).and_then(|book| book.most());
            let stakes = book::sum(&totals).ok_or("6: totals overflow")?;
            exposure.map_err(|_| "6: exposure overflows")?.max(stakes)
        }
        _ => record.owed.saturating_add(record.carried.exposure),
    };
    ensure!(
        needed <= T::House::cover(game),
        "6: the bankroll does not cover the table"
    );
    Ok(())
}

/// 7. While a round is settled, what is set aside for it is enough for everyone who remains.
fn owed_is_enough<T: Config>(
    table: &Table,
    record: &RoundOf<T>,
    players: &BTreeMap<T::AccountId, PlayerBets>,
    game: GameId,
) -> Result<(), TryRuntimeError> {
    if !matches!(record.phase, Phase::Drawn | Phase::Voided | Phase::Settling) {
        return Ok(());
    }
    let mut seats = crate::seats::SeatList::<T>::load(game, table.seats);
    let mut owed = 0u128;
    for index in 0..record.unsettled {
        let player = seats.get(index).ok_or("7: a seat is empty")?;
        let bets = players.get(&player).ok_or("7: a seated player has no entry")?;
        owed = owed.saturating_add(due::<T>(table, record, bets)?);
    }
    ensure!(
        owed <= record.owed,
        "7: too little is set aside for those who remain"
    );
    Ok(())
}

/// What the round owes to a player who remains to be settled.
fn due<T: Config>(table: &Table, record: &RoundOf<T>, bets: &PlayerBets) -> Result<u128, TryRuntimeError> {
    let refunds_slips = matches!(record.ending, Some(Ending::Voided(VoidReason::Withheld)));
    let mut bets = bets.clone();
    if bets.round != table.round || !refunds_slips {
        bets.raise_fresh();
    }
    let all = bets
        .fresh
        .iter()
        .map(|bet| (bet, true))
        .chain(bets.up.iter().map(|bet| (bet, false)));
    let mut sum = 0u128;
    for (bet, is_fresh) in all {
        let back = match record.ending.as_ref().ok_or("7: no ending")? {
            Ending::Drawn { outcome, .. } => match Resolutions::of(&table.state, outcome).get(bet.spot) {
                Resolution::Win(pays) => payout(bet.amount, pays).ok_or("7: a payout overflows")?,
                Resolution::Push => bet.amount,
                _ => 0,
            },
            Ending::Voided(VoidReason::Abandoned) => bet.amount,
            Ending::Voided(VoidReason::Withheld) => bet.amount.saturating_mul(u128::from(is_fresh)),
        };
        sum = sum.saturating_add(back);
    }
    Ok(sum)
}

//! `reveal`: the secret makes the draw, and the draw the outcome.

use frame_support::{ensure, traits::Time};
use global_table_games::{
    expand, payout, Exposure, GameId, Outcome, Resolution, Resolutions, SpotId, TableState,
};
use pallet_bankroll::{House, Reserve};
use sp_io::hashing::blake2_256;
use sp_runtime::{DispatchError, DispatchResult};

use crate::{
    book::{self, read_total, write_total},
    draw, hands,
    instructions::lock,
    Carried, Config, Ending, Error, Event, Pallet, Phase, RoundId, Rounds, Secret, SpotTotals, Totals,
};

/// Draw `round` with `secret`.
pub fn reveal<T: Config>(game: GameId, round: RoundId, secret: Secret) -> DispatchResult {
    let (table, mut record) = hands::current::<T>(game, round)?;
    ensure!(
        matches!(record.phase, Phase::Betting | Phase::Locked),
        Error::<T>::WrongPhase
    );
    let now = T::Time::now();
    ensure!(now >= record.betting_ends_at, Error::<T>::BettingOpen);
    ensure!(
        draw::is_complete::<T>(&table, &record),
        Error::<T>::DrawIncomplete
    );
    ensure!(
        !draw::is_overdue::<T>(&table, &record, now),
        Error::<T>::RevealTooLate
    );
    ensure!(blake2_256(&secret) == record.commitment, Error::<T>::WrongSecret);

    let drawn = draw::draw_of(
        draw::genesis_hash::<T>().as_ref(),
        game,
        round,
        &secret,
        &record.vrfs,
    );
    let outcome = expand(game, &drawn);
    let (owed, carried) = owed_after::<T>(&Totals::<T>::get(game), &table.state, &outcome)?;
    let exposure = owed.checked_add(carried.exposure).ok_or(Error::<T>::Overflow)?;
    let liability = owed.checked_add(carried.stakes).ok_or(Error::<T>::Overflow)?;
    T::House::reserve(game, Reserve { exposure, liability })?;

    lock::turn::<T>(game, round, &mut record, now);
    record.phase = Phase::Drawn;
    record.moved_at = now;
    record.owed = owed;
    record.carried = carried;
    record.unsettled = table.seats;
    record.ending = Some(Ending::Drawn {
        secret,
        draw: drawn,
        outcome,
    });
    Rounds::<T>::insert(game, round, record);
    Pallet::<T>::deposit_event(Event::Outcome {
        game,
        round,
        outcome,
        draw: drawn,
    });
    Ok(())
}

/// What the book is owed now by `outcome`, and what stands behind the bets that stay up.
pub(crate) fn owed_after<T: Config>(
    totals: &SpotTotals,
    before: &TableState,
    outcome: &Outcome,
) -> Result<(u128, Carried), DispatchError> {
    let resolutions = Resolutions::of(before, outcome);
    let mut owed = 0u128;
    let mut staying = SpotTotals::default();
    for (index, total) in totals.iter().enumerate().filter(|(_, total)| **total > 0) {
        let spot = SpotId(u8::try_from(index).map_err(|_| Error::<T>::Overflow)?);
        let (back, stays_on) = match resolutions.get(spot) {
            Resolution::Lose => (0, None),
            Resolution::Push => (*total, None),
            Resolution::Win(pays) => (payout(*total, pays).ok_or(Error::<T>::Overflow)?, None),
            Resolution::Stay => (0, Some(spot)),
            Resolution::Move(to) => (0, Some(to)),
        };
        owed = owed.checked_add(back).ok_or(Error::<T>::Overflow)?;
        if let Some(spot) = stays_on {
            let there = read_total(&staying, spot)
                .checked_add(*total)
                .ok_or(Error::<T>::Overflow)?;
            write_total(&mut staying, spot, there);
        }
    }
    let exposure = Exposure::of(&before.next(outcome), &staying).and_then(|book| book.most());
    let carried = Carried {
        exposure: exposure.map_err(|_| Error::<T>::Overflow)?,
        stakes: book::sum(&staying).ok_or(Error::<T>::Overflow)?,
    };
    Ok((owed, carried))
}

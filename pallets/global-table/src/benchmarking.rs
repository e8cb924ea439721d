//! One benchmark per call, and one for the end of every block, each in the worst case that others can bring about.
//!
//! `relay_bets`, `relay_take_downs` and `settle` are linear in two numbers. Their ranges are chosen so that each point of
//! the grid exists: a slip holds 1 to 32 bets, a player has 1 to 64.
#![allow(clippy::arithmetic_side_effects)]

pub mod stage;

#[cfg(feature = "runtime-benchmarks")]
mod benches {
    use frame_benchmarking::v2::*;
    use frame_support::traits::{EnsureOrigin, Hooks};
    use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
    use global_table_games::GameId;

    use super::stage::{self, BenchmarkHelper};
    use crate::*;

    type Helper<T> = <T as Config>::BenchmarkHelper;

    fn keeper<T: Config>() -> T::AccountId {
        Helper::<T>::keeper()
    }

    fn admin<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
        T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
    }

    fn phase<T: Config>(game: GameId, round: RoundId) -> Option<Phase> {
        Rounds::<T>::get(game, round).map(|record| record.phase)
    }

    #[benchmarks]
    mod benchmarks {
        use super::*;

        #[benchmark]
        fn init() -> Result<(), BenchmarkError> {
            let game = GameId::Craps;
            Tables::<T>::remove(game);
            let origin = admin::<T>()?;

            #[extrinsic_call]
            _(origin as T::RuntimeOrigin, game, stage::config::<T>());

            assert!(Tables::<T>::contains_key(game));
            Ok(())
        }

        /// By a keeper who is not on duty, at a table with something on every spot.
        #[benchmark]
        fn open_round() -> Result<(), BenchmarkError> {
            let game = GameId::Craps;
            stage::table::<T, Helper<T>>(game)?;
            let who = keeper::<T>();

            #[extrinsic_call]
            _(RawOrigin::Signed(who), game, 1, [1; 32]);

            assert_eq!(phase::<T>(game, 1), Some(Phase::Betting));
            Ok(())
        }

        /// A newcomer's slip at craps with something on every spot: bets that count make the exposure dear.
        #[benchmark]
        fn submit_bets(b: Linear<1, { MAX_BETS_PER_SLIP }>) -> Result<(), BenchmarkError> {
            let game = GameId::Craps;
            let round = stage::betting::<T, Helper<T>>(game, keeper::<T>())?;
            let caller: T::AccountId = whitelisted_caller();
            stage::fund::<T>(&caller, stage::least::<T>() * 100);

            #[extrinsic_call]
            _(
                RawOrigin::Signed(caller.clone()),
                game,
                round,
                1,
                stage::slip::<T>(b),
            );

            assert!(BetsOf::<T>::contains_key(game, caller));
            Ok(())
        }

        /// Newcomers' slips at such a table, each wrapped by a wallet and with a fee.
        #[benchmark]
        fn relay_bets(s: Linear<32, 256>, b: Linear<256, 1_024>) -> Result<(), BenchmarkError> {
            let game = GameId::Craps;
            let round = stage::betting::<T, Helper<T>>(game, keeper::<T>())?;
            let slips = stage::signed_slips::<T, Helper<T>>(game, round, s, b);
            assert_eq!((slips.len() as u32, bets_in::<T>(&slips)), (s, b));
            let caller: T::AccountId = whitelisted_caller();
            stage::fund::<T>(&caller, stage::least::<T>() * 100);

            #[extrinsic_call]
            _(RawOrigin::Signed(caller), game, round, slips);

            assert_eq!(
                Rounds::<T>::get(game, round).map(|record| record.players),
                Some(s)
            );
            Ok(())
        }

        /// By a keeper, who is rewarded.
        #[benchmark]
        fn lock() -> Result<(), BenchmarkError> {
            let game = GameId::Craps;
            let who = keeper::<T>();
            let round = stage::overdue::<T, Helper<T>>(game, who.clone())?;

            #[extrinsic_call]
            _(RawOrigin::Signed(who), game, round);

            assert_eq!(phase::<T>(game, round), Some(Phase::Locked));
            Ok(())
        }

        /// Of a round that nobody has locked, at a table with something on every spot.
        #[benchmark]
        fn reveal() -> Result<(), BenchmarkError> {
            let game = GameId::Craps;
            let who = keeper::<T>();
            let round = stage::overdue::<T, Helper<T>>(game, who.clone())?;

            #[extrinsic_call]
            _(RawOrigin::Signed(who), game, round, stage::SECRET);

            assert_eq!(phase::<T>(game, round), Some(Phase::Drawn));
            Ok(())
        }

        /// By a keeper, who is rewarded. Each player wins, has no other bets, and no account any more.
        #[benchmark]
        fn settle(p: Linear<16, 512>, b: Linear<512, 1_024>) -> Result<(), BenchmarkError> {
            let game = GameId::Roulette;
            let who = keeper::<T>();
            let round = stage::drawn::<T, Helper<T>>(who.clone(), p, b)?;

            #[extrinsic_call]
            _(RawOrigin::Signed(who), game, round, p);

            assert_eq!(
                Rounds::<T>::get(game, round).map(|record| record.unsettled),
                Some(0)
            );
            assert_eq!(Tables::<T>::get(game).map(|table| table.seats), Some(0));
            Ok(())
        }

        /// By a keeper, who is rewarded. The oldest round goes.
        #[benchmark]
        fn finalize() -> Result<(), BenchmarkError> {
            let game = GameId::Craps;
            let who = keeper::<T>();
            let round = stage::settled::<T, Helper<T>>(who.clone())?;

            #[extrinsic_call]
            _(RawOrigin::Signed(who), game, round);

            assert_eq!(phase::<T>(game, round), Some(Phase::Closed));
            assert!(!Rounds::<T>::contains_key(game, round - HISTORY_ROUNDS));
            Ok(())
        }

        /// A withheld secret, with its slash.
        #[benchmark]
        fn void() -> Result<(), BenchmarkError> {
            let game = GameId::Craps;
            let who = keeper::<T>();
            let round = stage::overdue::<T, Helper<T>>(game, who.clone())?;
            let late = Rounds::<T>::get(game, round).map_or(0, |record| record.reveal_by);
            Helper::<T>::set_time(late);
            let blocks = 2 + MAX_DRAW_BLOCKS + MIN_REVEAL_BLOCKS;
            frame_system::Pallet::<T>::set_block_number(blocks.into());

            #[extrinsic_call]
            _(RawOrigin::Signed(who), game);

            assert_eq!(phase::<T>(game, round), Some(Phase::Voided));
            Ok(())
        }

        #[benchmark]
        fn pause() -> Result<(), BenchmarkError> {
            let game = GameId::Craps;
            stage::table::<T, Helper<T>>(game)?;
            let origin = admin::<T>()?;

            #[extrinsic_call]
            _(origin as T::RuntimeOrigin, game);

            assert_eq!(Tables::<T>::get(game).map(|table| table.paused), Some(true));
            Ok(())
        }

        #[benchmark]
        fn resume() -> Result<(), BenchmarkError> {
            let game = GameId::Craps;
            stage::table::<T, Helper<T>>(game)?;
            let origin = admin::<T>()?;
            Pallet::<T>::pause(origin.clone(), game)?;

            #[extrinsic_call]
            _(origin as T::RuntimeOrigin, game);

            assert_eq!(Tables::<T>::get(game).map(|table| table.paused), Some(false));
            Ok(())
        }

        /// By a player with as many bets up as fit, at a table with something on every spot. The account is gone.
        #[benchmark]
        fn take_down(b: Linear<1, { MAX_BETS_PER_SLIP }>) -> Result<(), BenchmarkError> {
            let game = GameId::Craps;
            let caller: T::AccountId = whitelisted_caller();
            let round = stage::up::<T, Helper<T>>(keeper::<T>(), core::slice::from_ref(&caller))?;

            #[extrinsic_call]
            _(
                RawOrigin::Signed(caller.clone()),
                game,
                round,
                1,
                stage::slip_down::<T>(b),
            );

            let left = BetsOf::<T>::get(game, caller).map(|bets| bets.up.len() as u32);
            assert_eq!(left, Some(MAX_BETS_PER_PLAYER - b));
            Ok(())
        }

        /// By players with as many bets up as fit, each slip wrapped by a wallet and with a fee.
        #[benchmark]
        fn relay_take_downs(s: Linear<32, 256>, b: Linear<256, 1_024>) -> Result<(), BenchmarkError> {
            let game = GameId::Craps;
            let (round, slips) = stage::signed_take_downs::<T, Helper<T>>(keeper::<T>(), s, b)?;
            assert_eq!((slips.len() as u32, bets_in::<T>(&slips)), (s, b));
            let carried = || Rounds::<T>::get(game, round).map_or(0, |record| record.carried.stakes);
            let before = carried();
            let caller: T::AccountId = whitelisted_caller();
            stage::fund::<T>(&caller, stage::least::<T>() * 100);

            #[extrinsic_call]
            _(RawOrigin::Signed(caller), game, round, slips);

            assert_eq!(before - carried(), u128::from(b) * stage::least::<T>());
            Ok(())
        }

        /// The block is one of the draw's for every table.
        #[benchmark]
        fn on_finalize() -> Result<(), BenchmarkError> {
            let number: BlockNumberFor<T> = (1 + MAX_DRAW_BLOCKS).into();
            let mut ends = 0;
            for game in GameId::ALL {
                let round = stage::overdue::<T, Helper<T>>(game, keeper::<T>())?;
                Rounds::<T>::mutate(game, round, |record| {
                    record.iter_mut().for_each(|record| {
                        record.vrfs.pop();
                        ends = record.betting_ends_at;
                    })
                });
            }
            Helper::<T>::set_time(ends);
            Helper::<T>::set_author_vrf([3; 32]);

            #[block]
            {
                Pallet::<T>::on_finalize(number);
            }

            for game in GameId::ALL {
                let complete = Rounds::<T>::get(game, 1).is_some_and(|record| record.vrfs.is_full());
                assert!(complete, "the block's output is in the draw");
            }
            Ok(())
        }
    }
}

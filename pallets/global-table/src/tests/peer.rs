//! What has broken a casino chain elsewhere does not break this one.

use std::collections::BTreeMap;

use codec::Encode;
use frame_support::{assert_ok, storage::unhashed};
use global_table_games::{payout, spot_by_name, Exposure, Pays, SpotId, TableState};

use crate::{mock::*, Bet, Bets, Rejection, Seats, Totals};

#[test]
fn settlement_should_pay_by_the_state_before_the_outcome_in_every_batch() {
    Chain::default().run(|| {
        open(CRAPS);
        for name in ["alice", "bob", "carol"] {
            assert_ok!(submit(name, CRAPS, 1, &[("pass", UNIT)]));
        }
        play_as(CRAPS, dice(2, 4));
        open(CRAPS);
        for name in ["alice", "bob", "carol"] {
            assert_ok!(submit(name, CRAPS, 1, &[("pass_odds_6", 5 * UNIT)]));
        }
        let before = ["alice", "bob", "carol"].map(balance);
        // The point is made: by the state after it the puck is off, and a 6 would only set a new point.
        reveal_as(CRAPS, dice(3, 3));
        for batch in 1..=3 {
            settle(CRAPS, 1);
            assert_eq!(puck(), Some(6), "after batch {batch}");
        }
        let paid = 2 * UNIT + 5 * UNIT + 6 * UNIT;
        assert_eq!(
            ["alice", "bob", "carol"].map(balance),
            before.map(|balance| balance + paid)
        );
        settle_and_close(CRAPS, 1);
        assert_eq!(puck(), None);
    });
}

#[test]
fn a_seven_out_should_pay_the_wrong_side_by_the_point_that_it_ends() {
    Chain::default().run(|| {
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("pass", UNIT)]));
        assert_ok!(submit("bob", CRAPS, 1, &[("dont_pass", UNIT)]));
        play_as(CRAPS, dice(4, 4));
        let before = ["alice", "bob"].map(balance);
        open(CRAPS);
        // On the come-out a 7 is the other way round.
        play_as(CRAPS, dice(3, 4));
        assert_eq!(["alice", "bob"].map(balance), [before[0], before[1] + 2 * UNIT]);
    });
}

#[test]
fn a_player_who_misses_settlements_should_not_be_locked_out() {
    Chain::default().run(|| {
        open(CRAPS);
        assert_ok!(submit(
            "alice",
            CRAPS,
            1,
            &[("place_6", 6 * UNIT), ("hard_4", UNIT)]
        ));
        let before = balance("alice");
        // Alice does nothing for a while. One of the rounds is void, one settled by the runtime itself.
        play_as(CRAPS, dice(1, 2));
        open(CRAPS);
        run_past_reveal(CRAPS);
        idle_blocks(10);
        open(CRAPS);
        reveal_as(CRAPS, dice(2, 4));
        idle_blocks(10);
        assert_eq!(balance("alice"), before + 13 * UNIT);
        assert_eq!(open(CRAPS), 4);
        assert_ok!(submit("alice", CRAPS, 1, &[("place_8", 6 * UNIT)]));
        play_as(CRAPS, dice(4, 4));
        assert_eq!(balance("alice"), before + 13 * UNIT + 7 * UNIT);
        let up = GlobalTable::bets(CRAPS, account("alice")).unwrap().up;
        assert_eq!(up, bets(CRAPS, &[("hard_4", UNIT)]).to_vec());
    });
}

#[test]
fn exposure_should_be_the_worst_outcome_and_not_a_flat_multiple() {
    // One unit on each of the 37 numbers: at most 36 go out, and a flat multiple would ask for 37 * 35.
    Chain::default()
        .with_bankroll(35 * UNIT)
        .with_players(37)
        .run(|| {
            open(ROULETTE);
            for n in 0..37 {
                assert_ok!(submit(
                    &format!("p{n}"),
                    ROULETTE,
                    1,
                    &[(&format!("straight_{n}"), UNIT)]
                ));
            }
            assert_eq!(Bankroll::reserve_of(ROULETTE).exposure, 37 * UNIT);
            // The worst outcome was never more than what is there; one more unit on a single number is.
            assert_ok!(submit(
                "alice",
                ROULETTE,
                1,
                &[("red", 10 * UNIT), ("black", 10 * UNIT)]
            ));
            let worst = [("straight_5", 2 * UNIT)];
            assert_eq!(submit("bob", ROULETTE, 1, &worst), Err(Rejection::BankrollCover));
        });
}

#[test]
fn exposure_should_not_add_up_bets_that_exclude_each_other() {
    Chain::default().with_bankroll(100 * UNIT).run(|| {
        open(CRAPS);
        // Both sides of the line: one of them at most is paid.
        assert_ok!(submit("alice", CRAPS, 1, &[("pass", 100 * UNIT)]));
        assert_ok!(submit("bob", CRAPS, 1, &[("dont_pass", 100 * UNIT)]));
        assert_eq!(Bankroll::reserve_of(CRAPS).exposure, 200 * UNIT);
    });
}

/// The sizes of all values under the pallet's prefix, in bytes, by storage item.
fn value_sizes() -> BTreeMap<Vec<u8>, usize> {
    let pallet = sp_io::hashing::twox_128(b"GlobalTable").to_vec();
    let mut largest = BTreeMap::new();
    let mut key = pallet.clone();
    while let Some(next) = sp_io::storage::next_key(&key).filter(|next| next.starts_with(&pallet)) {
        let size = unhashed::get_raw(&next).map_or(0, |value| value.len());
        let item = largest.entry(next[..32.min(next.len())].to_vec()).or_insert(0);
        *item = size.max(*item);
        key = next;
    }
    largest
}

fn crowded_table(players: u32) -> BTreeMap<Vec<u8>, usize> {
    let mut sizes = BTreeMap::new();
    Chain::default().with_players(players).run(|| {
        open(ROULETTE);
        for n in 0..players {
            let spots = [n % 157, (n + 31) % 157].map(|spot| Bet {
                spot: SpotId(spot as u8),
                amount: UNIT,
            });
            let bets = Bets::try_from(spots.to_vec()).unwrap();
            let who = by(&format!("p{n}"));
            assert_ok!(GlobalTable::submit_bets(who, ROULETTE, 1, 1, bets));
        }
        assert_eq!(record(ROULETTE).players, players);
        sizes = value_sizes();
        assert_eq!(
            Seats::<Test>::iter_prefix(ROULETTE).count(),
            players.div_ceil(64) as usize
        );
    });
    sizes
}

#[test]
fn no_storage_value_should_grow_with_every_player() {
    let few = crowded_table(200);
    let many = crowded_table(5_000);
    assert_eq!(few.keys().collect::<Vec<_>>(), many.keys().collect::<Vec<_>>());
    for (item, size) in &many {
        // A compact number may take a byte or two more.
        assert!(
            *size <= few[item] + 4 && *size < 2_600,
            "{size} bytes, with 200 players {}",
            few[item]
        );
    }
}

#[test]
fn totals_should_never_drop_a_bet_past_a_limit() {
    Chain::default().with_players(1_000).run(|| {
        open(ROULETTE);
        let mut expected = vec![0u128; 157];
        for n in 0..1_000u32 {
            let amount = UNIT + u128::from(n);
            let (a, b) = (n % 157, (n * 7 + 1) % 157);
            let bet = |spot: u32| Bet {
                spot: SpotId(spot as u8),
                amount,
            };
            let slip = if a == b {
                vec![bet(a)]
            } else {
                vec![bet(a), bet(b)]
            };
            slip.iter()
                .for_each(|bet| expected[usize::from(bet.spot.0)] += amount);
            assert_ok!(GlobalTable::submit_bets(
                by(&format!("p{n}")),
                ROULETTE,
                1,
                1,
                slip.try_into().unwrap()
            ));
        }
        assert_eq!(Totals::<Test>::get(ROULETTE).to_vec(), expected);
        // A slip that a limit refuses adds nothing, and the limit says so.
        let refused = submit(
            "alice",
            ROULETTE,
            1,
            &[("red", UNIT), ("black", 1_000_000 * UNIT)],
        );
        assert_eq!(refused, Err(Rejection::AboveMaximum));
        assert_eq!(Totals::<Test>::get(ROULETTE).to_vec(), expected);
        let exposure = Exposure::of(&TableState::initial(ROULETTE), &expected)
            .unwrap()
            .most()
            .unwrap();
        assert_eq!(Bankroll::reserve_of(ROULETTE).exposure, exposure);
    });
}

#[test]
fn a_commission_should_never_round_to_nothing() {
    // Spots that pay true odds less a commission, with the true odds.
    let with_commission = [
        ("buy_4", Pays::new(2, 1)),
        ("buy_5", Pays::new(3, 2)),
        ("buy_6", Pays::new(6, 5)),
        ("buy_10", Pays::new(2, 1)),
        ("lay_4", Pays::new(1, 2)),
        ("lay_5", Pays::new(2, 3)),
        ("lay_6", Pays::new(5, 6)),
        ("next_2", Pays::new(35, 1)),
        ("next_7", Pays::new(5, 1)),
    ];
    for (name, fair) in with_commission {
        let spot = spot_by_name(CRAPS, name).unwrap();
        let paid = global_table_games::layout(CRAPS)[usize::from(spot.0)].pays[0].pays;
        for stake in (1..1_000).chain([UNIT / 100, UNIT / 100 + 1, UNIT - 1]) {
            let got = payout(stake, paid).unwrap() - stake;
            // Compared without rounding: what is won is less than the true odds, down to the smallest stake.
            assert!(
                got * u128::from(fair.per) < stake * u128::from(fair.win.unsigned_abs()),
                "{name} with {stake}: {got}"
            );
        }
    }
}

#[test]
fn a_commission_should_be_taken_from_the_smallest_bet_that_the_table_takes() {
    let existential = 1_000_000_000;
    let chain = Chain::default().with_config(|config| config.limits.min_bet = existential);
    chain.run(|| {
        for stake in [existential, existential + 1, existential + 7] {
            open(CRAPS);
            let before = balance("alice");
            assert_ok!(submit("alice", CRAPS, 1, &[("buy_4", stake)]));
            play_as(CRAPS, dice(1, 3));
            let won = balance("alice") - before;
            assert_eq!(won, stake * 39 / 20);
            assert!(won < 2 * stake);
        }
    });
}

#[test]
fn a_players_bets_should_fit_into_a_few_kilobytes() {
    use codec::MaxEncodedLen;
    assert!(
        crate::PlayerBets::max_encoded_len() < 2_800,
        "{}",
        crate::PlayerBets::max_encoded_len()
    );
    assert!(crate::SeatPage::<sp_runtime::AccountId32>::max_encoded_len() < 2_100);
    assert!(crate::SpotTotals::max_encoded_len() < 4_200);
    assert!(
        crate::RoundOf::<Test>::max_encoded_len() < 700,
        "{}",
        crate::RoundOf::<Test>::max_encoded_len()
    );
    assert_eq!(crate::PlayerBets::default().encode().len(), 4);
}

use frame_support::{assert_noop, assert_ok};
use global_table_games::{NotPermitted, SpotId};

use crate::{mock::*, Bet, Bets, BetsOf, Error, Event, Rejection, Totals};

#[test]
fn submit_bets_should_move_the_stake_to_the_bankroll_and_say_so() {
    Chain::default().run(|| {
        let round = open(ROULETTE);
        let before = balance("alice");
        assert_eq!(
            submit("alice", ROULETTE, 1, &[("red", UNIT), ("straight_17", 2 * UNIT)]),
            Ok(3 * UNIT)
        );
        assert_eq!(balance("alice"), before - 3 * UNIT);
        let player = account("alice");
        let accepted = Event::BetAccepted {
            game: ROULETTE,
            round,
            player,
            slip: 1,
            staked: 3 * UNIT,
            fee: 0,
        };
        assert_eq!(last_event(), accepted);
        assert_eq!(Totals::<Test>::get(ROULETTE).iter().sum::<u128>(), 3 * UNIT);
    });
}

#[test]
fn submit_bets_should_fail_for_a_game_without_a_table() {
    Chain::default().run(|| {
        crate::Tables::<Test>::remove(CRAPS);
        let call = GlobalTable::submit_bets(
            RuntimeOrigin::signed(account("alice")),
            CRAPS,
            1,
            1,
            Bets::default(),
        );
        assert_noop!(call, Error::<Test>::NoTable);
        assert_noop!(
            GlobalTable::submit_bets(RuntimeOrigin::none(), ROULETTE, 1, 1, Bets::default()),
            sp_runtime::DispatchError::BadOrigin
        );
    });
}

#[test]
fn submit_bets_should_be_refused_from_the_deadline_on_whether_or_not_anyone_locks() {
    Chain::default().run(|| {
        open(ROULETTE);
        let ends = record(ROULETTE).betting_ends_at;
        run_to(ends - SLOT_MS);
        assert_ok!(submit("alice", ROULETTE, 1, &[("red", UNIT)]));
        run_to(ends);
        assert_eq!(record(ROULETTE).phase, crate::Phase::Betting);
        assert_eq!(
            submit("alice", ROULETTE, 2, &[("red", UNIT)]),
            Err(Rejection::BettingClosed)
        );
    });
}

#[test]
fn submit_bets_should_refuse_another_round() {
    Chain::default().run(|| {
        let round = open(ROULETTE);
        let slip = bets(ROULETTE, &[("red", UNIT)]);
        assert_eq!(
            submit_to("alice", ROULETTE, round + 1, 1, slip.clone()),
            Err(Rejection::WrongRound)
        );
        assert_eq!(
            submit_to("alice", ROULETTE, 0, 1, slip),
            Err(Rejection::WrongRound)
        );
    });
}

#[test]
fn submit_bets_should_take_a_slip_number_once_per_player_and_round() {
    Chain::default().run(|| {
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 7, &[("place_6", UNIT)]));
        assert_eq!(
            submit("alice", CRAPS, 7, &[("place_8", UNIT)]),
            Err(Rejection::DuplicateSlip)
        );
        assert_ok!(submit("bob", CRAPS, 7, &[("place_6", UNIT)]));
        play_as(CRAPS, dice(1, 2));
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 7, &[("place_8", UNIT)]));
    });
}

#[test]
fn submit_bets_should_let_a_refused_slip_number_be_used_again() {
    Chain::default().run(|| {
        open(ROULETTE);
        assert_eq!(
            submit("alice", ROULETTE, 1, &[("red", 1)]),
            Err(Rejection::BelowMinimum)
        );
        assert_ok!(submit("alice", ROULETTE, 1, &[("red", UNIT)]));
    });
}

#[test]
fn submit_bets_should_refuse_spots_that_the_state_of_the_table_does_not_allow() {
    Chain::default().run(|| {
        open(CRAPS);
        let refused = |reason| Err(Rejection::NotPermitted(reason));
        assert_eq!(
            submit("alice", CRAPS, 1, &[("come", UNIT)]),
            refused(NotPermitted::NotNow)
        );
        assert_eq!(
            submit("alice", CRAPS, 1, &[("come_6", UNIT)]),
            refused(NotPermitted::NotNow)
        );
        let nowhere = Bets::try_from(vec![Bet {
            spot: SpotId(250),
            amount: UNIT,
        }])
        .unwrap();
        assert_eq!(
            submit_to("alice", CRAPS, 1, 1, nowhere),
            refused(NotPermitted::UnknownSpot)
        );
        assert_ok!(submit("bob", CRAPS, 1, &[("pass", UNIT)]));
        play_as(CRAPS, dice(2, 4));

        open(CRAPS);
        assert_eq!(
            submit("alice", CRAPS, 1, &[("pass", UNIT)]),
            refused(NotPermitted::NotNow)
        );
        assert_eq!(
            submit("alice", CRAPS, 1, &[("pass_odds_6", UNIT)]),
            refused(NotPermitted::NoFlatBet)
        );
        assert_ok!(submit("bob", CRAPS, 1, &[("pass_odds_6", 5 * UNIT)]));
        assert_eq!(
            submit("bob", CRAPS, 2, &[("pass_odds_6", UNIT)]),
            refused(NotPermitted::AboveOdds)
        );
    });
}

#[test]
fn submit_bets_should_refuse_what_is_above_a_limit() {
    let small = Chain::default().with_config(|config| {
        config.limits.max_bet = 10 * UNIT;
        config.limits.max_player_stake = 15 * UNIT;
        config.limits.max_exposure = 20 * UNIT;
        config.limits.max_players = 2;
    });
    small.run(|| {
        open(ROULETTE);
        assert_eq!(submit("alice", ROULETTE, 1, &[]), Err(Rejection::EmptySlip));
        assert_eq!(
            submit("alice", ROULETTE, 1, &[("red", UNIT / 100 - 1)]),
            Err(Rejection::BelowMinimum)
        );
        assert_ok!(submit("alice", ROULETTE, 1, &[("red", 10 * UNIT)]));
        assert_eq!(
            submit("alice", ROULETTE, 2, &[("red", UNIT)]),
            Err(Rejection::AboveMaximum)
        );
        assert_eq!(
            submit("alice", ROULETTE, 2, &[("black", 6 * UNIT)]),
            Err(Rejection::PlayerStakeLimit)
        );
        assert_ok!(submit("bob", ROULETTE, 1, &[("black", 5 * UNIT)]));
        assert_eq!(
            submit("bob", ROULETTE, 2, &[("odd", 6 * UNIT)]),
            Err(Rejection::ExposureLimit)
        );
        assert_eq!(
            submit("carol", ROULETTE, 1, &[("odd", UNIT)]),
            Err(Rejection::TooManyPlayers)
        );
    });
}

#[test]
fn submit_bets_should_keep_a_long_shot_to_a_quarter_of_what_the_table_may_owe() {
    let small = Chain::default().with_config(|config| config.limits.max_exposure = 4_000 * UNIT);
    small.run(|| {
        open(CRAPS);
        // A fire bet brings 1,000 times its stake at best.
        assert_ok!(submit("alice", CRAPS, 1, &[("fire", UNIT * 6 / 10)]));
        assert_eq!(
            submit("bob", CRAPS, 1, &[("fire", UNIT * 4 / 10 + 1)]),
            Err(Rejection::ExposureLimit)
        );
        assert_ok!(submit("bob", CRAPS, 2, &[("fire", UNIT * 4 / 10)]));
        // A hop brings 31 times, which is none.
        assert_ok!(submit("bob", CRAPS, 3, &[("hop_2_2", 60 * UNIT)]));
    });
}

#[test]
fn submit_bets_should_refuse_more_slips_or_spots_than_a_player_may_have() {
    Chain::default().run(|| {
        open(ROULETTE);
        let least = UNIT / 100;
        let spots: Vec<Bet> = (0..64)
            .map(|n| Bet {
                spot: SpotId(n),
                amount: least,
            })
            .collect();
        for (slip, half) in (0u64..).zip(spots.chunks(32)) {
            assert_ok!(submit_to(
                "alice",
                ROULETTE,
                1,
                slip,
                half.to_vec().try_into().unwrap()
            ));
        }
        let one_more = Bets::try_from(vec![Bet {
            spot: SpotId(64),
            amount: least,
        }])
        .unwrap();
        assert_eq!(
            submit_to("alice", ROULETTE, 1, 9, one_more),
            Err(Rejection::TooManyBets)
        );
        for slip in 10..40 {
            assert_ok!(submit("alice", ROULETTE, slip, &[("straight_17", least)]));
        }
        assert_eq!(
            submit("alice", ROULETTE, 40, &[("straight_17", least)]),
            Err(Rejection::TooManySlips)
        );
    });
}

#[test]
fn submit_bets_should_refuse_what_the_bankroll_does_not_cover_and_count_each_outcome_once() {
    Chain::default().with_bankroll(35 * UNIT).run(|| {
        open(ROULETTE);
        // 35 units and the stake itself cover exactly one unit on a number.
        assert_ok!(submit("alice", ROULETTE, 1, &[("straight_17", UNIT)]));
        assert_eq!(
            submit("alice", ROULETTE, 2, &[("straight_17", UNIT / 100)]),
            Err(Rejection::BankrollCover)
        );
        // Another number costs nothing more: the ball falls into one pocket, and the stake is one more unit of cover.
        assert_ok!(submit("bob", ROULETTE, 1, &[("straight_18", UNIT)]));
    });
}

#[test]
fn submit_bets_should_leave_the_other_table_its_cover() {
    Chain::default().with_bankroll(35 * UNIT).run(|| {
        open(ROULETTE);
        open(CRAPS);
        assert_ok!(submit("alice", ROULETTE, 1, &[("straight_17", UNIT)]));
        assert_eq!(
            submit("alice", CRAPS, 1, &[("hop_1_1", UNIT)]),
            Err(Rejection::BankrollCover)
        );
    });
}

#[test]
fn submit_bets_should_refuse_what_the_player_does_not_have() {
    Chain::default().with_players(1).run(|| {
        open(ROULETTE);
        assert_eq!(
            submit("p0", ROULETTE, 1, &[("red", 100 * UNIT)]),
            Err(Rejection::InsufficientFunds)
        );
        assert!(BetsOf::<Test>::get(ROULETTE, account("p0")).is_none());
        assert_ok!(submit("p0", ROULETTE, 1, &[("red", 99 * UNIT)]));
    });
}

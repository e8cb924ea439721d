use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError::BadOrigin;

use crate::{mock::*, Error, Event, Phase, Tables};

#[test]
fn open_round_should_begin_the_betting_with_the_keepers_commitment() {
    Chain::default().run(|| {
        assert_ok!(GlobalTable::open_round(by("deputy"), ROULETTE, 1, [7; 32]));
        let betting_ends_at = SLOT_MS + 6_000;
        let keeper = account("deputy");
        let opened = Event::RoundOpened {
            game: ROULETTE,
            round: 1,
            keeper,
            commitment: [7; 32],
            betting_ends_at,
        };
        assert_eq!(last_event(), opened);
        let round = record(ROULETTE);
        assert_eq!(
            (round.phase, round.commitment, round.opened_at),
            (Phase::Betting, [7; 32], SLOT_MS)
        );
        assert_eq!(round.betting_ends_at, betting_ends_at);
        assert_eq!(round.reveal_by, betting_ends_at + 2_000 + 1_000 + 10_000);
        assert_eq!(Tables::<Test>::get(ROULETTE).unwrap().opens_at, SLOT_MS + 14_000);
    });
}

#[test]
fn open_round_should_fail_without_a_table_a_signature_or_the_next_number() {
    Chain::default().run(|| {
        assert_noop!(
            GlobalTable::open_round(RuntimeOrigin::none(), ROULETTE, 1, [0; 32]),
            BadOrigin
        );
        for number in [0, 2, u32::MAX] {
            let wrong = GlobalTable::open_round(by("deputy"), ROULETTE, number, [0; 32]);
            assert_noop!(wrong, Error::<Test>::NoRound);
        }
        Tables::<Test>::remove(CRAPS);
        assert_noop!(
            GlobalTable::open_round(by("keeper"), CRAPS, 1, [0; 32]),
            Error::<Test>::NoTable
        );
    });
}

#[test]
fn open_round_should_be_for_the_keeper_on_duty_and_after_the_grace_period_for_any_keeper() {
    Chain::default().run(|| {
        open(ROULETTE);
        play_as(ROULETTE, pocket(0));
        let opens_at = Tables::<Test>::get(ROULETTE).unwrap().opens_at;
        run_to(opens_at);
        // Round 2 of roulette is the first keeper's.
        let late = |name| GlobalTable::open_round(by(name), ROULETTE, 2, [0; 32]);
        assert_noop!(late("deputy"), Error::<Test>::NotOnDuty);
        assert_noop!(late("alice"), Error::<Test>::NotOnDuty);
        run_to(opens_at + 2_000);
        assert_noop!(late("deputy"), Error::<Test>::NotOnDuty);
        run_to(opens_at + 3_000);
        assert_noop!(late("alice"), Error::<Test>::NotOnDuty);
        assert_ok!(late("deputy"));
    });
}

#[test]
fn open_round_should_wait_until_the_last_round_is_closed_and_cooled_down() {
    Chain::default().run(|| {
        open(ROULETTE);
        assert_ok!(submit("alice", ROULETTE, 1, &[("red", UNIT)]));
        let next = || GlobalTable::open_round(by("keeper"), ROULETTE, 2, [0; 32]);
        assert_noop!(next(), Error::<Test>::RoundInFlight);
        reveal(ROULETTE);
        assert_noop!(next(), Error::<Test>::RoundInFlight);
        settle(ROULETTE, 1);
        assert_noop!(next(), Error::<Test>::RoundInFlight);
        settle_and_close(ROULETTE, 1);
        assert_noop!(next(), Error::<Test>::TooEarly);
        run_to(SLOT_MS + 13_000);
        assert_noop!(next(), Error::<Test>::TooEarly);
        run_to(SLOT_MS + 14_000);
        assert_ok!(next());
    });
}

#[test]
fn open_round_should_let_a_long_settlement_eat_the_cooldown_and_nothing_else() {
    Chain::default().run(|| {
        open(ROULETTE);
        assert_ok!(submit("alice", ROULETTE, 1, &[("red", UNIT)]));
        reveal(ROULETTE);
        run_to(SLOT_MS + 16_000);
        settle_and_close(ROULETTE, 1);
        assert_eq!(Tables::<Test>::get(ROULETTE).unwrap().opens_at, SLOT_MS + 16_000);
        assert_ok!(GlobalTable::open_round(by("keeper"), ROULETTE, 2, [0; 32]));
        assert_eq!(record(ROULETTE).betting_ends_at, SLOT_MS + 16_000 + 6_000);
    });
}

#[test]
fn open_round_should_fail_at_an_abandoned_table_until_its_bets_are_back() {
    Chain::default().run(|| {
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("pass", UNIT)]));
        play_as(CRAPS, dice(2, 2));
        run_to(Timestamp::get() + 120_000);
        assert_noop!(
            GlobalTable::open_round(by("keeper"), CRAPS, 2, [0; 32]),
            Error::<Test>::Abandoned
        );
        assert_ok!(GlobalTable::void(by("dave"), CRAPS));
        settle_and_close(CRAPS, 10);
        assert_eq!(open(CRAPS), 3);
    });
}

#[test]
fn open_round_should_count_the_time_of_an_empty_table_from_the_opening_on() {
    Chain::default().run(|| {
        // Nobody opened for an hour, and nobody had a bet: the withheld secret is withheld, and nothing is abandoned.
        run_to(3_600 * SLOT_MS);
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("pass", UNIT)]));
        run_past_reveal(CRAPS);
        assert_ok!(GlobalTable::void(by("dave"), CRAPS));
        let reason = crate::VoidReason::Withheld;
        assert_eq!(
            last_event(),
            Event::RoundVoided {
                game: CRAPS,
                round: 1,
                reason
            }
        );
    });
}

#[test]
fn open_round_should_keep_in_reserve_what_the_bets_that_are_up_can_be_owed() {
    Chain::default().run(|| {
        open(CRAPS);
        assert_ok!(submit("alice", CRAPS, 1, &[("place_6", 6 * UNIT)]));
        play_as(CRAPS, dice(1, 2));
        let reserve = Bankroll::reserve_of(CRAPS);
        assert_eq!((reserve.exposure, reserve.liability), (13 * UNIT, 6 * UNIT));
        open(CRAPS);
        assert_eq!(Bankroll::reserve_of(CRAPS), reserve);
        assert_eq!(record(CRAPS).carried.exposure, 13 * UNIT);
        assert_eq!(record(CRAPS).carried.stakes, 6 * UNIT);
    });
}

use frame_support::{assert_noop, assert_ok};
use global_table_games::{NotPermitted, SpotId};
use sp_core::{ed25519, sr25519, Pair, H256};
use sp_runtime::{AccountId32, DispatchError::BadOrigin, MultiSignature};

use crate::{mock::*, take_down_payload, Bet, Bets, Error, Event, Rejection, SignedSlip, SignedSlips};

const BAD: Result<u128, Rejection> = Err(Rejection::BadSignature);
const NOT_UP: Result<u128, Rejection> = Err(Rejection::NotPermitted(NotPermitted::NotUp));

type Slip = SignedSlip<AccountId32, MultiSignature>;

/// A round in which `alice` and `bob` have 6 units up on `place_6`, and the point is 9.
fn with_up() {
    open(CRAPS);
    for name in ["alice", "bob"] {
        assert_ok!(submit(name, CRAPS, 1, &[("place_6", 6 * UNIT)]));
    }
    play_as(CRAPS, dice(4, 5));
    open(CRAPS);
}

fn signing(name: &str, slip: u64) -> Signing<'_> {
    Signing::new(name, CRAPS, slip, &[("place_6", UNIT)])
}

#[test]
fn take_down_payload_should_never_change() {
    let bets = vec![
        Bet {
            spot: SpotId(40),
            amount: UNIT,
        },
        Bet {
            spot: SpotId(41),
            amount: 6 * UNIT,
        },
    ];
    let payload = take_down_payload(
        &H256([0x45; 32]),
        CRAPS,
        7,
        300,
        &Bets::try_from(bets).unwrap(),
        1_000_000_000,
    );
    // "global-table/take-down/v1"; genesis hash; game; round; slip, bets and fee in compact form.
    let frozen = "676c6f62616c2d7461626c652f74616b652d646f776e2f7631\
                  4545454545454545454545454545454545454545454545454545454545454545\
                  01\
                  07000000\
                  b104\
                  0828070010a5d4e8290b0060defb7405\
                  02286bee";
    assert_eq!(
        sp_core::hexdisplay::HexDisplay::from(&payload).to_string(),
        frozen
    );
}

#[test]
fn relay_take_downs_should_take_bets_down_that_their_players_have_signed_for() {
    Chain::default().run(|| {
        with_up();
        let before = [
            balance("alice"),
            balance("bob"),
            balance("carol"),
            Bankroll::funds(),
        ];
        let all = Signing::new("bob", CRAPS, 1, &[("place_6", 6 * UNIT)]);
        let slips = vec![signing("alice", 1).sign_take_down(), all.sign_take_down()];
        assert_eq!(relay_take_downs("carol", CRAPS, slips), [Ok(UNIT), Ok(6 * UNIT)]);
        let player = account("bob");
        let taken_down = Event::BetTakenDown {
            game: CRAPS,
            round: 2,
            player,
            slip: 1,
            returned: 6 * UNIT,
            fee: 0,
        };
        assert_eq!(last_event(), taken_down);
        let after = [
            before[0] + UNIT,
            before[1] + 6 * UNIT,
            before[2],
            before[3] - 7 * UNIT,
        ];
        assert_eq!(
            [
                balance("alice"),
                balance("bob"),
                balance("carol"),
                Bankroll::funds()
            ],
            after
        );
    });
}

#[test]
fn relay_take_downs_should_understand_the_wrapping_of_wallets() {
    Chain::default().run(|| {
        with_up();
        let message = [
            b"<Bytes>".as_slice(),
            &signing("alice", 1).take_down_payload(),
            b"</Bytes>",
        ]
        .concat();
        let slip = signing("alice", 1).with(account("alice"), pair("alice").sign(&message).into());
        assert_eq!(relay_take_downs("dave", CRAPS, vec![slip]), [Ok(UNIT)]);
    });
}

#[test]
fn relay_take_downs_should_refuse_a_signature_for_anything_else() {
    Chain::default().run(|| {
        with_up();
        let signing = || signing("alice", 1);
        let signed = |other: Signing| {
            let signature = pair("alice").sign(&other.take_down_payload()).into();
            signing().with(account("alice"), signature)
        };
        let slips = vec![
            signed(Signing {
                genesis: H256([9; 32]),
                ..signing()
            }),
            signed(Signing {
                game: ROULETTE,
                ..signing()
            }),
            signed(Signing {
                round: 1,
                ..signing()
            }),
            signed(Signing {
                round: 3,
                ..signing()
            }),
            signed(Signing { slip: 2, ..signing() }),
            signed(Signing {
                bets: bets(CRAPS, &[("place_6", 2 * UNIT)]),
                ..signing()
            }),
            signed(Signing {
                bets: bets(CRAPS, &[("place_8", UNIT)]),
                ..signing()
            }),
            signed(Signing {
                bets: bets(CRAPS, &[]),
                ..signing()
            }),
            signed(Signing { fee: 1, ..signing() }),
            // Another player's signature, a slip in another player's name, another kind of key, none at all.
            signing().with(
                account("alice"),
                pair("bob").sign(&signing().take_down_payload()).into(),
            ),
            signing().with(
                account("bob"),
                pair("alice").sign(&signing().take_down_payload()).into(),
            ),
            signing().with(
                account("alice"),
                ed25519::Pair::from_seed(&[1; 32])
                    .sign(&signing().take_down_payload())
                    .into(),
            ),
            signing().with(account("alice"), sr25519::Signature::default().into()),
        ];
        let before = balance("alice");
        assert!(relay_take_downs("dave", CRAPS, slips)
            .into_iter()
            .all(|refused| refused == BAD));
        assert_eq!(balance("alice"), before);
        assert_eq!(
            relay_take_downs("dave", CRAPS, vec![signing().sign_take_down()]),
            [Ok(UNIT)]
        );
    });
}

#[test]
fn relay_take_downs_should_not_take_a_slip_of_bets_for_a_take_down_nor_the_other_way_round() {
    Chain::default().run(|| {
        with_up();
        let wrapped = |payload: Vec<u8>| {
            let message = [b"<Bytes>".as_slice(), &payload, b"</Bytes>"].concat();
            signing("alice", 1).with(account("alice"), pair("alice").sign(&message).into())
        };
        let of_bets = vec![signing("alice", 1).sign(), wrapped(signing("alice", 1).payload())];
        assert_eq!(relay_take_downs("dave", CRAPS, of_bets.clone()), [BAD; 2]);
        let of_take_downs = vec![
            signing("alice", 1).sign_take_down(),
            wrapped(signing("alice", 1).take_down_payload()),
        ];
        assert_eq!(relay("dave", CRAPS, of_take_downs.clone()), [BAD; 2]);

        assert_eq!(relay("dave", CRAPS, of_bets[..1].to_vec()), [Ok(UNIT)]);
        assert_eq!(
            relay_take_downs("dave", CRAPS, of_take_downs),
            [Err(Rejection::DuplicateSlip); 2]
        );
    });
}

#[test]
fn relay_take_downs_should_refuse_a_replay_into_another_round_game_or_batch() {
    Chain::default().run(|| {
        with_up();
        open(ROULETTE);
        let slip = || vec![signing("alice", 1).sign_take_down()];
        let first = slip();
        assert_eq!(relay_take_downs("dave", ROULETTE, first.clone()), [BAD]);
        assert_eq!(relay_take_downs("dave", CRAPS, first.clone()), [Ok(UNIT)]);
        let duplicate = Err(Rejection::DuplicateSlip);
        assert_eq!(relay_take_downs("dave", CRAPS, first.clone()), [duplicate]);
        play_as(CRAPS, dice(1, 2));
        open(CRAPS);
        assert_eq!(relay_take_downs("dave", CRAPS, first.clone()), [BAD]);
        let old = SignedSlips::<Test>::try_from(first).unwrap();
        assert_ok!(GlobalTable::relay_take_downs(by("dave"), CRAPS, 2, old));
        assert!(matches!(
            last_event(),
            Event::BetRejected {
                round: 2,
                reason: Rejection::WrongRound,
                ..
            }
        ));
        // Once nothing is left, the number is still known.
        let rest = || Signing::new("alice", CRAPS, 2, &[("place_6", 5 * UNIT)]).sign_take_down();
        assert_eq!(
            relay_take_downs("dave", CRAPS, vec![rest(), rest()]),
            [Ok(5 * UNIT), duplicate]
        );
    });
}

#[test]
fn relay_take_downs_should_let_no_bad_slip_harm_its_neighbours() {
    Chain::default().run(|| {
        with_up();
        let good = |name, slip| signing(name, slip).sign_take_down();
        let of = |name, list: &[(&str, u128)]| Signing::new(name, CRAPS, 7, list).sign_take_down();
        let slips: Vec<Slip> = vec![
            good("alice", 1),
            of("bob", &[("place_6", 6 * UNIT), ("place_8", UNIT)]),
            good("alice", 1),
            of("carol", &[("place_6", UNIT)]),
            of("bob", &[]),
            of("bob", &[("place_6", 6 * UNIT - 1)]),
            signing("bob", 1).with(account("bob"), sr25519::Signature::default().into()),
            good("bob", 1),
            good("alice", 2),
        ];
        let expected = [
            Ok(UNIT),
            NOT_UP,
            Err(Rejection::DuplicateSlip),
            NOT_UP,
            Err(Rejection::EmptySlip),
            Err(Rejection::BelowMinimum),
            BAD,
            Ok(UNIT),
            Ok(UNIT),
        ];
        assert_eq!(relay_take_downs("dave", CRAPS, slips), expected);
        assert_eq!(record(CRAPS).carried.stakes, 9 * UNIT);
    });
}

#[test]
fn relay_take_downs_should_pay_the_fee_from_the_players_account_only_if_the_slip_is_accepted() {
    Chain::default().run(|| {
        with_up();
        let with_fee = |slip| {
            Signing {
                fee: UNIT / 7,
                ..signing("alice", slip)
            }
            .sign_take_down()
        };
        let before = [balance("alice"), balance("dave"), Bankroll::funds()];
        assert_eq!(
            relay_take_downs("dave", CRAPS, vec![with_fee(1), with_fee(1), with_fee(2)]),
            [Ok(UNIT), Err(Rejection::DuplicateSlip), Ok(UNIT)]
        );
        let fees = 2 * (UNIT / 7);
        let after = [
            before[0] + 2 * UNIT - fees,
            before[1] + fees,
            before[2] - 2 * UNIT,
        ];
        assert_eq!([balance("alice"), balance("dave"), Bankroll::funds()], after);
        assert!(matches!(last_event(), Event::BetTakenDown { fee, .. } if fee == UNIT / 7));
    });
}

#[test]
fn relay_take_downs_should_refuse_a_slip_whose_fee_the_player_does_not_have() {
    Chain::default().with_players(1).run(|| {
        open(CRAPS);
        assert_ok!(submit("p0", CRAPS, 1, &[("place_6", 99 * UNIT)]));
        play_as(CRAPS, dice(4, 5));
        open(CRAPS);
        let slip = |fee| {
            let signing = Signing::new("p0", CRAPS, 1, &[("place_6", 99 * UNIT)]);
            vec![Signing { fee, ..signing }.sign_take_down()]
        };
        let existential = 1_000_000_000;
        // What comes back does not count: it comes after the fee.
        for fee in [UNIT, UNIT - existential + 1, u128::MAX] {
            assert_eq!(
                relay_take_downs("dave", CRAPS, slip(fee)),
                [Err(Rejection::InsufficientFunds)]
            );
        }
        assert_eq!(balance("p0"), UNIT);
        assert_eq!(
            relay_take_downs("dave", CRAPS, slip(UNIT - existential)),
            [Ok(99 * UNIT)]
        );
        assert_eq!(balance("p0"), 99 * UNIT + existential);
    });
}

#[test]
fn relay_take_downs_should_count_what_a_batch_has_given_back_against_the_cover() {
    Chain::default().with_bankroll(10 * UNIT).run(|| {
        open(CRAPS);
        for name in ["bob", "carol"] {
            assert_ok!(submit(name, CRAPS, 1, &[("place_lose_6", 5 * UNIT)]));
        }
        assert_ok!(submit("alice", CRAPS, 1, &[("place_6", 12 * UNIT)]));
        play_as(CRAPS, dice(4, 5));
        open(CRAPS);
        let slip = |name| Signing::new(name, CRAPS, 1, &[("place_lose_6", 5 * UNIT)]).sign_take_down();
        assert_eq!(
            relay_take_downs("dave", CRAPS, vec![slip("bob"), slip("carol")]),
            [Ok(5 * UNIT), Err(Rejection::BankrollCover)]
        );
    });
}

#[test]
fn relay_take_downs_should_be_refused_from_the_deadline_on() {
    Chain::default().run(|| {
        with_up();
        let slip = |slip| vec![signing("alice", slip).sign_take_down()];
        run_to(record(CRAPS).betting_ends_at - SLOT_MS);
        assert_eq!(relay_take_downs("dave", CRAPS, slip(1)), [Ok(UNIT)]);
        run_to(record(CRAPS).betting_ends_at);
        assert_eq!(
            relay_take_downs("dave", CRAPS, slip(2)),
            [Err(Rejection::BettingClosed)]
        );
    });
}

#[test]
fn relay_take_downs_should_fail_without_slips_a_table_a_round_or_a_signature_of_its_own() {
    Chain::default().run(|| {
        let none = SignedSlips::<Test>::default();
        let one = || {
            let signature = sr25519::Signature::default().into();
            let slip = SignedSlip {
                player: account("alice"),
                slip: 1,
                bets: bets(CRAPS, &[("place_6", UNIT)]),
                fee: 0,
                signature,
            };
            SignedSlips::<Test>::try_from(vec![slip]).unwrap()
        };
        let call = |origin, slips| GlobalTable::relay_take_downs(origin, CRAPS, 1, slips);
        assert_noop!(call(by("dave"), one()), Error::<Test>::NoRound);
        open(CRAPS);
        assert_noop!(call(by("dave"), none), Error::<Test>::EmptyBatch);
        assert_noop!(call(RuntimeOrigin::none(), one()), BadOrigin);
        crate::Tables::<Test>::remove(CRAPS);
        assert_noop!(call(by("dave"), one()), Error::<Test>::NoTable);
    });
}

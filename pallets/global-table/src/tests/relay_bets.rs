use frame_support::{assert_noop, assert_ok};
use global_table_games::SpotId;
use sp_core::{ecdsa, ed25519, Pair, H256};
use sp_runtime::{
    traits::IdentifyAccount, AccountId32, DispatchError::BadOrigin, MultiSignature, MultiSigner,
};

use crate::{mock::*, slip_payload, Bet, Bets, Error, Event, Rejection, SignedSlips, Totals};

const BAD: Result<u128, Rejection> = Err(Rejection::BadSignature);

fn fund(signer: impl Into<MultiSigner>) -> AccountId32 {
    let account = signer.into().into_account();
    assert_ok!(Balances::force_set_balance(
        RuntimeOrigin::root(),
        account.clone(),
        100 * UNIT
    ));
    account
}

fn wrap(payload: &[u8]) -> Vec<u8> {
    [b"<Bytes>".as_slice(), payload, b"</Bytes>".as_slice()].concat()
}

#[test]
fn slip_payload_should_never_change() {
    let bets = vec![
        Bet {
            spot: SpotId(0),
            amount: UNIT,
        },
        Bet {
            spot: SpotId(41),
            amount: 6 * UNIT,
        },
    ];
    let payload = slip_payload(
        &H256([0x45; 32]),
        CRAPS,
        7,
        300,
        &Bets::try_from(bets).unwrap(),
        1_000_000_000,
    );
    // Genesis hash; game; round; slip, bets and fee in compact form.
    let frozen = "4545454545454545454545454545454545454545454545454545454545454545\
                  01\
                  07000000\
                  b104\
                  0800070010a5d4e8290b0060defb7405\
                  02286bee";
    assert_eq!(
        sp_core::hexdisplay::HexDisplay::from(&payload).to_string(),
        frozen
    );
}

#[test]
fn relay_bets_should_take_slips_that_their_players_have_signed() {
    Chain::default().run(|| {
        open(ROULETTE);
        let before = [balance("alice"), balance("bob"), balance("carol")];
        let slips = vec![
            Signing::new("alice", ROULETTE, 1, &[("red", UNIT)]).sign(),
            Signing::new("bob", ROULETTE, 1, &[("black", UNIT), ("straight_0", UNIT)]).sign(),
        ];
        assert_eq!(relay("carol", ROULETTE, slips), [Ok(UNIT), Ok(2 * UNIT)]);
        let player = account("bob");
        let accepted = Event::BetAccepted {
            game: ROULETTE,
            round: 1,
            player,
            slip: 1,
            staked: 2 * UNIT,
            fee: 0,
        };
        assert_eq!(last_event(), accepted);
        assert_eq!(
            [balance("alice"), balance("bob"), balance("carol")],
            [before[0] - UNIT, before[1] - 2 * UNIT, before[2]]
        );
    });
}

#[test]
fn relay_bets_should_understand_every_kind_of_key_and_the_wrapping_of_wallets() {
    Chain::default().run(|| {
        open(ROULETTE);
        let ed = ed25519::Pair::from_seed(&[1; 32]);
        let ec = ecdsa::Pair::from_seed(&[2; 32]);
        let (ed_account, ec_account) = (fund(ed.public()), fund(ec.public()));
        let mut slips = Vec::new();
        for (slip, wrapped) in [(1, false), (2, true)] {
            let signing = || Signing::new("alice", ROULETTE, slip, &[("red", UNIT)]);
            let message = if wrapped {
                wrap(&signing().payload())
            } else {
                signing().payload()
            };
            slips.push(signing().with(account("alice"), pair("alice").sign(&message).into()));
            slips.push(signing().with(ed_account.clone(), ed.sign(&message).into()));
            slips.push(signing().with(ec_account.clone(), ec.sign(&message).into()));
        }
        assert_eq!(relay("dave", ROULETTE, slips), [Ok(UNIT); 6]);
    });
}

#[test]
fn relay_bets_should_refuse_a_signature_for_anything_else() {
    Chain::default().run(|| {
        open(ROULETTE);
        let signing = || Signing::new("alice", ROULETTE, 1, &[("red", UNIT)]);
        let signed = |other: Signing| {
            let signature: MultiSignature = pair("alice").sign(&other.payload()).into();
            signing().with(account("alice"), signature)
        };
        let slips = vec![
            signed(Signing {
                genesis: H256([9; 32]),
                ..signing()
            }),
            signed(Signing {
                game: CRAPS,
                ..signing()
            }),
            signed(Signing {
                round: 2,
                ..signing()
            }),
            signed(Signing {
                round: 0,
                ..signing()
            }),
            signed(Signing { slip: 2, ..signing() }),
            signed(Signing {
                bets: bets(ROULETTE, &[("red", 2 * UNIT)]),
                ..signing()
            }),
            signed(Signing {
                bets: bets(ROULETTE, &[("black", UNIT)]),
                ..signing()
            }),
            signed(Signing {
                bets: bets(ROULETTE, &[]),
                ..signing()
            }),
            signed(Signing { fee: 1, ..signing() }),
            // Another player's signature over the right slip, and a slip in another player's name.
            signing().with(account("alice"), pair("bob").sign(&signing().payload()).into()),
            signing().with(account("bob"), pair("alice").sign(&signing().payload()).into()),
            // Another kind of signature, half a wrapping, and none at all.
            signing().with(
                account("alice"),
                ed25519::Pair::from_seed(&[1; 32])
                    .sign(&signing().payload())
                    .into(),
            ),
            signing().with(
                account("alice"),
                pair("alice")
                    .sign(&[b"<Bytes>".as_slice(), &signing().payload()].concat())
                    .into(),
            ),
            signing().with(account("alice"), sp_core::sr25519::Signature::default().into()),
        ];
        let before = balance("alice");
        assert!(relay("dave", ROULETTE, slips)
            .into_iter()
            .all(|refused| refused == BAD));
        assert_eq!(balance("alice"), before);
        assert_eq!(relay("dave", ROULETTE, vec![signing().sign()]), [Ok(UNIT)]);
    });
}

#[test]
fn relay_bets_should_refuse_a_replay_into_another_round_game_or_batch() {
    Chain::default().run(|| {
        open(ROULETTE);
        open(CRAPS);
        let slip = Signing::new("alice", ROULETTE, 1, &[("straight_0", UNIT)]).sign();
        // Spot 0 exists at both tables.
        assert_eq!(relay("dave", CRAPS, vec![slip.clone()]), [BAD]);
        assert_eq!(relay("dave", ROULETTE, vec![slip.clone()]), [Ok(UNIT)]);
        assert_eq!(
            relay("dave", ROULETTE, vec![slip.clone()]),
            [Err(Rejection::DuplicateSlip)]
        );
        play_as(ROULETTE, pocket(5));
        open(ROULETTE);
        assert_eq!(relay("dave", ROULETTE, vec![slip.clone()]), [BAD]);
        // In the name of the old round the signature is right, and the round is not.
        let old = SignedSlips::<Test>::try_from(vec![slip]).unwrap();
        assert_ok!(GlobalTable::relay_bets(by("dave"), ROULETTE, 1, old));
        assert!(matches!(
            last_event(),
            Event::BetRejected {
                round: 1,
                reason: Rejection::WrongRound,
                ..
            }
        ));
    });
}

#[test]
fn relay_bets_should_let_no_bad_slip_harm_its_neighbours() {
    Chain::default()
        .with_config(|config| config.limits.max_bet = 10 * UNIT)
        .run(|| {
            open(CRAPS);
            let good = |name, slip| Signing::new(name, CRAPS, slip, &[("pass", UNIT)]).sign();
            let slips = vec![
                good("alice", 1),
                Signing::new("bob", CRAPS, 1, &[("pass", 11 * UNIT)]).sign(),
                good("alice", 1),
                Signing::new("bob", CRAPS, 1, &[("field", UNIT), ("come", UNIT)]).sign(),
                Signing {
                    fee: 1,
                    ..Signing::new("carol", CRAPS, 1, &[])
                }
                .sign(),
                Signing::new("bob", CRAPS, 1, &[("pass", UNIT)]).with(
                    account("bob"),
                    MultiSignature::from(sp_core::sr25519::Signature::default()),
                ),
                good("bob", 1),
                good("alice", 2),
            ];
            let not_now = Rejection::NotPermitted(global_table_games::NotPermitted::NotNow);
            let expected = [
                Ok(UNIT),
                Err(Rejection::AboveMaximum),
                Err(Rejection::DuplicateSlip),
                Err(not_now),
                Err(Rejection::EmptySlip),
                BAD,
                Ok(UNIT),
                Ok(UNIT),
            ];
            assert_eq!(relay("dave", CRAPS, slips), expected);
            assert_eq!(Totals::<Test>::get(CRAPS).to_vec(), [3 * UNIT]);
            assert_eq!((record(CRAPS).players, record(CRAPS).staked), (2, 3 * UNIT));
        });
}

#[test]
fn relay_bets_should_pay_the_fee_to_the_relayer_only_if_the_slip_is_accepted() {
    Chain::default().run(|| {
        open(ROULETTE);
        let with_fee = |slip, spot| Signing {
            fee: UNIT / 7,
            ..Signing::new("alice", ROULETTE, slip, &[(spot, UNIT)])
        };
        let before = [balance("alice"), balance("dave"), Bankroll::funds()];
        let slips = vec![
            with_fee(1, "red").sign(),
            with_fee(1, "black").sign(),
            with_fee(2, "black").sign(),
        ];
        assert_eq!(
            relay("dave", ROULETTE, slips),
            [Ok(UNIT), Err(Rejection::DuplicateSlip), Ok(UNIT)]
        );
        let fees = 2 * (UNIT / 7);
        let after = [
            before[0] - 2 * UNIT - fees,
            before[1] + fees,
            before[2] + 2 * UNIT,
        ];
        assert_eq!([balance("alice"), balance("dave"), Bankroll::funds()], after);
        assert!(matches!(last_event(), Event::BetAccepted { fee, .. } if fee == UNIT / 7));
    });
}

#[test]
fn relay_bets_should_let_a_player_relay_its_own_slip() {
    Chain::default().run(|| {
        open(ROULETTE);
        let before = balance("alice");
        let slip = Signing {
            fee: UNIT,
            ..Signing::new("alice", ROULETTE, 1, &[("red", UNIT)])
        }
        .sign();
        assert_eq!(relay("alice", ROULETTE, vec![slip]), [Ok(UNIT)]);
        assert_eq!(balance("alice"), before - UNIT);
    });
}

#[test]
fn relay_bets_should_refuse_a_slip_whose_stake_and_fee_the_player_does_not_have() {
    Chain::default().with_players(1).run(|| {
        open(ROULETTE);
        let slip = |fee| {
            Signing {
                fee,
                ..Signing::new("p0", ROULETTE, 1, &[("red", 90 * UNIT)])
            }
            .sign()
        };
        let existential = 1_000_000_000;
        for fee in [
            10 * UNIT,
            10 * UNIT - existential + 1,
            u128::MAX - UNIT,
            u128::MAX,
        ] {
            assert_eq!(
                relay("dave", ROULETTE, vec![slip(fee)]),
                [Err(Rejection::InsufficientFunds)]
            );
        }
        assert_eq!(balance("p0"), 100 * UNIT);
        assert_eq!(
            relay("dave", ROULETTE, vec![slip(10 * UNIT - existential)]),
            [Ok(90 * UNIT)]
        );
        assert_eq!(balance("p0"), existential);
    });
}

#[test]
fn relay_bets_should_count_what_a_batch_has_taken_against_the_limits_and_the_cover() {
    Chain::default().with_bankroll(35 * UNIT).run(|| {
        open(ROULETTE);
        let on_17 = |name, amount| Signing::new(name, ROULETTE, 1, &[("straight_17", amount)]).sign();
        let slips = vec![on_17("alice", UNIT), on_17("bob", UNIT / 100)];
        assert_eq!(
            relay("dave", ROULETTE, slips),
            [Ok(UNIT), Err(Rejection::BankrollCover)]
        );
    });
}

#[test]
fn relay_bets_should_fail_without_slips_a_table_a_round_or_a_signature_of_its_own() {
    Chain::default().run(|| {
        let none = || SignedSlips::<Test>::default();
        let one = || {
            let bets = bets(CRAPS, &[("pass", UNIT)]);
            let signature = sp_core::sr25519::Signature::default().into();
            let slip = crate::SignedSlip {
                player: account("alice"),
                slip: 1,
                bets,
                fee: 0,
                signature,
            };
            SignedSlips::<Test>::try_from(vec![slip]).unwrap()
        };
        assert_noop!(
            GlobalTable::relay_bets(by("dave"), CRAPS, 1, one()),
            Error::<Test>::NoRound
        );
        open(CRAPS);
        assert_noop!(
            GlobalTable::relay_bets(by("dave"), CRAPS, 1, none()),
            Error::<Test>::EmptyBatch
        );
        assert_noop!(
            GlobalTable::relay_bets(RuntimeOrigin::none(), CRAPS, 1, one()),
            BadOrigin
        );
        crate::Tables::<Test>::remove(CRAPS);
        assert_noop!(
            GlobalTable::relay_bets(by("dave"), CRAPS, 1, one()),
            Error::<Test>::NoTable
        );
    });
}

#[test]
fn relay_bets_should_be_refused_from_the_deadline_on() {
    Chain::default().run(|| {
        open(CRAPS);
        let slip = |slip| vec![Signing::new("alice", CRAPS, slip, &[("pass", UNIT)]).sign()];
        run_to(record(CRAPS).betting_ends_at - SLOT_MS);
        assert_eq!(relay("dave", CRAPS, slip(1)), [Ok(UNIT)]);
        run_to(record(CRAPS).betting_ends_at);
        assert_eq!(relay("dave", CRAPS, slip(2)), [Err(Rejection::BettingClosed)]);
    });
}

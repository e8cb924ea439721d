//! How a player's bets are stored.

use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::BoundedVec;
use global_table_games::SpotId;
use proptest::prelude::*;

use crate::{
    bets::TableBets,
    mock::{account, Chain, Test, CRAPS, ROULETTE, UNIT},
    Bet, BetsOf, PlayerBets, MAX_BETS_PER_PLAYER, MAX_SLIPS_PER_PLAYER,
};

/// What the state's trie keeps in a leaf.
const LEAF_BYTES: usize = 32;

fn bets(amounts: &[u128]) -> BoundedVec<Bet, frame_support::traits::ConstU32<MAX_BETS_PER_PLAYER>> {
    let bets = amounts.iter().zip(0u8..).map(|(amount, spot)| Bet {
        spot: SpotId(spot),
        amount: *amount,
    });
    BoundedVec::truncate_from(bets.collect())
}

fn amount() -> impl Strategy<Value = u128> {
    prop_oneof![
        any::<u128>(),
        any::<u64>().prop_map(u128::from),
        (0..1_000u128, 0..36u32).prop_map(|(digits, zeros)| digits * 10u128.pow(zeros)),
        Just(u128::MAX),
    ]
}

fn amounts() -> impl Strategy<Value = Vec<u128>> {
    prop::collection::vec(amount(), 0..=MAX_BETS_PER_PLAYER as usize)
}

proptest! {
    #[test]
    fn what_is_stored_is_what_is_read(
        round: u32,
        slips in prop::collection::vec(any::<u64>(), 0..=MAX_SLIPS_PER_PLAYER as usize),
        fresh in amounts(),
        up in amounts(),
    ) {
        let before = PlayerBets {
            round,
            slips: BoundedVec::truncate_from(slips),
            fresh: bets(&fresh),
            up: bets(&up),
        };
        let stored = before.encode();
        prop_assert!(stored.len() <= PlayerBets::max_encoded_len());
        prop_assert_eq!(PlayerBets::decode(&mut &stored[..]), Ok(before));
    }
}

#[test]
fn the_bets_of_a_usual_slip_fit_into_a_leaf() {
    let usual = PlayerBets {
        round: 5_000_000,
        slips: BoundedVec::truncate_from(vec![1_700_000_000]),
        fresh: bets(&[UNIT / 2, 25 * UNIT, 3 * UNIT / 100, 1_000 * UNIT]),
        up: BoundedVec::new(),
    };
    assert!(
        usual.encode().len() <= LEAF_BYTES,
        "{} bytes",
        usual.encode().len()
    );
}

#[test]
fn an_amount_that_does_not_fit_is_not_read() {
    let mut stored = PlayerBets {
        fresh: bets(&[3]),
        ..PlayerBets::default()
    }
    .encode();
    // round, slips, one bet: spot, digits, zeros, and nothing up.
    assert_eq!(stored, [0, 0, 4, 0, 12, 0, 0]);
    stored[5] = 39;
    assert!(PlayerBets::decode(&mut &stored[..]).is_err());
}

#[test]
fn an_entry_is_where_the_storage_has_it() {
    Chain::default().run(|| {
        let (alice, own) = (
            account("alice"),
            PlayerBets {
                fresh: bets(&[UNIT]),
                ..PlayerBets::default()
            },
        );
        let entry = TableBets::<Test>::of(CRAPS).entry(&alice);
        entry.write(&own);
        assert_eq!(BetsOf::<Test>::get(CRAPS, &alice), Some(own.clone()));
        assert_eq!(
            BetsOf::<Test>::iter_prefix(CRAPS).collect::<Vec<_>>(),
            [(alice.clone(), own)]
        );
        assert_eq!(BetsOf::<Test>::get(ROULETTE, &alice), None);
        entry.clear();
        assert_eq!(BetsOf::<Test>::get(CRAPS, &alice), None);
    });
}

//! What a transaction costs, and who gets it.

mod common;

use codec::Encode;
use common::{account, chain};
use frame_support::{
    dispatch::GetDispatchInfo,
    traits::{
        fungible::Balanced,
        tokens::{Fortitude, Precision, Preservation},
        Get, OnUnbalanced,
    },
};
use global_table_runtime::{
    constants::MILLI,
    fees::{pot, AuthorAndKeepers},
    weights, AccountId, Balance, Balances, BalancesCall, Runtime, RuntimeCall, System, TransactionPayment,
};
use pallet_global_table::WeightInfo;
use sp_consensus_babe::{
    digests::{PreDigest, SecondaryPlainPreDigest},
    BABE_ENGINE_ID,
};
use sp_genesis_builder::DEV_RUNTIME_PRESET;
use sp_runtime::{Digest, DigestItem};

/// The bytes of a signed transfer beside the call: signature, sender, nonce, mortality, tip, mode.
const ENVELOPE: u32 = 105;

/// Starts a block of the development chain, written by its only validator.
fn block_of_alice() {
    let slot = SecondaryPlainPreDigest {
        authority_index: 0,
        slot: 1.into(),
    };
    let digest = DigestItem::PreRuntime(BABE_ENGINE_ID, PreDigest::SecondaryPlain(slot).encode());
    System::initialize(&2, &Default::default(), &Digest { logs: vec![digest] });
}

fn pay(from: &AccountId, amount: Balance) -> frame_support::traits::fungible::Credit<AccountId, Balances> {
    Balances::withdraw(
        from,
        amount,
        Precision::Exact,
        Preservation::Preserve,
        Fortitude::Polite,
    )
    .expect("the account has the money")
}

fn gains(who: &[AccountId], event: impl FnOnce()) -> Vec<Balance> {
    let before: Vec<_> = who.iter().map(Balances::free_balance).collect();
    event();
    who.iter()
        .zip(before)
        .map(|(who, before)| Balances::free_balance(who) - before)
        .collect()
}

#[test]
fn transfer_should_cost_about_a_thousandth() {
    chain(DEV_RUNTIME_PRESET).execute_with(|| {
        let dest = account("//Bob").into();
        let call = RuntimeCall::from(BalancesCall::<Runtime>::transfer_keep_alive { dest, value: MILLI });
        let length = call.encoded_size() as u32 + ENVELOPE;
        let fee = TransactionPayment::compute_fee(length, &call.get_dispatch_info(), 0);
        assert!((MILLI / 2..2 * MILLI).contains(&fee), "a transfer costs {fee}");
    });
}

#[test]
fn fee_should_be_halved_between_author_and_keepers() {
    chain(DEV_RUNTIME_PRESET).execute_with(|| {
        block_of_alice();
        let gained = gains(&[account("//Alice"), pot()], || {
            AuthorAndKeepers::on_unbalanceds([pay(&account("//Bob"), 1_001)].into_iter());
        });
        assert_eq!(gained, [501, 500]);
    });
}

#[test]
fn tip_should_be_the_authors() {
    chain(DEV_RUNTIME_PRESET).execute_with(|| {
        block_of_alice();
        let gained = gains(&[account("//Alice"), pot()], || {
            let fee_and_tip = [pay(&account("//Bob"), 100), pay(&account("//Bob"), 7)];
            AuthorAndKeepers::on_unbalanceds(fee_and_tip.into_iter());
        });
        assert_eq!(gained, [57, 50]);
    });
}

#[test]
fn fee_should_be_the_keepers_when_nobody_is_known_as_author() {
    chain(DEV_RUNTIME_PRESET).execute_with(|| {
        let gained = gains(&[pot()], || {
            AuthorAndKeepers::on_unbalanceds([pay(&account("//Bob"), 1_001)].into_iter());
        });
        assert_eq!(gained, [1_001]);
    });
}

#[test]
fn settle_should_earn_a_keeper_a_little_more_than_it_costs_and_less_than_a_player_pays() {
    chain(DEV_RUNTIME_PRESET).execute_with(|| {
        const BETS: u32 = 8;
        let fee = TransactionPayment::weight_to_fee;
        let a_hundred = fee(weights::GlobalTable::settle(200, 200 * BETS))
            - fee(weights::GlobalTable::settle(100, 100 * BETS));
        let a_player: Balance = <Runtime as pallet_keepers::Config>::SettleRewardPerPlayer::get();
        let reward = 100 * a_player;
        assert!(
            reward > a_hundred,
            "settling 100 players earns {reward} and costs {a_hundred}"
        );

        let relayed =
            fee(weights::GlobalTable::relay_bets(200, 200)) - fee(weights::GlobalTable::relay_bets(100, 100));
        assert!(
            reward - a_hundred < relayed / 10,
            "a keeper gains {} with 100 players, who cost {relayed} to relay",
            reward - a_hundred
        );
    });
}

//! What the tables' benchmarks need from this runtime: signatures, time, a VRF output, and a keeper.

use alloc::format;

use frame_benchmarking::account;
use frame_support::traits::{fungible::Mutate, Get};
use frame_system::RawOrigin;
use pallet_global_table::BenchmarkHelper;
use sp_core::crypto::KeyTypeId;
use sp_runtime::{traits::IdentifyAccount, MultiSigner};

use crate::{constants::UNIT, AccountId, Balances, Keepers, Runtime, Signature};

/// Where the benchmarks' keys are kept.
const KEYS: KeyTypeId = KeyTypeId(*b"slip");

/// See [`BenchmarkHelper`].
pub struct Helper;

impl BenchmarkHelper<AccountId, Signature> for Helper {
    /// With sr25519, which is the slowest of the three to verify.
    fn sign(seed: u32, message: &[u8]) -> (AccountId, Signature) {
        let public = sp_io::crypto::sr25519_generate(KEYS, Some(format!("//{seed}").into_bytes()));
        let signature = sp_io::crypto::sr25519_sign(KEYS, &public, message).expect("the key was just made");
        (MultiSigner::from(public).into_account(), signature.into())
    }

    /// Written as it is: BABE would compare it with the slot.
    fn set_time(now: u64) {
        pallet_timestamp::Now::<Runtime>::put(now);
    }

    fn set_author_vrf(vrf: [u8; 32]) {
        pallet_babe::AuthorVrfRandomness::<Runtime>::put(Some(vrf));
    }

    fn keeper() -> AccountId {
        let keeper: AccountId = account("keeper", 0, 0);
        Balances::set_balance(&Keepers::pot(), 1_000 * UNIT);
        let places = <Runtime as pallet_keepers::Config>::MaxKeepers::get();
        for number in Keepers::rota().len() as u32..places {
            // The last one is the one.
            join(account("keeper", places - 1 - number, 0));
        }
        keeper
    }
}

fn join(who: AccountId) {
    let bond: crate::Balance = <Runtime as pallet_keepers::Config>::MinBond::get();
    Balances::set_balance(&who, bond.saturating_mul(2));
    Keepers::join(RawOrigin::Signed(who).into(), bond).expect("the rota has a place");
}

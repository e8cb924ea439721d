//! Accounts, and what they sign.

use std::collections::HashMap;

use codec::Encode;
use global_table_games::GameId;
use global_table_runtime::{
    constants::UNIT, genesis, AccountId, Hash, Nonce, Runtime, RuntimeCall, SignedPayload, TxExtension,
    UncheckedExtrinsic, VERSION,
};
use pallet_global_table::{slip_payload, Bets, RoundId, SignedSlip, SlipId};
use sp_core::{sr25519, Pair};
use sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET;
use sp_io::hashing::blake2_256;
use sp_runtime::{generic::Era, MultiSignature, OpaqueExtrinsic};

use crate::{chain::opaque, Result};

/// What each account starts with.
const PURSE: u128 = 100_000 * UNIT;

/// One account.
#[derive(Clone)]
pub struct Person {
    pair: sr25519::Pair,
    /// Its address.
    pub account: AccountId,
}

impl Person {
    fn new(pair: sr25519::Pair) -> Self {
        let account = AccountId::from(pair.public().0);
        Self { pair, account }
    }

    /// The person with this derivation of the development phrase.
    pub fn known(suri: &str) -> Result<Self> {
        let pair = sr25519::Pair::from_string(suri, None).map_err(|error| format!("{suri}: {error:?}"))?;
        Ok(Self::new(pair))
    }
}

/// Everybody who has an account, and their next nonces.
pub struct People {
    all: Vec<Person>,
    /// Whose turn it is next.
    next: usize,
    nonces: HashMap<AccountId, Nonce>,
    chain: Hash,
}

impl People {
    /// `count` people with keys of their own.
    pub fn new(count: u32) -> Self {
        let all = (0..count).map(|index| {
            let seed = blake2_256(&("global-table/bench/account", index).encode());
            Person::new(sr25519::Pair::from_seed(&seed))
        });
        Self {
            all: all.collect(),
            next: 0,
            nonces: HashMap::new(),
            chain: Hash::zero(),
        }
    }

    /// From now on they sign for the chain with this genesis hash.
    pub fn join(&mut self, chain: Hash) {
        self.chain = chain;
    }

    /// The local network's genesis, with all of these people in it.
    pub fn genesis(&self) -> Result<serde_json::Value> {
        let preset =
            genesis::preset(&LOCAL_TESTNET_RUNTIME_PRESET.into()).ok_or("the runtime has no such preset")?;
        let mut patch: serde_json::Value = serde_json::from_slice(&preset)?;
        let balances = patch
            .pointer_mut("/balances/balances")
            .and_then(|balances| balances.as_array_mut());
        let balances = balances.ok_or("the preset has no balances")?;
        for person in &self.all {
            balances.push(serde_json::to_value((&person.account, PURSE))?);
        }
        Ok(patch)
    }

    /// The next `count` of the people in turn, so that nobody is busy all the time.
    pub fn take(&mut self, count: usize) -> Vec<Person> {
        let taken = self
            .all
            .iter()
            .cycle()
            .skip(self.next)
            .take(count)
            .cloned()
            .collect();
        self.next = (self.next + count) % self.all.len();
        taken
    }

    /// A transaction of `signer`. It takes the signer's next nonce.
    pub fn sign(&mut self, signer: &Person, call: RuntimeCall) -> Result<OpaqueExtrinsic> {
        let nonce = self.nonces.entry(signer.account.clone()).or_default();
        let extension = extension(*nonce);
        *nonce += 1;
        let versions = (VERSION.spec_version, VERSION.transaction_version);
        let implicit = (
            (),
            (),
            versions.0,
            versions.1,
            self.chain,
            self.chain,
            (),
            (),
            (),
            None,
            (),
        );
        let payload = SignedPayload::from_raw(call, extension, implicit);
        let signature = payload.using_encoded(|bytes| signer.pair.sign(bytes));
        let (call, extension, _) = payload.deconstruct();
        let address = signer.account.clone().into();
        opaque(&UncheckedExtrinsic::new_signed(
            call,
            address,
            MultiSignature::Sr25519(signature),
            extension,
        ))
    }

    /// Forget the last transaction of `signer`: it went into no block.
    pub fn unsign(&mut self, signer: &Person) {
        self.nonces
            .entry(signer.account.clone())
            .and_modify(|nonce| *nonce = nonce.saturating_sub(1));
    }

    /// A slip of `player` for a relayer.
    pub fn slip(
        &self,
        player: &Person,
        at: (GameId, RoundId),
        slip: SlipId,
        bets: Bets,
        fee: u128,
    ) -> SignedSlip<AccountId, MultiSignature> {
        let payload = slip_payload(&self.chain, at.0, at.1, slip, &bets, fee);
        let signature = MultiSignature::Sr25519(player.pair.sign(&payload));
        SignedSlip {
            player: player.account.clone(),
            slip,
            bets,
            fee,
            signature,
        }
    }
}

fn extension(nonce: Nonce) -> TxExtension {
    (
        frame_system::AuthorizeCall::<Runtime>::new(),
        frame_system::CheckNonZeroSender::<Runtime>::new(),
        frame_system::CheckSpecVersion::<Runtime>::new(),
        frame_system::CheckTxVersion::<Runtime>::new(),
        frame_system::CheckGenesis::<Runtime>::new(),
        frame_system::CheckMortality::<Runtime>::from(Era::Immortal),
        frame_system::CheckNonce::<Runtime>::from(nonce),
        frame_system::CheckWeight::<Runtime>::new(),
        pallet_transaction_payment::ChargeTransactionPayment::<Runtime>::from(0),
        frame_metadata_hash_extension::CheckMetadataHash::<Runtime>::new(false),
        frame_system::WeightReclaim::<Runtime>::new(),
    )
}

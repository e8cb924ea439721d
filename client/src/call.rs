//! The calls: one function for each, with the chain's own names and parameters.
//!
//! Who may make a call, when, with which events and errors, is written where the chain's metadata documents it: at the
//! pallets' calls of the same name.

pub mod keepers;
pub mod validators;

use std::{fmt, sync::Arc};

use subxt::{
    config::{DefaultExtrinsicParamsBuilder, SubstrateConfig},
    error::ExtrinsicError,
    ext::scale_encode::EncodeAsFields,
    tx::StaticPayload,
    utils::MultiAddress,
};

use crate::{
    chain::RawAt,
    convert::bets_of,
    metadata::chain::{
        runtime_types::{
            bounded_collections::bounded_vec::BoundedVec, pallet_global_table::types as table,
            sp_runtime::MultiSignature,
        },
        tx, Call as RuntimeCall,
    },
    slip::SignedSlip,
    AccountId, Amount, Bet, BlockId, Commitment, GameId, Key, RoundId, Secret, SlipId,
};

/// For how many blocks a transaction is good. Short, so that one which never got into a block can soon be signed anew
/// without a danger that both get there.
pub(crate) const MORTALITY_BLOCKS: u64 = 64;

type Sign = dyn Fn(&RawAt, BlockId, u64, &Key) -> Result<Vec<u8>, ExtrinsicError> + Send + Sync;

/// A call, ready to be signed by any account. A clone is the same call.
#[derive(Clone)]
pub struct Call {
    pallet: String,
    name: String,
    sign: Arc<Sign>,
}

impl Call {
    fn new<Data: EncodeAsFields + Send + Sync + 'static>(payload: StaticPayload<Data>) -> Self {
        let (pallet, name) = (payload.pallet_name().to_owned(), payload.call_name().to_owned());
        let sign = move |at: &RawAt, birth: BlockId, nonce: u64, key: &Key| {
            let params = DefaultExtrinsicParamsBuilder::<SubstrateConfig>::new()
                .nonce(nonce)
                .mortal_from_unchecked(MORTALITY_BLOCKS, birth.number, birth.hash)
                .build();
            let mut signable = at.transactions().create_signable_offline(&payload, params)?;
            Ok(signable.sign(key.pair())?.into_encoded())
        };
        Self {
            pallet,
            name,
            sign: Arc::new(sign),
        }
    }

    /// The call's name, like `submit_bets`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The bytes of the signed transaction, which is good for [`MORTALITY_BLOCKS`] from `birth` on.
    pub(crate) fn sign(
        &self,
        at: &RawAt,
        birth: BlockId,
        nonce: u64,
        key: &Key,
    ) -> Result<Vec<u8>, ExtrinsicError> {
        (self.sign)(at, birth, nonce, key)
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.pallet, self.name)
    }
}

/// `GlobalTable.open_round`: opens the next round with a commitment. For the keeper on duty.
pub fn open_round(game: GameId, round: RoundId, commitment: Commitment) -> Call {
    Call::new(tx().global_table().open_round(game.into(), round, commitment))
}

/// `GlobalTable.submit_bets`: one slip from the signer, of at most 32 bets.
pub fn submit_bets(game: GameId, round: RoundId, slip: SlipId, bets: &[Bet]) -> Call {
    Call::new(
        tx().global_table()
            .submit_bets(game.into(), round, slip, bets_of(bets)),
    )
}

/// `GlobalTable.relay_bets`: at most 2,000 slips, each with its player's signature.
pub fn relay_bets(game: GameId, round: RoundId, slips: Vec<SignedSlip>) -> Call {
    Call::new(tx().global_table().relay_bets(game.into(), round, signed(slips)))
}

/// `GlobalTable.take_down`: one slip from the signer that takes down bets which are up.
pub fn take_down(game: GameId, round: RoundId, slip: SlipId, bets: &[Bet]) -> Call {
    Call::new(
        tx().global_table()
            .take_down(game.into(), round, slip, bets_of(bets)),
    )
}

/// `GlobalTable.relay_take_downs`: at most 2,000 slips that take bets down, each with its player's signature.
pub fn relay_take_downs(game: GameId, round: RoundId, slips: Vec<SignedSlip>) -> Call {
    Call::new(
        tx().global_table()
            .relay_take_downs(game.into(), round, signed(slips)),
    )
}

fn signed(slips: Vec<SignedSlip>) -> BoundedVec<table::SignedSlip<AccountId, MultiSignature>> {
    let signed = slips.into_iter().map(|slip| table::SignedSlip {
        player: slip.player,
        slip: slip.slip,
        bets: bets_of(&slip.bets),
        fee: slip.fee,
        signature: MultiSignature::Sr25519(slip.signature),
    });
    BoundedVec(signed.collect())
}

/// `GlobalTable.lock`: lets the stored phase follow the deadline.
pub fn lock(game: GameId, round: RoundId) -> Call {
    Call::new(tx().global_table().lock(game.into(), round))
}

/// `GlobalTable.reveal`: draws a round with the secret of its commitment.
pub fn reveal(game: GameId, round: RoundId, secret: Secret) -> Call {
    Call::new(tx().global_table().reveal(game.into(), round, secret))
}

/// `GlobalTable.settle`: settles up to `max_players`.
pub fn settle(game: GameId, round: RoundId, max_players: u32) -> Call {
    Call::new(tx().global_table().settle(game.into(), round, max_players))
}

/// `GlobalTable.finalize`: closes a round of which everybody is settled.
pub fn finalize(game: GameId, round: RoundId) -> Call {
    Call::new(tx().global_table().finalize(game.into(), round))
}

/// `GlobalTable.void`: voids a round whose secret is overdue, or gives an abandoned table's bets back.
pub fn void(game: GameId) -> Call {
    Call::new(tx().global_table().void(game.into()))
}

/// `GlobalTable.pause`: keeps rounds from opening. For the administrator; see [`sudo_pause`].
pub fn pause(game: GameId) -> Call {
    Call::new(tx().global_table().pause(game.into()))
}

/// `GlobalTable.resume`: lets rounds open again. For the administrator; see [`sudo_resume`].
pub fn resume(game: GameId) -> Call {
    Call::new(tx().global_table().resume(game.into()))
}

/// `Bankroll.deposit`: puts money behind the tables, for shares.
pub fn deposit(amount: Amount) -> Call {
    Call::new(tx().bankroll().deposit(amount))
}

/// `Bankroll.withdraw`: gives shares back for money.
pub fn withdraw(shares: u128) -> Call {
    Call::new(tx().bankroll().withdraw(shares))
}

/// `Balances.transfer_keep_alive`.
pub fn transfer(to: &AccountId, amount: Amount) -> Call {
    Call::new(tx().balances().transfer_keep_alive(MultiAddress::Id(*to), amount))
}

/// `Utility.batch_all` of transfers: all of them or none.
pub fn transfer_all(transfers: &[(AccountId, Amount)]) -> Call {
    use crate::metadata::chain::runtime_types::pallet_balances::pallet::Call as Balances;

    let calls = transfers
        .iter()
        .map(|(to, amount)| {
            let dest = MultiAddress::Id(*to);
            RuntimeCall::Balances(Balances::transfer_keep_alive { dest, value: *amount })
        })
        .collect();
    Call::new(tx().utility().batch_all(calls))
}

/// [`pause`] by the administrator of a development chain.
pub fn sudo_pause(game: GameId) -> Call {
    sudo(administer::pause { game: game.into() })
}

/// [`resume`] by the administrator of a development chain.
pub fn sudo_resume(game: GameId) -> Call {
    sudo(administer::resume { game: game.into() })
}

use crate::metadata::chain::runtime_types::pallet_global_table::pallet::Call as administer;

fn sudo(call: administer) -> Call {
    Call::new(tx().sudo().sudo(RuntimeCall::GlobalTable(call)))
}

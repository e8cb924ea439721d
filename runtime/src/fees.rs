//! Where transaction fees go: half to the block's author, half to the pot that pays the keepers. Tips are the author's.

use frame_support::traits::{
    fungible::{Balanced, Credit},
    tokens::imbalance::ResolveTo,
    Imbalance, OnUnbalanced, TypedGet,
};

use crate::{config::KeepersPot, AccountId, Authorship, Balances};

/// Splits the fees of a transaction.
pub struct AuthorAndKeepers;

impl OnUnbalanced<Credit<AccountId, Balances>> for AuthorAndKeepers {
    fn on_unbalanceds(mut fee_then_tip: impl Iterator<Item = Credit<AccountId, Balances>>) {
        let Some(fee) = fee_then_tip.next() else { return };
        // The odd planck goes to the author.
        let for_keepers = fee.peek() / 2;
        let (for_keepers, mut for_author) = fee.split(for_keepers);
        if let Some(tip) = fee_then_tip.next() {
            for_author.subsume(tip);
        }
        to_keepers(for_keepers);
        to_author(for_author);
    }
}

/// A block without a known author, or an author whose account can't be brought to life by so little, leaves the money
/// to the keepers.
fn to_author(amount: Credit<AccountId, Balances>) {
    let refused = match Authorship::author() {
        Some(author) => Balances::resolve(&author, amount).err(),
        None => Some(amount),
    };
    if let Some(amount) = refused {
        to_keepers(amount);
    }
}

/// The account that holds the keepers' half until they have earned it.
pub fn pot() -> AccountId {
    <KeepersPot as TypedGet>::get()
}

fn to_keepers(amount: Credit<AccountId, Balances>) {
    ResolveTo::<KeepersPot, Balances>::on_unbalanced(amount);
}

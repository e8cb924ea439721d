//! Keys and accounts as people write them.

use std::{str::FromStr, sync::Arc};

use subxt_signer::{sr25519::Keypair, DeriveJunction, SecretUri};

use crate::{error::KeyError, AccountId};

/// An account's secret key. A clone is the same key.
#[derive(Clone)]
pub struct Key(Arc<Keypair>);

impl Key {
    /// The account of this key.
    pub fn account(&self) -> AccountId {
        self.0.public_key().to_account_id()
    }

    /// The key behind a hard junction: `//7` of `//Bots` is `//Bots//7`.
    pub fn hard(&self, junction: &str) -> Self {
        Self(Arc::new(self.0.derive([junction_of(junction)])))
    }

    /// An sr25519 signature.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).0
    }

    pub(crate) fn pair(&self) -> &Keypair {
        &self.0
    }
}

/// Numbers are junctions as numbers, as in every tool of this kind of chain.
fn junction_of(text: &str) -> DeriveJunction {
    text.parse::<u64>()
        .map_or_else(|_| DeriveJunction::hard(text), DeriveJunction::hard)
}

/// Reads a secret: a phrase, `0x` and a seed, or a development key, each with derivations behind it: `//Alice`.
///
/// # Errors
///
/// [`KeyError`] if the text is none of these.
pub fn key(suri: &str) -> Result<Key, KeyError> {
    let uri = SecretUri::from_str(suri).map_err(|error| KeyError(error.to_string()))?;
    let pair = Keypair::from_uri(&uri).map_err(|error| KeyError(error.to_string()))?;
    Ok(Key(Arc::new(pair)))
}

/// Reads an account: an address, or a secret of which it is the account.
///
/// # Errors
///
/// [`KeyError`] if the text is neither.
pub fn account(text: &str) -> Result<AccountId, KeyError> {
    AccountId::from_str(text).or_else(|_| key(text).map(|key| key.account()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derived_key_should_be_the_key_of_the_derivation() {
        let bots = key("//Bots").unwrap();
        assert_eq!(bots.hard("7").account(), key("//Bots//7").unwrap().account());
        assert_eq!(bots.hard("x").account(), key("//Bots//x").unwrap().account());
    }

    #[test]
    fn an_account_should_be_read_as_address_and_as_secret() {
        let alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
        assert_eq!(account(alice).unwrap(), account("//Alice").unwrap());
        assert!(account("nobody").is_err());
    }
}

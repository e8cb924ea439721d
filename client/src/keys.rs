//! Keys and accounts as people write them.

use std::{str::FromStr, sync::Arc};

use subxt_signer::{sr25519::Keypair, DeriveJunction, SecretUri};

use crate::{
    error::{AccountError, AddressError, KeyError},
    AccountId,
};

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
/// [`AccountError`] if the text is neither. The error repeats what looks like an address, and never what looks like a
/// secret.
pub fn account(text: &str) -> Result<AccountId, AccountError> {
    let is_secret =
        text.starts_with('/') || text.starts_with("0x") || text.trim().contains(char::is_whitespace);
    if is_secret {
        return Ok(key(text)?.account());
    }
    AccountId::from_str(text.trim()).map_err(|error| {
        // The error's type has no public name.
        let reason = match format!("{error:?}").as_str() {
            "BadBase58" => "it has characters that no address has",
            "BadLength" => "it is too short or too long",
            "InvalidChecksum" => "its check sum is wrong, so there is a typing error in it",
            _ => "it begins as no address does",
        };
        let text = text.to_owned();
        AddressError { text, reason }.into()
    })
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
        assert_eq!(
            account(&format!(" {alice}\n")).unwrap(),
            account("//Alice").unwrap()
        );
    }

    #[test]
    fn a_bad_address_should_be_told_what_is_wrong_with_it() {
        for (text, reason) in [
            ("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ", "check sum"),
            ("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKut", "too short"),
            ("Alice", "characters that no address has"),
            ("", "too short"),
        ] {
            let message = account(text).unwrap_err().to_string();
            assert!(message.contains(reason), "{message}");
            assert!(
                message.contains("//Alice") && !message.contains("phrase"),
                "{message}"
            );
        }
    }

    #[test]
    fn a_bad_secret_should_not_be_repeated() {
        for secret in ["bottom drive obey lake", "0x0123456789"] {
            let message = account(secret).unwrap_err().to_string();
            assert!(!message.contains(secret), "{message}");
            assert!(message.contains("secret"), "{message}");
        }
    }
}

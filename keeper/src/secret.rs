//! The secrets of rounds, derived and never stored.
//!
//! A keeper's secret for a round is a keyed blake2-256 hash: the key comes from the keeper's own key, the
//! message names the chain, the game and the round. So a keeper that crashes, or another copy of it with the
//! same key, has every secret again without a file, and one revealed secret says nothing about the next.

use std::str::FromStr;

use global_table_client::{AccountId, Commitment, GameId, Key as Signer, KeyError, RoundId};
use subxt_signer::{DeriveJunction, ExposeSecret, SecretUri};
use zeroize::Zeroizing;

/// What the hash that makes a keeper's key material begins with.
const KEY_DOMAIN: &[u8] = b"global-table/keeper-key/v1";
/// What the message of every secret begins with.
const SECRET_DOMAIN: &[u8] = b"global-table/secret/v1";

/// 32 bytes that are wiped when they are dropped.
pub type Secret = Zeroizing<[u8; 32]>;

/// The keeper's key: it signs, and all secrets are derived from it.
pub struct Key {
    signer: Signer,
    material: Zeroizing<[u8; 32]>,
}

impl Key {
    /// The key of a secret URI: `phrase//hard/soft///password`, or a 32-byte seed in hex in place of the
    /// phrase.
    ///
    /// # Errors
    ///
    /// [`KeyError`] if the text is none of these.
    pub fn from_suri(suri: &str) -> Result<Self, KeyError> {
        let suri = suri.trim();
        let signer = global_table_client::key(suri)?;
        let uri = SecretUri::from_str(suri).map_err(|error| KeyError(error.to_string()))?;
        Ok(Self {
            signer,
            material: material(&uri),
        })
    }

    /// What signs transactions.
    pub fn signer(&self) -> &Signer {
        &self.signer
    }

    /// The account that the key controls.
    pub fn account(&self) -> AccountId {
        self.signer.account()
    }

    /// The secrets of this key on the chain of `genesis`.
    pub fn secrets(&self, genesis: [u8; 32]) -> Secrets {
        Secrets {
            material: self.material.clone(),
            genesis,
        }
    }
}

/// A keeper's secrets on one chain.
pub struct Secrets {
    material: Zeroizing<[u8; 32]>,
    genesis: [u8; 32],
}

impl Secrets {
    /// The secret of a round: blake2-256, keyed with the key material, over the domain, the genesis hash (32
    /// bytes), the game (1 byte, its SCALE index) and the round (4 bytes, little endian).
    pub fn secret(&self, game: GameId, round: RoundId) -> Secret {
        let mut state = blake2b_simd::Params::new()
            .hash_length(32)
            .key(&self.material[..])
            .to_state();
        state
            .update(SECRET_DOMAIN)
            .update(&self.genesis)
            .update(&[game as u8])
            .update(&round.to_le_bytes());
        Zeroizing::new(bytes(state.finalize()))
    }

    /// The hash of [`Secrets::secret`], which is published when the round opens.
    pub fn commitment(&self, game: GameId, round: RoundId) -> Commitment {
        blake2_256(&self.secret(game, round)[..])
    }
}

/// 32 bytes for each key. Made from the URI's parts and not from its text, so that spaces make no difference;
/// each part comes with its length, so that no two lists of parts run into one.
fn material(uri: &SecretUri) -> Zeroizing<[u8; 32]> {
    let words: Vec<&str> = uri.phrase.expose_secret().split_whitespace().collect();
    let phrase = Zeroizing::new(words.join(" "));
    let password = uri
        .password
        .as_ref()
        .map_or("", |password| password.expose_secret());
    let mut state = blake2b_simd::Params::new().hash_length(32).to_state();
    state.update(KEY_DOMAIN);
    for part in [phrase.as_bytes(), password.as_bytes()] {
        state.update(&(part.len() as u64).to_le_bytes()).update(part);
    }
    for junction in &uri.junctions {
        let kind = match junction {
            DeriveJunction::Soft(_) => 0u8,
            DeriveJunction::Hard(_) => 1,
        };
        state.update(&[kind]).update(junction.inner());
    }
    Zeroizing::new(bytes(state.finalize()))
}

/// The hash that commits to a secret.
pub fn blake2_256(data: &[u8]) -> [u8; 32] {
    bytes(blake2b_simd::Params::new().hash_length(32).hash(data))
}

/// The first 32 bytes, which are all that a hash of this length has.
fn bytes(hash: blake2b_simd::Hash) -> [u8; 32] {
    let mut out = [0; 32];
    out.iter_mut()
        .zip(hash.as_bytes())
        .for_each(|(to, from)| *to = *from);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(suri: &str) -> Secrets {
        Key::from_suri(suri).expect("a valid URI").secrets([7; 32])
    }

    /// Computed by another implementation. A change here makes every running keeper forget its secrets.
    #[test]
    fn the_derivation_should_stay_as_it_is() {
        let secrets = secrets("//Keeper1");
        assert_eq!(
            hex::encode(&secrets.secret(GameId::Craps, 258)[..]),
            "ec8949ba7574b7b6c900a834d55772485e48ac524b9e5ffee95e283a9a060619"
        );
        assert_eq!(
            hex::encode(secrets.commitment(GameId::Craps, 258)),
            "7ae22e65c6cb1174837fcc76531c79339f3064003fc3c8f2f982018a95cf7cea"
        );
    }

    #[test]
    fn the_commitment_should_be_the_hash_of_the_secret() {
        let secrets = secrets("//Keeper1");
        let secret = secrets.secret(GameId::Roulette, 1);
        assert_eq!(secrets.commitment(GameId::Roulette, 1), blake2_256(&secret[..]));
    }

    #[test]
    fn key_chain_game_and_round_should_each_make_another_secret() {
        let base = secrets("//Keeper1").secret(GameId::Roulette, 1);
        assert_ne!(base, secrets("//Keeper2").secret(GameId::Roulette, 1));
        assert_ne!(base, secrets("/Keeper1").secret(GameId::Roulette, 1));
        assert_ne!(base, secrets("//Keeper1///password").secret(GameId::Roulette, 1));
        assert_ne!(base, secrets("//Keeper1").secret(GameId::Craps, 1));
        assert_ne!(base, secrets("//Keeper1").secret(GameId::Roulette, 2));
        let other_chain = Key::from_suri("//Keeper1").expect("a valid URI").secrets([8; 32]);
        assert_ne!(base, other_chain.secret(GameId::Roulette, 1));
    }

    #[test]
    fn another_copy_with_the_same_key_should_have_the_same_secret() {
        let phrase = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
        let written_out = secrets(&format!(" {phrase}//Keeper1\n"));
        assert_eq!(
            written_out.secret(GameId::Craps, 9),
            secrets("//Keeper1").secret(GameId::Craps, 9)
        );
    }

    #[test]
    fn a_uri_without_a_key_should_be_refused() {
        assert!(Key::from_suri("no such words").is_err());
        assert!(Key::from_suri("!").is_err());
        assert!(
            Key::from_suri("").is_ok(),
            "the development phrase itself, as in every tool of this kind of chain"
        );
    }
}

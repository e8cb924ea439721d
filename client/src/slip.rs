//! Slips that somebody else relays: what the player signs.

use codec::{Compact, Encode};

use crate::{AccountId, Amount, Bet, GameId, Hash, Key, RoundId, SlipId};

/// A slip with its player's signature, ready for [`crate::call::relay_bets`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedSlip {
    /// Whose slip it is.
    pub player: AccountId,
    /// The player's own number for it.
    pub slip: SlipId,
    /// What is bet.
    pub bets: Vec<Bet>,
    /// What the relayer may take if the slip is accepted, in the currency's smallest unit.
    pub fee: Amount,
    /// The player's sr25519 signature over [`payload`].
    pub signature: [u8; 64],
}

/// The bytes that a player signs: genesis hash, game, round, slip, bets and fee, each in SCALE encoding.
///
/// The signature is good for one slip of one round of one game of one chain. Wallets that put `<Bytes>` and `</Bytes>`
/// around a raw message may do so.
pub fn payload(
    genesis: &Hash,
    game: GameId,
    round: RoundId,
    slip: SlipId,
    bets: &[Bet],
    fee: Amount,
) -> Vec<u8> {
    (genesis, game, round, Compact(slip), bets, Compact(fee)).encode()
}

/// Signs a slip for `round` of `game` on the chain with this genesis hash. Good for at most 32 bets.
pub fn sign(
    player: &Key,
    genesis: &Hash,
    game: GameId,
    round: RoundId,
    slip: SlipId,
    bets: Vec<Bet>,
    fee: Amount,
) -> SignedSlip {
    let signature = player.sign(&payload(genesis, game, round, slip, &bets, fee));
    SignedSlip {
        player: player.account(),
        slip,
        bets,
        fee,
        signature,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{key, SpotId};

    const BETS: [Bet; 2] = [
        Bet {
            spot: SpotId(17),
            amount: 1_000_000_000_000,
        },
        Bet {
            spot: SpotId(3),
            amount: 5,
        },
    ];

    #[test]
    fn payload_should_be_what_the_chain_checks() {
        let bytes = payload(&Hash::repeat_byte(0xaa), GameId::Craps, 7, 300, &BETS, 64);
        let genesis = "aa".repeat(32);
        let expected = [
            genesis.as_str(),
            "01",           // craps
            "07000000",     // round, four bytes, little endian
            "b104",         // slip 300, compact
            "08",           // two bets
            "11",           // spot 17
            "070010a5d4e8", // 10^12, compact
            "03",           // spot 3
            "14",           // 5, compact
            "0101",         // fee 64, compact
        ];
        assert_eq!(hex::encode(bytes), expected.concat());
    }

    #[test]
    fn sign_should_verify_with_the_players_public_key() {
        use subxt_signer::sr25519::{verify, PublicKey, Signature};

        let player = key("//Alice").unwrap();
        let slip = sign(&player, &Hash::zero(), GameId::Roulette, 1, 2, BETS.to_vec(), 0);
        let signed = payload(&Hash::zero(), GameId::Roulette, 1, 2, &BETS, 0);
        assert!(verify(
            &Signature(slip.signature),
            signed,
            &PublicKey(slip.player.0)
        ));
    }
}

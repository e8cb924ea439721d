//! Slips: what they do, and what a player signs for one that somebody else relays.

use codec::{Compact, Encode};

use crate::{AccountId, Amount, Bet, GameId, Hash, Key, RoundId, SlipId};

/// What a slip does with its bets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Purpose {
    /// It puts them down.
    Bet,
    /// It takes them down: bets that are up go back.
    TakeDown,
}

/// What the payload of a slip that takes bets down begins with.
const TAKE_DOWN_DOMAIN: &[u8] = b"global-table/take-down/v1";

/// A slip with its player's signature, ready for [`crate::call::relay_bets`] or [`crate::call::relay_take_downs`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedSlip {
    /// Whose slip it is.
    pub player: AccountId,
    /// The player's own number for it.
    pub slip: SlipId,
    /// What is bet, or taken down.
    pub bets: Vec<Bet>,
    /// What the relayer may take if the slip is accepted, in the currency's smallest unit.
    pub fee: Amount,
    /// The player's sr25519 signature over [`payload`], with the purpose for which the slip is relayed.
    pub signature: [u8; 64],
}

/// The bytes that a player signs: genesis hash, game, round, slip, bets and fee, each in SCALE encoding; before them
/// `global-table/take-down/v1` if the slip takes its bets down.
///
/// The signature is good for one slip of one round of one game of one chain, and for one purpose. Wallets that put
/// `<Bytes>` and `</Bytes>` around a raw message may do so.
pub fn payload(
    purpose: Purpose,
    genesis: &Hash,
    game: GameId,
    round: RoundId,
    slip: SlipId,
    bets: &[Bet],
    fee: Amount,
) -> Vec<u8> {
    let domain: &[u8] = match purpose {
        Purpose::Bet => &[],
        Purpose::TakeDown => TAKE_DOWN_DOMAIN,
    };
    let slip = (genesis, game, round, Compact(slip), bets, Compact(fee));
    [domain, &slip.encode()].concat()
}

/// Signs a slip for `round` of `game` on the chain with this genesis hash. Good for at most 32 bets.
#[allow(
    clippy::too_many_arguments,
    reason = "they are what is signed, and who signs it"
)]
pub fn sign(
    purpose: Purpose,
    player: &Key,
    genesis: &Hash,
    game: GameId,
    round: RoundId,
    slip: SlipId,
    bets: Vec<Bet>,
    fee: Amount,
) -> SignedSlip {
    let signature = player.sign(&payload(purpose, genesis, game, round, slip, &bets, fee));
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
        let genesis = "aa".repeat(32);
        let bet = [
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
        let bytes = |purpose| {
            let genesis = Hash::repeat_byte(0xaa);
            hex::encode(payload(purpose, &genesis, GameId::Craps, 7, 300, &BETS, 64))
        };
        assert_eq!(bytes(Purpose::Bet), bet.concat());
        let domain = hex::encode("global-table/take-down/v1");
        assert_eq!(bytes(Purpose::TakeDown), domain + &bet.concat());
    }

    #[test]
    fn sign_should_verify_with_the_players_public_key() {
        use subxt_signer::sr25519::{verify, PublicKey, Signature};

        let player = key("//Alice").unwrap();
        let (genesis, game) = (Hash::zero(), GameId::Roulette);
        for purpose in [Purpose::Bet, Purpose::TakeDown] {
            let slip = sign(purpose, &player, &genesis, game, 1, 2, BETS.to_vec(), 0);
            let (signature, signer) = (Signature(slip.signature), PublicKey(slip.player.0));
            let signed = |purpose| payload(purpose, &genesis, game, 1, 2, &BETS, 0);
            for other in [Purpose::Bet, Purpose::TakeDown] {
                assert_eq!(verify(&signature, signed(other), &signer), purpose == other);
            }
        }
    }
}

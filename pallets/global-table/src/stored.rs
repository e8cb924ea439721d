//! How a player's bets are stored.
//!
//! The state's trie keeps a value of up to 32 bytes in its leaf. A longer one is a node of its own: one more hash, and one
//! more write. Amounts are mostly round, so each is stored as digits and the number of zeros behind them, and every number
//! takes the bytes that it needs. The bets of a usual slip then fit: four take about 20 bytes, where their plain encoding
//! takes 45.

use alloc::vec::Vec;
use codec::{Compact, Decode, Encode, EncodeLike, Error, Input, MaxEncodedLen, Output};
use frame_support::{traits::ConstU32, BoundedVec};
use global_table_games::SpotId;
use scale_info::{Type, TypeInfo};

use crate::{Bet, PlayerBets, RoundId, SlipId, MAX_BETS_PER_PLAYER, MAX_SLIPS_PER_PLAYER};

/// Zeros that are taken off at once.
const MANY: (u64, u8) = (1_000_000, 6);

/// [`PlayerBets`] as they are stored.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct StoredBets {
    #[codec(compact)]
    round: RoundId,
    slips: BoundedVec<Compact<SlipId>, ConstU32<MAX_SLIPS_PER_PLAYER>>,
    fresh: StoredList,
    up: StoredList,
}

type StoredList = BoundedVec<StoredBet, ConstU32<MAX_BETS_PER_PLAYER>>;
type List = BoundedVec<Bet, ConstU32<MAX_BETS_PER_PLAYER>>;

/// A bet of `digits * 10^zeros` in the currency's smallest unit.
#[derive(Clone, Encode, Decode, MaxEncodedLen, TypeInfo)]
struct StoredBet {
    spot: SpotId,
    #[codec(compact)]
    digits: u128,
    zeros: u8,
}

impl From<&Bet> for StoredBet {
    fn from(bet: &Bet) -> Self {
        let spot = bet.spot;
        // What doesn't fit into 64 bits is dear to divide, and as good with all of its digits.
        let Some(mut digits) = u64::try_from(bet.amount).ok().filter(|amount| *amount > 0) else {
            return Self {
                spot,
                digits: bet.amount,
                zeros: 0,
            };
        };
        let mut zeros = 0u8;
        for (unit, count) in [MANY, (10, 1)] {
            while digits.checked_rem(unit) == Some(0) {
                digits = digits.checked_div(unit).unwrap_or(digits);
                zeros = zeros.saturating_add(count);
            }
        }
        Self {
            spot,
            digits: digits.into(),
            zeros,
        }
    }
}

impl StoredBet {
    /// `None` if the amount does not fit.
    fn bet(self) -> Option<Bet> {
        let unit = 10u128.checked_pow(self.zeros.into())?;
        Some(Bet {
            spot: self.spot,
            amount: self.digits.checked_mul(unit)?,
        })
    }
}

fn loaded(bets: StoredList) -> Result<List, Error> {
    let bets: Option<Vec<Bet>> = bets.into_iter().map(StoredBet::bet).collect();
    bets.map(BoundedVec::truncate_from)
        .ok_or_else(|| "the amount of a stored bet does not fit".into())
}

impl Encode for PlayerBets {
    // As [`StoredBets`], which isn't made for it: this runs once a slip.
    fn encode_to<O: Output + ?Sized>(&self, dest: &mut O) {
        Compact(self.round).encode_to(dest);
        Compact(self.slips.len() as u32).encode_to(dest);
        self.slips.iter().for_each(|slip| Compact(*slip).encode_to(dest));
        for bets in [&self.fresh, &self.up] {
            Compact(bets.len() as u32).encode_to(dest);
            bets.iter().for_each(|bet| StoredBet::from(bet).encode_to(dest));
        }
    }

    fn size_hint(&self) -> usize {
        // What a usual slip needs.
        32
    }
}

impl EncodeLike for PlayerBets {}

impl Decode for PlayerBets {
    fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
        let StoredBets {
            round,
            slips,
            fresh,
            up,
        } = StoredBets::decode(input)?;
        Ok(Self {
            round,
            slips: BoundedVec::truncate_from(slips.into_iter().map(|slip| slip.0).collect()),
            fresh: loaded(fresh)?,
            up: loaded(up)?,
        })
    }
}

impl MaxEncodedLen for PlayerBets {
    fn max_encoded_len() -> usize {
        StoredBets::max_encoded_len()
    }
}

impl TypeInfo for PlayerBets {
    type Identity = StoredBets;

    fn type_info() -> Type {
        StoredBets::type_info()
    }
}

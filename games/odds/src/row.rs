//! The odds and the paytable as rows of text, as they are committed.

use std::{fmt, str::FromStr, sync::OnceLock};

use global_table_games::{layout, GameId, Spot};
use num_rational::BigRational;
use serde::{
    de::{MapAccess, Visitor},
    Deserialize, Deserializer, Serialize, Serializer,
};

use crate::{decimal, odds, percent, Error, Odds};

/// What the documents and the embedded table show of a percentage, and of a number of rounds.
const PLACES: u32 = 4;

/// The ways in which a spot gives money back, in the order of the layout: on what, and `a:b`, the net win for each unit
/// staked. An object in JSON.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pays(pub Vec<(String, String)>);

impl Pays {
    fn of(spot: &Spot) -> Self {
        let pays = spot.pays.iter();
        Self(
            pays.map(|prize| (prize.on.to_string(), prize.pays.to_string()))
                .collect(),
        )
    }
}

/// `35:1`, or `2:1 (2) · 3:1 (12)`.
impl fmt::Display for Pays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (on, pays)) in self.0.iter().enumerate() {
            let between = if i == 0 { "" } else { " · " };
            match on.as_str() {
                "win" => write!(f, "{between}{pays}")?,
                "push" => write!(f, "{between}push")?,
                _ => write!(f, "{between}{pays} ({on})")?,
            }
        }
        Ok(())
    }
}

impl Serialize for Pays {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(on, pays)| (on, pays)))
    }
}

impl<'de> Deserialize<'de> for Pays {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(InOrder)
    }
}

/// Reads an object without losing the order of its keys.
struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Pays;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of strings")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pays, A::Error> {
        let mut pays = vec![];
        while let Some(pair) = map.next_entry()? {
            pays.push(pair);
        }
        Ok(Pays(pays))
    }
}

/// The odds of one spot. Fractions are `num/den` in lowest terms, decimals are rounded to the nearest.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Row {
    /// The game.
    pub game: GameId,
    /// The name of the spot.
    pub spot: String,
    /// Can chips be put there? If not, the odds are those of a bet that has travelled there.
    pub placeable: bool,
    /// What it pays.
    pub pays: Pays,
    /// The probability that it settles with more than the stake, as a fraction.
    pub p_win: String,
    /// The same in percent, with four decimals.
    pub p_win_percent: String,
    /// The probability that it settles with exactly the stake, as a fraction.
    pub p_push: String,
    /// The same in percent, with four decimals.
    pub p_push_percent: String,
    /// The probability that it settles with less than the stake, as a fraction.
    pub p_lose: String,
    /// The same in percent, with four decimals.
    pub p_lose_percent: String,
    /// The expected loss from placing to settling, as a fraction of the stake, a push settled with zero.
    pub house_edge: String,
    /// The same in percent, with four decimals.
    pub house_edge_percent: String,
    /// The rounds from placing to settling at the mean, the one that settles it included, as a fraction.
    pub expected_rounds: String,
    /// The same with four decimals.
    pub expected_rounds_decimal: String,
}

impl Row {
    /// The row of `spot` of `game` with these odds.
    pub fn of(game: GameId, spot: &Spot, odds: &Odds) -> Self {
        Self {
            game,
            spot: spot.name.to_string(),
            placeable: spot.placeable,
            pays: Pays::of(spot),
            p_win: fraction(&odds.p_win),
            p_win_percent: percent(&odds.p_win, PLACES),
            p_push: fraction(&odds.p_push),
            p_push_percent: percent(&odds.p_push, PLACES),
            p_lose: fraction(&odds.p_lose),
            p_lose_percent: percent(&odds.p_lose, PLACES),
            house_edge: fraction(&odds.house_edge),
            house_edge_percent: percent(&odds.house_edge, PLACES),
            expected_rounds: fraction(&odds.expected_rounds),
            expected_rounds_decimal: decimal(&odds.expected_rounds, PLACES),
        }
    }

    /// The house edge. `None` if the row is not one that this crate made.
    pub fn edge(&self) -> Option<BigRational> {
        BigRational::from_str(&self.house_edge).ok()
    }
}

/// What one spot pays.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PaytableRow {
    /// The game.
    pub game: GameId,
    /// The name of the spot.
    pub spot: String,
    /// Its id in the layout.
    pub id: u8,
    /// Can chips be put there?
    pub placeable: bool,
    /// What it pays.
    pub pays: Pays,
}

fn fraction(value: &BigRational) -> String {
    format!("{}/{}", value.numer(), value.denom())
}

/// The rows of `game`, computed, in the order of the ids. Takes up to some seconds; blackjack up to half a minute.
///
/// # Errors
///
/// [`Error`] names a spot of which the rules make no sense.
pub fn compute(game: GameId) -> Result<Vec<Row>, Error> {
    let odds = odds(game)?;
    let rows = layout(game).iter().zip(odds);
    Ok(rows.map(|(spot, odds)| Row::of(game, spot, &odds)).collect())
}

/// The odds of every spot of every game, as they were computed when this crate was committed: games in the order of
/// [`GameId::ALL`], spots in the order of their ids.
pub fn table() -> &'static [Row] {
    static TABLE: OnceLock<Vec<Row>> = OnceLock::new();
    TABLE.get_or_init(|| {
        serde_json::from_str(include_str!("../odds.json")).expect("the tests read the committed file")
    })
}

/// The paytable of every game: games in the order of [`GameId::ALL`], spots in the order of their ids.
pub fn paytable() -> Vec<PaytableRow> {
    let spots = GameId::ALL
        .into_iter()
        .flat_map(|game| layout(game).iter().map(move |spot| (game, spot)));
    spots
        .map(|(game, spot)| PaytableRow {
            game,
            spot: spot.name.to_string(),
            id: spot.id.0,
            placeable: spot.placeable,
            pays: Pays::of(spot),
        })
        .collect()
}

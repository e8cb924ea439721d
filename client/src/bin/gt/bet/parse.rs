//! Spots and amounts as people write them.

use std::collections::BTreeSet;

use global_table_client::{amounts, slip::Purpose, Amount, Bet, Layout};

use crate::failure::Failure;

/// Reads each `SPOT=AMOUNT`. Whether there are such spots is for [`placed`] to say.
pub fn all(purpose: Purpose, texts: &[String]) -> Result<Vec<(&str, Amount)>, Failure> {
    texts.iter().map(|text| one(purpose, text)).collect()
}

fn one(purpose: Purpose, text: &str) -> Result<(&str, Amount), Failure> {
    let Some((name, amount)) = text.split_once('=') else {
        let example = match purpose {
            Purpose::Bet => "red=5",
            Purpose::TakeDown => "place_6=5",
        };
        return Err(Failure::Usage(format!(
            "`{text}` is no bet; write SPOT=AMOUNT, like {example}"
        )));
    };
    Ok((name, amounts::parse(amount)?))
}

/// Finds the spots in the layout.
pub fn placed(layout: &Layout, asked: &[(&str, Amount)]) -> Result<Vec<Bet>, Failure> {
    let find = |(name, amount): &(&str, Amount)| match layout.spot(name) {
        Some(spot) => Ok(Bet {
            spot,
            amount: *amount,
        }),
        None => Err(Failure::Usage(unknown_spot(layout, name))),
    };
    asked.iter().map(find).collect()
}

/// Names the spots that begin alike, or else the families of spots that there are.
fn unknown_spot(layout: &Layout, name: &str) -> String {
    let family = |name: &str| {
        let digit = |c: char| c.is_ascii_digit() || c == '_';
        name.trim_end_matches(digit).to_owned()
    };
    let stem = family(name);
    let names = || layout.placeable().map(|spot| spot.name.as_str());
    let mut near: Vec<&str> = names()
        .filter(|spot| !stem.is_empty() && spot.starts_with(&stem))
        .collect();
    if near.is_empty() {
        let mut seen = BTreeSet::new();
        near = names().filter(|name| seen.insert(family(name))).collect();
    }
    near.truncate(40);
    format!(
        "{} has no spot `{name}`; spots are {}",
        layout.game(),
        near.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::layout;
    use global_table_client::GameId;

    fn parse(game: GameId, text: &str) -> Result<Vec<Bet>, Failure> {
        placed(&layout(game), &all(Purpose::Bet, &[text.to_owned()])?)
    }

    #[test]
    fn a_bet_should_be_read_by_its_spots_name() {
        let bets = parse(GameId::Roulette, "straight_17=2.5").unwrap();
        assert_eq!(bets.len(), 1);
        assert_eq!(bets[0].amount, 2_500_000_000_000);
        assert_eq!(layout(GameId::Roulette).name(bets[0].spot), "straight_17");
    }

    #[test]
    fn an_unknown_spot_should_be_answered_with_those_there_are() {
        let Err(Failure::Usage(advice)) = parse(GameId::Craps, "hard_7=1") else {
            panic!("hard_7 is no spot")
        };
        assert!(advice.contains("hard_8"), "{advice}");
        let Err(Failure::Usage(advice)) = parse(GameId::Roulette, "nonsense=1") else {
            panic!("no spot")
        };
        assert!(advice.contains("red"), "{advice}");
        assert!(matches!(parse(GameId::Roulette, "red"), Err(Failure::Usage(_))));
    }
}

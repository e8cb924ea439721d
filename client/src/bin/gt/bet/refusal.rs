//! Which bet of a slip a table refuses. The chain names the reason only; the rules are the same here, so the bet is found
//! by going through the slip as the chain does.

use std::collections::BTreeMap;

use global_table_client::{
    slip::Purpose, Amount, Bet, Layout, NotPermitted, PlayerView, Rejection, SpotId, TableView,
};
use global_table_games::{permit, permit_take_down};
use serde_json::{Map, Value};

use crate::failure::Failure;

use super::words;

/// The bet for which a slip is refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cause {
    pub purpose: Purpose,
    pub bet: Bet,
    pub reason: Rejection,
    /// What the player has on each spot when the bet's turn comes, the slip's earlier bets included.
    pub own: Own,
}

/// What a player has.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Own {
    fresh: BTreeMap<SpotId, Amount>,
    up: BTreeMap<SpotId, Amount>,
}

impl Own {
    fn of(view: Option<&PlayerView>) -> Self {
        let mut own = Self::default();
        for (bets, to) in view
            .iter()
            .flat_map(|view| [(&view.fresh, false), (&view.up, true)])
        {
            let spots = if to { &mut own.up } else { &mut own.fresh };
            for bet in bets {
                let amount = spots.entry(bet.spot).or_default();
                *amount = amount.saturating_add(bet.amount);
            }
        }
        own
    }

    /// All that lies on a spot.
    pub fn on(&self, spot: SpotId) -> Amount {
        let fresh = self.fresh.get(&spot).copied().unwrap_or_default();
        fresh.saturating_add(self.up_on(spot))
    }

    /// What of it has been through a roll.
    pub fn up_on(&self, spot: SpotId) -> Amount {
        self.up.get(&spot).copied().unwrap_or_default()
    }
}

/// The first bet of a slip that the table refuses for its spot or amount, if there is one. What the bankroll, the book and
/// the player's purse allow is not looked at.
pub fn find(purpose: Purpose, table: &TableView, own: Option<&PlayerView>, bets: &[Bet]) -> Option<Cause> {
    let mut own = Own::of(own);
    for bet in bets {
        let checked = match purpose {
            Purpose::Bet => check_bet(table, &own, bet),
            Purpose::TakeDown => check_take_down(table, &own, bet),
        };
        if let Err(reason) = checked {
            let bet = *bet;
            return Some(Cause {
                purpose,
                bet,
                reason,
                own,
            });
        }
        let spots = match purpose {
            Purpose::Bet => &mut own.fresh,
            Purpose::TakeDown => &mut own.up,
        };
        let amount = spots.entry(bet.spot).or_default();
        *amount = match purpose {
            Purpose::Bet => amount.saturating_add(bet.amount),
            Purpose::TakeDown => amount.saturating_sub(bet.amount),
        };
    }
    None
}

fn check_bet(table: &TableView, own: &Own, bet: &Bet) -> Result<(), Rejection> {
    let (limits, rules) = (&table.config.limits, &table.config.rules);
    if bet.amount < limits.min_bet {
        return Err(Rejection::BelowMinimum);
    }
    permit(&table.state, rules, bet.spot, bet.amount, |spot| own.on(spot))
        .map_err(Rejection::NotPermitted)?;
    if own.on(bet.spot).saturating_add(bet.amount) > limits.max_bet {
        return Err(Rejection::AboveMaximum);
    }
    Ok(())
}

fn check_take_down(table: &TableView, own: &Own, bet: &Bet) -> Result<(), Rejection> {
    let (least, rules) = (table.config.limits.min_bet, &table.config.rules);
    let has = |spot| match spot == bet.spot {
        true => own.up_on(spot),
        false => own.on(spot),
    };
    permit_take_down(&table.state, rules, bet.spot, bet.amount, has).map_err(Rejection::NotPermitted)?;
    let left = own.up_on(bet.spot).saturating_sub(bet.amount);
    if left > 0 && (left < least || bet.amount < least) {
        return Err(Rejection::BelowMinimum);
    }
    Ok(())
}

/// Refuses a slip at once that the table is sure to refuse, for its state stays as it is while a round is open. What
/// depends on the player's bets is for the chain to say: more of them may be on their way.
pub fn foresee(
    purpose: Purpose,
    layout: &Layout,
    table: &TableView,
    own: Option<&PlayerView>,
    bets: &[Bet],
) -> Result<(), Failure> {
    let sure = Rejection::NotPermitted(NotPermitted::NotNow);
    match find(purpose, table, own, bets).filter(|cause| cause.reason == sure) {
        None => Ok(()),
        Some(cause) => {
            let message = format!("{}; nothing was sent", words::cause(layout, table, &cause));
            let game = Map::from_iter([("game".into(), layout.game().name().into())]);
            Err(failure(layout, sure, Some(&cause), message, game))
        }
    }
}

/// A refusal for people and programs: `details`, and with them the reason by the chain's own name for it, and the spot.
pub fn failure(
    layout: &Layout,
    reason: Rejection,
    cause: Option<&Cause>,
    message: String,
    mut details: Map<String, Value>,
) -> Failure {
    let name = match reason {
        Rejection::NotPermitted(why) => format!("{why:?}"),
        reason => format!("{reason:?}"),
    };
    details.insert("reason".into(), name.into());
    if let Some(cause) = cause {
        details.insert("spot".into(), layout.name(cause.bet.spot).into());
    }
    Failure::Slip { message, details }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{self, after, bet};
    use global_table_client::{amounts::UNIT, GameId};

    fn why(table: &TableView, own: Option<&PlayerView>, bets: &[Bet]) -> Option<(SpotId, Rejection)> {
        find(Purpose::Bet, table, own, bets).map(|cause| (cause.bet.spot, cause.reason))
    }

    #[test]
    fn the_bet_that_is_refused_should_be_found_behind_others_that_are_not() {
        let table = fixture::table(after(&[]));
        let good = bet("field", UNIT);
        for (name, reason) in [
            ("come_6", NotPermitted::NotNow),
            ("come", NotPermitted::NotNow),
            ("come_odds_6", NotPermitted::NoFlatBet),
        ] {
            let bad = bet(name, UNIT);
            let expected = (bad.spot, Rejection::NotPermitted(reason));
            assert_eq!(why(&table, None, &[good, bad]), Some(expected), "{name}");
        }
        assert_eq!(why(&table, None, &[good, bet("pass", UNIT)]), None);
    }

    #[test]
    fn bets_of_the_same_slip_should_count_for_those_behind_them() {
        let table = fixture::table(after(&[[3, 3]]));
        let own = PlayerView {
            round: 7,
            slips: vec![],
            fresh: vec![],
            up: vec![bet("pass", UNIT)],
        };
        let odds = bet("pass_odds_6", 3 * UNIT);
        assert_eq!(why(&table, Some(&own), &[odds]), None);
        let above = Rejection::NotPermitted(NotPermitted::AboveOdds);
        assert_eq!(why(&table, Some(&own), &[odds, odds]), Some((odds.spot, above)));
    }

    #[test]
    fn amounts_should_be_held_against_the_limits() {
        let table = fixture::table(after(&[]));
        let limits = &table.config.limits;
        let (small, large) = (bet("field", limits.min_bet - 1), bet("field", limits.max_bet));
        assert_eq!(
            why(&table, None, &[small]),
            Some((small.spot, Rejection::BelowMinimum))
        );
        assert_eq!(why(&table, None, &[large]), None);
        let expected = Some((large.spot, Rejection::AboveMaximum));
        assert_eq!(why(&table, None, &[large, large]), expected);
    }

    #[test]
    fn only_what_is_sure_should_be_refused_without_asking_the_chain() {
        let (table, layout) = (fixture::table(after(&[])), fixture::layout(GameId::Craps));
        let foreseen = |name| foresee(Purpose::Bet, &layout, &table, None, &[bet(name, UNIT)]);
        assert!(foreseen("come_odds_6").is_ok() && foreseen("pass").is_ok());
        let Err(Failure::Slip { message, details }) = foreseen("come_6") else {
            panic!("come_6 never takes chips")
        };
        assert!(message.contains("nothing was sent"), "{message}");
        assert_eq!(details["spot"], "come_6");
        assert_eq!(details["reason"], "NotNow");
        assert_eq!(details["game"], "craps");
    }

    #[test]
    fn what_is_not_up_should_be_found_when_it_is_taken_down() {
        let table = fixture::table(after(&[]));
        let own = PlayerView {
            round: 7,
            slips: vec![],
            fresh: vec![bet("place_6", UNIT)],
            up: vec![bet("place_8", 2 * UNIT)],
        };
        let down = |bets: &[Bet]| find(Purpose::TakeDown, &table, Some(&own), bets).map(|cause| cause.reason);
        let not_up = Some(Rejection::NotPermitted(NotPermitted::NotUp));
        assert_eq!(down(&[bet("place_8", UNIT)]), None);
        assert_eq!(down(&[bet("place_6", UNIT)]), not_up);
        assert_eq!(down(&[bet("place_8", 2 * UNIT), bet("place_8", UNIT)]), not_up);
        assert_eq!(
            down(&[bet("place_8", 2 * UNIT - 1)]),
            Some(Rejection::BelowMinimum)
        );
    }
}

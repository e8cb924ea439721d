//! Why a bet is refused, and what to do about it, in words.

use global_table_client::{
    amounts, slip::Purpose, AccountId, Amount, Layout, NotPermitted, Rejection, SpotId, TableState, TableView,
};
use global_table_games::permit;

use super::refusal::Cause;
use crate::failure::where_money_is;

/// Why a slip is refused, where no bet of it is to blame.
pub fn reason(reason: Rejection, player: &AccountId) -> String {
    match reason {
        Rejection::InsufficientFunds => {
            format!(
                "{player} does not hold the stake and the fee. {}",
                where_money_is(player)
            )
        }
        reason => reason.to_string(),
    }
}

/// Why a bet is refused: its spot, the reason, and what to do.
pub fn cause(layout: &Layout, table: &TableView, cause: &Cause) -> String {
    let spot = layout.name(cause.bet.spot);
    match cause.reason {
        Rejection::BelowMinimum => below_minimum(layout, table, cause),
        Rejection::AboveMaximum => format!(
            "with these {} GTT you would have {} GTT on {spot}; the table takes at most {} GTT of one player there",
            amounts::format(cause.bet.amount),
            amounts::format(cause.own.on(cause.bet.spot).saturating_add(cause.bet.amount)),
            amounts::format(table.config.limits.max_bet),
        ),
        Rejection::NotPermitted(why) => not_permitted(layout, table, cause, why),
        reason => format!("{spot}: {reason}"),
    }
}

fn below_minimum(layout: &Layout, table: &TableView, cause: &Cause) -> String {
    let spot = layout.name(cause.bet.spot);
    let least = amounts::format(table.config.limits.min_bet);
    let amount = amounts::format(cause.bet.amount);
    match cause.purpose {
        Purpose::Bet => {
            format!("{amount} GTT on {spot} is too little; the table takes {least} GTT and more on a spot")
        }
        Purpose::TakeDown => format!(
            "of the {} GTT up on {spot}, take down all, or at least {least} GTT and leave at least {least} GTT",
            amounts::format(cause.own.up_on(cause.bet.spot)),
        ),
    }
}

fn not_permitted(layout: &Layout, table: &TableView, cause: &Cause, why: NotPermitted) -> String {
    let spot = layout.name(cause.bet.spot);
    match why {
        NotPermitted::NotNow => not_now(layout, table, cause.bet.spot),
        NotPermitted::NoFlatBet => no_flat_bet(spot),
        NotPermitted::AboveOdds => format!(
            "{} GTT are too much odds on {spot}: behind your bet the table takes {} GTT more there; put down less",
            amounts::format(cause.bet.amount),
            amounts::format(room_for_odds(table, cause)),
        ),
        NotPermitted::NotUp => not_up(spot, cause),
        NotPermitted::Contract => format!(
            "the bet on {spot} is a contract: it stays until it is decided; take down others, like place bets"
        ),
        NotPermitted::OddsBehind => {
            format!("odds stand behind the bet on {spot}; take them down first, or as much of them")
        }
        NotPermitted::UnknownSpot => format!("{spot}: {why}"),
    }
}

/// The puck or a count is elsewhere, or chips are never put there.
fn not_now(layout: &Layout, table: &TableView, id: SpotId) -> String {
    let spot = layout.name(id);
    let TableState::Craps(state) = &table.state else {
        return format!("{spot}: {}", NotPermitted::NotNow);
    };
    let puck = state.point.map_or("off".into(), |point| format!("on {point}"));
    let (stem, number) = split(spot);
    if layout
        .spots()
        .iter()
        .any(|view| view.spot == id && !view.placeable)
    {
        return format!(
            "{spot} never takes chips: a bet on {stem} travels there by itself; bet on {stem} while the puck is on \
             (it is {puck} now)"
        );
    }
    match (stem, number) {
        ("pass" | "dont_pass", None) => format!(
            "{spot} takes chips only while the puck is off, and it is {puck}; wait until the point is decided, or bet \
             on {}",
            if spot == "pass" { "come" } else { "dont_come" }
        ),
        ("muggsy", None) => format!(
            "{spot} takes chips only while the puck is off, and it is {puck}; wait until the point is decided"
        ),
        ("come" | "dont_come", None) => format!(
            "{spot} takes chips only while the puck is on a number, and it is off; wait for a point, or bet on {}",
            if spot == "come" { "pass" } else { "dont_pass" }
        ),
        ("pass_odds" | "dont_pass_odds", Some(number)) => {
            let instead = state.point.map_or("wait for a point".into(), |point| format!("bet on {stem}_{point}"));
            format!("{spot} takes chips only while the puck is on {number}, and it is {puck}; {instead}")
        }
        ("fire" | "ride_the_line", None) => {
            format!("{spot} takes chips only straight after a seven-out; wait for the next shooter")
        }
        _ => format!(
            "{spot} takes chips only straight after a 7, where its count starts, and this count is under way; wait for \
             the next 7"
        ),
    }
}

/// Odds need a bet behind which they stand.
fn no_flat_bet(spot: &str) -> String {
    let (stem, number) = split(spot);
    let flat = stem.strip_suffix("_odds").unwrap_or(stem);
    match (flat, number) {
        ("come" | "dont_come", Some(number)) => format!(
            "{spot} are odds behind a bet on {flat}_{number}, and you have none there; bet on {flat} first, and wait \
             until it has travelled to {number}"
        ),
        _ => format!(
            "{spot} are odds behind a bet on {flat}, and you have none; bet on {flat} first, while the puck is off"
        ),
    }
}

fn not_up(spot: &str, cause: &Cause) -> String {
    let up = cause.own.up_on(cause.bet.spot);
    let waits = cause.own.on(cause.bet.spot).saturating_sub(up);
    let waits = match waits {
        0 => String::new(),
        waits => format!(
            "; {} GTT of this round wait for their roll",
            amounts::format(waits)
        ),
    };
    let asked = amounts::format(cause.bet.amount);
    match up {
        0 => format!(
            "you have nothing up on {spot}, so {asked} GTT can't come down{waits}. Up is what has been through a roll: \
             `gt balance` shows it"
        ),
        up => format!(
            "you have {} GTT up on {spot}, less than {asked} GTT{waits}; take down no more than that",
            amounts::format(up)
        ),
    }
}

/// How much more the rules allow on the cause's spot, found by asking them.
fn room_for_odds(table: &TableView, cause: &Cause) -> Amount {
    let fits = |amount| {
        let on = |spot| cause.own.on(spot);
        permit(&table.state, &table.config.rules, cause.bet.spot, amount, on).is_ok()
    };
    let (mut most, mut too_much) = (0, cause.bet.amount);
    while too_much.saturating_sub(most) > 1 {
        let middle = most.midpoint(too_much);
        if fits(middle) {
            most = middle;
        } else {
            too_much = middle;
        }
    }
    most
}

/// `come_odds_6` as `come_odds` and 6.
fn split(spot: &str) -> (&str, Option<&str>) {
    match spot.rsplit_once('_') {
        Some((stem, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => (stem, Some(number)),
        _ => (spot, None),
    }
}

#[cfg(test)]
mod tests {
    use super::super::refusal::find;
    use super::*;
    use crate::fixture::{self, after, bet};
    use global_table_client::{account, amounts::UNIT, GameId, PlayerView};

    fn said(purpose: Purpose, rolls: &[[u8; 2]], up: &[(&str, u128)], spot: &str, amount: u128) -> String {
        let (layout, table) = (fixture::layout(GameId::Craps), fixture::table(after(rolls)));
        let own = PlayerView {
            round: 7,
            slips: vec![],
            fresh: vec![],
            up: up.iter().map(|(name, amount)| bet(name, *amount)).collect(),
        };
        let found = find(purpose, &table, Some(&own), &[bet(spot, amount)]).expect("it is refused");
        cause(&layout, &table, &found)
    }

    const SIX: &[[u8; 2]] = &[[3, 3]];

    #[test]
    fn a_spot_that_never_takes_chips_should_be_told_from_one_that_does_later() {
        let said = |rolls, spot| said(Purpose::Bet, rolls, &[], spot, UNIT);
        let never = said(&[], "come_6");
        assert!(
            never.starts_with("come_6 never takes chips: a bet on come travels there"),
            "{never}"
        );
        let never = said(SIX, "dont_come_10");
        assert!(
            never.contains("bet on dont_come while the puck is on (it is on 6 now)"),
            "{never}"
        );
        let later = said(&[], "come");
        assert!(
            later.contains("only while the puck is on") && later.contains("bet on pass"),
            "{later}"
        );
        let later = said(SIX, "pass");
        assert!(
            later.contains("it is on 6") && later.contains("bet on come"),
            "{later}"
        );
        let later = said(SIX, "pass_odds_8");
        assert!(later.ends_with("it is on 6; bet on pass_odds_6"), "{later}");
        let later = said(&[], "pass_odds_8");
        assert!(later.ends_with("it is off; wait for a point"), "{later}");
        for count in ["small", "repeater_4", "twice_hard"] {
            let later = said(SIX, count);
            assert!(
                later.starts_with(count) && later.contains("the next 7"),
                "{later}"
            );
        }
        for count in ["fire", "ride_the_line"] {
            assert!(said(SIX, count).contains("after a seven-out"));
        }
    }

    #[test]
    fn odds_without_their_bet_should_be_told_which_bet_that_is() {
        let said = |spot| said(Purpose::Bet, SIX, &[], spot, UNIT);
        let line = said("dont_pass_odds_6");
        assert!(
            line.starts_with("dont_pass_odds_6 are odds behind a bet on dont_pass,"),
            "{line}"
        );
        let come = said("come_odds_9");
        assert!(
            come.contains("come_9") && come.contains("bet on come first"),
            "{come}"
        );
    }

    #[test]
    fn odds_above_the_multiple_should_be_told_how_much_is_left() {
        let up = [("pass", 2 * UNIT), ("pass_odds_6", 4 * UNIT)];
        let above = said(Purpose::Bet, SIX, &up, "pass_odds_6", 7 * UNIT);
        assert!(
            above.contains("7 GTT are too much") && above.contains("takes 6 GTT more"),
            "{above}"
        );
    }

    #[test]
    fn amounts_should_be_told_with_the_limit() {
        let small = said(Purpose::Bet, &[], &[], "field", UNIT / 100);
        assert!(
            small.starts_with("0.01 GTT on field") && small.contains("0.1 GTT"),
            "{small}"
        );
        let large = said(Purpose::Bet, &[], &[("place_6", 60 * UNIT)], "place_6", 60 * UNIT);
        assert!(
            large.contains("120 GTT on place_6") && large.contains("at most 100 GTT"),
            "{large}"
        );
    }

    #[test]
    fn what_can_not_come_down_should_be_told_why() {
        let said = |up: &[_], spot, amount| said(Purpose::TakeDown, SIX, up, spot, amount);
        let nothing = said(&[], "place_6", UNIT);
        assert!(nothing.starts_with("you have nothing up on place_6"), "{nothing}");
        let less = said(&[("place_6", UNIT)], "place_6", 2 * UNIT);
        assert!(less.contains("1 GTT up on place_6, less than 2 GTT"), "{less}");
        let contract = said(&[("pass", UNIT)], "pass", UNIT);
        assert!(
            contract.starts_with("the bet on pass is a contract"),
            "{contract}"
        );
        let bare = said(
            &[("dont_come_4", UNIT), ("dont_come_odds_4", UNIT)],
            "dont_come_4",
            UNIT,
        );
        assert!(
            bare.contains("odds stand behind the bet on dont_come_4"),
            "{bare}"
        );
        let rest = said(&[("place_6", UNIT)], "place_6", UNIT - 1);
        assert!(rest.contains("of the 1 GTT up on place_6"), "{rest}");
    }

    #[test]
    fn a_player_without_money_should_be_told_where_some_is() {
        let poor = account("//Nobody").unwrap();
        let said = reason(Rejection::InsufficientFunds, &poor);
        assert!(said.contains(&format!("gt transfer {poor} ")), "{said}");
    }
}

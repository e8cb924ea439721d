//! Which bets the puck and the marks allow, how high odds may go, and what can be taken down again.

use super::{
    spots::{fate, of_number, Opens, Rule, DONT_COME_ODDS_4, DONT_PASS_ODDS_4},
    State,
};
use crate::{Amount, NotPermitted, Pays, Prize, Rules, SpotId};

pub(super) fn permit(
    state: &State,
    rules: &Rules,
    spot: SpotId,
    amount: Amount,
    own: impl Fn(SpotId) -> Amount,
) -> Result<(), NotPermitted> {
    let (rule, opens, pays) = fate(spot).ok_or(NotPermitted::UnknownSpot)?;
    let flat = match opens {
        Opens::Always => return Ok(()),
        Opens::PuckOff => return now(state.point.is_none()),
        Opens::PuckOn => return now(state.point.is_some()),
        Opens::Unmarked => return now(state.pairs == 0),
        Opens::NewShooter => return now(state.point.is_none() && !state.rolled),
        Opens::Never => return Err(NotPermitted::NotNow),
        Opens::BehindLine(flat) => {
            now(matches!(rule, Rule::Right(n) | Rule::Wrong(n) if state.point == Some(n)))?;
            own(flat)
        }
        Opens::BehindCome(flat) => own(flat),
    };
    if flat == 0 {
        return Err(NotPermitted::NoFlatBet);
    }
    let total = own(spot).checked_add(amount).ok_or(NotPermitted::AboveOdds)?;
    if within_odds(rules, rule, pays, flat, total) {
        Ok(())
    } else {
        Err(NotPermitted::AboveOdds)
    }
}

/// What waits for a number or 7 can be taken down, but for the right side of the lines, which has had its better half.
/// Odds go before the bet behind which they stand.
pub(super) fn permit_take_down(
    state: &State,
    rules: &Rules,
    spot: SpotId,
    amount: Amount,
    own: impl Fn(SpotId) -> Amount,
) -> Result<(), NotPermitted> {
    let (rule, opens, _) = fate(spot).ok_or(NotPermitted::UnknownSpot)?;
    let odds = match (rule, opens) {
        (Rule::Right(_), Opens::Never) => return Err(NotPermitted::Contract),
        (Rule::Wrong(number), Opens::Never) => of_number(DONT_COME_ODDS_4, number),
        (Rule::Right(_) | Rule::Wrong(_) | Rule::Hard(_), _) => return Ok(()),
        (Rule::DontPass, _) => state.point.and_then(|point| of_number(DONT_PASS_ODDS_4, point)),
        (Rule::Once(_) | Rule::Come | Rule::DontCome, _) => return Err(NotPermitted::NotUp),
        (Rule::Pass | Rule::Totals(_) | Rule::Repeat(_) | Rule::TwiceHard, _)
        | (Rule::Count(_) | Rule::Muggsy, _) => None,
    };
    let odds = odds.ok_or(NotPermitted::Contract)?;
    let (rule, _, pays) = fate(odds).ok_or(NotPermitted::UnknownSpot)?;
    let left = own(spot).checked_sub(amount).ok_or(NotPermitted::NotUp)?;
    if within_odds(rules, rule, pays, left, own(odds)) {
        Ok(())
    } else {
        Err(NotPermitted::OddsBehind)
    }
}

fn now(open: bool) -> Result<(), NotPermitted> {
    if open {
        Ok(())
    } else {
        Err(NotPermitted::NotNow)
    }
}

/// May `total` stand as odds behind `flat`? On the right side up to the table's multiple of `flat`; on the wrong side
/// up to the stake whose win is what that multiple would win on the right side. Compared as integers, without rounding.
fn within_odds(rules: &Rules, rule: Rule, pays: &[Prize], flat: Amount, total: Amount) -> bool {
    let (number, wrong) = match rule {
        Rule::Right(number) => (number, false),
        Rule::Wrong(number) => (number, true),
        _ => return false,
    };
    let multiple = match number {
        4 | 10 => rules.odds_4_10,
        5 | 9 => rules.odds_5_9,
        _ => rules.odds_6_8,
    };
    let most = flat.saturating_mul(multiple.into());
    if !wrong {
        return total <= most;
    }
    // Both sides pay true odds, each the inverse of the other: win : per here is per : win there.
    let Some(Prize {
        pays: Pays { win, per },
        ..
    }) = pays.first()
    else {
        return false;
    };
    let (win, per) = (Amount::from(win.unsigned_abs()), Amount::from(*per));
    // total * win / per <= most * per / win
    let Some(here) = total.checked_mul(win.saturating_mul(win)) else {
        return false;
    };
    here <= most.saturating_mul(per.saturating_mul(per))
}

//! What a roll does to the bets on a spot.

use super::{
    marks::{rolled, Count},
    roll::Roll,
    spots::{fate, number_index, of_number, Rule, COME_4, DONT_COME_4},
    State,
};
use crate::{Prize, Resolution, SpotId};

pub(super) fn resolve(spot: SpotId, state: &State, roll: &Roll) -> Resolution {
    let Some((rule, _, pays)) = fate(spot) else {
        return Resolution::Stay;
    };
    let win = || pays.first().map_or(Resolution::Stay, pay);
    match rule {
        Rule::Pass | Rule::Come => match (state.point, rule) {
            (Some(point), Rule::Pass) => before(roll, point, 7, win),
            _ => match roll.total {
                7 | 11 => win(),
                2 | 3 | 12 => Resolution::Lose,
                number => travel(rule, COME_4, number),
            },
        },
        Rule::DontPass | Rule::DontCome => match (state.point, rule) {
            (Some(point), Rule::DontPass) => before(roll, 7, point, win),
            _ => match roll.total {
                2 | 3 => win(),
                12 => Resolution::Push,
                7 | 11 => Resolution::Lose,
                number => travel(rule, DONT_COME_4, number),
            },
        },
        Rule::Right(number) => before(roll, number, 7, win),
        Rule::Wrong(number) => before(roll, 7, number, win),
        Rule::Hard(number) if roll.total == number && !roll.hard => Resolution::Lose,
        Rule::Hard(number) => before(roll, number, 7, win),
        Rule::Once(sets) => {
            let hit = sets.iter().zip(pays).find(|(pairs, _)| roll.is_in(**pairs));
            hit.map_or(Resolution::Lose, |(_, prize)| pay(prize))
        }
        Rule::Totals(_) | Rule::Repeat(_) | Rule::TwiceHard if roll.total == 7 => Resolution::Lose,
        Rule::Totals(totals) => once_if(rolled(state.pairs | roll.bit()) & totals == totals, win),
        Rule::Repeat(number) => once_if(roll.total == number && state.repeats_at(number), win),
        Rule::TwiceHard => once_if(roll.hard && state.hard == Some(roll.total), win),
        Rule::Count(count) => counted(count, state, roll, pays),
        Rule::Muggsy => match (state.point, roll.total) {
            (None, 7) => win(),
            (None, total) if number_index(total).is_some() => Resolution::Stay,
            (Some(_), 7) => pays.get(1).map_or(Resolution::Stay, pay),
            _ => Resolution::Lose,
        },
    }
}

/// The bet wins if its goal is `reached`, and stays otherwise.
fn once_if(reached: bool, win: impl Fn() -> Resolution) -> Resolution {
    if reached {
        win()
    } else {
        Resolution::Stay
    }
}

/// A 7 pays what the count was before it; the goal is paid at once.
fn counted(count: Count, state: &State, roll: &Roll, pays: &'static [Prize]) -> Resolution {
    let ends = roll.total == 7 && (count.ends_at_any_seven() || state.point.is_some());
    let marks = if ends { *state } else { state.next(roll) };
    let marks = count.of(&marks);
    if ends || marks >= count.goal() {
        count.prize(pays, marks).map_or(Resolution::Lose, pay)
    } else {
        Resolution::Stay
    }
}

/// The bet wins on the total `good` before the total `bad`.
fn before(roll: &Roll, good: u8, bad: u8, win: impl Fn() -> Resolution) -> Resolution {
    match roll.total {
        total if total == good => win(),
        total if total == bad => Resolution::Lose,
        _ => Resolution::Stay,
    }
}

/// Come bets travel to their number. The puck keeps the number of the line.
fn travel(rule: Rule, first: u8, number: u8) -> Resolution {
    match rule {
        Rule::Come | Rule::DontCome => of_number(first, number).map_or(Resolution::Stay, Resolution::Move),
        _ => Resolution::Stay,
    }
}

fn pay(prize: &Prize) -> Resolution {
    if prize.pays.win == 0 {
        Resolution::Push
    } else {
        Resolution::Win(prize.pays)
    }
}

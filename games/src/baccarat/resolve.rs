//! What a coup does to the bets on a spot.

use super::{
    spots::{Rule, LAYOUT, RULES},
    Coup, Side,
};
use crate::{Resolution, SpotId};

pub(super) fn resolve(spot: SpotId, coup: &Coup) -> Resolution {
    let (Some(rule), Some(spot)) = (RULES.get(spot.index()), LAYOUT.get(spot.index())) else {
        return Resolution::Stay;
    };
    if !coup.is_valid() {
        return Resolution::Stay;
    }
    match prize(*rule, coup).and_then(|index| spot.pays.get(index)) {
        None => Resolution::Lose,
        Some(prize) if prize.pays.win == 0 => Resolution::Push,
        Some(prize) => Resolution::Win(prize.pays),
    }
}

/// Which of the spot's prizes the coup brings, as an index. `None` if the bet loses.
fn prize(rule: Rule, coup: &Coup) -> Option<usize> {
    let (player, banker) = (Side::Player, Side::Banker);
    let winner = coup.winner();
    let wins_with = |side, total| winner == Some(side) && coup.total(side) == total;
    let three_cards = |side| coup.cards(side) == 3;
    let four_in_all = !three_cards(player) && !three_cards(banker);
    let first_if = |won: bool| won.then_some(0);
    match rule {
        Rule::Wins(side) => match winner {
            None => Some(1),
            Some(winner) => first_if(winner == side),
        },
        Rule::Tie => first_if(winner.is_none()),
        Rule::Pair(side) => first_if(coup.has_pair(side)),
        Rule::EitherPair => first_if(coup.has_pair(player) || coup.has_pair(banker)),
        Rule::PerfectPair => match (coup.has_perfect_pair(player), coup.has_perfect_pair(banker)) {
            (false, false) => None,
            (true, true) => Some(1),
            _ => Some(0),
        },
        Rule::WinsInThree(side, total) => first_if(wins_with(side, total) && three_cards(side)),
        Rule::BankerWinsWith(total) => wins_with(banker, total).then_some(usize::from(three_cards(banker))),
        Rule::Big => first_if(!four_in_all),
        Rule::Small => first_if(four_in_all),
        Rule::DragonBonus(side) => dragon_bonus(side, coup),
    }
}

/// A natural that wins, a natural that ties, then wins by 9, by 8, ... by 4.
fn dragon_bonus(side: Side, coup: &Coup) -> Option<usize> {
    match coup.winner() {
        Some(winner) if winner != side => None,
        Some(_) if coup.is_natural(side) => Some(0),
        // A natural can only be tied by a natural, for nobody draws against it.
        None => coup.is_natural(side).then_some(1),
        Some(_) => match coup.margin() {
            margin @ 4..=9 => Some(usize::from(11u8.saturating_sub(margin))),
            _ => None,
        },
    }
}

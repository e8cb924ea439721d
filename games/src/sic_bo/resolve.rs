//! Which of its prizes a roll brings to a spot.

use super::roll::Roll;

/// How a spot is decided.
#[derive(Clone, Copy)]
pub(super) enum Rule {
    /// Wins on 4 to 10, but not on a triple.
    Small,
    /// Wins on 11 to 17, but not on a triple.
    Big,
    /// Wins on an odd total, but not on a triple.
    Odd,
    /// Wins on an even total, but not on a triple.
    Even,
    /// Wins on one, two or three dice with this face: its three prizes.
    Single(u8),
    /// Wins on two dice with this face, or three.
    Double(u8),
    /// Wins on three dice with this face.
    Triple(u8),
    /// Wins on three equal dice.
    AnyTriple,
    /// Wins on this total, a triple's too.
    Total(u8),
    /// Wins if both faces are shown.
    Combo(u8, u8),
}

impl Rule {
    /// The index of the prize that `roll` brings, or `None` if the bet is lost.
    pub(super) const fn prize(self, roll: Roll) -> Option<usize> {
        let (total, triple) = (roll.total(), roll.is_triple());
        let won = match self {
            Rule::Small => total <= 10 && !triple,
            Rule::Big => total >= 11 && !triple,
            Rule::Odd => total & 1 == 1 && !triple,
            Rule::Even => total & 1 == 0 && !triple,
            Rule::Single(face) => return (roll.count(face) as usize).checked_sub(1),
            Rule::Double(face) => roll.count(face) >= 2,
            Rule::Triple(face) => roll.count(face) == 3,
            Rule::AnyTriple => triple,
            Rule::Total(wanted) => total == wanted,
            Rule::Combo(one, other) => roll.count(one) >= 1 && roll.count(other) >= 1,
        };
        if won {
            Some(0)
        } else {
            None
        }
    }
}

//! Three dice.

/// The threes that three dice can show, order aside.
pub(super) const ROLLS: usize = 56;

/// What a roll shows.
#[derive(Clone, Copy)]
pub(super) struct Roll {
    dice: [u8; 3],
}

impl Roll {
    /// `None` unless all dice show 1 to 6.
    pub(super) const fn of(dice: [u8; 3]) -> Option<Self> {
        match dice {
            [1..=6, 1..=6, 1..=6] => Some(Self { dice }),
            _ => None,
        }
    }

    /// Every roll, order aside, in the order of its index: 1-1-1, 1-1-2, ..., 1-1-6, 1-2-2, ..., 6-6-6.
    pub(super) const fn all() -> [Self; ROLLS] {
        let (mut rolls, mut index) = ([Self { dice: [1; 3] }; ROLLS], 0usize);
        let mut dice = [1u8; 3];
        while dice[0] <= 6 {
            rolls[index] = Self { dice };
            index = index.saturating_add(1);
            dice = match dice {
                [low, 6, 6] => [low.saturating_add(1); 3],
                [low, middle, 6] => [low, middle.saturating_add(1), middle.saturating_add(1)],
                [low, middle, high] => [low, middle, high.saturating_add(1)],
            };
        }
        assert!(index == ROLLS);
        rolls
    }

    /// 3 to 18.
    pub(super) const fn total(self) -> u8 {
        let [a, b, c] = self.dice;
        a.saturating_add(b).saturating_add(c)
    }

    /// How many dice show `face`.
    pub(super) const fn count(self, face: u8) -> u8 {
        let [a, b, c] = self.dice;
        ((a == face) as u8)
            .saturating_add((b == face) as u8)
            .saturating_add((c == face) as u8)
    }

    /// All dice show the same.
    pub(super) const fn is_triple(self) -> bool {
        let [a, b, c] = self.dice;
        a == b && b == c
    }
}

//! How bots bet. A habit proposes; [`Seat::take`] keeps what the game and the table allow.

use global_table_client::{Amount, Bet, GameId, Limits, Rules, SpotId, TableState};
use global_table_games::{layout, permit, spot_by_name};

/// The most bets of one slip.
const MAX_BETS: usize = 32;
/// The numbers on which the puck can stand.
const NUMBERS: [u8; 6] = [4, 5, 6, 8, 9, 10];

/// A bettor's way to bet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Habit {
    /// Roulette: always the same number.
    Straight(u8),
    /// Roulette: a dozen and a column.
    Spread,
    /// Roulette: red, and twice as much after every loss.
    Martingale,
    /// Roulette: the spots around one number.
    Neighbours,
    /// Craps: the line, and odds behind it.
    PassOdds,
    /// Craps: against the shooter, and odds.
    DontPass,
    /// Craps: the line, then come bets.
    Come,
    /// Craps: place 6 and 8, buy 4 and 10.
    Place,
    /// Craps: all hardways.
    Hardways,
    /// Craps: hops and other bets on one roll.
    Hops,
    /// Craps: the field, and twice as much after every loss.
    Field,
    /// Any game: whatever the hand falls on.
    Scatter,
}

impl Habit {
    /// The habit of the bettor with this number: all habits of the game in turn.
    pub fn of(game: GameId, number: u32) -> Self {
        match game {
            GameId::Roulette => {
                let pocket = u8::try_from(number % 37).unwrap_or(0);
                let habits = [
                    Self::Straight(pocket),
                    Self::Spread,
                    Self::Martingale,
                    Self::Neighbours,
                    Self::Scatter,
                ];
                pick(&habits, number)
            }
            GameId::Craps => {
                let habits = [
                    Self::PassOdds,
                    Self::Come,
                    Self::Place,
                    Self::Hardways,
                    Self::Hops,
                    Self::DontPass,
                    Self::Field,
                    Self::Scatter,
                ];
                pick(&habits, number)
            }
        }
    }
}

fn pick(habits: &[Habit], number: u32) -> Habit {
    let index = usize::try_from(number).unwrap_or(0) % habits.len();
    habits[index]
}

/// A bettor: a habit and what it remembers.
#[derive(Clone, Debug)]
pub struct Bettor {
    habit: Habit,
    luck: Luck,
    /// Losses in a row.
    losses: u32,
}

impl Bettor {
    pub fn new(habit: Habit, seed: u64) -> Self {
        Self {
            habit,
            luck: Luck(seed),
            losses: 0,
        }
    }

    /// What came back in a round in which bets were decided.
    pub fn settled(&mut self, returned: Amount) {
        self.losses = if returned == 0 {
            self.losses.saturating_add(1)
        } else {
            0
        };
    }

    /// The bets for a round. May be empty: not everybody bets in every round.
    pub fn bets(&mut self, mut seat: Seat<'_>, unit: Amount) -> Vec<Bet> {
        let unit = unit.saturating_mul(u128::from(self.luck.below(3)) + 1);
        match self.habit {
            Habit::Straight(pocket) => seat.take(&format!("straight_{pocket}"), unit),
            Habit::Spread => {
                seat.take(&format!("dozen_{}", 1 + self.luck.below(3)), unit);
                seat.take(&format!("column_{}", 1 + self.luck.below(3)), unit);
            }
            Habit::Martingale => seat.take("red", self.doubled(unit)),
            Habit::Neighbours => self.neighbours(&mut seat, unit),
            Habit::PassOdds => Self::line(&mut seat, "pass", unit),
            Habit::DontPass => Self::line(&mut seat, "dont_pass", unit),
            Habit::Come => Self::come(&mut seat, unit),
            Habit::Place => {
                ["place_6", "place_8", "buy_4", "buy_10"]
                    .iter()
                    .for_each(|spot| seat.once(spot, unit));
            }
            Habit::Hardways => {
                ["hard_4", "hard_6", "hard_8", "hard_10"]
                    .iter()
                    .for_each(|spot| seat.once(spot, unit));
            }
            Habit::Hops => self.hops(&mut seat, unit),
            Habit::Field => seat.take("field", self.doubled(unit)),
            Habit::Scatter => self.scatter(&mut seat, unit),
        }
        seat.bets
    }

    fn doubled(&self, unit: Amount) -> Amount {
        unit.saturating_mul(1u128 << self.losses.min(8))
    }

    fn neighbours(&mut self, seat: &mut Seat<'_>, unit: Amount) {
        let number = 1 + self.luck.below(35);
        seat.take(&format!("straight_{number}"), unit);
        seat.take(&format!("split_{number}_{}", number + 1), unit);
        let street = number - (number - 1) % 3;
        seat.take(&format!("street_{street}"), unit);
    }

    fn line(seat: &mut Seat<'_>, line: &str, unit: Amount) {
        seat.once(line, unit);
        for number in NUMBERS {
            seat.once(&format!("{line}_odds_{number}"), unit);
        }
    }

    fn come(seat: &mut Seat<'_>, unit: Amount) {
        seat.once("pass", unit);
        seat.take("come", unit);
        for number in NUMBERS {
            seat.once(&format!("come_odds_{number}"), unit);
        }
    }

    fn hops(&mut self, seat: &mut Seat<'_>, unit: Amount) {
        let (one, other) = (1 + self.luck.below(6), 1 + self.luck.below(6));
        seat.take(&format!("hop_{}_{}", one.min(other), one.max(other)), unit);
        let extra = ["yo_11", "any_craps", "horn", "any_seven", "c_and_e"];
        let index = usize::try_from(self.luck.below(5)).unwrap_or(0);
        seat.take(extra[index], unit);
    }

    fn scatter(&mut self, seat: &mut Seat<'_>, unit: Amount) {
        let spots = layout(seat.state.game());
        let length = u64::try_from(spots.len()).unwrap_or(1);
        for _ in 0..=self.luck.below(4) {
            let index = usize::try_from(self.luck.below(length)).unwrap_or(0);
            seat.take(spots[index].name, unit);
        }
    }
}

/// What a bettor finds at the table, and the slip in the making.
pub struct Seat<'a> {
    pub state: &'a TableState,
    pub rules: &'a Rules,
    pub limits: &'a Limits,
    /// What the bettor has on the table already, all slips and all bets that are up.
    pub own: &'a [Bet],
    /// The slip.
    pub bets: Vec<Bet>,
}

impl Seat<'_> {
    /// Puts `amount` on a spot, if the layout has it and the game and the table's limits allow it.
    fn take(&mut self, spot: &str, amount: Amount) {
        let Some(spot) = spot_by_name(self.state.game(), spot) else {
            return;
        };
        let on = self.on(spot);
        let room = self.limits.max_bet.saturating_sub(on);
        let staked = self
            .bets
            .iter()
            .fold(0u128, |sum, bet| sum.saturating_add(bet.amount));
        let amount = amount
            .min(room)
            .min(self.limits.max_player_stake.saturating_sub(staked));
        let allowed = permit(self.state, self.rules, spot, amount, |spot| self.on(spot)).is_ok();
        let in_slip = self.bets.iter().any(|bet| bet.spot == spot);
        if allowed && !in_slip && amount >= self.limits.min_bet && self.bets.len() < MAX_BETS {
            self.bets.push(Bet { spot, amount });
        }
    }

    /// The same, unless something of the bettor's lies there already.
    fn once(&mut self, name: &str, amount: Amount) {
        let free = spot_by_name(self.state.game(), name).is_some_and(|spot| self.on(spot) == 0);
        if free {
            self.take(name, amount);
        }
    }

    fn on(&self, spot: SpotId) -> Amount {
        let all = self.own.iter().chain(&self.bets).filter(|bet| bet.spot == spot);
        all.fold(0, |sum, bet| sum.saturating_add(bet.amount))
    }
}

/// A small generator (splitmix64): bots need variety, not secrecy.
#[derive(Clone, Debug)]
pub struct Luck(pub u64);

impl Luck {
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use global_table_games::{expand, Resolution, Resolutions};

    const UNIT: Amount = 1_000_000_000_000;

    fn limits() -> Limits {
        Limits {
            min_bet: UNIT / 100,
            max_bet: 50 * UNIT,
            max_player_stake: 200 * UNIT,
            max_exposure: u128::MAX,
            max_players: 10,
        }
    }

    /// The bets that stay up, or travel, after a roll.
    fn after(own: Vec<Bet>, resolutions: &Resolutions) -> Vec<Bet> {
        let stays = |bet: Bet| match resolutions.get(bet.spot) {
            Resolution::Stay => Some(bet),
            Resolution::Move(spot) => Some(Bet { spot, ..bet }),
            _ => None,
        };
        own.into_iter().filter_map(stays).collect()
    }

    /// Plays a bettor for many rounds; returns in how many it bet.
    fn play(game: GameId, number: u32) -> u32 {
        let (mut state, mut own, mut played) = (TableState::initial(game), Vec::new(), 0);
        let mut bettor = Bettor::new(Habit::of(game, number), number.into());
        let (rules, limits) = (Rules::default(), limits());
        for round in 0u8..200 {
            let seat = Seat {
                state: &state,
                rules: &rules,
                limits: &limits,
                own: &own,
                bets: Vec::new(),
            };
            let bets = bettor.bets(seat, UNIT);
            played += u32::from(!bets.is_empty());
            assert!(bets.len() <= MAX_BETS);
            for bet in &bets {
                let on = |spot| {
                    own.iter()
                        .filter(|bet: &&Bet| bet.spot == spot)
                        .map(|bet| bet.amount)
                        .sum()
                };
                assert_eq!(
                    permit(&state, &rules, bet.spot, bet.amount, on),
                    Ok(()),
                    "{:?}",
                    bettor.habit
                );
                assert!(bet.amount >= limits.min_bet && on(bet.spot) + bet.amount <= limits.max_bet);
                own.push(*bet);
            }
            let outcome = expand(game, &[round; 32]);
            own = after(own, &Resolutions::of(&state, &outcome));
            state = state.next(&outcome);
            bettor.settled(if round % 3 == 0 { 0 } else { UNIT });
        }
        played
    }

    #[test]
    fn every_habit_should_propose_only_what_the_game_permits_and_keep_playing() {
        for game in GameId::ALL {
            for number in 0..40 {
                assert!(play(game, number) > 5, "{game}: {:?}", Habit::of(game, number));
            }
        }
    }

    #[test]
    fn a_martingale_should_double_after_a_loss_and_stop_at_the_tables_limit() {
        let (state, rules, limits) = (TableState::Roulette, Rules::default(), limits());
        let mut bettor = Bettor::new(Habit::Martingale, 1);
        let stake = |bettor: &mut Bettor| {
            bettor.luck = Luck(1);
            let seat = Seat {
                state: &state,
                rules: &rules,
                limits: &limits,
                own: &[],
                bets: Vec::new(),
            };
            bettor.bets(seat, UNIT)[0].amount
        };
        let first = stake(&mut bettor);
        bettor.settled(0);
        assert_eq!(stake(&mut bettor), 2 * first);
        (0..20).for_each(|_| bettor.settled(0));
        assert_eq!(stake(&mut bettor), limits.max_bet);
        bettor.settled(5);
        assert_eq!(stake(&mut bettor), first);
    }
}

use std::collections::{BTreeMap, BTreeSet};

use global_table_client::{GameId, Layout, Limits, Rules, SpotId, TableState};
use global_table_games::{expand, permit, permit_take_down, Resolution, Resolutions};

use super::*;
use crate::{bots::seat::MAX_BETS, fixture::layout};

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

/// One bettor at a table, round after round.
struct Play {
    layout: Layout,
    state: TableState,
    bettor: Bettor,
    up: BTreeMap<SpotId, Amount>,
    round: u8,
}

impl Play {
    fn new(game: GameId, number: u32) -> Self {
        Self {
            layout: layout(game),
            state: TableState::initial(game),
            bettor: Bettor::new(Habit::of(game, number), number.into()),
            up: BTreeMap::new(),
            round: 0,
        }
    }

    /// Plays a round. Returns the bets of it, and what was taken down.
    fn round(&mut self) -> (Vec<Bet>, Option<Bet>) {
        let (rules, limits) = (Rules::default(), limits());
        let up: Vec<Bet> = self
            .up
            .iter()
            .map(|(spot, amount)| Bet {
                spot: *spot,
                amount: *amount,
            })
            .collect();
        let seat = Seat {
            layout: &self.layout,
            state: &self.state,
            rules: &rules,
            limits: &limits,
            fresh: &[],
            up: &up,
            bets: Vec::new(),
        };
        let down = self.bettor.take_down(&seat);
        let bets = match down {
            Some(_) => Vec::new(),
            None => self.bettor.bets(seat, UNIT),
        };
        down.iter().for_each(|bet| self.lower(&rules, bet));
        assert!(bets.len() <= MAX_BETS);
        bets.iter().for_each(|bet| self.place(&rules, &limits, bet));
        self.roll();
        (bets, down)
    }

    fn on(&self, spot: SpotId) -> Amount {
        self.up.get(&spot).copied().unwrap_or(0)
    }

    /// Puts a bet down, as the game and the limits have to permit.
    fn place(&mut self, rules: &Rules, limits: &Limits, bet: &Bet) {
        let allowed = permit(&self.state, rules, bet.spot, bet.amount, |spot| self.on(spot));
        assert_eq!(allowed, Ok(()), "{:?}", self.bettor.habit);
        let on = self.on(bet.spot) + bet.amount;
        assert!(bet.amount >= limits.min_bet && on <= limits.max_bet);
        self.up.insert(bet.spot, on);
    }

    /// Takes a bet down, as the game has to permit.
    fn lower(&mut self, rules: &Rules, bet: &Bet) {
        let allowed = permit_take_down(&self.state, rules, bet.spot, bet.amount, |spot| self.on(spot));
        assert_eq!(allowed, Ok(()), "{:?}", self.bettor.habit);
        self.up.insert(bet.spot, self.on(bet.spot) - bet.amount);
        self.up.retain(|_, amount| *amount > 0);
    }

    fn roll(&mut self) {
        let outcome = expand(self.state.game(), &[self.round; 32]);
        let resolutions = Resolutions::of(&self.state, &outcome);
        for (spot, amount) in std::mem::take(&mut self.up) {
            let to = match resolutions.get(spot) {
                Resolution::Stay => spot,
                Resolution::Move(to) => to,
                _ => continue,
            };
            *self.up.entry(to).or_default() += amount;
        }
        self.state = self.state.next(&outcome);
        self.bettor
            .settled(if self.round.is_multiple_of(3) { 0 } else { UNIT });
        self.round += 1;
    }
}

/// Plays a bettor for many rounds; returns in how many it bet, and in how many it took something down.
fn play(game: GameId, number: u32) -> (usize, usize) {
    let mut play = Play::new(game, number);
    let rounds: Vec<_> = (0..200).map(|_| play.round()).collect();
    let bet = rounds.iter().filter(|(bets, _)| !bets.is_empty()).count();
    (bet, rounds.iter().filter(|(_, down)| down.is_some()).count())
}

#[test]
fn every_habit_should_propose_only_what_the_game_permits_and_keep_playing() {
    for game in GameId::ALL {
        for number in 0..40 {
            assert!(play(game, number).0 > 5, "{game}: {:?}", Habit::of(game, number));
        }
    }
}

#[test]
fn bettors_should_take_something_down_now_and_then_where_bets_stay_up() {
    let lowered = |game| (0..40).map(|number| play(game, number).1).sum::<usize>();
    assert!(lowered(GameId::Craps) > 40);
    assert_eq!(lowered(GameId::Roulette), 0);
}

/// The spots on which none of so many bettors has bet in so many rounds.
fn untouched(game: GameId, bettors: u32, rounds: usize) -> Vec<String> {
    let layout = layout(game);
    let mut left: BTreeSet<SpotId> = layout.placeable().map(|spot| spot.spot).collect();
    for number in 0..bettors {
        let mut play = Play::new(game, number);
        for _ in 0..rounds {
            for bet in play.round().0 {
                left.remove(&bet.spot);
            }
        }
    }
    left.into_iter()
        .map(|spot| layout.name(spot).to_owned())
        .collect()
}

#[test]
fn forty_bettors_should_be_on_every_spot_within_five_rounds() {
    for game in GameId::ALL {
        let left = untouched(game, 40, 5);
        // Odds wait for a bet that has their number.
        let left: Vec<_> = left.iter().filter(|name| !name.contains("_odds_")).collect();
        assert!(left.is_empty(), "{game}: nobody is on {left:?}");
    }
}

#[test]
fn a_doubling_bettor_should_double_after_a_loss_and_stop_at_the_tables_limit() {
    let (state, rules, limits) = (TableState::Roulette, Rules::default(), limits());
    let layout = layout(GameId::Roulette);
    let mut bettor = Bettor::new(Habit::Doubling("red"), 1);
    let stake = |bettor: &mut Bettor| {
        bettor.luck = Luck(1);
        let seat = Seat {
            layout: &layout,
            state: &state,
            rules: &rules,
            limits: &limits,
            fresh: &[],
            up: &[],
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

#[test]
fn all_spots_that_a_habit_names_should_be_in_the_layout() {
    let named = |habit: Habit| match habit {
        Habit::Doubling(spot) => vec![spot],
        Habit::All(spots) | Habit::Keep(spots) | Habit::Line(spots) => spots.to_vec(),
        Habit::OneOfEach(groups) => groups.concat(),
        Habit::Hops => ONE_ROLL.to_vec(),
        _ => Vec::new(),
    };
    for game in GameId::ALL {
        let layout = layout(game);
        for spot in (0..40).flat_map(|number| named(Habit::of(game, number))) {
            assert!(layout.spot(spot).is_some(), "{game} has no spot {spot}");
        }
    }
}

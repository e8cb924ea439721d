//! Plays rounds at one table with a unit on every spot that takes one.

use std::collections::BTreeMap;

use blake2b_simd::Params;
use global_table_games::{
    expand, layout, permit, GameId, Outcome, Pays, Resolution, Resolutions, Rules, Spot, SpotId, TableState,
};

use crate::tally::Tally;

/// One prize of each game that pays too much in a control run.
pub struct Wrong {
    pub spot: &'static str,
    right: Pays,
    wrong: Pays,
}

impl Wrong {
    pub const fn of(game: GameId) -> Self {
        let (spot, right, wrong) = match game {
            GameId::Roulette | GameId::AmericanRoulette => ("red", Pays::new(1, 1), Pays::new(21, 20)),
            GameId::Craps => ("hard_8", Pays::new(9, 1), Pays::new(10, 1)),
            GameId::SicBo => ("small", Pays::new(1, 1), Pays::new(21, 20)),
            GameId::Baccarat => ("banker", Pays::new(19, 20), Pays::new(1, 1)),
            GameId::Blackjack => ("hand", Pays::new(3, 8), Pays::new(1, 2)),
        };
        Self { spot, right, wrong }
    }
}

/// The tallies of a layout, by spot.
pub struct Tallies {
    spots: &'static [Spot],
    all: Vec<Tally>,
    wrong: Option<Wrong>,
}

impl Tallies {
    fn new(game: GameId, wrong: Option<Wrong>) -> Self {
        let spots = layout(game);
        let pays = |spot: &Spot| wrong.as_ref().filter(|w| w.spot == spot.name).map(|w| w.wrong);
        Self {
            spots,
            all: spots.iter().map(|spot| Tally::new(spot, pays(spot))).collect(),
            wrong,
        }
    }

    fn add(&mut self, spot: SpotId, resolution: Resolution, times: u64) {
        let index = spot.index();
        let resolution = match &self.wrong {
            Some(w) if w.spot == self.spots[index].name && resolution == Resolution::Win(w.right) => {
                Resolution::Win(w.wrong)
            }
            _ => resolution,
        };
        self.all[index].add(resolution, times);
    }

    /// Every spot with its tally.
    pub fn by_spot(&self) -> impl Iterator<Item = (&'static Spot, &Tally)> {
        self.spots.iter().zip(&self.all)
    }
}

/// Plays `rounds` rounds of `game`.
pub fn play(game: GameId, rounds: u64, seed: u64, wrong: Option<Wrong>) -> Tallies {
    let tallies = Tallies::new(game, wrong);
    let outcomes = (0..rounds).map(|round| expand(game, &draw(game, seed, round)));
    match game {
        GameId::Roulette | GameId::AmericanRoulette | GameId::SicBo => by_outcome(game, outcomes, tallies),
        GameId::Craps | GameId::Baccarat | GameId::Blackjack => by_bets(game, outcomes, tallies),
    }
}

fn draw(game: GameId, seed: u64, round: u64) -> [u8; 32] {
    let mut hash = Params::new().hash_length(32).to_state();
    hash.update(b"global-table/simulate")
        .update(game.name().as_bytes())
        .update(&seed.to_le_bytes())
        .update(&round.to_le_bytes());
    let mut draw = [0; 32];
    draw.copy_from_slice(hash.finalize().as_bytes());
    draw
}

/// A table without a memory and with few outcomes: each is resolved once, and counts as often as it came up.
fn by_outcome(game: GameId, outcomes: impl Iterator<Item = Outcome>, mut tallies: Tallies) -> Tallies {
    let mut counts = BTreeMap::<Outcome, u64>::new();
    outcomes.for_each(|outcome| *counts.entry(outcome).or_default() += 1);
    for (outcome, times) in counts {
        let resolutions = Resolutions::of(&TableState::initial(game), &outcome);
        for spot in layout(game) {
            tallies.add(spot.id, resolutions.get(spot.id), times);
        }
    }
    tallies
}

/// Any table: a bet is put on every spot that is free and takes one, and followed until it is settled.
fn by_bets(game: GameId, outcomes: impl Iterator<Item = Outcome>, mut tallies: Tallies) -> Tallies {
    let mut state = TableState::initial(game);
    // For each spot, where the bet that stands there was put down.
    let mut up: Vec<Option<SpotId>> = vec![None; layout(game).len()];
    for outcome in outcomes {
        place(&state, &mut up);
        let resolutions = Resolutions::of(&state, &outcome);
        let mut travelled = Vec::new();
        for spot in layout(game) {
            let Some(origin) = up[spot.id.index()] else {
                continue;
            };
            match resolutions.get(spot.id) {
                Resolution::Stay => continue,
                Resolution::Move(to) => travelled.push((to, origin)),
                settled => {
                    tallies.add(origin, settled, 1);
                    if origin != spot.id {
                        tallies.add(spot.id, settled, 1);
                    }
                }
            }
            up[spot.id.index()] = None;
        }
        for (to, origin) in travelled {
            let before = up[to.index()].replace(origin);
            assert_eq!(before, None, "two bets met on {to:?}");
        }
        state = state.next(&outcome);
    }
    tallies
}

/// Puts a unit on every free spot that takes one, odds after the bets behind which they stand.
fn place(state: &TableState, up: &mut [Option<SpotId>]) {
    for spot in layout(state.game()) {
        if up[spot.id.index()].is_some() {
            continue;
        }
        let own = |spot: SpotId| u128::from(up[spot.index()].is_some());
        if permit(state, &Rules::default(), spot.id, 1, own).is_ok() {
            up[spot.id.index()] = Some(spot.id);
        }
    }
}

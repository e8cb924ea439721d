//! What players, relayers, keepers and bystanders do at random.

use global_table_games::{layout, spot_by_name, GameId, SpotId};
use proptest::{collection::vec, prelude::*};

use super::house::{Name, Slip};
use crate::{mock::*, Bet};

pub const PLAYERS: [Name; 5] = ["p0", "p1", "p2", "p3", "p4"];
const CALLERS: [Name; 4] = ["p0", "p3", "keeper", "dave"];
const POPULAR: [&str; 20] = [
    "pass",
    "dont_pass",
    "come",
    "dont_come",
    "pass_odds_6",
    "come_odds_9",
    "dont_pass_odds_4",
    "dont_come_odds_8",
    "place_6",
    "place_9",
    "place_lose_5",
    "buy_4",
    "buy_10",
    "lay_10",
    "big_8",
    "hard_8",
    "hard_4",
    "field",
    "horn",
    "c_and_e",
];

/// Something that somebody does.
#[derive(Clone, Debug)]
pub enum Op {
    /// A player submits a slip, usually once the table takes it, sometimes to another round than the current one.
    Submit {
        game: GameId,
        slip: Slip,
        early: bool,
        stale: bool,
    },
    /// Somebody relays slips, some of them forged.
    Relay {
        game: GameId,
        slips: Vec<(Slip, bool)>,
        early: bool,
    },
    /// A player takes bets down, usually once the table takes slips, sometimes in another round than the current one.
    TakeDown {
        game: GameId,
        slip: TakeDown,
        early: bool,
        stale: bool,
    },
    /// Somebody relays take-downs, some of them forged.
    RelayTakeDowns {
        game: GameId,
        slips: Vec<(TakeDown, bool)>,
        early: bool,
    },
    /// Blocks pass, in which the runtime's own hands work or don't.
    Blocks { count: u32, idle: bool },
    /// Somebody does what is due at a table.
    Step { game: GameId, caller: Name, size: u32 },
    /// The secret of a table's round is withheld.
    Withhold { game: GameId, idle: bool },
    /// All keepers are gone for long, and nobody sends anything.
    Abandon,
}

/// A slip that takes bets down.
#[derive(Clone, Debug)]
pub struct TakeDown {
    /// With bets that the player may have or not.
    pub slip: Slip,
    /// Whether it is that player's, and not of one of those who have something up.
    pub anybody: bool,
    /// For each bet: of the bets that the player has up the one to take down instead, and how much of it.
    pub picks: Vec<(usize, Part)>,
}

/// How much of a bet is taken down.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    Whole,
    Half,
    /// All but the table's minimum, or a bit less or more.
    AllBut(u128),
    TooMuch,
    /// Something else, whatever the player has.
    Else,
}

fn any_part() -> impl Strategy<Value = Part> {
    let near_minimum = (UNIT / 100 - 1..=UNIT / 100 + 1).prop_map(Part::AllBut);
    prop_oneof![
        16 => Just(Part::Whole),
        6 => Just(Part::Half),
        2 => near_minimum,
        1 => Just(Part::TooMuch),
        1 => Just(Part::Else),
    ]
}

fn any_take_down(game: GameId) -> impl Strategy<Value = TakeDown> {
    let picks = vec((any::<usize>(), any_part()), 5);
    (any_slip(game), 0..10u8, picks).prop_map(|(slip, n, picks)| TakeDown {
        slip,
        anybody: n == 0,
        picks,
    })
}

fn any_game() -> impl Strategy<Value = GameId> {
    prop_oneof![Just(ROULETTE), Just(CRAPS)]
}

fn any_spot(game: GameId) -> BoxedStrategy<SpotId> {
    // Beyond the layout as well.
    let any = (0..=layout(game).len() as u8).prop_map(SpotId);
    match game {
        GameId::Craps => {
            let popular = (0..POPULAR.len()).prop_map(|n| spot_by_name(CRAPS, POPULAR[n]).expect("a name"));
            prop_oneof![6 => popular, 1 => any].boxed()
        }
        _ => any.boxed(),
    }
}

fn any_amount() -> impl Strategy<Value = u128> {
    let usual = (1u128..=1_000, 0u128..100).prop_map(|(cents, crumbs)| cents * UNIT / 100 + crumbs);
    prop_oneof![60 => usual, 3 => Just(48 * UNIT), 1 => Just(UNIT / 100 - 1), 1 => Just(u128::MAX)]
}

fn any_slip(game: GameId) -> impl Strategy<Value = Slip> {
    let bets = vec(
        (any_spot(game), any_amount()).prop_map(|(spot, amount)| Bet { spot, amount }),
        0..6,
    );
    let fee = prop_oneof![9 => Just(0), 9 => 1..UNIT, 1 => Just(u128::MAX)];
    (0..PLAYERS.len(), 0..6u64, bets, fee).prop_map(|(player, slip, bets, fee)| Slip {
        player: PLAYERS[player],
        slip,
        bets,
        fee,
    })
}

pub fn any_op() -> impl Strategy<Value = Op> {
    let seldom = || (0..10u8).prop_map(|n| n == 0);
    let submit = any_game().prop_flat_map(move |game| {
        let slip = (any_slip(game), seldom(), seldom());
        slip.prop_map(move |(slip, early, stale)| Op::Submit {
            game,
            slip,
            early,
            stale,
        })
    });
    let relay = any_game().prop_flat_map(move |game| {
        let slips = (vec((any_slip(game), seldom()), 1..6), seldom());
        slips.prop_map(move |(slips, early)| Op::Relay { game, slips, early })
    });
    // Nothing is ever up at roulette.
    let seldom_roulette = || prop_oneof![9 => Just(CRAPS), 1 => Just(ROULETTE)];
    let take_down = seldom_roulette().prop_flat_map(move |game| {
        let slip = (any_take_down(game), seldom(), seldom());
        slip.prop_map(move |(slip, early, stale)| Op::TakeDown {
            game,
            slip,
            early,
            stale,
        })
    });
    let relay_take_downs = seldom_roulette().prop_flat_map(move |game| {
        let slips = (vec((any_take_down(game), seldom()), 1..6), seldom());
        slips.prop_map(move |(slips, early)| Op::RelayTakeDowns { game, slips, early })
    });
    let step = (any_game(), 0..CALLERS.len(), 1..4u32).prop_map(|(game, caller, size)| Op::Step {
        game,
        caller: CALLERS[caller],
        size,
    });
    prop_oneof![
        10 => submit,
        6 => relay,
        4 => take_down,
        3 => relay_take_downs,
        1 => (1..6u32, any::<bool>()).prop_map(|(count, idle)| Op::Blocks { count, idle }),
        12 => step,
        1 => (any_game(), any::<bool>()).prop_map(|(game, idle)| Op::Withhold { game, idle }),
        1 => (0..2u8).prop_map(|n| if n == 0 { Op::Abandon } else { Op::Blocks { count: 1, idle: true } }),
    ]
}

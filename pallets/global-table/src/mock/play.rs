//! How the tests play: rounds, slips, draws and settlements in few words.

use global_table_games::{expand, spot_by_name, GameId, Outcome, TableState};
use sp_core::Pair;
use sp_io::hashing::blake2_256;
use sp_runtime::{AccountId32, MultiSignature};

use super::*;

/// The secret of `round` in the tests.
pub fn secret(game: GameId, round: RoundId) -> Secret {
    blake2_256(&[game as u8, round as u8, (round >> 8) as u8, 7])
}

/// The record of the current round.
pub fn record(game: GameId) -> RoundOf<Test> {
    let table = Tables::<Test>::get(game).expect("the table exists");
    Rounds::<Test>::get(game, table.round).expect("a round was opened")
}

/// The table's last round.
pub fn round(game: GameId) -> RoundId {
    Tables::<Test>::get(game).expect("the table exists").round
}

/// Where the puck stands at the craps table.
pub fn puck() -> Option<u8> {
    match Tables::<Test>::get(CRAPS).expect("the table exists").state {
        TableState::Craps(state) => state.point,
        other => panic!("not a state of craps: {other:?}"),
    }
}

/// Open the next round as soon as it is due, by the keeper on duty.
pub fn open(game: GameId) -> RoundId {
    let table = Tables::<Test>::get(game).expect("the table exists");
    run_to(table.opens_at);
    let number = table.round + 1;
    let commitment = blake2_256(&secret(game, number));
    GlobalTable::open_round(by("keeper"), game, number, commitment)
        .or_else(|_| GlobalTable::open_round(by("deputy"), game, number, commitment))
        .expect("one of the two is on duty");
    check();
    number
}

/// A slip's bets from spots' names and amounts.
pub fn bets(game: GameId, list: &[(&str, u128)]) -> Bets {
    list.iter()
        .map(|(name, amount)| Bet {
            spot: spot_by_name(game, name).expect("a spot's name"),
            amount: *amount,
        })
        .collect::<Vec<_>>()
        .try_into()
        .expect("few enough for a slip")
}

/// Submit a slip, and say whether it was accepted.
pub fn submit(name: &str, game: GameId, slip: SlipId, list: &[(&str, u128)]) -> Result<u128, Rejection> {
    submit_to(name, game, round(game), slip, bets(game, list))
}

/// Submit a slip to any round.
pub fn submit_to(
    name: &str,
    game: GameId,
    round: RoundId,
    slip: SlipId,
    bets: Bets,
) -> Result<u128, Rejection> {
    let before = Balances::free_balance(account(name));
    GlobalTable::submit_bets(by(name), game, round, slip, bets)
        .expect("a slip is taken or refused by an event");
    check();
    match last_event() {
        Event::BetAccepted { staked, .. } => Ok(staked),
        Event::BetRejected { reason, .. } => {
            assert_eq!(
                Balances::free_balance(account(name)),
                before,
                "a refused slip moves no money"
            );
            Err(reason)
        }
        other => panic!("not a slip's event: {other:?}"),
    }
}

/// Take bets down, and say what came back.
pub fn take_down(name: &str, game: GameId, slip: SlipId, list: &[(&str, u128)]) -> Result<u128, Rejection> {
    take_down_in(name, game, round(game), slip, bets(game, list))
}

/// Take bets down in any round.
pub fn take_down_in(
    name: &str,
    game: GameId,
    round: RoundId,
    slip: SlipId,
    bets: Bets,
) -> Result<u128, Rejection> {
    let before = (balance(name), Bankroll::funds());
    let first = events().len();
    GlobalTable::take_down(by(name), game, round, slip, bets)
        .expect("a slip is taken or refused by an event");
    check();
    let verdict = verdicts(first).pop().expect("an event");
    let moved = verdict.unwrap_or(0);
    assert_eq!(
        (balance(name), Bankroll::funds()),
        (before.0 + moved, before.1 - moved),
        "what is taken down moves at once, and nothing else does"
    );
    verdict
}

/// The last event of the pallet.
pub fn last_event() -> Event<Test> {
    events().pop().expect("an event")
}

/// All events of the pallet in this block.
pub fn events() -> Vec<Event<Test>> {
    System::events()
        .into_iter()
        .filter_map(|record| match record.event {
            RuntimeEvent::GlobalTable(event) => Some(event),
            _ => None,
        })
        .collect()
}

/// Run on until the draw's blocks are in.
pub fn run_to_draw(game: GameId) {
    while !draw::is_complete::<Test>(
        &Tables::<Test>::get(game).expect("the table exists"),
        &record(game),
    ) {
        next_block();
    }
}

/// Reveal the secret as soon as the draw's blocks are in.
pub fn reveal(game: GameId) -> Outcome {
    run_to_draw(game);
    let number = round(game);
    GlobalTable::reveal(by("keeper"), game, number, secret(game, number)).expect("the secret is right");
    check();
    outcome(game).expect("a revealed round has an outcome")
}

/// The outcome of the current round.
pub fn outcome(game: GameId) -> Option<Outcome> {
    match record(game).ending {
        Some(Ending::Drawn { outcome, .. }) => Some(outcome),
        _ => None,
    }
}

/// Reveal with such VRF outputs and secret that the round has the wanted outcome: VRF outputs are tried until it does.
pub fn reveal_as(game: GameId, wanted: impl Fn(&Outcome) -> bool) -> Outcome {
    run_to_draw(game);
    let number = round(game);
    let genesis = draw::genesis_hash::<Test>();
    for guess in 0u32.. {
        let vrfs = [blake2_256(&guess.to_le_bytes()), [0; 32]];
        let drawn = draw_of(genesis.as_ref(), game, number, &secret(game, number), &vrfs);
        if wanted(&expand(game, &drawn)) {
            let vrfs = vrfs.to_vec().try_into().expect("two fit");
            Rounds::<Test>::mutate(game, number, |record| record.as_mut().expect("open").vrfs = vrfs);
            return reveal(game);
        }
    }
    unreachable!("every outcome has its draws")
}

/// Wanted: these dice.
pub fn dice(a: u8, b: u8) -> impl Fn(&Outcome) -> bool {
    move |outcome| *outcome == Outcome::Craps([a, b])
}

/// Wanted: this pocket.
pub fn pocket(number: u8) -> impl Fn(&Outcome) -> bool {
    move |outcome| *outcome == Outcome::Roulette(number)
}

/// Settle everybody in batches of `size`, and close the round.
pub fn settle_and_close(game: GameId, size: u32) {
    while record(game).unsettled > 0 {
        settle(game, size);
    }
    GlobalTable::finalize(by("keeper"), game, round(game)).expect("all are settled");
    check();
}

/// Settle one batch.
pub fn settle(game: GameId, size: u32) {
    GlobalTable::settle(by("bob"), game, round(game), size).expect("there is work");
    check();
}

/// Play the round to its end with the wanted outcome.
pub fn play_as(game: GameId, wanted: impl Fn(&Outcome) -> bool) -> Outcome {
    let outcome = reveal_as(game, wanted);
    settle_and_close(game, 100);
    outcome
}

/// What the account called `name` can spend.
pub fn balance(name: &str) -> u128 {
    Balances::free_balance(account(name))
}

/// A slip that the account called `name` has signed with its sr25519 key, as wallets sign if `wrapped`.
pub struct Signing<'a> {
    pub name: &'a str,
    pub genesis: sp_core::H256,
    pub game: GameId,
    pub round: RoundId,
    pub slip: SlipId,
    pub bets: Bets,
    pub fee: u128,
}

impl<'a> Signing<'a> {
    /// A slip without a fee for the current round of `game`, on this chain.
    pub fn new(name: &'a str, game: GameId, slip: SlipId, list: &[(&str, u128)]) -> Self {
        let genesis = draw::genesis_hash::<Test>();
        Self {
            name,
            genesis,
            game,
            round: round(game),
            slip,
            bets: bets(game, list),
            fee: 0,
        }
    }

    /// What is signed.
    pub fn payload(&self) -> Vec<u8> {
        slip_payload(
            &self.genesis,
            self.game,
            self.round,
            self.slip,
            &self.bets,
            self.fee,
        )
    }

    /// What is signed to take the bets down.
    pub fn take_down_payload(&self) -> Vec<u8> {
        [TAKE_DOWN_DOMAIN, &self.payload()].concat()
    }

    /// Signed over the raw payload of a take-down.
    pub fn sign_take_down(self) -> SignedSlip<AccountId32, MultiSignature> {
        let signature = pair(self.name).sign(&self.take_down_payload()).into();
        let player = account(self.name);
        self.with(player, signature)
    }

    /// Signed over the raw payload.
    pub fn sign(self) -> SignedSlip<AccountId32, MultiSignature> {
        let signature = pair(self.name).sign(&self.payload()).into();
        let player = account(self.name);
        self.with(player, signature)
    }

    /// With any signature.
    pub fn with(
        self,
        player: AccountId32,
        signature: MultiSignature,
    ) -> SignedSlip<AccountId32, MultiSignature> {
        SignedSlip {
            player,
            slip: self.slip,
            bets: self.bets,
            fee: self.fee,
            signature,
        }
    }
}

/// What became of each of the slips that `relayer` relays to the current round.
pub fn relay(
    relayer: &str,
    game: GameId,
    slips: Vec<SignedSlip<AccountId32, MultiSignature>>,
) -> Vec<Result<u128, Rejection>> {
    let before = events().len();
    let slips = slips.try_into().expect("few enough for a batch");
    GlobalTable::relay_bets(by(relayer), game, round(game), slips)
        .expect("each slip is taken or refused by itself");
    check();
    verdicts(before)
}

/// What became of each of the take-downs that `relayer` relays to the current round.
pub fn relay_take_downs(
    relayer: &str,
    game: GameId,
    slips: Vec<SignedSlip<AccountId32, MultiSignature>>,
) -> Vec<Result<u128, Rejection>> {
    let before = events().len();
    let slips = slips.try_into().expect("few enough for a batch");
    GlobalTable::relay_take_downs(by(relayer), game, round(game), slips)
        .expect("each slip is taken or refused by itself");
    check();
    verdicts(before)
}

/// What became of the slips in the block's events from number `first` on.
fn verdicts(first: usize) -> Vec<Result<u128, Rejection>> {
    let verdict = |event| match event {
        Event::BetAccepted { staked: moved, .. } | Event::BetTakenDown { returned: moved, .. } => Ok(moved),
        Event::BetRejected { reason, .. } => Err(reason),
        other => panic!("not a slip's event: {other:?}"),
    };
    events().split_off(first).into_iter().map(verdict).collect()
}

/// Put a thousand units into the pot out of which keepers are rewarded.
pub fn fill_pot() {
    Balances::force_set_balance(RuntimeOrigin::root(), Keepers::pot(), 1_000 * UNIT).expect("root may");
}

/// What is left of the bond of the keeper called `name`.
pub fn bond(name: &str) -> u128 {
    Keepers::bond_of(&account(name)).map_or(0, |bond| bond.amount)
}

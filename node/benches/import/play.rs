//! What is in the blocks: transfers, and rounds at every table from `open_round` to `finalize`.

use codec::Encode;
use global_table_games::{expand, spot_by_name, GameId, SpotId};
use global_table_runtime::{constants::SLOT_DURATION_MS, Runtime, RuntimeCall};
use pallet_global_table::{draw_of, Bet, Bets, Call, Phase, RoundId, RoundOf, Rounds, Secret, Table, Tables};
use sp_io::hashing::blake2_256;
use sp_runtime::OpaqueExtrinsic;

use crate::{
    chain::{Chain, Imported},
    people::{People, Person},
    plans::{self, Plan, Who},
    report::{Kind, Samples},
    Options, Result,
};

/// What a relayed slip lets its relayer take.
const RELAY_FEE: u128 = global_table_runtime::constants::MILLI;
/// Bets of a slip.
pub const BETS: usize = 4;
/// How far the author looks for a slot whose draw has the wanted outcome.
const SLOTS_TRIED: u64 = 200;
/// After so many milliseconds any keeper may open a round.
const KEEPERS_GRACE_MS: u64 = 5_000;

/// The chain with everybody on it, and what was measured.
pub struct Play {
    chain: Chain,
    people: People,
    options: Options,
    keeper: Person,
    relayer: Person,
    /// See [`Samples`].
    pub samples: Samples,
    chooser: u64,
}

/// One round: the plan, and who is there.
struct Round<'a> {
    plan: &'a Plan,
    players: &'a [Person],
    /// Who submits slips alone.
    singles: &'a [Person],
}

impl Play {
    /// Starts the chain.
    pub fn start(options: Options) -> Result<Self> {
        let mut people = People::new(options.accounts);
        let mut chain = Chain::start(people.genesis()?, &options)?;
        people.join(chain.genesis());
        chain.block(chain.slot() + 1, &[])?;
        Ok(Self {
            chain,
            people,
            keeper: Person::known("//Keeper1")?,
            relayer: Person::known(global_table_runtime::genesis::BOTS_SURI)?,
            options,
            samples: Samples::default(),
            chooser: 0,
        })
    }

    /// Every kind of block once, transfers and empty blocks in between.
    pub fn repetition(&mut self) -> Result<()> {
        self.baseline()?;
        for hand in plans::all() {
            let players = self.people.take(self.options.players);
            let singles = self.people.take(self.options.singles);
            for plan in hand {
                self.round(&Round {
                    plan,
                    players: if plan.who == Who::Nobody { &[] } else { &players },
                    singles: if plan.who == Who::All { &singles } else { &[] },
                })?;
            }
            self.baseline()?;
        }
        Ok(())
    }

    fn baseline(&mut self) -> Result<()> {
        let empty = self.next_block(&[])?;
        self.samples.add(Kind::Empty, &[empty], 1);

        let count = self.options.transfers;
        let (senders, receivers) = (self.people.take(count), self.people.take(count));
        let mut transfers = Vec::with_capacity(count);
        for (sender, receiver) in senders.iter().zip(&receivers) {
            let call = pallet_balances::Call::transfer_keep_alive {
                dest: receiver.account.clone().into(),
                value: global_table_runtime::constants::UNIT,
            };
            transfers.push(self.people.sign(sender, RuntimeCall::Balances(call))?);
        }
        let blocks = self.blocks(&transfers)?;
        self.samples.add(Kind::Transfer, &blocks, count);
        Ok(())
    }

    fn round(&mut self, round: &Round) -> Result<()> {
        let game = round.plan.game;
        let table = self.table(game)?;
        let number = table.round + 1;
        let secret = blake2_256(&("global-table/bench/secret", game, number).encode());
        let open = Call::open_round {
            game,
            round: number,
            commitment: blake2_256(&secret),
        };
        let opens_at = table.opens_at + KEEPERS_GRACE_MS;
        let slot = opens_at.div_ceil(SLOT_DURATION_MS).max(self.chain.slot() + 1);
        self.keepers_block(slot, open)?;

        self.relay(round, number)?;
        self.submit(round, number)?;
        let missing = round.players.len() + round.singles.len();
        let record = self.record(game, number)?;
        if record.players as usize != missing {
            return Err(format!(
                "{} of {missing} players are in round {number} of {game}",
                record.players
            )
            .into());
        }
        self.draw(round.plan, number, secret)?;
        self.settle(round.plan, number)?;
        self.keepers_block(self.chain.slot() + 1, Call::finalize { game, round: number })
    }

    fn relay(&mut self, Round { plan, players, .. }: &Round, round: RoundId) -> Result<()> {
        let least = self.table(plan.game)?.config.limits.min_bet;
        let mut batches = Vec::new();
        for batch in players.chunks(self.options.relay_batch) {
            let slips: Vec<_> = batch
                .iter()
                .map(|player| {
                    let bets = self.bets(plan, least)?;
                    Ok(self.people.slip(player, (plan.game, round), 1, bets, RELAY_FEE))
                })
                .collect::<Result<_>>()?;
            let slips = slips
                .try_into()
                .map_err(|_| "one relay_bets carries fewer slips: lower --relay-batch")?;
            let call = RuntimeCall::GlobalTable(Call::relay_bets {
                game: plan.game,
                round,
                slips,
            });
            batches.push(self.people.sign(&self.relayer.clone(), call)?);
        }
        let blocks = self.blocks(&batches)?;
        self.samples.add(Kind::Relay(plan.name), &blocks, players.len());
        Ok(())
    }

    fn submit(&mut self, Round { plan, singles, .. }: &Round, round: RoundId) -> Result<()> {
        let least = self.table(plan.game)?.config.limits.min_bet;
        let mut slips = Vec::new();
        for player in *singles {
            let call = Call::submit_bets {
                game: plan.game,
                round,
                slip: 1,
                bets: self.bets(plan, least)?,
            };
            slips.push(self.people.sign(player, RuntimeCall::GlobalTable(call))?);
        }
        let blocks = self.blocks(&slips)?;
        self.samples.add(Kind::Submit(plan.name), &blocks, singles.len());
        Ok(())
    }

    /// A slip's bets: of each of the plan's lists one spot, `least` to three times of it.
    fn bets(&mut self, plan: &Plan, least: u128) -> Result<Bets> {
        let mut bets = Vec::with_capacity(BETS);
        for spots in plan.spots {
            let name = spots[self.choose(spots.len())];
            let spot: SpotId = spot_by_name(plan.game, name).ok_or(format!("{} has no {name}", plan.game))?;
            bets.push(Bet {
                spot,
                amount: least * (1 + self.choose(3) as u128),
            });
        }
        bets.try_into().map_err(|_| "a slip holds fewer bets".into())
    }

    /// The same choices in every run.
    fn choose(&mut self, of: usize) -> usize {
        self.chooser += 1;
        let hash = blake2_256(&self.chooser.encode());
        usize::from(hash[0]) % of
    }

    /// Goes past the deadline, and lets the draw end as the plan wants. The author of all blocks can have
    /// that by choosing slots, because here it knows the secret as well; on a chain nobody does before the
    /// draw.
    fn draw(&mut self, plan: &Plan, round: RoundId, secret: Secret) -> Result<()> {
        let game = plan.game;
        let ends_at = self.record(game, round)?.betting_ends_at;
        let closing = ends_at.div_ceil(SLOT_DURATION_MS).max(self.chain.slot() + 1);
        self.chain.block(closing, &[])?;
        for _ in 1..self.table(game)?.config.draw_blocks {
            self.next_block(&[])?;
        }
        let vrfs = self.record(game, round)?.vrfs.into_inner();
        let first = self.chain.slot() + 1;
        let mut slots = first..first + SLOTS_TRIED;
        let slot = slots.find(|slot| {
            let Ok(last) = self.chain.vrf_output(*slot) else {
                return false;
            };
            let vrfs = [vrfs.clone(), vec![last]].concat();
            let draw = draw_of(self.chain.genesis().as_ref(), game, round, &secret, &vrfs);
            (plan.wanted)(&expand(game, &draw))
        });
        self.chain
            .block(slot.ok_or("no slot has the wanted outcome")?, &[])?;
        self.keepers_block(self.chain.slot() + 1, Call::reveal { game, round, secret })?;
        match self.record(game, round)?.phase {
            Phase::Drawn => Ok(()),
            phase => Err(format!("round {round} of {game} is not drawn but {phase:?}").into()),
        }
    }

    /// Settles everybody, in the largest batches that fit into a block up to the one that was asked for.
    fn settle(&mut self, plan: &Plan, round: RoundId) -> Result<()> {
        let game = plan.game;
        let mut batch = self.options.settle_batch;
        let mut blocks = Vec::new();
        let players = self.record(game, round)?.unsettled;
        while self.record(game, round)?.unsettled > 0 {
            let call = RuntimeCall::GlobalTable(Call::settle {
                game,
                round,
                max_players: batch,
            });
            let transaction = self.people.sign(&self.keeper.clone(), call)?;
            let block = self.next_block(&[transaction])?;
            if block.taken == 0 {
                self.people.unsign(&self.keeper.clone());
                batch /= 2;
                self.options.settle_batch = batch;
                if batch == 0 {
                    return Err("not even one player's settlement fits into a block".into());
                }
                continue;
            }
            blocks.push(block);
        }
        self.samples.settle_batch = batch;
        self.samples
            .add(Kind::Settle(plan.name, plan.settled), &blocks, players as usize);
        Ok(())
    }

    /// A block with a call of the keeper alone.
    fn keepers_block(&mut self, slot: u64, call: Call<Runtime>) -> Result<()> {
        let name = format!("{call:?}");
        let transaction = self
            .people
            .sign(&self.keeper.clone(), RuntimeCall::GlobalTable(call))?;
        match self.block(slot, &[transaction])?.taken {
            0 => Err(format!("{name} does not fit into a block").into()),
            _ => Ok(()),
        }
    }

    fn next_block(&mut self, transactions: &[OpaqueExtrinsic]) -> Result<Imported> {
        self.block(self.chain.slot() + 1, transactions)
    }

    /// The block of `slot`, or the one after it if that one begins an epoch.
    fn block(&mut self, mut slot: u64, transactions: &[OpaqueExtrinsic]) -> Result<Imported> {
        if self.chain.begins_epoch(slot)? {
            self.chain.block(slot, &[])?;
            slot += 1;
        }
        self.chain.block(slot, transactions)
    }

    /// As many blocks as the transactions need.
    fn blocks(&mut self, mut transactions: &[OpaqueExtrinsic]) -> Result<Vec<Imported>> {
        let mut blocks = Vec::new();
        while !transactions.is_empty() {
            let block = self.next_block(transactions)?;
            if block.taken == 0 {
                return Err("a transaction alone is too large for a block: lower --relay-batch".into());
            }
            transactions = &transactions[block.taken..];
            blocks.push(block);
        }
        Ok(blocks)
    }

    fn table(&self, game: GameId) -> Result<Table> {
        let table = self.chain.read(Tables::<Runtime>::hashed_key_for(game))?;
        table.ok_or_else(|| format!("there is no table of {game}").into())
    }

    fn record(&self, game: GameId, round: RoundId) -> Result<RoundOf<Runtime>> {
        let record = self.chain.read(Rounds::<Runtime>::hashed_key_for(game, round))?;
        record.ok_or_else(|| format!("{game} has no round {round}: open_round failed").into())
    }
}

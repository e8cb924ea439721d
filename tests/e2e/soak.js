// A measured run of the local network under play: `scripts/soak --help` says how to start it.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { connect, FinalisedChain, free, palletAccount } from './lib/chain.js';
import { Heads } from './lib/heads.js';
import { Network } from './lib/network.js';
import { account } from './lib/players.js';
import { machine, watchUsage } from './lib/usage.js';

const MINUTE_MS = 60_000;
const PROGRESS_MS = MINUTE_MS;
/** For the rounds in flight to close and the pools to empty when the bots have stopped. */
const DRAIN_MS = 45_000;
const KEEPERS = ['Keeper1', 'Keeper2'];

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '15' },
    bots: { type: 'string', default: '100' },
    out: { type: 'string' },
  },
});
const runMs = Number(options.minutes) * MINUTE_MS;

const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const percent = (part, whole) => `${((100 * part) / whole).toFixed(2)} %`;
const sum = (values) => values.reduce((total, value) => total + value, 0n);
const note = (text) => process.stderr.write(`${text}\n`);

/** What the network did: blocks, forks, finality. */
function consensusFigures(heads, chain, slotMs) {
  const blocks = chain.blocks
    .map(({ number, hash }) => ({ number, slot: heads.blocks.get(number)?.get(hash) }))
    .filter(({ slot }) => slot !== undefined);
  const slots = blocks.at(-1).slot - blocks[0].slot + 1;
  const inRange = ([height]) => height >= blocks[0].number && height <= blocks.at(-1).number;
  const forks = [...heads.blocks].filter(inRange).filter(([, hashes]) => hashes.size > 1).length;
  const latencies = heads.latencies(blocks, slotMs).sort((a, b) => a - b);
  return {
    slots,
    blocks: blocks.length,
    missed: slots - blocks.length,
    forks,
    finalityMs: { median: quantile(latencies, 0.5), p95: quantile(latencies, 0.95), most: latencies.at(-1) },
  };
}

/** How late each round opened, in ms after the table said that it could, and how long after the one before it. */
async function openings(chain, slotMs) {
  const late = [];
  const last = {};
  for (const [index, block] of chain.blocks.entries()) {
    for (const { name, fields } of index > 0 ? block.events : []) {
      if (name !== 'RoundOpened') continue;
      const game = fields.game.type;
      const { opensAt, config } = (await chain.blocks[index - 1].at.query.globalTable.tables(game)).unwrap();
      const cycle = Object.entries(config.schedule.toJSON()).filter(([part]) => part !== 'revealGraceMs');
      const cycleMs = cycle.reduce((total, [, ms]) => total + ms, 0);
      const beyondCycleMs = last[game] && block.now - last[game] - cycleMs;
      late.push({
        game,
        round: fields.round.toNumber(),
        lateMs: block.now - opensAt.toNumber(),
        beyondCycleMs,
      });
      last[game] = block.now;
    }
  }
  // A table's first round waits for the keepers to be started.
  const scheduled = late.filter(({ round }) => round > 1);
  const sorted = (what) =>
    scheduled
      .map((opened) => opened[what])
      .filter(Number.isFinite)
      .sort((a, b) => a - b);
  const [lateMs, beyond] = [sorted('lateMs'), sorted('beyondCycleMs')];
  return {
    rounds: scheduled.length,
    inFirstSlot: lateMs.filter((ms) => ms < slotMs).length,
    inSecondSlot: lateMs.filter((ms) => ms >= slotMs && ms < 2 * slotMs).length,
    later: lateMs.filter((ms) => ms >= 2 * slotMs).length,
    late: scheduled.filter((opened) => opened.lateMs >= slotMs),
    beyondCycleMs: { median: quantile(beyond, 0.5), p95: quantile(beyond, 0.95), most: beyond.at(-1) },
  };
}

/** The calls that were in a block and failed, with their errors: `{ "globalTable.lock: WrongPhase": 2 }`. */
async function failures(api, chain) {
  const counts = {};
  for (const { fields, extrinsic, block } of chain.events('ExtrinsicFailed')) {
    const { extrinsics } = (await api.rpc.chain.getBlock(block.hash)).block;
    const { section, method } = extrinsics[extrinsic].method;
    const error = fields.dispatchError;
    const what = `${section}.${method}: ${error.isModule ? api.registry.findMetaError(error.asModule).name : error.type}`;
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
}

/** What each block's events say about the bankroll, against what it holds. Read as each block becomes final. */
class Books {
  constructor(bankroll) {
    Object.assign(this, { bankroll, last: null, blocks: 0, unbalanced: [], staked: 0n, returned: 0n });
  }

  async check(block) {
    const held = await free(block.at, this.bankroll);
    const of = (name) => block.events.filter((event) => event.name === name);
    const staked = sum(of('BetAccepted').map(({ fields }) => fields.staked.toBigInt()));
    const returned = sum(
      of('Settled').flatMap(({ fields }) => fields.payouts.map(([, back]) => back.toBigInt())),
    );
    if (this.last !== null) {
      if (held - this.last !== staked - returned) this.unbalanced.push(block.number);
      this.blocks += 1;
      this.staked += staked;
      this.returned += returned;
    }
    this.last = held;
  }
}

/** Senders whose next transaction would not follow on what is final: something of theirs is stuck or lost. */
async function stuckSenders(api, chain) {
  const senders = new Set(chain.events('TransactionFeePaid').map(({ fields }) => fields.who.toString()));
  const stuck = [];
  for (const who of senders) {
    const [next, { nonce }] = await Promise.all([
      api.rpc.system.accountNextIndex(who),
      chain.head.at.query.system.account(who),
    ]);
    if (!next.eq(nonce)) stuck.push(who);
  }
  return { senders: senders.size, stuck };
}

/** What the bots say of themselves: latencies of their slips, and what became of their transactions. */
function botFigures(log) {
  const rounds = log
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  const middle = (where, rank) => {
    const values = rounds
      .map(({ latency_ms: ms }) => ms[where][rank])
      .filter((ms) => ms !== null)
      .sort((a, b) => a - b);
    return quantile(values, 0.5);
  };
  const counts = Object.fromEntries(
    ['sent', 'finalised', 'retracted', 'resubmitted', 'lost'].map((name) => [
      name,
      Number(log.match(new RegExp(`${name}=(\\d+)`))?.[1] ?? NaN),
    ]),
  );
  const latencyMs = Object.fromEntries(
    ['best', 'final'].map((where) => [where, { p50: middle(where, 'p50'), p95: middle(where, 'p95') }]),
  );
  return { rounds: rounds.length, ...counts, latencyMs };
}

function table(figures) {
  const { consensus, opened, voids, books, transactions, usage, rounds, slips, bots } = figures;
  const rows = [
    [
      'slots missed',
      'under 1 %',
      `${consensus.missed} of ${consensus.slots} (${percent(consensus.missed, consensus.slots)})`,
    ],
    [
      'heights with a fork',
      'under 5 % of slots',
      `${consensus.forks} (${percent(consensus.forks, consensus.slots)})`,
    ],
    [
      'slot start to final, median / p95 / most',
      'median under 500 ms',
      `${consensus.finalityMs.median} / ${consensus.finalityMs.p95} / ${consensus.finalityMs.most} ms`,
    ],
    [
      'rounds opened in the first slot / in the second / later',
      'all on schedule',
      `${opened.inFirstSlot} / ${opened.inSecondSlot} / ${opened.later} of ${opened.rounds}`,
    ],
    [
      'opening to opening beyond the schedule, median / p95 / most',
      '',
      `${opened.beyondCycleMs.median} / ${opened.beyondCycleMs.p95} / ${opened.beyondCycleMs.most} ms`,
    ],
    ['rounds drawn and closed', '', `${rounds.closed} (${rounds.roulette} roulette, ${rounds.craps} craps)`],
    ['rounds void', 'none', voids],
    ['slips accepted / refused', '', `${slips.accepted} / ${slips.refused}`],
    [
      'slip sent to accepted in a best block, median / p95',
      '',
      `${bots.latencyMs.best.p50} / ${bots.latencyMs.best.p95} ms`,
    ],
    [
      'slip sent to accepted in a final block, median / p95',
      '',
      `${bots.latencyMs.final.p50} / ${bots.latencyMs.final.p95} ms`,
    ],
    [
      "bots' transactions sent / final / sent again after a fork / lost",
      'none lost',
      `${bots.sent} / ${bots.finalised} / ${bots.resubmitted} / ${bots.lost}`,
    ],
    [
      'accounts with a stuck or lost transaction',
      'none',
      `${transactions.stuck.length} of ${transactions.senders}`,
    ],
    [
      'calls that failed in a block',
      '',
      Object.entries(transactions.failed)
        .map(([what, count]) => `${count} x ${what}`)
        .join(', ') || 'none',
    ],
    ['blocks at which the books do not balance', 'none', `${books.unbalanced.length} of ${books.blocks}`],
    ['staked / returned', '', `${books.staked} / ${books.returned} GTT`],
    ...usage.map(({ name, mostMib, corePercent }) => [
      `${name}: memory / share of a core`,
      '',
      `${mostMib} MiB / ${corePercent} %`,
    ]),
  ];
  return [
    '| what | aim | measured |',
    '| --- | --- | --- |',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}

/** What was measured, if this is a git checkout. */
function commit() {
  const options = { cwd: new URL('.', import.meta.url), stdio: ['ignore', 'pipe', 'ignore'] };
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], options).toString().trim();
  } catch {
    return 'no commit';
  }
}

async function run() {
  const network = await Network.local();
  const keepers = KEEPERS.map((name, index) => network.keeper(name, index));
  const api = await connect(network.url);
  const slotMs = api.consts.babe.expectedBlockTime.toNumber();
  const heads = await Heads.watch(
    network.nodes.map(({ url }) => url),
    api.registry,
  );
  const chain = await FinalisedChain.follow(api);
  await chain.until('the first finalised blocks', MINUTE_MS, ({ head }) => head?.number > 2);

  const books = new Books(palletAccount(api, api.consts.bankroll.palletId));
  const bots = network.run('bots', 'gt', [
    '--url',
    network.nodes[1].url,
    '--json',
    'bots',
    '--count',
    options.bots,
  ]);
  const usage = watchUsage([...network.nodes, ...keepers, bots]);
  const ends = Date.now() + runMs;
  let checked = 0;
  let nextProgress = Date.now() + PROGRESS_MS;
  const checkBooks = async () => {
    for (; checked < chain.blocks.length; checked += 1) await books.check(chain.blocks[checked]);
  };
  while (Date.now() < ends) {
    await sleep(slotMs);
    await checkBooks();
    for (const daemon of [...network.nodes, ...keepers, bots]) {
      if (!daemon.runs) throw new Error(`${daemon.name} has ended\n${daemon.lastLines()}`);
    }
    if (Date.now() < nextProgress) continue;
    nextProgress += PROGRESS_MS;
    note(
      `block ${chain.head.number}: ${chain.events('RoundFinalised').length} rounds closed, ` +
        `${chain.events('BetAccepted').length} slips, ${books.unbalanced.length} blocks unbalanced`,
    );
  }

  const taken = usage.stop();
  const consensus = consensusFigures(heads, chain, slotMs);
  await bots.stop('SIGINT');
  await sleep(DRAIN_MS);
  await checkBooks();
  const count = (name, where) => chain.events(name, where).length;
  const closed = (game) => chain.events('RoundFinalised', { game }).length;
  const figures = {
    machine: machine(),
    commit: commit(),
    date: new Date().toISOString().slice(0, 10),
    minutes: Number(options.minutes),
    validators: network.nodes.length,
    botsPerTable: Number(options.bots),
    consensus,
    opened: await openings(chain, slotMs),
    voids: count('RoundVoided'),
    rounds: { closed: count('RoundFinalised'), roulette: closed('Roulette'), craps: closed('Craps') },
    slips: { accepted: count('BetAccepted'), refused: count('BetRejected') },
    bots: botFigures(bots.log()),
    transactions: { ...(await stuckSenders(api, chain)), failed: await failures(api, chain) },
    books: {
      blocks: books.blocks,
      unbalanced: books.unbalanced,
      staked: `${books.staked / 10n ** 12n}`,
      returned: `${books.returned / 10n ** 12n}`,
    },
    usage: taken,
    keeperAccounts: KEEPERS.map((name) => account(name).address),
  };
  await heads.close();
  await api.disconnect();
  await network.stop();
  return figures;
}

try {
  const figures = await run();
  const head =
    `Four validators, ${figures.minutes} minutes, ${figures.botsPerTable} bots at each table; ` +
    `${figures.machine}; ${figures.date}, ${figures.commit}.`;
  const text = `${head}\n\n${table(figures)}\n`;
  process.stdout.write(text);
  if (options.out) writeFileSync(options.out, `${JSON.stringify(figures, null, 2)}\n`);
  process.exit(0);
} catch (error) {
  note(`error: ${error.stack}`);
  process.exit(1);
}

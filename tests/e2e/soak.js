// A measured run of the local network under play: `scripts/soak --help` says how to start it.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { Books } from './lib/books.js';
import { connect, FinalisedChain, palletAccount } from './lib/chain.js';
import { Heads } from './lib/heads.js';
import { Network } from './lib/network.js';
import { account } from './lib/players.js';
import { machine, watchUsage } from './lib/usage.js';
import { botFigures, consensusFigures, Failures, Openings, stuckSenders } from './soak/measures.js';
import { table } from './soak/table.js';

const MINUTE_MS = 60_000;
const PROGRESS_MS = MINUTE_MS;
const CATCH_UP_MS = 1_000;
const UNITS_PER_GTT = 10n ** 12n;
/** For the rounds in flight to close and the pools to empty when the bots have stopped. */
const DRAIN_MS = 45_000;
/** Two tables, so that `--bots 100` are 200 bots. All other tables run beside them, empty. */
const GAMES = 'roulette,craps';
const KEEPERS = ['Keeper1', 'Keeper2'];

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '15' },
    bots: { type: 'string', default: '100' },
    out: { type: 'string' },
  },
});
const runMs = Number(options.minutes) * MINUTE_MS;

const note = (text) => process.stderr.write(`${text}\n`);

/** What was measured, if this is a git checkout. */
function commit() {
  const options = { cwd: new URL('.', import.meta.url), stdio: ['ignore', 'pipe', 'ignore'] };
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], options).toString().trim();
  } catch {
    return 'no commit';
  }
}

/** The network, the daemons that play on it, and what is watched of them. */
async function start() {
  const network = await Network.local();
  const keepers = KEEPERS.map((name, index) => network.keeper(name, index));
  const api = await connect(network.url);
  const urls = network.nodes.map(({ url }) => url);
  const heads = await Heads.watch(urls, api.registry);
  const chain = await FinalisedChain.follow(api);
  await chain.until('the first finalised blocks', MINUTE_MS, ({ head }) => head?.number > 2);
  const bots = network.run('bots', 'gt', ['--url', urls[1], '--json', 'bots', '--count', options.bots, '--games', GAMES]);
  return { network, api, heads, chain, bots, daemons: [...network.nodes, ...keepers, bots] };
}

/** What is read of each block as it becomes final. */
class Ledger {
  #checked = 0;

  constructor(api, chain) {
    this.chain = chain;
    this.books = new Books(palletAccount(api, api.consts.bankroll.palletId));
    this.openings = new Openings();
    this.failures = new Failures(api);
  }

  async catchUp() {
    for (; this.#checked < this.chain.blocks.length; this.#checked += 1) {
      const block = this.chain.blocks[this.#checked];
      await this.books.check(block);
      await this.openings.check(block);
      await this.failures.check(block);
    }
  }
}

/** Lets the network play until the time is over, with a line of progress each minute. */
async function play({ chain, daemons }, ledger) {
  const ends = Date.now() + runMs;
  let nextProgress = Date.now() + PROGRESS_MS;
  while (Date.now() < ends) {
    await sleep(CATCH_UP_MS);
    await ledger.catchUp();
    for (const daemon of daemons) {
      if (!daemon.runs) throw new Error(`${daemon.name} has ended\n${daemon.lastLines()}`);
    }
    if (Date.now() < nextProgress) continue;
    nextProgress += PROGRESS_MS;
    note(
      `block ${chain.head.number}: ${chain.events('RoundFinalised').length} rounds closed, ` +
        `${chain.events('BetAccepted').length} slips, ${ledger.books.unbalanced.length} blocks unbalanced`,
    );
  }
}

/** Everything that stands in the chain when the pools are empty. */
async function chainFigures(api, chain, { books, openings, failures }, slotMs) {
  const count = (name, where) => chain.events(name, where).length;
  const closed = (game) => count('RoundFinalised', { game });
  return {
    opened: openings.figures(slotMs),
    voids: count('RoundVoided'),
    rounds: { closed: count('RoundFinalised'), roulette: closed('Roulette'), craps: closed('Craps') },
    slips: { accepted: count('BetAccepted'), refused: count('BetRejected') },
    transactions: { ...(await stuckSenders(api, chain)), failed: failures.counts },
    books: {
      blocks: books.blocks,
      unbalanced: books.unbalanced,
      staked: `${books.staked / UNITS_PER_GTT}`,
      returned: `${books.returned / UNITS_PER_GTT}`,
    },
  };
}

async function run() {
  const parts = await start();
  const { network, api, heads, chain, bots, daemons } = parts;
  const slotMs = api.consts.babe.expectedBlockTime.toNumber();
  const usage = watchUsage(daemons);
  const ledger = new Ledger(api, chain);
  await play(parts, ledger);

  const taken = usage.stop();
  const consensus = consensusFigures(heads, chain, slotMs);
  await bots.stop('SIGINT');
  await sleep(DRAIN_MS);
  await ledger.catchUp();
  const figures = {
    machine: machine(),
    commit: commit(),
    date: new Date().toISOString().slice(0, 10),
    minutes: Number(options.minutes),
    validators: network.nodes.length,
    botsPerTable: Number(options.bots),
    consensus,
    ...(await chainFigures(api, chain, ledger, slotMs)),
    bots: botFigures(bots.log()),
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

// What a measured run looks at. What is in the state is read as blocks become final: nodes forget old states.

import { setTimeout as sleep } from 'node:timers/promises';

const SETTLE_TRIES = 10;
const SETTLE_MS = 700;

const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** What the network did: blocks, forks, finality. */
export function consensusFigures(heads, chain, slotMs) {
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

/** How late each round opened, and how long after the one before it. Read as each block becomes final. */
export class Openings {
  #opened = [];
  #previous = null;

  async check(block) {
    for (const { name, fields } of this.#previous ? block.events : []) {
      if (name !== 'RoundOpened') continue;
      // When it could open stands in the table as it was before. Nodes soon forget that state.
      const { opensAt, config } = (
        await this.#previous.at.query.globalTable.tables(fields.game.type)
      ).unwrap();
      this.#opened.push(this.#opening(block, fields, opensAt.toNumber(), config.schedule.toJSON()));
    }
    this.#previous = block;
  }

  #opening({ now }, fields, opensAt, schedule) {
    const game = fields.game.type;
    const before = this.#opened.findLast((opened) => opened.game === game);
    const cycle = Object.entries(schedule).filter(([part]) => part !== 'revealGraceMs');
    const cycleMs = cycle.reduce((total, [, ms]) => total + ms, 0);
    return {
      game,
      round: fields.round.toNumber(),
      now,
      lateMs: now - opensAt,
      beyondCycleMs: before && now - before.now - cycleMs,
    };
  }

  figures(slotMs) {
    // A table's first round waits for the keepers to be started.
    const scheduled = this.#opened.filter(({ round }) => round > 1);
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
}

/** The calls that were in a block and failed, with their errors. Read as each block becomes final. */
export class Failures {
  /** `{ "globalTable.lock: WrongPhase": 2 }` */
  counts = {};

  constructor(api) {
    this.api = api;
  }

  async check(block) {
    const failed = block.events.filter(({ name }) => name === 'ExtrinsicFailed');
    if (failed.length === 0) return;
    const { extrinsics } = (await this.api.rpc.chain.getBlock(block.hash)).block;
    for (const { fields, extrinsic } of failed) {
      const { section, method } = extrinsics[extrinsic].method;
      const what = `${section}.${method}: ${this.#nameOf(fields.dispatchError)}`;
      this.counts[what] = (this.counts[what] ?? 0) + 1;
    }
  }

  #nameOf(error) {
    return error.isModule ? this.api.registry.findMetaError(error.asModule).name : error.type;
  }
}

/** Whether what this account has sent is final. The keepers go on meanwhile: what is on its way is waited for. */
async function isSettled(api, chain, who) {
  for (let tries = 0; tries < SETTLE_TRIES; tries += 1) {
    if (tries > 0) await sleep(SETTLE_MS);
    const { at } = chain.head;
    const [next, { nonce }] = await Promise.all([
      api.rpc.system.accountNextIndex(who),
      at.query.system.account(who),
    ]);
    if (next.lte(nonce)) return true;
  }
  return false;
}

/** Senders whose next transaction would not follow on what is final: something of theirs is stuck or lost. */
export async function stuckSenders(api, chain) {
  const senders = new Set(chain.events('TransactionFeePaid').map(({ fields }) => fields.who.toString()));
  const stuck = [];
  for (const who of senders) {
    if (!(await isSettled(api, chain, who))) stuck.push(who);
  }
  return { senders: senders.size, stuck };
}

/** What the bots say of themselves: latencies of their slips, and what became of their transactions. */
export function botFigures(log) {
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

// Every game: bots at all tables, on every spot of every layout, and books that balance at every block.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { Books } from './lib/books.js';
import { connect, FinalisedChain, matches, palletAccount } from './lib/chain.js';
import { readLayout } from './lib/layout.js';
import { Network } from './lib/network.js';

const ROUNDS = 10;
const BOTS = 48;
const PLAY_MS = 360_000;
const FUNDED_MS = 60_000;
const POLL_MS = 500;

const key = (game, round) => `${game} ${round}`;

/** The spots on which slips were taken, by game: from the transactions and what the chain said of them. */
async function spotsOfBlock(api, block) {
  const accepted = block.events.filter(({ name }) => name === 'BetAccepted');
  if (accepted.length === 0) return [];
  const { extrinsics } = (await api.rpc.chain.getBlock(block.hash)).block;
  return accepted.map(({ fields, extrinsic }) => {
    const [, , , bets] = extrinsics[extrinsic].method.args;
    return { game: fields.game.type, spots: bets.map(({ spot }) => spot.toNumber()) };
  });
}

describe('every game', { timeout: PLAY_MS + 2 * FUNDED_MS }, () => {
  let network, api, chain, books, bots;
  const covered = {};
  let checked = 0;

  /** Looks at what has become final since, while nodes still have its state. */
  async function lookAtNewBlocks() {
    for (; checked < chain.blocks.length; checked += 1) {
      const block = chain.blocks[checked];
      await books.check(block);
      for (const { game, spots } of await spotsOfBlock(api, block)) {
        covered[game] ??= new Set();
        spots.forEach((spot) => covered[game].add(spot));
      }
    }
  }

  before(async () => {
    network = await Network.dev();
    api = await connect(network.url);
    chain = await FinalisedChain.follow(api);
    books = new Books(palletAccount(api, api.consts.bankroll.palletId));
    // The bots are there before the first round: all counts of craps stand at their start then.
    const args = ['--json', 'bots', '--count', String(BOTS), '--rounds', String(ROUNDS)];
    bots = network.run('bots', 'gt', ['--url', network.url, ...args]);
    for (const since = Date.now(); !bots.log().includes('the bots have money'); await sleep(POLL_MS)) {
      assert.ok(bots.runs && Date.now() - since < FUNDED_MS, bots.lastLines());
    }
    network.keeper('Keeper1');
    network.keeper('Keeper2');
  });

  after(async () => {
    await api?.disconnect();
    await network?.stop();
  });

  it(`plays ${ROUNDS} rounds at every table, and none is void`, async () => {
    for (const since = Date.now(); bots.runs && Date.now() - since < PLAY_MS; ) {
      await sleep(POLL_MS);
      await lookAtNewBlocks();
    }
    assert.ok(!bots.runs, 'the bots have seen all rounds in time');
    assert.equal(await bots.ended, 0, bots.lastLines());
    const tables = await api.call.globalTableApi.tables();
    assert.equal(tables.length, 6);
    for (const { game } of tables) {
      const drawn = chain.events('Outcome', { game: game.type }).map(({ fields }) => key(game, fields.round));
      const closed = chain.events('RoundFinalised', { game: game.type }).length;
      assert.ok(closed >= ROUNDS, `${game} closed ${closed} rounds`);
      assert.equal(new Set(drawn).size, drawn.length, `${game} draws each round once`);
    }
    assert.equal(chain.events('RoundVoided').length, 0);
  });

  it('takes bets on every spot on which chips can be put', async () => {
    for (const { game } of await api.call.globalTableApi.tables()) {
      const layout = await readLayout(api, game);
      // Odds wait for their number, which need not be rolled in so few rounds.
      const missing = [...layout].filter(
        ([name, spot]) => spot.placeable && !name.includes('_odds_') && !covered[game.type].has(spot.id),
      );
      assert.deepEqual(
        missing.map(([name]) => name),
        [],
        `${game}`,
      );
    }
    const odds = [...(await readLayout(api, 'Craps'))].filter(([name]) => name.includes('_odds_'));
    assert.ok(odds.some(([, { id }]) => covered.Craps.has(id)), 'some odds stand behind a bet');
  });

  it('refuses no slip of a bot for a reason that a bot could have known', () => {
    const late = ['BettingClosed', 'WrongRound', 'ExposureLimit'];
    const odd = chain
      .events('BetRejected')
      .filter((event) => !late.some((reason) => matches(event, 'BetRejected', { reason })));
    assert.deepEqual(
      odd.map(({ fields }) => `${fields.game} ${fields.reason}`),
      [],
    );
  });

  it('balances the books to the unit at every block', () => {
    assert.ok(books.blocks > 100);
    assert.deepEqual(books.unbalanced, []);
    assert.ok(books.staked > 0n && books.returned > 0n);
  });
});

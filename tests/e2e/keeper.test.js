// What happens when keepers and nodes die.

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { connect, FinalisedChain, free, submit } from './lib/chain.js';
import { onSpots, readLayout } from './lib/layout.js';
import { Network } from './lib/network.js';
import { account, UNIT } from './lib/players.js';

const ROUND_MS = 60_000;
const GAMES = ['Roulette', 'Craps'];
// Alice writes the blocks of a development chain and gets their fees, so she does not play.
const bob = account('Bob');

describe('a table whose keepers and nodes die', { timeout: 12 * ROUND_MS }, () => {
  let network, api, chain, layouts;

  beforeEach(async () => {
    network = await Network.dev();
    api = await connect(network.url);
    chain = await FinalisedChain.follow(api);
    layouts = Object.fromEntries(
      await Promise.all(GAMES.map(async (game) => [game, await readLayout(api, game)])),
    );
  });

  afterEach(async () => {
    await api?.disconnect();
    await network?.stop();
  });

  /** A slip in the current or next round of `game`, so that there is somebody to settle. */
  async function betOnce(game) {
    const round = await chain.bettingRound(game);
    const bets = onSpots(layouts[game], game === 'Roulette' ? { red: UNIT } : { field: UNIT });
    const { events } = await submit(api.tx.globalTable.submitBets(game, round, 1, bets), bob);
    assert.ok(events.some(({ name }) => name === 'BetAccepted'));
    return round;
  }

  const drawnAndClosed = async (game, round) => {
    await chain.event('RoundFinalised', { game, round }, 2 * ROUND_MS);
    assert.equal(chain.events('Outcome', { game, round }).length, 1, `${game} ${round} is drawn once`);
    assert.equal(chain.events('RoundVoided', { game }).length, 0, 'no round is void');
  };

  /** Waits for a pending transaction of this call, which is sooner than its event. */
  async function pending(call, withinMs = ROUND_MS) {
    for (const since = Date.now(); Date.now() - since < withinMs; await sleep(20)) {
      const all = await api.rpc.author.pendingExtrinsics();
      if (all.some(({ method }) => method.section === 'globalTable' && method.method === call)) return;
    }
    throw new Error(`no ${call} was sent in ${withinMs} ms`);
  }

  it('loses no round when its keeper is killed between any two of its actions', async () => {
    const keeper = network.keeper('Keeper1');
    const game = 'Craps';
    const moments = {
      'before a reveal is in a block': () => pending('reveal'),
      'after the opening': (round) => chain.event('RoundOpened', { game, round }, ROUND_MS),
      'after the lock': (round) => chain.event('Locked', { game, round }, ROUND_MS),
      'after the outcome': (round) => chain.event('Outcome', { game, round }, ROUND_MS),
      'after the settlement': (round) => chain.event('Settled', { game, round }, ROUND_MS),
      'after the close': (round) => chain.event('RoundFinalised', { game, round }, ROUND_MS),
    };
    for (const [moment, reached] of Object.entries(moments)) {
      const round = await betOnce(game);
      await reached(round);
      await keeper.kill();
      await sleep(500);
      keeper.start();
      await drawnAndClosed(game, round).catch((error) => assert.fail(`killed ${moment}: ${error.message}`));
    }
    await drawnAndClosed(game, await betOnce(game));
    const opened = chain.events('RoundOpened', { game }).map(({ fields }) => fields.round.toNumber());
    assert.deepEqual(
      opened,
      opened.map((_, index) => opened[0] + index),
      'no round is left out',
    );
  });

  it('goes on with the second keeper when the first is killed', async () => {
    const [first, second] = [network.keeper('Keeper1'), network.keeper('Keeper2')];
    const openedBy = (name, where) =>
      chain.events('RoundOpened', { keeper: account(name).address, ...where });
    await chain.until(
      'rounds of both keepers',
      3 * ROUND_MS,
      () => openedBy('Keeper1').length > 0 && openedBy('Keeper2').length > 0,
    );

    await first.kill();
    const killedAt = chain.head.number;
    for (const game of GAMES) {
      const after = await chain.until(`three more rounds of ${game}`, 4 * ROUND_MS, () => {
        const closed = openedBy('Keeper2', { game }).filter(
          ({ block, fields }) =>
            block.number > killedAt + 1 && chain.events('RoundFinalised', { game, round: fields.round })[0],
        );
        return closed.length >= 3 && closed;
      });
      for (const { fields } of after) {
        assert.equal(chain.events('Outcome', { game, round: fields.round }).length, 1);
      }
    }
    // Only what the dead keeper alone had the secret of can be void.
    for (const { fields } of chain.events('RoundVoided')) {
      const [opened] = chain.events('RoundOpened', { game: fields.game.type, round: fields.round });
      assert.equal(opened.fields.keeper.toString(), account('Keeper1').address);
    }
    assert.ok(second.runs);
  });

  it('voids the round and gives the money back by itself when all keepers are killed in the middle', async () => {
    const keeper = network.keeper('Keeper1');
    const game = 'Roulette';
    const round = await chain.nextRound(game);
    const before = await free(chain.head.at, bob.address);
    const bets = onSpots(layouts[game], { red: 3n * UNIT, straight_17: UNIT });
    const { events } = await submit(api.tx.globalTable.submitBets(game, round, 1, bets), bob);
    const fee = events.find(({ name }) => name === 'TransactionFeePaid').fields.actualFee.toBigInt();
    await keeper.kill();
    const { block } = await chain.event('BetAccepted', { game, round, player: bob.address });
    assert.equal(await free(block.at, bob.address), before - fee - 4n * UNIT);

    const closed = await chain.event('RoundFinalised', { game, round }, 3 * ROUND_MS);
    assert.equal(chain.events('RoundVoided', { game, round }).length, 1);
    assert.equal(chain.events('Outcome', { game, round }).length, 0);
    assert.equal(await free(closed.block.at, bob.address), before - fee);
    // What the keeper had sent before it died may still come into a block or two.
    const sent = chain.events('TransactionFeePaid').filter((event) => event.block.number > block.number + 2);
    assert.equal(sent.length, 0, 'nobody sent a transaction');
  });

  it('finishes its round when its keeper is asked to stop in the middle', async () => {
    const keeper = network.keeper('Keeper1', 0, []);
    const game = 'Roulette';
    const round = await betOnce(game);
    keeper.child.kill('SIGTERM');
    await drawnAndClosed(game, round);
    assert.equal(await keeper.ended, 0);
  });

  it('goes on with the same round when its node is restarted in the middle', async () => {
    network.keeper('Keeper1');
    for (const [game, end] of [
      ['Roulette', 'stop'],
      ['Craps', 'kill'],
    ]) {
      const round = await betOnce(game);
      await network.nodes[0][end]();
      await sleep(1_000);
      await network.nodes[0].start().ready();
      await drawnAndClosed(game, round);
      await drawnAndClosed(game, round + 1);
    }
  });
});

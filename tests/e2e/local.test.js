// The local network: four validators, the real schedule.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { connect, FinalisedChain, submit } from './lib/chain.js';
import { onSpots, readLayout } from './lib/layout.js';
import { Network } from './lib/network.js';
import { account, UNIT } from './lib/players.js';

const ROUND_MS = 90_000;
const BETS = { Roulette: { red: UNIT, black: UNIT }, Craps: { field: UNIT, any_seven: UNIT } };

describe('a network of four validators', { timeout: 4 * ROUND_MS }, () => {
  let network, apis, chain;

  before(async () => {
    network = await Network.local();
    network.keeper('Keeper1', 0);
    network.keeper('Keeper2', 1);
    apis = await Promise.all(network.nodes.map(({ url }) => connect(url)));
    chain = await FinalisedChain.follow(apis[0]);
  });

  after(async () => {
    await Promise.all((apis ?? []).map((api) => api.disconnect()));
    await network?.stop();
  });

  it('draws and settles a round of each table, while a validator crashes and comes back', async () => {
    const [api] = apis;
    const player = account('Ferdie');
    const rounds = [];
    for (const [game, bets] of Object.entries(BETS)) {
      const round = await chain.bettingRound(game, 5_000, ROUND_MS);
      const layout = await readLayout(api, game);
      const { events } = await submit(
        api.tx.globalTable.submitBets(game, round, 1, onSpots(layout, bets)),
        player,
      );
      assert.ok(
        events.some(({ name }) => name === 'BetAccepted'),
        `${game} takes the slip`,
      );
      rounds.push({ game, round });
    }
    const dave = network.nodes[3];
    await dave.kill();
    await dave.start().ready();
    for (const where of rounds) {
      await chain.event('RoundFinalised', where, ROUND_MS);
      assert.equal(chain.events('Outcome', where).length, 1);
      assert.equal(chain.events('RoundVoided', where).length, 0);
    }
  });

  it('has the same finalised blocks on every node', async () => {
    const { number, hash } = chain.head;
    for (const [index, api] of apis.entries()) {
      const there = await FinalisedChain.follow(api);
      await there.until(`block ${number} at node ${index}`, ROUND_MS, ({ head }) => head?.number >= number);
      assert.equal((await api.rpc.chain.getBlockHash(number)).toHex(), hash);
    }
  });
});

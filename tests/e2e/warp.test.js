// A fresh node that catches up by warp sync: proofs of finality, then one block's state, then the chain.
//
// With GLOBAL_TABLE_SPEC, the raw spec of a chain like `local` with short sessions, it also joins late: scripts/test-sync.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { connect } from './lib/chain.js';
import { Network } from './lib/network.js';
import { rotateKeys, sessionMs, setId, tooLong } from './lib/sessions.js';
import { until } from './lib/wait.js';

const LONG_MS = 90_000;
const CATCH_UP_MS = 180_000;
// Blocks that are final when a node joins, early in the first session and some minutes later.
const EARLY = 20;
const LATE = 240;
// A node that was there still has the state of the block that is so many blocks back.
const BACK = 10;
const TABLES = 'GlobalTableApi_tables';

describe('a fresh node with --sync warp', { timeout: 20 * 60_000 }, () => {
  let network, api;

  const finalAt = (node, number, withinMs) =>
    until(`block ${number} at ${node.name}`, withinMs, async () => (await node.finalised()) >= number);

  const tables = (node, hash) => node.call('state_call', TABLES, '0x', hash);

  before(async () => {
    network = await Network.local(process.env.GLOBAL_TABLE_SPEC);
    network.keeper('Keeper1', 0);
    api = await connect(network.url);
  });

  after(async () => {
    await api?.disconnect();
    await network?.stop();
  });

  /** Joins, and shows that it got there without the blocks before, then has them too, and goes on as any node. */
  async function joins(t, name) {
    const [alice] = network.nodes;
    const target = await alice.finalised();
    const began = Date.now();
    const fresh = await network.join(name, ['--sync', 'warp']);
    await finalAt(fresh, target, CATCH_UP_MS);
    const ms = Date.now() - began;
    for (const line of ['Warp sync is complete', 'State sync is complete'])
      assert.match(fresh.log(), new RegExp(line));
    await sameState(alice, fresh);
    await executedNothingBefore(alice, fresh, target);
    await sameHistory(alice, fresh, target);
    t.diagnostic(`${target} blocks, ${await setId(api)} changes of voters: final head there after ${ms} ms`);
    return fresh;
  }

  async function sameState(alice, fresh) {
    const head = await fresh.call('chain_getFinalizedHead');
    await until('its head at alice', LONG_MS, () => alice.call('chain_getHeader', head));
    assert.equal(await tables(fresh, head), await tables(alice, head));
  }

  /** An older block has a state where it was executed, and none where it was not. */
  async function executedNothingBefore(alice, fresh, target) {
    const old = await alice.call('chain_getBlockHash', target - BACK);
    assert.ok(await tables(alice, old));
    await assert.rejects(tables(fresh, old), /State already discarded|UnknownBlock/);
  }

  /** The blocks before come afterwards, bodies included. */
  async function sameHistory(alice, fresh, target) {
    await until('the first block', CATCH_UP_MS, () => fresh.call('chain_getBlockHash', 1));
    for (const number of [1, Math.ceil(target / 2), target]) {
      const hash = await alice.call('chain_getBlockHash', number);
      const block = await until(`block ${number}`, CATCH_UP_MS, () => fresh.call('chain_getBlock', hash));
      assert.deepEqual(block.block, (await alice.call('chain_getBlock', hash)).block);
    }
  }

  it('joins a chain in its first session', async (t) => {
    await finalAt(network.nodes[0], EARLY, LONG_MS);
    const fresh = await joins(t, 'early');
    await fresh.stop();
  });

  it('joins a chain whose voters have changed', async (t) => {
    const reason = tooLong(api);
    if (reason) return t.skip(reason);
    for (const node of network.nodes.slice(2, 4)) {
      const from = await setId(api);
      await rotateKeys(api, node);
      await until('another set', 4 * sessionMs(api) + LONG_MS, async () => (await setId(api)) > from);
    }
    const fresh = await joins(t, 'after-changes');
    await fresh.stop();
  });

  it('joins some hundred blocks later, and goes on after a restart', async (t) => {
    if (!process.env.GLOBAL_TABLE_SPEC) return t.skip('takes five minutes: scripts/test-sync');
    const [alice] = network.nodes;
    await finalAt(alice, LATE, (2 * LATE + 60) * 1_000);
    const fresh = await joins(t, 'late');
    await fresh.kill();
    await fresh.start().ready();
    await finalAt(fresh, (await alice.finalised()) + BACK, LONG_MS);
    await sameState(alice, fresh);
  });
});

// A light client in the place of a browser's: it knows a chain spec, and believes no node.
//
// With GLOBAL_TABLE_SPEC, the raw spec of a chain like `local` with short sessions, it sees sessions go by too: scripts/test-sync.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { hexToU8a, u8aToHex } from '@polkadot/util';

import { connect } from './lib/chain.js';
import { LightClient } from './lib/light.js';
import { Network } from './lib/network.js';
import { account } from './lib/players.js';
import { proven } from './lib/proof.js';
import { rotateKeys, sessionMs, setId, tooLong } from './lib/sessions.js';
import { until } from './lib/wait.js';

const LIGHT_SPEC = fileURLToPath(new URL('../../scripts/light-spec', import.meta.url));
// For what takes a few seconds on a machine that is not busy.
const LONG_MS = 90_000;
// For what a client does that has lost its peers, or has too much to catch up with: it is kept from each for up to 40 s, and may begin
// anew with a proof of finality and the runtime's code.
const RECOVERY_MS = 240_000;
// One of each full node: then a client leaves it alone for a while.
const REFUSALS = 4;
const COMMITTED_SPEC = fileURLToPath(new URL('../../chain-specs/local-raw.json', import.meta.url));
const HEADS = 10;
// For the test's results to be written.
const LEAVE_MS = 2_000;
const GAME = 'Roulette';
const GAME_ENCODED = '0x00';

/** The finalised heads of `api` as they come, with their times. A client that begins anew says its last one again. */
async function follow(api) {
  const heads = [];
  await api.rpc.chain.subscribeFinalizedHeads((header) => {
    const hash = header.hash.toHex();
    if (heads.at(-1)?.hash !== hash)
      heads.push({ header, number: header.number.toNumber(), hash, at: Date.now() });
  });
  return heads;
}

/** A client of the chain of `spec`, its API and its heads, and after how many milliseconds the first one came. */
async function startLight(spec, clients) {
  const began = Date.now();
  const client = await LightClient.start(spec);
  clients.push(client);
  const api = await client.api();
  const heads = await follow(api);
  await until('a final block', LONG_MS, () => heads.length > 0);
  return { client, api, heads, ms: heads[0].at - began };
}

/** The longest time between two of these heads, in milliseconds. */
function longestGap(heads) {
  return Math.max(0, ...heads.slice(1).map(({ at }, index) => at - heads[index].at));
}

describe('a light client', { timeout: 15 * 60_000 }, () => {
  const clients = [];
  // One validator that lives all the time, what it sees, and the client that lives all the time.
  let network, bob, full, fullHeads, spec, light;

  async function watchBob() {
    full = await connect(bob.url);
    fullHeads = await follow(full);
    await until('a final block at bob', LONG_MS, () => fullHeads.length > 0);
  }

  /**
   * Waits until so many more blocks are final, at a full node and then at the client, and checks that they are the same. Returns
   * the client's heads: it does not say each, as several can become final at once.
   */
  async function goesOn({ client, heads }, count = HEADS) {
    const from = heads.at(-1).number;
    const target = Math.max(from, fullHeads.at(-1).number) + count;
    await until(`block ${target} to be final at bob`, LONG_MS, () => fullHeads.at(-1).number >= target);
    await until(`block ${target} to be final`, RECOVERY_MS, () => heads.at(-1).number >= target).catch((error) => {
      const [its, bobs] = [heads, fullHeads].map((all) => all.at(-1).number);
      throw new Error(`${error.message}: the client has ${its}, bob ${bobs}\n${client.lastLines()}`);
    });
    const more = heads.filter(({ number }) => number > from);
    for (const [index, { number, hash }] of more.entries()) {
      assert.ok(index === 0 || number > more[index - 1].number, 'one after another');
      await until(`block ${number} to be final at bob`, LONG_MS, () => fullHeads.at(-1).number >= number);
      assert.equal(await bob.call('chain_getBlockHash', number), hash);
    }
    return more;
  }

  /** Reads a table at the last head, and checks it against the header's state root and a full node. */
  async function readsTable({ client, api, heads }) {
    const { header, hash } = heads.at(-1);
    const root = header.stateRoot.toHex();
    const key = api.query.globalTable.tables.key(GAME);
    const [value, { proof }, view] = await Promise.all([
      client.send('state_getStorage', [key, hash]),
      client.send('state_getReadProof', [[key], hash]),
      client.send('state_call', ['GlobalTableApi_table', GAME_ENCODED, hash]),
    ]);
    assert.equal(proven(proof, root, key), value);
    assert.equal(await bob.call('state_getStorage', key, hash), value);
    assert.equal(await bob.call('state_call', 'GlobalTableApi_table', GAME_ENCODED, hash), view);
    return { value, proof, root, key, view };
  }

  /** What scripts/light-spec makes of the running network. */
  async function lightSpec() {
    const bootNodes = spec.bootNodes.flatMap((address) => ['--boot-node', address]);
    const { stdout } = await promisify(execFile)(LIGHT_SPEC, [bob.url, ...bootNodes]);
    return JSON.parse(stdout);
  }

  before(async () => {
    network = await Network.local(process.env.GLOBAL_TABLE_SPEC || COMMITTED_SPEC);
    network.keeper('Keeper1', 1);
    bob = network.nodes[1];
    await watchBob();
    const bootNodes = await Promise.all(network.nodes.map((node) => node.webAddress()));
    spec = { ...JSON.parse(readFileSync(network.spec)), bootNodes };
  });

  after(async () => {
    await full?.disconnect();
    await Promise.all(clients.map((client) => client.stop()));
    await network?.stop();
    // smoldot leaves timers behind that would keep this process for minutes.
    setTimeout(() => process.exit(), LEAVE_MS).unref();
  });

  it('follows the chain from its spec, and sees what is final', async (t) => {
    light = await startLight(spec, clients);
    assert.equal(light.client.startedAt, 0);
    const heads = await goesOn(light);
    const lags = heads.map(({ hash, at }) => at - (fullHeads.find((head) => head.hash === hash)?.at ?? at));
    t.diagnostic(`a final block, number ${light.heads[0].number}, after ${light.ms} ms`);
    t.diagnostic(`each later one at most ${Math.max(...lags)} ms after a full node saw it`);
  });

  it('reads a table with proof, and has of it what a full node has', async (t) => {
    const { value, proof, root, key, view } = await readsTable(light);
    const table = light.api.createType('Option<PalletGlobalTableRuntimeApiTableView>', hexToU8a(view));
    assert.equal(table.unwrap().game.type, GAME);
    // Nothing passes but what the header's state root stands for.
    const other = value.slice(0, -2) + (value.endsWith('00') ? '01' : '00');
    const forged = proof.map((node) => node.replace(value.slice(2), other.slice(2)));
    assert.notDeepEqual(forged, proof);
    assert.throws(() => proven(forged, root, key), /lacks/);
    t.diagnostic(`a table of ${value.length / 2 - 1} bytes, proven by ${proof.length} nodes of the trie`);
  });

  it('goes on while a validator is dead, and when it is back', async (t) => {
    const [alice] = network.nodes;
    await alice.kill();
    const heads = await goesOn(light);
    await readsTable(light);
    await alice.start().ready();
    const target = fullHeads.at(-1).number;
    await until(`block ${target} at alice`, LONG_MS, async () => (await alice.finalised()) >= target);
    await goesOn(light);
    t.diagnostic(`without one of four: at most ${longestGap(heads)} ms between final blocks`);
  });

  it('starts from a checkpoint of the running network, in a spec of a few KB', async (t) => {
    const before = fullHeads.at(-1).number;
    const small = await lightSpec();
    assert.equal(small.genesis.raw, undefined);
    assert.deepEqual(small.bootNodes, spec.bootNodes);
    const its = await startLight(small, clients);
    const { startedAt } = its.client;
    assert.ok(startedAt >= before, `it started at block ${startedAt}, and ${before} was final before`);
    await goesOn(its, 3);
    await readsTable(its);
    t.diagnostic(`a spec of ${JSON.stringify(small).length} bytes instead of ${JSON.stringify(spec).length}`);
    t.diagnostic(`a final block after ${its.ms} ms, from the checkpoint of block ${startedAt} on`);
  });

  it('takes nothing for final that the voters have not signed', async () => {
    const small = await lightSpec();
    const voters = (await full.query.grandpa.authorities()).map(([key]) => key.toHex().slice(2));
    const forged = voters.reduce((state, key, index) => {
      const stranger = u8aToHex(account(`Stranger${index}`, 'ed25519').publicKey).slice(2);
      return state.replace(key, stranger);
    }, small.lightSyncState.grandpaAuthoritySet);
    small.lightSyncState.grandpaAuthoritySet = forged;
    const client = await LightClient.start(small);
    clients.push(client);
    const final = new Set();
    const take = (_error, { number }) => final.add(Number(number));
    await client.subscribe('', 'chain_subscribeFinalizedHeads', [], take);
    const refusals = () => client.log().match(/Error while verifying (justification|GrandPa commit)/g) ?? [];
    await until('justifications to be refused', LONG_MS, () => refusals().length >= REFUSALS);
    assert.deepEqual([...final], [client.startedAt]);
    assert.ok(fullHeads.at(-1).number > client.startedAt);
  });

  it('goes on when other keys vote, sessions later', async (t) => {
    const reason = tooLong(full);
    if (reason) return t.skip(reason);
    const from = await setId(light.api);
    await rotateKeys(full, network.nodes[3]);
    await until('another set', 4 * sessionMs(full) + LONG_MS, async () => (await setId(light.api)) > from);
    await goesOn(light);
    await readsTable(light);
    const session = await light.api.query.session.currentIndex();
    t.diagnostic(`in session ${session}, with set ${await setId(light.api)} of voters`);
  });

  it('goes on when the whole network was off for longer than a session', async (t) => {
    const reason = tooLong(full);
    if (reason) return t.skip(reason);
    await full.disconnect();
    await Promise.all(network.nodes.map((node) => node.kill()));
    const last = light.heads.at(-1).number;
    await sleep(1.5 * sessionMs(full));
    await Promise.all(network.nodes.map((node) => node.start().ready()));
    await watchBob();
    await until('a new final block', RECOVERY_MS, () => light.heads.at(-1).number > last);
    await goesOn(light);
    await readsTable(light);
  });
});

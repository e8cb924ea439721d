// When each node sees which block, and when it is final there.

import { WsProvider } from '@polkadot/api';
import { hexToU8a } from '@polkadot/util';

const PRE_RUNTIME_BABE = [6, ...new TextEncoder().encode('BABE')];

/** The slot that a header claims, from its BABE digest: variant, author (u32), slot (u64). */
function slotOf({ digest: { logs } }) {
  const log = logs
    .map((hex) => hexToU8a(hex))
    .find((bytes) => PRE_RUNTIME_BABE.every((byte, at) => bytes[at] === byte));
  // A compact length of one or two bytes stands before the data.
  const data = log.subarray(PRE_RUNTIME_BABE.length + (log[PRE_RUNTIME_BABE.length] & 1 ? 2 : 1));
  return Number(new DataView(data.buffer, data.byteOffset + 5, 8).getBigUint64(0, true));
}

/** Listens to the heads of all nodes. */
export class Heads {
  static async watch(urls, registry) {
    const heads = new Heads(registry);
    heads.providers = await Promise.all(
      urls.map(async (url, node) => {
        const provider = new WsProvider(url);
        await provider.isReady;
        const listen = (kind, method, take) =>
          provider.subscribe(kind, method, [], (error, header) => {
            if (!error) take.call(heads, header, node, Date.now());
          });
        await listen('chain_allHead', 'chain_subscribeAllHeads', heads.#seen);
        await listen('chain_finalizedHead', 'chain_subscribeFinalizedHeads', heads.#final);
        return provider;
      }),
    );
    return heads;
  }

  constructor(registry) {
    // height -> block hash -> slot; node -> [height, arrival in ms]
    Object.assign(this, { registry, blocks: new Map(), finals: new Map() });
  }

  #seen(header) {
    const height = Number(header.number);
    const hash = this.registry.createType('Header', header).hash.toHex();
    if (!this.blocks.has(height)) this.blocks.set(height, new Map());
    this.blocks.get(height).set(hash, slotOf(header));
  }

  #final(header, node, now) {
    this.#seen(header);
    if (!this.finals.has(node)) this.finals.set(node, []);
    this.finals.get(node).push([Number(header.number), now]);
  }

  /** Milliseconds from the start of its slot until each block of `chain` was final, at every node. */
  latencies(chain, slotMs) {
    return [...this.finals.values()].flatMap((finals) => {
      let next = 0;
      return chain.flatMap(({ number, slot }) => {
        while (next < finals.length && finals[next][0] < number) next += 1;
        return next < finals.length ? [finals[next][1] - slot * slotMs] : [];
      });
    });
  }

  close() {
    return Promise.all(this.providers.map((provider) => provider.disconnect()));
  }
}

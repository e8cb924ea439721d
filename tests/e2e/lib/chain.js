// The chain as a dapp sees it: through @polkadot/api and nothing else.

import { setTimeout as sleep } from 'node:timers/promises';

import { ApiPromise, WsProvider } from '@polkadot/api';

const RECONNECT_MS = 2_000;
// The API repeats a failed answer to whoever asks the same again within 1,750 ms.
const FORGET_MS = 2_000;

/** The provider without its cache, which would answer for ever with the failure of a lost connection. */
class Uncached extends WsProvider {
  send(method, params, _isCacheable, subscription) {
    return super.send(method, params, false, subscription);
  }
}

/** An API at the node with this URL, which reconnects by itself. */
export function connect(url) {
  const provider = new Uncached(url, RECONNECT_MS);
  return ApiPromise.create({ provider, noInitWarn: true, throwOnConnect: false });
}

/** What stands for a value in a comparison: the variant of an enum, else its text. */
function plain(value) {
  return String(value?.type ?? value);
}

/** An event with its fields by name. */
function readEvent({ event, phase }) {
  const fields = Object.fromEntries((event.data.names ?? []).map((name, index) => [name, event.data[index]]));
  return {
    pallet: event.section,
    name: event.method,
    fields,
    extrinsic: phase.isApplyExtrinsic ? +phase.asApplyExtrinsic : null,
  };
}

export function matches(event, name, where = {}) {
  return (
    event.name === name &&
    Object.entries(where).every(([key, value]) => plain(event.fields[key]) === plain(value))
  );
}

/** The finalised chain: every block once and in order, from the one that was final at the start on. */
export class FinalisedChain {
  static async follow(api) {
    const chain = new FinalisedChain(api);
    const head = await api.rpc.chain.getFinalizedHead();
    chain.next = (await api.rpc.chain.getHeader(head)).number.toNumber();
    chain.unsubscribe = await api.rpc.chain.subscribeFinalizedHeads((header) =>
      chain.#reach(header.number.toNumber()),
    );
    return chain;
  }

  constructor(api) {
    Object.assign(this, { api, blocks: [], waiters: new Set(), target: 0, busy: false });
  }

  get head() {
    return this.blocks.at(-1);
  }

  /** Reads up to block `number`. Heads come in jumps and may repeat: the gaps are filled. */
  async #reach(number) {
    this.target = Math.max(this.target, number);
    if (this.busy) return;
    this.busy = true;
    try {
      for (; this.next <= this.target; this.next += 1) {
        this.blocks.push(await this.#read(this.next));
        this.waiters.forEach((waiter) => waiter());
      }
      this.error = undefined;
    } catch (error) {
      // Perhaps the node is away: a later head brings the rest. If none does, whoever waits is told why.
      this.error = error;
      await sleep(FORGET_MS);
    } finally {
      this.busy = false;
    }
  }

  async #read(number) {
    const { api } = this;
    const hash = await api.rpc.chain.getBlockHash(number);
    const at = await api.at(hash);
    const [events, now] = await Promise.all([at.query.system.events(), at.query.timestamp.now()]);
    return { number, hash: hash.toHex(), now: now.toNumber(), at, events: events.map(readEvent) };
  }

  /** All events of this name so far, with their blocks. */
  events(name, where) {
    return this.blocks.flatMap((block) =>
      block.events.filter((event) => matches(event, name, where)).map((event) => ({ ...event, block })),
    );
  }

  /** What `find` returns for the chain, once that is something. */
  until(what, withinMs, find) {
    return new Promise((resolve, reject) => {
      const end = (settle, value) => {
        clearTimeout(timer);
        this.waiters.delete(look);
        settle(value);
      };
      const look = () => {
        const found = find(this);
        if (found !== undefined && found !== false) end(resolve, found);
      };
      const timer = setTimeout(
        () => end(reject, new Error(`waited ${withinMs} ms in vain for ${what}`, { cause: this.error })),
        withinMs,
      );
      this.waiters.add(look);
      look();
    });
  }

  /** The event of this name with these fields, which may have happened already. */
  event(name, where, withinMs = 60_000) {
    const what = `${name} ${JSON.stringify(where, (_, value) => (value?.toHuman ? value.toHuman() : value))}`;
    return this.until(what, withinMs, () => this.events(name, where)[0]);
  }

  /** The newest round of `game` in which there are `leftMs` to bet, or the next one. */
  bettingRound(game, leftMs = 4_000, withinMs = 90_000) {
    return this.until(`betting at ${game}`, withinMs, () => {
      const opened = this.events('RoundOpened', { game }).at(-1);
      return (
        opened &&
        this.head.now + leftMs <= opened.fields.bettingEndsAt.toNumber() &&
        opened.fields.round.toNumber()
      );
    });
  }

  /** The next round of `game` that opens from now on. */
  nextRound(game, withinMs = 90_000) {
    const from = this.head?.number ?? 0;
    return this.until(`a new round of ${game}`, withinMs, () =>
      this.events('RoundOpened', { game })
        .find(({ block }) => block.number > from)
        ?.fields.round.toNumber(),
    );
  }
}

/** Signs and sends. Resolves when the transaction is final: the statuses that it went through, and its events. */
export function submit(tx, signer, options = {}) {
  return new Promise((resolve, reject) => {
    const statuses = [];
    tx.signAndSend(signer, { nonce: -1, ...options }, ({ status, events, txHash }) => {
      statuses.push(status.type);
      if (status.isFinalized) {
        resolve({
          statuses,
          events: events.map(readEvent),
          block: status.asFinalized.toHex(),
          hash: txHash.toHex(),
        });
      } else if (status.isUsurped || status.isDropped || status.isInvalid || status.isFinalityTimeout) {
        reject(new Error(`the transaction is lost: ${status.type}`));
      }
    }).catch(reject);
  });
}

/** The same for several transactions of one signer, sent at once. */
export async function submitAll(api, txs, signer) {
  const first = (await api.rpc.system.accountNextIndex(signer.address)).toNumber();
  return Promise.all(txs.map((tx, index) => submit(tx, signer, { nonce: first + index })));
}

/** The account that holds the money of a pallet, from the constant that names it. */
export function palletAccount(api, palletId) {
  const bytes = new Uint8Array(32);
  bytes.set(new TextEncoder().encode('modl'));
  bytes.set(palletId.toU8a(), 4);
  return api.createType('AccountId', bytes).toString();
}

export async function free(at, address) {
  return (await at.query.system.account(address)).data.free.toBigInt();
}

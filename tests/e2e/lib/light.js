// A light client: smoldot in this process. It believes the chain spec and nothing else.

import { ApiPromise } from '@polkadot/api';
import { start } from 'smoldot';

const LOG_LINES_SHOWN = 200;
// What a client thinks of its peers is said on this level.
const DEBUG = 4;

/**
 * A light client of one chain, which reaches full nodes as one in a browser does: by WebSockets alone. It is a provider
 * for @polkadot/api too.
 */
export class LightClient {
  /** A client of the chain that `spec` (parsed JSON) describes, connecting from now on. */
  static async start(spec) {
    const light = new LightClient();
    light.client = start({
      forbidTcp: true,
      maxLogLevel: DEBUG,
      logCallback: (_level, target, message) => light.lines.push(`${target}: ${message}`),
    });
    try {
      light.chain = await light.client.addChain({ chainSpec: JSON.stringify(spec) });
    } catch (error) {
      await light.stop();
      throw error;
    }
    light.isConnected = true;
    light.reading = light.#read();
    return light;
  }

  constructor() {
    Object.assign(this, { lines: [], apis: [], calls: new Map(), subscriptions: new Map(), nextId: 1 });
    // What @polkadot/api asks of a provider.
    Object.assign(this, { isConnected: false, hasSubscriptions: true, isClonable: false });
  }

  /** An API that sees the chain through this client only, and ends with it. */
  async api() {
    const api = await ApiPromise.create({ provider: this, noInitWarn: true, throwOnConnect: true });
    this.apis.push(api);
    return api;
  }

  /** What the client answers to one JSON-RPC call. */
  send(method, params) {
    return this.#request(method, params);
  }

  /** Calls `onEvent(error, result)` with each result of a subscription. Resolves to its id. */
  subscribe(_type, method, params, onEvent) {
    return this.#request(method, params, onEvent);
  }

  async unsubscribe(_type, method, id) {
    this.subscriptions.delete(id);
    return this.isConnected && this.#request(method, [id]);
  }

  /** There is one connection, and it is there from the start. */
  on(type, listener) {
    if (type === 'connected') queueMicrotask(listener);
    return () => {};
  }

  async connect() {}

  /** Ends the connection to the API, not the client. */
  async disconnect() {}

  #request(method, params, onEvent) {
    const id = this.nextId++;
    const answer = new Promise((resolve, reject) => this.calls.set(id, { resolve, reject, onEvent, method }));
    this.chain.sendJsonRpc(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    return answer;
  }

  async #read() {
    try {
      for await (const text of this.chain.jsonRpcResponses) this.#take(JSON.parse(text));
    } finally {
      this.isConnected = false;
      this.calls.forEach(({ reject, method }) => reject(new Error(`${method}: the light client has ended`)));
    }
  }

  #take({ id, result, error, params }) {
    if (id === undefined) {
      this.subscriptions.get(params.subscription)?.(null, params.result);
      return;
    }
    const { resolve, reject, onEvent, method } = this.calls.get(id);
    this.calls.delete(id);
    if (error) return void reject(new Error(`${method}: ${error.message}`));
    if (onEvent) this.subscriptions.set(result, onEvent);
    resolve(result);
  }

  /** The height of the block that the client started from. */
  get startedAt() {
    return Number(this.log().match(/Chain specification starting at: .* \(#(\d+)\)/)[1]);
  }

  async stop() {
    await Promise.all(this.apis.map((api) => api.disconnect()));
    await this.client.terminate();
    await this.reading;
  }

  log() {
    return this.lines.join('\n');
  }

  lastLines() {
    return `--- light client\n${this.lines.slice(-LOG_LINES_SHOWN).join('\n')}\n`;
  }
}

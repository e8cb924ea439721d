// Networks of real nodes and keepers on loopback.

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect as connectSocket, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { Daemon, program } from './process.js';

// Four nodes that compile the runtime at once on a busy machine take their time.
const START_MS = 180_000;
const POLL_MS = 100;
/** The validators of the local chain. */
const VALIDATORS = ['alice', 'bob', 'charlie', 'dave'];
/** The network identity of the node whose node key is 1. */
const FIRST_PEER = '12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp';

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connectSocket(port, '127.0.0.1');
    socket.once('connect', () => resolve(true) || socket.destroy());
    socket.once('error', () => resolve(false));
  });
}

/** A node with its own database. It keeps its ports and its database when it is started again. */
class Node extends Daemon {
  constructor(name, args, dir, rpcPort) {
    super(name, program('global-table-node'), args, dir);
    this.rpcPort = rpcPort;
    this.url = `ws://127.0.0.1:${rpcPort}`;
  }

  /** What the node answers to one JSON-RPC call. */
  async call(method, ...params) {
    const response = await fetch(`http://127.0.0.1:${this.rpcPort}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    }).catch((error) => {
      throw new Error(`${method} at ${this.name}: ${error.cause ?? error}`, { cause: error });
    });
    const { result, error } = await response.json();
    if (error) throw new Error(`${method}: ${error.message} ${error.data ?? ''}`);
    return result;
  }

  /** The height of the last block that is final there. */
  async finalised() {
    return Number((await this.call('chain_getHeader', await this.call('chain_getFinalizedHead'))).number);
  }

  /** Where light clients reach it, browsers included. */
  async webAddress() {
    return `${this.web}/p2p/${await this.call('system_localPeerId')}`;
  }

  async ready() {
    for (const since = Date.now(); !(await answers(this.rpcPort)); await sleep(POLL_MS)) {
      if (!this.runs || Date.now() - since > START_MS)
        throw new Error(`no node answers\n${this.lastLines()}`);
    }
    return this;
  }
}

/** Nodes, keepers and other programs of one chain. */
export class Network {
  constructor() {
    this.dir = mkdtempSync(join(tmpdir(), 'global-table-'));
    this.nodes = [];
    this.others = [];
    process.on('exit', () => rmSync(this.dir, { recursive: true, force: true }));
  }

  /** One validator with a quick schedule. */
  static async dev() {
    const network = new Network();
    const spec = await network.#rawSpec('dev');
    (await network.#node('dev', ['--dev', '--chain', spec, '--force-authoring'])).start();
    return network.#ready();
  }

  /** The four validators of the local chain, with the real schedule; or of the like chain in the file `spec`. */
  static async local(spec) {
    const network = new Network();
    network.spec = spec || (await network.#rawSpec('local'));
    for (const [index, name] of VALIDATORS.entries()) {
      const key = String(index + 1).padStart(64, '0');
      const args = ['--chain', network.spec, `--${name}`, '--validator', '--node-key', key];
      if (index > 0) args.push('--bootnodes', network.bootNode);
      (await network.#node(name, args)).start();
    }
    return network.#ready();
  }

  /**
   * The file of a chain in raw form. Without it, a node compiles and runs the runtime at every start to make
   * the genesis, and that is most of what a start costs.
   */
  async #rawSpec(chain) {
    const file = join(this.dir, `${chain}-raw.json`);
    const args = ['export-chain-spec', '--chain', chain, '--raw', '--output', file];
    await promisify(execFile)(program('global-table-node'), args);
    return file;
  }

  /** The network, once all nodes answer. */
  async #ready() {
    try {
      await Promise.all(this.nodes.map((node) => node.ready()));
    } catch (error) {
      await this.stop();
      throw error;
    }
    return this;
  }

  async #node(name, args) {
    const [rpcPort, port, webPort] = [await freePort(), await freePort(), await freePort()];
    const p2p = `/ip4/127.0.0.1/tcp/${port}`;
    const web = `/ip4/127.0.0.1/tcp/${webPort}/ws`;
    const common = [
      '--rpc-port',
      rpcPort,
      '--listen-addr',
      p2p,
      '--listen-addr',
      web,
      '--no-mdns',
      '--no-telemetry',
      '--no-prometheus',
    ];
    const node = new Node(name, ['--base-path', join(this.dir, name), ...common, ...args], this.dir, rpcPort);
    Object.assign(node, { p2p, web });
    this.nodes.push(node);
    return node;
  }

  get url() {
    return this.nodes[0].url;
  }

  /** The first validator's address, through which the other nodes find each other. */
  get bootNode() {
    return `${this.nodes[0].p2p}/p2p/${FIRST_PEER}`;
  }

  /** A new node of a local network, with no keys and an empty database. */
  async join(name, args) {
    const key = ['--chain', this.spec, '--bootnodes', this.bootNode];
    return (await this.#node(name, [...key, ...args])).start().ready();
  }

  /** A running program of the project. */
  run(name, file, args) {
    const daemon = new Daemon(name, program(file), args, this.dir).start();
    this.others.push(daemon);
    return daemon;
  }

  /**
   * A running keeper with the key of the derivation `name`, at node `first`, or at the next if that fails. When it is
   * stopped, it leaves its round to others, unless `options` say otherwise.
   */
  keeper(name, first = 0, options = ['--stop-at-once']) {
    const urls = [...this.nodes.slice(first), ...this.nodes.slice(0, first)].map(({ url }) => url);
    return this.run(name, 'global-table-keeper', [
      '--url',
      urls.join(','),
      '--suri',
      `//${name}`,
      '--metrics-port',
      '0',
      ...options,
    ]);
  }

  async stop() {
    await Promise.all(this.others.map((daemon) => daemon.stop()));
    await Promise.all(this.nodes.map((node) => node.stop()));
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** The ends of all logs, for a test that failed. */
  logs() {
    return [...this.nodes, ...this.others].map((daemon) => daemon.lastLines()).join('\n');
  }
}

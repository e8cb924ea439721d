// Child processes that can be killed at any moment and never outlive the tests.

import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const STOP_MS = 10_000;
const LOG_LINES_SHOWN = 30;

const running = new Set();

process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

/** The path of one of the project's programs, where the scripts have it built. */
export function program(name) {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(process.env.CARGO_TARGET_DIR || join(cache, 'global-table', 'target'), 'debug', name);
}

/** A program with its arguments, which can be started, stopped or killed, and started again. */
export class Daemon {
  constructor(name, file, args, dir) {
    Object.assign(this, { name, file, args, logFile: join(dir, `${name}.log`) });
  }

  start() {
    const log = openSync(this.logFile, 'a');
    const child = spawn(this.file, this.args, { stdio: ['ignore', log, log] });
    closeSync(log);
    running.add(child);
    this.child = child;
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(`could not be started: ${error.message}`));
      child.once('exit', (code, signal) => resolve(signal ?? code));
    }).finally(() => running.delete(child));
    return this;
  }

  get pid() {
    return this.child.pid;
  }

  get runs() {
    return running.has(this.child);
  }

  /** Ends the process as an operator would, and kills it if that takes too long. */
  async stop(signal = 'SIGTERM') {
    if (!this.runs) return;
    this.child.kill(signal);
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    await this.ended;
    clearTimeout(timer);
  }

  /** Ends the process as a crash would. */
  async kill() {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  log() {
    return readFileSync(this.logFile, 'utf8');
  }

  lastLines() {
    return `--- ${this.name}\n${this.log().trimEnd().split('\n').slice(-LOG_LINES_SHOWN).join('\n')}\n`;
  }
}

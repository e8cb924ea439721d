// Waiting for what has no event of its own.

import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 200;

/** What `find` returns or resolves to, once that is something. */
export async function until(what, withinMs, find) {
  for (const since = Date.now(); Date.now() - since < withinMs; await sleep(POLL_MS)) {
    const found = await find();
    if (found !== undefined && found !== null && found !== false) return found;
  }
  throw new Error(`waited ${withinMs} ms in vain for ${what}`);
}

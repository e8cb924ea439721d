// Sessions, and a change of who votes on finality.

import { u8aToHex } from '@polkadot/util';

import { submit } from './chain.js';
import { account } from './players.js';

// In slots. A test that waits for sessions of the real runtime would take half an hour.
const SHORT = 60;

/** Why a test that waits for sessions is left out on this chain; false if it is not. Who names a spec wants it to run. */
export function tooLong(api) {
  const slots = api.consts.babe.epochDuration.toNumber();
  if (slots > SHORT && process.env.GLOBAL_TABLE_SPEC)
    throw new Error(`GLOBAL_TABLE_SPEC names a chain with sessions of ${slots} slots`);
  return slots > SHORT && `sessions of ${slots} slots are too long: scripts/test-sync has short ones`;
}

/** How long a session takes at least, in milliseconds. */
export function sessionMs(api) {
  return api.consts.babe.epochDuration.toNumber() * api.consts.babe.expectedBlockTime.toNumber();
}

/** The number of the set of voters, which goes up whenever the set becomes another one. */
export async function setId(at) {
  return (await at.query.grandpa.currentSetId()).toNumber();
}

/**
 * The validator of `node` takes new session keys, as operators do from time to time. They count from the end of the next
 * session on. The derivation of its account is the node's name with a capital.
 */
export async function rotateKeys(api, node) {
  const owner = account(node.name[0].toUpperCase() + node.name.slice(1));
  const { keys, proof } = await node.call('author_rotateKeysWithOwner', u8aToHex(owner.publicKey));
  await submit(api.tx.session.setKeys(keys, proof), owner);
}

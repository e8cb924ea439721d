// Storage proofs: nodes of a block's state trie on the way from its root, which the header names, to a value.

import { compactFromU8a, hexToU8a, u8aToHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';

const HASH_BYTES = 32;
/** What the first bits of a node say of it; the rest of the byte begins the length of its part of the key. */
const KINDS = [
  { bits: 0b0100_0000, of: 0b1100_0000, value: 'inline' },
  { bits: 0b1000_0000, of: 0b1100_0000, branch: true },
  { bits: 0b1100_0000, of: 0b1100_0000, branch: true, value: 'inline' },
  { bits: 0b0010_0000, of: 0b1110_0000, value: 'hash' },
  { bits: 0b0001_0000, of: 0b1111_0000, branch: true, value: 'hash' },
];

/** Reads the parts of a node one after another. */
class Reader {
  constructor(bytes) {
    Object.assign(this, { bytes, at: 0 });
  }

  take(count) {
    if (this.at + count > this.bytes.length) throw new Error('a node of the proof is cut off');
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  /** Bytes after their length. */
  chunk() {
    const [skip, length] = compactFromU8a(this.bytes.subarray(this.at));
    this.take(skip);
    return this.take(length.toNumber());
  }
}

const nibbles = (bytes) => [...bytes].flatMap((byte) => [byte >> 4, byte & 15]);

function decode(bytes) {
  const reader = new Reader(bytes);
  const [first] = reader.take(1);
  const kind = KINDS.find(({ bits, of }) => (first & of) === bits);
  if (!kind) throw new Error(`a node of the proof begins with ${first}`);
  const longest = 0xff & ~kind.of;
  let length = first & longest;
  // All bits set: more bytes follow, up to one that is not 255.
  for (let more = length === longest ? 255 : 0; more === 255; length += more) [more] = reader.take(1);
  const partial = nibbles(reader.take(Math.ceil(length / 2))).slice(length % 2);
  const bitmap = kind.branch ? new DataView(Uint8Array.from(reader.take(2)).buffer).getUint16(0, true) : 0;
  const value = kind.value && (kind.value === 'hash' ? reader.take(HASH_BYTES) : reader.chunk());
  const children = Array.from({ length: 16 }, (_, index) => (bitmap >> index) & 1 && reader.chunk());
  return { partial, value, hashed: kind.value === 'hash', children };
}

/**
 * The value of `key` in the state with this root, as hex, or null if the state has none. Throws if the nodes don't
 * show it. Nothing is believed but the root: each node is found by its hash.
 */
export function proven(nodes, root, key) {
  const byHash = new Map(nodes.map((node) => [blake2AsHex(hexToU8a(node)), hexToU8a(node)]));
  const find = (hash) => {
    if (!byHash.has(hash)) throw new Error(`the proof lacks what has the hash ${hash}`);
    return byHash.get(hash);
  };
  let path = nibbles(hexToU8a(key));
  for (let bytes = find(root); ; ) {
    const { partial, value, hashed, children } = decode(bytes);
    if (partial.some((nibble, index) => nibble !== path[index])) return null;
    path = path.slice(partial.length);
    if (path.length === 0) return value ? u8aToHex(hashed ? find(u8aToHex(value)) : value) : null;
    const child = children[path.shift()];
    if (!child) return null;
    bytes = child.length === HASH_BYTES ? find(u8aToHex(child)) : child;
  }
}

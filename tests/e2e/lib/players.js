// Accounts and signed slips.

import { Keyring } from '@polkadot/api';
import { bnToU8a, compactToU8a, u8aConcat, u8aWrapBytes } from '@polkadot/util';

const keyring = new Keyring({ type: 'sr25519' });

/** One GTT. */
export const UNIT = 10n ** 12n;

export const account = (name, type = 'sr25519') => keyring.createFromUri(`//${name}`, {}, type);

/** What a player signs for a relayed slip, byte for byte. */
function slipPayload(api, { game, round, slip, bets, fee }) {
  return u8aConcat(
    api.genesisHash.toU8a(),
    [game === 'Roulette' ? 0 : 1],
    bnToU8a(round, { bitLength: 32, isLe: true }),
    compactToU8a(slip),
    compactToU8a(bets.length),
    ...bets.flatMap(({ spot, amount }) => [[spot], compactToU8a(amount)]),
    compactToU8a(fee),
  );
}

/** A slip with its player's signature; `wrapped` as browser wallets sign raw bytes. */
export function signSlip(api, player, { slip, bets, fee = 0n, ...where }, { wrapped = false } = {}) {
  const payload = slipPayload(api, { slip, bets, fee, ...where });
  const signature = player.sign(wrapped ? u8aWrapBytes(payload) : payload, { withType: true });
  return { player: player.address, slip, bets, fee, signature };
}

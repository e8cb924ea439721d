// Accounts and signed slips.

import { Keyring } from '@polkadot/api';
import { bnToU8a, compactToU8a, stringToU8a, u8aConcat, u8aWrapBytes } from '@polkadot/util';

const keyring = new Keyring({ type: 'sr25519' });

/** One GTT. */
export const UNIT = 10n ** 12n;

export const account = (name, type = 'sr25519') => keyring.createFromUri(`//${name}`, {}, type);

/** All games, in the order of their codec indices. */
export const GAMES = ['Roulette', 'Craps', 'AmericanRoulette', 'SicBo', 'Baccarat', 'Blackjack'];

/** What a player signs for a relayed slip, byte for byte; one that takes bets down begins with its domain. */
function slipPayload(api, { game, round, slip, bets, fee }, domain = '') {
  return u8aConcat(
    stringToU8a(domain),
    api.genesisHash.toU8a(),
    [GAMES.indexOf(game)],
    bnToU8a(round, { bitLength: 32, isLe: true }),
    compactToU8a(slip),
    compactToU8a(bets.length),
    ...bets.flatMap(({ spot, amount }) => [[spot], compactToU8a(amount)]),
    compactToU8a(fee),
  );
}

/** What a signature begins with that takes bets down. */
export const TAKE_DOWN = 'global-table/take-down/v1';

/** A slip with its player's signature; `wrapped` as browser wallets sign raw bytes. */
export function signSlip(api, player, { slip, bets, fee = 0n, ...where }, { wrapped = false, domain } = {}) {
  const payload = slipPayload(api, { slip, bets, fee, ...where }, domain);
  const signature = player.sign(wrapped ? u8aWrapBytes(payload) : payload, { withType: true });
  return { player: player.address, slip, bets, fee, signature };
}

// Bets that are up are taken down, by the player and through a relayer.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { connect, FinalisedChain, matches, submit, submitAll } from './lib/chain.js';
import { onSpots, readLayout } from './lib/layout.js';
import { Network } from './lib/network.js';
import { account, signSlip, TAKE_DOWN, UNIT } from './lib/players.js';

const ROUND_MS = 60_000;
const GAME = 'Craps';
/** At least four of them stay up after any roll but a 7. */
const PLACED = Object.fromEntries([4, 5, 6, 8, 9, 10].map((number) => [`place_${number}`, 2n * UNIT]));
const ROLLS = 12;
const [bob, charlie, eve] = ['Bob', 'Charlie', 'Eve'].map((name) => account(name));

describe('taking bets down', { timeout: 6 * ROUND_MS }, () => {
  let network, api, chain, layout;
  let slip = 0;
  const nextSlip = () => (slip += 1);

  before(async () => {
    network = await Network.dev();
    network.keeper('Keeper1');
    api = await connect(network.url);
    chain = await FinalisedChain.follow(api);
    layout = await readLayout(api, GAME);
  });

  after(async () => {
    await api?.disconnect();
    await network?.stop();
  });

  const takeDown = (round, bets) => api.tx.globalTable.takeDown(GAME, round, nextSlip(), bets);
  const up = async (player) =>
    (await api.call.globalTableApi.bets(GAME, player.address)).unwrapOr({ up: [] }).up;

  /** Places bets until a roll leaves some of both players' up. Returns the round after it. */
  async function withBetsUp() {
    for (let roll = 0; roll < ROLLS; roll += 1) {
      const round = await chain.nextRound(GAME, ROUND_MS);
      const bets = onSpots(layout, PLACED);
      const slips = [bob, charlie].map((player) =>
        submit(api.tx.globalTable.submitBets(GAME, round, nextSlip(), bets), player),
      );
      await Promise.all(slips);
      await chain.event('RoundFinalised', { game: GAME, round }, ROUND_MS);
      if ((await up(bob)).length > 0) return chain.nextRound(GAME, ROUND_MS);
    }
    throw new Error(`a 7 in each of ${ROLLS} rolls`);
  }

  it('gives back what is up, and refuses what is not', async () => {
    const round = await withBetsUp();
    const [{ spot, amount }] = await up(bob);
    const receipts = await submitAll(
      api,
      [
        takeDown(round, [{ spot, amount: amount.toBigInt() + 1n }]),
        takeDown(round, onSpots(layout, { field: UNIT })),
        takeDown(round + 1, [{ spot, amount }]),
        takeDown(round, [{ spot, amount: UNIT }]),
      ],
      bob,
    );
    const [tooMuch, never, early, taken] = receipts.map(({ events }) =>
      events.find(({ name }) => name === 'BetRejected' || name === 'BetTakenDown'),
    );
    for (const { fields } of [tooMuch, never]) assert.equal(fields.reason.asNotPermitted.type, 'NotUp');
    assert.equal(early.fields.reason.type, 'WrongRound');
    assert.ok(matches(taken, 'BetTakenDown', { game: GAME, round, player: bob.address }));
    assert.equal(taken.fields.returned.toBigInt(), UNIT);
    const left = (await up(bob)).find((bet) => bet.spot.eq(spot));
    assert.equal(left?.amount.toBigInt() ?? 0n, amount.toBigInt() - UNIT);
    await chain.event('RoundFinalised', { game: GAME, round }, ROUND_MS);
  });

  it('takes them down through a relayer, but not by the signature of a bet', async () => {
    const round = await withBetsUp();
    const bets = (await up(charlie)).map(({ spot, amount }) => ({ spot: spot.toNumber(), amount }));
    const terms = { game: GAME, round, slip: nextSlip(), bets, fee: UNIT / 100n };
    const slips = [
      signSlip(api, charlie, terms),
      signSlip(api, charlie, terms, { domain: TAKE_DOWN }),
      signSlip(api, charlie, terms, { domain: TAKE_DOWN }),
    ];
    const { events } = await submit(api.tx.globalTable.relayTakeDowns(GAME, round, slips), eve);
    const [asBet, taken, again] = events.filter(({ name }) => ['BetRejected', 'BetTakenDown'].includes(name));
    assert.equal(asBet.fields.reason.type, 'BadSignature');
    assert.equal(taken.name, 'BetTakenDown');
    assert.equal(
      taken.fields.returned.toBigInt(),
      bets.reduce((sum, { amount }) => sum + amount.toBigInt(), 0n),
    );
    assert.equal(taken.fields.fee.toBigInt(), terms.fee);
    assert.equal(again.fields.reason.type, 'DuplicateSlip');
    assert.equal((await up(charlie)).length, 0);
  });
});

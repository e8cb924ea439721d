// A dapp developer's view: one development node, one keeper, and the public RPC.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { connect, FinalisedChain, free, matches, palletAccount, submit, submitAll } from './lib/chain.js';
import { onSpots, payout, readLayout } from './lib/layout.js';
import { Network } from './lib/network.js';
import { account, GAMES as ALL_GAMES, signSlip, UNIT } from './lib/players.js';

const ROUND_MS = 60_000;
// Alice writes the blocks of a development chain and gets their fees, so she does not play.
const [bob, charlie, dave, eve] = ['Bob', 'Charlie', 'Dave', 'Eve'].map((name) => account(name));
const [grace, heidi] = [account('Grace', 'ed25519'), account('Heidi', 'ecdsa')];
const PLAYERS = [bob, charlie, dave, eve, grace, heidi];

/** Amounts that no pay divides evenly, so that rounding shows. */
const BETS = {
  Roulette: [
    [bob, { red: UNIT + 1n, straight_17: UNIT }],
    [charlie, { black: 3n * UNIT + 7n, even: UNIT, low: 2n * UNIT }],
    [dave, { odd: UNIT, high: 5n * UNIT + 3n, straight_0: UNIT }],
  ],
  Craps: [
    [bob, { field: UNIT + 1n }],
    [charlie, { any_seven: 2n * UNIT + 5n, any_craps: UNIT }],
    [dave, { yo_11: UNIT, field: 3n * UNIT }],
  ],
};
const GAMES = Object.keys(BETS);

describe('a dapp at the public RPC', { timeout: 8 * ROUND_MS }, () => {
  let network, api, chain, layouts, slip;

  const bet = (game, round, number, bets) =>
    api.tx.globalTable.submitBets(game, round, number, onSpots(layouts[game], bets));
  /** Eve sends `[reason, slip]`s at once, and each is refused for its reason, or taken without one. */
  async function refusals(slips) {
    const receipts = await submitAll(
      api,
      slips.map(([, tx]) => tx),
      eve,
    );
    for (const [index, [reason]] of slips.entries()) {
      const rejected = receipts[index].events.find((event) =>
        matches(event, 'BetRejected', { player: eve.address }),
      );
      assert.equal(rejected?.fields.reason.type, reason);
    }
  }
  const nextSlip = () => (slip += 1);

  before(async () => {
    network = await Network.dev();
    network.keeper('Keeper1');
    api = await connect(network.url);
    chain = await FinalisedChain.follow(api);
    layouts = Object.fromEntries(
      await Promise.all(GAMES.map(async (game) => [game, await readLayout(api, game)])),
    );
    slip = 0;
  });

  after(async () => {
    await api?.disconnect();
    await network?.stop();
  });

  it('reads the tables with their rounds and layouts', async () => {
    const tables = await api.call.globalTableApi.tables();
    assert.deepEqual(tables.map(({ game }) => game.type).sort(), [...ALL_GAMES].sort());
    assert.equal(layouts.Roulette.size, 157);
    assert.deepEqual(layouts.Roulette.get('straight_17').pays, { win: [35n, 1n] });
    for (const game of GAMES) {
      const round = await chain.bettingRound(game);
      const view = (await api.call.globalTableApi.round(game, round)).unwrap();
      const opened = await chain.event('RoundOpened', { game, round });
      assert.equal(view.bettingEndsAt.toNumber(), opened.fields.bettingEndsAt.toNumber());
      assert.equal(view.commitment.toHex(), opened.fields.commitment.toHex());
    }
  });

  for (const game of GAMES) {
    it(`bets at ${game}: pending, in a block, final, and paid what the layout says`, async () => {
      const round = await chain.bettingRound(game);
      const number = nextSlip();
      const receipts = await Promise.all(
        BETS[game].map(([player, bets]) => submit(bet(game, round, number, bets), player)),
      );

      for (const [index, [{ address: player }, bets]] of BETS[game].entries()) {
        const { statuses, events } = receipts[index];
        for (const status of ['Ready', 'InBlock', 'Finalized'])
          assert.ok(statuses.includes(status), `${statuses}`);
        const accepted = events.find((event) =>
          matches(event, 'BetAccepted', { game, round, player, slip: number }),
        );
        assert.ok(accepted, 'the receipt has the acceptance');
        const staked = Object.values(bets).reduce((sum, amount) => sum + amount, 0n);
        assert.equal(accepted.fields.staked.toBigInt(), staked);
      }

      await chain.event('RoundFinalised', { game, round }, ROUND_MS);
      const { outcome } = (await chain.event('Outcome', { game, round })).fields;
      const paid = new Map(
        chain
          .events('Settled', { game, round })
          .flatMap(({ fields }) =>
            fields.payouts.map(([player, back]) => [player.toString(), back.toBigInt()]),
          ),
      );
      for (const [{ address }, bets] of BETS[game]) {
        assert.equal(
          paid.get(address),
          payout(layouts[game], bets, outcome),
          `${outcome} ${Object.keys(bets)}`,
        );
      }
    });
  }

  it('shows why a slip is refused, and takes the fee only', async () => {
    const { limits } = (await api.call.globalTableApi.table('Roulette')).unwrap().config;
    const round = await chain.nextRound('Roulette');
    const [taken, others] = [nextSlip(), nextSlip()];
    await refusals([
      [undefined, bet('Roulette', round, taken, { red: UNIT })],
      ['DuplicateSlip', bet('Roulette', round, taken, { red: UNIT })],
      ['EmptySlip', bet('Roulette', round, others, {})],
      ['BelowMinimum', bet('Roulette', round, others, { red: 1n })],
      ['AboveMaximum', bet('Roulette', round, others, { red: limits.maxBet.toBigInt() + 1n })],
      ['WrongRound', bet('Roulette', round + 1, others, { red: UNIT })],
      [
        'NotPermitted',
        api.tx.globalTable.submitBets('Roulette', round, others, [{ spot: 200, amount: UNIT }]),
      ],
    ]);
    const craps = await chain.bettingRound('Craps');
    await refusals([['NotPermitted', bet('Craps', craps, others, { pass_odds_4: UNIT })]]);
  });

  it('refuses a slip that comes after the end of betting', async () => {
    const round = await chain.nextRound('Roulette');
    const opened = await chain.event('RoundOpened', { game: 'Roulette', round });
    const endsAt = opened.fields.bettingEndsAt.toNumber();
    await chain.until('the end of betting', ROUND_MS, ({ head }) => head.now >= endsAt);
    const { events } = await submit(bet('Roulette', round, nextSlip(), { red: UNIT }), eve);
    assert.ok(events.some((event) => matches(event, 'BetRejected', { round, reason: 'BettingClosed' })));
  });

  it('relays slips with signatures of every kind, each taken or refused by itself', async () => {
    const transfers = [grace, heidi].map(({ address }) =>
      api.tx.balances.transferKeepAlive(address, 100n * UNIT),
    );
    await submitAll(api, transfers, dave);

    const game = 'Roulette';
    const round = await chain.nextRound(game);
    const bets = onSpots(layouts[game], { red: UNIT, black: UNIT });
    const terms = { game, round, slip: nextSlip(), bets, fee: UNIT / 100n };
    const good = [bob, grace, heidi].map((player) => signSlip(api, player, terms));
    const wrapped = signSlip(api, charlie, terms, { wrapped: true });
    const forged = { ...signSlip(api, dave, terms), fee: UNIT };
    const relay = (where, number, slips) => api.tx.globalTable.relayBets(where, number, slips);

    const sent = await submit(relay(game, round, [good[0], forged, good[1], good[2], wrapped]), eve);
    for (const { player } of [...good, wrapped]) {
      const accepted = sent.events.find((event) =>
        matches(event, 'BetAccepted', { round, player, slip: terms.slip }),
      );
      assert.equal(accepted?.fields.fee.toBigInt(), terms.fee, player);
    }
    assert.ok(
      sent.events.some((event) =>
        matches(event, 'BetRejected', { round, player: dave.address, reason: 'BadSignature' }),
      ),
    );

    const again = await submit(relay(game, round, [good[0]]), eve);
    assert.ok(
      again.events.some((event) => matches(event, 'BetRejected', { round, reason: 'DuplicateSlip' })),
    );

    const craps = await chain.bettingRound('Craps');
    const elsewhere = await submit(relay('Craps', craps, [good[0]]), eve);
    assert.ok(
      elsewhere.events.some((event) =>
        matches(event, 'BetRejected', { game: 'Craps', reason: 'BadSignature' }),
      ),
    );

    const later = await chain.nextRound(game);
    const replayed = await submit(relay(game, later, [good[0]]), eve);
    assert.ok(
      replayed.events.some((event) =>
        matches(event, 'BetRejected', { round: later, reason: 'BadSignature' }),
      ),
    );
    await chain.event('RoundFinalised', { game, round }, ROUND_MS);
  });

  it('finds the books balanced to the unit at every block', async () => {
    const bankroll = palletAccount(api, api.consts.bankroll.palletId);
    const watched = [bankroll, ...PLAYERS.map(({ address }) => address)];
    const balances = (block) => Promise.all(watched.map((address) => free(block.at, address)));
    let last = await balances(chain.blocks[0]);
    for (const block of [...chain.blocks].slice(1)) {
      const change = movements(block, bankroll);
      const now = await balances(block);
      for (const [index, address] of watched.entries()) {
        assert.equal(
          now[index] - last[index],
          change.get(address) ?? 0n,
          `${address} at block ${block.number}`,
        );
      }
      last = now;
    }
  });
});

/** What the events of a block say that it moved, by account. */
function movements({ events }, bankroll) {
  const change = new Map();
  const add = (who, amount) => change.set(`${who}`, (change.get(`${who}`) ?? 0n) + amount);
  const relayer = (event) =>
    events.find((paid) => paid.name === 'TransactionFeePaid' && paid.extrinsic === event.extrinsic).fields
      .who;
  for (const event of events) {
    const { name, fields } = event;
    if (name === 'BetAccepted') {
      const [staked, fee] = [fields.staked.toBigInt(), fields.fee.toBigInt()];
      add(fields.player, -staked - fee);
      add(bankroll, staked);
      add(relayer(event), fee);
    } else if (name === 'Settled') {
      for (const [player, back] of fields.payouts) {
        add(player, back.toBigInt());
        add(bankroll, -back.toBigInt());
      }
    } else if (name === 'TransactionFeePaid') {
      add(fields.who, -fields.actualFee.toBigInt());
    } else if (
      name === 'Transfer' &&
      event.pallet === 'balances' &&
      events.every((other) => other.extrinsic !== event.extrinsic || other.pallet !== 'globalTable')
    ) {
      add(fields.from, -fields.amount.toBigInt());
      add(fields.to, fields.amount.toBigInt());
    }
  }
  return change;
}

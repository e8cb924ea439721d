// The command-line tool, as players and operators use it: exit codes, and the lines for programs.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, it } from 'node:test';

import { Network } from './lib/network.js';
import { UNIT } from './lib/players.js';
import { program } from './lib/process.js';

const MINUTE_MS = 60_000;
const SLOT_MS = 1_000;
/** Ends of `gt`, by its exit code. */
const [DONE, REFUSED, USAGE, UNREACHABLE] = [0, 1, 2, 3];
/** A player who has nothing at first. */
const PLAYER = '//Gt//Player';

describe('gt', { timeout: 8 * MINUTE_MS }, () => {
  let network;

  before(async () => {
    network = await Network.dev();
    network.keeper('Keeper1');
  });

  after(() => network?.stop());

  /** Runs `gt --json`: its exit code, what it said to people, and its lines. */
  const gt = (...args) =>
    new Promise((resolve) => {
      const all = ['--url', network.url, '--json', ...args];
      execFile(program('gt'), all, { timeout: 3 * MINUTE_MS }, (error, stdout, stderr) => {
        const lines = stdout.split('\n').filter(Boolean).map(JSON.parse);
        resolve({ code: error ? error.code : DONE, lines, last: lines.at(-1), stderr });
      });
    });

  const free = async (who) => BigInt((await gt('balance', who)).last.free);

  it('says where money is to an account that has none, and transfers some', async () => {
    assert.equal(await free(PLAYER), 0n);
    const poor = await gt('transfer', '//Bob', '1', '--suri', PLAYER);
    assert.equal(poor.code, REFUSED);
    assert.equal(poor.last.status, 'refused');
    assert.match(poor.last.message, /not enough money.*gt transfer .* --suri \/\/Alice/);

    const given = await gt('transfer', PLAYER, '100', '--suri', '//Alice');
    assert.equal(given.code, DONE, given.stderr);
    assert.deepEqual(
      given.lines.map(({ status }) => status).filter((status) => ['pending', 'final'].includes(status)),
      ['pending', 'final'],
    );
    assert.equal(await free(PLAYER), 100n * UNIT);

    const tooMuch = await gt('transfer', '//Bob', '1000', '--suri', PLAYER);
    assert.equal(tooMuch.code, REFUSED);
    assert.match(tooMuch.last.message, /not enough money/);
  });

  it('says what is wrong with an address', async () => {
    const { code, last } = await gt('balance', 'Alice');
    assert.deepEqual([code, last.status], [USAGE, 'usage']);
    assert.match(last.message, /`Alice` is no address/);
  });

  it('waits for a round, and tells what it brought the account', async () => {
    const before = await free(PLAYER);
    const { code, last, stderr } = await gt('bet', 'roulette', 'red=2', 'black=1', '--wait', '--suri', PLAYER);
    assert.equal(code, DONE, stderr);
    assert.equal(last.status, 'closed');
    assert.equal(last.voided, false);
    assert.equal(BigInt(last.staked), 3n * UNIT);
    assert.ok([0n, 2n * UNIT, 4n * UNIT].includes(BigInt(last.returned)), last.returned);
    assert.equal(BigInt(last.up), 0n);
    // What is missing besides is the transaction's fee.
    const fee = before - BigInt(last.staked) + BigInt(last.returned) - (await free(PLAYER));
    assert.ok(fee > 0n && fee < UNIT, fee);
  });

  it('takes a slip that comes too late to the next round, once', async () => {
    /** Waits for the last block in which roulette takes slips: one that is sent then is in the next block. */
    const lastBlockOfBetting = async () => {
      for (;;) {
        const { phase, phase_left_ms } = (await gt('tables')).lines.find(({ game }) => game === 'roulette');
        if (phase === 'betting' && phase_left_ms > 0 && phase_left_ms <= SLOT_MS) return;
      }
    };
    let late, bet;
    // On a busy machine the next block may be there before the slip is sent, which then waits.
    while (late === undefined) {
      await lastBlockOfBetting();
      bet = await gt('bet', 'roulette', 'red=1', '--wait', '--suri', PLAYER);
      assert.equal(bet.code, DONE, bet.stderr);
      late = bet.lines.findLast(({ status }) => status === 'late');
    }
    assert.equal(bet.last.status, 'closed');
    assert.ok(bet.last.round > late.round);
    assert.equal(bet.last.slip, late.slip);
    assert.equal(bet.lines.filter(({ status }) => status === 'final').length, 1);
    assert.equal(BigInt(bet.last.staked), UNIT);
  });

  it('names the spot for which a slip is refused, before and after it is sent', async () => {
    const bet = (...bets) => gt('bet', 'craps', ...bets, '--wait', '--suri', PLAYER);
    const never = await bet('field=1', 'come_6=1');
    assert.equal(never.code, REFUSED);
    assert.deepEqual([never.last.status, never.last.spot], ['refused', 'come_6']);
    assert.match(never.last.message, /come_6 never takes chips.*nothing was sent/);
    assert.ok(!never.lines.some(({ status }) => status === 'pending'));

    const odds = await bet('field=1', 'come_odds_6=1');
    assert.equal(odds.code, REFUSED);
    assert.deepEqual([odds.last.spot, odds.last.reason], ['come_odds_6', 'NoFlatBet']);
    assert.ok(odds.last.block > 0 && odds.lines.some(({ status }) => status === 'pending'));

    const down = await gt('take-down', 'craps', 'place_6=1', '--wait', '--suri', PLAYER);
    assert.equal(down.code, REFUSED);
    assert.deepEqual([down.last.spot, down.last.reason], ['place_6', 'NotUp']);
  });

  it('says how long phases last', async () => {
    const { lines } = await gt('tables');
    assert.ok(lines.length > 1);
    for (const { phase, phase_left_ms } of lines) {
      if (['betting', 'locked', 'closed'].includes(phase))
        assert.ok(phase_left_ms >= 0 && phase_left_ms <= MINUTE_MS, `${phase}: ${phase_left_ms}`);
      else assert.equal(phase_left_ms, null, phase);
    }
  });

  it('takes an account into the validators and out again', async () => {
    const account = async (who) => (await gt('balance', who)).last.account;
    const [dave, listed] = [await account('//Dave'), async () => (await gt('validators')).lines];
    const act = (...args) => gt('validator', ...args, '--suri', '//Dave');
    const bond = (await listed())[0].bond;
    const inGtt = String(BigInt(bond) / UNIT);

    const keyless = await act('join', '--bond', inGtt);
    assert.equal(keyless.code, REFUSED);
    assert.match(keyless.last.message, /NoKeys.*gt validator rotate-keys/);

    const { last: keys } = await act('rotate-keys');
    assert.equal(keys.account, dave);
    const withKeys = ['--bond', inGtt, '--keys', keys.keys, '--proof', keys.proof];
    const stranger = await gt('validator', 'join', ...withKeys, '--suri', '//Eve');
    assert.match(stranger.last.message, /InvalidProof/);
    const joined = await act('join', ...withKeys);
    assert.equal(joined.code, DONE, joined.stderr);
    assert.equal((await act('bond-more', '1')).code, DONE);

    const entry = (await listed()).find(({ account }) => account === dave);
    assert.equal(BigInt(entry.bond), BigInt(bond) + UNIT);
    assert.equal(entry.in_set, false);
    for (const early of ['release', 'withdraw-bond'])
      assert.equal((await act(early)).last.status, 'refused', early);

    const held = await free('//Dave');
    assert.equal((await act('leave')).code, DONE);
    const leaving = (await listed()).find(({ account }) => account === dave);
    assert.notEqual(leaving.leaving_since, null);
    const back = await act('withdraw-bond');
    // A session that starts meanwhile gives it a place, for which it answers for a while.
    if (leaving.in_next_set) {
      assert.match(back.last.message, /StillMember/);
      return;
    }
    assert.equal(back.code, DONE, back.stderr);
    assert.ok(!(await listed()).some(({ account }) => account === dave));
    // The deposit for the keys comes back, too.
    const fee = held + BigInt(entry.bond) + UNIT - (await free('//Dave'));
    assert.ok(fee > 0n && fee < UNIT, fee);
  });

  it('takes an account into the rota of keepers and out again', async () => {
    const account = (await gt('balance', '//Bots')).last.account;
    const listed = async () => (await gt('keepers')).lines;
    const act = (...args) => gt('keeper', ...args, '--suri', '//Bots');
    const bond = BigInt((await listed())[0].bond);

    const poor = await act('join', '--bond', '1');
    assert.equal(poor.code, REFUSED);
    assert.match(poor.last.message, /BelowMinimum.*gt keepers/);
    const joined = await act('join', '--bond', String(bond / UNIT));
    assert.equal(joined.code, DONE, joined.stderr);
    assert.equal((await act('leave')).code, DONE);

    const entry = (await listed()).find((keeper) => keeper.account === account);
    assert.deepEqual([BigInt(entry.bond), entry.in_rota], [bond, false]);
    assert.ok(entry.bond_free_at_ms > Date.now());
    assert.match((await act('withdraw-bond')).last.message, /TooEarly/);
  });

  it('ends, and says why, when its node is gone', async () => {
    const watch = gt('watch', 'craps', '--patience', '5');
    // It has connected once it has told of a block, and every round tells some within its minute.
    const rounds = await gt('watch', 'craps', '--rounds', '1');
    assert.equal(rounds.code, DONE);
    await network.nodes[0].kill();
    const { code, last, stderr } = await watch;
    assert.equal(code, UNREACHABLE);
    assert.equal(last.status, 'unreachable');
    assert.match(stderr, /no node answers; reconnecting, for up to 5 s/);
    assert.match(stderr, /no node has answered for \d+ s/);
  });
});

// What bets pay, worked out as a player would: from the layout that the chain publishes and the outcome alone.

const RED = new Set([1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36]);

/** The spots of a game by name: `{ id, placeable, pays: { on: [win, per] } }`. */
export async function readLayout(api, game) {
  const spots = await api.call.globalTableApi.layout(game);
  return new Map(
    spots.map((spot) => [
      spot.name.toString(),
      {
        id: spot.spot.toNumber(),
        placeable: spot.placeable.isTrue,
        pays: Object.fromEntries(
          spot.pays.map(({ on, win, per }) => [on.toString(), [win.toBigInt(), per.toBigInt()]]),
        ),
      },
    ]),
  );
}

const ROULETTE = {
  red: (pocket) => RED.has(pocket),
  black: (pocket) => pocket > 0 && !RED.has(pocket),
  odd: (pocket) => pocket % 2 === 1,
  even: (pocket) => pocket > 0 && pocket % 2 === 0,
  low: (pocket) => pocket >= 1 && pocket <= 18,
  high: (pocket) => pocket >= 19,
};

/** The prize of a one-roll craps bet: the key in its `pays`, or nothing. */
const CRAPS = {
  field: (total, pays) => Object.keys(pays).find((on) => on.split(', ').includes(String(total))),
  any_seven: (total) => total === 7 && 'win',
  any_craps: (total) => [2, 3, 12].includes(total) && 'win',
  yo_11: (total) => total === 11 && 'win',
};

function prizeOf(name, pays, outcome) {
  if (outcome.isRoulette) {
    const pocket = outcome.asRoulette.toNumber();
    const [, straight] = name.match(/^straight_(\d+)$/) ?? [];
    return (straight ? pocket === Number(straight) : ROULETTE[name](pocket)) && 'win';
  }
  const [first, second] = outcome.asCraps.toU8a();
  return CRAPS[name](first + second, pays);
}

/** What `bets` (`{ spot name: amount }`, all of them resolved by one outcome) give back. */
export function payout(layout, bets, outcome) {
  return Object.entries(bets).reduce((sum, [name, amount]) => {
    const prize = prizeOf(name, layout.get(name).pays, outcome);
    if (!prize) return sum;
    const [win, per] = layout.get(name).pays[prize];
    return sum + amount + (amount * win) / per;
  }, 0n);
}

/** The bets as the chain takes them. */
export function onSpots(layout, bets) {
  return Object.entries(bets).map(([name, amount]) => ({ spot: layout.get(name).id, amount }));
}

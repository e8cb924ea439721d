"""Craps: two dice, one shooter and one puck for everybody. A round is a roll, and every bet works on every roll."""

from itertools import combinations_with_replacement
from typing import NamedTuple, Optional

POINTS = (4, 5, 6, 8, 9, 10)
SMALL = frozenset({2, 3, 4, 5, 6})
TALL = frozenset({8, 9, 10, 11, 12})
# How often a repeater's total must be rolled before a 7.
REPEATS = {2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 8: 6, 9: 5, 10: 4, 11: 3, 12: 2}
PAIRS = tuple(combinations_with_replacement(range(1, 7), 2))
# The pairs that complete a number of the hot roller.
HOT = {number: frozenset(pair for pair in PAIRS if sum(pair) == number) for number in POINTS}
HOT_PAIRS = frozenset().union(*HOT.values())
MOST_WINS = 11
STAY = "stay"


class State(NamedTuple):
    """What is common to all players. Everything but the puck is a count."""

    point: Optional[int] = None
    # Since the last 7 of any kind: the totals, the doubles by their face, the pairs, and how often each total of REPEATS
    # came up, as far as that matters.
    totals: frozenset = frozenset()
    doubles: frozenset = frozenset()
    pairs: frozenset = frozenset()
    repeats: tuple = (0,) * len(REPEATS)
    # Since the last seven-out: the points made, how often the pass line won, and whether there was a roll at all.
    fire: frozenset = frozenset()
    wins: int = 0
    rolled: bool = False
    # The face of the hardway that the roll before showed.
    hardway: Optional[int] = None


def line_wins(point, total):
    return total == point or (point is None and total in (7, 11))


def seven_out(point, total):
    return point is not None and total == 7


def after(state, dice):
    total = sum(dice)
    low, high = sorted(dice)
    hardway = low if low == high and total in (4, 6, 8, 10) else None
    if state.point is None:
        point = total if total in POINTS else None
    else:
        point = None if total in (7, state.point) else state.point
    if seven_out(state.point, total):
        return State()
    fire = state.fire | {total} if total == state.point else state.fire
    wins = min(MOST_WINS, state.wins + line_wins(state.point, total))
    if total == 7:
        return State(fire=fire, wins=wins, rolled=True)
    repeats = tuple(
        min(most, count + (total == number)) for (number, most), count in zip(REPEATS.items(), state.repeats)
    )
    return State(
        point,
        state.totals | {total},
        state.doubles | {low} if low == high else state.doubles,
        state.pairs | {(low, high)},
        repeats,
        fire,
        wins,
        True,
        hardway,
    )


def before(total, good, bad):
    return "win" if total == good else "lose" if total == bad else STAY


def come_out(total, travels_to):
    if total in (7, 11):
        return "win"
    return "lose" if total in (2, 3, 12) else travels_to


def dont_come_out(total, travels_to):
    if total in (2, 3):
        return "win"
    return "push" if total == 12 else "lose" if total in (7, 11) else travels_to


def line(spot, state, total):
    if spot == "pass":
        return before(total, state.point, 7) if state.point else come_out(total, STAY)
    if spot == "dont_pass":
        return before(total, 7, state.point) if state.point else dont_come_out(total, STAY)
    if spot == "come":
        return come_out(total, f"> come_{total}")
    return dont_come_out(total, f"> dont_come_{total}")


def number(spot, total, dice):
    """Bets that wait for a number or 7."""
    kind, _, wanted = spot.rpartition("_")
    wanted = int(wanted)
    if kind == "hard":
        if total == wanted:
            return "win" if dice[0] == dice[1] else "lose"
        return "lose" if total == 7 else STAY
    if kind in ("dont_come", "dont_pass_odds", "dont_come_odds", "place_lose", "lay", "no"):
        return before(total, 7, wanted)
    if kind not in ("come", "pass_odds", "come_odds", "place", "buy", "big", "yes"):
        raise ValueError(f"no rule for {spot}")
    return before(total, wanted, 7)


ONE_ROLL = {
    "field": {2: "2", 12: "12"} | dict.fromkeys((3, 4, 9, 10, 11), "3, 4, 9, 10, 11"),
    "any_seven": {7: "win"},
    "any_craps": dict.fromkeys((2, 3, 12), "win"),
    "aces_2": {2: "win"},
    "twelve": {12: "win"},
    "ace_deuce_3": {3: "win"},
    "yo_11": {11: "win"},
    "hi_lo": dict.fromkeys((2, 12), "win"),
    "horn": dict.fromkeys((2, 12), "2 or 12") | dict.fromkeys((3, 11), "3 or 11"),
    "world": dict.fromkeys((2, 12), "2 or 12") | dict.fromkeys((3, 11), "3 or 11") | {7: "push"},
    "c_and_e": dict.fromkeys((2, 3, 12), "2, 3 or 12") | {11: "11"},
}


def one_roll(spot, total, dice):
    if spot.startswith("hop_"):
        return "win" if spot == "hop_{}_{}".format(*sorted(dice)) else "lose"
    if spot.startswith("next_"):
        return "win" if total == int(spot[5:]) else "lose"
    return ONE_ROLL[spot].get(total, "lose")


# A bet is taken only at the start of its count and leaves at the end, so nobody has one when the count stands at its end
# already. The words are then read as if the bet were still there.
def all_before_7(wanted, seen, total):
    if total == 7:
        return "lose"
    return "win" if wanted <= seen | {total} else STAY


def by_count(has, most, ends, named):
    """Settles at its end, or at once when the count reaches the most."""
    return named(has) if ends or has == most else STAY


def completed(pairs):
    return sum(needed <= pairs for needed in HOT.values())


def hot_roller(state, total, pair):
    has = completed(state.pairs | {pair})
    return by_count(has, 6, total == 7, lambda count: f"{count} numbers" if count >= 2 else "lose")


def different_doubles(state, total, pair):
    has = len(state.doubles | {pair[0]} if pair[0] == pair[1] else state.doubles)
    return by_count(has, 6, total == 7, lambda count: f"{count} doubles" if count >= 3 else "lose")


def fire(state, total):
    has = len(state.fire | {total} if total == state.point else state.fire)
    return by_count(has, 6, seven_out(state.point, total), lambda count: f"{count} points" if count >= 4 else "lose")


def ride_the_line(state, total):
    def named(wins):
        return "lose" if wins < 3 else "push" if wins == 3 else f"{wins} wins"

    has = min(MOST_WINS, state.wins + line_wins(state.point, total))
    return by_count(has, MOST_WINS, seven_out(state.point, total), named)


def muggsy(state, total):
    if state.point is not None:
        return "point then 7" if total == 7 else "lose"
    if total == 7:
        return "come-out 7"
    return STAY if total in POINTS else "lose"


def repeater(wanted, count, total):
    if total == 7:
        return "lose"
    return "win" if total == wanted and count + 1 >= REPEATS[wanted] else STAY


def twice_hard(state, total, pair):
    if total == 7:
        return "lose"
    return "win" if pair[0] == pair[1] == state.hardway else STAY


class Craps:
    START = State()
    after = staticmethod(after)
    spots = (
        ["pass", "dont_pass", "come", "dont_come", "big_6", "big_8", "small", "tall", "all", "fire", "hot_roller"]
        + ["different_doubles", "muggsy", "ride_the_line", "twice_hard", "hard_4", "hard_6", "hard_8", "hard_10"]
        + [f"{kind}_{n}" for kind in ("come", "dont_come", "place", "place_lose", "buy", "lay") for n in POINTS]
        + [f"{flat}_odds_{n}" for flat in ("pass", "dont_pass", "come", "dont_come") for n in POINTS]
        + [f"{kind}_{n}" for kind in ("yes", "no", "repeater") for n in REPEATS]
        + ["hop_{}_{}".format(*pair) for pair in PAIRS]
        + [f"next_{n}" for n in range(2, 13)]
        + list(ONE_ROLL)
    )

    def draw(self, faces):
        return faces.face(6) + 1, faces.face(6) + 1

    def text(self, dice):
        return "-".join(map(str, dice))

    def state_text(self, state):
        pairs = ",".join(f"{low}-{high}" for low, high in sorted(state.pairs))
        return (
            f"point={state.point or 'off'} pairs={pairs} repeats={','.join(map(str, state.repeats))}"
            f" hard={2 * state.hardway if state.hardway else 'no'} made={','.join(map(str, sorted(state.fire)))}"
            f" wins={state.wins} rolled={'yes' if state.rolled else 'no'}"
        )

    def counts_begin(self, state):
        """The puck, and what stands at its start: what is counted from 7 to 7, and what from shooter to shooter."""
        return state.point, not state.pairs, not state.rolled

    def takes(self, spot, point, after_7, new_shooter):
        """Does it take chips from a player who has some on every spot, so that odds always have a bet before them?"""
        if spot in ("pass", "dont_pass", "muggsy"):
            return point is None
        if spot in ("come", "dont_come"):
            return point is not None
        if spot in ("fire", "ride_the_line"):
            return new_shooter
        if spot in ("small", "tall", "all", "hot_roller", "different_doubles", "twice_hard"):
            return after_7
        if spot.startswith("repeater_"):
            return after_7
        if spot.startswith(("pass_odds_", "dont_pass_odds_")):
            return spot.endswith(f"_{point}")
        return True

    def memory(self, spot):
        """What a spot's fate depends on beside the roll: a name for it, and a function of the state."""
        kind, _, rest = spot.rpartition("_")
        if kind == "repeater":
            place = list(REPEATS).index(int(rest))
            return spot, lambda state: state.repeats[place]
        return {
            "small": ("totals", lambda state: state.totals),
            "tall": ("totals", lambda state: state.totals),
            "all": ("totals", lambda state: state.totals),
            "fire": ("fire", lambda state: (state.point, state.fire)),
            "hot_roller": ("pairs", lambda state: state.pairs & HOT_PAIRS),
            "different_doubles": ("doubles", lambda state: state.doubles),
            "ride_the_line": ("wins", lambda state: (state.point, state.wins)),
            "twice_hard": ("hardway", lambda state: state.hardway),
        }.get(spot, ("point", lambda state: state.point))

    def resolve(self, spot, state, dice):
        total, pair = sum(dice), tuple(sorted(dice))
        if spot in ("pass", "dont_pass", "come", "dont_come"):
            return line(spot, state, total)
        if spot in ("small", "tall", "all"):
            wanted = {"small": SMALL, "tall": TALL, "all": SMALL | TALL}[spot]
            return all_before_7(wanted, state.totals, total)
        if spot.startswith("repeater_"):
            wanted = int(spot[9:])
            return repeater(wanted, state.repeats[list(REPEATS).index(wanted)], total)
        if spot in ("fire", "ride_the_line", "muggsy"):
            return {"fire": fire, "ride_the_line": ride_the_line, "muggsy": muggsy}[spot](state, total)
        if spot in ("hot_roller", "different_doubles", "twice_hard"):
            fates = {"hot_roller": hot_roller, "different_doubles": different_doubles, "twice_hard": twice_hard}
            return fates[spot](state, total, pair)
        if spot in ONE_ROLL or spot.startswith(("hop_", "next_")):
            return one_roll(spot, total, dice)
        return number(spot, total, dice)

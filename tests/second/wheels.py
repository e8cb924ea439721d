"""Roulette with one zero or two. A spot wins if the ball lands in a pocket that it covers, else it loses.

Twelve rows of three, row r holds 3r-2, 3r-1, 3r; European 0 touches 1, 2, 3; American 0 touches 1 and 2, 00 touches 2 and
3, and 0 touches 00. Streets and six lines are named by their first number, other inside spots by all of theirs.
"""

RED = {1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36}
NUMBERS = range(1, 37)


def numbers(*rows):
    return {3 * row - side for row in rows for side in (2, 1, 0)}


def outside():
    spots = {"red": RED, "black": set(NUMBERS) - RED, "low": set(range(1, 19)), "high": set(range(19, 37))}
    spots["odd"] = {n for n in NUMBERS if n % 2}
    spots["even"] = {n for n in NUMBERS if not n % 2}
    for third in (1, 2, 3):
        spots[f"dozen_{third}"] = {n for n in NUMBERS if (n + 11) // 12 == third}
        spots[f"column_{third}"] = {n for n in NUMBERS if (n - third) % 3 == 0}
    return spots


def inside(zero_splits, trios, others):
    """Pockets are texts here, for 00 is not 0."""
    spots = {}

    def named(kind, *pockets):
        spots["_".join([kind, *map(str, pockets)])] = set(map(str, pockets))

    for n in NUMBERS:
        named("straight", n)
        if n % 3:
            named("split", n, n + 1)
        if n <= 33:
            named("split", n, n + 3)
            if n % 3:
                named("corner", n, n + 1, n + 3, n + 4)
    for row in range(1, 13):
        spots[f"street_{3 * row - 2}"] = set(map(str, numbers(row)))
        if row < 12:
            spots[f"six_line_{3 * row - 2}"] = set(map(str, numbers(row, row + 1)))
    for pockets in zero_splits:
        named("split", *pockets)
    for pockets in trios:
        named("trio", *pockets)
    return spots | others


class Wheel:
    START = ()

    def __init__(self, pockets, spots):
        self.pockets = pockets
        self.spots = spots | {name: set(map(str, covers)) for name, covers in outside().items()}

    def draw(self, faces):
        return self.pockets[faces.face(len(self.pockets))]

    def text(self, pocket):
        return pocket

    def resolve(self, spot, state, pocket):
        return "win" if pocket in self.spots[spot] else "lose"


EUROPEAN = Wheel(
    [str(n) for n in range(37)],
    inside(
        [(0, 1), (0, 2), (0, 3)],
        [(0, 1, 2), (0, 2, 3)],
        {"straight_0": {"0"}, "first_four": set("0123")},
    ),
)
AMERICAN = Wheel(
    [str(n) for n in range(37)] + ["00"],
    inside(
        [(0, "00"), (0, 1), (0, 2), ("00", 2), ("00", 3)],
        [(0, 1, 2), (0, "00", 2), ("00", 2, 3)],
        {"straight_0": {"0"}, "straight_00": {"00"}, "basket": {"0", "00", "1", "2", "3"}},
    ),
)

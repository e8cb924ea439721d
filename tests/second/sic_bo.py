"""Sic bo: three dice, and nothing outlives a roll. A triple is three equal dice."""

from itertools import combinations

HOW_MANY = ["lose", "one die", "two dice", "three dice"]


def wins(spot, dice):
    kind, *numbers = spot.split("_")
    total = sum(dice)
    triple = dice[0] == dice[1] == dice[2]
    if kind == "any":
        return triple
    wanted = [int(number) for number in numbers]
    if kind == "total":
        return total == wanted[0]
    if kind == "double":
        return dice.count(wanted[0]) >= 2
    if kind == "triple":
        return dice.count(wanted[0]) == 3
    if kind == "combo":
        return wanted[0] in dice and wanted[1] in dice
    outside = {
        "small": 4 <= total <= 10,
        "big": 11 <= total <= 17,
        "odd": total % 2 == 1,
        "even": total % 2 == 0,
    }
    return outside[kind] and not triple


class SicBo:
    START = ()
    spots = (
        ["small", "big", "odd", "even", "any_triple"]
        + [f"{kind}_{n}" for kind in ("single", "double", "triple") for n in range(1, 7)]
        + [f"total_{n}" for n in range(4, 18)]
        + [f"combo_{a}_{b}" for a, b in combinations(range(1, 7), 2)]
    )

    def draw(self, faces):
        return tuple(faces.face(6) + 1 for _ in range(3))

    def text(self, dice):
        return "-".join(map(str, dice))

    def resolve(self, spot, state, dice):
        if spot.startswith("single_"):
            return HOW_MANY[dice.count(int(spot[7:]))]
        return "win" if wins(spot, dice) else "lose"

"""Plays rounds by the rules in Python, and says what becomes of them in the words of games/examples/text."""

import json
from pathlib import Path

from baccarat import Baccarat
from blackjack import Blackjack
from craps import Craps
from draw import Faces, hash256
from sic_bo import SicBo
from wheels import AMERICAN, EUROPEAN

ROOT = Path(__file__).resolve().parents[2]
BLOCK = 1_000
GAMES = {
    "roulette": EUROPEAN,
    "craps": Craps(),
    "american_roulette": AMERICAN,
    "sic_bo": SicBo(),
    "baccarat": Baccarat(),
    "blackjack": Blackjack(),
}


class Different(Exception):
    """The two implementations, or the code and its vectors, do not say the same."""


class Table:
    """A game, its paytable, and the state that passes from round to round."""

    def __init__(self, name):
        self.name = name
        self.game = GAMES[name]
        rows = json.loads((ROOT / "games/paytables.json").read_text())
        self.rows = [row for row in rows if row["game"] == name]
        if [row["id"] for row in self.rows] != list(range(len(self.rows))):
            raise Different(f"{name}: the ids in games/paytables.json have gaps")
        self.pays = {row["spot"]: row["pays"] for row in self.rows}
        strangers = set(self.pays) ^ set(self.game.spots)
        if strangers:
            raise Different(f"{name}: on one layout only: {sorted(strangers)}")
        self.state = self.game.START
        self.groups = list(self.grouped()) if hasattr(self.game, "memory") else None
        self.known = {}

    def fate(self, spot, state, outcome):
        """`a:b`, `push`, `stay`, `> spot`, or None for a loss."""
        fate = self.game.resolve(spot, state, outcome)
        if fate == "lose":
            return None
        if fate == "push" and self.pays[spot].get("push") != "0:1":
            raise Different(f"{self.name}: {spot} pushes, which is not in games/paytables.json")
        return fate if fate in ("push", "stay") else self.pays[spot].get(fate, fate)

    def fates(self, state, outcome):
        """Every spot that does not lose, in the order of the ids."""
        fates = ((spot, self.fate(spot, state, outcome)) for spot in self.pays)
        return {spot: fate for spot, fate in fates if fate}

    def grouped(self):
        """Neighbours whose fate depends on the same part of the state: its name, how to read it, the spots."""
        group = None
        for spot in self.pays:
            name, read = self.game.memory(spot)
            if group is None or group[0] != name:
                if group:
                    yield group
                group = (name, read, [])
            group[2].append(spot)
        yield group

    def words(self, spots, outcome):
        fates = ((spot, self.fate(spot, self.state, outcome)) for spot in spots)
        return ",".join(f"{spot} {fate}" for spot, fate in fates if fate)

    def remembered(self, outcome):
        """The fates in words, each group of spots worked out once for the same outcome and part of the state."""
        known, state, words = self.known, self.state, []
        for place, (_, read, spots) in enumerate(self.groups):
            key = place, outcome, read(state)
            if key not in known:
                known[key] = self.words(spots, outcome)
            words.append(known[key])
        return ",".join(filter(None, words))

    def line(self, draw):
        """Plays a round on `draw` and says how it went."""
        outcome = self.game.draw(Faces(draw))
        if self.groups:
            fates = self.remembered(outcome)
        elif self.name in ("baccarat", "blackjack"):
            fates = self.words(self.pays, outcome)
        else:
            if outcome not in self.known:
                self.known[outcome] = self.words(self.pays, outcome)
            fates = self.known[outcome]
        self.state = self.next(outcome)
        takers = f"|{self.takers()}" if self.groups else ""
        return f"{self.game.text(outcome)}|{self.after_text()}|{fates}{takers}\n"

    def takers(self):
        """The spots that now take chips from a player who has some on each."""
        key = self.game.counts_begin(self.state)
        if key not in self.known:
            placeable = (row["spot"] for row in self.rows if row["placeable"])
            self.known[key] = ",".join(spot for spot in placeable if self.game.takes(spot, *key))
        return self.known[key]

    def next(self, outcome):
        return self.game.after(self.state, outcome) if self.groups else self.state

    def after_text(self):
        return self.game.state_text(self.state) if self.groups else ""


def draws(game, rounds, seed):
    prefix = b"global-table/second" + game.encode() + seed.to_bytes(8, "little")
    return (hash256(prefix + i.to_bytes(8, "little")) for i in range(rounds))


def blocks(game, rounds, seed):
    """The lines of each block of rounds."""
    table, lines = Table(game), []
    for draw in draws(game, rounds, seed):
        lines.append(table.line(draw))
        if len(lines) == BLOCK:
            yield lines
            lines = []
    if lines:
        yield lines


def check_vectors(game):
    """How many frozen rounds were played again; `Different` where one comes out differently."""
    frozen = json.loads((ROOT / f"games/vectors/{game}.json").read_text())
    table = Table(game)
    for i, round in enumerate(frozen["rounds"]):
        outcome = table.game.draw(Faces(bytes.fromhex(round["draw"])))
        found = {"draw": round["draw"], "outcome": table.game.text(outcome)}
        found["spots"] = table.fates(table.state, outcome)
        before, table.state = table.after_text(), table.next(outcome)
        if table.groups:
            found |= {"before": before, "after": table.after_text()}
        for what in round.keys() | found.keys():
            if round.get(what) != found.get(what):
                raise Different(differing(f"{game}, vector {i}, {what}", round.get(what), found.get(what)))
    return len(frozen["rounds"])


def differing(where, frozen, found):
    if isinstance(frozen, dict) and isinstance(found, dict):
        frozen, found = set(frozen.items()), set(found.items())
        frozen, found = sorted(frozen - found), sorted(found - frozen)
    return f"{where}:\n  frozen {frozen}\n  found  {found}"

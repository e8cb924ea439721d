"""Fills in what a plain chain spec, on stdin, has from files: the runtime's code and, for `staging`, its people.

Usage: spec.py CODE [PEOPLE]
"""

import json
import sys


class Bad(Exception):
    """What is wrong with the file of people."""


def pairs(people, amount, unit):
    """Accounts with one of their amounts, in the currency's smallest unit."""
    result = []
    for person in people:
        if not isinstance(person[amount], int) or person[amount] <= 0:
            raise Bad(f"`{amount}` of {person['account']} is not a whole, positive number of tokens")
        result.append([person["account"], person[amount] * unit])
    return result


def add_people(patch, people, unit):
    """Puts the people into the patch of the genesis, which has nobody yet."""
    for role in ("validators", "keepers", "bankroll", "accounts"):
        patch["balances"]["balances"] += pairs(people[role], "balance", unit)
    patch.setdefault("validatorSet", {})["validators"] = pairs(people["validators"], "bond", unit)
    patch["session"] = {
        "keys": [
            [each["account"], each["account"], {"babe": each["babe"], "grandpa": each["grandpa"]}]
            for each in people["validators"]
        ]
    }
    patch["sudo"] = {"key": people["sudo"]}
    patch["keepers"] = {"keepers": pairs(people["keepers"], "bond", unit)}
    patch["bankroll"] = {"providers": pairs(people["bankroll"], "deposit", unit)}


def main(code_file, people_file=None):
    spec = json.load(sys.stdin)
    genesis = spec["genesis"]["runtimeGenesis"]
    with open(code_file, "rb") as code:
        genesis["code"] = "0x" + code.read().hex()
    if people_file:
        with open(people_file, encoding="utf-8") as people:
            add_people(genesis["patch"], json.load(people), 10 ** spec["properties"]["tokenDecimals"])
    json.dump(spec, sys.stdout, indent=2, ensure_ascii=False)
    print()


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyError as missing:
        sys.exit(f"error: {sys.argv[2]}: {missing} is missing")
    except (Bad, ValueError) as bad:
        sys.exit(f"error: {sys.argv[-1]}: {bad}")

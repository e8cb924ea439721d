"""From the 32 bytes of a draw to faces and cards, by the rule in words:

The draw is expanded in counter mode, block i being blake2b-256("global-table/expand/v1" | draw | i as u32 LE), i from 0.
Bytes are used one after the other. For one of n sides a byte counts if it is below the greatest multiple of n that is
at most 256, and means byte mod n; any other is skipped. One of n cards takes two bytes, little-endian, in the same way
with 65,536 in place of 256. A shoe of d decks holds d of each card; one is chosen among those left, counted in the
order of the cards' numbers.
"""

from hashlib import blake2b

TAG = b"global-table/expand/v1"
RANKS = "A 2 3 4 5 6 7 8 9 10 J Q K".split()
# A card is 0 to 51 here: clubs from ace to king, then diamonds, hearts, spades.
NAMES = [rank + suit for suit in "cdhs" for rank in RANKS]


def hash256(data):
    return blake2b(data, digest_size=32).digest()


class Faces:
    def __init__(self, draw):
        self.prefix = TAG + draw
        self.blocks = 0
        self.bytes = b""
        self.used = 0

    def byte(self):
        if self.used == len(self.bytes):
            self.bytes = hash256(self.prefix + self.blocks.to_bytes(4, "little"))
            self.blocks += 1
            self.used = 0
        self.used += 1
        return self.bytes[self.used - 1]

    def face(self, sides):
        limit = 256 // sides * sides
        while True:
            byte = self.byte()
            if byte < limit:
                return byte % sides

    def card(self, cards):
        limit = 65536 // cards * cards
        while True:
            low = self.byte()
            value = low + 256 * self.byte()
            if value < limit:
                return value % cards


class Shoe:
    """The cards in a row, sorted; `gone` are the places from which one was dealt, in ascending order."""

    def __init__(self, decks, faces):
        self.decks = decks
        self.faces = faces
        self.gone = []

    def deal(self):
        place = self.faces.card(52 * self.decks - len(self.gone))
        at = 0
        for hole in self.gone:
            if hole > place:
                break
            place += 1
            at += 1
        self.gone.insert(at, place)
        return place // self.decks


def rank(card):
    """1, the ace, to 13, the king."""
    return card % 13 + 1


def suit(card):
    """0 to 3: clubs, diamonds, hearts, spades."""
    return card // 13


def names(cards):
    return ",".join(NAMES[card] for card in cards)

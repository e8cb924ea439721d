"""Blackjack: one hand for everybody against the dealer, six decks, shuffled before each round.

The player's first card, the dealer's open card, the player's second, the dealer's hole card. The dealer peeks: a blackjack
ends the round at once. Otherwise the player's hand is played by the chart, a split one hand after the other, then the
dealer's, whatever became of the player's; the dealer stands on 17, a soft one too.
"""

from draw import Shoe, names, rank, suit

# The basic strategy, by the dealer's open card: 2 to 10, ace.
# H hit, S stand, D double or else hit, E double or else stand, P split.
HARD = {
    range(4, 9): "HHHHHHHHHH",
    range(9, 10): "HDDDDHHHHH",
    range(10, 11): "DDDDDDDDHH",
    range(11, 12): "DDDDDDDDDH",
    range(12, 13): "HHSSSHHHHH",
    range(13, 17): "SSSSSHHHHH",
    range(17, 22): "SSSSSSSSSS",
}
SOFT = {
    range(13, 15): "HHHDDHHHHH",
    range(15, 17): "HHDDDHHHHH",
    range(17, 18): "HDDDDHHHHH",
    range(18, 19): "SEEEESSHHH",
    range(19, 22): "SSSSSSSSSS",
}
SPLITS = {
    2: "PPPPPP....",
    3: "PPPPPP....",
    4: "...PP.....",
    6: "PPPPP.....",
    7: "PPPPPP....",
    8: "PPPPPPPPPP",
    9: "PPPPP.PP..",
    11: "PPPPPPPPPP",
}


def by_total(rows):
    return {total: row for totals, row in rows.items() for total in totals}


HARD, SOFT = by_total(HARD), by_total(SOFT)


def value(card):
    """11 for an ace."""
    return 11 if rank(card) == 1 else min(10, rank(card))


def count(hand):
    """The total, and whether an ace counts as 11 in it."""
    total, elevens = sum(map(value, hand)), sum(rank(card) == 1 for card in hand)
    while total > 21 and elevens:
        total, elevens = total - 10, elevens - 1
    return total, elevens > 0


def points(hand):
    return count(hand)[0]


def is_blackjack(hand):
    return len(hand) == 2 and points(hand) == 21


def play(hand, column, shoe):
    """Plays a hand of two cards by the chart. Was it doubled?"""
    while points(hand) < 21:
        total, soft = count(hand)
        advice = (SOFT if soft else HARD)[total][column]
        if advice in "DE" and len(hand) == 2:
            hand.append(shoe.deal())
            return True
        if advice in "SE":
            return False
        hand.append(shoe.deal())
    return False


def play_hands(hand, column, shoe):
    """The player's hands, and for each whether it was doubled."""
    first, second = map(value, hand)
    if first != second or SPLITS.get(first, "." * 10)[column] != "P":
        return [hand], [play(hand, column, shoe)]
    hands, doubled = [[hand[0]], [hand[1]]], []
    for split in hands:
        split.append(shoe.deal())
        doubled.append(first != 11 and play(split, column, shoe))
    return hands, doubled


def units(hand, doubled, dealer):
    """What one hand wins, or loses."""
    stake = 2 if doubled else 1
    own, other = points(hand), points(dealer)
    if own > 21:
        return -stake
    if other > 21 or own > other:
        return stake
    return 0 if own == other else -stake


def hand_fate(hands, doubled, dealer):
    if len(hands) == 1 and is_blackjack(hands[0]):
        return "push" if is_blackjack(dealer) else "blackjack"
    net = sum(units(hand, twice, dealer) for hand, twice in zip(hands, doubled))
    if net == 0:
        return "push"
    if net == -4:
        return "lose"
    return f"{'win' if net > 0 else 'lose'} {abs(net)} unit{'s' if abs(net) > 1 else ''}"


def perfect_pairs(a, b):
    if rank(a) != rank(b):
        return "lose"
    if suit(a) == suit(b):
        return "perfect pair"
    black = {0, 3}
    return "coloured pair" if (suit(a) in black) == (suit(b) in black) else "mixed pair"


def three_cards(cards):
    """21+3: the player's first two cards and the dealer's open one."""
    ranks = sorted(map(rank, cards))
    suited = len(set(map(suit, cards))) == 1
    straight = ranks == [1, 12, 13] or ranks == list(range(ranks[0], ranks[0] + 3))
    if ranks[0] == ranks[2]:
        return "suited three of a kind" if suited else "three of a kind"
    if straight:
        return "straight flush" if suited else "straight"
    return "flush" if suited else "lose"


class Blackjack:
    START = ()
    spots = ["hand", "perfect_pairs", "21_plus_3", "dealer_bust"]

    def draw(self, faces):
        shoe = Shoe(6, faces)
        hand, dealer = [], []
        for cards in (hand, dealer, hand, dealer):
            cards.append(shoe.deal())
        hands, doubled, first = [hand], [False], tuple(hand)
        if not is_blackjack(dealer):
            hands, doubled = play_hands(hand, value(dealer[0]) - 2, shoe)
            while points(dealer) < 17:
                dealer.append(shoe.deal())
        return hands, doubled, dealer, first

    def text(self, deal):
        hands, _, dealer, _ = deal
        return f"hands={';'.join(map(names, hands))} dealer={names(dealer)}"

    def resolve(self, spot, state, deal):
        hands, doubled, dealer, first = deal
        if spot == "hand":
            return hand_fate(hands, doubled, dealer)
        if spot == "perfect_pairs":
            return perfect_pairs(*first)
        if spot == "21_plus_3":
            return three_cards([*first, dealer[0]])
        return "win" if points(dealer) > 21 else "lose"

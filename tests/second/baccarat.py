"""Baccarat: eight decks, shuffled before each round; player, banker, player, banker, then the third cards."""

from draw import Shoe, names, rank

# The banker's two cards and the player's third card with which the banker draws.
BANKER_DRAWS = {3: {0, 1, 2, 3, 4, 5, 6, 7, 9}, 4: {2, 3, 4, 5, 6, 7}, 5: {4, 5, 6, 7}, 6: {6, 7}}


def value(card):
    return rank(card) if rank(card) < 10 else 0


def total(hand):
    return sum(map(value, hand)) % 10


def same_rank(hand):
    return rank(hand[0]) == rank(hand[1])


def perfect(hand):
    return hand[0] == hand[1]


def dragon_bonus(own, other):
    natural = len(own) == 2 and total(own) >= 8
    lead = total(own) - total(other)
    if lead > 0 and natural:
        return "natural win"
    if lead == 0 and natural and len(other) == 2:
        return "push"
    return f"by {lead}" if lead >= 4 else "lose"


class Baccarat:
    START = ()
    spots = (
        "player banker tie player_pair banker_pair either_pair perfect_pair dragon_7 panda_8 lucky_6 big small"
        " dragon_bonus_player dragon_bonus_banker"
    ).split()

    def draw(self, faces):
        shoe = Shoe(8, faces)
        player, banker = [], []
        for hand in (player, banker, player, banker):
            hand.append(shoe.deal())
        if max(total(player), total(banker)) < 8:
            drew = total(player) <= 5
            if drew:
                player.append(shoe.deal())
                third = value(player[2])
                draws = total(banker) <= 2 or third in BANKER_DRAWS.get(total(banker), ())
            else:
                draws = total(banker) <= 5
            if draws:
                banker.append(shoe.deal())
        return tuple(player), tuple(banker)

    def text(self, coup):
        return f"player={names(coup[0])} banker={names(coup[1])}"

    def resolve(self, spot, state, coup):
        player, banker = coup
        lead = total(player) - total(banker)
        if spot in ("player", "banker") and lead == 0:
            return "push"
        if spot == "perfect_pair":
            return ["lose", "one hand", "both hands"][perfect(player) + perfect(banker)]
        if spot == "lucky_6":
            if lead < 0 and total(banker) == 6:
                return "two cards" if len(banker) == 2 else "three cards"
            return "lose"
        if spot == "dragon_bonus_player":
            return dragon_bonus(player, banker)
        if spot == "dragon_bonus_banker":
            return dragon_bonus(banker, player)
        cards = len(player) + len(banker)
        won = {
            "player": lead > 0,
            "banker": lead < 0,
            "tie": lead == 0,
            "player_pair": same_rank(player),
            "banker_pair": same_rank(banker),
            "either_pair": same_rank(player) or same_rank(banker),
            "dragon_7": lead < 0 and total(banker) == 7 and len(banker) == 3,
            "panda_8": lead > 0 and total(player) == 8 and len(player) == 3,
            "big": cards > 4,
            "small": cards == 4,
        }
        return "win" if won[spot] else "lose"

//! Deals, one by one.

use global_table_games::Resolution::{self, Lose, Push, Stay};

use super::{deal, resolve, win};

fn assert_hand(cases: &[(&str, &str, Resolution)]) {
    for (dealer, hands, expected) in cases {
        assert_eq!(
            resolve("hand", deal(dealer, hands)),
            *expected,
            "{dealer} / {hands}"
        );
    }
}

#[test]
fn a_blackjack_should_pay_three_to_two_on_its_unit() {
    assert_hand(&[
        ("9c 8d", "As Kh", win(3, 8)),
        ("9c 7d 5h", "10s Ah", win(3, 8)),
        // The dealer's 21 with three cards is no blackjack, nor is what the dealer makes of an ace or a ten later.
        ("Ac 5d 5h", "As Kh", win(3, 8)),
        ("Kc 5d 6h", "As Kh", win(3, 8)),
        ("6c 10d 10h", "As Jh", win(3, 8)),
        // Three cards make 21, but no blackjack.
        ("9c 8d", "5s 6h 10c", win(1, 2)),
        ("9c 8d", "2s 3h 6d 10c", win(1, 4)),
    ]);
}

#[test]
fn a_blackjack_of_the_dealer_should_end_the_round_for_one_unit() {
    assert_hand(&[
        ("Ac Kd", "9s 9h", win(-1, 4)),
        ("Kc Ad", "9s 9h", win(-1, 4)),
        ("10c Ad", "5s 6h", win(-1, 4)),
        ("Ac Qd", "8s 8h", win(-1, 4)),
        ("Ac Qd", "As Ah", win(-1, 4)),
        ("Jc Ad", "10s 10h", win(-1, 4)),
        ("Jc Ad", "As 10h", Push),
        ("Ac Jd", "Ks Ah", Push),
    ]);
}

#[test]
fn totals_should_be_compared_when_nobody_busts() {
    assert_hand(&[
        ("10c 9d", "10s Jh", win(1, 4)),
        ("10c 9d", "10s 9h", Push),
        ("10c 9d", "10s 8h", win(-1, 4)),
        ("7c 10d", "10s 2h 5d", Push),
        ("7c 10d", "10s 6h 5d", win(1, 4)),
        ("10c 6d 5h", "10s 10h", win(-1, 4)),
        // Stands on twelve against a four, and wins only by a bust.
        ("4c 10d 10h", "10s 2h", win(1, 4)),
        ("4c 10d 3h", "10s 2h", win(-1, 4)),
    ]);
}

#[test]
fn a_busted_hand_should_lose_even_if_the_dealer_busts() {
    assert_hand(&[
        ("10c 6d 10h", "10s 6h 10d", win(-1, 4)),
        ("10c 6d 10h", "10s 5h 3c", win(1, 4)),
        ("10c 6d 10h", "10s 5h Ac 10d", win(-1, 4)),
    ]);
    assert_eq!(
        resolve("dealer_bust", deal("10c 6d 10h", "10s 6h 10d")),
        win(12, 5)
    );
}

#[test]
fn the_dealer_should_stand_on_soft_17_and_play_every_hand_out() {
    assert_hand(&[
        ("6c Ad", "10s 8h", win(1, 4)),
        ("6c Ad", "10s 7h", Push),
        ("Ac 2d 4h", "10s 8h", win(1, 4)),
        ("Ac 5d 10h Ac", "10s 7h", Push),
        // A card on soft 17 is against the rules.
        ("6c Ad 2h", "10s 8h", Stay),
        ("6c 10d", "10s 8h", Stay),
        // The hand is over; the dealer must play nevertheless.
        ("10c 6d", "10s 6h 10d", Stay),
        ("10c 6d", "As Kh", Stay),
        ("10c 6d 2d", "As Kh", win(3, 8)),
    ]);
}

#[test]
fn a_double_should_win_and_lose_two_units() {
    assert_hand(&[
        ("6c 10d 10h", "5s 6h 2d", win(1, 2)),
        ("6c 10d 5h", "5s 6h 2d", win(-1, 2)),
        ("10c 9d", "5s 6h 8d", Push),
        ("6c 10d 10h", "As 7h 4d", win(1, 2)),
        ("6c 10d 2h", "As 7h 4d", win(-1, 2)),
        ("5c 10d 10h", "As 2h 10d", win(1, 2)),
        ("9c 8d", "5s 5h As", win(1, 2)),
        // Nothing but one card comes after it.
        ("6c 10d 10h", "5s 6h 2d 8h", Stay),
        ("6c 10d 10h", "5s 6h", Stay),
        // Eleven against an ace is hit, and may go on.
        ("Ac 8d", "5s 6h 2d 7h", win(1, 4)),
        // With three cards there is no double: eleven is hit, soft 18 stands.
        ("6c 10d 10h", "2s 3h 6d 2h", win(1, 4)),
        ("6c 10d 10h", "2s 5h Ad", win(1, 4)),
    ]);
}

#[test]
fn a_split_hand_should_count_each_half() {
    assert_hand(&[
        ("10c 7d", "8s 10c|8h 10d", win(1, 2)),
        ("10c 8d", "8s 10c|8h 10d", Push),
        ("10c 8d", "8s Ac|8h 10d", win(1, 4)),
        ("10c 9d", "8s 10c|8h 10d", win(-1, 2)),
        ("10c 8d", "8s Ac|8h 9d", Push),
        ("10c 8d", "8s 9c|8h 10d", win(-1, 4)),
        // One half busts, the other wins.
        ("10c 7d", "8s 5c 10h|8h 10d", Push),
        // A third eight is no second split: sixteen is hit.
        ("10c 7d", "8s 8c 5h|8h 10d", win(1, 2)),
        ("10c 7d", "8s 8c|8h 10d", Stay),
        // Unsplit eights are against the chart, split tens too; a ten and a king are as little split as two tens.
        ("10c 7d", "8s 8h 5c", Stay),
        ("10c 7d", "10s 10h|10h 10c", Stay),
        ("10c 7d", "10s Kh", win(1, 4)),
    ]);
}

#[test]
fn both_halves_of_a_split_may_be_doubled() {
    assert_hand(&[
        ("6c 10d 10h", "8s 3c 10h|8h 3d 10c", win(1, 1)),
        ("6c 10d 5h", "8s 3c 7h|8h 3d 6c", Lose),
        ("6c 10d 5h", "8s 3c 7h|8h 10d", win(-3, 4)),
        ("6c 10d 10h", "8s 3c 7h|8h 10d", win(3, 4)),
        ("6c 10d 2h", "8s 3c 7h|8h 3d 7c", Push),
        ("6c 10d 2h", "8s 3c 7h|8h 9d", win(-1, 4)),
        ("6c 10d 2h", "8s 3c 7h|8h 3c 4d", win(-1, 2)),
        ("6c 10d Ah", "8s 3c 7h|8h 9d", win(1, 2)),
        ("6c 10d 2h", "8s 3c 10h|8h 9d", win(1, 4)),
        ("6c 10d 3h", "8s 3c 8h|8h 10d", win(-1, 4)),
    ]);
}

#[test]
fn split_aces_should_get_one_card_each_and_make_no_blackjack() {
    assert_hand(&[
        ("10c 7d", "As Kc|Ah Qd", win(1, 2)),
        ("10c 4d 7h", "As Kc|Ah Qd", Push),
        ("10c 7d", "As 2c|Ah Qd", Push),
        ("6c 10d 10h", "As 5c|Ah 5d", win(1, 2)),
        ("6c 10d 5h", "As 5c|Ah Ad", win(-1, 2)),
        ("6c 10d 5h", "As 5c 10c|Ah Ad", Stay),
        ("10c 7d", "As Kc", win(3, 8)),
        // Of nines: 21 doubled, and 19.
        ("6c 10d 10h", "9s 2c 10h|9h 10d", win(3, 4)),
    ]);
}

#[test]
fn soft_hands_should_go_on_as_hard_ones() {
    assert_hand(&[
        ("9c 10d", "As 7h 10c", win(-1, 4)),
        ("9c 10d", "As 7h 5c 7d", win(1, 4)),
        ("7c 10d", "As 7h", win(1, 4)),
        ("7c 10d", "As 6h 10c", Push),
        ("7c 10d", "As 6h", Stay),
        ("7c 10d", "As 2h Ac Ad 4h", win(1, 4)),
    ]);
}

#[test]
fn perfect_pairs_should_look_at_suits_and_colours() {
    let cases = [
        ("10c 7d", "8s 10c|8s 10d", win(25, 1)),
        ("10c 7d", "8s 10c|8c 10d", win(12, 1)),
        ("10c 7d", "8d 10c|8h 10d", win(12, 1)),
        ("10c 7d", "8d 10c|8c 10d", win(6, 1)),
        ("10c 7d", "8h 10c|8c 10d", win(6, 1)),
        ("10c 7d", "8h 10c|8s 10d", win(6, 1)),
        ("10c 7d", "Ks Ks", win(25, 1)),
        // Both count ten, but they are no pair.
        ("10c 7d", "Ks Qs", Lose),
        ("10c 7d", "10s Js", Lose),
        // The dealer's blackjack takes nothing from it, and later cards bring nothing.
        ("Ac Kd", "9s 9h", win(6, 1)),
        ("10c 7d", "8s 5s 8s", Lose),
        ("10c 7d", "8s 3s 8s", Lose),
    ];
    for (dealer, hands, expected) in cases {
        assert_eq!(
            resolve("perfect_pairs", deal(dealer, hands)),
            expected,
            "{dealer} / {hands}"
        );
    }
}

#[test]
fn twenty_one_plus_3_should_read_the_first_three_cards() {
    let cases = [
        ("8s 9d", "8s 3c 10d|8s 3d 10h", win(100, 1)),
        ("8d 9d", "8s 3c 10d|8s 3d 10h", win(30, 1)),
        ("Qs 9d", "Ks As", win(40, 1)),
        ("Qs 9d", "Ks Ah", win(10, 1)),
        ("Ks Ad", "Qs As", win(40, 1)),
        ("3s 10d 10c", "As 2s 5d", win(40, 1)),
        ("3s 10d 10c", "Ad 2s 5d", win(10, 1)),
        ("10s 7d", "Qs Js", win(40, 1)),
        ("Jd 7d", "10s Qd", win(10, 1)),
        ("10d 7d", "9s Jd", win(10, 1)),
        // King, ace, 2 is no straight.
        ("2s 10d 10c", "As Kh", Lose),
        ("2s 10d 10c", "As Ks", win(5, 1)),
        ("10s 7d", "Ks 8s", win(5, 1)),
        ("10s 7d", "Ks Ks", win(5, 1)),
        ("10s 7d", "Ks 8h", Lose),
        // The hole card does not count.
        ("10s 8s", "Ks 8h", Lose),
        ("Ks Ad", "Qs Jd", win(10, 1)),
        ("10c 10d", "10s 10h", win(30, 1)),
    ];
    for (dealer, hands, expected) in cases {
        assert_eq!(
            resolve("21_plus_3", deal(dealer, hands)),
            expected,
            "{dealer} / {hands}"
        );
    }
}

#[test]
fn dealer_bust_should_win_only_over_21() {
    let cases = [
        ("10c 6d 6h", "10s 10h", win(12, 5)),
        ("10c 6d 5h", "10s 10h", Lose),
        ("10c 7d", "10s 10h", Lose),
        ("Ac Kd", "10s 10h", Lose),
        ("10c 6d 6h", "As 10h", win(12, 5)),
        ("6c 5d 2h Ah Ac 10d", "10s 10h", win(12, 5)),
        ("Ac 5d 10h 10c", "10s 10h", win(12, 5)),
        ("Ac 5d 10h 5c", "10s 10h", Lose),
    ];
    for (dealer, hands, expected) in cases {
        assert_eq!(
            resolve("dealer_bust", deal(dealer, hands)),
            expected,
            "{dealer} / {hands}"
        );
    }
}

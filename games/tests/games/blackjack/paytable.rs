//! What the spots pay.

use global_table_games::{layout, payout, GameId, Pays};

#[test]
fn spots_should_pay_what_the_rules_say() {
    let expected = [
        (
            "hand",
            vec![
                ("blackjack", 3, 8),
                ("win 4 units", 1, 1),
                ("win 3 units", 3, 4),
                ("win 2 units", 1, 2),
                ("win 1 unit", 1, 4),
                ("push", 0, 1),
                ("lose 1 unit", -1, 4),
                ("lose 2 units", -1, 2),
                ("lose 3 units", -3, 4),
            ],
        ),
        (
            "perfect_pairs",
            vec![
                ("mixed pair", 6, 1),
                ("coloured pair", 12, 1),
                ("perfect pair", 25, 1),
            ],
        ),
        (
            "21_plus_3",
            vec![
                ("flush", 5, 1),
                ("straight", 10, 1),
                ("three of a kind", 30, 1),
                ("straight flush", 40, 1),
                ("suited three of a kind", 100, 1),
            ],
        ),
        ("dealer_bust", vec![("win", 12, 5)]),
    ];
    let found = layout(GameId::Blackjack).iter().map(|spot| {
        assert!(spot.placeable);
        let pays = spot.pays.iter();
        (
            spot.name,
            pays.map(|prize| (prize.on, prize.pays.win, prize.pays.per))
                .collect(),
        )
    });
    assert_eq!(found.collect::<Vec<_>>(), expected);
}

#[test]
fn units_that_a_hand_did_not_need_should_come_back() {
    // Of four chips of 25: a blackjack brings 37.5, of which the half is the house's.
    assert_eq!(payout(100, Pays::new(3, 8)), Some(137));
    assert_eq!(payout(100, Pays::new(-1, 4)), Some(75));
    assert_eq!(payout(100, Pays::new(-3, 4)), Some(25));
    // A stake that is no multiple of four loses the greater part.
    assert_eq!(payout(103, Pays::new(-1, 4)), Some(77));
}

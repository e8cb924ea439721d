use sp_runtime::Perbill;
use sp_staking::offence::Offence;

use crate::{
    Tier::{self, Grave, Heavy, Light, Medium},
    TWO_BLOCKS, TWO_VOTES,
};

/// What k of n that offend together cost, by blocks and by votes.
fn tiers(k: u32, n: u32) -> (Tier, Tier) {
    let fraction = Perbill::from_rational(3 * k, n).square();
    (Tier::of(TWO_BLOCKS, fraction), Tier::of(TWO_VOTES, fraction))
}

#[test]
fn less_than_a_tenth_should_cost_least() {
    assert_eq!(tiers(1, 128), (Light, Medium));
    assert_eq!(tiers(1, 16), (Light, Medium));
    assert_eq!(tiers(1, 11), (Light, Medium));
}

#[test]
fn a_tenth_should_cost_more() {
    assert_eq!(tiers(1, 10), (Medium, Heavy));
    assert_eq!(tiers(1, 7), (Medium, Heavy));
    assert_eq!(tiers(2, 16), (Medium, Heavy));
}

#[test]
fn a_fifth_should_cost_more_still() {
    assert_eq!(tiers(1, 5), (Heavy, Grave));
    assert_eq!(tiers(1, 4), (Heavy, Grave));
    assert_eq!(tiers(5, 16), (Heavy, Grave));
}

#[test]
fn a_third_should_cost_half() {
    assert_eq!(tiers(1, 3), (Grave, Grave));
    assert_eq!(tiers(2, 4), (Grave, Grave));
    assert_eq!(tiers(6, 16), (Grave, Grave));
    assert_eq!(tiers(1, 1), (Grave, Grave));
}

#[test]
fn an_unknown_kind_should_cost_what_votes_cost() {
    assert_eq!(Tier::of([0; 16], Perbill::from_percent(1)), Medium);
}

#[test]
fn a_tier_should_cost_its_share_rounded_down() {
    let costs = [Light, Medium, Heavy, Grave].map(|tier| tier.cost(1_999));
    assert_eq!(costs, [19, 99, 199, 999]);
    assert_eq!(Grave.cost(u128::MAX), u128::MAX / 2);
    assert_eq!(Grave.cost(1), 0);
}

#[test]
fn the_kinds_should_be_those_of_the_consensus_pallets() {
    type Blocks = pallet_babe::EquivocationOffence<()>;
    type Votes = pallet_grandpa::EquivocationOffence<()>;
    assert_eq!(<Blocks as Offence<()>>::ID, TWO_BLOCKS);
    assert_eq!(<Votes as Offence<()>>::ID, TWO_VOTES);
}

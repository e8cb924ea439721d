//! Bets that outlive a round: absorbing Markov chains, solved exactly.
//!
//! A bet is in some node (a spot, and what it sees of the table's state); each outcome settles it there or takes it to
//! a node. The unknowns of a node depend on its successors alone, so the strongly connected components are solved one
//! after the other, successors first, each by Gaussian elimination. Bets that count can't go back, so components are
//! tiny.

use std::collections::BTreeMap;

use global_table_games::Pays;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

use crate::{
    components::components,
    odds::{measures, Measures, Odds},
};

/// What an outcome does to a bet in a node.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Fate<N> {
    /// It is settled with this net win.
    Settled(Pays),
    /// It is in this node, the same one or another, at the next round.
    Goes(N),
}

/// The chain, explored: nodes are numbered from 0 in the order of their discovery.
struct Chain {
    /// Of each node: how many of the outcomes lead to each settlement.
    settled: Vec<BTreeMap<Pays, u32>>,
    /// Of each node: how many of the outcomes lead to each node.
    goes: Vec<BTreeMap<usize, u32>>,
}

/// The odds of a bet in each of `starts`. `step` gives the equally likely outcomes of a round, with their weights.
///
/// `None` if some node never settles.
pub(crate) fn solve<N: Ord + Clone>(
    starts: &[N],
    step: impl Fn(&N) -> Vec<(u32, Fate<N>)>,
) -> Option<Vec<Odds>> {
    let chain = explore(starts, step);
    let mut solved: Vec<Option<Measures>> = vec![None; chain.goes.len()];
    for component in components(&chain.goes) {
        let (matrix, right) = equations(&chain, &component, &solved)?;
        for (node, values) in component.into_iter().zip(eliminate(matrix, right)?) {
            solved[node] = Some(values);
        }
    }
    // The starts were numbered first, duplicates aside: ask for them again.
    let numbers = number(starts);
    starts
        .iter()
        .map(|start| Some(solved[numbers[start]].clone()?.into()))
        .collect()
}

fn number<N: Ord + Clone>(starts: &[N]) -> BTreeMap<N, usize> {
    let mut numbers = BTreeMap::new();
    for start in starts {
        let next = numbers.len();
        numbers.entry(start.clone()).or_insert(next);
    }
    numbers
}

fn explore<N: Ord + Clone>(starts: &[N], step: impl Fn(&N) -> Vec<(u32, Fate<N>)>) -> Chain {
    let mut numbers = number(starts);
    let mut nodes: Vec<N> = vec![];
    nodes.extend(numbers.keys().cloned());
    nodes.sort_by_key(|node| numbers[node]);
    let mut chain = Chain {
        settled: vec![],
        goes: vec![],
    };
    let mut at = 0;
    while let Some(node) = nodes.get(at).cloned() {
        let (mut settled, mut goes) = (BTreeMap::new(), BTreeMap::new());
        for (weight, fate) in step(&node) {
            match fate {
                Fate::Settled(pays) => *settled.entry(pays).or_default() += weight,
                Fate::Goes(to) => {
                    let next = nodes.len();
                    let number = *numbers.entry(to.clone()).or_insert(next);
                    if number == next {
                        nodes.push(to);
                    }
                    *goes.entry(number).or_default() += weight;
                }
            }
        }
        chain.settled.push(settled);
        chain.goes.push(goes);
        at += 1;
    }
    chain
}

type Equations = (Vec<Vec<BigRational>>, Vec<Measures>);

/// `(total - weight to itself) x - weights to the others of the component = what is known`, for each of its nodes.
fn equations(chain: &Chain, component: &[usize], solved: &[Option<Measures>]) -> Option<Equations> {
    let (mut matrix, mut right) = (vec![], vec![]);
    for (row, &node) in component.iter().enumerate() {
        let (settled, goes) = (&chain.settled[node], &chain.goes[node]);
        let total: u32 = settled.values().chain(goes.values()).sum();
        let mut coefficients = vec![BigRational::zero(); component.len()];
        coefficients[row] = whole(total);
        let mut known: [Sum; 5] = Default::default();
        known[4].add(&BigRational::one(), total);
        for (&pays, &weight) in settled {
            add(&mut known, &measures(pays), weight);
        }
        for (to, &weight) in goes {
            match component.iter().position(|node| node == to) {
                Some(column) => coefficients[column] -= whole(weight),
                None => add(&mut known, solved[*to].as_ref()?, weight),
            }
        }
        matrix.push(coefficients);
        right.push(known.map(Sum::value));
    }
    Some((matrix, right))
}

fn whole(number: u32) -> BigRational {
    BigRational::from_integer(number.into())
}

fn add(sums: &mut [Sum; 5], values: &Measures, weight: u32) {
    for (sum, value) in sums.iter_mut().zip(values) {
        sum.add(value, weight);
    }
}

/// A sum of fractions that is reduced once, at its end: most of the time goes into reducing.
struct Sum {
    over: BigInt,
    under: BigInt,
}

impl Default for Sum {
    fn default() -> Self {
        Self {
            over: BigInt::zero(),
            under: BigInt::one(),
        }
    }
}

impl Sum {
    fn add(&mut self, value: &BigRational, weight: u32) {
        if value.is_zero() {
            return;
        }
        if *value.denom() != self.under {
            let under = num_integer::lcm(self.under.clone(), value.denom().clone());
            self.over *= &under / &self.under;
            self.under = under;
        }
        self.over += value.numer() * weight * (&self.under / value.denom());
    }

    fn value(self) -> BigRational {
        BigRational::new(self.over, self.under)
    }
}

/// The solution of a square system with several right sides. `None` if there is not exactly one.
fn eliminate(mut matrix: Vec<Vec<BigRational>>, mut right: Vec<Measures>) -> Option<Vec<Measures>> {
    let size = matrix.len();
    for pivot in 0..size {
        let row = (pivot..size).find(|&row| !matrix[row][pivot].is_zero())?;
        matrix.swap(pivot, row);
        right.swap(pivot, row);
        let scale = matrix[pivot][pivot].recip();
        matrix[pivot].iter_mut().for_each(|cell| *cell *= &scale);
        right[pivot].iter_mut().for_each(|cell| *cell *= &scale);
        for row in (0..size).filter(|&row| row != pivot) {
            let factor = matrix[row][pivot].clone();
            if factor.is_zero() {
                continue;
            }
            let (from, from_right) = (matrix[pivot].clone(), right[pivot].clone());
            for (cell, value) in matrix[row].iter_mut().zip(&from) {
                *cell -= &factor * value;
            }
            for (cell, value) in right[row].iter_mut().zip(&from_right) {
                *cell -= &factor * value;
            }
        }
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fraction(over: i32, under: i32) -> BigRational {
        BigRational::new(over.into(), under.into())
    }

    /// The gambler's ruin: one step up or down with the same probability, from 0 (lost) to `top` (doubled).
    fn ruin(top: u32, start: u32) -> Option<Odds> {
        let step = |&at: &u32| {
            let to = |at| match at {
                0 => Fate::Settled(Pays::new(-1, 1)),
                at if at == top => Fate::Settled(Pays::new(1, 1)),
                at => Fate::Goes(at),
            };
            vec![(1, to(at - 1)), (1, to(at + 1))]
        };
        solve(&[start], step)?.pop()
    }

    #[test]
    fn a_component_of_many_nodes_should_be_solved_together() {
        let odds = ruin(7, 3).expect("it ends");
        assert_eq!(odds.p_win, fraction(3, 7));
        assert_eq!(odds.p_push, fraction(0, 1));
        assert_eq!(odds.p_lose, fraction(4, 7));
        assert_eq!(odds.house_edge, fraction(1, 7));
        assert_eq!(odds.expected_rounds, fraction(12, 1));
    }

    #[test]
    fn starts_should_be_answered_in_their_order_and_twice_if_asked_twice() {
        let step = |&at: &u32| vec![(1, Fate::Settled(Pays::new(at as i32, 1)))];
        let odds = solve(&[5, 2, 5], step).expect("it ends");
        let edges: Vec<_> = odds.into_iter().map(|odds| odds.house_edge).collect();
        assert_eq!(edges, [fraction(-5, 1), fraction(-2, 1), fraction(-5, 1)]);
    }

    #[test]
    fn a_bet_that_never_settles_should_have_no_odds() {
        assert!(solve(&[0], |_| vec![(1, Fate::Goes(0))]).is_none());
        assert!(solve(&[0], |at| vec![(1, Fate::Goes(1 - at))]).is_none());
    }
}

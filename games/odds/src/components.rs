//! Strongly connected components (Tarjan), without recursion.

use std::collections::BTreeMap;

/// A node that was not visited yet.
const NEW: usize = usize::MAX;

struct Search<'a> {
    goes: &'a [BTreeMap<usize, u32>],
    /// When each node was visited first.
    index: Vec<usize>,
    /// The earliest node on the stack that is known to be reached from each node.
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    visited: usize,
    found: Vec<Vec<usize>>,
}

/// The strongly connected components of the graph: a component comes after all those to which it leads.
pub(crate) fn components(goes: &[BTreeMap<usize, u32>]) -> Vec<Vec<usize>> {
    let size = goes.len();
    let mut search = Search {
        goes,
        index: vec![NEW; size],
        low: vec![NEW; size],
        on_stack: vec![false; size],
        stack: vec![],
        visited: 0,
        found: vec![],
    };
    for node in 0..size {
        if search.index[node] == NEW {
            search.from(node);
        }
    }
    search.found
}

impl Search<'_> {
    fn from(&mut self, root: usize) {
        let goes = self.goes;
        let mut path = vec![(root, goes[root].keys())];
        self.enter(root);
        while let Some((node, successors)) = path.last_mut() {
            let node = *node;
            match successors.next() {
                Some(&to) if self.index[to] == NEW => {
                    self.enter(to);
                    path.push((to, goes[to].keys()));
                }
                Some(&to) if self.on_stack[to] => self.low[node] = self.low[node].min(self.index[to]),
                Some(_) => {}
                None => {
                    path.pop();
                    self.leave(node);
                    if let Some(&(parent, _)) = path.last() {
                        self.low[parent] = self.low[parent].min(self.low[node]);
                    }
                }
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.index[node] = self.visited;
        self.low[node] = self.visited;
        self.visited += 1;
        self.stack.push(node);
        self.on_stack[node] = true;
    }

    /// If nothing before `node` is reached from it, what lies above it on the stack is a component.
    fn leave(&mut self, node: usize) {
        if self.low[node] != self.index[node] {
            return;
        }
        let from = self.stack.iter().rposition(|&other| other == node).unwrap_or(0);
        let component = self.stack.split_off(from);
        component.iter().for_each(|&node| self.on_stack[node] = false);
        self.found.push(component);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[(usize, usize)], size: usize) -> Vec<BTreeMap<usize, u32>> {
        let mut goes = vec![BTreeMap::new(); size];
        for &(from, to) in edges {
            goes[from].insert(to, 1);
        }
        goes
    }

    #[test]
    fn components_should_come_after_those_to_which_they_lead() {
        let goes = graph(
            &[(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 3), (4, 4), (5, 0)],
            6,
        );
        let mut found = components(&goes);
        found.iter_mut().for_each(|component| component.sort());
        assert_eq!(found, [vec![3, 4], vec![0, 1, 2], vec![5]]);
    }

    #[test]
    fn nodes_without_a_way_back_should_stand_alone() {
        assert_eq!(
            components(&graph(&[(0, 0), (0, 1), (0, 2), (1, 2)], 3)),
            [[2], [1], [0]]
        );
    }
}

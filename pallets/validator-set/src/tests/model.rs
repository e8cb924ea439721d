//! The rules once more, as plainly as they can be said: no storage, no weights, no reuse of the pallet's code.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use crate::mock::*;

/// Amounts are as in the pallet, in the smallest unit.
type Amount = u128;
/// An account, its bond and its key.
pub type Place = (u64, Amount, u64);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub bond: Amount,
    pub leaving: Option<u32>,
    /// Since when and until when.
    pub jail: Option<(u32, u32)>,
    pub last: Option<u32>,
}

pub struct Model {
    pub now: u32,
    pub fewest: usize,
    pub most: usize,
    pub least: Amount,
    pub list: Vec<u64>,
    pub known: BTreeMap<u64, Known>,
    pub keys: BTreeMap<u64, u64>,
    /// The set of every session, and of the next.
    pub sets: Vec<Vec<Place>>,
    pub free: BTreeMap<u64, Amount>,
    pub destroyed: Amount,
    /// The percentage that was paid, by the first session with the same set and account.
    pub paid: BTreeMap<(u32, u64), u32>,
    /// How often somebody was reported, by the same.
    pub reports: BTreeMap<(u32, u64), u32>,
    /// The sessions whose set was planned after a slash: another set, although it may look the same.
    pub afresh: BTreeSet<usize>,
    pub slashed: bool,
    /// Sessions and blocks.
    pub missed: BTreeMap<u64, (u32, u32)>,
}

impl Model {
    /// After genesis.
    pub fn new(bonds: &[Amount], fewest: usize, most: usize) -> Self {
        let mut model = Self {
            now: 0,
            fewest,
            most,
            least: MIN_BOND,
            list: vec![],
            known: BTreeMap::new(),
            keys: (1..=12).map(|who| (who, who)).collect(),
            sets: vec![],
            free: (1..=12).map(|who| (who, PURSE)).collect(),
            destroyed: 0,
            paid: BTreeMap::new(),
            reports: BTreeMap::new(),
            afresh: BTreeSet::new(),
            slashed: false,
            missed: BTreeMap::new(),
        };
        for (who, bond) in (1..).zip(bonds) {
            model.join(who, bond * UNIT).expect("a sound genesis");
        }
        let first = model.plan(&[]).expect("there are validators");
        model.sets = vec![first.clone(), first];
        model
    }

    pub fn join(&mut self, who: u64, bond: Amount) -> Result<(), ()> {
        let before = self.known.get(&who).cloned();
        let fine = self.keys.contains_key(&who)
            && before.as_ref().is_none_or(|known| known.leaving.is_some())
            && before.as_ref().is_none_or(|known| self.is_served(known));
        if !fine {
            return Err(());
        }
        let total = before.as_ref().map_or(0, |known| known.bond) + bond;
        let last = before.and_then(|known| known.last);
        self.can_pay(who, bond)?;
        self.line_up(who, total)?;
        self.free.entry(who).and_modify(|free| *free -= bond);
        let known = Known {
            bond: total,
            last,
            ..Known::default()
        };
        self.known.insert(who, known);
        Ok(())
    }

    pub fn bond_more(&mut self, who: u64, amount: Amount) -> Result<(), ()> {
        self.staying(who)?;
        if amount == 0 {
            return Err(());
        }
        self.can_pay(who, amount)?;
        self.free.entry(who).and_modify(|free| *free -= amount);
        self.known.entry(who).and_modify(|known| known.bond += amount);
        Ok(())
    }

    pub fn leave(&mut self, who: u64) -> Result<(), ()> {
        self.staying(who)?;
        let could = self.could_be_planned(self.next());
        let needed = could.contains(&who) && could.len() <= self.fewest;
        if needed && !self.members().contains(&who) {
            return Err(());
        }
        self.go(who)
    }

    fn go(&mut self, who: u64) -> Result<(), ()> {
        let now = self.now;
        self.known
            .entry(who)
            .and_modify(|known| known.leaving = Some(now));
        self.list.retain(|other| *other != who);
        Ok(())
    }

    pub fn withdraw(&mut self, who: u64) -> Result<(), ()> {
        let known = self.known.get(&who).ok_or(())?;
        let free_at = known.last.map_or(0, |last| last + REPORTABLE + 1);
        let free = known.leaving.is_some()
            && !self.members().contains(&who)
            && self.is_served(known)
            && self.now >= free_at;
        if !free {
            return Err(());
        }
        let bond = known.bond;
        self.free.entry(who).and_modify(|free| *free += bond);
        self.known.remove(&who);
        self.keys.remove(&who);
        Ok(())
    }

    pub fn release(&mut self, who: u64) -> Result<(), ()> {
        let known = self.staying(who)?.clone();
        let fine = known.jail.is_some() && self.is_served(&known) && self.keys.contains_key(&who);
        if !fine {
            return Err(());
        }
        self.line_up(who, known.bond)?;
        self.known.entry(who).and_modify(|known| known.jail = None);
        Ok(())
    }

    /// An offence that costs so many percent. Refused if there were too many.
    pub fn offend(&mut self, who: u64, session: u32, percent: u32) -> Result<(), ()> {
        if session + REPORTABLE < self.now {
            return Ok(());
        }
        let term = self.term(session);
        let reports = self.reports.entry((term, who)).or_default();
        if *reports == MAX_REPORTS {
            return Err(());
        }
        *reports += 1;
        let last = *reports == MAX_REPORTS;
        self.pay(who, session, term, percent);
        if last {
            self.pay(who, session, term, 50);
        }
        Ok(())
    }

    /// The first of the sessions in a row with the same set.
    fn term(&self, session: u32) -> u32 {
        let mut first = session as usize;
        while first > 0 && self.sets[first - 1] == self.sets[first] && !self.afresh.contains(&first) {
            first -= 1;
        }
        first as u32
    }

    fn pay(&mut self, who: u64, session: u32, term: u32, percent: u32) {
        let paid = self.paid.get(&(term, who)).copied().unwrap_or(0);
        if paid >= percent {
            return;
        }
        self.paid.insert((term, who), percent);
        let place = self.sets[session as usize].iter().find(|place| place.0 == who);
        let bond = place.expect("the offender was a member").1;
        let due = bond * Amount::from(percent) / 100 - bond * Amount::from(paid) / 100;
        if let Some(known) = self.known.get_mut(&who) {
            let slash = due.min(known.bond);
            known.bond -= slash;
            self.destroyed += slash;
            self.slashed |= slash > 0;
            self.jail(who, OFFENCE_JAIL);
        }
    }

    /// Ends the session, in which each of `authors` wrote so many blocks.
    pub fn end_session(&mut self, authors: &[u64], blocks: u32) {
        self.blame(authors, blocks);
        self.now += 1;
        let before = self.sets[self.now as usize].clone();
        let planned = self.plan(&before);
        if planned.is_some() && std::mem::take(&mut self.slashed) {
            self.afresh.insert(self.sets.len());
        }
        let next = planned.unwrap_or_else(|| before.clone());
        for (who, ..) in &before {
            if !next.iter().any(|place| place.0 == *who) {
                self.missed.remove(who);
                let last = self.now;
                self.known.entry(*who).and_modify(|known| known.last = Some(last));
            }
        }
        self.sets.push(next);
    }

    fn blame(&mut self, authors: &[u64], blocks: u32) {
        let running: Vec<_> = self.running().iter().map(|place| place.0).collect();
        let awake: Vec<_> = running.iter().filter(|who| authors.contains(who)).collect();
        let some = blocks > 0;
        if some {
            awake.iter().for_each(|who| {
                self.missed.remove(who);
            });
        }
        let awake = if some { awake.len() } else { 0 };
        let expected = blocks * authors.len() as u32 / running.len() as u32;
        if 3 * awake < 2 * running.len() || expected == 0 {
            return;
        }
        let next: Vec<_> = self.next().iter().map(|place| place.0).collect();
        for who in running {
            let free = self.known[&who].jail.is_none();
            if authors.contains(&who) || !free || !next.contains(&who) {
                continue;
            }
            let missed = self.missed.entry(who).or_default();
            *missed = (missed.0 + 1, missed.1 + expected);
            if missed.0 >= 2 && missed.1 >= 6 && self.jail(who, OFFLINE_JAIL) {
                self.missed.remove(&who);
            }
        }
    }

    /// Whether it was done.
    fn jail(&mut self, who: u64, time: u32) -> bool {
        let until = self.now + time;
        if let Some(jail) = &mut self.known.get_mut(&who).expect("it has a bond").jail {
            jail.1 = jail.1.max(until);
            return true;
        }
        let could: Vec<_> = self.could_be_planned(self.next());
        if could.contains(&who) && could.len() <= self.fewest {
            return false;
        }
        let since = self.now;
        self.known
            .entry(who)
            .and_modify(|known| known.jail = Some((since, until)));
        self.list.retain(|other| *other != who);
        true
    }

    fn could_be_planned(&self, before: &[Place]) -> Vec<u64> {
        let mut could = self.wanted();
        let kept = self.kept(before);
        could.extend(kept);
        could
    }

    /// Those who want in and may, by rank.
    fn wanted(&self) -> Vec<u64> {
        let fine = |who: &&u64| self.keys.contains_key(who) && self.known[who].bond >= self.least;
        let mut wanted: Vec<_> = self.list.iter().filter(fine).copied().collect();
        wanted.sort_by_key(|who| Reverse(self.known[who].bond));
        wanted
    }

    /// Those who are kept if they must be, by rank.
    fn kept(&self, before: &[Place]) -> Vec<u64> {
        let wanted = self.wanted();
        let fine = |who: &u64| {
            !wanted.contains(who) && self.keys.contains_key(who) && self.known[who].jail.is_none()
        };
        let kept: Vec<_> = before.iter().map(|place| place.0).filter(fine).collect();
        let (mut poor, mut leavers): (Vec<u64>, Vec<u64>) = kept
            .into_iter()
            .partition(|who| self.known[who].leaving.is_none());
        poor.sort_by_key(|who| Reverse(self.known[who].bond));
        leavers.sort_by_key(|who| Reverse((self.known[who].leaving, self.known[who].bond)));
        poor.extend(leavers);
        poor
    }

    /// Those of before stay if there is nobody else. Nobody if not even they have keys.
    fn plan(&self, before: &[Place]) -> Option<Vec<Place>> {
        let mut chosen = self.wanted();
        chosen.truncate(self.most);
        for who in self.kept(before) {
            if chosen.len() < self.fewest {
                chosen.push(who);
            }
        }
        if chosen.is_empty() {
            let all = before.iter().map(|place| place.0);
            chosen.extend(all.filter(|who| self.keys.contains_key(who)));
        }
        let place = |who| (who, self.known[&who].bond, self.keys[&who]);
        let places: Vec<_> = chosen.into_iter().map(place).collect();
        (!places.is_empty()).then_some(places)
    }

    /// Puts `who` at the end of the list, in the place of the poorest and newest that only waits if it is full.
    fn line_up(&mut self, who: u64, bond: Amount) -> Result<(), ()> {
        if bond < self.least {
            return Err(());
        }
        if self.list.len() == MOST_CANDIDATES as usize {
            let members = self.members();
            let mut waiting: Vec<_> = self
                .list
                .iter()
                .filter(|other| !members.contains(other))
                .collect();
            waiting.reverse();
            waiting.sort_by_key(|other| self.known[other].bond);
            let poorest = **waiting.first().ok_or(())?;
            if self.known[&poorest].bond >= bond {
                return Err(());
            }
            self.go(poorest)?;
        }
        self.list.push(who);
        Ok(())
    }

    fn staying(&self, who: u64) -> Result<&Known, ()> {
        let known = self.known.get(&who).filter(|known| known.leaving.is_none());
        known.ok_or(())
    }

    fn is_served(&self, known: &Known) -> bool {
        known.jail.is_none_or(|(_, until)| self.now >= until)
    }

    /// The existential deposit stays with the account.
    fn can_pay(&self, who: u64, amount: Amount) -> Result<(), ()> {
        let left = self.free[&who].checked_sub(amount).ok_or(())?;
        (left >= UNIT / 100).then_some(()).ok_or(())
    }

    pub fn running(&self) -> &Vec<Place> {
        &self.sets[self.now as usize]
    }

    pub fn next(&self) -> &Vec<Place> {
        &self.sets[self.now as usize + 1]
    }

    fn members(&self) -> BTreeSet<u64> {
        self.running()
            .iter()
            .chain(self.next())
            .map(|place| place.0)
            .collect()
    }
}

//! The directory as a whole: units found by id, their places in the tree, and what is wrong with the data.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher as _, RandomState};

use chrono::NaiveDate;

use super::merge::{Merged, merge};
use super::{
    CardConflict, ContactCard, DirectoryKind, DirectoryRecord, Dn, Flaw, FlawKind, Selection, Standing, county, dn,
};
use crate::model::facts::UnitState;
use crate::model::field::Field;
use crate::model::hsa_id::HsaId;
use crate::model::place::RecordRef;

/// A unit of a [`Directory`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitIx(u32);

/// No unit.
const NONE: u32 = u32::MAX;

/// All units of the directory sources, put together.
#[derive(Debug, Default)]
pub struct Directory {
    records: Vec<DirectoryRecord>,
    units: Vec<Entry>,
    /// By the hash of the id in capitals.
    by_id: HashMap<u64, u32>,
    hasher: RandomState,
    /// The units below each unit: `below[starts[ix]..starts[ix + 1]]`.
    below: Vec<u32>,
    starts: Vec<u32>,
    /// By unit; those that belong to none come last.
    flaws: Vec<(u32, Flaw)>,
}

/// A unit: its first record, and more where several records are of one unit.
#[derive(Debug)]
struct Entry {
    first: u32,
    parent: u32,
    more: Option<Box<More>>,
}

/// What there is to know of a unit of several records.
#[derive(Debug)]
struct More {
    records: Vec<u32>,
    refs: Vec<RecordRef>,
    merged: Merged,
}

/// A unit as all sources together have it.
#[derive(Clone, Copy, Debug)]
pub struct Unit<'d> {
    /// Its identity.
    pub hsa_id: Option<&'d HsaId>,
    /// Its distinguished name.
    pub dn: Option<&'d Dn>,
    /// Its name.
    pub name: &'d Field<Box<str>>,
    /// The name that the public sees.
    pub public_name: &'d Field<Box<str>>,
    /// What it is in the sense of the law on patient data.
    pub standing: Standing,
    /// The responsible health care provider.
    pub provider: Option<&'d HsaId>,
    /// Its members, if it is a health care unit.
    pub members: &'d [HsaId],
    /// From when on it is in use.
    pub starts: &'d Field<NaiveDate>,
    /// Until when it is in use.
    pub ends: &'d Field<NaiveDate>,
    /// Its contact card, if a source has it.
    pub card: Option<&'d ContactCard>,
    /// Where it stands, in every source.
    pub records: &'d [RecordRef],
    /// Where its sources disagree.
    pub conflicts: &'d [CardConflict],
}

impl Directory {
    /// Puts records together to units and finds their places in the tree. Adds the flaws that only the whole shows, and
    /// those that only the day shows, to those that were found record by record.
    #[must_use]
    pub fn new(records: Vec<DirectoryRecord>, flaws: Vec<Flaw>, today: NaiveDate) -> Self {
        let mut build = Build {
            directory: Self { records, ..Self::default() },
            by_dn: HashMap::new(),
            unit_of: Vec::new(),
            flaws,
            key: Vec::new(),
        };
        build.units();
        build.names();
        build.tree();
        build.references();
        build.times(today);
        build.finish()
    }

    /// How many units there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether there is no unit at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// The unit with an id, in any spelling of its letters.
    #[must_use]
    pub fn unit(&self, id: &HsaId) -> Option<UnitIx> {
        if self.by_id.is_empty() {
            return None;
        }
        let ix = *self.by_id.get(&self.hasher.hash_one(id))?;
        (self.records[self.units[ix as usize].first as usize].hsa_id.as_ref() == Some(id)).then_some(UnitIx(ix))
    }

    /// All units, in the order of the sources.
    pub fn units(&self) -> impl Iterator<Item = UnitIx> + use<> {
        (0..u32::try_from(self.units.len()).unwrap_or(NONE)).map(UnitIx)
    }

    /// All identities, in the order of the sources.
    pub fn ids(&self) -> impl Iterator<Item = &HsaId> {
        self.units().filter_map(|ix| self.get(ix).hsa_id)
    }

    /// A unit.
    #[must_use]
    pub fn get(&self, ix: UnitIx) -> Unit<'_> {
        let entry = self.entry(ix);
        let first = &self.records[entry.first as usize];
        let record = entry.more.as_ref().map_or(first, |more| &more.merged.record);
        Unit {
            hsa_id: record.hsa_id.as_ref(),
            dn: record.dn.as_ref(),
            name: &record.name,
            public_name: &record.public_name,
            standing: record.standing,
            provider: record.provider.as_ref(),
            members: &record.members,
            starts: &record.starts,
            ends: &record.ends,
            card: record.card.as_deref(),
            records: entry.more.as_ref().map_or(std::slice::from_ref(&first.record), |more| &more.refs),
            conflicts: entry.more.as_ref().map_or(&[], |more| &more.merged.conflicts),
        }
    }

    /// The records of a unit that have a contact card.
    pub fn card_records(&self, ix: UnitIx) -> impl Iterator<Item = RecordRef> {
        let entry = self.entry(ix);
        let all = entry.more.as_ref().map_or(std::slice::from_ref(&entry.first), |more| &more.records);
        all.iter()
            .map(|ix| &self.records[*ix as usize])
            .filter(|record| record.card.is_some())
            .map(|record| record.record)
    }

    /// The unit above, by the distinguished name.
    #[must_use]
    pub fn parent(&self, ix: UnitIx) -> Option<UnitIx> {
        Some(self.entry(ix).parent).filter(|parent| *parent != NONE).map(UnitIx)
    }

    /// The units above, the nearest first.
    pub fn ancestors(&self, ix: UnitIx) -> impl Iterator<Item = UnitIx> {
        // Names of one unit in two sources can lead round in a circle; no true tree is as deep as this.
        std::iter::successors(self.parent(ix), |above| self.parent(*above))
            .take(64)
            .take_while(move |above| *above != ix)
    }

    /// The units right below.
    pub fn children(&self, UnitIx(ix): UnitIx) -> impl Iterator<Item = UnitIx> {
        let bounds = self.starts[ix as usize] as usize..self.starts[ix as usize + 1] as usize;
        self.below[bounds].iter().copied().map(UnitIx)
    }

    /// Whether a unit is in use on a day. What is archived or has ended is not; dates that contradict each other tell
    /// nothing.
    #[must_use]
    pub fn state(&self, ix: UnitIx, today: NaiveDate) -> Field<UnitState> {
        let unit = self.get(ix);
        if unit.standing.is_archived() {
            return Field::Value(UnitState::Ended);
        }
        match (unit.starts, unit.ends) {
            (_, Field::Unreadable) | (Field::Unreadable, _) => Field::Unreadable,
            (_, Field::Conflicting) | (Field::Conflicting, _) => Field::Conflicting,
            (Field::Value(starts), Field::Value(ends)) if ends < starts => Field::Unreadable,
            (_, Field::Value(ends)) if *ends < today => Field::Value(UnitState::Ended),
            (Field::Value(starts), _) if *starts > today => Field::Value(UnitState::Future),
            _ => Field::Value(UnitState::Current),
        }
    }

    /// What a unit is, by its standing, its place in the tree and the unit types of its card.
    #[must_use]
    pub fn kinds(&self, ix: UnitIx) -> Vec<DirectoryKind> {
        let unit = self.get(ix);
        let mut kinds = Vec::new();
        let leaf = |kind: &str| unit.dn.is_some_and(|dn| dn.leaf_kind().eq_ignore_ascii_case(kind));
        let is_type = |code: &str| {
            let types = unit.card.and_then(|card| card.unit_types.value());
            types.is_some_and(|types| types.iter().any(|known| &**known == code))
        };
        let in_service_tree = unit.dn.is_some_and(Dn::is_in_service_tree);
        let is_function = unit.standing.is(Standing::FUNCTION) || leaf("cn");
        for (is, kind) in [
            (unit.standing.is(Standing::PROVIDER), DirectoryKind::Vardgivare),
            (unit.standing.is(Standing::CARE_UNIT), DirectoryKind::Vardenhet),
            (is_type("01"), DirectoryKind::Sjukhus),
            (is_type("02"), DirectoryKind::Vardcentral),
            (is_type("03"), DirectoryKind::Distansenhet),
            (in_service_tree, DirectoryKind::Tjanst),
            (leaf("o") && !in_service_tree, DirectoryKind::Organisation),
            (is_function && !in_service_tree, DirectoryKind::Funktion),
        ] {
            if is {
                kinds.push(kind);
            }
        }
        if !in_service_tree && !is_function && !leaf("o") {
            kinds.push(DirectoryKind::Enhet);
        }
        kinds
    }

    /// The code of the county that a unit stands in: by its card, else by the place in its distinguished name.
    #[must_use]
    pub fn county(&self, ix: UnitIx) -> Option<&str> {
        let unit = self.get(ix);
        if let Some(card) = unit.card {
            let municipality = card.municipality.value().and_then(|code| code.get(..2));
            if let Some(code) = card.county.value().map(|code| &**code).or(municipality) {
                return Some(code);
            }
        }
        let place = |(kind, name): (&str, std::borrow::Cow<'_, str>)| {
            if kind.eq_ignore_ascii_case("l") { county::code(&name) } else { None }
        };
        unit.dn?.rdns().find_map(place)
    }

    /// The units of a selection, in the order of the sources.
    pub fn selected<'d>(&'d self, selection: &'d Selection) -> impl Iterator<Item = UnitIx> + 'd {
        let tops: Vec<Option<UnitIx>> = selection.under.iter().map(|id| self.unit(id)).collect();
        let is_under = move |ix: UnitIx| {
            tops.is_empty() || tops.contains(&Some(ix)) || self.ancestors(ix).any(|above| tops.contains(&Some(above)))
        };
        self.units().filter(move |ix| {
            selection.county.as_deref().is_none_or(|county| self.county(*ix) == Some(county))
                && (selection.kinds.is_empty() || self.kinds(*ix).iter().any(|kind| selection.kinds.contains(kind)))
                && is_under(*ix)
        })
    }

    /// What is wrong with a unit's data.
    pub fn flaws_of(&self, UnitIx(ix): UnitIx) -> impl Iterator<Item = &Flaw> {
        let start = self.flaws.partition_point(|(unit, _)| *unit < ix);
        self.flaws[start..].iter().take_while(move |(unit, _)| *unit == ix).map(|(_, flaw)| flaw)
    }

    /// What is wrong with records that became no unit.
    pub fn flaws_of_none(&self) -> impl Iterator<Item = &Flaw> {
        self.flaws_of(UnitIx(NONE))
    }

    fn entry(&self, UnitIx(ix): UnitIx) -> &Entry {
        &self.units[ix as usize]
    }
}

/// A directory in the making.
struct Build {
    directory: Directory,
    /// The unit at each distinguished name, by the hash of the name's key.
    by_dn: HashMap<u64, u32>,
    /// The unit that each record became a part of.
    unit_of: Vec<u32>,
    flaws: Vec<Flaw>,
    key: Vec<u8>,
}

impl Build {
    /// A unit for each id. A second record in the same source is a fault of the source, in another source it adds to the
    /// unit.
    fn units(&mut self) {
        let Directory { records, units, by_id, hasher, .. } = &mut self.directory;
        by_id.reserve(records.len());
        let mut several: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (number, record) in (0_u32..).zip(records.iter()) {
            let next = u32::try_from(units.len()).unwrap_or(NONE);
            let ix = match &record.hsa_id {
                Some(id) => *by_id.entry(hasher.hash_one(id)).or_insert(next),
                None => next,
            };
            self.unit_of.push(ix);
            if ix == next {
                units.push(Entry { first: number, parent: NONE, more: None });
                continue;
            }
            let entry = &mut units[ix as usize];
            let known = several.entry(ix).or_insert_with(|| vec![entry.first]);
            let same_file = known.iter().find(|known| records[**known as usize].record.file == record.record.file);
            match same_file.map(|known| &records[*known as usize]) {
                None => known.push(number),
                Some(twin) => {
                    let in_services = |one: &DirectoryRecord| one.dn.as_ref().is_some_and(Dn::is_in_service_tree);
                    match (in_services(twin), in_services(record)) {
                        // The service tree has the same object again; what counts is the organisation's.
                        (false, true) => self.flaws.push(flaw(FlawKind::AlsoInServiceTree, record)),
                        (true, false) => {
                            self.flaws.push(flaw(FlawKind::AlsoInServiceTree, twin));
                            let twin = twin.record;
                            for slot in known.iter_mut().filter(|slot| records[**slot as usize].record == twin) {
                                *slot = number;
                            }
                            entry.first = known[0];
                        }
                        _ => {
                            self.flaws.push(flaw(FlawKind::DuplicateHsaId, record));
                            known.push(number);
                        }
                    }
                }
            }
        }
        for (ix, mut members) in several {
            // The record that knows the place in the tree comes first.
            members.sort_by_key(|number| records[*number as usize].dn.is_none());
            let all: Vec<&DirectoryRecord> = members.iter().map(|number| &records[*number as usize]).collect();
            let entry = &mut units[ix as usize];
            entry.first = members[0];
            if all.len() > 1 {
                let refs = all.iter().map(|record| record.record).collect();
                entry.more = Some(Box::new(More { refs, merged: merge(&all), records: members }));
            }
        }
    }

    /// Which unit stands at each distinguished name. The first record of a source keeps a name that two have.
    fn names(&mut self) {
        let Directory { records, units, hasher, .. } = &self.directory;
        self.by_dn.reserve(records.len());
        for (record, unit) in records.iter().zip(&self.unit_of) {
            let Some(dn) = &record.dn else { continue };
            dn::write_key(dn.as_str(), &mut self.key);
            let holder = *self.by_dn.entry(hasher.hash_one(&self.key)).or_insert(*unit);
            let file = |ix: u32| records[units[ix as usize].first as usize].record.file;
            if holder != *unit && file(holder) == record.record.file {
                self.flaws.push(flaw(FlawKind::DuplicateDn, record));
            }
        }
    }

    /// The unit above each unit.
    fn tree(&mut self) {
        for ix in 0..self.directory.units.len() {
            let unit = self.directory.get(UnitIx(u32::try_from(ix).unwrap_or(NONE)));
            let Some(dn) = unit.dn else { continue };
            let Some(parent) = dn.parent() else { continue };
            dn::write_key(parent, &mut self.key);
            let above = self.by_dn.get(&self.directory.hasher.hash_one(&self.key)).copied();
            let above = above.filter(|above| *above as usize != ix);
            if above.is_some_and(|above| self.leads_out_of_services(dn, UnitIx(above))) {
                continue;
            }
            // A file of cards need not have the branches above them.
            let record = &self.directory.records[self.directory.units[ix].first as usize];
            if above.is_none() && record.card.is_none() && !dn.is_top() {
                self.flaws.push(flaw(FlawKind::NoParent, record));
            }
            self.directory.units[ix].parent = above.unwrap_or(NONE);
        }
        let count = self.directory.units.len();
        let mut starts = vec![0_u32; count + 1];
        for entry in self.directory.units.iter().filter(|entry| entry.parent != NONE) {
            starts[entry.parent as usize + 1] += 1;
        }
        for ix in 0..count {
            starts[ix + 1] += starts[ix];
        }
        let mut next = starts.clone();
        let mut below = vec![0_u32; starts[count] as usize];
        for (ix, entry) in (0_u32..).zip(&self.directory.units) {
            if let Some(at) = next.get_mut(entry.parent as usize).filter(|_| entry.parent != NONE) {
                below[*at as usize] = ix;
                *at += 1;
            }
        }
        (self.directory.below, self.directory.starts) = (below, starts);
    }

    /// What stands below an object's twin in the service tree does not stand below the object.
    fn leads_out_of_services(&self, dn: &Dn, above: UnitIx) -> bool {
        dn.is_in_service_tree() && !self.directory.get(above).dn.is_some_and(Dn::is_in_service_tree)
    }

    /// What records say of other units.
    fn references(&mut self) {
        let directory = &self.directory;
        for (ix, entry) in directory.units.iter().enumerate() {
            let unit = directory.get(UnitIx(u32::try_from(ix).unwrap_or(NONE)));
            let record = &directory.records[entry.first as usize];
            // Only a source that has every unit shows that one is missing.
            if record.card.is_none() {
                for _ in unit.members.iter().filter(|id| directory.unit(id).is_none()) {
                    self.flaws.push(Flaw { field: Some("members"), ..flaw(FlawKind::MemberMissing, record) });
                }
                if unit.provider.is_some_and(|id| directory.unit(id).is_none()) {
                    self.flaws.push(Flaw { field: Some("provider"), ..flaw(FlawKind::ProviderMissing, record) });
                }
            }
        }
    }

    /// What is wrong with the time for which units and their information hold, on a day.
    fn times(&mut self, today: NaiveDate) {
        let directory = &self.directory;
        let is = |ix: UnitIx, state: UnitState| directory.state(ix, today) == Field::Value(state);
        for (ix, entry) in directory.units().zip(&directory.units) {
            let unit = directory.get(ix);
            let record = &directory.records[entry.first as usize];
            if matches!((unit.starts, unit.ends), (Field::Value(starts), Field::Value(ends)) if ends < starts) {
                self.flaws.push(Flaw { field: Some("ends"), ..flaw(FlawKind::DatesReversed, record) });
            }
            let above = directory.parent(ix);
            if above.is_some_and(|above| is(above, UnitState::Ended)) && is(ix, UnitState::Current) {
                self.flaws.push(flaw(FlawKind::ParentEnded, record));
            }
        }
        for record in &directory.records {
            let temporary = record.card.as_ref().and_then(|card| card.temporary.value());
            if temporary.is_some_and(|all| all.iter().any(|one| one.has_passed(today))) {
                self.flaws.push(Flaw { field: Some("temporary"), ..flaw(FlawKind::TemporaryPassed, record) });
            }
        }
    }

    /// Sorts the flaws by unit.
    fn finish(mut self) -> Directory {
        let mut by_record: Vec<(RecordRef, u32)> =
            self.directory.records.iter().map(|record| record.record).zip(self.unit_of.iter().copied()).collect();
        by_record.sort_unstable();
        let unit_of = |flaw: &Flaw| {
            let found = by_record.binary_search_by_key(&flaw.record, |(record, _)| *record);
            found.map_or(NONE, |at| by_record[at].1)
        };
        let mut flaws: Vec<(u32, Flaw)> = self.flaws.drain(..).map(|flaw| (unit_of(&flaw), flaw)).collect();
        flaws.sort_unstable();
        self.directory.flaws = flaws;
        self.directory
    }
}

fn flaw(kind: FlawKind, record: &DirectoryRecord) -> Flaw {
    let field = match kind {
        FlawKind::DuplicateHsaId | FlawKind::AlsoInServiceTree => Some("hsa_id"),
        FlawKind::DuplicateDn | FlawKind::NoParent | FlawKind::ParentEnded => Some("dn"),
        _ => None,
    };
    Flaw { kind, record: record.record, field }
}

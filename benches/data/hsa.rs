//! A seeded national file export of the HSA directory, with what is odd in a real one in its real proportion: the same bytes
//! in every run. Every name, number and identity is invented; nothing in it is a personal identity number.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How many units the measured export had; quirks are scaled from its counts.
pub(crate) const NATIONAL: usize = 91_110;

/// County names and codes.
pub(crate) const COUNTIES: [(&str, &str); 21] = [
    ("Stockholms län", "01"),
    ("Uppsala län", "03"),
    ("Södermanlands län", "04"),
    ("Östergötlands län", "05"),
    ("Jönköpings län", "06"),
    ("Kronobergs län", "07"),
    ("Kalmar län", "08"),
    ("Gotlands län", "09"),
    ("Blekinge län", "10"),
    ("Skåne län", "12"),
    ("Hallands län", "13"),
    ("Västra Götalands län", "14"),
    ("Värmlands län", "17"),
    ("Örebro län", "18"),
    ("Västmanlands län", "19"),
    ("Dalarnas län", "20"),
    ("Gävleborgs län", "21"),
    ("Västernorrlands län", "22"),
    ("Jämtlands län", "23"),
    ("Västerbottens län", "24"),
    ("Norrbottens län", "25"),
];

const PLACES: [&str; 8] =
    ["Testköping", "Provinge", "Exempelby", "Mallbo", "Övningsås", "Prövsjö", "Skissele", "Utkastboda"];
const WORDS: [&str; 6] = ["vårdcentral", "rehabilitering", "barnhälsovård", "avdelning", "mottagning", "äldreboende"];
const FUNCTIONS: [&str; 5] = ["Bokning", "Avbokning", "Receptförnyelse", "Rådgivning", "Sjukresebeställning"];

/// A unit as it was made.
#[derive(Clone, Debug, Default)]
pub(crate) struct TrueUnit {
    /// Its identity, without the blanks that the export has around it; empty where it has none.
    pub(crate) id: String,
    /// Its distinguished name.
    pub(crate) dn: String,
    /// Its name; empty where it has none.
    pub(crate) name: String,
    /// The unit above, by its number.
    pub(crate) above: Option<usize>,
    /// The county of its distinguished name.
    pub(crate) county: Option<&'static str>,
    /// It stands in the service tree.
    pub(crate) is_service: bool,
    /// It stands in the service tree too, under another name.
    pub(crate) is_twin: bool,
    /// It is a function.
    pub(crate) is_function: bool,
    written_id: String,
    org_no: String,
    flags: Vec<&'static str>,
    provider: String,
    members: Vec<String>,
    ends: bool,
    depth: usize,
    has_below: bool,
    is_odd: bool,
}

/// An export, and what is true of it.
#[derive(Clone, Debug)]
pub(crate) struct National {
    /// The document.
    pub(crate) xml: Vec<u8>,
    /// Its units, in its order.
    pub(crate) units: Vec<TrueUnit>,
    /// How many flaws of each kind went in.
    pub(crate) flaws: BTreeMap<&'static str, usize>,
}

/// Makes an export of so many units.
pub(crate) fn national(units: usize) -> National {
    let mut made = Made { units: Vec::with_capacity(units), seed: 0x5EED, flaws: BTreeMap::new(), wanted: units };
    made.organisations();
    made.branches();
    made.services();
    made.oddities();
    made.care();
    let xml = made.write();
    National { xml, units: made.units, flaws: made.flaws }
}

impl National {
    /// What went in, a line each.
    pub(crate) fn summary(&self) -> String {
        let count = |is: &dyn Fn(&TrueUnit) -> bool| self.units.iter().filter(|unit| is(unit)).count();
        let mut text = format!(
            "{} bytes, {} units: {} without one above, {} functions, {} in the service tree, {} of them twins, {} in a county\n",
            self.xml.len(),
            self.units.len(),
            count(&|unit| unit.above.is_none()),
            count(&|unit| unit.is_function),
            count(&|unit| unit.is_service),
            count(&|unit| unit.is_twin),
            count(&|unit| unit.county.is_some()),
        );
        for (kind, count) in &self.flaws {
            writeln!(text, "{kind}: {count}").expect("a String takes it");
        }
        text
    }
}

/// What a unit stands below.
#[derive(Clone, Copy)]
enum Above<'p> {
    Unit(usize),
    /// Only places or domains, or something that the export has not.
    Place(&'p str),
}

struct Made {
    units: Vec<TrueUnit>,
    seed: u64,
    flaws: BTreeMap<&'static str, usize>,
    wanted: usize,
}

impl Made {
    fn random(&mut self, below: usize) -> usize {
        self.seed = self.seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.seed;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % below as u64).expect("it is below a usize")
    }

    /// A count of the real export at this size, at least one.
    fn scaled(&self, real: usize) -> usize {
        (real * self.wanted / NATIONAL).max(1)
    }

    fn add(&mut self, leaf: &str, name: &str, above: Above<'_>) -> usize {
        let number = self.units.len();
        let (tail, county, depth, is_service) = match above {
            Above::Unit(above) => {
                let unit = &mut self.units[above];
                unit.has_below = true;
                (unit.dn.clone(), unit.county, unit.depth, unit.is_service)
            }
            Above::Place(place) => {
                let county = COUNTIES.iter().find(|(name, _)| place.contains(name)).map(|(_, code)| *code);
                (place.to_owned(), county, place.split(',').count(), place.contains("dc=Services"))
            }
        };
        let org_no = organisation_number(number / 40);
        // Some regions write twelve digits.
        let century = if number % 40 < 9 { "16" } else { "" };
        let id = format!("SE{century}{org_no}-TEST{number}");
        self.units.push(TrueUnit {
            written_id: id.clone(),
            id,
            dn: format!("{leaf},{tail}"),
            name: name.to_owned(),
            above: if let Above::Unit(above) = above { Some(above) } else { None },
            county,
            is_service,
            is_function: leaf.starts_with("cn="),
            org_no: format!("{}-{}", &org_no[..6], &org_no[6..]),
            depth: depth + 1,
            ..TrueUnit::default()
        });
        number
    }

    /// Regions and municipalities in their counties, and organisations of the whole country.
    fn organisations(&mut self) {
        for (county, _) in COUNTIES {
            self.add(&format!("o=Region Test {county}"), "Region Test", Above::Place(&format!("l={county},c=SE")));
        }
        for number in 0..self.scaled(485 - 21) {
            let name = format!("Test {} {number}", PLACES[number % PLACES.len()]);
            let (county, _) = COUNTIES[self.random(COUNTIES.len())];
            let place = if number % 5 < 3 { format!("l={county},c=SE") } else { "c=SE".to_owned() };
            self.add(&format!("o={name}"), &name, Above::Place(&place));
        }
    }

    /// Units and functions, anywhere below.
    fn branches(&mut self) {
        let wanted = self.wanted - self.scaled(10_568) - self.scaled(8);
        // The others stand in the service tree.
        let functions = self.scaled(19_081) - self.scaled(10_568);
        let escaped = self.scaled(22);
        let units = wanted - functions;
        while self.units.len() < units {
            let number = self.units.len();
            let above = self.random(number);
            if self.units[above].depth > 10 {
                continue;
            }
            let name = format!("{}s {} {number}", PLACES[number % 8], WORDS[number % 6]);
            // Some of those above others have a name that must be escaped.
            let leaf = if number % (units / escaped).max(1) == 7 {
                format!(r"ou={}\, {}\=TEST {number}", PLACES[number % 8], WORDS[number % 6])
            } else {
                format!("ou={name}")
            };
            self.add(&leaf, &name, Above::Unit(above));
        }
        let outside = self.scaled(2_100);
        for number in 0..functions {
            let above = loop {
                let above = self.random(units);
                if self.units[above].depth < 11 {
                    break above;
                }
            };
            let name = format!("{} {number}", FUNCTIONS[number % 5]);
            let leaf = if number < outside { format!("cn={name} (& TEST)") } else { format!("cn={name}") };
            self.add(&leaf, &name, Above::Unit(above));
        }
        self.flaws.insert("dn_outside_pattern", outside);
        for number in 0..self.scaled(8) {
            let place = format!("ou=Borttagen {number},o=Test borttagen,l=Jönköpings län,c=SE");
            let unit = self.add(&format!("ou=Utan överordnad {number}"), "Utan överordnad", Above::Place(&place));
            self.units[unit].is_odd = true;
        }
        self.flaws.insert("no_parent", self.scaled(8));
    }

    /// The service tree, where some objects of the organisations stand again.
    fn services(&mut self) {
        let first = self.units.len();
        for node in 0..self.scaled(20) {
            self.add(&format!("o=Tjänst {node}"), "Tjänst", Above::Place(&format!("dc=Nod{node},dc=Services,c=SE")));
        }
        let (twins, system) = (self.scaled(599), self.scaled(305));
        let tops = self.units.len();
        let mut twin_of = COUNTIES.len();
        while self.units.len() < self.wanted {
            let number = self.units.len();
            let above = first + self.random(tops - first);
            let unit = self.add(&format!("cn=System {number}"), "System", Above::Unit(above));
            if number - tops < twins {
                twin_of += 1;
                self.units[twin_of].is_odd = true;
                let id = self.units[twin_of].id.clone();
                let twin = &mut self.units[unit];
                (twin.written_id, twin.id, twin.is_twin) = (id.clone(), id, true);
            } else if number - tops < twins + system {
                let id = format!("HSASERVICES-{number}T");
                (self.units[unit].written_id, self.units[unit].id) = (id.clone(), id);
            }
            self.units[unit].is_odd = true;
        }
        self.flaws.insert("also_in_service_tree", twins);
    }

    /// The next unit that nothing is wrong with yet.
    fn plain(&mut self) -> usize {
        loop {
            let unit = self.random(self.units.len());
            if !self.units[unit].is_odd && !self.units[unit].is_service {
                self.units[unit].is_odd = true;
                return unit;
            }
        }
    }

    /// What is wrong with identities, names and numbers.
    fn oddities(&mut self) {
        type Spoil = fn(&mut TrueUnit);
        let kinds: [(&'static str, usize, Spoil); 10] = [
            ("no_hsa_id", 11, |unit| unit.written_id.clear()),
            ("hsa_id_lower_case", 652, |unit| unit.written_id = unit.written_id.replace("TEST", "test")),
            ("hsa_id_blank", 3, |unit| unit.written_id.push(' ')),
            ("hsa_id_form", 27, |unit| unit.written_id = unit.written_id.replace('-', "")),
            ("hsa_id_check_digit", 2, |unit| {
                let owner = unit.written_id.find('-').unwrap_or_default();
                let digit = if unit.written_id.as_bytes()[owner - 1] == b'0' { "1" } else { "0" };
                unit.written_id.replace_range(owner - 1..owner, digit);
            }),
            ("no_name", 4, |unit| unit.name.clear()),
            ("org_no_form", 239, |unit| unit.org_no = unit.org_no.replace('-', "")),
            ("org_no_form", 34, |unit| unit.org_no = format!("16{}", unit.org_no.replace('-', ""))),
            ("org_no_form", 24, |unit| unit.org_no = ".".to_owned()),
            ("org_no_check_digit", 27, |unit| {
                let digit = if unit.org_no.ends_with('0') { "1" } else { "0" };
                unit.org_no.replace_range(10..11, digit);
            }),
        ];
        for (kind, real, spoil) in kinds {
            for _ in 0..self.scaled(real) {
                let unit = self.plain();
                spoil(&mut self.units[unit]);
                self.units[unit].id = self.units[unit].written_id.trim().to_owned();
                *self.flaws.entry(kind).or_default() += 1;
            }
        }
    }

    /// Health care providers and units, their members, and what is out of use.
    fn care(&mut self) {
        let providers = self.scaled(4_371);
        for unit in 0..providers.min(self.units.len()) {
            self.units[unit].flags.push("isHsaHealthCareProvider");
        }
        let (care, lists, members) = (self.scaled(9_883), self.scaled(2_221), self.scaled(15_958));
        let (mut missing, mut dangling) = (self.scaled(216), self.scaled(2));
        self.flaws.insert("member_missing", missing);
        self.flaws.insert("provider_missing", dangling);
        for number in 0..care {
            let unit = COUNTIES.len() + number * 5;
            let provider = self.units[self.seed as usize % COUNTIES.len()].id.clone();
            self.units[unit].flags.push("isHsaHealthCareUnit");
            self.units[unit].provider = provider;
            if dangling > 0 {
                self.units[unit].provider = format!("SE{}-SAKNAS{number}", organisation_number(0));
                dangling -= 1;
            }
            for _ in 0..if number < lists { members / lists } else { 0 } {
                let member = self.random(self.units.len());
                let known = self.units[member].id.clone();
                let id = if missing > 0 { format!("SE{}-SAKNAS{member}", organisation_number(0)) } else { known };
                missing = missing.saturating_sub(1);
                if !id.is_empty() {
                    self.units[unit].members.push(id);
                }
            }
        }
        for unit in (0..self.units.len()).step_by(37) {
            if !self.units[unit].has_below {
                self.units[unit].flags.push("unitIsArchived");
                self.units[unit].ends = true;
            }
        }
    }

    fn write(&self) -> Vec<u8> {
        let mut xml = String::with_capacity(self.units.len() * 450);
        xml.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<FileGetHsaUnitsResponse xmlns=\"urn:riv:hsa:HsaWsResponder:3\">\n");
        xml.push_str("  <startDate>2026-11-18T01:00:02.123+01:00</startDate>\n  <endDate>2026-11-18T01:25:40.456+01:00</endDate>\n  <hsaUnits>\n");
        let element = |xml: &mut String, name: &str, text: &str| {
            if !text.is_empty() {
                writeln!(xml, "      <{name}>{}</{name}>", text.replace('&', "&amp;")).expect("a String takes it");
            }
        };
        for unit in &self.units {
            xml.push_str("    <hsaUnit>\n");
            element(&mut xml, "hsaIdentity", &unit.written_id);
            element(&mut xml, "DN", &unit.dn);
            element(&mut xml, "orgNo", &unit.org_no);
            element(&mut xml, "name", &unit.name);
            element(&mut xml, "publicName", &unit.name);
            for flag in unit.flags.iter().filter(|flag| flag.starts_with("is")) {
                element(&mut xml, flag, "true");
            }
            element(&mut xml, "hsaResponsibleHealthCareProvider", &unit.provider);
            for flag in unit.flags.iter().filter(|flag| !flag.starts_with("is")) {
                element(&mut xml, flag, "true");
            }
            if !unit.members.is_empty() {
                xml.push_str("      <hsaHealthCareUnitMembers>\n");
                for member in &unit.members {
                    element(&mut xml, "hsaHealthCareUnitMember", member);
                }
                xml.push_str("      </hsaHealthCareUnitMembers>\n");
            }
            element(&mut xml, "startDate", "2009-05-04T00:00:00.000+02:00");
            if unit.ends {
                element(&mut xml, "endDate", "2025-12-31T00:00:00.000+01:00");
            }
            xml.push_str("    </hsaUnit>\n");
        }
        xml.push_str("  </hsaUnits>\n</FileGetHsaUnitsResponse>\n");
        xml.into_bytes()
    }
}

/// A number that passes the check and that nobody has: no organisation number begins with 9999.
fn organisation_number(number: usize) -> String {
    let nine = format!("9999{:05}", number % 100_000);
    let sum: u32 = nine
        .bytes()
        .enumerate()
        .map(|(index, byte)| {
            let product = u32::from(byte - b'0') * if index % 2 == 0 { 2 } else { 1 };
            product / 10 + product % 10
        })
        .sum();
    format!("{nine}{}", (10 - sum % 10) % 10)
}

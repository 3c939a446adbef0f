//! `booking show CLINIC`: whether 1177 can call the clinic's booking, contract by contract.

use crate::audit::booking::{Exchange, FamilyTree, Question, consumers};
use crate::cli::args::{BookingVerb, ClinicShowArgs, PlainFormat};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::load::{self, DirectoryRead};
use crate::cli::meant;
use crate::cli::policies;
use crate::cli::session::Session;
use crate::cli::settings::Typed;
use crate::model::hsa_id::HsaId;
use crate::model::needs::Needs;
use crate::model::source::SourceKind;
use crate::model::tak::{LogicalAddress, Tak};
use crate::policy::Compiled;
use crate::policy::fact::FactRef;
use crate::policy::literal::Literal;
use crate::policy::rule::{Operand, Test};
use crate::report::booking::BookingPage;
use crate::report::words::Words;
use crate::source::locate::Locator;
use crate::text::Message;

/// Runs a command of `booking`.
pub(super) fn run(verb: BookingVerb, session: &mut Session<'_>) -> Result<Exit, CliError> {
    match verb {
        BookingVerb::Show(args) => show(&args, session),
    }
}

fn show(args: &ClinicShowArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let mut settings = session.settings(Typed { sources: &args.sources, exports: &args.exports })?;
    if !settings.reads(SourceKind::Tak) {
        let error = CliError::unusable(Message::new("cli-booking-no-tak"));
        return Err(error.hint(Message::new("cli-booking-no-tak-hint")));
    }
    let wanted = [SourceKind::Clinics, SourceKind::Exports, SourceKind::Directory, SourceKind::Tak];
    settings.inputs.retain(|input| wanted.contains(&input.kind));
    // Without a policy nobody asks for any contract in particular.
    let compiled = match settings.policies.as_slice() {
        [] => None,
        named => Some(policies::compiled(named, session)?),
    };
    let none = Needs::default();
    let needs = compiled.as_ref().map_or(&none, |compiled| &compiled.needs);
    let mut read = load::directory(&settings, needs, args.jobs, session)?;
    let tak = std::mem::take(&mut read.sources.tak);
    let clinic = &args.shown;
    if !exists(clinic, &read, &tak) {
        session.tell_failed(&read.sources)?;
        let message = Message::new("cli-booking-no-such").with("clinic", clinic.as_str());
        let exit = Exit::NoSuch.or_worse(read.exit());
        let meant = meant::clinic(clinic, known_clinics(&read));
        return Err(CliError::new(exit, message).hint_if(meant).hint(Message::new("cli-no-such-clinic-hint")));
    }
    let question = Question::of(&read.sources, read.as_of.to_utc(), &settings.booking_consumers);
    let lineage = FamilyTree::new(&read.sources, &read.directory).lineage(clinic);
    let booking = Exchange::new(&tak, question).of(clinic, &lineage);
    let taken = read.sources.files.iter().filter(|file| file.kind == SourceKind::Tak).map(|file| file.taken_at);
    let page = BookingPage {
        clinic,
        name: name(clinic, &read),
        booking: &booking,
        asked: &compiled.as_ref().map(asked).unwrap_or_default(),
        consumers: &settings.booking_consumers,
        known: &consumers(&tak),
        directory: &read.directory,
        taken_at: taken.collect::<Option<Vec<_>>>().and_then(|all| all.into_iter().min()),
        as_of: read.as_of,
    };
    let locator = Locator::new(&read.sources, read.mapping.as_ref());
    let mut locate = |place: &_| locator.locate(place);
    match args.format {
        PlainFormat::Table => {
            let words = Words::new(session.words.lang());
            session.lay_out(|sheet| page.table(&words, sheet, &mut locate))?;
        }
        PlainFormat::Json => session.print(&page.json(&mut locate))?,
    }
    session.tell_failed(&read.sources)?;
    Ok(read.exit())
}

/// The clinics that the list and the exports have.
fn known_clinics(read: &DirectoryRead) -> impl Iterator<Item = &HsaId> {
    let listed = read.sources.listed.iter().map(|listed| &listed.hsa_id);
    listed.chain(read.sources.units.iter().map(|unit| &unit.hsa_id))
}

/// Whether any source has the clinic.
fn exists(clinic: &HsaId, read: &DirectoryRead, tak: &Tak) -> bool {
    let own = LogicalAddress::parse(clinic.as_str());
    let is_own = |address: &LogicalAddress| Some(address) == own.as_ref() || address.unit() == own;
    read.directory.unit(clinic).is_some()
        || read.sources.listed.iter().any(|listed| listed.hsa_id == *clinic)
        || read.sources.units.iter().any(|unit| unit.hsa_id == *clinic)
        || tak.routes.iter().any(|route| is_own(&route.address))
        || tak.permissions.iter().any(|permission| is_own(&permission.address))
}

/// The clinic's name: as exported, as listed, as in HSA.
fn name<'r>(clinic: &HsaId, read: &'r DirectoryRead) -> Option<&'r str> {
    let exported = read.sources.units.iter().filter(|unit| unit.hsa_id == *clinic).find_map(|unit| unit.name.value());
    let listed = read.sources.listed.iter().filter(|listed| listed.hsa_id == *clinic);
    let listed = || listed.clone().find_map(|listed| listed.name.value());
    let in_hsa = || read.directory.unit(clinic).and_then(|unit| read.directory.get(unit).name.value());
    exported.or_else(listed).or_else(in_hsa).map(|name| &**name)
}

/// The contracts that rules name in conditions on facts of TAK, in the order of the rules.
fn asked(compiled: &Compiled) -> Vec<Box<str>> {
    let rules = compiled.policies.iter().flat_map(|policy| &policy.rules);
    let tests = rules.flat_map(|rule| rule.conditions().flat_map(|condition| condition.tests()).collect::<Vec<_>>());
    let of_tak = |test: &&Test| matches!(test.fact, FactRef::Table(ix) if ix.def().source == SourceKind::Tak);
    let mut asked: Vec<Box<str>> = Vec::new();
    for test in tests.filter(of_tak) {
        let (Operand::Literal(literal) | Operand::By { otherwise: literal, .. }) = &test.operand else { continue };
        let named: &[Box<str>] = match literal {
            Literal::Words(words) => words,
            Literal::Word(word) => std::slice::from_ref(word),
            _ => &[],
        };
        for name in named {
            if !asked.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                asked.push(name.clone());
            }
        }
    }
    asked
}

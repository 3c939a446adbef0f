//! `review …`: who has access, clinic by clinic, with a last day.

use std::collections::BTreeSet;

use super::clinic::carry_out;
use super::permission::Looked;
use super::permission::change::{agreed, tell_written};
use super::permission::write as write_page;
use crate::cli::args::{
    ListFormat, ReviewCloseArgs, ReviewDecideArgs, ReviewListArgs, ReviewOpenArgs, ReviewReportArgs, ReviewVerb,
    WriteArgs,
};
use crate::cli::decisions::hear;
use crate::cli::error::{CliError, shown};
use crate::cli::exit::Exit;
use crate::cli::output::{fresh, write_file};
use crate::cli::prompt;
use crate::cli::register::{self, Opened, refusal, trouble};
use crate::cli::session::Session;
use crate::model::hsa_id::HsaId;
use crate::permission::decide::{Ask, role_name};
use crate::permission::event::What;
use crate::permission::holding::{Moment, Target};
use crate::permission::ledger::{Ledger, LedgerError, Touch};
use crate::permission::request::{Consent, Reference};
use crate::permission::review::{self, NotConcluded, Review, Reviews, Said, Verdict};
use crate::permission::scope::Scope;
use crate::report::Style;
use crate::report::permission::{Page as _, People, describe};
use crate::report::review::{Looked as Shown, ReviewPage};
use crate::report::sheet::Sheet;
use crate::report::words::Words;
use crate::text::Message;

/// How wide a report in a file is.
const WIDTH: u16 = 120;

/// How many changes are shown in full.
const SHOWN: usize = 40;

/// Runs a command of `review`.
pub(super) fn run(verb: ReviewVerb, session: &mut Session<'_>) -> Result<Exit, CliError> {
    match verb {
        ReviewVerb::Open(args) => open(&args, session),
        ReviewVerb::List(args) => list(&args, session),
        ReviewVerb::Decide(args) => decide(&args, session),
        ReviewVerb::Close(args) => close(&args, session),
        ReviewVerb::Report(args) => report(&args, session),
    }
}

/// The reviews, by the journal.
pub(super) fn of(ledger: &mut dyn Ledger) -> Result<Reviews, LedgerError> {
    let mut reviews = Reviews::default();
    hear(ledger, |event| {
        reviews.apply(event);
        true
    })?;
    Ok(reviews)
}

fn open(args: &ReviewOpenArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let mut opened = register::write(&args.register, "review open", session)?;
    let reference = Reference::parse(&args.reference).map_err(CliError::unusable)?;
    let reviews = of(&mut *opened.ledger).map_err(|error| trouble(error, &opened.path))?;
    let asked: BTreeSet<HsaId> = args.clinic.iter().cloned().collect();
    let mut touch = Touch { clinics: asked.clone(), ..Touch::default() };
    if asked.is_empty() {
        let clinics = opened.ledger.clinics().map_err(|error| trouble(error, &opened.path))?;
        touch.clinics = clinics.into_iter().map(|(clinic, _)| clinic).collect();
    }
    let one =
        |ask: &Ask<'_>, scope: &Scope| review::open((args.deadline, &asked, reference.clone()), &reviews, (ask, scope));
    carry_out((&touch, &one), args.write, &mut opened, session)
}

fn list(args: &ReviewListArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let Looked { mut ledger, path, people } = Looked::open(&args.register, session)?;
    let now = Moment::at(session.world.now);
    let reviews = of(&mut *ledger).map_err(|error| trouble(error, &path))?;
    let scope = register::whole(&mut *ledger).map_err(|error| trouble(error, &path))?;
    let wanted = |clinic: &HsaId| args.clinic.is_empty() || args.clinic.contains(clinic);
    let looked: Vec<Shown<'_>> = reviews
        .open()
        .filter(|review| review.clinics.iter().any(wanted))
        .map(|review| {
            let mut undecided = reviews.undecided(review, (&scope, now));
            undecided.retain(|target| wanted(&target.clinic));
            Shown { review, undecided }
        })
        .collect();
    let page = ReviewPage { today: now.day, reviews: &looked, people: &people, whole: false };
    write_page(&page, args.format, session)
}

fn no_such(number: u64) -> CliError {
    CliError::new(Exit::NoSuch, Message::new("review-no-such").with("review", number))
}

fn report(args: &ReviewReportArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let Looked { mut ledger, path, people } = Looked::open(&args.register, session)?;
    let now = Moment::at(session.world.now);
    let reviews = of(&mut *ledger).map_err(|error| trouble(error, &path))?;
    let scope = register::whole(&mut *ledger).map_err(|error| trouble(error, &path))?;
    let review = reviews.get(args.review).ok_or_else(|| no_such(args.review))?;
    let undecided = match &review.closed {
        Some(closed) => closed.undecided.iter().collect(),
        None => reviews.undecided(review, (&scope, now)),
    };
    let looked = [Shown { review, undecided }];
    let page = ReviewPage { today: now.day, reviews: &looked, people: &people, whole: true };
    let Some(file) = &args.report else { return write_page(&page, args.format, session) };
    fresh(&session.world.cwd, file)?;
    let words = Words::new(session.words.lang());
    let style = Style { lang: session.words.lang(), width: WIDTH, colour: false };
    write_file(&session.world.cwd, file, |out| match args.format {
        ListFormat::Table => page.table(&words, &mut Sheet::new(out, &style)),
        ListFormat::Csv => page.csv(&words, out),
        ListFormat::Json => out.write_all(page.json().as_bytes()),
    })?;
    session.tell(&Message::new("review-written").with("path", shown(file)))?;
    Ok(Exit::Done)
}

fn decide(args: &ReviewDecideArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let mut opened = register::write(&args.register, "review decide", session)?;
    opened.stamp.accepts_clock = args.write.accept_clock;
    let now = opened.stamp.now;
    let reviews = of(&mut *opened.ledger).map_err(|error| trouble(error, &opened.path))?;
    let whole = register::whole(&mut *opened.ledger).map_err(|error| trouble(error, &opened.path))?;
    let Some(clinic) = args.who.at_clinic.clone().or_else(|| only_clinic(&reviews, &whole, &opened)) else {
        return Err(CliError::unusable(Message::new("register-missing").with("flags", vec!["--clinic"])));
    };
    let Some(review) = reviews.open().find(|review| review.clinics.contains(&clinic)) else {
        let message = Message::new("review-not-going-on").with("clinic", clinic.as_str());
        return Err(CliError::new(Exit::NoSuch, message));
    };
    let said = match (&args.who.person, args.verdict) {
        (Some(staff), Some(verdict)) => named((staff, &clinic, verdict), args, (&whole, now))?,
        (None, None) if prompt::can_ask(session) => {
            let mut undecided = reviews.undecided(review, (&whole, now));
            undecided.retain(|target| target.person != opened.actor.person);
            asked((&undecided, &clinic), &whole.people, session)?
        }
        (staff, verdict) => {
            let missing = [(staff.is_none(), "--staff"), (verdict.is_none(), "--verdict")];
            let missing: Vec<&str> = missing.into_iter().filter(|(is, _)| *is).map(|(_, flag)| flag).collect();
            return Err(CliError::unusable(Message::new("register-missing").with("flags", missing)));
        }
    };
    let staff = said.iter().filter_map(|one| whole.people.get(&one.target.person).cloned()).collect();
    let touch = Touch { clinics: BTreeSet::from([clinic]), people: staff };
    let consent = Consent { mass: args.confirm_mass, ..Consent::default() };
    let events = |ask: &Ask<'_>, scope: &Scope| review::conclude(&said, review, (ask, scope));
    conclude((&touch, consent, &events), args.write, &mut opened, session)
}

/// The clinic that is meant where the actor administers just one that is being reviewed.
fn only_clinic(reviews: &Reviews, scope: &Scope, opened: &Opened) -> Option<HsaId> {
    let mine = |target: &Target| target.person == opened.actor.person;
    let here = |clinic: &HsaId| reviews.open().any(|review| review.clinics.contains(clinic));
    let held = scope.holdings.iter().filter(|(target, facts)| mine(target) && facts.is_effective(opened.stamp.now));
    let clinics: BTreeSet<&HsaId> = held.map(|(target, _)| &target.clinic).filter(|clinic| here(clinic)).collect();
    (clinics.len() == 1).then(|| clinics.into_iter().next().cloned()).flatten()
}

/// The permissions that were named.
fn named(
    (staff, clinic, verdict): (&HsaId, &HsaId, Verdict),
    args: &ReviewDecideArgs,
    (scope, now): (&Scope, Moment),
) -> Result<Vec<Said>, CliError> {
    let roles = &args.who.held_role;
    let meant = scope.holdings.iter().filter(|(target, facts)| {
        target.clinic == *clinic
            && scope.people.get(&target.person) == Some(staff)
            && !facts.is_over(now)
            && (roles.is_empty() || roles.contains(&target.role))
    });
    let said: Vec<Said> =
        meant.map(|(target, _)| Said { target: target.clone(), verdict, until: args.until }).collect();
    if said.is_empty() {
        let message = Message::new("register-holds-nothing-here").with("person", staff.as_str());
        let hint = Message::new("register-holds-hint").with("person", staff.as_str());
        return Err(CliError::new(Exit::NoSuch, message.with("clinic", clinic.as_str())).hint(hint));
    }
    Ok(said)
}

/// Asks of one permission after the other. An answer that is none of the choices passes over it.
fn asked(
    (undecided, clinic): (&[&Target], &HsaId),
    people: &People,
    session: &mut Session<'_>,
) -> Result<Vec<Said>, CliError> {
    let mut here: Vec<&&Target> = undecided.iter().filter(|target| target.clinic == *clinic).collect();
    here.sort_by_cached_key(|target| (people.get(&target.person).cloned(), target.role));
    session.tell(&Message::new("review-asks").with("clinic", clinic.as_str()).with("count", here.len()))?;
    let mut said = Vec::new();
    for target in here {
        let person = people.get(&target.person).map_or_else(|| target.person.as_str(), HsaId::as_str);
        let question = Message::new("review-ask").with("person", person).with("role", role_name(target.role));
        let verdict = match prompt::line(&question, session)?.to_lowercase().chars().next() {
            Some('b' | 'k') => Verdict::Keep,
            Some('å' | 'a' | 'r') => Verdict::Revoke,
            Some('p') => Verdict::Pause,
            Some('s' | 'q') => break,
            _ => continue,
        };
        said.push(Said { target: (*target).clone(), verdict, until: None });
    }
    Ok(said)
}

fn close(args: &ReviewCloseArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let command = if args.pause_undecided { "review close --pause-undecided" } else { "review close" };
    let mut opened = register::write(&args.register, command, session)?;
    opened.stamp.accepts_clock = args.write.accept_clock;
    let reviews = of(&mut *opened.ledger).map_err(|error| trouble(error, &opened.path))?;
    let review: &Review = reviews.get(args.review).ok_or_else(|| no_such(args.review))?;
    let scope = register::whole(&mut *opened.ledger).map_err(|error| trouble(error, &opened.path))?;
    let undecided = reviews.undecided(review, (&scope, opened.stamp.now));
    let people = undecided.into_iter().filter_map(|target| scope.people.get(&target.person).cloned()).collect();
    let touch = Touch { clinics: review.clinics.clone(), people };
    let consent = Consent { mass: args.confirm_mass, ..Consent::default() };
    let events = |ask: &Ask<'_>, scope: &Scope| review::close((review, args.pause_undecided), &reviews, (ask, scope));
    conclude((&touch, consent, &events), args.write, &mut opened, session)
}

/// What decides several events of a review.
type Several<'a> = dyn Fn(&Ask<'_>, &Scope) -> Result<Vec<What>, NotConcluded> + 'a;

/// Shows what will happen, asks, and writes it: all or nothing.
fn conclude(
    (touch, consent, decide): (&Touch, Consent, &Several<'_>),
    write: WriteArgs,
    opened: &mut Opened,
    session: &mut Session<'_>,
) -> Result<Exit, CliError> {
    let Opened { ledger, actor, stamp, path } = opened;
    let ask = Ask { actor, consent, now: stamp.now };
    let scope = ledger.look(touch, stamp).map_err(|error| trouble(error, path))?;
    let events = match decide(&ask, &scope) {
        Ok(events) => events,
        Err(NotConcluded { denials, events }) => {
            if !write.dry_run && !events.is_empty() {
                ledger.write(touch, stamp, &mut |_| events.clone()).map_err(|error| trouble(error, path))?;
            }
            let mut denials = denials.iter();
            let mut error = denials.next().map_or_else(|| no_such(0), refusal);
            for denial in denials {
                error = error.detail(denial.why().clone());
            }
            return Err(error);
        }
    };
    if events.is_empty() {
        session.tell(&Message::new("register-already-so"))?;
        return Ok(Exit::Done);
    }
    for what in events.iter().take(SHOWN) {
        session.tell(&describe(what, &scope.people))?;
    }
    if events.len() > SHOWN {
        session.tell(&Message::new("register-more").with("count", events.len() - SHOWN))?;
    }
    if !agreed(write, session)? {
        return Ok(Exit::Done);
    }
    let mut overtaken = false;
    let numbers = ledger.write(touch, stamp, &mut |scope| match decide(&ask, scope) {
        Ok(again) if again == events => again,
        _ => {
            overtaken = true;
            Vec::new()
        }
    });
    let numbers = numbers.map_err(|error| trouble(error, path))?;
    if overtaken {
        let message = Message::new("register-overtaken");
        return Err(CliError::new(Exit::Conflict, message).hint(Message::new("register-overtaken-hint")));
    }
    tell_written(&numbers, session)?;
    if events.iter().any(|what| matches!(what, What::Permission(_))) {
        session.tell(&Message::new("review-remains"))?;
    }
    Ok(Exit::Done)
}

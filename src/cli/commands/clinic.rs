//! `clinic …`: which clinics are run, and so must have a local administrator.

use std::collections::BTreeSet;

use super::permission::change::{agreed, tell_written};
use crate::cli::args::{ClinicChangeArgs, ClinicVerb, RegisterArgs, WriteArgs};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::register::{self, Opened, refusal, trouble};
use crate::cli::session::Session;
use crate::permission::decide::Ask;
use crate::permission::event::What;
use crate::permission::holding::{Facts, Moment, Target};
use crate::permission::house;
use crate::permission::ledger::Touch;
use crate::permission::request::{Consent, Reference};
use crate::permission::rule::Denial;
use crate::permission::scope::{ClinicState, Scope};
use crate::report::permission::describe;
use crate::text::Message;

/// Runs a command of `clinic`.
pub(super) fn run(verb: ClinicVerb, session: &mut Session<'_>) -> Result<Exit, CliError> {
    match verb {
        ClinicVerb::Open(args) => change(&args, "clinic open", house::open, session),
        ClinicVerb::Close(args) => change(&args, "clinic close", house::close, session),
        ClinicVerb::List(args) => list(&args, session),
    }
}

/// What decides one change of the register.
type One<'a> = dyn Fn(&Ask<'_>, &Scope) -> Result<Option<What>, Denial> + 'a;

/// What opens or closes a clinic.
type Decide = fn(&crate::model::hsa_id::HsaId, Reference, &Ask<'_>, &Scope) -> Result<Option<What>, Denial>;

fn change(
    args: &ClinicChangeArgs,
    command: &'static str,
    decide: Decide,
    session: &mut Session<'_>,
) -> Result<Exit, CliError> {
    let mut opened = register::write(&args.register, command, session)?;
    let Some(reference) = &args.reference else {
        return Err(CliError::unusable(Message::new("register-missing").with("flags", vec!["--reference"])));
    };
    let reference = Reference::parse(reference).map_err(CliError::unusable)?;
    let touch = Touch { clinics: BTreeSet::from([args.changed.clone()]), ..Touch::default() };
    let one = |ask: &Ask<'_>, scope: &Scope| decide(&args.changed, reference.clone(), ask, scope);
    carry_out((&touch, &one), args.write, &mut opened, session)
}

/// Decides one change of the register itself: shows it, asks, and writes it.
pub(super) fn carry_out(
    (touch, decide): (&Touch, &One<'_>),
    write: WriteArgs,
    opened: &mut Opened,
    session: &mut Session<'_>,
) -> Result<Exit, CliError> {
    let Opened { ledger, actor, stamp, path } = opened;
    stamp.accepts_clock = write.accept_clock;
    let ask = Ask { actor, consent: Consent::default(), now: stamp.now };
    let scope = ledger.look(touch, stamp).map_err(|error| trouble(error, path))?;
    let Some(what) = decide(&ask, &scope).map_err(|denial| refusal(&denial))? else {
        session.tell(&Message::new("register-already-so"))?;
        return Ok(Exit::Done);
    };
    session.tell(&describe(&what, &scope.people))?;
    if let Some(left) = left_as_it_is(&what, &scope, stamp.now) {
        session.tell(&left)?;
    }
    if !agreed(write, session)? {
        return Ok(Exit::Done);
    }
    let mut denied = None;
    let numbers = ledger.write(touch, stamp, &mut |scope| match decide(&ask, scope) {
        Ok(what) => what.into_iter().collect(),
        Err(denial) => {
            denied = Some(denial);
            Vec::new()
        }
    });
    let numbers = numbers.map_err(|error| trouble(error, path))?;
    if let Some(denial) = denied {
        return Err(refusal(&denial));
    }
    tell_written(&numbers, session)?;
    Ok(Exit::Done)
}

/// What a change leaves as it is, though somebody may think that it is done with: the permissions at a clinic that is closed.
fn left_as_it_is(what: &What, scope: &Scope, now: Moment) -> Option<Message> {
    let What::ClinicClosed { clinic, .. } = what else { return None };
    let is_held = |(target, facts): &(&Target, &Facts)| target.clinic == *clinic && !facts.is_over(now);
    let held = scope.holdings.iter().filter(is_held).count();
    let message = Message::new("register-clinic-still-held").with("count", held).with("clinic", clinic.as_str());
    (held > 0).then_some(message)
}

fn list(args: &RegisterArgs, session: &mut Session<'_>) -> Result<Exit, CliError> {
    let path = register::path(args, session)?;
    let mut ledger = register::read(args, session)?;
    let clinics = ledger.clinics().map_err(|error| trouble(error, &path))?;
    let mut text = String::new();
    for (clinic, state) in clinics {
        let word = session.words.get(match state {
            ClinicState::Open => "register-clinic-open",
            ClinicState::Closed => "register-clinic-closed",
        });
        text.extend([clinic.as_str(), "  ", &word, "\n"]);
    }
    session.print(&text)?;
    Ok(Exit::Done)
}

//! Questions to a person at a terminal. They go to standard error, so that data stays data.

use std::io::{Read as _, Write as _};

use super::error::CliError;
use super::session::Session;
use super::ui::escaped;
use crate::text::Message;

/// The longest answer that is taken.
const LONGEST: usize = 1000;

/// Whether somebody is there to answer.
pub(crate) fn can_ask(session: &Session<'_>) -> bool {
    session.world.stdin_is_terminal && session.world.stderr.is_terminal
}

/// Asks, and gives the line that was answered.
pub(crate) fn line(question: &Message, session: &mut Session<'_>) -> Result<String, CliError> {
    let text = format!("{} ", escaped(&session.words.render(question)));
    session.world.stderr.out.write_all(text.as_bytes())?;
    session.world.stderr.out.flush()?;
    let mut input = (session.world.stdin)()?;
    let (mut answer, mut byte) = (Vec::new(), [0]);
    // Byte by byte: what follows the line belongs to the next question.
    while answer.len() < LONGEST && input.read(&mut byte)? == 1 && byte[0] != b'\n' {
        answer.push(byte[0]);
    }
    Ok(String::from_utf8_lossy(&answer).trim().to_owned())
}

/// Asks for something that is not shown while it is typed.
pub(crate) fn secret(question: &Message, session: &mut Session<'_>) -> Result<String, CliError> {
    let text = format!("{} ", escaped(&session.words.render(question)));
    session.world.stderr.out.write_all(text.as_bytes())?;
    session.world.stderr.out.flush()?;
    Ok((session.world.secret)()?)
}

/// Asks for yes or no; anything but a yes is a no.
pub(crate) fn confirmed(session: &mut Session<'_>) -> Result<bool, CliError> {
    let answer = line(&Message::new("register-confirm"), session)?.to_lowercase();
    Ok(matches!(answer.as_str(), "j" | "ja" | "y" | "yes"))
}

/// Shows numbered choices and gives the one that was chosen; asks again until it is one of them, three times at most.
pub(crate) fn choice(
    question: &Message,
    choices: &[String],
    session: &mut Session<'_>,
) -> Result<Option<usize>, CliError> {
    let shown: String =
        (1..).zip(choices).map(|(number, choice)| format!("  {number}  {}\n", escaped(choice))).collect();
    session.world.stderr.out.write_all(shown.as_bytes())?;
    for _ in 0..3 {
        let answer = line(question, session)?;
        let number = answer.parse::<usize>().ok().filter(|number| (1..=choices.len()).contains(number));
        if let Some(number) = number {
            return Ok(Some(number - 1));
        }
        if let Some(at) = choices.iter().position(|choice| choice.to_lowercase() == answer.to_lowercase()) {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

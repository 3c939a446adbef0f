//! Plans, checkpoints and entries of a journal: what somebody may hand over as ours.
#![no_main]

use libfuzzer_sys::fuzz_target;
use riktlinje::permission::event::Event;
use riktlinje::permission::journal::Checkpoint;
use riktlinje::permission::plan::Plan;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(event) = Event::from_bytes(bytes) {
        let again = Event::from_bytes(&event.to_bytes()).expect("what was written can be read");
        assert_eq!(again, event);
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(plan) = Plan::parse(text) {
        assert_eq!(Plan::parse(&plan.to_json()).as_ref(), Ok(&plan), "what was written can be read");
        let touch = plan.touch();
        assert!(touch.people.len() <= plan.changes.len());
    }
    if let Some(checkpoint) = Checkpoint::parse(text) {
        assert_eq!(Checkpoint::parse(&checkpoint.to_string()), Some(checkpoint));
    }
});

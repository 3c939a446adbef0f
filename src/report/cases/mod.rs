//! Pages of the case log: how cases are answered, which are late, when an answer is due. Units are shown, never people.

mod about;
mod deadline;
mod grid;
mod limit;
mod overdue;
mod summary;
#[cfg(test)]
mod tests;
mod time;

pub use about::{About, Unchecked};
pub use deadline::{DeadlinePage, Received};
pub use limit::{Authority, Limit};
pub use overdue::{Distribution, OverdueGroup, OverduePage};
pub use summary::{CHANNELS, Dimension, Figures, Known, OwnMeasure, Row, SummaryPage, Times};

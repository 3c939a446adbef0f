//! A bar of several parts, drawn without a style: a strict page allows none.

use crate::report::mark::Mark;

/// A bar is so wide in its own units.
const WIDTH: u64 = 1000;

/// A part of a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) class: &'static str,
    pub(super) x: u64,
    pub(super) width: u64,
}

/// Parts beside each other that fill the bar if they are all of `total`.
pub(super) fn parts(counts: impl IntoIterator<Item = (Mark, u64)>, total: u64) -> Vec<Part> {
    let at = |sum: u64| (sum * WIDTH).checked_div(total).unwrap_or(0);
    let mut sum = 0;
    let mut parts = Vec::new();
    for (mark, count) in counts {
        let x = at(sum);
        sum += count;
        if count > 0 {
            // What is there is seen, however little it is.
            parts.push(Part { class: mark.class(), x, width: (at(sum) - x).max(4) });
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{Mark, Part, parts};

    #[test]
    fn parts_fill_the_bar_in_their_order() {
        let part = |class, x, width| Part { class, x, width };
        let drawn = parts([(Mark::Error, 1), (Mark::Warning, 0), (Mark::Pass, 2)], 3);
        assert_eq!(drawn, [part("e", 0, 333), part("p", 333, 667)]);
        assert_eq!(parts([(Mark::Error, 1)], 20_000), [part("e", 0, 4)]);
        assert_eq!(parts([(Mark::Error, 0)], 0), []);
    }
}

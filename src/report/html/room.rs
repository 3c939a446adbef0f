//! How much of a page is taken. A page that takes minutes to open is no report, so a large run shows less of each finding,
//! and says what it leaves out.

use std::io;

/// Up to so many bytes, clinics are shown with everything that is known of their findings.
pub(super) const FULL: usize = 3_000_000;
/// Up to so many bytes, they are shown with the headings of their findings.
pub(super) const SHORT: usize = 4_000_000;

/// A writer that knows how much it has written.
pub(super) struct Counted<'o> {
    out: &'o mut dyn io::Write,
    written: usize,
}

impl<'o> Counted<'o> {
    pub(super) fn new(out: &'o mut dyn io::Write) -> Self {
        Self { out, written: 0 }
    }

    /// Bytes so far.
    pub(super) fn written(&self) -> usize {
        self.written
    }
}

impl io::Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.out.write(bytes)?;
        self.written += taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

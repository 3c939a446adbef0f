//! Forms that are sent out with cells filled in beforehand, and read back: how a row is known to be the one that was sent.

use super::digest;

/// A short code of the cells that a row was sent with. Whoever changes one of them makes another row of it.
#[must_use]
pub fn row_code<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let mut bytes = b"\0riktlinje-form-v1".to_vec();
    for cell in cells {
        bytes.push(0);
        bytes.extend_from_slice(cell.trim().to_lowercase().as_bytes());
    }
    digest::sha256(&bytes)[..8].to_owned()
}

#[cfg(test)]
mod tests {
    use super::row_code;

    #[test]
    fn a_code_is_of_the_cells_and_not_of_how_they_are_typed() {
        let code = row_code(["V2a", "SE2321000057-TEST1", ""]);
        assert_eq!(code, row_code([" v2A", "se2321000057-test1 ", ""]));
        assert_ne!(code, row_code(["V2a", "SE2321000057-TEST2", ""]));
        assert_ne!(code, row_code(["V2a", "", "SE2321000057-TEST1"]));
    }
}

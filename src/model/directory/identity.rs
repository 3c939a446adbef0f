//! Identities as directories really have them: what is wrong with an HSA-id or an organisation number is a flaw of the data,
//! and no reason not to read it.

use super::FlawKind;
use crate::model::hsa_id::{HsaId, HsaIdError, trim};
use crate::model::personal_number;

/// The most characters that an HSA-id has by its definition.
const LONGEST: usize = 31;
/// What begins the identity of the directory's own services, which no organisation number is part of.
const SERVICES: &str = "HSASERVICES-";

/// Reads an HSA-id and tells what is wrong with it. Blanks, lower case, twelve digits and missing parts are accepted.
pub fn hsa_id(written: &str, tell: &mut dyn FnMut(FlawKind)) -> Option<HsaId> {
    let text = trim(written);
    if text.is_empty() {
        tell(FlawKind::NoHsaId);
        return None;
    }
    if text.len() != written.len() {
        tell(FlawKind::HsaIdBlank);
    }
    match HsaId::parse(text) {
        Ok(id) => {
            judge(text, tell);
            Some(id)
        }
        Err(HsaIdError::PersonalNumber) => {
            tell(FlawKind::PersonalNumber);
            None
        }
        Err(HsaIdError::TooLong) => {
            tell(FlawKind::HsaIdTooLong);
            None
        }
        Err(HsaIdError::Empty | HsaIdError::Character { .. }) => {
            tell(FlawKind::HsaIdForm);
            None
        }
    }
}

fn judge(text: &str, tell: &mut dyn FnMut(FlawKind)) {
    if text.len() > LONGEST {
        tell(FlawKind::HsaIdTooLong);
    }
    let is_service = text.get(..SERVICES.len()).is_some_and(|start| start.eq_ignore_ascii_case(SERVICES));
    // The root of the national tree, which hand-kept files add.
    if !is_service && text != "SE" {
        match text.split_once('-').map(|(owner, suffix)| (number_of(owner), suffix)) {
            Some((Some(number), suffix)) => {
                if suffix.is_empty() || !suffix.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                    tell(FlawKind::HsaIdForm);
                }
                if !has_check_digit(number) {
                    tell(FlawKind::HsaIdCheckDigit);
                }
            }
            _ => tell(FlawKind::HsaIdForm),
        }
    }
    if text.bytes().any(|byte| byte.is_ascii_lowercase()) {
        tell(FlawKind::HsaIdLowerCase);
    }
}

/// The organisation number of `SE2321000057` or `SE162321000057`, ten digits.
fn number_of(owner: &str) -> Option<&str> {
    let digits = owner.get(..2).filter(|country| country.eq_ignore_ascii_case("SE")).map(|_| &owner[2..])?;
    let digits = if digits.len() == 12 { digits.strip_prefix("16")? } else { digits };
    (digits.len() == 10 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// Judges an organisation number, which is not kept: many a sole trader's is a personal identity number.
pub fn organisation_number(written: &str, tell: &mut dyn FnMut(FlawKind)) {
    let text = trim(written);
    if text.is_empty() {
        return;
    }
    if personal_number::is_whole(text) {
        return tell(FlawKind::PersonalNumber);
    }
    let is_plain = matches!(written.as_bytes(), [head @ .., b'-', _, _, _, _] if head.len() == 6)
        && written.bytes().filter(u8::is_ascii_digit).count() == 10;
    if !is_plain {
        tell(FlawKind::OrgNoForm);
    }
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    let ten = if digits.len() == 12 { digits.strip_prefix("16").unwrap_or_default() } else { &digits };
    if ten.len() == 10 && ten.bytes().all(|byte| byte.is_ascii_digit()) && !has_check_digit(ten) {
        tell(FlawKind::OrgNoCheckDigit);
    }
}

/// Whether digits end with their check digit (modulus 10).
fn has_check_digit(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(index, byte)| {
            let product = u32::from(byte - b'0') * if index % 2 == 1 { 2 } else { 1 };
            product / 10 + product % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::super::FlawKind::{
        self, HsaIdBlank, HsaIdCheckDigit, HsaIdForm, HsaIdLowerCase, HsaIdTooLong, NoHsaId, OrgNoCheckDigit,
        OrgNoForm, PersonalNumber,
    };
    use super::{hsa_id, organisation_number};

    #[test]
    fn hsa_ids_are_read_as_they_are_and_judged() {
        let cases: [(&str, bool, &[FlawKind]); 16] = [
            ("SE", true, &[]),
            ("SE2321000057-TEST1", true, &[]),
            ("SE162321000057-TEST1", true, &[]),
            ("HSASERVICES-106J", true, &[]),
            ("SE2321000057-test1", true, &[HsaIdLowerCase]),
            ("SE2321000057-TEST1 ", true, &[HsaIdBlank]),
            ("SE2321000058-TEST1", true, &[HsaIdCheckDigit]),
            ("SE2321000057TEST1", true, &[HsaIdForm]),
            ("2321000057-TEST1", true, &[HsaIdForm]),
            ("SE2321000057-", true, &[HsaIdForm]),
            ("SE2321000057-TEST-1", true, &[HsaIdForm]),
            ("SE2321000057-TESTTESTTESTTESTTEST", true, &[HsaIdTooLong]),
            ("SE2321000057-TESTÅ", false, &[HsaIdForm]),
            ("SE8112189876-TEST", false, &[PersonalNumber]),
            ("SE198112189876-TEST ", false, &[HsaIdBlank, PersonalNumber]),
            (" ", false, &[NoHsaId]),
        ];
        for (text, is_read, wanted) in cases {
            let mut told = Vec::new();
            assert_eq!(hsa_id(text, &mut |kind| told.push(kind)).is_some(), is_read, "{text}");
            assert_eq!(told, wanted, "{text}");
        }
    }

    #[test]
    fn organisation_numbers_are_judged_and_not_kept() {
        let cases: [(&str, &[FlawKind]); 10] = [
            ("232100-0057", &[]),
            ("", &[]),
            ("2321000057", &[OrgNoForm]),
            ("162321000057", &[OrgNoForm]),
            ("232100-0057 ", &[OrgNoForm]),
            ("232100-0058", &[OrgNoCheckDigit]),
            ("2321-00-57", &[OrgNoForm]),
            (".", &[OrgNoForm]),
            ("811218-9876", &[PersonalNumber]),
            ("198112189876", &[PersonalNumber]),
        ];
        for (text, wanted) in cases {
            let mut told = Vec::new();
            organisation_number(text, &mut |kind| told.push(kind));
            assert_eq!(told, wanted, "{text}");
        }
    }
}

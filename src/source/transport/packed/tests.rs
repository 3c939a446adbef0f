//! Packed files of every kind, whole and broken.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Packing, Unpacked};
use crate::source::transport::{Origin, unreadable};
use crate::source::{Limits, Silent};

const TEXT: &str = "hsa_id;namn\nSE2321000057-TEST1;Testköpings vårdcentral\n";

fn zip(entries: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, content) in entries {
        archive.start_file(*name, options).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(content).unwrap();
    packed.finish().unwrap()
}

/// What is unpacked, or the key of what is told.
fn unpacked(stored: &[u8]) -> Result<(String, Packing), String> {
    let limits = Limits { unpacked: 1 << 20, ..Limits::default() };
    let open = Unpacked::open(Box::new(Cursor::new(stored.to_vec())), &limits, &Silent);
    let mut open = open.map_err(|fault| fault.message.key.into_owned())?;
    let mut text = Vec::new();
    open.read_to_end(&mut text).map_err(|error| unreadable(&error).message.key.into_owned())?;
    let ended = open.finish().map_err(|fault| fault.message.key.into_owned())?;
    assert_eq!((ended.stored, ended.unpacked), (stored.len() as u64, text.len() as u64));
    Ok((String::from_utf8_lossy(&text).into_owned(), ended.packing))
}

#[test]
fn what_is_packed_comes_out() {
    let text = |packing| Ok((TEXT.to_owned(), packing));
    assert_eq!(unpacked(TEXT.as_bytes()), text(Packing::Plain));
    assert_eq!(unpacked(&gzip(TEXT.as_bytes())), text(Packing::Gzip));
    let (one, two) = TEXT.as_bytes().split_at(20);
    assert_eq!(unpacked(&[gzip(one), gzip(two)].concat()), text(Packing::Gzip), "gzip files may follow each other");
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        assert_eq!(unpacked(&zip(&[("a.csv", TEXT.as_bytes())], method)), text(Packing::Zip(0)));
        let with_others = [("läs mig.txt", &b"x"[..]), ("ut/HSAunits.xml", TEXT.as_bytes())];
        assert_eq!(unpacked(&zip(&with_others, method)), text(Packing::Zip(1)));
        let of_a_mac =
            [("__MACOSX/._a.csv", &b"x"[..]), ("ut/", b""), ("ut/.DS_Store", b"x"), ("ut/a.csv", TEXT.as_bytes())];
        assert_eq!(unpacked(&zip(&of_a_mac, method)), text(Packing::Zip(3)));
    }
    assert_eq!(unpacked(b""), Ok((String::new(), Packing::Plain)));
    assert_eq!(unpacked(b"PK"), Ok(("PK".to_owned(), Packing::Plain)));
}

#[test]
fn an_archive_of_which_it_is_not_clear_what_is_meant_is_refused() {
    let several = zip(&[("a.csv", b"x"), ("b.csv", b"x")], CompressionMethod::Stored);
    assert_eq!(unpacked(&several), Err("source-zip-several".to_owned()));
    let same = zip(&[("a/hsaunits.xml", b"x"), ("b/hsaunits.xml", b"x")], CompressionMethod::Stored);
    assert_eq!(unpacked(&same), Err("source-zip-several".to_owned()));
    assert_eq!(unpacked(&zip(&[], CompressionMethod::Stored)), Err("source-zip-empty".to_owned()));
    assert_eq!(unpacked(&zip(&[("ut/", b"")], CompressionMethod::Stored)), Err("source-zip-empty".to_owned()));
}

#[test]
fn what_cannot_be_unpacked_is_told() {
    let whole = zip(&[("a.csv", TEXT.as_bytes())], CompressionMethod::Deflated);
    let directory = memchr::memmem::find(&whole, b"PK\x01\x02").unwrap();
    let changed = |change: &[(usize, u8)]| {
        let mut changed = whole.clone();
        for (at, value) in change {
            changed[*at] = *value;
        }
        unpacked(&changed)
    };
    assert_eq!(changed(&[(6, 1), (directory + 8, 1)]), Err("source-zip-encrypted".to_owned()));
    assert_eq!(changed(&[(8, 9), (directory + 10, 9)]), Err("source-zip-method".to_owned()));
    assert_eq!(changed(&[(directory + 16, 0)]), Err("source-packed-broken".to_owned()), "the check sum");
    assert_eq!(changed(&[(40, 0xFF)]), Err("source-packed-broken".to_owned()), "the content");
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let bomb = vec![b' '; 3 << 20];
    for packed in [gzip(&bomb), zip(&[("a.csv", &bomb)], CompressionMethod::Deflated)] {
        assert!(packed.len() < 10_000);
        assert_eq!(unpacked(&packed), Err("source-unpacked-too-large".to_owned()));
    }
}

#[test]
fn cut_anywhere_it_is_told_and_never_taken_for_whole() {
    let packed = gzip(TEXT.as_bytes());
    for end in 2..packed.len() {
        assert_eq!(unpacked(&packed[..end]), Err("source-packed-broken".to_owned()), "gzip cut at {end}");
    }
    let packed = zip(&[("a.csv", TEXT.as_bytes())], CompressionMethod::Deflated);
    for end in 4..packed.len() {
        // Without its end it is no archive: whoever looks at its beginning next tells so.
        assert!(unpacked(&packed[..end]).is_err() || unpacked(&packed[..end]).unwrap().1 == Packing::Plain);
    }
}

#[test]
fn ranges_are_those_of_what_came_out() {
    for (packed, packing) in [
        (gzip(TEXT.as_bytes()), Packing::Gzip),
        (zip(&[("a.csv", TEXT.as_bytes())], CompressionMethod::Deflated), Packing::Zip(0)),
    ] {
        let origin = Origin::Memory(packed.into()).packed(packing, TEXT.len() as u64);
        assert_eq!(origin.read_range(7, 4).unwrap(), b"namn");
        assert_eq!(origin.read_range(7, 4000).unwrap(), &TEXT.as_bytes()[7..]);
        assert_eq!(origin.unpacked(1), TEXT.len() as u64);
        assert!(Origin::Memory(TEXT.as_bytes().into()).packed(packing, 9).open().is_err(), "exchanged since");
    }
}

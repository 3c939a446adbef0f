//! Coordinates of Swedish units: RT90 2.5 gon V and SWEREF 99 TM in metres, latitude and longitude in degrees.
//!
//! The grids are Gauss-Krüger projections of the ellipsoid GRS 80, with the parameters that Lantmäteriet publishes; RT90 is
//! reached by the direct projection, which is right to about a metre.

use std::f64::consts::PI;

use crate::model::hsa_id::trim;

/// A point: northing and easting in metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coordinates {
    /// Northing (RT90's X).
    pub north: f64,
    /// Easting (RT90's Y).
    pub east: f64,
}

/// The grids that the directory has coordinates in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grid {
    /// RT90 2.5 gon V.
    Rt90,
    /// SWEREF 99 TM.
    Sweref99,
}

/// What is wrong with coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CoordinatesError {
    /// They cannot be read.
    #[error("not coordinates")]
    Form,
    /// They lie outside Sweden.
    #[error("outside Sweden")]
    Outside,
    /// North and east are changed round.
    #[error("north and east are changed round")]
    Swapped,
}

/// Latitude and longitude between which Sweden lies, in degrees.
const LATITUDE: (f64, f64) = (55.0, 69.2);
const LONGITUDE: (f64, f64) = (10.5, 24.3);

impl Coordinates {
    /// Reads two coordinates that stand in one text, such as `X: 6403576, Y: 1268597`. Blanks and labels are optional.
    ///
    /// # Errors
    /// [`CoordinatesError`] when they cannot be read, or cannot be right in that grid.
    pub fn parse(text: &str, grid: Grid) -> Result<Self, CoordinatesError> {
        let (north, east) = pair(text).ok_or(CoordinatesError::Form)?;
        Self::of(north, east, grid)
    }

    /// Reads north and east, each of them alone: metres in the grid, or for SWEREF 99 also latitude and longitude in degrees.
    /// Decimals stand after a point or a comma.
    ///
    /// # Errors
    /// [`CoordinatesError`] when they cannot be read, or cannot be right in that grid.
    pub fn of(north: &str, east: &str, grid: Grid) -> Result<Self, CoordinatesError> {
        let (Some(north), Some(east)) = (decimal(north), decimal(east)) else { return Err(CoordinatesError::Form) };
        if grid == Grid::Sweref99 && north.abs() <= 180.0 && east.abs() <= 180.0 {
            is_in_sweden(north, east)?;
            return Ok(Grid::Sweref99.projection().project(north, east));
        }
        let point = Self { north, east };
        let is_in = |point: Self| {
            let (latitude, longitude) = point.degrees(grid);
            // Far outside the grid the series lead nowhere, possibly back to Sweden.
            (6.0e6..7.8e6).contains(&point.north)
                && (1.0e5..2.2e6).contains(&point.east)
                && is_in_sweden(latitude, longitude).is_ok()
        };
        if is_in(point) {
            Ok(point)
        } else if is_in(Self { north: east, east: north }) {
            Err(CoordinatesError::Swapped)
        } else {
            Err(CoordinatesError::Outside)
        }
    }

    /// Latitude and longitude, in degrees.
    #[must_use]
    pub fn degrees(self, grid: Grid) -> (f64, f64) {
        grid.projection().unproject(self)
    }

    /// How far apart, in metres, two statements of where a unit is are.
    #[must_use]
    pub fn distance(rt90: Self, sweref99: Self) -> f64 {
        let (latitude, longitude) = rt90.degrees(Grid::Rt90);
        let there = Grid::Sweref99.projection().project(latitude, longitude);
        (there.north - sweref99.north).hypot(there.east - sweref99.east)
    }

    /// The point as people read it: `X: 6403576, Y: 1268597`, or N and E.
    #[must_use]
    pub fn one_line(self, grid: Grid) -> String {
        let (north, east) = match grid {
            Grid::Rt90 => ("X", "Y"),
            Grid::Sweref99 => ("N", "E"),
        };
        format!("{north}: {:.0}, {east}: {:.0}", self.north, self.east)
    }
}

fn is_in_sweden(latitude: f64, longitude: f64) -> Result<(), CoordinatesError> {
    let within = |value: f64, (least, most): (f64, f64)| (least..=most).contains(&value);
    if within(latitude, LATITUDE) && within(longitude, LONGITUDE) {
        Ok(())
    } else if within(longitude, LATITUDE) && within(latitude, LONGITUDE) {
        Err(CoordinatesError::Swapped)
    } else {
        Err(CoordinatesError::Outside)
    }
}

/// A number with a decimal point or comma; blanks between groups of digits are left out.
fn decimal(text: &str) -> Option<f64> {
    let text: String =
        trim(text).chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
    let digits = text.strip_prefix('-').unwrap_or(&text);
    let is_number =
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_number.then(|| text.parse().ok())?
}

/// Two numbers in one text: `X: 1, Y: 2`, `N 1 E 2`, `1;2`, `1,2`, `57,1 12,1`. Without labels, north stands first.
fn pair(text: &str) -> Option<(&str, &str)> {
    let text = trim(text);
    let digit = text.find(|c: char| c.is_ascii_digit())?;
    let after_digit = |end: fn(char) -> bool| text[digit..].find(end).map(|at| at + digit);
    let commas: Vec<usize> = text.match_indices(',').map(|(at, _)| at).collect();
    let cut = after_digit(char::is_alphabetic).or_else(|| after_digit(|c| c == ';')).or(match commas.as_slice() {
        [one] => Some(*one),
        // The outer two are decimal commas.
        [_, middle, _] => Some(*middle),
        _ => after_digit(char::is_whitespace),
    })?;
    let (first, second) = text.split_at(cut);
    match (labelled(first)?, labelled(second)?) {
        ((Some(false), east), (Some(true), north))
        | ((None, north), (None, east))
        | ((Some(true), north), (Some(false), east)) => Some((north, east)),
        _ => None,
    }
}

/// A number with the label before it: whether that means north.
fn labelled(part: &str) -> Option<(Option<bool>, &str)> {
    let is_between = |c: char| matches!(c, ',' | ';' | ':' | '=') || c.is_whitespace();
    let part = part.trim_matches(is_between);
    let number = part.find(|c: char| c.is_ascii_digit() || c == '-')?;
    let (label, number) = part.split_at(number);
    match label.trim_end_matches(is_between).to_ascii_lowercase().as_str() {
        "x" | "n" | "lat" | "latitude" | "latitud" => Some((Some(true), number)),
        "y" | "e" | "long" | "lon" | "longitude" | "longitud" => Some((Some(false), number)),
        "" => Some((None, number)),
        _ => None,
    }
}

/// A Gauss-Krüger projection of GRS 80.
#[derive(Clone, Copy, Debug)]
struct Projection {
    /// In degrees.
    central_meridian: f64,
    scale: f64,
    /// In metres.
    false_northing: f64,
    false_easting: f64,
}

impl Grid {
    fn projection(self) -> Projection {
        match self {
            Self::Rt90 => Projection {
                central_meridian: 15.0 + 48.0 / 60.0 + 22.624_306 / 3600.0,
                scale: 1.000_005_610_24,
                false_northing: -667.711,
                false_easting: 1_500_064.274,
            },
            Self::Sweref99 => {
                Projection { central_meridian: 15.0, scale: 0.9996, false_northing: 0.0, false_easting: 500_000.0 }
            }
        }
    }
}

/// GRS 80: semi-major axis in metres, and flattening.
const AXIS: f64 = 6_378_137.0;
const FLATTENING: f64 = 1.0 / 298.257_222_101;
const E2: f64 = FLATTENING * (2.0 - FLATTENING);
const N: f64 = FLATTENING / (2.0 - FLATTENING);

impl Projection {
    /// The radius of the rectifying sphere, scaled.
    fn radius(&self) -> f64 {
        self.scale * AXIS / (1.0 + N) * (1.0 + N.powi(2) / 4.0 + N.powi(4) / 64.0)
    }

    fn project(&self, latitude: f64, longitude: f64) -> Coordinates {
        let (phi, meridian) = (latitude.to_radians(), (longitude - self.central_meridian).to_radians());
        let squared = phi.sin().powi(2);
        let series = [
            E2,
            (5.0 * E2.powi(2) - E2.powi(3)) / 6.0,
            (104.0 * E2.powi(3) - 45.0 * E2.powi(4)) / 120.0,
            1237.0 * E2.powi(4) / 1260.0,
        ];
        let conformal = phi - phi.sin() * phi.cos() * polynomial(&series, squared);
        let xi = (conformal.tan() / meridian.cos()).atan();
        let eta = (conformal.cos() * meridian.sin()).atanh();
        let beta = [
            N / 2.0 - 2.0 * N.powi(2) / 3.0 + 5.0 * N.powi(3) / 16.0 + 41.0 * N.powi(4) / 180.0,
            13.0 * N.powi(2) / 48.0 - 3.0 * N.powi(3) / 5.0 + 557.0 * N.powi(4) / 1440.0,
            61.0 * N.powi(3) / 240.0 - 103.0 * N.powi(4) / 140.0,
            49_561.0 * N.powi(4) / 161_280.0,
        ];
        let (north, east) = waves(&beta, xi, eta);
        Coordinates {
            north: self.radius() * (xi + north) + self.false_northing,
            east: self.radius() * (eta + east) + self.false_easting,
        }
    }

    fn unproject(&self, point: Coordinates) -> (f64, f64) {
        let xi = (point.north - self.false_northing) / self.radius();
        let eta = (point.east - self.false_easting) / self.radius();
        let delta = [
            N / 2.0 - 2.0 * N.powi(2) / 3.0 + 37.0 * N.powi(3) / 96.0 - N.powi(4) / 360.0,
            N.powi(2) / 48.0 + N.powi(3) / 15.0 - 437.0 * N.powi(4) / 1440.0,
            17.0 * N.powi(3) / 480.0 - 37.0 * N.powi(4) / 840.0,
            4397.0 * N.powi(4) / 161_280.0,
        ];
        let (north, east) = waves(&delta, xi, eta);
        let (xi, eta) = (xi - north, eta - east);
        let conformal = (xi.sin() / eta.cosh()).asin();
        let meridian = (eta.sinh() / xi.cos()).atan();
        let series = [
            E2 + E2.powi(2) + E2.powi(3) + E2.powi(4),
            -(7.0 * E2.powi(2) + 17.0 * E2.powi(3) + 30.0 * E2.powi(4)) / 6.0,
            (224.0 * E2.powi(3) + 889.0 * E2.powi(4)) / 120.0,
            -(4279.0 * E2.powi(4)) / 1260.0,
        ];
        let phi = conformal + conformal.sin() * conformal.cos() * polynomial(&series, conformal.sin().powi(2));
        (phi * 180.0 / PI, self.central_meridian + meridian * 180.0 / PI)
    }
}

fn polynomial(coefficients: &[f64; 4], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

/// The trigonometric series of the projection, in both directions.
fn waves(coefficients: &[f64; 4], xi: f64, eta: f64) -> (f64, f64) {
    (1..).zip(coefficients).fold((0.0, 0.0), |(north, east), (order, coefficient)| {
        let twice = 2.0 * f64::from(order);
        (
            north + coefficient * (twice * xi).sin() * (twice * eta).cosh(),
            east + coefficient * (twice * xi).cos() * (twice * eta).sinh(),
        )
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, proptest};

    use super::{Coordinates, CoordinatesError, Grid, Projection};

    fn near(found: f64, wanted: f64, tolerance: f64) -> bool {
        (found - wanted).abs() <= tolerance
    }

    #[test]
    fn the_projection_gives_the_published_control_point() {
        let control = Projection {
            central_meridian: 13.0 + 35.0 / 60.0 + 7.692 / 3600.0,
            scale: 1.000_002_54,
            false_northing: -6_226_307.864,
            false_easting: 84_182.879,
        };
        let point = control.project(66.0, 24.0);
        assert!(near(point.north, 1_135_809.413_803, 1e-3) && near(point.east, 555_304.016_555, 1e-3), "{point:?}");
        let (latitude, longitude) = control.unproject(point);
        assert!(near(latitude, 66.0, 1e-9) && near(longitude, 24.0, 1e-9));
    }

    #[test]
    fn the_grids_are_where_they_should_be() {
        // Both grids have the central meridian of theirs at their false easting.
        let rt90 = Coordinates { north: 6_403_576.0, east: 1_268_597.0 };
        let (latitude, longitude) = rt90.degrees(Grid::Rt90);
        assert!(near(latitude, 57.72, 0.05) && near(longitude, 11.93, 0.1), "{latitude} {longitude}");
        let sweref = Grid::Sweref99.projection().project(latitude, longitude);
        assert!(Coordinates::distance(rt90, sweref) < 0.01);
        assert!(near(sweref.north, 6_398_900.0, 3_000.0) && near(sweref.east, 317_000.0, 3_000.0), "{sweref:?}");
    }

    #[test]
    fn every_way_of_writing_coordinates_is_read() {
        for text in [
            "X: 6403576, Y: 1268597",
            "X:6403576,Y:1268597",
            "x=6403576 y=1268597",
            "6403576, 1268597",
            "6403576;1268597",
            "6403576 1268597",
            "Y: 1268597, X: 6403576",
            "X: 6 403 576, Y: 1 268 597",
            "X: 6403576,0, Y: 1268597,0",
            "6403576,0,1268597,0",
        ] {
            let read = Coordinates::parse(text, Grid::Rt90);
            assert_eq!(read, Ok(Coordinates { north: 6_403_576.0, east: 1_268_597.0 }), "{text}");
        }
        for text in ["57,7181 11,9301", "57.7181, 11.9301", "57,7181;11,9301", "lat 57.7181 long 11.9301"] {
            let read = Coordinates::parse(text, Grid::Sweref99).unwrap_or_else(|error| panic!("{text}: {error}"));
            let (latitude, longitude) = read.degrees(Grid::Sweref99);
            assert!(near(latitude, 57.7181, 1e-6) && near(longitude, 11.9301, 1e-6), "{text}");
        }
    }

    #[test]
    fn wrong_coordinates_are_told_apart() {
        let rt90 = |text: &str| Coordinates::parse(text, Grid::Rt90);
        assert_eq!(rt90("X: 1268597, Y: 6403576"), Err(CoordinatesError::Swapped));
        assert_eq!(rt90("X: 0, Y: 0"), Err(CoordinatesError::Outside));
        assert_eq!(rt90("X: 6403576, Y: 268597"), Err(CoordinatesError::Outside));
        for text in ["", "X:", "X: 6403576", "här", "X: sex, Y: ett", "6403576--1268597", "X: 1, X: 2"] {
            assert_eq!(rt90(text), Err(CoordinatesError::Form), "{text}");
        }
        let sweref = |north, east| Coordinates::of(north, east, Grid::Sweref99);
        assert_eq!(sweref("11,93", "57,71"), Err(CoordinatesError::Swapped));
        assert_eq!(sweref("0", "0"), Err(CoordinatesError::Outside));
        assert_eq!(sweref("317000", "6398900"), Err(CoordinatesError::Swapped));
        assert_eq!(sweref("99999999999", "1e5"), Err(CoordinatesError::Form));
        // RT90 in the field for SWEREF.
        assert_eq!(sweref("6403576", "1268597"), Err(CoordinatesError::Outside));
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same_place(latitude in 55.3_f64..69.0, longitude in 11.0_f64..24.0) {
            for grid in [Grid::Rt90, Grid::Sweref99] {
                let point = grid.projection().project(latitude, longitude);
                let (back, across) = point.degrees(grid);
                prop_assert!(near(back, latitude, 1e-7) && near(across, longitude, 1e-7));
                let text = point.one_line(grid);
                let read = Coordinates::parse(&text, grid).expect("what we write we read");
                prop_assert!(near(read.north, point.north, 0.6) && near(read.east, point.east, 0.6));
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[XYNE]?[:=]?[0-9 ,.;-]{0,20}[XYNE]?[0-9 ,.:]{0,12}\\PC{0,2}") {
            for grid in [Grid::Rt90, Grid::Sweref99] {
                if let Ok(point) = Coordinates::parse(&text, grid) {
                    prop_assert!(point.north.is_finite() && point.east.is_finite());
                }
            }
        }
    }
}

//! A QR code as one path of an SVG, for phones to read from the page. Dark on white in every colour scheme.

use std::fmt::Write as _;

use qrcode::{Color, QrCode};
use serde::Serialize;

/// Modules of empty space that readers need around the code (ISO/IEC 18004).
const QUIET: usize = 4;

/// The drawing.
#[derive(Debug, Clone, Serialize)]
pub struct Qr {
    /// Width and height in modules.
    pub size: usize,
    /// The dark modules.
    pub path: String,
}

/// Draws a text; none where it is too long for a code.
pub(super) fn draw(text: &str) -> Option<Qr> {
    let code = QrCode::new(text).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET);
        }
    }
    Some(Qr { size: width + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_begins_with_the_corner_that_readers_look_for() {
        let qr = draw("otpauth://totp/giftgate:ada?secret=GE").expect("a code");
        assert!(qr.path.starts_with("M4 4h1v1h-1zM5 4h1v1h-1z") && qr.size > 29, "{}", qr.size);
        assert!(draw(&"x".repeat(5000)).is_none());
    }
}

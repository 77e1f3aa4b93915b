//! Photos as phones send them: read within limits, turned upright, made smaller, written anew as JPEG. Nothing but the picture
//! survives: no place, no time, no camera.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};

/// Largest file.
pub const LARGEST_BYTES: usize = 10 << 20;
/// Most pixels, told by the file's head before anything is unpacked.
const MOST_PIXELS: u64 = 40_000_000;
/// The longer side of what is kept.
const LONGER_SIDE: u32 = 2048;
/// JPEG quality, percent.
const QUALITY: u8 = 82;

/// A picture and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CleanPhoto {
    /// JPEG without metadata.
    pub jpeg: Vec<u8>,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// Why a file is no photo for us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhotoFault {
    /// Too many bytes or pixels.
    #[error("the photo is larger than 10 MiB or 40 megapixels; take a smaller one")]
    TooLarge,
    /// Not a picture, or a broken one.
    #[error("the file is no JPEG or PNG that can be read; take the photo again")]
    Unreadable,
}

/// Makes a clean photo of what a phone sent.
pub fn clean_photo(bytes: &[u8]) -> Result<CleanPhoto, PhotoFault> {
    photo_within(bytes, LONGER_SIDE)
}

/// The photo in at most so many bytes, made smaller step by step until it fits.
pub fn fit_photo(jpeg: &[u8], most: usize) -> Result<CleanPhoto, PhotoFault> {
    for side in [LONGER_SIDE, 1536, 1024, 640, 320] {
        let photo = photo_within(jpeg, side)?;
        if photo.jpeg.len() <= most {
            return Ok(photo);
        }
    }
    Err(PhotoFault::TooLarge)
}

fn photo_within(bytes: &[u8], longer_side: u32) -> Result<CleanPhoto, PhotoFault> {
    if bytes.len() > LARGEST_BYTES {
        return Err(PhotoFault::TooLarge);
    }
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| PhotoFault::Unreadable)?;
    if !matches!(reader.format(), Some(ImageFormat::Jpeg | ImageFormat::Png)) {
        return Err(PhotoFault::Unreadable);
    }
    let mut limits = Limits::default();
    // Four bytes a pixel, and as much again to work with.
    limits.max_alloc = Some(MOST_PIXELS * 8);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| PhotoFault::Unreadable)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PhotoFault::TooLarge);
    }
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| PhotoFault::Unreadable)?;
    picture.apply_orientation(turned);
    if picture.width().max(picture.height()) > longer_side {
        picture = picture.thumbnail(longer_side, longer_side);
    }
    let picture = picture.into_rgb8();
    let mut jpeg = Vec::new();
    picture
        .write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY))
        .map_err(|_| PhotoFault::Unreadable)?;
    Ok(CleanPhoto { jpeg, width: picture.width(), height: picture.height() })
}

#[cfg(test)]
mod tests {
    use image::RgbImage;

    use super::*;

    fn jpeg(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        RgbImage::from_fn(width, height, |x, _| image::Rgb([if x < width / 2 { 250 } else { 5 }, 9, 9]))
            .write_with_encoder(JpegEncoder::new(&mut bytes))
            .expect("encoded");
        bytes
    }

    /// The same picture with what a camera writes beside it: turned by 90 degrees, with a place.
    fn with_exif(jpeg: &[u8]) -> Vec<u8> {
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
        // One entry: orientation (0x0112), SHORT, one value, 6 = turned clockwise. Then a text that must not survive.
        exif.extend([1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]);
        exif.extend(b"GPS 52.3105 4.7683 Anna's phone");
        let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
        [&jpeg[..2], &[0xFF, 0xE1], &length, &exif, &jpeg[2..]].concat()
    }

    #[test]
    fn a_photo_keeps_its_picture_upright_and_nothing_else() {
        let sent = with_exif(&jpeg(64, 32));
        let clean = clean_photo(&sent).expect("a photo");
        assert_eq!((clean.width, clean.height), (32, 64));
        for trace in [&b"Exif"[..], b"GPS", b"Anna"] {
            assert!(sent.windows(trace.len()).any(|window| window == trace));
            assert!(!clean.jpeg.windows(trace.len()).any(|window| window == trace));
        }
        let again = image::load_from_memory(&clean.jpeg).expect("a picture").into_rgb8();
        assert!(again.get_pixel(16, 4).0[0] > 200 && again.get_pixel(16, 60).0[0] < 60, "what was left is on top");
    }

    #[test]
    fn a_large_photo_becomes_smaller() {
        let clean = clean_photo(&jpeg(3000, 100)).expect("a photo");
        assert_eq!((clean.width, clean.height), (2048, 68));
        let byte = |n: u32| u8::try_from(n % 256).expect("a byte");
        let noise =
            RgbImage::from_fn(1200, 900, |x, y| image::Rgb([byte(x * 7 * (y + 3)), byte((x * 31) ^ (y * 17)), 9]));
        let mut bytes = Vec::new();
        noise.write_with_encoder(JpegEncoder::new(&mut bytes)).expect("encoded");
        let fitted = fit_photo(&bytes, 200_000).expect("it fits");
        assert!(fitted.jpeg.len() <= 200_000 && fitted.width < 1200, "{} {}", fitted.jpeg.len(), fitted.width);
        assert_eq!(fit_photo(&bytes, 100), Err(PhotoFault::TooLarge));
    }

    #[test]
    fn bombs_and_other_files_are_refused() {
        assert_eq!(clean_photo(b""), Err(PhotoFault::Unreadable));
        assert_eq!(clean_photo(b"GIF89a...."), Err(PhotoFault::Unreadable));
        assert_eq!(clean_photo(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), Err(PhotoFault::Unreadable));
        let whole = jpeg(40, 40);
        assert!(clean_photo(&whole[..60]).is_err());
        assert_eq!(clean_photo(&vec![0xFF; LARGEST_BYTES + 1]), Err(PhotoFault::TooLarge));
        // A PNG whose head promises 60,000 by 60,000 pixels.
        let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        let head =
            [b"IHDR".as_slice(), &60_000_u32.to_be_bytes(), &60_000_u32.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
        bomb.extend(&head[4..]);
        bomb.extend(crc32(&head).to_be_bytes());
        bomb.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e");
        assert!(clean_photo(&bomb).is_err());
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 })
        })
    }
}

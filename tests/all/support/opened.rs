//! Files of the report opened again, by code of the test's own: the texts of a PDF, and the rows of a workbook.

use std::collections::BTreeMap;

use miniz_oxide::inflate::{decompress_to_vec, decompress_to_vec_zlib};

/// Every text of a PDF that giftgate wrote, in the order it is printed; a text of two fonts in one piece.
pub fn pdf_texts(bytes: &[u8]) -> Vec<String> {
    let objects = objects(bytes);
    let mut fonts: BTreeMap<&str, BTreeMap<u16, char>> = BTreeMap::new();
    for name in ["F", "J"] {
        let Some(font) = objects.values().find_map(|(head, _)| number_after(head, &format!("/{name} "))) else {
            continue;
        };
        let cmap = number_after(&objects[&font].0, "/ToUnicode ").expect("a font says its letters");
        fonts.insert(name, letters(&String::from_utf8_lossy(&objects[&cmap].1)));
    }
    let mut texts = Vec::new();
    // Pages stand in the file in their order.
    for (head, stream) in objects.values() {
        let page =
            if head.contains("/FlateDecode") { decompress_to_vec_zlib(stream).unwrap_or_default() } else { Vec::new() };
        if page.windows(3).any(|part| part == b"BT\n") {
            texts.extend(texts_of_page(&page, &fonts));
        }
    }
    texts
}

/// Objects by number: what stands before their stream, and the stream.
fn objects(bytes: &[u8]) -> BTreeMap<u32, (String, Vec<u8>)> {
    let mut objects = BTreeMap::new();
    let find = |from: usize, what: &[u8]| {
        bytes.get(from..)?.windows(what.len()).position(|part| part == what).map(|place| from + place)
    };
    let mut at = 0;
    while let Some(start) = find(at, b" 0 obj\n") {
        let digits = bytes[..start].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let number = String::from_utf8_lossy(&bytes[start - digits..start]).parse().expect("a number");
        let body = start + b" 0 obj\n".len();
        let ends = find(body, b"\nendobj").expect("an end");
        let stream = bytes[body..ends].windows(7).position(|part| part == b"stream\n").map(|place| body + place);
        let (head, data, end) = match stream {
            Some(stream) => {
                let head = String::from_utf8_lossy(&bytes[body..stream]).into_owned();
                let (from, length) =
                    (stream + b"stream\n".len(), number_after(&head, "/Length ").expect("a length") as usize);
                (head, bytes[from..from + length].to_vec(), from + length)
            }
            None => (String::from_utf8_lossy(&bytes[body..ends]).into_owned(), Vec::new(), ends),
        };
        objects.insert(number, (head, data));
        at = end;
    }
    objects
}

fn number_after(text: &str, what: &str) -> Option<u32> {
    let rest = text.split(what).nth(1)?;
    rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
}

/// What each code of a font stands for.
fn letters(cmap: &str) -> BTreeMap<u16, char> {
    let line = |line: &str| {
        let mut parts = line.split(['<', '>']).filter(|part| !part.trim().is_empty());
        let code = u16::from_str_radix(parts.next()?, 16).ok()?;
        let units: Vec<u16> = parts
            .next()?
            .as_bytes()
            .chunks(4)
            .filter_map(|four| u16::from_str_radix(std::str::from_utf8(four).ok()?, 16).ok())
            .collect();
        Some((code, char::decode_utf16(units).next()?.ok()?))
    };
    let pairs =
        cmap.split("beginbfchar").skip(1).flat_map(|block| block.split("endbfchar").next().unwrap_or_default().lines());
    pairs.filter_map(line).collect()
}

fn texts_of_page(page: &[u8], fonts: &BTreeMap<&str, BTreeMap<u16, char>>) -> Vec<String> {
    let (mut texts, mut font, mut at): (Vec<String>, &str, usize) = (Vec::new(), "F", 0);
    while at < page.len() {
        let rest = &page[at..];
        if rest.starts_with(b"BT\n") {
            texts.push(String::new());
            at += 3;
        } else if rest.starts_with(b"/F ") || rest.starts_with(b"/J ") {
            font = if rest[1] == b'F' { "F" } else { "J" };
            at += 3;
        } else if rest.starts_with(b"<<") {
            at += 2;
        } else if rest[0] == b'(' || rest[0] == b'<' {
            let (codes, length) = string(rest);
            let text = texts.last_mut().expect("a text");
            text.extend(codes.chunks_exact(2).map(|two| fonts[font][&u16::from_be_bytes([two[0], two[1]])]));
            at += length;
        } else {
            at += 1;
        }
    }
    texts
}

/// A string of a page and how many bytes it takes there.
fn string(from: &[u8]) -> (Vec<u8>, usize) {
    if from[0] == b'<' {
        let end = from.iter().position(|byte| *byte == b'>').expect("an end");
        let hex: Vec<u8> = from[1..end].iter().copied().filter(u8::is_ascii_hexdigit).collect();
        let byte = |two: &[u8]| u8::from_str_radix(std::str::from_utf8(two).expect("hex"), 16).expect("hex");
        return (hex.chunks(2).map(byte).collect(), end + 1);
    }
    let (mut bytes, mut at, mut depth) = (Vec::new(), 1, 1);
    loop {
        match from[at] {
            b'\\' => {
                at += 1;
                match from[at] {
                    b'n' => bytes.push(b'\n'),
                    b'r' => bytes.push(b'\r'),
                    b't' => bytes.push(b'\t'),
                    b'b' => bytes.push(8),
                    b'f' => bytes.push(12),
                    b'0'..=b'7' => {
                        let octal = std::str::from_utf8(&from[at..at + 3]).expect("octal");
                        bytes.push(u8::from_str_radix(octal, 8).expect("octal"));
                        at += 2;
                    }
                    other => bytes.push(other),
                }
            }
            b'(' => {
                depth += 1;
                bytes.push(b'(');
            }
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return (bytes, at + 1);
                }
                bytes.push(b')');
            }
            other => bytes.push(other),
        }
        at += 1;
    }
}

/// Rows of a workbook's first sheet, cell by cell; an empty cell is an empty text.
pub fn first_sheet(bytes: &[u8]) -> Vec<Vec<String>> {
    let sheet = unzipped(bytes, "xl/worksheets/sheet1.xml");
    let shared: Vec<String> = unzipped_where_it_is(bytes, "xl/sharedStrings.xml")
        .map(|xml| xml.split("<si>").skip(1).map(|one| plain(one.split("</si>").next().unwrap_or_default())).collect())
        .unwrap_or_default();
    let row = |row: &str| {
        let mut cells: Vec<String> = Vec::new();
        for cell in row.split("<c ").skip(1) {
            let place = cell.split("r=\"").nth(1).and_then(|rest| rest.bytes().next()).expect("a place");
            cells.resize(usize::from(place - b'A'), String::new());
            let cell = cell.split("</c>").next().unwrap_or_default();
            let value = cell.split("<v>").nth(1).and_then(|rest| rest.split("</v>").next());
            cells.push(match value {
                Some(index) if cell.contains("t=\"s\"") => shared[index.parse::<usize>().expect("an index")].clone(),
                Some(number) => number.to_owned(),
                None => cell.split_once('>').map_or_else(String::new, |(_, inner)| plain(inner)),
            });
        }
        cells
    };
    sheet.split("<row ").skip(1).map(row).collect()
}

/// A piece of XML as text.
fn plain(xml: &str) -> String {
    let mut text = String::new();
    for part in xml.split('<') {
        text.push_str(part.split_once('>').map_or("", |(_, after)| after));
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
    text.replace("&amp;", "&")
}

fn unzipped(bytes: &[u8], name: &str) -> String {
    unzipped_where_it_is(bytes, name).unwrap_or_else(|| panic!("{name} is not in the workbook"))
}

/// A file of a zip, by its central directory.
fn unzipped_where_it_is(bytes: &[u8], name: &str) -> Option<String> {
    let two = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
    let four = |at: usize| two(at) + (two(at + 2) << 16);
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(4).position(|part| part == b"PK\x01\x02") {
        let entry = at + found;
        if bytes[entry + 46..].starts_with(name.as_bytes()) && two(entry + 28) == name.len() {
            let (packed, header) = (four(entry + 20), four(entry + 42));
            let start = header + 30 + two(header + 26) + two(header + 28);
            let data = &bytes[start..start + packed];
            let whole = if two(entry + 10) == 0 { data.to_vec() } else { decompress_to_vec(data).expect("deflated") };
            return Some(String::from_utf8(whole).expect("UTF-8"));
        }
        at = entry + 4;
    }
    None
}

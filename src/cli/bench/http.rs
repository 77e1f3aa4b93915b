//! Just enough HTTP/1.1 to ask a giftgate on this machine for its pages: one connection, kept open.

use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// An answer takes no longer than the server gives a request, with some room.
const PATIENCE: Duration = Duration::from_secs(30);
/// No page comes near this many bytes.
const MOST: u64 = 64 << 20;

/// A connection to a server.
pub(super) struct Connection {
    stream: BufReader<TcpStream>,
    address: String,
    compressed: bool,
}

/// An answer, its body as it came.
pub(super) struct Answer {
    /// The status code.
    pub(super) status: u16,
    body: Vec<u8>,
}

impl Answer {
    /// Whether it is a plain 200.
    pub(super) fn is_ok(&self) -> bool {
        self.status == 200
    }

    /// The body as text; a compressed one makes no sense.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Connection {
    /// Connects; asks for compressed answers, as browsers do.
    pub(super) fn open(address: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(Self { stream: BufReader::new(stream), address: address.to_owned(), compressed: true })
    }

    /// Whether to ask for compressed answers.
    pub(super) fn compress(&mut self, compressed: bool) {
        self.compressed = compressed;
    }

    /// Asks for a path and reads the whole answer.
    pub(super) fn get(&mut self, path: &str) -> io::Result<Answer> {
        let encoding = if self.compressed { "gzip" } else { "identity" };
        let address = &self.address;
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html,*/*\r\nAccept-Encoding: {encoding}\r\n\r\n"
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        read_answer(&mut self.stream)
    }

    /// Sends a form as one of our pages would, and reads the whole answer.
    pub(super) fn post(&mut self, path: &str, form: &str) -> io::Result<Answer> {
        let address = &self.address;
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nAccept: application/json\r\n\
             Accept-Encoding: identity\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        read_answer(&mut self.stream)
    }
}

/// A text as a value of a form.
pub(super) fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' => encoded.push(char::from(byte)),
            byte => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

fn read_answer(input: &mut impl BufRead) -> io::Result<Answer> {
    let start = line(input)?;
    let status = start.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)?.parse().ok());
    let status = status.ok_or_else(|| broken("no HTTP/1.1 status"))?;
    let (mut length, mut chunked) = (None, false);
    loop {
        let header = line(input)?;
        let Some((name, value)) = header.split_once(':') else {
            break;
        };
        match (name.to_ascii_lowercase().as_str(), value.trim()) {
            ("content-length", value) => length = value.parse().ok(),
            ("transfer-encoding", value) => chunked = value.eq_ignore_ascii_case("chunked"),
            _ => {}
        }
    }
    let mut body = Vec::new();
    if chunked {
        loop {
            let size = line(input)?;
            let size = size.split(';').next().unwrap_or_default().trim();
            let size = u64::from_str_radix(size, 16).map_err(|_| broken("a chunk without its size"))?;
            read_exactly(input, size, &mut body)?;
            line(input)?;
            if size == 0 {
                break;
            }
        }
    } else {
        read_exactly(input, length.ok_or_else(|| broken("an answer without its length"))?, &mut body)?;
    }
    Ok(Answer { status, body })
}

fn line(input: &mut impl BufRead) -> io::Result<String> {
    let mut text = String::new();
    if input.take(1 << 16).read_line(&mut text)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(text.trim_end().to_owned())
}

fn read_exactly(input: &mut impl BufRead, size: u64, body: &mut Vec<u8>) -> io::Result<()> {
    if size.saturating_add(body.len() as u64) > MOST {
        return Err(broken("an answer longer than any page"));
    }
    if input.take(size).read_to_end(body)? as u64 != size {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(())
}

fn broken(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_and_a_chunked_answer_follow_each_other_on_one_connection() {
        let mut input: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello\
            HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n";
        let (one, two) = (read_answer(&mut input).expect("an answer"), read_answer(&mut input).expect("another"));
        assert_eq!((one.status, one.text().as_str()), (200, "hello"));
        assert_eq!((two.status, two.text().as_str()), (404, "abc0123456789"));
        assert!(read_answer(&mut input).is_err());
    }

    #[test]
    fn a_broken_answer_is_an_error_and_no_endless_wait() {
        for text in ["SSH-2.0\r\n", "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nshort"] {
            assert!(read_answer(&mut text.as_bytes()).is_err(), "{text}");
        }
        let endless = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", u64::MAX);
        assert!(read_answer(&mut endless.as_bytes()).is_err());
    }
}

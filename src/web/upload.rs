//! A form with a file (multipart/form-data, RFC 7578), read whole into memory up to a limit, with the same token as any form.

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use sha2::{Digest, Sha256};

use super::csrf::Doer;
use super::problem::Problem;
use super::session::Visitor;
use crate::services::measuring::LARGEST_EXPORT;

/// Room for the other fields and the marks between them.
const AROUND: usize = 64 << 10;

/// A file that somebody sent.
#[derive(Debug)]
pub struct UploadForm {
    /// Who sent it.
    pub doer: Doer,
    /// The file's name, without any folder.
    pub name: String,
    /// Its content; empty where no file was chosen.
    pub bytes: Vec<u8>,
    others: Vec<(String, String)>,
}

impl UploadForm {
    /// The text of another field; empty where there is none.
    pub fn field(&self, name: &str) -> &str {
        self.others.iter().find(|(own, _)| own == name).map_or("", |(_, text)| text)
    }
}

impl<S: Send + Sync> FromRequest<S> for UploadForm {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Self::Rejection> {
        let visitor =
            request.extensions().get::<Result<Visitor, Problem>>().and_then(|found| found.as_ref().ok()).cloned();
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let boundary = boundary_of(kind).ok_or(Problem::ForeignForm)?;
        let body = to_bytes(request.into_body(), LARGEST_EXPORT + AROUND).await.map_err(|_| Problem::BadRequest)?;
        let parts = parts(&body, &boundary).ok_or(Problem::BadRequest)?;
        let field = |wanted: &str| parts.iter().find(|part| part.field == wanted);
        let token = field("form_token").map(|part| part.content).unwrap_or_default();
        let doer = match visitor {
            Some(Visitor::Open) => Doer::StandIn,
            Some(Visitor::Member(member)) => {
                // Hashes are compared, so that the time tells nothing of how much fits.
                if Sha256::digest(token) != Sha256::digest(&member.form_token) {
                    return Err(Problem::ForeignForm);
                }
                Doer::Member(member)
            }
            _ => return Err(Problem::SignInFirst),
        };
        let file = field("file").ok_or(Problem::BadRequest)?;
        let name = file.file_name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let others = parts.iter().filter(|part| part.file_name.is_empty() && part.field != "form_token");
        let text = |part: &Part<'_>| (part.field.clone(), String::from_utf8_lossy(part.content).into_owned());
        Ok(Self { doer, name, bytes: file.content.to_vec(), others: others.map(text).collect() })
    }
}

/// One part of a form.
#[derive(Debug, PartialEq, Eq)]
struct Part<'a> {
    field: String,
    file_name: String,
    content: &'a [u8],
}

fn boundary_of(kind: &str) -> Option<String> {
    let rest = kind.strip_prefix("multipart/form-data")?;
    let boundary = rest.split(';').find_map(|part| part.trim().strip_prefix("boundary="))?.trim_matches('"');
    (1..=70).contains(&boundary.len()).then(|| format!("--{boundary}"))
}

/// Cuts a body at its boundary; nothing where it is not whole.
fn parts<'a>(body: &'a [u8], boundary: &str) -> Option<Vec<Part<'a>>> {
    let boundary = boundary.as_bytes();
    let mut rest = body.get(find(body, boundary)? + boundary.len()..)?;
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        rest = rest.strip_prefix(b"\r\n")?;
        let head_end = find(rest, b"\r\n\r\n")?;
        let head = std::str::from_utf8(&rest[..head_end]).ok()?;
        let content = &rest[head_end + 4..];
        let mut closing = b"\r\n".to_vec();
        closing.extend_from_slice(boundary);
        let end = find(content, &closing)?;
        let disposition = head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
        let value = |name: &str| {
            let start = disposition.find(&format!("; {name}=\""))? + name.len() + 4;
            disposition[start..].split('"').next().map(str::to_owned)
        };
        let (field, file_name) = (value("name")?, value("filename").unwrap_or_default());
        parts.push(Part { field, file_name, content: &content[..end] });
        rest = &content[end + closing.len()..];
    }
    Some(parts)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_form_is_cut_at_its_boundary() {
        let boundary = boundary_of("multipart/form-data; boundary=\"x1\"").expect("a boundary");
        let body = b"--x1\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\nabc\r\n--x1\r\n\
            Content-Disposition: form-data; name=\"file\"; filename=\"C:\\\\a.csv\"\r\nContent-Type: text/csv\r\n\r\na,b\r\n1,2\r\n--x1--\r\n";
        let found = parts(body, &boundary).expect("whole");
        assert_eq!((found[0].field.as_str(), found[0].content), ("form_token", b"abc".as_slice()));
        assert_eq!((found[1].field.as_str(), found[1].content), ("file", b"a,b\r\n1,2".as_slice()));
        assert_eq!(parts(&body[..body.len() - 12], &boundary), None, "half a form is none");
        assert_eq!(boundary_of("text/plain"), None);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = parts(&bytes, "--x");
            let _ = parts(&[b"--x\r\n".as_slice(), &bytes].concat(), "--x");
        }
    }
}

//! Several scripts of ours as one file: a phone asks once, and not for one after the other over a pier's thin signal.
//!
//! Each script keeps a scope of its own; what it exports is there for those after it, and for whoever imports the pack. Our
//! scripts are written so that this is all: named imports and exports, each beginning a line, nothing by another name. What
//! is not is told at the start.

use std::fmt::Write as _;

/// A script and all it imports, as one script. `read` gives the text of each.
pub fn pack<E>(name: &str, read: &impl Fn(&str) -> Result<String, E>) -> Result<String, PackFault<E>> {
    let mut pack = Pack { text: String::new(), exports: Vec::new(), parts: Vec::new(), under_way: Vec::new(), read };
    pack.add(name)?;
    let Pack { mut text, exports, .. } = pack;
    let _ = writeln!(text, "export {{ {} }};", exports.join(", "));
    Ok(text)
}

/// Why scripts are no pack.
#[derive(Debug, PartialEq, Eq)]
pub enum PackFault<E> {
    /// One is missing.
    Missing(E),
    /// A line of one is written in a way that this file does not know.
    Line(String),
    /// Two export the same name, or two import each other.
    Twice(String),
}

struct Pack<'a, F> {
    text: String,
    exports: Vec<String>,
    parts: Vec<String>,
    under_way: Vec<String>,
    read: &'a F,
}

impl<E, F: Fn(&str) -> Result<String, E>> Pack<'_, F> {
    /// Adds a script after those it imports, each once.
    fn add(&mut self, name: &str) -> Result<(), PackFault<E>> {
        if self.parts.iter().any(|part| part == name) {
            return Ok(());
        }
        if self.under_way.iter().any(|part| part == name) {
            return Err(PackFault::Twice(name.to_owned()));
        }
        self.under_way.push(name.to_owned());
        let (mut body, mut exports) = (String::new(), Vec::new());
        for line in (self.read)(name).map_err(PackFault::Missing)?.lines() {
            let unknown = || PackFault::Line(format!("{name}: {line}"));
            if line.starts_with("import") {
                self.add(imported(line).ok_or_else(unknown)?)?;
            } else if let Some(rest) = line.strip_prefix("export") {
                exports.push(exported(rest).ok_or_else(unknown)?.to_owned());
                body.push_str(rest.trim_start());
                body.push('\n');
            } else {
                body.push_str(line);
                body.push('\n');
            }
        }
        if let Some(twice) = exports.iter().find(|export| self.exports.contains(export)) {
            return Err(PackFault::Twice(twice.clone()));
        }
        let names = exports.join(", ");
        let _ = writeln!(self.text, "const {{ {names} }} = (() => {{\n{body}return {{ {names} }};\n}})();");
        self.exports.append(&mut exports);
        self.parts.push(name.to_owned());
        Ok(())
    }
}

/// The file of `import { a, b } from "./file.js";`.
fn imported(line: &str) -> Option<&str> {
    let (names, file) = line.strip_prefix("import { ")?.strip_suffix("\";")?.split_once(" } from \"./")?;
    (!names.contains(" as ")).then_some(file)
}

/// The name of ` function name(…`, ` async function name(…` or ` const name = …`.
fn exported(rest: &str) -> Option<&str> {
    let kinds = [" async function ", " function ", " const "];
    let rest = kinds.iter().find_map(|kind| rest.strip_prefix(kind))?;
    let end = rest.find(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '_'))?;
    (end > 0).then_some(&rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(files: &[(&str, &str)]) -> Result<String, PackFault<()>> {
        let read =
            |name: &str| files.iter().find(|(own, _)| *own == name).map(|(_, text)| (*text).to_owned()).ok_or(());
        pack(files[0].0, &read)
    }

    #[test]
    fn each_script_stands_once_after_those_it_imports_in_a_scope_of_its_own() {
        let files = [
            (
                "a.js",
                "import { two } from \"./b.js\";\nimport { three } from \"./c.js\";\nexport const one = two + three;\n",
            ),
            (
                "b.js",
                "import { three } from \"./c.js\";\nconst own = 2;\nexport function two() { return own * three; }\n",
            ),
            ("c.js", "const own = 3;\nexport const three = own;\n"),
        ];
        let text = "const { three } = (() => {\nconst own = 3;\nconst three = own;\nreturn { three };\n})();\n\
            const { two } = (() => {\nconst own = 2;\nfunction two() { return own * three; }\nreturn { two };\n})();\n\
            const { one } = (() => {\nconst one = two + three;\nreturn { one };\n})();\n\
            export { three, two, one };\n";
        assert_eq!(packed(&files).as_deref(), Ok(text));
    }

    #[test]
    fn what_would_not_be_the_same_as_one_file_is_told() {
        let line = |text: &str| Err(PackFault::Line(format!("a.js: {text}")));
        for text in
            ["export default 1;", "export let a = 1;", "import { b as c } from \"./b.js\";", "import \"./b.js\";"]
        {
            assert_eq!(packed(&[("a.js", text), ("b.js", "")]), line(text));
        }
        let one = "import { b } from \"./b.js\";\n";
        assert_eq!(packed(&[("a.js", one)]), Err(PackFault::Missing(())));
        let other = "import { a } from \"./a.js\";\n";
        assert_eq!(packed(&[("a.js", one), ("b.js", other)]), Err(PackFault::Twice("a.js".to_owned())));
        let again = format!("{one}export const b = 1;\n");
        assert_eq!(
            packed(&[("a.js", &again), ("b.js", "export const b = 2;\n")]),
            Err(PackFault::Twice("b".to_owned()))
        );
    }
}

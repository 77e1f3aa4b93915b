//! Whose handle is it? One handle against a list of names.
//!
//! The match step asks this of each passenger's name anyway; here the list stands alone, so that it can be measured where names and
//! handles are public. An owner's weight is evidence only: the caller knows how likely an owner is to be on the list at all.

use super::bearer::Bearer;
use super::handle;
use super::levels::{Level, Parameters};
use super::lexicon::Lexicon;
use super::names::{self, BookedName};

/// Names, indexed.
#[derive(Debug)]
pub struct NameBook {
    lexicon: Lexicon,
    bearers: Vec<Bearer>,
    by_name: Vec<Vec<u32>>,
    parameters: Parameters,
}

/// A name that may be the one behind a handle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Owner {
    /// Place in the list.
    pub name: usize,
    /// How the name explains the handle.
    pub level: Level,
    /// What that is worth, bits.
    pub weight: f64,
}

impl NameBook {
    /// Indexes names, each as given names and family name.
    pub fn new<'a>(list: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut lexicon = Lexicon::new();
        let mut bearers: Vec<Bearer> = Vec::new();
        for (given, family) in list {
            let bearer = Bearer::new(&BookedName::read(given, family), &mut lexicon);
            bearer.count(true, &mut lexicon);
            bearers.push(bearer);
        }
        for bearer in &mut bearers {
            bearer.weigh(&lexicon);
        }
        lexicon.close();
        let mut by_name = vec![Vec::new(); lexicon.len()];
        for (bearer, number) in bearers.iter().zip(0_u32..) {
            for id in bearer.family_ids().chain(bearer.given_ids()) {
                let list: &mut Vec<u32> = &mut by_name[id as usize];
                if list.last() != Some(&number) {
                    list.push(number);
                }
            }
        }
        Self { lexicon, bearers, by_name, parameters: Parameters::default() }
    }

    /// Names that explain the handle, best first; equal ones in the order of the list.
    pub fn owners(&self, handle: &str, has_domain: bool) -> Vec<Owner> {
        let letters = names::handle_letters(handle, has_domain);
        let found = self.lexicon.find_in_handle(&letters);
        let mut numbers: Vec<u32> =
            found.iter().flat_map(|one| self.by_name[one.id as usize].iter().copied()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut owners: Vec<Owner> = numbers
            .into_iter()
            .filter_map(|number| {
                let (level, parts) = handle::explain(&letters, &found, &self.bearers[number as usize])?;
                let weight = self.parameters.bits(level) + parts.bits();
                Some(Owner { name: number as usize, level, weight })
            })
            .collect();
        owners.sort_by(|one, other| other.weight.total_cmp(&one.weight).then(one.name.cmp(&other.name)));
        owners
    }
}

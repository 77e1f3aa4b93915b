//! The names of a manifest as numbers, so that a comparison of names is a comparison of integers.
//!
//! A number stands for one spelling; loose spellings live under a mark of their own. Chances of names are counted here too:
//! from the manifest (a family name once a booking, so that a family of five doesn't make its name frequent), smoothed
//! towards a population in which a name of no list is rare.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::fold;
use super::nicknames::Nicknames;

/// Marks loose spellings.
const LOOSE: char = '~';
/// Shortest name that is looked for inside a handle.
const SHORTEST_IN_HANDLE: usize = 3;

/// How a word of the author leads to a name of the manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum How {
    /// The same letters.
    Exact,
    /// Short form or full form.
    Nickname,
    /// The same loose spelling.
    Loose,
}

/// A name found in what an author shows: words `start..end` of the name shown, or bytes of the handle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    /// The name.
    pub(super) id: u32,
    /// How it was found.
    pub(super) how: How,
    /// First word or byte.
    pub(super) start: u16,
    /// Behind the last.
    pub(super) end: u16,
}

/// Which kind of name is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Given name.
    Given,
    /// Family name.
    Family,
}

/// The names of a manifest.
#[derive(Debug)]
pub(super) struct Lexicon {
    ids: HashMap<String, u32>,
    given: Vec<u32>,
    family: Vec<u32>,
    /// Share of the population, given and family.
    listed: Vec<[f64; 2]>,
    /// Whether somebody on board is spelled so.
    in_use: Vec<bool>,
    givens: u32,
    families: u32,
    nicknames: Nicknames,
    /// First name that came in after `close`.
    late_from: Option<usize>,
    in_handles: Search,
    /// The same for names that came in after `close`.
    late_in_handles: Search,
    /// Names whose short forms are searched for, by number.
    as_given: Vec<bool>,
}

/// A search for names inside handles.
#[derive(Debug, Default)]
struct Search {
    search: Option<AhoCorasick>,
    names: Vec<Vec<(u32, How)>>,
}

impl Lexicon {
    /// Without a name yet.
    pub(super) fn new() -> Self {
        Self {
            ids: HashMap::new(),
            given: Vec::new(),
            family: Vec::new(),
            listed: Vec::new(),
            in_use: Vec::new(),
            givens: 0,
            families: 0,
            nicknames: Nicknames::new(),
            late_from: None,
            in_handles: Search::default(),
            late_in_handles: Search::default(),
            as_given: Vec::new(),
        }
    }

    /// The number of a spelling, a new one if need be.
    pub(super) fn intern(&mut self, spelling: &str) -> u32 {
        if let Some(id) = self.ids.get(spelling) {
            return *id;
        }
        let id = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        self.ids.insert(spelling.to_owned(), id);
        self.given.push(0);
        self.family.push(0);
        self.in_use.push(true);
        self.listed.push([listed(Part::Given, spelling), listed(Part::Family, spelling)]);
        id
    }

    /// The number of a loose spelling.
    pub(super) fn intern_loose(&mut self, spelling: &str) -> u32 {
        let loose = format!("{LOOSE}{}", fold::loosely(spelling));
        self.intern(&loose)
    }

    /// How many spellings there are.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Counts one bearer of a name.
    pub(super) fn count(&mut self, part: Part, id: u32) {
        let (counts, all) = match part {
            Part::Given => (&mut self.given, &mut self.givens),
            Part::Family => (&mut self.family, &mut self.families),
        };
        if let Some(count) = counts.get_mut(id as usize) {
            *count += 1;
            *all += 1;
        }
    }

    /// Chance that a person who isn't the bearer at hand bears the name: the other bearers of the manifest, smoothed by
    /// `strength` people of a population in which the name has the share that `listed` gives.
    pub(super) fn chance(&self, part: Part, id: u32) -> f64 {
        let (counts, all, strength, column) = match part {
            Part::Given => (&self.given, self.givens, 5_000.0, 0),
            Part::Family => (&self.family, self.families, 20_000.0, 1),
        };
        let others = counts.get(id as usize).map_or(0, |count| count.saturating_sub(1));
        let share = self.listed.get(id as usize).map_or(1.0, |shares| shares[column]);
        (f64::from(others) + strength * share) / (f64::from(all.saturating_sub(1)) + strength)
    }

    /// Before all are counted anew: nobody bears any name.
    pub(super) fn forget_counts(&mut self) {
        self.given.fill(0);
        self.family.fill(0);
        self.in_use.fill(false);
        (self.givens, self.families) = (0, 0);
    }

    /// Spellings of somebody on board.
    pub(super) fn take_in(&mut self, ids: impl Iterator<Item = u32>) {
        for id in ids {
            if let Some(in_use) = self.in_use.get_mut(id as usize) {
                *in_use = true;
            }
        }
    }

    /// Makes the search for names inside handles; call once all names are counted.
    pub(super) fn close(&mut self) {
        self.in_handles = self.search_for(0);
        self.late_in_handles = Search::default();
        self.late_from = None;
        self.as_given = self.given.iter().map(|count| *count > 0).collect();
    }

    /// Brings the search up to date with the counts. Spellings from that number on are new: a few are searched for beside those closed before,
    /// many make it worth to close anew, as does a known name that only now is a given name and has short forms.
    pub(super) fn close_late(&mut self, from: usize) {
        const FEW: usize = 1_000;
        let closed = self.late_from.unwrap_or(from);
        let is_new = |id: &usize| self.given[*id] > 0 && !self.as_given.get(*id).is_some_and(|known| *known);
        if self.len() - closed > FEW || (0..closed).any(|id| is_new(&id)) {
            self.close();
        } else if self.len() > closed {
            self.late_from = Some(closed);
            self.late_in_handles = self.search_for(closed);
        }
    }

    fn search_for(&self, from: usize) -> Search {
        let mut names: HashMap<String, Vec<(u32, How)>> = HashMap::new();
        for (spelling, id) in &self.ids {
            if (*id as usize) < from || spelling.starts_with(LOOSE) || spelling.len() < SHORTEST_IN_HANDLE {
                continue;
            }
            names.entry(spelling.clone()).or_default().push((*id, How::Exact));
            if self.given[*id as usize] > 0 {
                for other in self.nicknames.others(spelling).filter(|other| other.len() >= SHORTEST_IN_HANDLE) {
                    names.entry(other.to_owned()).or_default().push((*id, How::Nickname));
                }
            }
        }
        let mut names: Vec<(String, Vec<(u32, How)>)> = names.into_iter().collect();
        names.sort_unstable();
        let search = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .build(names.iter().map(|(spelling, _)| spelling))
            .ok();
        Search { search, names: names.into_iter().map(|(_, ids)| ids).collect() }
    }

    /// Names of the manifest in the words an author shows: every run of up to four words.
    pub(super) fn find_in_words(&self, words: &[String]) -> Vec<Found> {
        let mut found = Vec::new();
        let mut run = String::new();
        for start in 0..words.len() {
            run.clear();
            for end in start + 1..=words.len().min(start + 4) {
                run.push_str(&words[end - 1]);
                let mut add = |id: Option<&u32>, how| {
                    let (Ok(start), Ok(end)) = (u16::try_from(start), u16::try_from(end)) else { return };
                    let id = id.filter(|id| self.in_use[**id as usize]);
                    found.extend(id.map(|id| Found { id: *id, how, start, end }));
                };
                add(self.ids.get(run.as_str()), How::Exact);
                add(self.ids.get(format!("{LOOSE}{}", fold::loosely(&run)).as_str()), How::Loose);
                if end == start + 1 {
                    for other in self.nicknames.others(&run) {
                        add(self.ids.get(other), How::Nickname);
                    }
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Names of the manifest inside the letters of a handle.
    pub(super) fn find_in_handle(&self, letters: &str) -> Vec<Found> {
        let mut found = Vec::new();
        for one in [&self.in_handles, &self.late_in_handles] {
            let hits = one.search.iter().flat_map(|search| search.find_overlapping_iter(letters));
            for hit in hits {
                let (Ok(start), Ok(end)) = (u16::try_from(hit.start()), u16::try_from(hit.end())) else { continue };
                let names = one.names.get(hit.pattern().as_usize()).map_or(&[][..], Vec::as_slice);
                let is_borne = |(id, how): &&(u32, How)| {
                    self.in_use[*id as usize] && (*how != How::Nickname || self.given[*id as usize] > 0)
                };
                found.extend(names.iter().filter(is_borne).map(|(id, how)| Found { id: *id, how: *how, start, end }));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Everything found of one name.
pub(super) fn of(found: &[Found], id: u32) -> impl Iterator<Item = &Found> {
    let from = found.partition_point(|one| one.id < id);
    found[from..].iter().take_while(move |one| one.id == id)
}

/// Share of a mixed European and Japanese population that bears a name: three grades, in orders of magnitude
/// (general knowledge; national lists put the most frequent surname of a country between 0.3 and 1.5 %).
fn listed(part: Part, spelling: &str) -> f64 {
    const FAMILY_TOP: &str = "smith jones garcia martinez rodriguez gonzalez lopez fernandez sanchez perez jong dejong jansen \
        vries devries muller mueller schmidt sato suzuki takahashi tanaka johnson williams brown berg \
        vandenberg bakker dijk vandijk wang li zhang kim nguyen silva martin";
    const FAMILY_FREQUENT: &str = "davis miller wilson taylor anderson thomas jackson white harris clark lewis robinson walker young \
        allen king wright scott hill green adams baker evans roberts visser smit meijer boer deboer mulder \
        groot degroot bos vos peters hendriks leeuwen vanleeuwen dekker brouwer wit dewit dijkstra smits \
        graaf degraaf meer vandermeer schneider fischer weber meyer meier wagner becker schulz hoffmann \
        schafer koch bauer richter klein wolf schroder neumann schwarz zimmermann braun kruger hofmann \
        hartmann lange gomez diaz hernandez ruiz alvarez moreno munoz alonso romero navarro torres ramirez \
        gutierrez gil serrano molina ortega delgado watanabe ito yamamoto nakamura kobayashi kato yoshida \
        yamada sasaki yamaguchi matsumoto inoue kimura hayashi shimizu saito lee chen liu singh kumar santos \
        ferreira pereira rossi dubois bernard moore thompson hall murphy";
    const GIVEN_TOP: &str = "maria jan john david michael peter thomas daniel ana anna jose antonio james robert johannes juan \
        manuel alexander martin laura sarah carmen";
    const GIVEN_FREQUENT: &str = "william richard joseph charles christopher matthew anthony mark paul andrew kevin mary patricia \
        jennifer linda elizabeth barbara susan jessica karen lisa nancy emily emma sophie julia lukas lucas \
        max tim tom tim bas sanne lotte eva anne marieke femke kees piet hendrik willem pieter dirk erik \
        marco stefan andreas christian sebastian florian katharina sabine petra monika claudia susanne \
        francisco javier carlos jesus miguel pablo pedro alejandro lucia marta cristina isabel elena paula \
        sara hiroshi takashi kenji yuki akiko yuko keiko naoko haruka yui alex chris sandra nicole andrea \
        simon philipp jonas felix marie";
    let (top, frequent, grades) = match part {
        Part::Family => (FAMILY_TOP, FAMILY_FREQUENT, [0.002, 0.000_5, 0.000_015]),
        Part::Given => (GIVEN_TOP, GIVEN_FREQUENT, [0.008, 0.002, 0.000_25]),
    };
    let grade = [top, frequent].iter().position(|list| list.split(' ').any(|name| name == spelling)).unwrap_or(2);
    grades[grade]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frequent_name_tells_less_than_a_rare_one() {
        let mut lexicon = Lexicon::new();
        let (jong, rare) = (lexicon.intern("jong"), lexicon.intern("wiersinga"));
        for _ in 0..50 {
            lexicon.count(Part::Family, jong);
        }
        lexicon.count(Part::Family, rare);
        assert!(lexicon.chance(Part::Family, jong) > 100.0 * lexicon.chance(Part::Family, rare));
    }

    #[test]
    fn names_are_found_inside_a_handle() {
        let mut lexicon = Lexicon::new();
        let (given, family) = (lexicon.intern("robert"), lexicon.intern("devries"));
        lexicon.count(Part::Given, given);
        lexicon.close();
        let found = lexicon.find_in_handle("bobdevries");
        assert!(found.contains(&Found { id: given, how: How::Nickname, start: 0, end: 3 }));
        assert!(found.contains(&Found { id: family, how: How::Exact, start: 3, end: 10 }));
    }
}

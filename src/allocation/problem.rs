//! The problem: travellers with options, limits with `max` and `min`, checked once when it is built.
//!
//! Invariant: a `Problem` that exists is sound: unique ids, known limits, at least one option a traveller, and no
//! sum of values or uses that could pass 2^53, so that every later sum fits both `i64` and `f64`.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;

use serde::Serialize;

use super::grid::{Grid, NOTHING, Patterns, index32};

/// The largest sum of values, or of uses of one limit, that a problem may hold: 2^53.
pub const LARGEST_SUM: u64 = 1 << 53;
/// The most faults that are listed; a file of nonsense need not fill the screen.
const MOST_FAULTS: usize = 100;
/// Gift of the pattern of "nothing".
const NO_GIFT: u32 = u32::MAX;

/// One fault of an allocation file: what kind, where in the file, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputFault {
    /// Stable short name of the kind of fault.
    pub code: &'static str,
    /// Where it is, as a path into the file such as `travellers[3].options[2].value`.
    pub place: String,
    /// Cause and remedy.
    pub message: String,
}

impl fmt::Display for InputFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.place, self.message, self.code)
    }
}

/// A limit on what all chosen options use together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// Its name, such as `money` or `stock:watch`.
    pub name: String,
    /// The least that must be used (a quota).
    pub min: Option<u64>,
    /// The most that may be used.
    pub max: Option<u64>,
}

impl Limit {
    /// Least and most as the solver takes them, where all together could use `most`.
    pub(super) fn sides(&self, most: i64) -> (i64, i64) {
        let max = self.max.and_then(|max| i64::try_from(max).ok()).unwrap_or(i64::MAX);
        // A quota beyond reach stays beyond reach, without leaving the range in which sums are exact.
        let beyond = most.saturating_add(1);
        (self.min.map_or(0, |min| i64::try_from(min).unwrap_or(i64::MAX).min(beyond)), max.min(most))
    }
}

/// One option of a traveller, as it stands in the file.
#[derive(Debug, Clone, Copy)]
pub struct OptionView<'a> {
    /// The gift.
    pub gift: &'a str,
    /// What it is worth, in score points.
    pub value: u64,
    problem: &'a Problem,
    cell: usize,
}

impl<'a> OptionView<'a> {
    /// What it uses: limit (index into [`Problem::limits`]) and amount, zero amounts left out.
    pub fn uses(&self) -> impl Iterator<Item = (usize, u64)> + 'a {
        self.problem.grid.uses(self.cell).iter().map(|&(limit, amount)| (limit as usize, amount.unsigned_abs()))
    }
}

/// Travellers, their options and the limits; sound by construction.
#[derive(Debug, Clone)]
pub struct Problem {
    pub(super) ids: Vec<Box<str>>,
    pub(super) required: Vec<bool>,
    pub(super) gifts: Vec<Box<str>>,
    /// The gift of each pattern.
    pub(super) gift: Vec<u32>,
    pub(super) limits: Vec<Limit>,
    /// The most that all travellers together could use of each limit.
    pub(super) most: Vec<i64>,
    pub(super) grid: Grid,
}

impl Problem {
    /// Number of travellers.
    pub fn travellers(&self) -> usize {
        self.ids.len()
    }

    /// The id of a traveller.
    pub fn traveller_id(&self, traveller: usize) -> &str {
        &self.ids[traveller]
    }

    /// Whether this traveller must get something.
    pub fn is_required(&self, traveller: usize) -> bool {
        self.required[traveller]
    }

    /// The options of a traveller, in the order of the file.
    pub fn options(&self, traveller: usize) -> impl Iterator<Item = OptionView<'_>> {
        self.option_cells(traveller).map(|cell| OptionView {
            gift: self.gift_name(cell),
            value: u64::from(self.grid.value[cell]),
            problem: self,
            cell,
        })
    }

    /// The limits.
    pub fn limits(&self) -> &[Limit] {
        &self.limits
    }

    pub(super) fn gift_name(&self, cell: usize) -> &str {
        self.gifts.get(self.gift[self.grid.pattern[cell] as usize] as usize).map_or("", |name| name)
    }

    /// Whether this cell is "nothing".
    pub(super) fn has_no_gift(&self, cell: usize) -> bool {
        self.grid.pattern[cell] == NOTHING
    }

    /// The cells that are options, without "nothing".
    pub(super) fn option_cells(&self, traveller: usize) -> Range<usize> {
        let cells = self.grid.cells(traveller);
        cells.start..cells.end - usize::from(!self.required[traveller])
    }
}

/// The pattern of each set of uses.
type PatternOfUses = HashMap<Box<[(u32, i64)]>, u32>;

/// Builds a [`Problem`] row by row, gathering all faults.
#[derive(Debug)]
pub struct Builder {
    ids: Vec<Box<str>>,
    known_ids: HashSet<Box<str>>,
    required: Vec<bool>,
    gifts: Vec<Box<str>>,
    gift_index: HashMap<Box<str>, u32>,
    gift: Vec<u32>,
    names: Vec<Box<str>>,
    name_index: HashMap<Box<str>, u32>,
    declared: Vec<Option<(Option<u64>, Option<u64>)>>,
    seen_at: Vec<String>,
    /// By gift.
    pattern_index: Vec<PatternOfUses>,
    grid: Grid,
    faults: Vec<InputFault>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            ids: Vec::new(),
            known_ids: HashSet::new(),
            required: Vec::new(),
            gifts: Vec::new(),
            gift_index: HashMap::new(),
            gift: vec![NO_GIFT],
            names: Vec::new(),
            name_index: HashMap::new(),
            declared: Vec::new(),
            seen_at: Vec::new(),
            pattern_index: Vec::new(),
            grid: Grid {
                first: vec![0],
                value: Vec::new(),
                pattern: Vec::new(),
                patterns: Patterns::new(),
                lo: Vec::new(),
                hi: Vec::new(),
            },
            faults: Vec::new(),
        }
    }
}

impl Builder {
    /// Notes a fault.
    pub(super) fn fault(&mut self, code: &'static str, place: String, message: impl Into<String>) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(InputFault { code, place, message: message.into() });
        }
    }

    /// Path of the traveller, option and key that are being read.
    pub(super) fn place(&self, key: &str) -> String {
        let row = self.ids.len();
        let option = self.grid.value.len() - self.grid.first.last().map_or(0, |&f| f as usize);
        format!("travellers[{row}].options[{option}]{key}")
    }

    /// The index of a limit's name; a name may be used before it is declared.
    pub fn limit(&mut self, name: &str) -> u32 {
        if let Some(&index) = self.name_index.get(name) {
            return index;
        }
        let index = index32(self.names.len());
        self.names.push(name.into());
        self.name_index.insert(name.into(), index);
        self.declared.push(None);
        let place = self.place(".uses");
        self.seen_at.push(place);
        index
    }

    /// Declares a limit with its quota and cap.
    pub fn declare(&mut self, name: &str, min: Option<u64>, max: Option<u64>) {
        let place = format!("limits[{name}]");
        if min.is_none() && max.is_none() {
            self.fault("empty_limit", place.clone(), "has neither `max` nor `min`; give at least one");
        }
        let index = self.limit(name) as usize;
        if self.declared[index].replace((min, max)).is_some() {
            self.fault("duplicate_limit", place, "stands twice; keep one");
        }
    }

    /// Adds an option to the traveller that [`Builder::traveller`] will close. Sorts `uses`.
    pub fn option(&mut self, gift: &str, value: u64, uses: &mut Vec<(u32, i64)>) {
        let gift = self.gift_index.get(gift).copied().unwrap_or_else(|| {
            let index = index32(self.gifts.len());
            self.gifts.push(gift.into());
            self.gift_index.insert(gift.into(), index);
            self.pattern_index.push(HashMap::new());
            index
        });
        let start = self.grid.first.last().map_or(0, |&f| f as usize);
        if self.grid.pattern[start..].iter().any(|&pattern| self.gift[pattern as usize] == gift) {
            let message = "the traveller has two options with this gift; keep one";
            self.fault("duplicate_gift", self.place(".gift"), message);
        }
        let value = u32::try_from(value).unwrap_or_else(|_| {
            self.fault("too_large", self.place(".value"), format!("is more than {}; use a coarser unit", u32::MAX));
            0
        });
        uses.retain(|&(_, amount)| amount != 0);
        uses.sort_unstable();
        if let Some(pair) = uses.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            let name = self.names[pair[0].0 as usize].clone();
            self.fault("duplicate_use", self.place(".uses"), format!("`{name}` stands twice; add the amounts"));
        }
        let index = &mut self.pattern_index[gift as usize];
        let known = index.get(uses.as_slice()).copied();
        let pattern = known.unwrap_or_else(|| {
            let pattern = self.grid.patterns.push(uses);
            index.insert(uses.as_slice().into(), pattern);
            self.gift.push(gift);
            pattern
        });
        self.grid.value.push(value);
        self.grid.pattern.push(pattern);
    }

    /// Closes a traveller whose options were added before.
    pub fn traveller(&mut self, id: &str, required: bool) {
        let place = format!("travellers[{}]", self.ids.len());
        let start = self.grid.first.last().map_or(0, |&f| f as usize);
        if self.grid.value.len() == start {
            self.fault("no_options", format!("{place}.options"), "is empty; give an option or leave the traveller out");
        }
        if id.is_empty() {
            self.fault("no_id", place.clone(), "has no `id`; give each traveller one");
        } else if !self.known_ids.insert(id.into()) {
            self.fault("duplicate_id", format!("{place}.id"), "stands twice; give each traveller an own id");
        }
        if !required {
            self.grid.value.push(0);
            self.grid.pattern.push(NOTHING);
        }
        self.ids.push(id.into());
        self.required.push(required);
        self.grid.first.push(index32(self.grid.value.len()));
    }

    /// Checks the whole and gives the problem, or every fault found.
    pub fn build(mut self) -> Result<Problem, Vec<InputFault>> {
        let limits = self.limits();
        let mut most = Vec::new();
        if self.grid.value.len() >= u32::MAX as usize || self.grid.patterns.len() >= u32::MAX as usize {
            self.fault("overflow", "travellers".into(), "hold too many options; split the file");
        } else {
            most = self.bound_sums(&limits);
        }
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        let Self { ids, required, gifts, gift, grid, .. } = self;
        Ok(Problem { ids, required, gifts, gift, limits, most, grid })
    }

    fn limits(&mut self) -> Vec<Limit> {
        let mut limits = Vec::with_capacity(self.names.len());
        for index in 0..self.names.len() {
            let name = String::from(&*self.names[index]);
            let (min, max) = self.declared[index].unwrap_or_else(|| {
                let place = std::mem::take(&mut self.seen_at[index]);
                self.fault("unknown_limit", place, format!("`{name}` is not among `limits`; declare it there"));
                (None, None)
            });
            limits.push(Limit { name, min, max });
        }
        limits
    }

    /// Sets `lo` and `hi`, and refuses sums that could pass [`LARGEST_SUM`]. Gives the most that could be used of each.
    fn bound_sums(&mut self, limits: &[Limit]) -> Vec<i64> {
        let mut most = vec![0_u128; limits.len()];
        let mut row_most = vec![0_i64; limits.len()];
        let mut touched: Vec<u32> = Vec::new();
        let mut value = 0_u128;
        for row in 0..self.grid.rows() {
            for cell in self.grid.cells(row) {
                for &(limit, amount) in self.grid.uses(cell) {
                    let slot = &mut row_most[limit as usize];
                    if *slot == 0 {
                        touched.push(limit);
                    }
                    *slot = (*slot).max(amount);
                }
            }
            for limit in touched.drain(..) {
                most[limit as usize] += u128::from(row_most[limit as usize].unsigned_abs());
                row_most[limit as usize] = 0;
            }
            value += u128::from(self.grid.value[self.grid.cells(row)].iter().copied().max().unwrap_or(0));
        }
        if value > u128::from(LARGEST_SUM) {
            self.fault("overflow", "travellers".into(), "values could add up to more than 2^53; use a coarser unit");
        }
        for (limit, &most) in limits.iter().zip(&most) {
            if most > u128::from(LARGEST_SUM) {
                let message = "uses could add up to more than 2^53; use a coarser unit";
                self.fault("overflow", format!("limits[{}]", limit.name), message);
            }
            let (lo, hi) = limit.sides(i64::try_from(most).unwrap_or(i64::MAX));
            self.grid.lo.push(lo);
            self.grid.hi.push(hi);
        }
        most.into_iter().map(|most| i64::try_from(most).unwrap_or(i64::MAX)).collect()
    }
}

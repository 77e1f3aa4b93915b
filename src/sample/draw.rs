//! Small draws from a generator, all in whole numbers so that a day is the same on every machine.

use rand::RngExt;

/// One of the items, all alike. The tables drawn from are embedded and tested to hold something.
pub(super) fn pick<'a, T>(items: &'a [T], rng: &mut impl RngExt) -> &'a T {
    &items[rng.random_range(0..items.len())]
}

/// One of the items, early ones more often: the least of three draws falls like frequencies in a list of names.
pub(super) fn pick_early<'a, T>(items: &'a [T], rng: &mut impl RngExt) -> &'a T {
    let place = (0..3).map(|_| rng.random_range(0..items.len())).min().unwrap_or(0);
    &items[place]
}

/// One of the items by its share.
pub(super) fn weighted<'a, T>(items: &'a [(T, u32)], rng: &mut impl RngExt) -> &'a T {
    let total: u32 = items.iter().map(|(_, share)| share).sum();
    let mut left = rng.random_range(0..total.max(1));
    for (item, share) in items {
        if left < *share {
            return item;
        }
        left -= share;
    }
    &items[0].0
}

/// True in `percent` of a hundred draws.
pub(super) fn chance(percent: u32, rng: &mut impl RngExt) -> bool {
    rng.random_range(0..100) < percent
}

/// Puts the items in random order (Fisher and Yates).
pub(super) fn shuffle<T>(items: &mut [T], rng: &mut impl RngExt) {
    for last in (1..items.len()).rev() {
        items.swap(last, rng.random_range(0..=last));
    }
}

/// Splits a whole in parts by weight, none above its ceiling while another has room; what fits nowhere goes to
/// the last part. The parts add up to the whole.
pub(super) fn apportion(whole: usize, weights: &[usize], ceilings: &[usize]) -> Vec<usize> {
    let total: usize = weights.iter().sum::<usize>().max(1);
    let mut parts: Vec<usize> =
        weights.iter().zip(ceilings).map(|(weight, ceiling)| (whole * weight / total).min(*ceiling)).collect();
    let mut left = whole.saturating_sub(parts.iter().sum());
    while left > 0 {
        let before = left;
        for (part, ceiling) in parts.iter_mut().zip(ceilings) {
            if left > 0 && *part < *ceiling {
                *part += 1;
                left -= 1;
            }
        }
        if before == left {
            if let Some(last) = parts.last_mut() {
                *last += left;
            }
            break;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_to_the_whole_and_stay_below_their_ceilings() {
        assert_eq!(apportion(10, &[1, 1, 2], &[9, 9, 9]), vec![3, 2, 5]);
        assert_eq!(apportion(10, &[1, 1], &[2, 20]), vec![2, 8]);
        assert_eq!(apportion(10, &[1, 1], &[2, 3]), vec![2, 8]);
        assert_eq!(apportion(10, &[], &[]), Vec::<usize>::new());
    }
}

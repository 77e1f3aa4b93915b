//! Tails of Student's t, the Poisson and the negative binomial distribution, all from one incomplete beta function.

/// ln Γ(x) for x > 0: Lanczos' series in the form of Pugh (2004, table D.5, n = 10, r = 10.900511); relative error 1e-15.
#[expect(clippy::excessive_precision, clippy::unreadable_literal, reason = "the published coefficients")]
pub(super) fn ln_gamma(x: f64) -> f64 {
    const R: f64 = 10.900511;
    const COEFFICIENTS: [f64; 11] = [
        2.48574089138753565546e-5,
        1.05142378581721974210,
        -3.45687097222016235469,
        4.51227709466894823700,
        -2.98285225323576655721,
        1.05639711577126713077,
        -1.95428773191645869583e-1,
        1.70970543404441224307e-2,
        -5.71926117404305781283e-4,
        4.63399473359905636708e-6,
        -2.71994908488607703910e-9,
    ];
    let mut sum = COEFFICIENTS[0];
    for (k, coefficient) in COEFFICIENTS.iter().enumerate().skip(1) {
        sum += coefficient / (x + k as f64 - 1.0);
    }
    sum.ln()
        + (2.0 * (std::f64::consts::E / std::f64::consts::PI).sqrt()).ln()
        + (x - 0.5) * ((x - 0.5 + R) / std::f64::consts::E).ln()
}

/// The regularised incomplete beta function `I_x(a, b)` by its continued fraction (Abramowitz & Stegun 26.5.8, summed with
/// Lentz's method); absolute error below 1e-12 for the sizes used here.
#[expect(clippy::many_single_char_names, reason = "the letters of the source")]
fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if !(x > 0.0 && a > 0.0 && b > 0.0) {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - incomplete_beta(b, a, 1.0 - x);
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (-x).ln_1p()).exp() / a;
    let tiny = 1e-300;
    let keep = |value: f64| if value.abs() < tiny { tiny } else { value };
    let (mut c, mut d) = (1.0, 1.0 / keep(1.0 - (a + b) * x / (a + 1.0)));
    let mut fraction = d;
    for m in 1..2000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / keep(1.0 + even * d);
        c = keep(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / keep(1.0 + odd * d);
        c = keep(1.0 + odd / c);
        fraction *= d * c;
        if (d * c - 1.0).abs() < 1e-15 {
            break;
        }
    }
    (front * fraction).clamp(0.0, 1.0)
}

/// The value that Student's t with `degrees` of freedom stays under with a probability above one half.
pub(super) fn t_quantile(probability: f64, degrees: f64) -> f64 {
    let below = |t: f64| 1.0 - 0.5 * incomplete_beta(degrees / 2.0, 0.5, degrees / (degrees + t * t));
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    while below(high) < probability && high < 1e9 {
        high *= 2.0;
    }
    for _ in 0..90 {
        let middle = f64::midpoint(low, high);
        if below(middle) < probability {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// Probability of `count` or more where `mean` are expected: Poisson where the variance is no larger than the mean, else
/// negative binomial with that mean and variance.
pub(super) fn upper_tail(count: u64, mean: f64, variance: f64) -> f64 {
    if count == 0 {
        return 1.0;
    }
    let count = count as f64;
    if mean <= 0.0 {
        return 0.0;
    }
    if variance > mean * (1.0 + 1e-9) {
        let p = mean / variance;
        return incomplete_beta(count, mean * mean / (variance - mean), 1.0 - p);
    }
    poisson_tail(count, mean)
}

/// Σ over k ≥ count of the Poisson mass; the sum is of positive terms, so nothing cancels.
fn poisson_tail(count: f64, mean: f64) -> f64 {
    if count <= mean {
        // The lower part is the smaller sum.
        let mut term = (-mean).exp();
        let (mut sum, mut k) = (0.0, 0.0);
        while k < count {
            sum += term;
            k += 1.0;
            term *= mean / k;
        }
        return (1.0 - sum).clamp(0.0, 1.0);
    }
    let mut term = (count * mean.ln() - mean - ln_gamma(count + 1.0)).exp();
    let (mut sum, mut k) = (0.0, count);
    while term > sum * 1e-17 && k < count + 10_000.0 {
        sum += term;
        k += 1.0;
        term *= mean / k;
    }
    sum.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, wanted: f64) -> bool {
        (found - wanted).abs() <= 1e-9 * wanted.abs().max(1e-3)
    }

    #[test]
    fn the_incomplete_beta_function_agrees_with_scipy() {
        // scipy 1.17.1, special.betainc.
        let all = [
            (2.0, 3.0, 0.4, 0.524_8),
            (0.5, 6.0, 0.2, 0.891_135_698_937_036_1),
            (10.0, 0.5, 0.9, 0.151_640_909_634_709_7),
        ];
        for (a, b, x, wanted) in all {
            assert!(close(incomplete_beta(a, b, x), wanted), "{a} {b} {x}");
        }
    }

    #[test]
    fn quantiles_of_t_agree_with_scipy() {
        // scipy 1.17.1, stats.t.ppf(0.975, df) and (0.9, df); the same stand in every printed table of t.
        let all = [
            (1.0, 12.706_204_736_174_694, 3.077_683_537_175_254),
            (2.0, 4.302_652_729_749_462, 1.885_618_083_164_127),
            (5.0, 2.570_581_835_636_314, 1.475_884_048_824_481),
            (12.0, 2.178_812_829_667_228, 1.356_217_334_023_205),
            (200.0, 1.971_896_223_633_909, 1.285_798_793_994_801),
        ];
        for (degrees, wide, narrow) in all {
            assert!(close(t_quantile(0.975, degrees), wide), "{degrees}: {}", t_quantile(0.975, degrees));
            assert!(close(t_quantile(0.9, degrees), narrow), "{degrees}");
        }
    }

    #[test]
    fn tails_of_counts_agree_with_scipy() {
        // scipy 1.17.1, stats.poisson.sf(count − 1, mean).
        let poisson = [
            (10, 3.0, 0.001_102_488_130_115_481_5),
            (5, 0.5, 0.000_172_115_629_955_840_72),
            (20, 12.5, 0.030_594_128_926_996_582),
            (1, 2.0, 0.864_664_716_763_387_3),
        ];
        for (count, mean, wanted) in poisson {
            assert!(close(upper_tail(count, mean, mean), wanted), "{count} {mean}");
        }
        // stats.nbinom.sf(count − 1, mean²/(variance − mean), mean/variance).
        let wider = [
            (10, 3.0, 6.0, 0.019_287_109_375),
            (25, 8.0, 20.0, 0.003_071_469_498_741_915_2),
            (5, 0.5, 1.25, 0.015_626_783_563_288_69),
        ];
        for (count, mean, variance, wanted) in wider {
            assert!(close(upper_tail(count, mean, variance), wanted), "{count} {mean} {variance}");
        }
        assert!((upper_tail(0, 3.0, 3.0) - 1.0).abs() < 1e-15);
        assert!(upper_tail(3, 0.0, 0.0) < 1e-15);
    }
}

//! What the room promises, held against full enumeration of small problems and against the checker.

use proptest::prelude::*;

use super::look::Look;
use super::{Answer, Builder, Problem, Status, Stop, bench_instance, solve, solve_from};
use crate::checker::allocation::check;

/// Best value by trying everything; `None` if no plan keeps the limits.
fn enumerate(problem: &Problem) -> Option<u64> {
    fn go(problem: &Problem, row: usize, used: &mut [u64], value: u64, best: &mut Option<u64>) {
        if row == problem.travellers() {
            let kept = problem.limits().iter().zip(&*used).all(|(limit, used)| {
                limit.max.is_none_or(|max| *used <= max) && limit.min.is_none_or(|min| *used >= min)
            });
            if kept {
                *best = Some(best.unwrap_or(0).max(value));
            }
            return;
        }
        for option in problem.options(row) {
            option.uses().for_each(|(limit, amount)| used[limit] += amount);
            go(problem, row + 1, used, value + option.value, best);
            option.uses().for_each(|(limit, amount)| used[limit] -= amount);
        }
        if !problem.is_required(row) {
            go(problem, row + 1, used, value, best);
        }
    }
    let mut best = None;
    go(problem, 0, &mut vec![0; problem.limits().len()], 0, &mut best);
    best
}

type Options = Vec<(u64, Vec<i64>)>;

prop_compose! {
    fn small_problem()(
        rows in prop::collection::vec(
            (prop::bool::weighted(0.3), prop::collection::vec((0_u64..40, prop::collection::vec(0_i64..6, 3)), 1..4)),
            1..7,
        ),
        bounds in prop::collection::vec((prop::option::weighted(0.3, 0_u64..8), prop::option::weighted(0.8, 0_u64..20)), 3),
    ) -> Problem {
        build(&rows, &bounds)
    }
}

fn build(rows: &[(bool, Options)], bounds: &[(Option<u64>, Option<u64>)]) -> Problem {
    let mut builder = Builder::default();
    for (k, (min, max)) in bounds.iter().enumerate() {
        builder.declare(&format!("l{k}"), *min, if min.is_none() { max.or(Some(9)) } else { *max });
    }
    for (row, (required, options)) in rows.iter().enumerate() {
        for (gift, (value, uses)) in options.iter().enumerate() {
            let mut uses: Vec<(u32, i64)> = uses.iter().zip(0..).map(|(amount, limit)| (limit, *amount)).collect();
            builder.option(&format!("g{gift}"), *value, &mut uses);
        }
        builder.traveller(&format!("t{row}"), *required);
    }
    builder.build().unwrap()
}

fn run(problem: &Problem) -> Answer {
    let answer = solve(problem, &mut Stop::Iterations(3_000), 7);
    assert_eq!(check(problem, &answer), []);
    answer
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_plan_is_never_better_than_the_optimum_nor_the_bound_below_it(problem in small_problem()) {
        let answer = run(&problem);
        match enumerate(&problem) {
            None => prop_assert!(answer.status == Status::Infeasible && answer.clash.unwrap().proven),
            Some(best) => {
                if answer.status == Status::Infeasible {
                    prop_assert!(false, "there is a plan worth {best}");
                } else {
                    prop_assert!(answer.value <= best && best <= answer.upper_bound, "{} {best} {}", answer.value, answer.upper_bound);
                    prop_assert_eq!((answer.status, answer.value), (Status::Optimal, best));
                }
            }
        }
    }

    #[test]
    fn any_early_stop_still_gives_a_sound_answer(problem in small_problem(), n in 0_u64..30) {
        let answer = solve(&problem, &mut Stop::Iterations(n), 1);
        prop_assert_eq!(check(&problem, &answer), []);
        let best = enumerate(&problem).unwrap_or(0);
        prop_assert!(answer.status == Status::Infeasible || answer.value <= best && best <= answer.upper_bound);
        prop_assert_eq!(&answer, &solve(&problem, &mut Stop::Iterations(n), 1));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// Minutes in a debug build: `cargo test --release -- --ignored ten_thousand`.
    #[test]
    #[ignore = "ten thousand cases; the same property runs on 400 above"]
    fn ten_thousand_random_problems_are_solved_as_enumeration_says(problem in small_problem()) {
        let answer = run(&problem);
        match enumerate(&problem) {
            None => prop_assert!(answer.status == Status::Infeasible && answer.clash.unwrap().proven),
            Some(best) => prop_assert_eq!((answer.status, answer.value), (Status::Optimal, best)),
        }
    }
}

#[test]
fn one_thread_and_several_see_the_same() {
    let problem = bench_instance(5_000, 6, 12, 4);
    let prices: Vec<f64> = (0..12).map(|limit| 0.003 * f64::from(limit)).collect();
    let one = Look::on(&problem.grid, &prices, 1);
    for threads in [2, 3, 7] {
        let many = Look::on(&problem.grid, &prices, threads);
        assert!((&one.best, &one.margin) == (&many.best, &many.margin));
        assert_eq!(one.bound.to_bits(), many.bound.to_bits());
    }
}

#[test]
fn any_prices_bound_every_plan() {
    let problem = bench_instance(60, 5, 9, 2);
    let answer = run(&problem);
    for step in 0..40_i32 {
        // A quota's price may be negative, a cap's may not.
        let prices: Vec<f64> = problem
            .limits()
            .iter()
            .zip(0..)
            .map(|(limit, k)| {
                let price = f64::from((step * 7 + k * 3) % 11 - 3) * 0.9;
                if price > 0.0 && limit.max.is_none() || price < 0.0 && limit.min.is_none() { 0.0 } else { price }
            })
            .collect();
        assert!(Look::new(&problem.grid, &prices).bound >= answer.value as f64);
    }
}

#[test]
fn a_changed_budget_is_planned_again_from_the_prices_at_hand() {
    // 3,000 travellers: the ladder's way, then the same day with 2 % more money, both within a small gap.
    let first = solve(&bench_instance(3_000, 6, 12, 1), &mut Stop::Iterations(1_500), 1);
    let json = serde_json::to_string(&bench_instance(3_000, 6, 12, 1)).unwrap();
    let mut file: serde_json::Value = serde_json::from_str(&json).unwrap();
    let money = file["limits"]["money"]["max"].as_u64().unwrap();
    file["limits"]["money"]["max"] = (money + money / 50).into();
    let richer = Problem::parse(&file.to_string()).unwrap();
    let again = solve_from(&richer, &first.shadow_prices, &mut Stop::Iterations(400), 1);
    assert_eq!(check(&richer, &again), []);
    assert!(again.value > first.value && again.gap < 0.02, "{} {} {}", first.value, again.value, again.gap);
}

#[test]
fn a_made_up_day_is_planned_within_a_small_gap_and_twice_alike() {
    let problem = bench_instance(300, 8, 16, 5);
    let answer = run(&problem);
    assert!(answer.gap < 0.03, "{}", answer.gap);
    assert_eq!(answer, run(&problem));
}

#[test]
fn a_search_told_to_stop_at_once_still_plans_everybody_well() {
    let problem = bench_instance(6_000, 6, 30, 2);
    let answer = solve(&problem, &mut Stop::Iterations(0), 1);
    assert_eq!(check(&problem, &answer), []);
    assert!(answer.status == Status::TimeLimit && answer.gap < 0.05, "{} {}", answer.status, answer.gap);
}

#[test]
fn everyone_not_chosen_is_told_which_gift_was_nearest_and_by_how_much_it_fell_short() {
    // Money is worth 2 points a unit; t3's gift would need 20 points for its 10 units and has 14.
    let json = r#"{"travellers":[{"id":"t1","options":[{"gift":"a","value":50,"uses":{"money":10}}]},
        {"id":"t2","options":[{"gift":"a","value":20,"uses":{"money":10}}]},
        {"id":"t3","options":[{"gift":"a","value":14,"uses":{"money":10}}]}],"limits":{"money":{"max":15}}}"#;
    let answer = run(&Problem::parse(json).unwrap());
    let left = answer.not_chosen.iter().find(|left| left.traveller == "t3").unwrap();
    assert_eq!((left.gift.as_str(), &left.why[..]), ("a", &["money".to_owned()][..]));
    assert!((left.short_by - 6.0).abs() < 1e-3, "{}", left.short_by);
    assert_eq!(answer.in_words, ["money: the next 5 are worth 2 a unit, up to 20; the last 5 as much"]);
}

#[test]
fn hostile_files_get_a_fault_with_its_place() {
    let option = |inner: &str| {
        format!(r#"{{"travellers":[{{"id":"t1","options":[{{{inner}}}]}}],"limits":{{"money":{{"max":9}}}}}}"#)
    };
    let file = |travellers: &str, limits: &str| format!(r#"{{"travellers":{travellers},"limits":{limits}}}"#);
    let huge = format!(r#""gift":"a","value":1,"uses":{{"money":{}}}"#, 1_u64 << 60);
    let two = |a: &str, b: &str| {
        format!(
            r#"[{{"id":"{a}","options":[{{"gift":"a","value":1}}]}},{{"id":"{b}","options":[{{"gift":"a","value":1}}]}}]"#
        )
    };
    let cases = [
        (String::new(), "malformed", "line 1"),
        ("[]".into(), "malformed", "line 1"),
        ("{".into(), "malformed", "line 1"),
        ("{}".into(), "missing", "travellers"),
        ("{\"travellers\":[],\n\"limits\":7}".into(), "malformed", "line 2"),
        (file("[]", "{}") + "x", "malformed", "line 1"),
        ("[".repeat(100_000), "malformed", "line 1"),
        (option(r#""gift":"a","value":-1"#), "negative", "travellers[0].options[0].value"),
        (option(r#""gift":"a","value":1.5"#), "not_whole", "travellers[0].options[0].value"),
        (option(r#""gift":"a","value":1e300"#), "too_large", "travellers[0].options[0].value"),
        (option(r#""gift":"a","value":18446744073709551615"#), "too_large", "travellers[0].options[0].value"),
        (option(r#""gift":"a","value":"7""#), "malformed", "line 1"),
        (option(r#""gift":"a","value":null"#), "malformed", "line 1"),
        (option(r#""gift":"a""#), "missing", "travellers[0].options[0].value"),
        (option(r#""value":1"#), "missing", "travellers[0].options[0].gift"),
        (option(r#""gift":"a","value":1,"uses":{"money":-2}"#), "negative", "travellers[0].options[0].uses[money]"),
        (option(r#""gift":"a","value":1,"uses":{"monney":2}"#), "unknown_limit", "travellers[0].options[0].uses"),
        (
            option(r#""gift":"a","value":1,"uses":{"money":2,"money":2}"#),
            "duplicate_use",
            "travellers[0].options[0].uses",
        ),
        (option(&huge), "too_large", "travellers[0].options[0].uses[money]"),
        (option(r#""gift":"a","value":1},{"gift":"a","value":2"#), "duplicate_gift", "travellers[0].options[1].gift"),
        (file(r#"[{"id":"t","options":[]}]"#, "{}"), "no_options", "travellers[0].options"),
        (file(r#"[{"id":"t"}]"#, "{}"), "no_options", "travellers[0].options"),
        (file(r#"[{"options":[{"gift":"a","value":1}]}]"#, "{}"), "no_id", "travellers[0]"),
        (file(&two("t", "t"), "{}"), "duplicate_id", "travellers[1].id"),
        (file("[]", r#"{"money":{}}"#), "empty_limit", "limits[money]"),
        (file("[]", r#"{"money":{"max":1},"money":{"max":2}}"#), "duplicate_limit", "limits[money]"),
        (file("[]", r#"{"money":{"max":-1}}"#), "negative", "limits[money].max"),
        (file("[]", r#"{"money":{"min":0.5}}"#), "not_whole", "limits[money].min"),
    ];
    for (json, code, place) in cases {
        let faults = Problem::parse(&json).expect_err(&json[..json.len().min(200)]);
        let found = faults.iter().any(|fault| fault.code == code && fault.place.starts_with(place));
        assert!(found, "expected {code} at {place} in {}: {faults:?}", &json[..json.len().min(200)]);
    }
}

#[test]
fn all_faults_of_a_file_are_named_at_once() {
    let json = r#"{"limits":{"m":{}},"travellers":[{"id":"a","options":[{"gift":"x","value":-1,"uses":{"n":1}}]},{"id":"a","options":[]}]}"#;
    let codes: Vec<_> = Problem::parse(json).unwrap_err().into_iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["empty_limit", "negative", "no_options", "duplicate_id", "unknown_limit"]);
}

#[test]
fn a_problem_survives_its_way_through_json() {
    let problem = bench_instance(20, 4, 9, 1);
    let json = serde_json::to_string(&problem).unwrap();
    let again = Problem::parse(&json).unwrap();
    assert_eq!(run(&problem).value, run(&again).value);
    assert_eq!(serde_json::to_string(&again).unwrap().len(), json.len());
}

#[test]
fn the_example_of_the_formats_page_is_solved() {
    let json = r#"{"travellers":[{"id":"t1","required":false,"options":[{"gift":"watch","value":812,"uses":{"money":4900,"stock:watch":1}}]}],
        "limits":{"money":{"max":250000},"stock:watch":{"max":5}}}"#;
    let answer = run(&Problem::parse(json).unwrap());
    assert_eq!((answer.value, answer.upper_bound, answer.status), (812, 812, Status::Optimal));
    assert_eq!(answer.choices[0].gift, "watch");
}

#[test]
fn a_gift_that_is_sold_out_leaves_no_gap() {
    let json = r#"{"travellers":[{"id":"t1","options":[{"gift":"watch","value":1,"uses":{"stock:watch":1}}]}],
        "limits":{"stock:watch":{"max":0},"money":{"max":9}}}"#;
    let answer = run(&Problem::parse(json).unwrap());
    assert_eq!((answer.value, answer.upper_bound, answer.status), (0, 0, Status::Optimal));
}

#[test]
fn rows_outside_the_core_that_no_plan_can_keep_leave_no_gap() {
    let json = r#"{"travellers":[{"id":"t0","options":[{"gift":"g0","value":13,"uses":{"l1":2,"l2":2}}]},
        {"id":"t1","options":[{"gift":"g0","value":0,"uses":{"l1":2,"l2":2}}]},
        {"id":"t2","options":[{"gift":"g0","value":0,"uses":{"l1":4,"l2":2}}]},
        {"id":"t3","options":[{"gift":"g0","value":36,"uses":{"l1":2,"l2":2}},{"gift":"g1","value":0,"uses":{"l2":1}}]}],
        "limits":{"l1":{"max":9},"l2":{"min":7}}}"#;
    let answer = run(&Problem::parse(json).unwrap());
    assert_eq!((answer.value, answer.upper_bound, answer.status), (13, 13, Status::Optimal));
}

#[test]
fn nobody_to_choose_from_is_solved_too_unless_there_is_a_quota() {
    let empty = |limits: &str| Problem::parse(&format!(r#"{{"travellers":[],"limits":{limits}}}"#)).unwrap();
    assert_eq!(run(&empty(r#"{"money":{"max":0}}"#)).status, Status::Optimal);
    let answer = run(&empty(r#"{"lang:ja":{"min":2}}"#));
    assert_eq!((answer.status, answer.clash.unwrap().limits), (Status::Infeasible, vec!["lang:ja".to_owned()]));
}

#[test]
fn what_if_from_kept_prices_is_sound_and_close() {
    let problem = bench_instance(120, 8, 16, 3);
    let first = run(&problem);
    let [again, afresh] = [
        solve_from(&problem, &first.shadow_prices, &mut Stop::Iterations(300), 7),
        solve(&problem, &mut Stop::Iterations(300), 7),
    ];
    assert_eq!(check(&problem, &again), []);
    assert!(again.gap < 0.04 && again.value as f64 > 0.99 * afresh.value as f64, "{} {}", again.gap, afresh.value);
    let nonsense =
        [("money".to_owned(), -3.0), ("no such limit".to_owned(), 1.0), ("stock:g0".to_owned(), f64::NAN)].into();
    let bad = solve_from(&problem, &nonsense, &mut Stop::Iterations(50), 7);
    assert_eq!(check(&problem, &bad), []);
}

#[test]
fn a_clash_names_only_the_limits_that_take_part() {
    // Two must get something, the only gift costs 5, money is 9; the stock of another gift is no part of it.
    let mut builder = Builder::default();
    builder.declare("money", None, Some(9));
    builder.declare("stock:b", None, Some(1));
    for id in ["t1", "t2"] {
        builder.option("a", 3, &mut vec![(0, 5)]);
        builder.traveller(id, true);
    }
    builder.option("b", 3, &mut vec![(1, 1)]);
    builder.traveller("t3", false);
    let clash = run(&builder.build().unwrap()).clash.unwrap();
    assert_eq!((clash.limits, clash.proven), (vec!["money".to_owned()], true));
    assert_eq!(clash.travellers, ["t1", "t2"]);
}

#[test]
fn quotas_that_fight_over_the_same_travellers_are_proven_to_clash() {
    // Each quota alone can be met, both together need three travellers and there are two.
    let mut builder = Builder::default();
    builder.declare("lang:ja", Some(2), None);
    builder.declare("lang:nl", Some(1), None);
    builder.declare("money", None, Some(100));
    for id in ["t1", "t2"] {
        builder.option("a", 3, &mut vec![(0, 1), (2, 1)]);
        builder.option("b", 3, &mut vec![(1, 1), (2, 1)]);
        builder.traveller(id, false);
    }
    let clash = run(&builder.build().unwrap()).clash.unwrap();
    assert_eq!((clash.limits, clash.proven), (vec!["lang:ja".to_owned(), "lang:nl".to_owned()], true));
}

#[test]
fn a_shadow_price_says_what_one_more_euro_buys_and_where_that_ends() {
    // Value 2 a euro for the first traveller's gift of 10 euros, value 1 for the second's; money is 14.
    let mut builder = Builder::default();
    builder.declare("money", None, Some(14));
    for (id, value) in [("t1", 20), ("t2", 10)] {
        builder.option("a", value, &mut vec![(0, 10)]);
        builder.traveller(id, false);
    }
    let answer = run(&builder.build().unwrap());
    assert!((answer.shadow_prices["money"] - 1.0).abs() < 1e-5);
    let range = answer.price_ranges["money"];
    assert!((range.from - 10.0).abs() < 1e-5 && (range.to - 20.0).abs() < 1e-5, "{range:?}");
    assert_eq!((answer.value, answer.status), (20, Status::Optimal));
    assert_eq!(answer.not_chosen[0].why, ["money"]);
}

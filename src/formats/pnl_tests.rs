//! PNL and ADL messages, good and hostile.

use proptest::prelude::*;

use super::*;
use crate::formats::pnl_write::write_pnl;

const PNL: &str = "QU AMSKKKL\r\n.HDQRMKL 032300\r\nPNL\r\nKL1613/04MAR AMS PART1\r\nCFG/020C160Y\r\nRBD C/CJ Y/YBM\r\n\
-VCE001C\r\n1DE VRIES/SANNEMRS-A2 .L/X7Y2ZQ/KL .R/TKNE HK1 0742400000001C1\r\n.RN/CANARY-TICKET .R/VGML HK1\r\n\
-VCE003Y\r\n2SMITH/JOHNMR/MARYMRS .L/ABC123\r\n1JANSEN/TIM .L/DEF456 .R/CHLD HK1\r\nENDPART1\r\n\
PNL\r\nKL1613/04MAR AMS PART2\r\n-VCE002Y\r\n2LOPEZ/ANAMS/LUISMSTR .L/GHJ789 .R/1CHD HK1-1LOPEZ/LUISMSTR\r\n.R/PASSPORT CANARY\r\nENDPNL\r\n";

fn read(text: &str) -> PnlMessages {
    read_pnl(text.as_bytes(), "pnl.txt", "2025-03-01".parse().expect("a day")).expect("a message")
}

#[test]
fn a_list_in_two_parts_is_read_whole() {
    let said = read(PNL);
    assert_eq!(said.warnings, []);
    let names: Vec<_> = said
        .intake
        .accepted
        .iter()
        .map(|(_, who)| (who.given_name.as_str(), who.title.as_deref(), who.passenger_type, who.class.as_str()))
        .collect();
    assert_eq!(
        names,
        [
            ("Sanne", Some("MRS"), PassengerType::Adult, "C"),
            ("John", Some("MR"), PassengerType::Adult, "Y"),
            ("Mary", Some("MRS"), PassengerType::Adult, "Y"),
            ("Tim", None, PassengerType::Child, "Y"),
            ("Ana", Some("MS"), PassengerType::Adult, "Y"),
            ("Luis", Some("MSTR"), PassengerType::Child, "Y"),
        ]
    );
    let first = &said.intake.accepted[0].1;
    assert_eq!((first.family_name.as_str(), first.record_locator.as_deref()), ("de Vries", Some("X7Y2ZQ")));
    assert_eq!(first.leg.to_string(), "KL1613/2025-03-04/AMS-VCE");
    assert_eq!(first.action, PnlAction::List);
    assert_eq!(first.booking().cabin, Some(Cabin::Business));
    assert!(!format!("{said:?}").contains("CANARY"));
}

#[test]
fn a_passenger_has_the_promised_form() {
    let said = read(PNL);
    let wanted = r#"{"action":"list","record_locator":"X7Y2ZQ","family_name":"de Vries","given_name":"Sanne","title":"MRS","passenger_type":"ADT","leg":"KL1613/2025-03-04/AMS-VCE","class":"C"}"#;
    assert_eq!(serde_json::to_string(&said.intake.accepted[0].1).expect("plain data"), wanted);
}

#[test]
fn additions_deletions_and_changes_are_told_apart() {
    let said = read(
        "ADL\nKL1613/04MAR AMS PART1\n-VCE001Y\nDEL\n1SMITH/JOHNMR .L/ABC123\nADD\n1JONES/ANN MS .L/KLM123\nCHG\n1LEE/KIM .L/QWE123\nENDADL\n",
    );
    let actions: Vec<_> = said.intake.accepted.iter().map(|(line, who)| (*line, who.action)).collect();
    assert_eq!(actions, [(5, PnlAction::Delete), (7, PnlAction::Add), (9, PnlAction::Change)]);
    assert!(said.warnings.is_empty(), "{:?}", said.warnings);
}

#[test]
fn what_is_odd_is_warned_of_by_line() {
    let part2 = PNL.replace("PART1", "PART3").replace("-VCE001C", "-VCE007C").replace("ENDPNL", "ENDPART2");
    let said = read(&part2);
    let lines: Vec<_> = said.warnings.iter().map(|warning| warning.line).collect();
    assert_eq!(said.intake.counts.accepted, 6);
    assert!(lines.contains(&4) && lines.contains(&7), "{:?}", said.warnings);
    assert!(said.warnings.iter().any(|warning| warning.message.contains("last one is missing")));
}

#[test]
fn a_part_sent_twice_gives_duplicates_and_namesakes_do_not() {
    let said = read(&format!("{PNL}{PNL}"));
    assert_eq!((said.intake.counts.accepted, said.intake.counts.duplicate), (6, 6));
    let said = read("PNL\nKL1613/04MAR AMS PART1\n-VCE002Y\n2SMITH/JOHNMR/JOHNMR .L/ABC123\nENDPNL\n");
    assert_eq!(said.intake.counts.accepted, 2);
}

#[test]
fn bad_elements_are_set_aside_and_the_rest_goes_on() {
    let said = read(
        "PNL\nKL1613/04MAR AMS PART1\n1EARLY/BIRD .L/ABC123\n-VC\n1LOST/ONE\n-VCE002Y\n0NOBODY/X\n12345/67\n1GOOD/ONE .L/ABC123\nENDPNL\n",
    );
    let lines: Vec<_> = said.intake.quarantined.iter().map(|row| (row.line, row.field.as_str())).collect();
    assert_eq!(lines, [(3, "destination"), (5, "destination"), (7, "name"), (8, "name")]);
    assert_eq!(said.intake.counts.accepted, 1);
    assert!(said.intake.counts.add_up());
    let fault = read_pnl("hello\n".as_bytes(), "x.txt", NaiveDate::MIN).expect_err("no message");
    assert!(fault.to_string().contains("PNL or ADL"));
}

#[test]
fn a_day_without_a_year_is_the_nearest() {
    let near = |text: &str, day: &str| {
        super::super::pnl_parts::within_year(text, day.parse().expect("a day")).map(|day| day.to_string())
    };
    assert_eq!(near("31DEC", "2025-01-01").as_deref(), Some("2024-12-31"));
    assert_eq!(near("01JAN", "2024-12-31").as_deref(), Some("2025-01-01"));
    assert_eq!(near("29FEB", "2025-03-01").as_deref(), Some("2024-02-29"));
    assert_eq!(near("04MAR26", "2025-03-01").as_deref(), Some("2026-03-04"));
    assert_eq!(near("32MAR", "2025-03-01"), None);
}

fn passengers() -> impl Strategy<Value = Vec<PnlPassenger>> {
    let passenger = ("[A-Z0-9]{6}", "[A-Z][a-z]{2,9}", "[A-Z][a-z]{2,7}", prop::bool::ANY, "[CY]").prop_map(
        |(locator, family_name, given_name, child, class)| PnlPassenger {
            action: PnlAction::List,
            record_locator: Some(locator),
            family_name,
            given_name,
            title: Some(if child { "MSTR" } else { "MRS" }.to_owned()),
            passenger_type: if child { PassengerType::Child } else { PassengerType::Adult },
            leg: "KL1613/2025-03-04/AMS-VCE".parse().expect("a leg"),
            class,
        },
    );
    prop::collection::vec(passenger, 1..120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn a_list_reads_as_it_was_written(mut passengers in passengers()) {
        passengers.sort_by(|one, other| one.class.cmp(&other.class));
        passengers.dedup_by(|one, other| one == other);
        let text = write_pnl(&passengers);
        prop_assert!(text.lines().all(|line| line.len() <= 64));
        let said = read(&text);
        prop_assert_eq!(said.warnings, []);
        prop_assert!(said.intake.counts.add_up());
        prop_assert_eq!(said.intake.into_values(), passengers);
    }

    #[test]
    fn no_message_panics(at in 0_usize..700, with in "(\\PC|\n|-|/|\\.L/|9|END){1,3}", tail in "\\PC{0,60}") {
        let mut text = PNL.to_owned();
        let at = at % text.len();
        text.insert_str(at, &with);
        text = format!("{text}PNL\n{tail}\n1{tail}\n-{tail}\n2{tail}");
        prop_assert!(read(&text).intake.counts.add_up() || !text.contains("PNL"));
    }

    #[test]
    fn no_bytes_panic_and_no_passenger_around_them_is_lost(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        at in 0_usize..700,
    ) {
        let near = NaiveDate::from_ymd_opt(2025, 3, 4).expect("a day");
        let mut torn = PNL.as_bytes().to_vec();
        let at = at % torn.len();
        torn.splice(at..at, bytes.iter().copied());
        for bytes in [&bytes, &torn] {
            let said = match read_pnl(bytes.as_slice(), "list.pnl", near) {
                Err(FileFault::WrongKind { .. }) => continue,
                said => said.expect("memory does not fail"),
            };
            prop_assert!(said.intake.counts.add_up() || !bytes.windows(3).any(|word| word == b"PNL"));
        }
        // Noise behind a whole message takes nothing from it.
        let whole = read(PNL).intake.into_values();
        let after = [PNL.as_bytes(), b"\n", &bytes].concat();
        let said = read_pnl(after.as_slice(), "list.pnl", near).expect("memory does not fail").intake.into_values();
        prop_assert!(said.len() >= whole.len(), "{} of {}", said.len(), whole.len());
        prop_assert_eq!(&said[..whole.len()], &whole[..]);
    }
}

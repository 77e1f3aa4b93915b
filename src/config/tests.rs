//! What is read from which layer, and that every fault is told at once.

use super::*;
use crate::domain::mail::MailWay;

fn layers(
    file: &str,
    environment: &[(&str, &str)],
    flags: &[(&'static str, &str)],
) -> Result<(Settings, Vec<Effective>), SettingsFaults> {
    let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let flags = flags.iter().map(|(key, value)| (*key, (*value).to_owned())).collect();
    Settings::from_layers(Some(file), &environment, &flags)
}

#[test]
fn the_later_layer_wins() {
    let environment = [("GIFTGATE_LISTEN", "127.0.0.1:2"), ("GIFTGATE_DATA_DIR", "b"), ("HOME", "x")];
    let (settings, effective) =
        layers("listen = \"127.0.0.1:1\"\nlog = \"debug\"", &environment, &[("data_dir", "c")]).expect("settings");
    assert_eq!((settings.listen.port(), settings.log.as_str()), (2, "debug"));
    assert_eq!(settings.database_url, "sqlite://c/giftgate.db");
    let from: Vec<_> = effective.iter().map(|one| (one.key, one.from)).collect();
    assert!(from.contains(&("data_dir", "flag")) && from.contains(&("listen", "environment")));
}

#[test]
fn all_faults_are_told_at_once() {
    let faults = layers("lisen = \"x\"\nlog = 3", &[("GIFTGATE_LISTEN", "here"), ("GIFTGATE_DATABSE", "x")], &[])
        .expect_err("four faults");
    assert_eq!(faults.0.len(), 4, "{faults}");
    let environment = [("GIFTGATE_FLIGHT_KEYS", "short"), ("GIFTGATE_FLIGHT_API_URL", "ftp://x")];
    assert_eq!(layers("", &environment, &[]).expect_err("two faults").0.len(), 2);
}

#[test]
fn a_second_factor_is_asked_for_unless_the_settings_say_otherwise() {
    let (settings, _) = layers("", &[], &[]).expect("settings");
    assert!(settings.require_second_factor);
    let (settings, _) = layers("require_second_factor = false", &[], &[]).expect("settings");
    assert!(!settings.require_second_factor);
    let faults = layers("", &[("GIFTGATE_REQUIRE_SECOND_FACTOR", "perhaps")], &[]).expect_err("a fault");
    assert!(faults.0[0].contains("neither true nor false"), "{faults}");
}

#[test]
fn a_mail_server_needs_a_sender_and_none_means_a_folder() {
    let (settings, _) = layers("", &[], &[]).expect("settings");
    assert_eq!((settings.mail.way, settings.mail.chosen), (MailWay::Folder, false));
    let faults = layers("smtp_url = \"smtps://a:b@mail.klm.example\"", &[], &[]).expect_err("no sender");
    assert!(faults.0[0].starts_with("mail_from"), "{faults}");
    let text = "smtp_url = \"smtps://a:secret@mail.klm.example\"\nmail_from = \"gifts@klm.example\"";
    let (settings, effective) = layers(text, &[("GIFTGATE_SMTP_CA_FILE", "ca.pem")], &[]).expect("settings");
    let MailWay::Server(server) = settings.mail.way else { panic!("a server was named") };
    assert_eq!(server.ca_file, Some(PathBuf::from("ca.pem")));
    assert!(effective.iter().all(|one| !one.value.contains("secret")));
    let faults = layers("smtp_url = \"mail.klm.example\"\nmail_from = \"klm\"", &[], &[]).expect_err("faults");
    assert_eq!(faults.0.len(), 2, "{faults}");
}

#[test]
fn a_password_is_hidden() {
    let (_, effective) = layers("", &[("GIFTGATE_DATABASE_URL", "postgres://gg:secret@db/gg")], &[]).expect("settings");
    assert!(effective.iter().all(|one| !one.value.contains("secret")));
    let environment = [("GIFTGATE_FLIGHT_KEYS", "secret-secret-secret-secret"), ("GIFTGATE_FLIGHT_API_KEY", "secret")];
    let (settings, effective) = layers("", &environment, &[]).expect("settings");
    assert!(effective.iter().all(|one| !one.value.contains("secret")));
    assert_eq!((settings.flights.keys.len(), settings.flights.api), (1, None));
}

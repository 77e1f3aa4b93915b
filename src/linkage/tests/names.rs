//! Names and handles as people write them, against names as airlines write them, in five languages.

use super::*;

fn name_level(shown: &str, given: &str, family: &str) -> Option<Level> {
    let manifest = manifest(&[passenger(1, given, family, VENICE)]);
    let author = author(shown, "q7");
    let candidates = manifest.candidates(&post_from_venice_flight(&author));
    let candidate = candidates.iter().find(|one| one.traveller == passenger(1, "", "", VENICE).traveller)?;
    level(candidate, Comparison::Name)
}

#[test]
fn names_agree_at_the_level_a_person_would_say() {
    use Level::{
        Close, ExactCommon, ExactRare, GivenInitial, GivenOnly, InitialSurname, Nickname, OneMore, Respelled,
        SecondGiven, SurnameOnly, Swapped, WithoutParticle,
    };
    for (shown, given, family, expected) in [
        // Dutch
        ("Sanne de Vries ✈️", "", "DE VRIES/SANNE MRS", ExactCommon),
        ("Sanne de Vries", "", "DEVRIES/SANNEMRS", ExactCommon),
        ("Sanne Wiersinga", "SANNE", "WIERSINGA", ExactRare),
        ("Wiersinga, Sanne", "Sanne", "Wiersinga", Swapped),
        ("Bram Hof", "Bram", "van 't Hof", WithoutParticle),
        ("Bram van 't Hof", "BRAM", "VANTHOF", ExactRare),
        ("Jan-Willem Kuypers", "JANWILLEM MR", "KUIJPERS", Respelled),
        ("Kees Wiersinga", "Cornelis", "Wiersinga", Nickname),
        ("S. Wiersinga", "Sanne", "Wiersinga", InitialSurname),
        ("Sanne W.", "Sanne", "Wiersinga", GivenInitial),
        ("Sanne", "Sanne", "Wiersinga", GivenOnly),
        ("Wiersinga", "Sanne", "Wiersinga", SurnameOnly),
        ("Anna Jansen-Wiersinga", "Anna", "Wiersinga", OneMore),
        // English
        ("Bob Pemberton", "ROBERT", "PEMBERTON", Nickname),
        ("Mary O’Brien", "MARY", "OBRIEN", ExactRare),
        ("Catherine Pembertan", "Catherine", "Pemberton", Close),
        ("Kate Pemberton", "Mary Kate", "Pemberton", SecondGiven),
        // Spanish
        ("María José García", "MARIAJOSE", "GARCIA MARQUEZ", OneMore),
        ("Iñaki Etxeberria", "INAKI", "ETXEBERRIA", ExactRare),
        ("Paco Etxeberria", "Francisco", "Etxeberria", Nickname),
        // German
        ("Jürgen Müllenbach", "JUERGEN", "MUELLENBACH", ExactRare),
        ("Juergen Muellenbach", "Jürgen", "Müllenbach", ExactRare),
        ("Jörg Großkopf", "JORG", "GROSSKOPF", ExactRare),
        ("Dr. Uwe von Hohenfels (er/ihn)", "UWE", "VON HOHENFELS", ExactRare),
        // Japanese
        ("田中 由紀", "YUKI", "TANAKA", SurnameOnly),
        ("たなか ゆき", "YUKI", "TANAKA", Swapped),
        ("Yuki Tanaka", "YUKI", "TANAKA", ExactCommon),
        ("TANAKA Yuki", "Yuki", "Tanaka", Swapped),
        ("Shota Ohno", "SHOTA", "ONO", Respelled),
        // Others
        ("Дмитрий Щукин", "DMITRII", "SHCHUKIN", ExactRare),
        ("Łukasz KOHUT", "LUKASZ", "KOHUT", ExactRare),
    ] {
        assert_eq!(name_level(shown, given, family), Some(expected), "{shown} against {family}/{given}");
    }
}

#[test]
fn another_name_is_no_candidate_or_counts_against() {
    for (shown, given, family) in [
        ("Sanne Bakhuis", "Sanne", "Wiersinga"),
        ("Tom Wiersinga", "Sanne", "Wiersinga"),
        ("Piet Bakhuis", "Sanne", "Wiersinga"),
    ] {
        let level = name_level(shown, given, family);
        let against = [None, Some(Level::OtherSurname), Some(Level::OtherGiven), Some(Level::Different)];
        assert!(against.contains(&level), "{shown}: {level:?}");
    }
}

fn handle_level(handle: &str, given: &str, family: &str) -> Option<Level> {
    let manifest = manifest(&[passenger(1, given, family, VENICE)]);
    let author = author("", handle);
    let candidates = manifest.candidates(&post_from_venice_flight(&author));
    let candidate = candidates.iter().find(|one| one.traveller == passenger(1, "", "", VENICE).traveller)?;
    level(candidate, Comparison::Handle)
}

#[test]
fn a_handle_is_explained_by_the_name_or_not() {
    use Level::{HandleFull, HandleGiven, HandleGivenInitial, HandleInitialSurname, HandleSurname};
    for (handle, given, family, expected) in [
        ("sannewiersinga", "Sanne", "Wiersinga", HandleFull),
        ("Wiersinga_Sanne85", "Sanne", "Wiersinga", HandleFull),
        ("sanne.vandenberg", "Sanne", "van den Berg", HandleFull),
        ("swiersinga", "Sanne", "Wiersinga", HandleInitialSurname),
        ("wiersingas", "Sanne", "Wiersinga", HandleInitialSurname),
        ("jwwiersinga", "Jan Willem", "Wiersinga", HandleInitialSurname),
        ("sanne_w", "Sanne", "Wiersinga", HandleGivenInitial),
        ("thereal_wiersinga", "Sanne", "Wiersinga", HandleSurname),
        ("sanne_travels", "Sanne", "Wiersinga", HandleGiven),
        ("bobpemberton", "Robert", "Pemberton", HandleFull),
    ] {
        assert_eq!(handle_level(handle, given, family), Some(expected), "{handle} against {given} {family}");
    }
}

#[test]
fn similar_letters_do_not_explain_a_handle() {
    for (handle, given, family) in [
        ("annemariesmulders", "Anne", "Smit"),
        ("sandervries", "Sanne", "Bakhuis"),
        ("wanderlust_girl", "Wanda", "Lustig"),
        ("thebestofberlin", "Bert", "Berl"),
        ("gasteenx", "Stee", "Bakhuis"),
    ] {
        let level = handle_level(handle, given, family);
        assert!(matches!(level, None | Some(Level::HandleUnexplained)), "{handle} against {given} {family}: {level:?}");
    }
}

#[test]
fn name_and_handle_of_one_name_count_once() {
    let manifest = manifest(&[passenger(1, "Sanne", "Wiersinga", VENICE)]);
    let weight = |name: &str, handle: &str| {
        let author = author(name, handle);
        let candidates = manifest.candidates(&post_from_venice_flight(&author));
        candidates.first().map_or(0.0, |one| bits(one, Comparison::Name) + bits(one, Comparison::Handle))
    };
    assert!((weight("Sanne Wiersinga", "sannewiersinga") - weight("Sanne Wiersinga", "q7")).abs() < 1e-9);
    let halves = weight("Sanne", "swiersinga");
    assert!(halves > weight("Sanne", "q7") + 2.0 && halves < weight("Sanne Wiersinga", "q7") + 2.0);
}

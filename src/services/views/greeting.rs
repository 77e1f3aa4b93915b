//! What gate staff say: one polite line in the traveller's language. It tells nothing of why the traveller was chosen.

use crate::domain::delivery::HandOverPoint;
use crate::domain::language::Language;

/// One line of greeting with the first name.
pub fn greeting(language: Language, first_name: &str) -> String {
    if first_name.is_empty() {
        let line = match language {
            Language::En => "Hello! We have a small surprise for your trip.",
            Language::Nl => "Goedendag! Wij hebben een kleine verrassing voor uw reis.",
            Language::Es => "¡Buenos días! Tenemos una pequeña sorpresa para su viaje.",
            Language::De => "Guten Tag! Wir haben eine kleine Überraschung für Ihre Reise.",
            Language::Ja => "お客様、ご旅行にささやかな贈り物をご用意いたしました。",
        };
        return line.to_owned();
    }
    match language {
        Language::En => format!("Hello {first_name}! We have a small surprise for your trip."),
        Language::Nl => format!("Goedendag, {first_name}! Wij hebben een kleine verrassing voor uw reis."),
        Language::Es => format!("¡Hola, {first_name}! Tenemos una pequeña sorpresa para su viaje."),
        Language::De => format!("Guten Tag, {first_name}! Wir haben eine kleine Überraschung für Ihre Reise."),
        Language::Ja => format!("{first_name}様、ご旅行にささやかな贈り物をご用意いたしました。"),
    }
}

/// The second line: what it is and for which way. It stays true for everyone who travels.
pub(super) fn opener(language: Language, point: HandOverPoint, gift: &str, station: &str) -> String {
    if point == HandOverPoint::Arrival {
        return match language {
            Language::En => format!("Welcome to {station}! It is from our team: {gift}."),
            Language::Nl => format!("Welkom in {station}! Dit is van ons team: {gift}."),
            Language::Es => format!("¡Bienvenida, bienvenido a {station}! De parte de nuestro equipo: {gift}."),
            Language::De => format!("Willkommen in {station}! Von unserem Team: {gift}."),
            Language::Ja => format!("{station}へようこそ。{gift}でございます。"),
        };
    }
    match language {
        Language::En => format!("It is from our team, for your way to {station}: {gift}."),
        Language::Nl => format!("Het is voor onderweg naar {station}: {gift}. Met de groeten van ons."),
        Language::Es => format!("Es para su viaje a {station}: {gift}. De parte de nuestro equipo."),
        Language::De => format!("Für Ihren Weg nach {station}: {gift}. Mit besten Grüßen von uns."),
        Language::Ja => format!("{station}へのご旅行に、{gift}でございます。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_is_greeted_by_name_on_one_line() {
        for language in Language::ALL {
            let line = greeting(*language, "Yuki");
            assert!(line.contains("Yuki") && !line.contains('\n'), "{line}");
            assert!(!greeting(*language, "").contains(", !"));
        }
        assert!(greeting(Language::Ja, "Yuki").starts_with("Yuki様"));
    }
}

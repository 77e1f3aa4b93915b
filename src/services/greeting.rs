//! One line of greeting in the traveller's language, for the gate.

use crate::domain::language::Language;

/// A greeting with the first name, as gate staff can read it out.
pub fn greeting(language: Language, first_name: &str) -> String {
    match language {
        Language::En => format!("Hello {first_name}, we have a small surprise for you."),
        Language::Nl => format!("Hallo {first_name}, we hebben een kleine verrassing voor u."),
        Language::Es => format!("Hola, {first_name}: tenemos una pequeña sorpresa para usted."),
        Language::De => format!("Hallo {first_name}, wir haben eine kleine Überraschung für Sie."),
        Language::Ja => format!("{first_name}様、ささやかな贈り物をお持ちしました。"),
    }
}

//! Letters in all languages, messages as mail programs read them, and a folder that keeps them.

use super::*;
use crate::domain::mail::MailKind;

fn room() -> MailRoom {
    MailRoom::in_memory("https://gifts.example/").expect("a mail room")
}

fn now() -> crate::domain::instant::Instant {
    "2025-03-04T09:30:00Z".parse().expect("an instant")
}

fn frozen(kind: MailKind, language: Language) -> Frozen {
    let letter = room().write(&Contents::sample(kind, now()), language);
    let unsubscribe = kind.is_for_travellers().then_some("https://gifts.example/unsubscribe/0123");
    let heading =
        Heading { from: "gifts@klm.example", to: "ada@klm.example", id: "0195-a", at: now(), language, unsubscribe };
    freeze(&letter, heading).expect("a message")
}

#[test]
fn every_mail_says_the_same_as_text_and_as_page_in_every_language() {
    let room = room();
    for kind in MailKind::ALL {
        for language in Language::ALL {
            let letter = room.write(&Contents::sample(*kind, now()), *language);
            let (text, html) = (letter.text(), letter.html(*language, "cid:mark"));
            for words in [&text, &html] {
                assert!(!words.contains("mail-") && !words.contains("{ $"), "{kind} {language}: {words}");
            }
            assert!(html.contains(&format!("lang=\"{language}\"")) && !letter.subject.contains('\n'));
            for block in &letter.blocks {
                if let letter::Block::Button(words, url) | letter::Block::Link(words, url) = block {
                    assert!(text.contains(words) && text.contains(url) && html.contains(url), "{kind} {language}");
                    assert!(url.starts_with("https://"), "{url}");
                }
            }
        }
    }
}

#[test]
fn markup_in_a_value_stays_text() {
    let name = "<script>\"x\"&".to_owned();
    let contents = Contents::Invitation { name, path: "/welcome/1".to_owned(), until: now() };
    let html = room().write(&contents, Language::En).html(Language::En, "cid:mark");
    assert!(!html.contains("<script>") && html.contains("&lt;script&gt;&quot;x&quot;&amp;"), "{html}");
}

#[test]
fn a_message_has_both_forms_a_picture_and_says_that_a_machine_wrote_it() {
    let mail = String::from_utf8(frozen(MailKind::Weekly, Language::De).bytes).expect("ASCII");
    assert!(mail.is_ascii());
    for part in [
        "Message-ID: <0195-a@klm.example>",
        "Auto-Submitted: auto-generated",
        "multipart/alternative",
        "text/plain; charset=utf-8",
        "text/html; charset=utf-8",
        "Content-ID: <mark@giftgate>",
        "Content-Language: de",
        "Date: Tue, 04 Mar 2025 09:30:00 +0000",
        "schiphol-surprise-2025-03-04.csv",
        "From: giftgate <gifts@klm.example>",
    ] {
        assert!(mail.contains(part), "{part} is not in\n{mail}");
    }
    assert!(!mail.contains("List-Unsubscribe"), "staff can't unsubscribe from their work");
}

#[test]
fn a_mail_to_a_traveller_ends_with_one_click() {
    let mail = String::from_utf8(frozen(MailKind::Story, Language::En).bytes).expect("ASCII");
    assert!(mail.contains("List-Unsubscribe: <https://gifts.example/unsubscribe/0123>"), "{mail}");
    assert!(mail.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{mail}");
}

#[tokio::test]
async fn a_folder_keeps_the_same_mail_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = MailSettings { way: MailWay::Folder, chosen: true, from: "gifts@klm.example".to_owned() };
    let room = MailRoom::open(&settings, &folder.path().join("mail"), "https://gifts.example").expect("a room");
    let mail = frozen(MailKind::Reset, Language::Ja);
    assert_eq!(room.deliver(&mail).await, Delivery::Taken);
    assert_eq!(room.deliver(&mail).await, Delivery::Taken);
    let kept: Vec<_> = std::fs::read_dir(folder.path().join("mail")).expect("the folder").flatten().collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].file_name(), "0195-a.eml");
}

//! Passkeys: a device of the test's own makes them and signs; whatever is not exactly right opens nothing.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use giftgate::domain::account::{Grant, Stage};
use giftgate::domain::actor::{Actor, Role};
use giftgate::domain::language::Language;
use giftgate::formats::webauthn::Party;
use giftgate::mail::MailRoom;
use giftgate::services::accounts::set_language;
use giftgate::services::passkeys::{self, AddFault, Added, Answer};
use giftgate::services::second_factor::{self, Checked};
use giftgate::services::sign_in::{self, Member, SignIn, Visit};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use sha2::{Digest, Sha256};

use super::factor::code_of;
use super::{HERE, PASSWORD, colleague, enter, entered, first_admin};
use crate::support::raw;
use crate::support::world::World;

const ORIGIN: &str = "https://gifts.example";

/// A device that keeps one key.
struct Device {
    key: EcdsaKeyPair,
    id: Vec<u8>,
    counter: u32,
    flags: u8,
    site: Party,
}

/// What it answers, as a browser sends it.
struct Sent {
    client_data: String,
    data: String,
    signature: String,
    id: String,
    user: String,
}

impl Sent {
    fn answer(&self) -> Answer<'_> {
        Answer {
            credential_id: &self.id,
            client_data: &self.client_data,
            authenticator_data: &self.data,
            signature: &self.signature,
            user_id: &self.user,
        }
    }
}

fn party() -> Party {
    Party::of(ORIGIN).expect("a site")
}

fn client_data(kind: &str, challenge: &str, origin: &str) -> Vec<u8> {
    format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}","crossOrigin":false}}"#).into_bytes()
}

impl Device {
    fn new(name: &str) -> Self {
        Self::at(name, party())
    }

    fn at(name: &str, site: Party) -> Self {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).expect("a key");
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random).expect("a key");
        Self { key, id: name.as_bytes().to_vec(), counter: 1, flags: 0x05, site }
    }

    fn data(&self, more: u8) -> Vec<u8> {
        let mut data = Sha256::digest(&self.site.id).to_vec();
        data.push(self.flags | more);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn make(&self, challenge: &str) -> Sent {
        let point = self.key.public_key().as_ref();
        let mut data = self.data(0x40);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).expect("short").to_be_bytes());
        data.extend(&self.id);
        data.extend([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 32]);
        data.extend(&point[33..65]);
        Sent {
            client_data: BASE64.encode(client_data("webauthn.create", challenge, &self.site.origin)),
            data: BASE64.encode(data),
            signature: String::new(),
            id: BASE64.encode(&self.id),
            user: String::new(),
        }
    }

    fn sign(&mut self, challenge: &str, member: &Member, origin: &str) -> Sent {
        self.counter += 1;
        let said = client_data("webauthn.get", challenge, origin);
        let data = self.data(0);
        let message = [data.as_slice(), &Sha256::digest(&said)].concat();
        let signature = self.key.sign(&SystemRandom::new(), &message).expect("signed");
        Sent {
            client_data: BASE64.encode(said),
            data: BASE64.encode(data),
            signature: BASE64.encode(signature.as_ref()),
            id: BASE64.encode(&self.id),
            user: BASE64.encode(member.account.0.as_bytes()),
        }
    }
}

async fn with_passkey(world: &World) -> (Member, Device) {
    let (member, device, _) = with_codes(world).await;
    (member, device)
}

/// Somebody with one passkey and no authenticator, and the recovery codes that came with it.
async fn with_codes(world: &World) -> (Member, Device, Vec<String>) {
    let admin = first_admin(world).await;
    colleague(world, &admin, "bo@klm.example", &[Grant::everywhere(Role::Planner)]).await;
    let (_, member) = entered(world, "bo@klm.example").await;
    let device = Device::new("phone");
    let offer = passkeys::offer_add(&world.app, &member, &party()).await.expect("an offer");
    assert!(offer.known.is_empty() && offer.rp_id == "gifts.example" && offer.user_name == "bo@klm.example");
    let sent = device.make(&offer.challenge);
    let added = passkeys::add(&world.app, &member, " My  phone ", sent.answer(), &party()).await.expect("an answer");
    let codes = added.expect("added").codes;
    // The same answer once more, and the same device with a fresh challenge.
    let again = passkeys::add(&world.app, &member, "Phone", sent.answer(), &party()).await.expect("an answer");
    assert_eq!(again.err(), Some(AddFault::Unsound));
    let offer = passkeys::offer_add(&world.app, &member, &party()).await.expect("an offer");
    let known = device.make(&offer.challenge);
    let again = passkeys::add(&world.app, &member, "Phone", known.answer(), &party()).await.expect("an answer");
    assert_eq!((again.err(), offer.known), (Some(AddFault::Known), vec![BASE64.encode("phone")]));
    (member, device, codes)
}

async fn try_in(world: &World, sent: &Sent) -> Checked<SignIn> {
    passkeys::enter(&world.app, sent.answer(), &party(), HERE).await.expect("an answer")
}

fn challenge(world: &World) -> String {
    passkeys::offer_entry(&world.app, &party()).challenge
}

#[tokio::test]
async fn a_passkey_opens_the_door_alone_and_each_challenge_counts_once() {
    let world = World::new().await;
    let (member, mut device) = with_passkey(&world).await;
    let lines = passkeys::list(&world.app, member.account).await.expect("a list");
    assert_eq!((lines.len(), lines[0].label.as_str(), lines[0].last_used_at), (1, "My phone", None));
    let sent = device.sign(&challenge(&world), &member, ORIGIN);
    let Checked::Right(SignIn::Done(_, came)) = try_in(&world, &sent).await else { panic!("it opens") };
    assert_eq!((came.account, came.grants.len()), (member.account, 1));
    assert!(matches!(try_in(&world, &sent).await, Checked::Wrong), "a challenge counts once");
    let lines = passkeys::list(&world.app, member.account).await.expect("a list");
    assert!(lines[0].last_used_at.is_some());
    // Who has a passkey is asked for it, or for a code, after the password as well.
    let required = Visit { factor_required: true, ..HERE };
    let by_password = sign_in::sign_in(&world.app, "bo@klm.example", PASSWORD, required).await;
    let by_password = by_password.expect("an answer");
    assert!(matches!(by_password, SignIn::Halfway(_, Stage::Factor)), "{by_password:?}");
    for (minutes, known) in [(6, true), (60, false)] {
        world.advance(minutes);
        giftgate::services::retention::purge(&world.app).await.expect("purged");
        assert_eq!(raw::count(&world.app.store, "passkey_answer").await >= 2, known, "{minutes} minutes later");
    }
    assert_eq!(raw::count(&world.app.store, "passkey_answer").await, 0);
}

#[tokio::test]
async fn nothing_but_the_right_key_on_the_right_site_opens() {
    let world = World::new().await;
    let (member, mut device) = with_passkey(&world).await;
    let fresh = |world: &World| challenge(world);
    // Another site's page, a foreign key, an unknown name, somebody else's account, a device that asked nobody.
    let sent = device.sign(&fresh(&world), &member, "https://gifts.example.evil");
    assert!(matches!(try_in(&world, &sent).await, Checked::Wrong));
    let mut thief = Device::new("phone");
    thief.counter = 50;
    let sent = thief.sign(&fresh(&world), &member, ORIGIN);
    assert!(matches!(try_in(&world, &sent).await, Checked::Wrong));
    let mut unknown = Device::new("tablet");
    let sent = unknown.sign(&fresh(&world), &member, ORIGIN);
    assert!(matches!(try_in(&world, &sent).await, Checked::Wrong));
    let sent = device.sign(&fresh(&world), &member, ORIGIN);
    let other = Sent { user: BASE64.encode([7; 16]), ..sent };
    assert!(matches!(try_in(&world, &other).await, Checked::Wrong));
    device.flags = 0x01;
    let sent = device.sign(&fresh(&world), &member, ORIGIN);
    assert!(matches!(try_in(&world, &sent).await, Checked::Wrong));
    device.flags = 0x05;
    // A challenge that was made for adding, one that was made up, and one that is too old.
    let for_adding = passkeys::offer_add(&world.app, &member, &party()).await.expect("an offer").challenge;
    for wrong in [for_adding, BASE64.encode([1; 56])] {
        let sent = device.sign(&wrong, &member, ORIGIN);
        assert!(matches!(try_in(&world, &sent).await, Checked::Wrong), "{wrong}");
    }
    let old = fresh(&world);
    world.advance(6);
    let sent = device.sign(&old, &member, ORIGIN);
    assert!(matches!(try_in(&world, &sent).await, Checked::Wrong));
    // A counter that goes back tells of a copy.
    let right = device.sign(&fresh(&world), &member, ORIGIN);
    assert!(matches!(try_in(&world, &right).await, Checked::Right(_)));
    device.counter -= 2;
    let sent = device.sign(&fresh(&world), &member, ORIGIN);
    assert!(matches!(try_in(&world, &sent).await, Checked::Wrong));
    let refusals = "audit_entry where action = 'session.refuse'";
    assert!(raw::count(&world.app.store, refusals).await >= 9, "each stands on record");
}

#[tokio::test]
async fn changing_passkeys_takes_a_fresh_sign_in_and_a_reset_takes_them_all() {
    let world = World::new().await;
    let (member, mut device) = with_passkey(&world).await;
    let id = passkeys::list(&world.app, member.account).await.expect("a list")[0].id;
    world.advance(11);
    let offer = passkeys::offer_add(&world.app, &member, &party()).await.expect("an offer");
    let sent = Device::new("tablet").make(&offer.challenge);
    let late = passkeys::add(&world.app, &member, "Tablet", sent.answer(), &party()).await.expect("an answer");
    assert_eq!(late.err(), Some(AddFault::Stale));
    assert_eq!(passkeys::remove(&world.app, &member, id).await.expect("an answer"), Err(AddFault::Stale));
    let sent = device.sign(&challenge(&world), &member, ORIGIN);
    let Checked::Right(SignIn::Done(_, fresh)) = try_in(&world, &sent).await else { panic!("it opens") };
    assert_eq!(passkeys::remove(&world.app, &fresh, id).await.expect("an answer"), Ok(()));
    let sent = device.sign(&challenge(&world), &member, ORIGIN);
    assert!(matches!(try_in(&world, &sent).await, Checked::Wrong), "it is gone");
    // A challenge is for the session that asked for it.
    let foreign = passkeys::offer_add(&world.app, &member, &party()).await.expect("an offer");
    let sent = Device::new("tablet").make(&foreign.challenge);
    let other = passkeys::add(&world.app, &fresh, "Tablet", sent.answer(), &party()).await.expect("an answer");
    assert_eq!(other.err(), Some(AddFault::Unsound));
    let offer = passkeys::offer_add(&world.app, &fresh, &party()).await.expect("an offer");
    let sent = Device::new("tablet").make(&offer.challenge);
    let label = "x".repeat(61);
    let long = passkeys::add(&world.app, &fresh, &label, sent.answer(), &party()).await.expect("an answer");
    assert_eq!(long.err(), Some(AddFault::Label));
    let added = passkeys::add(&world.app, &fresh, "Tablet", sent.answer(), &party()).await.expect("an answer");
    assert!(added.is_ok());
    let admin = world.app.store.find_account_by_email("ada@klm.example").await.expect("an answer").expect("the admin");
    let admin = Actor { id: admin.id, role: Role::Admin, simulated: false };
    second_factor::reset(&world.app, member.account, &admin).await.expect("reset");
    assert!(passkeys::list(&world.app, member.account).await.expect("a list").is_empty());
    assert_eq!(raw::count(&world.app.store, "recovery_code").await, 0);
    // Whoever was adding one meanwhile comes too late, and a session that is held outlives what is done with it.
    let offer = passkeys::offer_add(&world.app, &fresh, &party()).await.expect("an offer");
    let sent = Device::new("watch").make(&offer.challenge);
    let late = passkeys::add(&world.app, &fresh, "Watch", sent.answer(), &party()).await.expect("an answer");
    assert_eq!(late.err(), Some(AddFault::Stale));
    let (_, again) = entered(&world, "bo@klm.example").await;
    let mut tx = world.app.store.begin().await.expect("begun");
    assert!(tx.hold_session(again.session, again.account).await.expect("held"));
    assert!(!tx.hold_session(again.session, admin.id).await.expect("an answer"), "somebody else's");
    assert!(!tx.hold_session(fresh.session, fresh.account).await.expect("an answer"), "it has ended");
}

#[tokio::test]
async fn wrong_passkeys_shut_nobody_out_and_do_not_fill_the_record() {
    let world = World::new().await;
    let (member, mut device) = with_passkey(&world).await;
    let mut unknown = Device::new("tablet");
    for _ in 0..50 {
        let sent = unknown.sign(&challenge(&world), &member, ORIGIN);
        assert!(matches!(try_in(&world, &sent).await, Checked::Wrong));
    }
    for _ in 0..3 {
        let sent = unknown.sign(&challenge(&world), &member, ORIGIN);
        assert!(matches!(try_in(&world, &sent).await, Checked::TooOften(1)));
    }
    assert_eq!(raw::count(&world.app.store, "audit_entry where action = 'session.refuse'").await, 50);
    let sent = device.sign(&challenge(&world), &member, ORIGIN);
    assert!(matches!(try_in(&world, &sent).await, Checked::Right(_)), "everybody may come by that address");
    assert!(matches!(try_in(&world, &sent).await, Checked::TooOften(_)), "and each challenge still counts once");
}

#[tokio::test]
async fn recovery_codes_stand_in_for_a_passkey_as_long_as_there_is_one() {
    let world = World::new().await;
    let app = &world.app;
    let (member, _, codes) = with_codes(&world).await;
    assert_eq!(codes.len(), 10);
    let try_code = async |code: &str| {
        let SignIn::Halfway(token, Stage::Factor) = enter(&world, "bo@klm.example", PASSWORD).await else { panic!() };
        let waiting = sign_in::find_halfway(app, &token).await.expect("asked").expect("halfway");
        matches!(second_factor::enter(app, &waiting, code, HERE).await, Ok(Checked::Right(SignIn::Done(..))))
    };
    assert!(try_code(&codes[0]).await && !try_code(&codes[0]).await, "each works once");
    let left = async || second_factor::status(app, member.account).await.expect("a status").codes_left;
    let add = async |name: &str| {
        let offer = passkeys::offer_add(app, &member, &party()).await.expect("an offer");
        let sent = Device::new(name).make(&offer.challenge);
        passkeys::add(app, &member, name, sent.answer(), &party()).await.expect("an answer").expect("added")
    };
    let Added { id: tablet, codes: more } = add("tablet").await;
    assert_eq!((more.len(), left().await), (0, 9), "those that are kept still work");
    // An authenticator brings its own, and leaves them to the passkeys when it goes.
    let removed = second_factor::remove(app, &member, &codes[1], "").await.expect("an answer");
    assert!(matches!(removed, Checked::Wrong), "there is none yet");
    let secret = second_factor::offer(app, member.account).await.expect("a secret").secret;
    let set = second_factor::confirm(app, member.account, &code_of(&world, &secret), "").await.expect("an answer");
    let Checked::Right(codes) = set else { panic!("{set:?}") };
    let removed = second_factor::remove(app, &member, &codes[0], "").await.expect("an answer");
    assert!(matches!(removed, Checked::Right(())));
    assert!(left().await == 9 && try_code(&codes[1]).await);
    // The last passkey takes them along, and the next one brings new ones.
    let all = passkeys::list(app, member.account).await.expect("a list");
    let first = all.iter().map(|one| one.id).find(|id| *id != tablet).expect("the first");
    for (id, kept) in [(first, 8), (tablet, 0)] {
        assert_eq!(passkeys::remove(app, &member, id).await.expect("an answer"), Ok(()));
        assert_eq!(left().await, kept);
    }
    assert_eq!(add("watch").await.codes.len(), 10);
}

#[tokio::test]
async fn whose_account_it_is_learns_of_a_passkey_by_mail_in_their_language() {
    let world = World::with_mail(MailRoom::in_memory("https://gifts.example").expect("a mail room")).await;
    let (member, _) = with_passkey(&world).await;
    let mails = async || {
        world.run_jobs().await;
        let room = world.app.mail().expect("a mail room");
        let all = std::mem::take(&mut *room.taken().expect("it keeps them in memory"));
        let text = |mail: giftgate::mail::Frozen| {
            // Quoted-printable breaks long lines.
            (mail.to, String::from_utf8(mail.bytes).expect("ASCII").replace("=\r\n", ""))
        };
        all.into_iter().map(text).filter(|(_, text)| text.contains("/account/passkeys")).collect::<Vec<_>>()
    };
    let told = mails().await;
    assert_eq!((told.len(), told[0].0.as_str()), (1, "bo@klm.example"), "what was refused is told to nobody");
    assert!(told[0].1.contains("Subject: A passkey was added to your account\r\n"), "{}", told[0].1);
    assert!(!told[0].1.contains("My phone"), "{}", told[0].1);
    set_language(&world.app, member.account, Language::Nl).await.expect("set");
    let offer = passkeys::offer_add(&world.app, &member, &party()).await.expect("an offer");
    let sent = Device::new("tablet").make(&offer.challenge);
    let added = passkeys::add(&world.app, &member, "Tablet", sent.answer(), &party()).await.expect("an answer");
    assert!(added.is_ok());
    let told = mails().await;
    assert!(told[0].1.contains("Subject: Er is een passkey aan uw account toegevoegd\r\n"), "{}", told[0].1);
}

#[tokio::test]
async fn recovery_codes_are_shown_with_the_passkey_and_asked_for_after_the_password() {
    let world = World::new().await;
    let mut client = world.planner().await;
    let options = client.get("/account/passkeys/options").await.body;
    let options: serde_json::Value = serde_json::from_str(&options).expect("JSON");
    let site = Party::of("http://localhost:8080").expect("a site");
    let sent = Device::at("phone", site).make(options["challenge"].as_str().expect("text"));
    let form = [
        ("label", "Phone"),
        ("credential_id", sent.id.as_str()),
        ("client_data", &sent.client_data),
        ("authenticator_data", &sent.data),
    ];
    let page = client.post("/account/passkeys", &form).await.body;
    assert_eq!(page.matches("<li><code>").count(), 10, "{page}");
    assert!(page.contains("href=\"/account/passkeys?done=passkey_added\""), "{page}");
    let code = page.split("<li><code>").nth(1).and_then(|rest| rest.split('<').next()).expect("a code").to_owned();
    assert!(client.get("/account").await.body.contains("10 recovery codes are left"));
    let mut again = world.anyone();
    let form = [("email", "member1@klm.example"), ("password", PASSWORD)];
    assert_eq!(again.post_as_it_is("/sign-in", &form).await.leads_to(), "/sign-in/code");
    let page = again.get("/sign-in/code").await.body;
    assert!(page.contains("Type one of your recovery codes") && page.contains("data-passkey=\"enter\""), "{page}");
    let entered = again.post_as_it_is("/sign-in/code", &[("code", &code), ("next", "/account")]).await;
    assert_eq!(entered.leads_to(), "/account");
}

#[tokio::test]
async fn pages_offer_passkeys_where_browsers_know_them() {
    let world = World::new().await;
    world.live_campaign().await;
    let mut client = world.planner().await;
    let page = client.get("/account/passkeys").await.body;
    assert!(page.contains("data-passkey=\"add\"") && page.contains("You have none yet"), "{page}");
    let options: serde_json::Value =
        serde_json::from_str(&client.get("/account/passkeys/options").await.body).expect("JSON");
    assert_eq!(options["rp_id"], "localhost");
    let mut stranger = world.anyone();
    assert!(stranger.get("/sign-in").await.body.contains("data-passkey=\"enter\""));
    let form = [("credential_id", "AQ"), ("client_data", "e30"), ("next", "/gate")];
    let refused = stranger.post_as_it_is("/sign-in/passkey", &form).await;
    assert!(refused.status.as_u16() == 422 && refused.body.contains("does not open an account"), "{}", refused.body);
}

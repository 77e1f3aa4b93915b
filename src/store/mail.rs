//! Mails on their way. What one says is sealed with a key of its own, and both are gone once nothing more can become of it.
//!
//! Invariant: a mail changes its state only from the state it was seen in, so two workers never both settle one.

use serde::Serialize;
use uuid::Uuid;

use super::{Store, StoreError, Tx};
use crate::domain::id::{AccountId, CampaignId, GiftId, MailId, PersonId};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::mail::{MailKind, MailState};

statements! {
    ADD = "insert into mail (id, kind, account_id, person_id, wrapped_key, sealed, state, once_key, created_at, changed_at) \
           values ($1, $2, $3, $4, $5, $6, 'queued', $7, $8, $8) on conflict (once_key) do nothing";
    HAS = "select count(*) from mail where once_key = $1";
    FIND = "select id, kind, account_id, wrapped_key, sealed, state, attempts, why, created_at, changed_at from mail where id = $1";
    UNSETTLED = "select id, kind, account_id, wrapped_key, sealed, state, attempts, why, created_at, changed_at from mail \
                 where state in ('uncertain', 'refused') order by changed_at, id limit $1";
    BEGIN = "update mail set state = 'sending', attempts = attempts + 1, changed_at = $3 where id = $1 and state = $2";
    MOVE = "update mail set state = $3, why = $4, changed_at = $5 where id = $1 and state = $2";
    END = "update mail set state = $3, why = $4, changed_at = $5, wrapped_key = null, sealed = null where id = $1 and state = $2";
    COUNTS = "select state, count(*) as n from mail where created_at > $1 group by state order by state";
    FORGET = "delete from mail where changed_at < $1 and state in ('sent', 'dropped', 'refused', 'uncertain')";
    DROP_OF_PERSON = "delete from mail where person_id = $1";
    LANGUAGE_OF = "select language from account where id = $1";
    SET_LANGUAGE = "update account set language = $2 where id = $1";
    WAITING = "select campaign_id, count(case when what = 'gift' then 1 end) as gifts, count(case when what = 'post' then 1 end) as posts, \
               count(case when what = 'answer' then 1 end) as answers, min(case when what = 'gift' then until_at end) as closes_at, \
               min(case when what = 'answer' then until_at end) as answer_by from \
               (select campaign_id, 'gift' as what, window_closes_at as until_at from gift where state = 'proposed' \
               union all select f.campaign_id, 'post', null from follow_up f join gift g on g.id = f.gift_id \
               where f.state = 'draft' and f.sent_back_why is null and g.state = 'handed_over' \
               union all select c.campaign_id, 'answer', case when c.state = 'open' then c.answer_by end from care_answer r \
               join care_case c on c.id = r.case_id where r.state = 'draft' and r.sent_back_why is null and c.state <> 'solved') every \
               group by campaign_id order by campaign_id";
    ADD_WISH = "insert into mail_wish (id, person_id, gift_id, token_hash, wrapped_key, sealed, language, asked_at) \
                values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (person_id, gift_id) do update set \
                id = excluded.id, token_hash = excluded.token_hash, wrapped_key = excluded.wrapped_key, \
                sealed = excluded.sealed, language = excluded.language, asked_at = excluded.asked_at, confirmed_at = null";
    CONFIRM_WISH = "update mail_wish set confirmed_at = $2 where token_hash = $1 and confirmed_at is null and asked_at > $3";
    WISH_HOLDS = "select count(*) from mail_wish where token_hash = $1 and confirmed_at is null and asked_at > $2";
    DROP_WISH = "delete from mail_wish where token_hash = $1 returning person_id";
    DROP_WISH_BY_ID = "delete from mail_wish where id = $1";
    DROP_WISHES_OF = "delete from mail_wish where person_id = $1";
    FORGET_WISHES = "delete from mail_wish where (confirmed_at is null and asked_at < $1) or asked_at < $2";
    FULFILLED = "select w.id, w.person_id, w.wrapped_key, w.sealed, w.language, f.address from mail_wish w \
                 join follow_up f on f.gift_id = w.gift_id where w.confirmed_at is not null and f.state = 'published' \
                 and f.address is not null order by w.id, f.id";
    WISHES_OF = "select id, wrapped_key, sealed, language, asked_at, confirmed_at from mail_wish where person_id = $1 order by id";
    PERSON_OF_GIFT = "select t.person_id from gift g join traveller t on t.id = g.traveller_id join person p on p.id = t.person_id \
                      where g.id = $1 and p.wrapped_key is not null";
}

row! {
    struct MailRow {
        id: Uuid,
        kind: String,
        account_id: Option<Uuid>,
        wrapped_key: Option<Vec<u8>>,
        sealed: Option<Vec<u8>>,
        state: String,
        attempts: i64,
        why: Option<String>,
        created_at: Instant,
        changed_at: Instant,
    }
}

row! {
    struct CountRow { state: String, n: i64 }
}

row! {
    struct WaitingRow {
        campaign_id: Uuid,
        gifts: i64,
        posts: i64,
        answers: i64,
        closes_at: Option<Instant>,
        answer_by: Option<Instant>,
    }
}

row! {
    struct WishRow { id: Uuid, person_id: Uuid, wrapped_key: Vec<u8>, sealed: Vec<u8>, language: String, address: String }
}

row! {
    struct WishOfRow {
        id: Uuid,
        wrapped_key: Vec<u8>,
        sealed: Vec<u8>,
        language: String,
        asked_at: Instant,
        confirmed_at: Option<Instant>,
    }
}

/// A traveller's wish, as the traveller may see it.
#[derive(Debug, Clone, Serialize)]
pub struct WishRecord {
    /// Where to write.
    pub address: String,
    /// In which language.
    pub language: String,
    /// When it was asked for.
    pub asked_at: Instant,
    /// When it was confirmed.
    pub confirmed_at: Option<Instant>,
}

/// A mail to keep until it is away.
#[derive(Debug)]
pub struct NewMail<'a> {
    /// Its id.
    pub id: MailId,
    /// What it says.
    pub kind: MailKind,
    /// Whose account it goes to.
    pub account: Option<AccountId>,
    /// Or which traveller.
    pub person: Option<PersonId>,
    /// To which address.
    pub to: &'a str,
    /// The message.
    pub bytes: &'a [u8],
    /// What it is written once for.
    pub once_key: Option<&'a str>,
}

/// A mail as it is kept.
#[derive(Debug, Clone)]
pub struct StoredMail {
    /// Its id.
    pub id: MailId,
    /// What it says.
    pub kind: MailKind,
    /// Whose account it goes to.
    pub account: Option<AccountId>,
    /// How far it is.
    pub state: MailState,
    /// Tries.
    pub attempts: i64,
    /// What the last one said.
    pub why: String,
    /// Since when it is there.
    pub created_at: Instant,
    /// Since when it is in its state.
    pub changed_at: Instant,
    /// Address and message; none once it is away.
    pub content: Option<(String, Vec<u8>)>,
}

/// What waits for a yes in a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// The campaign.
    pub campaign: CampaignId,
    /// Gifts that were proposed.
    pub gifts: u64,
    /// Posts of gifts that were handed over.
    pub posts: u64,
    /// Answers of the care desk.
    pub answers: u64,
    /// When the first window closes.
    pub closes_at: Option<Instant>,
    /// When the first case with such an answer is to be answered.
    pub answer_by: Option<Instant>,
}

/// A traveller's wish whose story is out.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Its id.
    pub id: MailId,
    /// Whose.
    pub person: PersonId,
    /// Where to write.
    pub to: String,
    /// In which language.
    pub language: Language,
    /// Where the story stands.
    pub story: String,
}

impl Store {
    /// Whether a mail for this occasion was written.
    pub async fn has_mail_for(&self, once_key: &str) -> Result<bool, StoreError> {
        Ok(on_read!(self, HAS, query_scalar::<i64>[once_key], fetch_one)? > 0)
    }

    /// Keeps a mail; `false` where one with its once key was kept before.
    pub async fn add_mail(&self, tx: &mut Tx, mail: &NewMail<'_>, now: Instant) -> Result<bool, StoreError> {
        // The key is bound to the mail's id; no person shares it.
        let (key, wrapped) = self.keys.new_person(PersonId(mail.id.0));
        let plain = [mail.to.as_bytes(), b"\n", mail.bytes].concat();
        let sealed = self.keys.seal(&key, &plain);
        let (account, person) = (mail.account.map(|id| id.0), mail.person.map(|id| id.0));
        let added = in_tx!(tx, ADD, query[mail.id.0, mail.kind.as_str(), account, person, &wrapped, &sealed, mail.once_key, now], execute)?;
        Ok(added == 1)
    }

    /// One mail.
    pub async fn find_mail(&self, id: MailId) -> Result<Option<StoredMail>, StoreError> {
        let row = on_read!(self, FIND, query_as::<MailRow>[id.0], fetch_optional)?;
        row.map(|row| self.open_mail(row)).transpose()
    }

    /// Mails that somebody has to decide on, the oldest first.
    pub async fn unsettled_mails(&self, limit: i64) -> Result<Vec<StoredMail>, StoreError> {
        let rows = on_read!(self, UNSETTLED, query_as::<MailRow>[limit], fetch_all)?;
        rows.into_iter().map(|row| self.open_mail(row)).collect()
    }

    fn open_mail(&self, row: MailRow) -> Result<StoredMail, StoreError> {
        let content = match (&row.wrapped_key, &row.sealed) {
            (Some(wrapped), Some(sealed)) => {
                let plain = self.open_sealed(row.id, wrapped, sealed)?;
                let end = plain.iter().position(|byte| *byte == b'\n').ok_or(StoreError::BadRow { what: "mail" })?;
                let to = String::from_utf8(plain[..end].to_vec()).map_err(|_| StoreError::BadRow { what: "mail" })?;
                Some((to, plain[end + 1..].to_vec()))
            }
            _ => None,
        };
        Ok(StoredMail {
            id: MailId(row.id),
            kind: row.kind.parse().map_err(|_| StoreError::BadRow { what: "kind of mail" })?,
            account: row.account_id.map(AccountId),
            state: row.state.parse().map_err(|_| StoreError::BadRow { what: "state of a mail" })?,
            attempts: row.attempts,
            why: row.why.unwrap_or_default(),
            created_at: row.created_at,
            changed_at: row.changed_at,
            content,
        })
    }

    /// How many mails made since an instant are in which state.
    pub async fn count_mails(&self, since: Instant) -> Result<Vec<(MailState, i64)>, StoreError> {
        let rows = on_read!(self, COUNTS, query_as::<CountRow>[since], fetch_all)?;
        let bad = |_| StoreError::BadRow { what: "state of a mail" };
        rows.into_iter().map(|row| Ok((row.state.parse().map_err(bad)?, row.n))).collect()
    }

    /// The language of mails to an account.
    pub async fn language_of(&self, account: AccountId) -> Result<Language, StoreError> {
        let found = on_read!(self, LANGUAGE_OF, query_scalar::<String>[account.0], fetch_optional)?;
        Ok(found.and_then(|language| language.parse().ok()).unwrap_or(Language::En))
    }

    /// What waits for approvers, campaign by campaign.
    pub async fn waiting_for_approval(&self) -> Result<Vec<Waiting>, StoreError> {
        let rows = on_read!(self, WAITING, query_as::<WaitingRow>[], fetch_all)?;
        let waiting = |row: WaitingRow| Waiting {
            campaign: CampaignId(row.campaign_id),
            gifts: row.gifts.cast_unsigned(),
            posts: row.posts.cast_unsigned(),
            answers: row.answers.cast_unsigned(),
            closes_at: row.closes_at,
            answer_by: row.answer_by,
        };
        Ok(rows.into_iter().map(waiting).collect())
    }

    /// Keeps a traveller's wish, unconfirmed; an earlier one about the same gift is replaced.
    pub async fn add_wish(
        &self,
        tx: &mut Tx,
        (id, person, gift): (MailId, PersonId, GiftId),
        token_hash: &[u8],
        (to, language): (&str, Language),
        now: Instant,
    ) -> Result<(), StoreError> {
        let (key, wrapped) = self.keys.new_person(PersonId(id.0));
        let sealed = self.keys.seal(&key, to.as_bytes());
        in_tx!(tx, ADD_WISH, query[id.0, person.0, gift.0, token_hash, &wrapped, &sealed, language.as_str(), now], execute)?;
        Ok(())
    }

    /// Whether a wish waits for its confirmation and was asked for after an instant.
    pub async fn wish_waits(&self, token_hash: &[u8], after: Instant) -> Result<bool, StoreError> {
        Ok(on_read!(self, WISH_HOLDS, query_scalar::<i64>[token_hash, after], fetch_one)? == 1)
    }

    /// Whose gift it is, while they are known.
    pub async fn person_of_gift(&self, gift: GiftId) -> Result<Option<PersonId>, StoreError> {
        Ok(on_read!(self, PERSON_OF_GIFT, query_scalar::<Uuid>[gift.0], fetch_optional)?.map(PersonId))
    }

    /// A person's wishes.
    pub async fn wish_records(&self, person: PersonId) -> Result<Vec<WishRecord>, StoreError> {
        let rows = on_read!(self, WISHES_OF, query_as::<WishOfRow>[person.0], fetch_all)?;
        let open = |row: WishOfRow| {
            let plain = self.open_sealed(row.id, &row.wrapped_key, &row.sealed)?;
            let address = String::from_utf8(plain).map_err(|_| StoreError::BadRow { what: "wish" })?;
            let WishOfRow { language, asked_at, confirmed_at, .. } = row;
            Ok(WishRecord { address, language, asked_at, confirmed_at })
        };
        rows.into_iter().map(open).collect()
    }

    /// Confirmed wishes whose story is out.
    pub async fn fulfilled_wishes(&self) -> Result<Vec<Wish>, StoreError> {
        let rows = on_read!(self, FULFILLED, query_as::<WishRow>[], fetch_all)?;
        let open = |row: WishRow| {
            let plain = self.open_sealed(row.id, &row.wrapped_key, &row.sealed)?;
            let bad = || StoreError::BadRow { what: "wish" };
            let (to, language) =
                (String::from_utf8(plain).map_err(|_| bad())?, row.language.parse().map_err(|_| bad())?);
            Ok(Wish { id: MailId(row.id), person: PersonId(row.person_id), to, language, story: row.address })
        };
        rows.into_iter().map(open).collect()
    }
}

impl Tx {
    /// A try begins; `Stale` where the mail is no longer in the state it was seen in.
    pub async fn begin_mail(&mut self, id: MailId, from: MailState, now: Instant) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, BEGIN, query[id.0, from.as_str(), now], execute)?)
    }

    /// Moves a mail on. One that is sent or dropped is emptied.
    pub async fn move_mail(
        &mut self,
        id: MailId,
        (from, to): (MailState, MailState),
        why: Option<&str>,
        now: Instant,
    ) -> Result<(), StoreError> {
        let ends = matches!(to, MailState::Sent | MailState::Dropped);
        let how = if ends { END } else { MOVE };
        super::one_row(in_tx!(self, how, query[id.0, from.as_str(), to.as_str(), why, now], execute)?)
    }

    /// The language of mails to an account, as this transaction sees it.
    pub async fn language_of(&mut self, account: AccountId) -> Result<Language, StoreError> {
        let found = in_tx!(self, LANGUAGE_OF, query_scalar::<String>[account.0], fetch_optional)?;
        Ok(found.and_then(|language| language.parse().ok()).unwrap_or(Language::En))
    }

    /// Sets the language of mails to an account.
    pub async fn set_language(&mut self, account: AccountId, language: Language) -> Result<(), StoreError> {
        super::one_row(in_tx!(self, SET_LANGUAGE, query[account.0, language.as_str()], execute)?)
    }

    /// Confirms a wish that was asked for after an instant; `false` where there is none.
    pub async fn confirm_wish(&mut self, token_hash: &[u8], now: Instant, after: Instant) -> Result<bool, StoreError> {
        Ok(in_tx!(self, CONFIRM_WISH, query[token_hash, now, after], execute)? == 1)
    }

    /// Forgets a wish by its token, with the mails to whoever had it; `false` where there is none.
    pub async fn drop_story_wish(&mut self, token_hash: &[u8]) -> Result<bool, StoreError> {
        let person = in_tx!(self, DROP_WISH, query_scalar::<Uuid>[token_hash], fetch_optional)?;
        if let Some(person) = person {
            in_tx!(self, DROP_OF_PERSON, query[person], execute)?;
        }
        Ok(person.is_some())
    }

    /// Forgets a wish that was fulfilled.
    pub async fn end_wish(&mut self, id: MailId) -> Result<(), StoreError> {
        in_tx!(self, DROP_WISH_BY_ID, query[id.0], execute)?;
        Ok(())
    }

    /// Forgets a person's wishes and the mails to them.
    pub async fn forget_mails_of(&mut self, person: PersonId) -> Result<u64, StoreError> {
        in_tx!(self, DROP_OF_PERSON, query[person.0], execute)?;
        Ok(in_tx!(self, DROP_WISHES_OF, query[person.0], execute)?)
    }

    /// Forgets mails that are over since an instant, wishes nobody confirmed, and those older than the last instant.
    pub async fn forget_mails(
        &mut self,
        mails: Instant,
        unconfirmed: Instant,
        wishes: Instant,
    ) -> Result<u64, StoreError> {
        in_tx!(self, FORGET_WISHES, query[unconfirmed, wishes], execute)?;
        Ok(in_tx!(self, FORGET, query[mails], execute)?)
    }
}

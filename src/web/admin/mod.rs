//! What admins keep beside accounts: health, failed work, stations, and roles for an hour. No traveller stands here.

pub mod failures;
pub mod glass;
pub mod health;
pub mod mails;
pub mod networks;
pub mod outbox;
pub mod stations;
pub mod webhooks;

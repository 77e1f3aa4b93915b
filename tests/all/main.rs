//! The one integration test binary: a file per capability. `GIFTGATE_TEST_DATABASE=postgres` runs it all on PostgreSQL.

#![expect(unreachable_pub, reason = "in a test binary everything is private anyway")]

mod accounts;
mod agreement;
mod api;
mod approval;
mod approvals;
mod believed;
mod care;
mod cli;
mod delivery;
mod desk;
mod exim;
mod follow_ups;
mod gate;
mod intake;
mod jobs;
mod listening;
mod mails;
mod measuring;
mod meta;
mod network_access;
mod networks;
mod outcomes;
mod outside;
mod passenger_lists;
mod peers;
mod planning;
mod privacy;
mod reports;
mod requests;
mod retention;
mod run;
mod scenario;
mod single_sign_on;
mod smtp;
mod store;
mod streams;
mod support;
mod threads;
mod toots;
mod views;
mod webhooks;
mod what_if;
mod x;
mod x_streams;

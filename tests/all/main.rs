//! The one integration test binary: a file per capability. `GIFTGATE_TEST_DATABASE=postgres` runs it all on PostgreSQL.

#![expect(unreachable_pub, reason = "in a test binary everything is private anyway")]

mod accounts;
mod approval;
mod approvals;
mod cli;
mod delivery;
mod desk;
mod follow_ups;
mod gate;
mod intake;
mod jobs;
mod listening;
mod outcomes;
mod planning;
mod reports;
mod requests;
mod retention;
mod run;
mod store;
mod support;
mod views;
mod what_if;

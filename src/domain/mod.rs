//! The nouns of giftgate and the states they go through.
//!
//! Plain data and pure decisions: nothing here reads a clock, draws a number or does I/O. A state changes only
//! through a method that says who may change it and refuses, with a [`refusal::Refusal`], what is not allowed.

#[macro_use]
pub mod words;

pub mod account;
pub mod actor;
pub mod approval;
pub mod call;
pub mod campaign;
mod campaign_care;
mod campaign_state;
pub mod care;
pub mod consent;
pub mod delivery;
pub mod flight;
pub mod follow_up;
pub mod gate;
pub mod gift;
pub mod html;
pub mod id;
pub mod instant;
pub mod language;
pub mod ledger;
pub mod mail;
pub mod matching;
pub mod money;
pub mod outside;
pub mod passenger_list;
pub mod plan;
pub mod post;
pub mod posting_rule;
pub mod privacy;
pub mod rate;
pub mod reading;
pub mod refusal;
pub mod review;
pub mod risk;
pub mod said;
pub mod shift_list;
pub mod sign_on;
pub mod station;
pub mod stopping;
pub mod stream_wish;
pub mod token;
pub mod traveller;
pub mod tweet;
pub mod uri;
pub mod webhook;

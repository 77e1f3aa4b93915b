//! A page: a typed struct beside its handler, the template it fills, and samples to try it with.

use std::str::FromStr;

use serde::Serialize;

use super::chrome::Chrome;
use super::problem::Problem;
use super::templates::{Engine, RenderError};
use super::{account, admin, api, care, gate, privacy, problem, public, report, team};

/// A page.
pub trait Page: Serialize + Sized {
    /// The template it fills.
    const TEMPLATE: &'static str;

    /// Examples that together use every part of the template.
    fn samples() -> Vec<Self>;
}

/// A word of a query: none when it is left empty, a problem when it is unknown.
pub fn chosen<T: FromStr>(asked: &str) -> Result<Option<T>, Problem> {
    match asked {
        "" => Ok(None),
        word => word.parse().map(Some).map_err(|_| Problem::BadRequest),
    }
}

macro_rules! pages {
    ($($page:ty),+ $(,)?) => {
        /// The templates of all pages.
        pub const TEMPLATES: &[&str] = &[$(<$page as Page>::TEMPLATE),+];

        /// Every page with every sample, rendered; with the template's name.
        pub fn render_samples(engine: &Engine, chrome: &Chrome) -> Vec<(&'static str, Result<String, RenderError>)> {
            let mut rendered = Vec::new();
            $(for sample in <$page as Page>::samples() {
                rendered.push((<$page as Page>::TEMPLATE, engine.render(&sample, chrome)));
            })+
            rendered
        }
    };
}

pages! {
    team::campaigns::CampaignsPage,
    team::board::BoardPage,
    team::candidates::CandidatesPage,
    team::candidate::CandidatePage,
    team::person::PersonPage,
    team::edit::EditPage,
    team::start::StartPage,
    team::rehearsal::RehearsalPage,
    team::plan::PlanPage,
    team::follow_ups::FollowUpsPage,
    team::approvals::ApprovalsPage,
    team::together::TogetherPage,
    team::replan::ReplanPage,
    team::what_if::WhatIfPage,
    team::gift_ideas::GiftIdeasPage,
    team::post_edit::PostEditPage,
    care::list::CareListPage,
    care::case::CarePage,
    gate::stations::StationsPage,
    gate::list::ListPage,
    gate::gift::GiftPage,
    gate::phone::ShellPage,
    gate::rounds::RoundsPage,
    gate::cards::CardsPage,
    report::show::ReportPage,
    report::readings::ReadingsPage,
    report::repair::RepairPage,
    report::preview::PreviewPage,
    report::settings::SettingsPage,
    report::compare::ComparePage,
    report::insight::InsightPage,
    report::case::CasePage,
    report::public::PublicCasePage,
    report::public::SharedPage,
    report::evaluation::EvaluationFile,
    report::file::ReportFile,
    account::sign_in::SignInPage,
    account::code::CodePage,
    account::set_up::SetUpPage,
    account::set_up::CodesPage,
    account::factor::FactorPage,
    account::forgotten::ForgottenPage,
    account::welcome::WelcomePage,
    account::mine::MinePage,
    account::passkeys::PasskeysPage,
    account::tokens::TokensPage,
    api::reference::ApiPage,
    account::list::ListPage,
    account::one::OnePage,
    privacy::desk::DeskPage,
    privacy::person::PersonPage,
    privacy::audit::LogPage,
    privacy::register::RegisterPage,
    public::objection::ObjectionPage,
    public::story::StoryPage,
    public::card::CardPage,
    team::post_look::PostLookPage,
    team::post_photo::PostPhotoPage,
    admin::health::HealthPage,
    admin::failures::FailuresPage,
    admin::outbox::OutboxPage,
    admin::mails::MailsPage,
    admin::webhooks::WebhooksPage,
    admin::mails::PreviewPage,
    admin::glass::GlassPage,
    admin::networks::NetworksPage,
    admin::stations::StationsPage,
    problem::ProblemPage,
}

//! Why the core says no: one code and one sentence each.
//!
//! The same code stands on the page, in the audit entry and in the API problem.

/// A decision that is not allowed, with the reason in words a campaign manager can read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The thing is not in the state that this step starts from.
    #[error("this {thing} is {state}; only one that is {wanted} can be {action}")]
    WrongState {
        /// match, gift, post ...
        thing: &'static str,
        /// Its state now.
        state: &'static str,
        /// The state(s) it would need.
        wanted: &'static str,
        /// What was asked.
        action: &'static str,
    },
    /// The author can't approve their own proposal.
    #[error("you proposed this yourself; someone else has to approve it")]
    OwnProposal,
    /// The actor's role does not allow the step.
    #[error("a {role} may not {action}; ask {who}")]
    WrongRole {
        /// The actor's role.
        role: &'static str,
        /// What was asked.
        action: &'static str,
        /// Who may.
        who: &'static str,
    },
    /// A cap would be passed.
    #[error("{cap} allows {left} more, this needs {needed}")]
    OverCap {
        /// The cap's name.
        cap: String,
        /// What is left.
        left: i64,
        /// What is asked.
        needed: i64,
    },
    /// The content is not the content that was shown.
    #[error("it was edited after you opened it; read it again")]
    ContentChanged,
    /// The hand-over can't happen any more.
    #[error("the gate closes before the gift can be there")]
    TooLate,
    /// The campaign is stopped.
    #[error("the campaign is {state}; nothing goes out until it is live again")]
    Stopped {
        /// The campaign's state.
        state: &'static str,
    },
    /// A consent is missing.
    #[error("the traveller has not agreed to {0}")]
    NoConsent(&'static str),
    /// A colleague looks at it right now.
    #[error("a colleague took this {minutes} min ago; take another one")]
    Taken {
        /// How long ago.
        minutes: i64,
    },
    /// Something rests on the decision.
    #[error("a gift rests on this match; withdraw the gift first")]
    HasGift,
    /// A campaign without a signed basis.
    #[error("its basis is not signed for the file as it is, or its days are over; have it signed on the privacy desk")]
    NoBasis,
    /// Nobody starts a stopped campaign alone.
    #[error("it takes two people to let a stopped campaign go on: one asks, another one confirms")]
    NeedsTwo,
    /// A second person is needed, not the same one twice.
    #[error("you asked for this yourself; someone else has to confirm it")]
    OwnRequest,
    /// A request waits already.
    #[error("somebody asked for this already; a second person has to confirm it")]
    AlreadyAsked,
    /// A request waited too long.
    #[error("nobody confirmed this in time; ask again")]
    RequestExpired,
    /// Nobody could manage accounts any more.
    #[error("this is the last admin; make someone else an admin first")]
    LastAdmin,
    /// What was listed can't be approved together.
    #[error("these can't be approved together: {0}; approve them one by one")]
    NotTogether(&'static str),
    /// The lot decided that this traveller gets nothing.
    #[error("this traveller is held out by lot; nobody gives them a gift")]
    HeldOut,
    /// The traveller has a gift of this campaign, or had one.
    #[error("this traveller has a gift of this campaign already")]
    HasOne,
    /// A rule forbids the gift for this traveller.
    #[error("a rule forbids this gift for this traveller: {0}")]
    Forbidden(&'static str),
    /// A reason or text is missing, or too long.
    #[error("say it in words, at most 400 characters; others will read them")]
    NoReason,
    /// A hand-over is settled, or was someone else's.
    #[error("a hand-over can be taken back for 30 seconds, by the person who reported it")]
    UndoTooLate,
    /// Too early by rule.
    #[error("it has to wait until {0}")]
    Embargoed(String),
}

impl Refusal {
    /// A stable code for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WrongState { .. } => "wrong_state",
            Self::OwnProposal => "own_proposal",
            Self::WrongRole { .. } => "wrong_role",
            Self::OverCap { .. } => "over_cap",
            Self::ContentChanged => "content_changed",
            Self::TooLate => "too_late",
            Self::Stopped { .. } => "stopped",
            Self::NoConsent(_) => "no_consent",
            Self::Taken { .. } => "taken",
            Self::HasGift => "has_gift",
            Self::NoBasis => "no_basis",
            Self::NeedsTwo => "needs_two",
            Self::OwnRequest => "own_request",
            Self::AlreadyAsked => "already_asked",
            Self::RequestExpired => "request_expired",
            Self::LastAdmin => "last_admin",
            Self::NotTogether(_) => "not_together",
            Self::HeldOut => "held_out",
            Self::HasOne => "has_one",
            Self::Forbidden(_) => "forbidden_gift",
            Self::NoReason => "no_reason",
            Self::UndoTooLate => "undo_too_late",
            Self::Embargoed(_) => "embargoed",
        }
    }
}

# Around every page
skip-to-main = Skip to content
nav-main = Main
nav-campaigns = Campaigns
nav-gate = Gate
nav-campaign = Campaign
nav-languages = Languages
nav-pages = Pages
foot-words = A machine suggests. People decide.
times-title = Times on this page
times-station = at the station
times-own = for you
busy = Working on it …
stations = Stations
tab-board = Board
tab-candidates = Candidates
tab-plan = Plan
tab-follow-ups = Follow-ups
tab-report = Report
as-of = as of
unit-min = min
unit-hours = h
show-as-table = Show as a table
page-first = First page
page-next = Next page
simulated = demo stand-in
count-gifts =
    { $n ->
        [one] { $n } gift
       *[other] { $n } gifts
    }
count-candidates =
    { $n ->
        [one] { $n } candidate
       *[other] { $n } candidates
    }

# Problems
problem-title-not-found = There is nothing here
problem-title-bad-request = This address can’t be read
problem-title-wrong-host = This name is not ours
problem-title-sign-in = Sign in first
problem-title-forbidden = This is not for your role
problem-title-foreign-form = This form was not taken
problem-title-conflict = That is not possible any more
problem-title-not-allowed = Only reading is possible here
problem-title-unavailable = Not ready right now
problem-title-failed = Something broke
problem-words-not-found = The address may be old or mistyped.
problem-words-bad-request = Go back and use the links of the page.
problem-words-wrong-host = Set GIFTGATE_PUBLIC_URL to the address people use, then try again.
problem-words-sign-in = This page is for people with an account.
problem-words-forbidden = If you need it for your work, ask an admin for the role.
problem-words-foreign-form = It did not come from a page of ours, or the page was old. Load the page again and send it once more.
problem-words-conflict = Someone else changed it in the meantime. Load the page again.
problem-words-not-allowed = These pages show; they change nothing.
problem-words-unavailable = Wait a moment and load the page again.
problem-words-failed = It was written down. Name the reference when you ask for help.
problem-reference = Reference
problem-home = To the campaigns
problem-start = To the start
done-saved = Saved.
problem-title-refused = This can’t be done
problem-words-wrong-state = It is no longer in the state this step starts from. Load the page again and look where it stands.
problem-words-own-proposal = You proposed this yourself. Someone else has to approve it.
problem-words-over-cap = A cap of the campaign does not have enough left for this.
problem-words-content-changed = It was edited after you opened it. Read it again before you decide.
problem-words-too-late = The gate closes before the gift can be there.
problem-words-stopped = The campaign is stopped. Nothing goes out until it is live again.
problem-words-no-consent = The traveller has not agreed to this.
problem-words-last-admin = This is the last admin. Make someone else an admin first.
problem-words-embargoed = It has to wait; the page says until when.

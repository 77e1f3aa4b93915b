# Texts of the pages in English. Every file holds the same keys.

# Around every page
skip-to-main = Skip to content
nav-main = Main
nav-campaigns = Campaigns
nav-gate = Gate
nav-campaign = Campaign
nav-languages = Languages
nav-pages = Pages
foot-words = A machine suggests. People decide.
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

# Campaign list
campaigns-empty-title = No campaign yet
campaigns-empty-words = See a whole airport day with the demo, or write your first campaign file:
money-spent-of = spent of { $limit }

# Board
board-title = Today
alerts-title = Wants a look
alert-delay =
    { $n ->
        [one] { $flight } is { $n } minute late
       *[other] { $flight } is { $n } minutes late
    }
alert-gate = { $flight } moved to another gate
alert-cancelled = { $flight } is cancelled
alert-stock = { $gift }: nearly out of stock
alert-stock-left =
    { $n ->
        [one] { $n } piece left
       *[other] { $n } pieces left
    }
alert-gifts-move =
    { $n ->
        [one] { $n } gift moves with it
       *[other] { $n } gifts move with it
    }
alert-gifts-wait =
    { $n ->
        [one] { $n } gift goes there
       *[other] { $n } gifts go there
    }
alert-freed =
    { $n ->
        [one] { $n } gift taken back, { $amount } free again
       *[other] { $n } gifts taken back, { $amount } free again
    }
clock-title = Hand-overs against the flight clock
clock-zone = Station time ({ $zone })
clock-empty = No hand-overs today. They appear here as soon as gifts are planned.
legend-window = Hand-over window
legend-planned = planned
legend-lost = not handed over
legend-now = now
lane-departs = departs
lane-late =
    { $n ->
        [one] { $n } minute late
       *[other] { $n } minutes late
    }
lane-gate = gate { $gate }
lane-window = window { $from }–{ $to }
funnel-title = From post to gift
funnel-note = Bar lengths are logarithmic, so that small counts stay visible.
caps-title = Money and other caps
caps-empty = This campaign has no caps in use yet.
cap-committed = spent or used
cap-reserved = reserved
cap-free = free
cap-left = { $amount } free
cap-words = { $committed } spent, { $reserved } reserved, limit { $limit }
cap-words-pieces = { $committed } used, { $reserved } reserved, limit { $limit }
used-of = { $used } of { $limit }
by-language-title = Hand-overs by language
by-station-title = Hand-overs by station
no-gifts-yet = No gifts yet.
screened-title = Screened out
screened-words = Counted and forgotten: nothing of these posts is kept.
screened-empty = Nothing was screened out.
funnel-posts = Posts read
funnel-screened-out = Screened out
funnel-matched = Matched
funnel-confirmed = Confirmed
funnel-proposed = Proposed
funnel-approved = Approved
funnel-delivered = Handed over
funnel-posted = Posted
cap-money = Campaign budget
cap-money-day = Day budget
cap-gifts = Number of gifts
cap-team-minutes = Staff minutes

# Table heads
col-actual = actual
col-bits = Bits
col-cost = Cost
col-count = Count
col-done-of = Done / planned
col-departs = Departs
col-drawing = Drawing
col-evidence = Evidence
col-figure = Figure
col-flight = Flight
col-gate = Gate
col-gift = Gift
col-hand-overs = Hand-overs
col-language = Language
col-method = Method
col-network = Network
col-pieces = Pieces
col-posts = Posts
col-reached = Reached
col-read-at = Read at
col-result = Result
col-score = Score
col-share = Share
col-source = Source
col-state = State
col-station = Station
col-step = Step
col-target = Target
col-traveller = Traveller
col-unit = Unit
col-wanted = Wanted
col-why = Why

# Candidates
filter-by-state = Filter by state
filter-by-band = Filter by probability
filter-all = All
filter-any-band = Any probability
band-sure = 99% and over
band-likely = 90–99%
band-possible = 50–90%
band-weak = under 50%
candidates-empty-title = No candidate fits this filter
candidates-empty-words = Choose another state or probability.
n-bits = { $n } bits
decided-by = Decided by: { $role },
evidence-title = Evidence
probability-words = that author and passenger are the same person; the evidence weighs { $bits } bits
evidence-sum = Match weight
evidence-note = Each bit doubles or halves the odds. The prior is how rarely two random people belong together; each piece moves the sum to the right (for) or left (against).
evidence-prior = Before any evidence
evidence-name = Name
evidence-handle = Handle
evidence-flight = Flight
evidence-airport = Airport
evidence-airports = Airports
evidence-route = Route
evidence-date = Date
evidence-time = Time of day
evidence-home = Home
evidence-location = Place
evidence-language = Language
evidence-trip = Trip
evidence-opt-in = Joined the programme
evidence-mention = Addressed us
post-title = The post, as written
post-open = Open on { $network }
basis = Lawful basis
facts = Facts used
facts-none = none
booking-title = The booking
gate-unknown = not known yet
masked-note = Names from bookings are masked here.
rivals-title = Others fit as well
rivals-words = Two or more travellers fit this post. giftgate never guesses: nobody gets a gift for it unless more evidence turns up.
basis-opted-in = Joined the programme with this handle
basis-gave-handle = Gave the airline this handle
basis-mentioned-us = Addressed the airline
basis-open-search = Open search under a signed assessment
tag-hiking = hiking
tag-running = running
tag-drawing = drawing
tag-music = music
tag-family = family
tag-birthday = birthday
tag-honeymoon = honeymoon
tag-first-holiday = first holiday
tag-food = food
tag-photography = photography
tag-cycling = cycling
tag-reading = reading

# Plan
plan-made = made
plan-empty-title = No plan yet
plan-empty-words = A plan is made as soon as a person has confirmed the first candidates.
proof-title = How good the plan is
plan-value = Value of the plan
plan-bound = Proven: no plan under these caps is worth more than { $n }.
plan-gap = Gap to the best possible
plan-gap-words = Even a perfect plan would be worth at most { $gap } more.
plan-gifts = Gifts
plan-hold-out = Held out
plan-hold-out-words = drawn at random before anyone chose (seed { $seed })
plan-caps = Caps used
not-chosen-title =
    { $n ->
        [one] { $n } traveller without a gift
       *[other] { $n } travellers without a gift
    }
not-chosen-why = Why they got nothing
not-chosen-list = Show them one by one
part-relevance = Relevance
part-occasion = Occasion
part-use-on-trip = Use on this trip
part-effort-benefit = Effort and benefit
part-feasibility = Feasibility
part-confidence = Confidence

# Reasons
reason-hold-out = Held out at random
reason-cap-money = Campaign budget used up
reason-cap-money-day = Day budget used up
reason-cap-gifts = Number of gifts reached
reason-cap-team-minutes = No staff time left
reason-cap-stock = Out of stock: { $what }
reason-cap-station = Station budget used up: { $what }
reason-rule-liquids = Liquid over 100 ml
reason-rule-customs = Customs at the destination
reason-rule-age = Under age
reason-rule-cool-down = Had a gift not long ago
reason-no-gift-fits = No gift fits
reason-lower-score = Others scored higher
reason-too-late = The gate closes too soon
reason-open-complaint = Open complaint: care comes first
reason-not-confirmed = Not confirmed
reason-health = Health
reason-pregnancy = Pregnancy
reason-faith = Faith
reason-politics = Politics
reason-sexuality = Sexuality
reason-ethnicity = Ethnicity
reason-union = Union
reason-crime = Crime
reason-money = Money trouble
reason-grief = Grief
reason-minors = Children
reason-do-not-contact = Asked to be left alone
reason-unknown-language = Language not known

# Follow-ups
follow-ups-words = A post goes out once: after approval, with the traveller’s consent, and some hours after arrival.
follow-ups-empty-title = No post here
follow-ups-empty-words = Drafts appear as soon as a gift is handed over.
published-at = Published
needs-approval = Waits for approval
has-approval = Approved
approved-by = Approved by: { $role }
needs-consent = Waits for the traveller’s consent
has-consent = The traveller agreed
not-before = Not before

# Gate
gate-title = Which station?
gate-empty-title = No hand-overs planned
gate-empty-words = Stations appear here when gifts are approved.
open-gifts =
    { $n ->
        [one] { $n } gift to hand over
       *[other] { $n } gifts to hand over
    }
done-gifts =
    { $n ->
        [one] { $n } handed over
       *[other] { $n } handed over
    }
next-closes = next closes
gate-quiet-title = Nothing to hand over now
gate-quiet-words = New gifts appear here as soon as they are approved.
gate-over-title = Over
window-closes-in = closes in
window-closes-soon = closes soon
window-opens-in = opens in
window-closed = closed
window-none = no window
gate-was = Gate before: { $gate }. Gate now:
pier = Pier { $pier }
seat = seat
at-arrival = at arrival

# Report
report-title = Impression report
report-made = made
report-of-approved = of { $n } approved gifts
report-spent = Spent
report-spent-words = committed in the ledger, tax included
cost-per-hand-over = Cost per hand-over
cost-per-hand-over-words = all money spent over all hand-overs
cost-per-mille = Cost per thousand impressions
no-impressions-yet = no impressions read yet
figures-title = Figures and where they come from
figures-words = Each network counts in its own way. Different units are never added together.
figures-empty = No readings yet. They are read once posts are published.
coverage = covers { $n }%
definition =
    { $n ->
        [one] definition { $version }, { $n } post
       *[other] definition { $version }, { $n } posts
    }
growth-title = How the figures grew
targets-title = Targets and result
targets-empty = No targets were set.
target-met = reached
target-open = not reached yet
target-unknown = nothing known yet
effect-title = Did it change anything?
effect-groups = { $treated } travellers with a gift, { $held } held out at random before anyone chose.
effect-interval = difference, between { $low } and { $high } with { $sure } confidence
effect-none = Not detectable at this size
effect-minimum = Groups of this size could only show a difference of { $size } or more.
effect-note = No claim is made that the numbers don’t carry.
costs-title = What was given
yardstick-title = Held against KLM Surprise, 2010
yardstick-words = November 2010, Schiphol: { $gifts } gifts, and a feed that was viewed { $views } times in a month.
yardstick-note = Its views are a published round number; its costs and effect were never published.
unit-impressions = impressions
unit-views = views
unit-reach = reach
unit-engagements = engagements
method-measured = measured
method-estimated = estimated
method-by-hand = typed in
method-sample = sample data
metric-hand-overs = Hand-overs
metric-impressions = Impressions
metric-on-time-percent = Handed over in time
metric-answered-in-hour-percent = Complaints answered in an hour
metric-publication-consents = Consents to publication

# States
campaign-state-draft = Draft
campaign-state-rehearsal = Rehearsal
campaign-state-live = Live
campaign-state-paused = Paused
campaign-state-cool-down = Cool-down
campaign-state-closed = Closed
match-state-suggested = Suggested
match-state-confirmed = Confirmed
match-state-rejected = Rejected
match-state-ambiguous = Ambiguous
match-state-expired = Expired
match-state-withdrawn = Withdrawn
gift-state-draft = Draft
gift-state-proposed = Proposed
gift-state-approved = Approved
gift-state-picked-up = Picked up
gift-state-handed-over = Handed over
gift-state-declined = Declined
gift-state-missed = Missed
gift-state-withdrawn = Withdrawn
follow-up-state-draft = Draft
follow-up-state-approved = Approved
follow-up-state-held = Held
follow-up-state-queued = Queued
follow-up-state-published = Published
follow-up-state-uncertain = Uncertain
follow-up-state-failed = Failed
follow-up-state-retracted = Retracted
flight-state-sch = On time
flight-state-del = Delayed
flight-state-gch = Gate change
flight-state-gto = Gate open
flight-state-brd = Boarding
flight-state-gcl = Gate closing
flight-state-gtd = Gate closed
flight-state-dep = Departed
flight-state-lnd = Landed
flight-state-arr = Arrived
flight-state-cnx = Cancelled

# Names
network-bluesky = Bluesky
network-mastodon = Mastodon
network-x = X
network-instagram = Instagram
network-threads = Threads
network-facebook = Facebook
network-webhook = Webhook
language-en = English
language-nl = Dutch
language-es = Spanish
language-de = German
language-ja = Japanese
role-planner = Planner
role-approver = Approver
role-gate = Gate staff
role-marketer = Marketer
role-care = Care
role-privacy = Privacy officer
role-admin = Admin
role-system = giftgate

# Problems
problem-title-not-found = There is nothing here
problem-title-bad-request = This address can’t be read
problem-title-wrong-host = This name is not ours
problem-title-not-allowed = Only reading is possible here
problem-title-unavailable = Not ready right now
problem-title-failed = Something broke
problem-words-not-found = The address may be old or mistyped.
problem-words-bad-request = Go back and use the links of the page.
problem-words-wrong-host = Set GIFTGATE_PUBLIC_URL to the address people use, then try again.
problem-words-not-allowed = These pages show; they change nothing.
problem-words-unavailable = Wait a moment and load the page again.
problem-words-failed = It was written down. Name the reference when you ask for help.
problem-reference = Reference
problem-home = To the campaigns

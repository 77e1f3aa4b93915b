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
lane-lands = lands
clock-from = from { $place }
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
cap-day = Day budget { $what }
cap-station = Station budget { $what }
caps-untouched = Untouched gifts ({ $count })
cap-gifts = Number of gifts
cap-team-minutes = Staff minutes

# Candidates
filter-by-state = Filter by state
filter-by-band = Filter by probability
filter-all = All
filter-any-band = Any probability
band-sure = 99% and over
band-likely = 80–99%
band-possible = 50–80%
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
evidence-route = Route
evidence-date = Date
evidence-language = Language
evidence-mention = Addressed us
evidence-registered-handle = Handle given to us
evidence-place = Place
evidence-trip-role = Whose trip
evidence-home-town = Home town
evidence-family = Family
evidence-calibration = Learnt from decisions
evidence-competition = Other passengers
evidence-rival-authors = Other accounts
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

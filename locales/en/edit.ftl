done-campaign-saved = Saved. The plan in force stays as it is until you plan again.
done-live = The campaign is live. Its targets are locked.
problem-words-no-basis = This campaign can’t go live yet: its basis is not signed for the file as it is, or its days are over.
tab-edit = Campaign

# The editor
edit-title = Edit the campaign
edit-words = The form writes the campaign’s file. Nothing is saved before you have seen what it changes.
edit-check = See what this changes
edit-check-words = Nothing is saved yet.
edit-check-file = Check this file
edit-file = The whole file
edit-file-words = What the form does not show stands here: couriers, names in other languages, quotas. Comments stay.
edit-line = Line { $n }
edit-optional = may be empty
edit-new-gift = A new gift
edit-remove = No longer give this
edit-tier = Tier { $n }
edit-faults =
    { $n ->
        [one] { $n } thing is wrong
       *[other] { $n } things are wrong
    }
edit-stale-title = Somebody saved another edit
edit-stale-words = What you see was made from an older file. Start again from the file as it is now; copy what you need from below.
edit-again = Start from the file as it is now
edit-told = What this edit does
edit-no-change = Nothing: the file stays as it is.
edit-people-more =
    { $n ->
        [one] { $n } more person gets a gift
       *[other] { $n } more people get a gift
    }
edit-people-less =
    { $n ->
        [one] { $n } person fewer gets a gift
       *[other] { $n } people fewer get a gift
    }
edit-people-same = As many people get a gift
edit-cost-more = { $amount } more
edit-cost-less = { $amount } less
edit-cost-same = at the same cost
edit-effect-words = if you plan again with the people confirmed now
edit-nothing = nothing
edit-plan-differs = The plan before and after
edit-save = Save the file
edit-discard = Discard
edit-rehearse = Rehearse on past days

edit-group-frame = The campaign
edit-group-caps = What it may spend
edit-group-gifts = Gifts
edit-group-targets = Targets
edit-group-stations = Stations
edit-group-rules = Rules
edit-group-listening = Listening
edit-group-delivery = Hand-over
edit-group-approval = Approval
edit-group-follow-up = Follow-up posts
edit-name = Name
edit-goal = Goal
edit-owner = Who answers for it
edit-tone = Tone of its texts
edit-pillar = What it is for
edit-languages = Languages it serves people in
edit-starts-on = First day
edit-ends-on = Last day
edit-hold-out-percent = Held out, percent
edit-cool-down-days = Days without a second gift
edit-engagement-by = The engagement rate divides by
edit-caps-campaign = Whole campaign
edit-caps-day = Each day
edit-caps-gift = Each gift, tax included
edit-caps-person = Each person
edit-caps-network-calls = Calls of networks that cost (X)
edit-caps-gifts = Number of gifts
edit-caps-team-minutes = Staff minutes
edit-rules-max-facts = Facts from posts behind a gift (at most 2)
edit-rules-max-fact-age-days = Oldest fact, days (at most 14)
edit-rules-exclude-destinations = Destinations that get nothing
edit-rules-skip-open-complaint = Leave people with an open complaint to the care team
edit-rules-only-may-leave = Only for travellers with a tier who complained after a flight
edit-rules-elite-percent-max = Gifts to elite tiers at most, percent
edit-listening-mode = Whom it may listen to
edit-listening-networks = Networks it reads
edit-listening-mentions = Our own accounts
edit-delivery-service-minutes = Minutes for one hand-over
edit-delivery-before-closure-minutes = Over so many minutes before the gate closes
edit-delivery-couriers = Couriers
edit-targets = Target
edit-targets-value = To reach
edit-stations = Station
edit-stations-budget = Its share of the money
edit-gifts = Gift
edit-gifts-slug = Name in files
edit-gifts-name-en = Name in English
edit-gifts-use-on = Where it serves
edit-gifts-cost = Price without tax
edit-gifts-tax = Tax
edit-gifts-stock = Pieces
edit-gifts-benefit = Delight, 0 to 100
edit-gifts-effort-minutes = Staff minutes each
edit-gifts-lead-minutes = Minutes until it is at the desk
edit-approval = Approval tier
edit-approval-up-to = Up to
edit-approval-approvers = Approvers
edit-follow-up-hours-after-arrival = Hours after arrival (at least 3)
edit-follow-up-when = When, as a rule about the landing: “landing + 5 h” or “next day 10:00” (station time)
edit-follow-up-link = Where their link leads (https://…)
edit-follow-up-link-tags = Tell that page network and campaign
edit-follow-up-networks = Networks it posts on
edit-follow-up-templates = Text
pillar-service = Service: help and make good
pillar-brand = Brand: be talked about
pillar-commerce = Commerce: sell
edit-mode-opt-in = Only travellers who joined with their account
edit-mode-mention = Also people who address us
edit-mode-open-search = Also anyone public, under a signed assessment
use-on-flight = at the airport or on board
use-on-trip = at the destination
use-on-home = back home

# What is wrong
fault-syntax = This line can’t be read.
fault-missing-key = This is missing.
fault-unknown-key = This key is not known.
fault-unknown-word = This word is not known here.
fault-wrong-type = Something of another kind belongs here.
fault-out-of-range = This number is too small or too large.
fault-bad-date = This is no day.
fault-bad-time = This is no time of day.
fault-bad-money = This is no amount.
fault-bad-slug = This name can’t stand in files and addresses.
fault-empty-text = Nothing is written here.
fault-text-too-long = This is too long.
fault-twice = This stands here twice.
fault-days-reversed = The last day is before the first.
fault-too-long-campaign = The campaign lasts too long.
fault-no-language = No language is named.
fault-no-network = No network is named.
fault-no-target = No target is set.
fault-target-over-cap = The target is over the number of gifts allowed.
fault-mixed-currency = This is in another currency.
fault-amount-too-small = This amount is too small.
fault-amount-too-large = This amount is too large.
fault-cap-of-zero = No gift at all would be allowed.
fault-cap-below-cheapest = This is less than the cheapest gift costs.
fault-cap-without-effect = This is more than the whole campaign has.
fault-gift-over-cap = This gift costs more than one gift may.
fault-budgets-over-cap = The stations have more than the campaign.
fault-tiers-not-rising = The tiers have to rise.
fault-tiers-too-low = No tier covers the dearest gift.
fault-x-needs-opt-in = X may only be read where people joined themselves.
fault-no-mentions = No account of ours is named.
fault-no-assessment = Open search needs a signed assessment.
fault-assessment-expired = The assessment does not cover these days.
fault-window-too-short = The time for a hand-over is too short.
fault-no-courier = Nobody brings gifts at this station.
fault-template-variable = The text uses something that is not there.
fault-no-template = A language has no text.
fault-no-english-name = The English name is missing.
fault-unknown-tag = Posts are never read as this.
fault-fixed = This can’t change any more.
fault-targets-locked = Targets are locked since the campaign is live.
fault-wider-basis = A campaign under way can’t listen to more people.
fault-below-promised = More than this is promised or spent already.
fault-gift-in-use = People were promised this gift or have it.
fault-courier-in-use = This courier still has gifts to bring.
fault-alcohol-for-minors = Alcohol needs a minimum age.
fault-bad-handle = This is no account name.
fault-bad-place = This is neither a country nor an airport.
fault-bad-station = This is no airport code.
fault-empty-shift = The shift has no length.
fault-language-not-served = The campaign does not serve this language.
fault-minimum-over-cap = The minimums ask for more gifts than allowed.
fault-no-gift = There is nothing to give.
fault-no-hand-over = Nothing is handed over here.
fault-no-station = No airport is named.
fault-no-tier = Nobody could approve a gift.
fault-template-too-long = The text is too long for the network.
fault-too-many-gifts = These are more gifts than a person can judge.
fault-unknown-content = This is no usual word for contents.
fault-unknown-station = This airport is not known here.

# Going live
ready-title = Before it goes live
ready-file = The file is valid
ready-yes = yes
ready-basis = Basis, signed by a privacy officer
ready-basis-signed = signed for this file
ready-basis-missing = not signed yet
ready-basis-changed = the file was edited after it was signed
ready-basis-ended = too old, or withdrawn
ready-days = Days of the campaign
ready-over = over
ready-go = Go live
ready-not = It can go live once a privacy officer has signed its basis on the privacy desk.

# Rehearsal on past days
rehearsal-title = Rehearsed on past days
rehearsal-words = What this campaign would have given on days whose posts and bookings are still held here. Nobody is contacted.
rehearsal-none-title = No past day is held here
rehearsal-none-words = Posts and bookings go soon after the flight. Rehearse on files instead:
rehearsal-days = Day by day
rehearsal-day = Day
rehearsal-held-by = held by
rehearsal-people = People found
rehearsal-held-out = { $n } held out
rehearsal-precision = Matches right
rehearsal-decided = { $right } of { $all } decided
rehearsal-undecided = nobody decided
rehearsal-note = Each day counts as if it were the only one. Matches right: how many of the sure suggestions people confirmed.
rehearsal-back = Back to the edit
edit-group-care = Care desk: answers to begin with
edit-care-answers-text = Text
edit-care-answers = Answer to begin with
fault-network-needs-picture = This network takes no post without a public picture.
fault-too-many = There are too many of these.

//! The campaign that `giftgate campaign new` writes: small, commented, valid as it stands.

/// A commented campaign file for a slug; valid where [`super::is_slug`] holds.
pub fn campaign_template(slug: &str) -> String {
    EXAMPLE.replace("{slug}", slug)
}

const EXAMPLE: &str = r#"#:schema ./campaign.schema.json
# A giftgate campaign. Check it with: giftgate campaign check campaigns/{slug}.toml
# Money is written "EUR 49.00", days 2025-03-04, times of day "04:30" in the station's local time.

slug = "{slug}"                     # the file is campaigns/{slug}.toml
name = "A small surprise"
goal = "Make forty trips a little better."
owner = "Brand team"
pillar = "brand"                    # service, brand or commerce
currency = "EUR"                    # the one currency of every amount below
languages = ["en", "nl"]            # en, nl, es, de, ja
tone = "Warm, short, never knowing."
starts_on = 2025-03-04              # days are local to the stations
ends_on = 2025-03-04
hold_out_percent = 20               # drawn at random, gets nothing, shows the effect; at most 50
cool_down_days = 180                # nobody gets a second gift in this time
engagement_by = "impressions"       # impressions, views or reach: what the engagement rate divides by; locked when it goes live

# What success means. Locked when the campaign goes live.
[[targets]]
metric = "hand_overs"               # hand_overs, impressions, on_time_percent, answered_in_hour_percent, publication_consents
value = 30

[[stations]]
iata = "AMS"                        # needs campaigns/stations/AMS.toml
hand_over = ["departure"]           # departure, arrival or both
# budget = "EUR 500.00"             # this station's share, if it has one

[caps]
campaign = "EUR 500.00"             # the only cap that must be set
# day = "EUR 500.00"
gift = "EUR 50.00"                  # most for one gift, tax included
# person = "EUR 50.00"              # most for one person in a cool-down period
# network_calls = "EUR 25.00"       # calls of networks that ask for money (X); without it they are not used
gifts = 40
team_minutes = 1200

[[gifts]]
slug = "note"
name.en = "A hand-written note"
name.nl = "Een handgeschreven kaartje"
cost = "EUR 0.00"
stock = 100
use_on = "flight"                   # flight, trip or home
effort_minutes = 5
benefit = 35                        # 0 to 100: how much it delights, your judgement

[[gifts]]
slug = "walking-map"
name.en = "A walking map"
name.nl = "Een wandelkaart"
cost = "EUR 12.00"
tax = "EUR 1.08"
stock = 10
lead_minutes = 20                   # from approval until it lies at the desk
weight_grams = 120
size_cm = 25
tags = ["hiking"]                   # interests of the listen step
occasions = []                      # birthday, honeymoon ...
contains = []                       # alcohol, meat, dairy, nuts, plants ... for customs and diets
use_on = "trip"
effort_minutes = 15
benefit = 60

# Whom and what the campaign excludes. These limits can be tightened, not loosened.
[rules]
max_facts = 2                       # facts from posts behind one gift, at most 2
max_fact_age_days = 14              # at most 14
exclude_destinations = []
skip_open_complaint = true          # people with an open complaint are left to the care team

[rules.forbidden_contents]          # by country or airport of destination
JP = ["meat", "plants"]

[listening]
mode = "opt_in"                     # opt_in; mention (needs mentions); open_search (needs an assessment)
networks = ["bluesky"]
mentions = []                       # our own handles, without @

[delivery]
service_minutes = 3                 # one hand-over
before_closure_minutes = 5          # over this long before the gate closes

[[delivery.couriers]]
name = "courier 1"
station = "AMS"
from = "05:00"
to = "13:00"
capacity = 12

# Every gift needs someone besides its proposer. Rising amounts; the last covers the dearest gift.
[[approval]]
up_to = "EUR 50.00"
approvers = 1

[follow_up]
networks = ["bluesky"]
hours_after_arrival = 3             # at least 3
# when = "next day 10:00"           # or "landing + 5 h"; time of the station landed at
# link = "https://airline.example"  # where {{ link }} leads, by a short address that counts clicks and no one
# link_tags = true                  # tells that page network and campaign (utm_…)
# as = "reply"                      # to the traveller's post, or "quote" of it; only with their consent to the handle

# One text per language. Variables: first_name, gift, city, campaign, link.
[follow_up.templates]
en = "Somebody on their way to {{ city }} found a surprise at the gate: {{ gift }}. Have a good trip!"
nl = "Iemand op weg naar {{ city }} vond een verrassing bij de gate: {{ gift }}. Goede reis!"
"#;

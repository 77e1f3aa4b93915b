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
yardstick-words = November 2010, Schiphol: { $gifts } gifts, and a feed that was viewed { $views } times in a month, { $each } a gift.
yardstick-note = Its views are a published round number; its costs and effect were never published.
yardstick-each = a gift
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
report-files = Downloads
paper-missing = letters this paper’s font doesn’t have
effect-booked = Booked again within { $days } days
col-group = Group
col-travellers = Travellers
col-booked-again = Booked again
effect-offered = Could have had a gift
effect-held-out = Held out

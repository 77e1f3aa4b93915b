# Measure: the parts of a report and the pages around it
growth-by-network = by network
picture-break = definition { $version } from here
picture-budget = Where the money went
picture-forest = Differences by campaign
picture-heat = Hand-overs by gate and hour
picture-map = Where the gifts flew
picture-calibration = Stated against confirmed
calibration-words = Of matches stated with this probability, so many were confirmed by people.
calibration-stated = Stated probability
calibration-confirmed = Confirmed
forest-pooled = All campaigns together
pooled-words = { $n } campaigns, random effects (DerSimonian–Laird, Hartung–Knapp interval); { $share } of the spread lies between campaigns.
cost-gifts = Gifts
cost-tax = Tax
cost-wrapping = Wrapping
cost-staff = Staff time
cost-credits = Network credits
cost-calls-title = Calls of networks that cost
call-read = posts read
call-own-read = own posts read
call-user = accounts read
call-create = posts written
call-create-with-link = posts with a link written
call-delete = posts taken down
cost-total = Cost in full
cost-full-title = Where the money went
cost-unknown = not known, not included
days-title = What each day added
col-day = Day
col-added = Added
col-definition = Definition
col-hour = Hour
col-destination = Destination
col-post = Post
col-difference = Difference
col-interval = Interval
col-age = Age
col-until = Until
col-how = How
col-column = Column
col-holds = Holds
col-example = First row
col-theme = Theme
col-now = Last 24 hours
col-before = Four weeks before
col-keyness = Evidence (G²)
endings-title = How hand-overs ended
ending-given = Given
ending-declined = Declined
ending-not-found = Nobody found
ending-in-window = Within the window
ending-publication = Agreed to a post
ending-photo = Agreed to a photo
ending-reuse = Agreed to reuse
fair-title = Who got gifts
fair-words = Gifts handed over, of travellers with a confirmed match who are still on record.
fair-given-of = Given / confirmed
fair-by-language = By language of the post
fair-by-cabin = By cabin
fair-by-route = By route
fair-by-followers = By followers
fair-unknown = not known
fair-first = First
fair-business = Business
fair-premium = Premium economy
fair-economy = Economy
fair-under-100 = under 100
fair-under-1000 = under 1,000
fair-under-10000 = under 10,000
fair-from-10000 = 10,000 and more
top-title = Posts seen most
gain-title = What it was worth
returns-title = Return
returns-words = return on investment, on margin; between { $low } and { $high }
returns-extra = { $n } more travellers booked again than the held-out group suggests; { $even } pay for the campaign.
earned-words = Earned media value: { $money }, as somebody’s price for advertisements has it. It is not part of any return.
proof-shows = With { $n } gifts and { $held }% held out, a rise of { $size } or more would show, where { $base } book again anyway.
proof-nothing = With { $n } gifts and { $held }% held out, no rise would show.
proof-needed = Plan { $n } for five points.
targets-locked = Locked when the campaign went live:
targets-edits = Changed since
targets-met = Targets met
target-why = Why it changes
target-button = Change the target
retired-title = Figures no longer given
retired-since = not available since
retired-since-label = Not available since (empty: it is given again)
retired-words = When a network stops giving a figure, the report says so; it never shows 0.
note-fell = fell from { $from } to { $to }; the newest is taken
note-repeated = came { $n } times; it counts once
note-contradicted = { $low } and { $high } for the same instant; the lower is taken
note-redefined = definition changed from { $from } to { $to }
note-coverage = a coverage of { $n }% was given; taken as 100%
rates-title = Engagement rates
rates-by = Divided by
schedule-words = Readings due now: { $due }, of them by hand: { $hand }. Missed: { $missed }.
report-more = More
back-to-report = Back to the report
close-title = Close the campaign
close-words = A campaign closes with its report: the figures as they stand now are kept for good, with their fingerprint.
close-button = Close with this report
closed-words = Closed with this report by a { $role },
readings-title = Readings
due-title = To be read now
due-words = Figures are read 1 hour, 24 hours, 72 hours, 7 days and 28 days after a post, and frozen before networks forget them.
read-by-program = read by giftgate
upload-title = Take over a platform’s export
upload-words = CSV of X analytics or Meta Business Suite, or any table. You see first what it would give.
upload-file = CSV file
upload-button = Look at it
upload-fault = This is no table in UTF-8. Export it as CSV and try again.
files-title = Files taken
columns-title = Which column is which
columns-words = Check it, and change what is wrong. A column that holds nothing is not taken.
export-x-analytics = X analytics
export-meta-business-suite = Meta Business Suite
export-other-table = A table of no known kind
column-nothing = nothing
column-post = address of the post
column-read-at = time of reading
column-impressions = impressions
column-views = views
column-reach = reach
column-engagements = engagements
preview-line = line { $n },
preview-left-out = { $n } rows are beyond the limit of one file and were not read.
preview-take = Take these readings
preview-look = Look again
preview-drop = Drop the file
preview-taken = This file was taken already.
flaw-missing = nothing stands there
flaw-bad-form = not a whole number that means the same everywhere
flaw-bad-instant = not an instant with its offset
flaw-bad-quotes = a quotation mark is open
flaw-out-of-range = larger than any honest figure
flaw-too-long = too long
flaw-wrong-column-count = half a row, or one with too many cells
flaw-unknown-post = none of this campaign’s posts
flaw-repeated = stands in the file before
settings-title = Costs, targets, links
settings-costs = What the report needs to know
settings-costs-words = In { $currency }. What is left empty is not known, and counts in no sum.
setting-margin = Margin of one traveller who books again
setting-staff = One hour of staff
setting-wrapping = Wrapping of one gift
setting-credits = Network credits beside what is counted here
setting-base = Travellers who book again anyway, %
setting-earned = Price of a thousand advertisement views (empty: off)
save-button = Save
links-title = Links for others
links-words = Whoever has the link can read until it ends. Groups of fewer than ten people are left out.
link-fresh = Copy it now; it is shown once:
link-until = until
link-revoke = End it
link-what = What it shows
link-days = Days
share-button = Make a link
share-report = Report
share-calendar = Calendar (iCal)
shared-words = A report shared by link. Groups of fewer than { $n } people are left out.
compare-title = Compare campaigns
compare-beside = Beside each other
compare-words = Each campaign in its own currency; nothing is added up.
insight-title = What people talk about
themes-title = Themes
themes-words = { $n } posts about the airline in the last 24 hours, { $before } in the four weeks before.
themes-empty = Nothing yet. Themes appear once posts about the airline come in.
themes-note = Rising: log-likelihood ratio of 15.13 or more (p < 0.0001) in ten posts or more. Counted are tags, never words of a post.
theme-rising = rising
theme-usual = as usual
theme-complaint = Complaints
theme-complaint-lost-luggage = Complaints: luggage
theme-complaint-delay = Complaints: delay
theme-complaint-cancellation = Complaints: cancellation
theme-complaint-service = Complaints: service
theme-complaint-refund = Complaints: refund
theme-complaint-boarding = Complaints: check-in and boarding
theme-complaint-other = Complaints: other
theme-station = Airport { $what }
alarm-title = Complaint alarm
alarm-words = Replayed over the last { $hours } hours in shuffled order, it cries { $rate } times a month without a cause.
alarm-unknown = Too little is known yet to say how often it would cry without a cause.
spike-words = { $n } complaints in an hour, where { $usual } are usual:
taken-up-title = Taken up
idea-task = Task
idea-campaign = Campaign idea
idea-becomes = Becomes
idea-note = What to do
idea-done = Done
case-title = Case study
case-story = Story
case-words = Saving takes the figures of now. What is public goes down when it is edited, until it is published again.
case-heading = Title
case-address = Name in the address (a–z, 0–9, -)
case-save = Save as a draft
case-publish = Publish
case-withdraw = Withdraw
case-quotes = What travellers said
case-quotes-words = Only of travellers who agreed to reuse. A quote disappears by itself when the consent is withdrawn.
case-drop-quote = Remove
case-said = What they said
case-may-name = may be named
case-name-them = Name them, if they agreed to it
case-nobody = Nobody has agreed to reuse yet.
case-state-draft = Draft
case-state-published = Published
case-state-withdrawn = Withdrawn
case-fault-title = Write a title of up to 120 characters.
case-fault-story = Write a story of up to 20,000 characters.
case-fault-slug = 3 to 60 of a–z, 0–9 and -; another case study must not have it.
case-draft-given = { $n } gifts were handed over at the gate, found in { $posts } public posts, for { $money } in all.
case-draft-effect = Travellers who could have had a gift booked again { $size } more often than those held out at random (between { $low } and { $high }).
case-draft-no-effect = Whether travellers booked again because of it can’t be told at this size.
done-readings = The readings were taken.
done-dropped = The file was dropped.
done-closed = The campaign is closed with this report.
problem-words-no-reason = Say it in words, at most 400 characters.
cost-failed-words =
    { $n ->
        [one] { $n } gift reached nobody and went back to the desk; time and wrapping for it: { $money }.
       *[other] { $n } gifts reached nobody and went back to the desk; time and wrapping for them: { $money }.
    }
notes-title =
    { $n ->
        [one] { $n } figure to look at
       *[other] { $n } figures to look at
    }
silent-words =
    { $n ->
        [one] No post for { $n } day while live.
       *[other] No post for { $n } days while live.
    }
age-hours =
    { $n ->
        [one] { $n } hour
       *[other] { $n } hours
    }
files-readings =
    { $n ->
        [one] { $n } reading
       *[other] { $n } readings
    }
preview-would =
    { $n ->
        [one] It would give { $n } reading
       *[other] It would give { $n } readings
    }
preview-faults =
    { $n ->
        [one] { $n } thing can’t be taken
       *[other] { $n } things can’t be taken
    }
themes-hidden =
    { $n ->
        [one] { $n } theme of fewer than ten posts is not shown.
       *[other] { $n } themes of fewer than ten posts are not shown.
    }
small-groups =
    { $n ->
        [one] { $n } line about fewer than ten people is left out of the tables below.
       *[other] { $n } lines about fewer than ten people are left out of the tables below.
    }
idea-start = Start the campaign
rates-locked = locked when it went live
rates-not-given = the network gives no such figure

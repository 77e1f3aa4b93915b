# What was just done
done-confirmed = Confirmed.
done-rejected = Rejected.
done-barred = Neither will ever be contacted.
done-released = Given back to the queue.
done-reopened = Taken back. You can decide again.
done-queue-empty = Nothing is left for you in this queue.
done-stopped = The campaign is stopped.
done-resume-asked = Asked. A second person has to confirm it within an hour.
done-resumed = The campaign goes on.

# Why something was refused
problem-words-taken = A colleague is looking at it right now. Take another one.
problem-words-has-gift = A gift rests on this match. Withdraw the gift first.
problem-words-needs-two = It takes two people to let a stopped campaign go on: one asks on the board, another one confirms.
problem-words-own-request = You asked for this yourself. Someone else has to confirm it.
problem-words-already-asked = Somebody asked for this already. A second person has to confirm it.
problem-words-request-expired = Nobody confirmed this in time. Ask again.

# Deciding on a candidate
desk-title = Your decision
desk-closes-in =
    { $n ->
        [one] { $n } minute until the gate closes
       *[other] { $n } minutes until the gate closes
    }
desk-arrival-closes-in =
    { $n ->
        [one] { $n } minute until the hand-over at the arrival has to be over
       *[other] { $n } minutes until the hand-over at the arrival has to be over
    }
desk-arrival-closed = The hand-over at the arrival has been over since
queue-arrival-closes = Hand-over until
desk-closes-at = at
desk-closed = The gate has been closed since
desk-taken-by-colleague =
    { $n ->
        [one] Taken by a colleague { $n } minute ago.
       *[other] Taken by a colleague { $n } minutes ago.
    }
desk-free-in =
    { $n ->
        [one] Free again in { $n } minute at the latest.
       *[other] Free again in { $n } minutes at the latest.
    }
desk-yours = With you
desk-yours-for =
    { $n ->
        [one] for { $n } more minute
       *[other] for { $n } more minutes
    }
desk-take = Take it for review
desk-confirm = Confirm: the same person
desk-reject-why = Reject, because
desk-choose = Choose a reason
desk-reject = Reject
desk-release = Give it back undecided
desk-rejected-why = Rejected:
desk-has-gift = A gift rests on this decision, so it stands. Withdraw the gift first to take it back.
desk-reopen = Take this decision back
desk-state-ambiguous = Others fit as well, so nobody may decide. More evidence can make it clear.
desk-state-expired = The flight left before anybody decided.
desk-state-withdrawn = The post is gone, or somebody may not be contacted. There is nothing to decide.
desk-queue = Queue
desk-previous = Previous
desk-next = Next
desk-never = Never contact
desk-never-words = Neither this account nor this passenger is ever matched again, in no campaign. Open gifts are withdrawn. This can’t be taken back.
desk-never-sure = I am sure
desk-never-button = Never contact them
desk-undo = Take the last decision back
desk-take-next = Take the next one
desk-start = Review the first one
taken-short = Taken
reject-wrong-person = wrong person
reject-not-travelling = a joke, or not travelling
reject-sensitive = sensitive matter
reject-too-little = too little evidence
reject-other = something else

# The name of the booking
reveal-title = See the full name
reveal-why = What for?
reveal-button = Show the name
reveal-words = Who sees one is written down, with the reason.
reveal-shown = Shown on this page only, and written down in the audit log.
reveal-compare-name = compare the spelling with the post
reveal-tell-apart = tell two passengers apart
reveal-traveller-asks = the traveller asked about it

# What would flip it
flips-title = What would flip it
flips-without = Without: { $what }
flips-below-verify = not worth a look
flips-below-suggest = only to verify
flips-none = No single piece decides: take any one away and it stays in its band.

# Somebody was faster
faster-title-taken = A colleague was faster
faster-title-decided = Somebody decided already
faster-title-has-gift = A gift rests on it
faster-words-taken = Leave it to them, or come back when it is free.
faster-words-decided = Below is how it stands now. Nothing you did is lost, nothing was done twice.
faster-words-has-gift = The decision stands as long as the gift does.

# The queue
filter-mine = With me
filter-more = Language, station, flight
filter-language = Language of the post
filter-any = Any
filter-station = Station
filter-flight = Flight
filter-apply = Filter
filter-clear = Clear
queue-order = First what is sure, tells most and leaves soonest.
queue-empty-title = Nothing waits
queue-empty-words = Every suggestion is decided. New posts appear here as they come in.
queue-gate-closes = Gate closes

# Keys
keys-title = Keys
keys-walk = next, previous
keys-confirm = confirm
keys-reject = reject: choose a reason
keys-undo = take a decision back
keys-take = take for review
keys-help = open and close this list
keys-switch = Keys are on in this browser

# A traveller on one page
person-open = All about this traveller
person-words = What this campaign holds about a traveller, each fact with its source and time. Names are masked.
person-erased = Erased
person-gone = The booking was erased or its time is over.
person-locator = Record locator
person-country = Country
person-email = E-mail address
person-handle = Gave a handle on
person-has = given, not shown
person-has-not = none
person-gifts = Gifts
person-no-gifts = No gift in this campaign.
person-elsewhere =
    { $n ->
        [one] { $n } gift in other campaigns
       *[other] { $n } gifts in other campaigns
    }
person-posts = Posts matched with the booking
person-no-posts = No post is matched.
person-complaint = complaint
person-consents = Consents
person-no-consents = Nobody asked yet.
person-ours = Our posts
person-no-ours = None.
person-cases = Cases
source-booking = From the airline’s bookings file, read
source-plan = From the plan, changed
source-approved = Approved by a person,
source-hand-over = Noted by gate staff,
source-match = Compared by giftgate: { $p },
source-consent = Asked at hand-over in { $language }, text { $version },
consent-kind-photo = Photo
consent-kind-publication = Publication
consent-kind-handle = Naming the account
consent-kind-reuse = Reuse
consent-yes = yes
consent-no = no
consent-withdrawn = taken back

# The stop switch
stop-title = Stop this campaign …
stop-words = Everything below freezes at once. To go on, one person has to ask and another one to confirm.
stop-button = Stop now
stop-on-title = This campaign is stopped
stop-by = Stopped by: { $role },
stop-posts =
    { $n ->
        [one] follow-up post frozen
       *[other] follow-up posts frozen
    }
stop-deliveries =
    { $n ->
        [one] approved gift frozen at the desk
       *[other] approved gifts frozen at the desk
    }
stop-proposed =
    { $n ->
        [one] gift waits for approval
       *[other] gifts wait for approval
    }
stop-carried =
    { $n ->
        [one] gift is with a courier already: call them back, or let them note what happens
       *[other] gifts are with couriers already: call them back, or let them note what happens
    }
resume-words = Going on takes two people. Ask here; somebody else confirms within an hour.
resume-ask = Ask to go on
resume-asked-by = Asked to go on by: { $role },
resume-until = It can be confirmed until
resume-wait = You asked yourself. Somebody else has to confirm it.
resume-confirm = Confirm: the campaign goes on

# Alerts
alert-complaints =
    { $n ->
        [one] { $n } complaint in the last hour
       *[other] { $n } complaints in the last hour
    }
alert-complaints-usual = Usual in an hour:
alert-refused =
    { $n ->
        [one] A network refused { $n } post
       *[other] Networks refused { $n } posts
    }
alert-refused-words = Change the text and have it approved again.
post-refused = { $network } refused this post ({ $why }). It is not out. Change it, and it can be approved and sent again.

reason-likely = Likely sensitive

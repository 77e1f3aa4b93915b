# Approvals
tab-approvals = Approvals
approvals-waiting =
    { $n ->
        [one] { $n } gift waits for a yes.
       *[other] { $n } gifts wait for a yes.
    }
approvals-urgent =
    { $n ->
        [one] { $n } of them has at most 90 minutes left.
       *[other] { $n } of them have at most 90 minutes left.
    }
approvals-without-window =
    { $n ->
        [one] { $n } has no time for a hand-over any more and is not listed.
       *[other] { $n } have no time for a hand-over any more and are not listed.
    }
approvals-status-only = You see how things stand. Deciding is for approvers.
approvals-empty-title = Nothing waits for approval
approvals-empty-words = Gifts appear here as soon as a planner proposes them, and posts as soon as they are drafted.
approvals-posts =
    { $n ->
        [one] { $n } post waits
       *[other] { $n } posts wait
    }
approvals-all-posts = All posts that wait
approvals-of = { $have } of { $needed } approvals
approval-until = until
approval-sure = Match
approval-over = The time for this hand-over is over. It is taken back by itself.
approval-own = You proposed this yourself. Someone else has to decide.
approval-said-yes = You said yes. Someone else has to as well.
mark-over = too late
approve = Approve
approve-post = Approve post
turn-down = Turn down
turn-down-why = Why?
turn-down-wrong-person = May be someone else
turn-down-not-tactful = Not tactful
turn-down-too-late = Too late to bring
turn-down-wrong-gift = Wrong gift
turn-down-too-dear = Too dear
turn-down-words-wrong-person = This traveller gets nothing.
turn-down-words-not-tactful = This traveller gets nothing.
turn-down-words-too-late = This traveller gets nothing.
turn-down-words-wrong-gift = It goes back to the planner.
turn-down-words-too-dear = It goes back to the planner.
turned-down-before = Turned down before:
back = Back
together-link = Approve { $n } × { $gift } together
together-title = Approve together
together-words = Exactly these are approved, or none of them. Only small gifts of one kind, for one reason, with a very sure match can be approved together: at most 20.
together-count =
    { $n ->
        [one] { $n } gift
       *[other] { $n } gifts
    }
together-approve =
    { $n ->
        [one] Approve this one
       *[other] Approve these { $n }
    }
together-empty-title = Nothing to approve together
together-empty-words = There are no two small gifts of one kind for one reason, or someone was faster.
alert-approvals =
    { $n ->
        [one] { $n } gift still waits for approval
       *[other] { $n } gifts still wait for approval
    }
alert-approvals-left = at most { $minutes } minutes are left
done-approved = Approved.
done-approved-part = Your yes is noted. Someone else has to approve it too.
done-approved-together = Approved together.
done-turned-down = Turned down.
done-proposed = Proposed. It waits for an approver.
done-wish = Noted for the next plan. Nothing changes until a plan is made.
done-planned = The new plan is in force.
done-post-approved = The post is approved.
done-post-back = The post went back to its author.
problem-words-not-together = These can’t be approved together. Approve them one by one.
problem-words-held-out = This traveller is held out by lot. Nobody gives them a gift.
problem-words-has-one = This traveller has, or had, a gift of this campaign.
problem-words-forbidden-gift = A rule forbids this gift for this traveller.
problem-words-plan-changed = Something changed in the meantime. This is what a new plan would change now.

# Plan actions
plan-next-title = The next plan
plan-next-words = Pins and exclusions count when the next plan is made. What was proposed or approved stays.
plan-again = New plan …
what-if-link = What if …
propose-all =
    { $n ->
        [one] Propose the one draft
       *[other] Propose all { $n } drafts
    }
propose-ticked = Propose those ticked
propose-tick = Propose
pin = Pin
unpin = Unpin
exclude-traveller = No gift for this traveller
exclude-gift = Not this gift
wish-pin = Pinned
wish-exclude = Excluded
wish-any-gift = any gift
wish-back = Take back
wishes-none = Nobody is pinned or excluded.
actions-for = For the next plan
draw-title = Hold-out
draw-words =
    { $n ->
        [one] { $n } traveller is held out. Drawn before anyone chose, and locked: no plan, pin or person changes it.
       *[other] { $n } travellers are held out. Drawn before anyone chose, and locked: no plan, pin or person changes it.
    }
draw-first = First drawn
draw-last = last drawn
draw-none = Nobody is drawn yet. The lot is cast when the first plan is made.
replan-title = What a new plan would change
replan-words = Nothing is changed yet. What was proposed, approved or given stays in every plan.
replan-newly-held =
    { $n ->
        [one] { $n } more traveller would be held out by lot.
       *[other] { $n } more travellers would be held out by lot.
    }
replan-apply = Make this plan
versus-title = Before and after
versus-now = Now
versus-then = Then
versus-bound = No plan can be worth more than
changes-title = Who comes in, who goes out
changes-counts = In: { $come } · out: { $go } · another gift: { $differ }
changes-none = Nobody gets anything else.
change-kind = Change
change-in = comes in
change-out = goes out
change-other = another gift
change-from = Before
change-to = After
clash-title = No plan keeps all of this
clash-pins = What is pinned clashes with the following. Take a pin back or loosen a limit.
clash-limits = These limits can’t be kept together. Loosen one of them.
clash-unproven = (None was found in the time given.)
reason-wish-excluded = Excluded by a planner
reason-cap-day = Day budget used up: { $what }
reason-language = Language quota: { $what }
reason-elite = Share of frequent flyers
reason-rule-cabin-weight = Too heavy for hand luggage
reason-rule-cabin-size = Too long for hand luggage
reason-rule-contents = Contents the destination forbids
reason-rule-stock = Out of stock
reason-rule-lead-time = Not ready in time
reason-rule-open-complaint = Open complaint: care comes first
reason-rule-stays = Not one of those who may leave
reason-rule-destination = The campaign leaves this destination out
reason-rule-station = Nothing is handed over there
reason-rule-child = Children get no gift of their own
reason-rule-gift-cap = Dearer than one gift may be
reason-rule-person-cap = Dearer than one person may get
reason-rule-no-reason = Nothing in the posts speaks for it
reason-tact-too-many-facts = Too many facts from posts
reason-tact-fact-too-old = The fact is too old
reason-tact-fact-not-yet-said = Not said yet
reason-tact-no-window = No time for a hand-over

# What if
what-if-title = What if …
what-if-words = Change limits and see the plan there would be. Nothing is stored.
what-if-ask = What would be otherwise
what-if-hold-out-words = Another share is drawn anew for the comparison. The real draw stays locked.
what-if-stocks = Stock of each gift
what-if-button = Work it out
what-if-reset = As things are
what-if-answer = The plan there would be
cap-hold-out = Held out at random
cap-each-day = Budget for each day
unit-pieces = pieces
number-fault-number = Write a number, such as 40 or 2500.00.
number-fault-too-large = That is more than any campaign has.
worth-title = What one more would buy
worth-words = Points that one more of each limit adds to the plan there would be.
worth-cap = Limit
worth-points = Points
worth-until = holds up to
worth-money = one more { $currency }
worth-minute = one more minute
worth-piece = one more
worth-none = Nothing is short: more of any limit adds nothing.

# Gift ideas for one person
ideas-title = Gift ideas for this person
ideas-back = The candidate
ideas-confirm-first = Confirm the match before you propose a gift.
ideas-held-out = Held out by lot. Nobody gives this traveller a gift.
ideas-has = Has a gift of this campaign:
ideas-none-title = No gift is possible now
ideas-note-add = Not in the campaign’s file yet. Proposing it writes it there, as an idea for everybody: later plans may use it too.
ideas-just-a-note = just a note
ideas-left = { $left } of { $stock } left
ideas-effort =
    { $n ->
        [one] { $n } minute of staff time
       *[other] { $n } minutes of staff time
    }
ideas-propose = Propose
ideas-risk = Risk { $points } of 100
ideas-risk-words = Risk is what can go wrong at the hand-over, as far as we know. It stands beside the score: plans do not count it, people should.
risk-state-low = Low
risk-state-some = Some
risk-state-high = High
hazard-none = nothing we know of
hazard-time =
    { $n ->
        [0] No minute to spare between desk and closing gate
        [one] { $n } minute to spare between desk and closing gate
       *[other] { $n } minutes to spare between desk and closing gate
    }
hazard-gate-unknown = The gate is not known yet, so the walk is a guess
hazard-liquids = { $n } ml of liquid: lost if they fly on and pass security again
hazard-bulky = { $n } cm long: does not go under the seat
hazard-heavy = { $n } g more to carry
hazard-allergens = Not everybody may eat this:
hazard-customs = Nobody looked up whether the destination lets this in:
hazard-age = Gate staff ask for proof of age: { $n } or older
hazard-stock =
    { $n ->
        [one] The last piece
       *[other] Only { $n } pieces left
    }
hazard-price =
    { $n ->
        [one] So dear that { $n } person has to approve; employers and taxes have limits for gifts
       *[other] So dear that { $n } people have to approve; employers and taxes have limits for gifts
    }
hazard-old-fact =
    { $n ->
        [one] Said { $n } day ago:
       *[other] Said { $n } days ago:
    }
hazard-person = The match is { $n } % sure: it may be somebody else
content-dairy = milk
content-milk = milk
content-gluten = gluten
content-eggs = eggs
content-nuts = nuts
content-peanuts = peanuts
content-fish = fish
content-soy = soy
content-sesame = sesame
content-plants = plants
content-seeds = seeds
content-fruit = fruit
content-meat = meat
content-honey = honey
content-wood = wood
content-alcohol = alcohol
content-pork = pork
content-chocolate = chocolate
content-battery = battery
content-blade = blade

# Posts
post-length = { $n } of { $most } characters on { $network }
sent-back = Sent back:
send-back = Send back
send-back-says-too-much = Says too much
send-back-wrong-tone = Wrong tone
send-back-wrong-facts = Something is not so
post-edit = Edit text
post-edit-title = Edit the post
post-edit-text = Text
post-edit-words = An edit voids the approval. These variables can be used:
post-edit-save = Save text
text-fault-empty = Write a text.
text-fault-too-long = It is too long for this network.
text-fault-template-variable = It uses a variable there is not. Use only those below.
text-fault-template-not-allowed = Only plain text and the variables below are allowed.
text-fault-template-syntax = A bracket is not closed. Every double bracket needs its end.
text-fault-template-too-long = It is far too long.

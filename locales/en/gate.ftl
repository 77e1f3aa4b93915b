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
gate-app-name = Gate gifts
gate-more = This station
gate-paper = List as PDF
standing = I am at
standing-button = Show
own-round = Round of
every-round = everybody
walk = { $n } min walk
walk-from-desk = { $n } min from the desk
place-desk = Desk
place-plaza = Plaza
place-hall = Hall
place-lounge-1 = Lounge 1
place-lounge-2 = Lounge 2
place-lounge-3 = Lounge 3

# One gift
gift-title = Gift
gift-unnamed = Name not shown now
gift-at-desk = At the desk
gift-with = With { $who }
gift-carried = Carried
gift-by = By { $who }. (gate staff)
gift-overtaken = Someone else was first:
gift-nothing-overwritten = Nothing was overwritten.
gift-undo = Undo
gift-back = Back at the desk
gift-withdrawn = Taken back. Please bring it to the desk.
gift-pick-up = I have picked it up
gift-avoid = Do not mention what they wrote, their family, health or money, or other passengers.
gift-given = Gift given
gift-declined = Declined
gift-not-found = Not met
gift-not-found-button = Report: not met
not-found-why = Why?
not-found-no-show = Did not come to the gate
not-found-boarded = Already on board
not-found-other-person = Someone else sits there
not-found-no-time = No time to get there
check-title = Is it the right person?
check-scan = Scan the boarding pass
check-type = Type name and seat
check-family = Family name
check-seat = Seat
check-button = Check
check-right = Yes, this is the right person.
check-wrong = No, this gift is not for them. Thank them and go on.
check-torn = The code can’t be read. Hold it closer, or type name and seat.
check-unchecked = This phone cannot compare here without signal; ask for the first name and the seat.
check-no-camera = The camera can’t be used. Type name and seat.
consents-title = Ask, and tick only a yes
consent-ask-photo = May we take a photo of you with the gift? It is shown only with a post that you say yes to.
consent-ask-publication = May we publish a post about it after your trip?
consent-ask-handle = May we name your account in that post?
consent-photo = Photo
consent-publication = Publication
consent-handle = Naming the account

# The phone
phone-unsent = Not yet sent: { $n }
phone-sent = All sent.
phone-conflict = Conflict: { $who } was first, at { $at }. Nothing was overwritten.
phone-refused = One report could not be taken in. It is kept for the desk to look at.
phone-seen = OK
phone-offline = No connection. This is what the phone knew at { $at }.
phone-sign-out = Signing out waits until everything is sent.
phone-sign-in = You are signed out. Sign in again to send what waits on this phone.
shell-list = Hand-overs
shell-empty-title = No list on this phone
shell-empty-words = Open the gate list once with a connection; then it stays here for when there is none.
shell-kept = Kept on this phone until there is a connection.
shell-queued = waits to be sent

# Rounds
rounds-title = Rounds and stock
rounds-picture = Rounds of the day
rounds-none = No rounds today.
round-lane = { $name }: { $stops } stops from { $desk }
round-from = from { $desk }
round-carries = carries { $n } of { $most }
without-round = No round serves { $n }
col-at = At
custody-at-desk = At the desk
custody-carried = Carried
custody-handed = Handed over
custody-to-bring-back = To bring back
custody-returned = Brought back
strays-title = To bring back
unsettled-title = Reports to look at
unsettled-words = These came from phones and could not be taken in. Nothing was overwritten.
unsettled-conflict = someone else was first
unsettled-unknown-gift = no such gift here
unsettled-wrong-state = the gift was elsewhere by then
unsettled-stopped = the campaign was stopped
unsettled-undo-too-late = too late to undo
unsettled-over-cap = a cap has no room left
told-pick-up = Picked up
told-undo = Undo
told-given = Given
told-declined = Declined
told-not-found = Not met
stock-title = Stock check
stock-words = Count what lies at the desk. A difference needs a reason.
stock-none = No gifts at this station today.
stock-expected = { $n } should be here
stock-counted = Counted { $n } of { $of }
stock-count = Counted
stock-why = Why it differs
stock-why-damaged = Damaged
stock-why-lost = Lost
stock-why-found = Found
stock-why-moved = At another desk
stock-unexplained = The count differs from what should be here. Say why.
stock-button = Save count

# Cards
cards-title = Gift cards
cards-words = Print these on A6 and put one with each gift. Each is in its traveller’s language and names nobody.
card-title = A small surprise for your trip
card-who = We are your airline’s team at this airport.
card-read = We read a public post about this trip, or what you shared with our programme. We compared it with the booking. A person decided.
card-why = We wanted to make your trip a little nicer. It costs you nothing, and you owe us nothing.
card-object = Do you not want this? Scan the code: we stop, delete what we kept and take our posts down. One tap, no account.
card-code = Code of this card:
card-story = Would you like one mail when a story about this gift is out? With the same code at
done-picked-up = Picked up.
done-given = Handed over.
done-declined = Noted: declined.
done-not-found = Noted: not met.
done-objection-logged = The objection is logged and counts from this moment.
done-taken-back = Undone. The gift is in your hands again.
done-brought-back = Noted: back at the desk.
done-counted = Count saved.
problem-words-not-now = A gift is picked up and handed over from six hours before its flight until two hours after.
problem-words-undo-too-late = A hand-over can be undone for 30 seconds, by the person who reported it.

# Flights that move
walk-estimates = Walking times are estimates.
gate-off-map = gate not on the map
name-said = said about like:
nextstop-title = Next stop changed
nextstop-none = nothing left to do for now
nextstop-now = { $name }: next stop is { $gate } now (before: { $before }).
nextstop-nothing = { $name }: nothing left to do for now.
phone-ask = Tell me when the screen is locked
phone-lock = Something changed. Open the list.
phone-newer = A newer version is here. Reload when nothing waits.
photo-title = Photo
photo-words = They said yes to a photo. Place, time and phone are removed from it.
photo-take = Take a photo
photo-kept = The photo is kept.
photo-waits = Photo not yet sent
photo-refused = A photo could not be kept. Nothing of it stays on the phone.
offers-title = Offered to us
offers-words = These could not be given where the flight left. Take them if the same gift is here.
offer-from = from { $station }
offer-accept = We take it
offer-refuse = No
done-offer-accepted = Taken. It is on the list now.
done-offer-refused = Refused. Its money is free again.
offered-gifts =
    { $n ->
        [one] { $n } offered to us
       *[other] { $n } offered to us
    }
offers-later = Say yes or no here as soon as there is a connection.

# The list on paper
gate-paper-time = Time
gate-paper-window = Window
gate-paper-walk = Walk
gate-paper-first-name = First name
gate-paper-where = Where, who
gate-paper-in = In
gate-paper-greeting = Greeting
gate-paper-no-window = time not known
gate-paper-page = Page { $page } of { $count }
gate-paper-foot = Check the boarding pass. Times are local. No photo, no post without a yes.
gate-paper-missing = ◊ stands for letters this paper can’t show; the list on screen has them.

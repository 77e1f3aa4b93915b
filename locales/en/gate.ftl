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

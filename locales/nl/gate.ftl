# Gate
gate-title = Welk station?
gate-empty-title = Geen overhandigingen gepland
gate-empty-words = Stations verschijnen hier zodra cadeaus zijn goedgekeurd.
open-gifts =
    { $n ->
        [one] { $n } cadeau te overhandigen
       *[other] { $n } cadeaus te overhandigen
    }
done-gifts =
    { $n ->
        [one] { $n } overhandigd
       *[other] { $n } overhandigd
    }
next-closes = volgende sluit
gate-quiet-title = Nu niets te overhandigen
gate-quiet-words = Nieuwe cadeaus verschijnen hier zodra ze zijn goedgekeurd.
gate-over-title = Klaar
window-closes-in = sluit over
window-closes-soon = sluit bijna
window-opens-in = opent over
window-closed = gesloten
window-none = geen venster
gate-was = Gate eerst: { $gate }. Gate nu:
pier = Pier { $pier }
seat = stoel
at-arrival = bij aankomst

# Report
report-title = Impressierapport
report-made = gemaakt
report-of-approved = van { $n } goedgekeurde cadeaus
report-spent = Besteed
report-spent-words = vastgelegd in het grootboek, inclusief btw
cost-per-hand-over = Kosten per overhandiging
cost-per-hand-over-words = al het bestede geld over alle overhandigingen
cost-per-mille = Kosten per duizend impressies
no-impressions-yet = nog geen impressies gelezen
figures-title = Cijfers en waar ze vandaan komen
figures-words = Elk netwerk telt op zijn eigen manier. Verschillende eenheden worden nooit opgeteld.
figures-empty = Nog geen metingen. Ze worden gelezen zodra posts gepubliceerd zijn.
coverage = dekt { $n }%
definition =
    { $n ->
        [one] definitie { $version }, { $n } post
       *[other] definitie { $version }, { $n } posts
    }
growth-title = Hoe de cijfers groeiden
targets-title = Doelen en resultaat
targets-empty = Er zijn geen doelen gesteld.
target-met = gehaald
target-open = nog niet gehaald
target-unknown = nog niets bekend
effect-title = Heeft het iets veranderd?
effect-groups = { $treated } reizigers met een cadeau, { $held } willekeurig achtergehouden voordat iemand koos.
effect-interval = verschil, tussen { $low } en { $high } met { $sure } zekerheid
effect-none = Niet aantoonbaar bij deze omvang
effect-minimum = Groepen van deze omvang kunnen pas een verschil van { $size } of meer tonen.
effect-note = We beweren niets dat de cijfers niet dragen.
costs-title = Wat er gegeven is
yardstick-title = Naast KLM Surprise, 2010
yardstick-words = November 2010, Schiphol: { $gifts } cadeaus, en een feed die in een maand { $views } keer is bekeken, { $each } per cadeau.
yardstick-note = Het aantal weergaven is een gepubliceerd rond getal; kosten en effect zijn nooit gepubliceerd.
yardstick-each = per cadeau
unit-impressions = impressies
unit-views = weergaven
unit-reach = bereik
unit-engagements = interacties
method-measured = gemeten
method-estimated = geschat
method-by-hand = ingevoerd
method-sample = voorbeelddata
metric-hand-overs = Overhandigingen
metric-impressions = Impressies
metric-on-time-percent = Op tijd overhandigd
metric-answered-in-hour-percent = Klachten binnen een uur beantwoord
metric-publication-consents = Toestemmingen voor publicatie
report-files = Downloads
paper-missing = letters die dit lettertype niet heeft
effect-booked = Opnieuw geboekt binnen { $days } dagen
col-group = Groep
col-travellers = Reizigers
col-booked-again = Opnieuw geboekt
effect-offered = Had een cadeau kunnen krijgen
effect-held-out = Door het lot uitgesloten

# Texts of the pages in Dutch. Every file holds the same keys.

# Around every page
skip-to-main = Naar de inhoud
nav-main = Hoofdmenu
nav-campaigns = Campagnes
nav-gate = Gate
nav-campaign = Campagne
nav-languages = Talen
nav-pages = Pagina’s
foot-words = Een machine stelt voor. Mensen beslissen.
stations = Stations
tab-board = Bord
tab-candidates = Kandidaten
tab-plan = Plan
tab-follow-ups = Vervolgposts
tab-report = Rapport
as-of = stand van
unit-min = min
unit-hours = u
show-as-table = Toon als tabel
page-first = Eerste pagina
page-next = Volgende pagina
simulated = stand-in van de demo
count-gifts =
    { $n ->
        [one] { $n } cadeau
       *[other] { $n } cadeaus
    }
count-candidates =
    { $n ->
        [one] { $n } kandidaat
       *[other] { $n } kandidaten
    }

# Campaign list
campaigns-empty-title = Nog geen campagne
campaigns-empty-words = Bekijk met de demo een hele luchthavendag, of schrijf je eerste campagnebestand:
money-spent-of = besteed van { $limit }

# Board
board-title = Vandaag
alerts-title = Vraagt aandacht
alert-delay =
    { $n ->
        [one] { $flight } is { $n } minuut later
       *[other] { $flight } is { $n } minuten later
    }
alert-gate = { $flight } gaat van een andere gate
alert-cancelled = { $flight } is geannuleerd
alert-stock = { $gift }: bijna op
alert-stock-left =
    { $n ->
        [one] nog { $n } stuk
       *[other] nog { $n } stuks
    }
alert-gifts-move =
    { $n ->
        [one] { $n } cadeau schuift mee
       *[other] { $n } cadeaus schuiven mee
    }
alert-gifts-wait =
    { $n ->
        [one] { $n } cadeau gaat daarheen
       *[other] { $n } cadeaus gaan daarheen
    }
alert-freed =
    { $n ->
        [one] { $n } cadeau teruggenomen, { $amount } weer vrij
       *[other] { $n } cadeaus teruggenomen, { $amount } weer vrij
    }
clock-title = Overhandigingen langs de vluchtklok
clock-zone = Stationstijd ({ $zone })
clock-empty = Vandaag geen overhandigingen. Ze verschijnen hier zodra er cadeaus gepland zijn.
legend-window = Overhandigingsvenster
legend-planned = gepland
legend-lost = niet overhandigd
legend-now = nu
lane-departs = vertrekt
lane-late =
    { $n ->
        [one] { $n } minuut later
       *[other] { $n } minuten later
    }
lane-gate = gate { $gate }
lane-window = venster { $from }–{ $to }
funnel-title = Van post tot cadeau
funnel-note = De balken zijn logaritmisch, zodat kleine aantallen zichtbaar blijven.
caps-title = Geld en andere limieten
caps-empty = Deze campagne gebruikt nog geen limieten.
cap-committed = besteed of gebruikt
cap-reserved = gereserveerd
cap-free = vrij
cap-left = { $amount } vrij
cap-words = { $committed } besteed, { $reserved } gereserveerd, limiet { $limit }
cap-words-pieces = { $committed } gebruikt, { $reserved } gereserveerd, limiet { $limit }
used-of = { $used } van { $limit }
by-language-title = Overhandigingen per taal
by-station-title = Overhandigingen per station
no-gifts-yet = Nog geen cadeaus.
screened-title = Uitgezeefd
screened-words = Geteld en vergeten: van deze posts blijft niets bewaard.
screened-empty = Er is niets uitgezeefd.
funnel-posts = Gelezen posts
funnel-screened-out = Uitgezeefd
funnel-matched = Gekoppeld
funnel-confirmed = Bevestigd
funnel-proposed = Voorgesteld
funnel-approved = Goedgekeurd
funnel-delivered = Overhandigd
funnel-posted = Gepost
cap-money = Campagnebudget
cap-money-day = Dagbudget
cap-gifts = Aantal cadeaus
cap-team-minutes = Teamminuten

# Table heads
col-actual = werkelijk
col-bits = Bits
col-cost = Kosten
col-count = Aantal
col-done-of = Klaar / gepland
col-departs = Vertrek
col-drawing = Tekening
col-evidence = Bewijs
col-figure = Cijfer
col-flight = Vlucht
col-gate = Gate
col-gift = Cadeau
col-hand-overs = Overhandigingen
col-language = Taal
col-method = Methode
col-network = Netwerk
col-pieces = Stuks
col-posts = Posts
col-reached = Bereikt
col-read-at = Gelezen om
col-result = Resultaat
col-score = Score
col-share = Aandeel
col-source = Bron
col-state = Status
col-station = Station
col-step = Stap
col-target = Doel
col-traveller = Reiziger
col-unit = Eenheid
col-wanted = Gewenst
col-why = Waarom

# Candidates
filter-by-state = Filter op status
filter-by-band = Filter op waarschijnlijkheid
filter-all = Alle
filter-any-band = Elke waarschijnlijkheid
band-sure = 99% en hoger
band-likely = 90–99%
band-possible = 50–90%
band-weak = onder 50%
candidates-empty-title = Geen kandidaat past bij dit filter
candidates-empty-words = Kies een andere status of waarschijnlijkheid.
n-bits = { $n } bits
decided-by = Beslist door: { $role },
evidence-title = Bewijs
probability-words = dat auteur en passagier dezelfde persoon zijn; het bewijs weegt { $bits } bits
evidence-sum = Koppelgewicht
evidence-note = Elke bit verdubbelt of halveert de kans. De prior zegt hoe zelden twee willekeurige mensen bij elkaar horen; elk bewijs schuift de som naar rechts (voor) of links (tegen).
evidence-prior = Vóór enig bewijs
evidence-name = Naam
evidence-handle = Accountnaam
evidence-flight = Vlucht
evidence-airport = Luchthaven
evidence-airports = Luchthavens
evidence-route = Route
evidence-date = Datum
evidence-time = Tijdstip
evidence-home = Woonplaats
evidence-location = Plaats
evidence-language = Taal
evidence-trip = Reis
evidence-opt-in = Deelnemer
evidence-mention = Sprak ons aan
post-title = De post, zoals geschreven
post-open = Open op { $network }
basis = Grondslag
facts = Gebruikte feiten
facts-none = geen
booking-title = De boeking
gate-unknown = nog niet bekend
masked-note = Namen uit boekingen zijn hier gemaskeerd.
rivals-title = Anderen passen ook
rivals-words = Twee of meer reizigers passen bij deze post. giftgate gokt nooit: niemand krijgt er een cadeau voor, tenzij er meer bewijs komt.
basis-opted-in = Doet mee met dit account
basis-gave-handle = Gaf de maatschappij dit account
basis-mentioned-us = Sprak de maatschappij aan
basis-open-search = Open zoeken onder een getekende beoordeling
tag-hiking = wandelen
tag-running = hardlopen
tag-drawing = tekenen
tag-music = muziek
tag-family = familie
tag-birthday = verjaardag
tag-honeymoon = huwelijksreis
tag-first-holiday = eerste vakantie
tag-food = eten
tag-photography = fotografie
tag-cycling = fietsen
tag-reading = lezen

# Plan
plan-made = gemaakt
plan-empty-title = Nog geen plan
plan-empty-words = Een plan ontstaat zodra iemand de eerste kandidaten heeft bevestigd.
proof-title = Hoe goed het plan is
plan-value = Waarde van het plan
plan-bound = Bewezen: geen plan onder deze limieten is meer waard dan { $n }.
plan-gap = Afstand tot het best mogelijke
plan-gap-words = Zelfs een perfect plan zou hooguit { $gap } meer waard zijn.
plan-gifts = Cadeaus
plan-hold-out = Achtergehouden
plan-hold-out-words = willekeurig getrokken voordat iemand koos (seed { $seed })
plan-caps = Gebruikte limieten
not-chosen-title =
    { $n ->
        [one] { $n } reiziger zonder cadeau
       *[other] { $n } reizigers zonder cadeau
    }
not-chosen-why = Waarom zij niets kregen
not-chosen-list = Toon ze een voor een
part-relevance = Relevantie
part-occasion = Gelegenheid
part-use-on-trip = Nut op deze reis
part-effort-benefit = Moeite en opbrengst
part-feasibility = Haalbaarheid
part-confidence = Zekerheid

# Reasons
reason-hold-out = Willekeurig achtergehouden
reason-cap-money = Campagnebudget op
reason-cap-money-day = Dagbudget op
reason-cap-gifts = Aantal cadeaus bereikt
reason-cap-team-minutes = Geen teamtijd meer
reason-cap-stock = Uit voorraad: { $what }
reason-cap-station = Stationsbudget op: { $what }
reason-rule-liquids = Vloeistof boven 100 ml
reason-rule-customs = Douane op de bestemming
reason-rule-age = Te jong
reason-rule-cool-down = Kreeg kort geleden een cadeau
reason-no-gift-fits = Geen passend cadeau
reason-lower-score = Anderen scoorden hoger
reason-too-late = De gate sluit te vroeg
reason-open-complaint = Open klacht: eerst zorg
reason-not-confirmed = Niet bevestigd
reason-health = Gezondheid
reason-pregnancy = Zwangerschap
reason-faith = Geloof
reason-politics = Politiek
reason-sexuality = Seksualiteit
reason-ethnicity = Etniciteit
reason-union = Vakbond
reason-crime = Misdaad
reason-money = Geldzorgen
reason-grief = Rouw
reason-minors = Kinderen
reason-do-not-contact = Wil met rust gelaten worden
reason-unknown-language = Taal onbekend

# Follow-ups
follow-ups-words = Een post gaat één keer uit: na goedkeuring, met toestemming van de reiziger, en enkele uren na aankomst.
follow-ups-empty-title = Geen posts
follow-ups-empty-words = Concepten verschijnen zodra een cadeau is overhandigd.
published-at = Gepubliceerd
needs-approval = Wacht op goedkeuring
has-approval = Goedgekeurd
approved-by = Goedgekeurd door: { $role }
needs-consent = Wacht op toestemming van de reiziger
has-consent = De reiziger stemde in
not-before = Niet vóór

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
yardstick-words = November 2010, Schiphol: { $gifts } cadeaus, en een feed die in een maand { $views } keer is bekeken.
yardstick-note = Het aantal weergaven is een gepubliceerd rond getal; kosten en effect zijn nooit gepubliceerd.
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

# States
campaign-state-draft = Concept
campaign-state-rehearsal = Generale repetitie
campaign-state-live = Live
campaign-state-paused = Gepauzeerd
campaign-state-cool-down = Afbouw
campaign-state-closed = Gesloten
match-state-suggested = Voorgesteld
match-state-confirmed = Bevestigd
match-state-rejected = Afgewezen
match-state-ambiguous = Dubbelzinnig
match-state-expired = Verlopen
match-state-withdrawn = Ingetrokken
gift-state-draft = Concept
gift-state-proposed = Voorgesteld
gift-state-approved = Goedgekeurd
gift-state-picked-up = Opgehaald
gift-state-handed-over = Overhandigd
gift-state-declined = Afgeslagen
gift-state-missed = Gemist
gift-state-withdrawn = Ingetrokken
follow-up-state-draft = Concept
follow-up-state-approved = Goedgekeurd
follow-up-state-held = Vastgehouden
follow-up-state-queued = In de wachtrij
follow-up-state-published = Gepubliceerd
follow-up-state-uncertain = Onzeker
follow-up-state-failed = Mislukt
follow-up-state-retracted = Teruggetrokken
flight-state-sch = Op tijd
flight-state-del = Vertraagd
flight-state-gch = Gatewijziging
flight-state-gto = Gate open
flight-state-brd = Boarding
flight-state-gcl = Gate sluit
flight-state-gtd = Gate gesloten
flight-state-dep = Vertrokken
flight-state-lnd = Geland
flight-state-arr = Aangekomen
flight-state-cnx = Geannuleerd

# Names
network-bluesky = Bluesky
network-mastodon = Mastodon
network-x = X
network-instagram = Instagram
network-threads = Threads
network-facebook = Facebook
network-webhook = Webhook
language-en = Engels
language-nl = Nederlands
language-es = Spaans
language-de = Duits
language-ja = Japans
role-planner = Planner
role-approver = Goedkeurder
role-gate = Gatepersoneel
role-marketer = Marketeer
role-care = Klantenzorg
role-privacy = Privacyfunctionaris
role-admin = Beheer
role-system = giftgate

# Problems
problem-title-not-found = Hier is niets
problem-title-bad-request = Dit adres is niet te lezen
problem-title-wrong-host = Deze naam is niet van ons
problem-title-not-allowed = Hier kun je alleen lezen
problem-title-unavailable = Nu even niet beschikbaar
problem-title-failed = Er ging iets stuk
problem-words-not-found = Het adres is misschien oud of verkeerd getypt.
problem-words-bad-request = Ga terug en gebruik de links van de pagina.
problem-words-wrong-host = Zet GIFTGATE_PUBLIC_URL op het adres dat mensen gebruiken en probeer het opnieuw.
problem-words-not-allowed = Deze pagina’s tonen; ze veranderen niets.
problem-words-unavailable = Wacht even en laad de pagina opnieuw.
problem-words-failed = Het is opgeschreven. Noem het kenmerk als je hulp vraagt.
problem-reference = Kenmerk
problem-home = Naar de campagnes

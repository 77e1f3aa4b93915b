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
lane-lands = landt
clock-from = uit { $place }
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
cap-day = Dagbudget { $what }
cap-station = Stationsbudget { $what }
caps-untouched = Onaangeroerde cadeaus ({ $count })
cap-gifts = Aantal cadeaus
cap-team-minutes = Teamminuten

# Candidates
filter-by-state = Filter op status
filter-by-band = Filter op waarschijnlijkheid
filter-all = Alle
filter-any-band = Elke waarschijnlijkheid
band-sure = 99% en hoger
band-likely = 80–99%
band-possible = 50–80%
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
evidence-route = Route
evidence-date = Datum
evidence-language = Taal
evidence-mention = Sprak ons aan
evidence-registered-handle = Aan ons gegeven account
evidence-place = Plaats
evidence-trip-role = Wiens reis
evidence-home-town = Woonplaats
evidence-family = Familie
evidence-calibration = Geleerd van beslissingen
evidence-competition = Andere passagiers
evidence-rival-authors = Andere accounts
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

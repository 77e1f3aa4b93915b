# Approvals
tab-approvals = Goedkeuren
approvals-waiting =
    { $n ->
        [one] { $n } cadeau wacht op een ja.
       *[other] { $n } cadeaus wachten op een ja.
    }
approvals-urgent =
    { $n ->
        [one] Voor { $n } daarvan is er nog hooguit 90 minuten.
       *[other] Voor { $n } daarvan is er nog hooguit 90 minuten.
    }
approvals-without-window =
    { $n ->
        [one] { $n } kan niet meer worden overhandigd en staat niet in de lijst.
       *[other] { $n } kunnen niet meer worden overhandigd en staan niet in de lijst.
    }
approvals-status-only = U ziet hoe het ervoor staat. Beslissen doen goedkeurders.
approvals-empty-title = Niets wacht op goedkeuring
approvals-empty-words = Cadeaus verschijnen hier zodra een planner ze voorstelt, en posts zodra er een concept is.
approvals-posts =
    { $n ->
        [one] { $n } post wacht
       *[other] { $n } posts wachten
    }
approvals-all-posts = Alle posts die wachten
approvals-of = { $have } van { $needed } goedkeuringen
approval-until = tot
approval-sure = Koppeling
approval-over = De tijd voor deze overhandiging is voorbij. Het wordt vanzelf teruggenomen.
approval-own = U hebt dit zelf voorgesteld. Iemand anders moet beslissen.
approval-said-yes = U hebt ja gezegd. Iemand anders moet dat ook doen.
mark-over = te laat
approve = Goedkeuren
approve-post = Post goedkeuren
turn-down = Afwijzen
turn-down-why = Waarom?
turn-down-wrong-person = Misschien iemand anders
turn-down-not-tactful = Niet tactvol
turn-down-too-late = Te laat om te brengen
turn-down-wrong-gift = Verkeerd cadeau
turn-down-too-dear = Te duur
turn-down-words-wrong-person = Deze reiziger krijgt niets.
turn-down-words-not-tactful = Deze reiziger krijgt niets.
turn-down-words-too-late = Deze reiziger krijgt niets.
turn-down-words-wrong-gift = Het gaat terug naar de planner.
turn-down-words-too-dear = Het gaat terug naar de planner.
turned-down-before = Eerder afgewezen:
back = Terug
together-link = { $n } × { $gift } samen goedkeuren
together-title = Samen goedkeuren
together-words = Precies deze worden goedgekeurd, of geen ervan. Alleen kleine cadeaus van één soort, om één reden en met een heel zekere koppeling kunnen samen: hooguit 20.
together-count =
    { $n ->
        [one] { $n } cadeau
       *[other] { $n } cadeaus
    }
together-approve =
    { $n ->
        [one] Dit ene goedkeuren
       *[other] Deze { $n } goedkeuren
    }
together-empty-title = Niets om samen goed te keuren
together-empty-words = Er zijn geen twee kleine cadeaus van één soort om één reden, of iemand was sneller.
alert-approvals =
    { $n ->
        [one] { $n } cadeau wacht nog op goedkeuring
       *[other] { $n } cadeaus wachten nog op goedkeuring
    }
alert-approvals-left = er is nog hooguit { $minutes } minuten
done-approved = Goedgekeurd.
done-approved-part = Uw ja is genoteerd. Iemand anders moet het ook goedkeuren.
done-approved-together = Samen goedgekeurd.
done-turned-down = Afgewezen.
done-proposed = Voorgesteld. Het wacht op een goedkeurder.
done-wish = Genoteerd voor het volgende plan. Er verandert niets tot er een plan wordt gemaakt.
done-planned = Het nieuwe plan geldt.
done-post-approved = De post is goedgekeurd.
done-post-back = De post ging terug naar de auteur.
problem-words-not-together = Deze kunnen niet samen worden goedgekeurd. Keur ze één voor één goed.
problem-words-held-out = Deze reiziger is door loting achtergehouden. Niemand geeft een cadeau.
problem-words-has-one = Deze reiziger heeft of had een cadeau van deze campagne.
problem-words-forbidden-gift = Een regel verbiedt dit cadeau voor deze reiziger.
problem-words-plan-changed = Er is intussen iets veranderd. Dit zou een nieuw plan nu veranderen.

# Plan actions
plan-next-title = Het volgende plan
plan-next-words = Vastzetten en uitsluiten telt zodra het volgende plan wordt gemaakt. Wat is voorgesteld of goedgekeurd blijft.
plan-again = Nieuw plan …
what-if-link = Wat als …
propose-all =
    { $n ->
        [one] Het ene concept voorstellen
       *[other] Alle { $n } concepten voorstellen
    }
propose-ticked = Aangevinkte voorstellen
propose-tick = Voorstellen
pin = Vastzetten
unpin = Losmaken
exclude-traveller = Geen cadeau voor deze reiziger
exclude-gift = Niet dit cadeau
wish-pin = Vastgezet
wish-exclude = Uitgesloten
wish-any-gift = elk cadeau
wish-back = Terugnemen
wishes-none = Niemand is vastgezet of uitgesloten.
actions-for = Voor het volgende plan
draw-title = Achtergehouden groep
draw-words =
    { $n ->
        [one] { $n } reiziger is achtergehouden. Geloot voordat iemand koos, en vergrendeld: geen plan, wens of mens verandert het.
       *[other] { $n } reizigers zijn achtergehouden. Geloot voordat iemand koos, en vergrendeld: geen plan, wens of mens verandert het.
    }
draw-first = Eerste loting
draw-last = laatste loting
draw-none = Er is nog niet geloot. Dat gebeurt bij het eerste plan.
replan-title = Wat een nieuw plan zou veranderen
replan-words = Er is nog niets veranderd. Wat is voorgesteld, goedgekeurd of gegeven blijft in elk plan.
replan-newly-held =
    { $n ->
        [one] Nog { $n } reiziger zou door loting worden achtergehouden.
       *[other] Nog { $n } reizigers zouden door loting worden achtergehouden.
    }
replan-apply = Dit plan maken
versus-title = Voor en na
versus-now = Nu
versus-then = Dan
versus-bound = Geen plan is meer waard dan
changes-title = Wie erbij komt, wie eruit gaat
changes-counts = Erbij: { $come } · eruit: { $go } · ander cadeau: { $differ }
changes-none = Niemand krijgt iets anders.
change-kind = Verandering
change-in = komt erbij
change-out = gaat eruit
change-other = ander cadeau
change-from = Voor
change-to = Na
clash-title = Geen plan houdt zich aan dit alles
clash-pins = Wat vaststaat botst met het volgende. Maak iets los of verruim een limiet.
clash-limits = Deze limieten gaan niet samen. Verruim er een.
clash-unproven = (In de gegeven tijd is er geen gevonden.)
reason-wish-excluded = Uitgesloten door een planner
reason-cap-day = Dagbudget op: { $what }
reason-language = Taalquotum: { $what }
reason-elite = Aandeel vaste klanten
reason-rule-cabin-weight = Te zwaar voor handbagage
reason-rule-cabin-size = Te lang voor handbagage
reason-rule-contents = Inhoud die de bestemming verbiedt
reason-rule-stock = Niet op voorraad
reason-rule-lead-time = Niet op tijd klaar
reason-rule-open-complaint = Open klacht: eerst het zorgteam
reason-rule-stays = Niet iemand die dreigt te vertrekken
reason-rule-destination = De campagne slaat deze bestemming over
reason-rule-station = Daar wordt niets overhandigd
reason-rule-child = Kinderen krijgen geen eigen cadeau
reason-rule-gift-cap = Duurder dan één cadeau mag zijn
reason-rule-person-cap = Duurder dan één persoon mag krijgen
reason-rule-no-reason = Niets in de posts pleit ervoor
reason-tact-too-many-facts = Te veel feiten uit posts
reason-tact-fact-too-old = Het feit is te oud
reason-tact-fact-not-yet-said = Nog niet gezegd
reason-tact-no-window = Geen tijd voor een overhandiging

# What if
what-if-title = Wat als …
what-if-words = Verander limieten en zie welk plan er dan zou zijn. Er wordt niets bewaard.
what-if-ask = Wat er anders zou zijn
what-if-hold-out-words = Een ander aandeel wordt voor de vergelijking opnieuw geloot. De echte loting blijft vergrendeld.
what-if-stocks = Voorraad per cadeau
what-if-button = Uitrekenen
what-if-reset = Zoals het is
what-if-answer = Het plan dat er zou zijn
cap-hold-out = Door loting achtergehouden
cap-each-day = Budget per dag
unit-pieces = stuks
number-fault-number = Schrijf een getal, zoals 40 of 2500,00.
number-fault-too-large = Dat is meer dan enige campagne heeft.
worth-title = Wat één meer zou opleveren
worth-words = Punten die één eenheid meer van elke limiet toevoegt aan het plan dat er zou zijn.
worth-cap = Limiet
worth-points = Punten
worth-until = geldt tot
worth-money = één { $currency } meer
worth-minute = één minuut meer
worth-piece = één meer
worth-none = Niets is krap: meer van welke limiet ook voegt niets toe.

# Gift ideas for one person
ideas-title = Cadeau-ideeën voor deze persoon
ideas-back = De kandidaat
ideas-confirm-first = Bevestig de koppeling voordat u een cadeau voorstelt.
ideas-held-out = Door loting achtergehouden. Niemand geeft deze reiziger een cadeau.
ideas-has = Heeft een cadeau van deze campagne:
ideas-none-title = Nu is geen cadeau mogelijk
ideas-note-add = Staat nog niet in het campagnebestand. Wie het voorstelt, schrijft het erin, als idee voor iedereen: latere plannen kunnen het ook gebruiken.
ideas-just-a-note = alleen een kaartje
ideas-left = nog { $left } van { $stock }
ideas-effort =
    { $n ->
        [one] { $n } minuut werk
       *[other] { $n } minuten werk
    }
ideas-propose = Voorstellen
ideas-risk = Risico { $points } van 100
ideas-risk-words = Risico is wat er bij de overhandiging mis kan gaan, voor zover we weten. Het staat naast de score: plannen tellen het niet mee, mensen wel.
risk-state-low = Laag
risk-state-some = Enig
risk-state-high = Hoog
hazard-none = niets waar we van weten
hazard-time =
    { $n ->
        [0] Geen minuut speling tussen balie en sluitende gate
        [one] { $n } minuut speling tussen balie en sluitende gate
       *[other] { $n } minuten speling tussen balie en sluitende gate
    }
hazard-gate-unknown = De gate is nog niet bekend, dus de loopweg is een gok
hazard-liquids = { $n } ml vloeistof: weg als ze doorvliegen en opnieuw langs de beveiliging gaan
hazard-bulky = { $n } cm lang: past niet onder de stoel
hazard-heavy = { $n } g meer om te dragen
hazard-allergens = Niet iedereen mag dit eten:
hazard-customs = Niemand zocht op of dit de bestemming in mag:
hazard-age = Het gateteam vraagt naar de leeftijd: { $n } of ouder
hazard-stock =
    { $n ->
        [one] Het laatste stuk
       *[other] Nog maar { $n } stuks
    }
hazard-price =
    { $n ->
        [one] Zo duur dat { $n } persoon het moet goedkeuren; werkgevers en belasting hebben grenzen voor geschenken
       *[other] Zo duur dat { $n } mensen het moeten goedkeuren; werkgevers en belasting hebben grenzen voor geschenken
    }
hazard-old-fact =
    { $n ->
        [one] { $n } dag geleden gezegd:
       *[other] { $n } dagen geleden gezegd:
    }
hazard-person = De match is { $n } % zeker: het kan iemand anders zijn
content-dairy = melk
content-milk = melk
content-gluten = gluten
content-eggs = ei
content-nuts = noten
content-peanuts = pinda’s
content-fish = vis
content-soy = soja
content-sesame = sesam
content-plants = planten
content-seeds = zaden
content-fruit = fruit
content-meat = vlees
content-honey = honing
content-wood = hout
content-alcohol = alcohol
content-pork = varkensvlees
content-chocolate = chocolade
content-battery = batterij
content-blade = mes

# Posts
post-length = { $n } van { $most } tekens op { $network }
sent-back = Teruggestuurd:
send-back = Terugsturen
send-back-says-too-much = Zegt te veel
send-back-wrong-tone = Verkeerde toon
send-back-wrong-facts = Er klopt iets niet
post-edit = Tekst bewerken
post-edit-title = De post bewerken
post-edit-text = Tekst
post-edit-words = Een wijziging maakt de goedkeuring ongeldig. Deze variabelen kunt u gebruiken:
post-edit-save = Tekst bewaren
text-fault-empty = Schrijf een tekst.
text-fault-too-long = Hij is te lang voor dit netwerk.
text-fault-template-variable = Er staat een variabele in die niet bestaat. Gebruik alleen die hieronder.
text-fault-template-not-allowed = Alleen gewone tekst en de variabelen hieronder zijn toegestaan.
text-fault-template-syntax = Een haakje is niet gesloten. Elk dubbel haakje heeft een einde nodig.
text-fault-template-too-long = Hij is veel te lang.

done-campaign-saved = Opgeslagen. Het geldende plan blijft zoals het is tot u opnieuw plant.
done-live = De campagne is live. De doelen liggen vast.
problem-words-no-basis = Deze campagne kan nog niet live: de grondslag is niet ondertekend voor het bestand zoals het nu is, of de dagen zijn voorbij.
tab-edit = Campagne

# De editor
edit-title = Campagne bewerken
edit-words = Het formulier schrijft het bestand van de campagne. Er wordt niets opgeslagen voordat u hebt gezien wat er verandert.
edit-check = Bekijk wat dit verandert
edit-check-words = Er wordt nog niets opgeslagen.
edit-check-file = Controleer dit bestand
edit-file = Het hele bestand
edit-file-words = Hier staat ook wat het formulier niet toont: koeriers, namen in andere talen, quota. Opmerkingen blijven staan.
edit-line = Regel { $n }
edit-optional = mag leeg blijven
edit-new-gift = Een nieuw cadeau
edit-remove = Niet meer geven
edit-tier = Trede { $n }
edit-faults =
    { $n ->
        [one] { $n } ding klopt niet
       *[other] { $n } dingen kloppen niet
    }
edit-stale-title = Iemand heeft een andere bewerking opgeslagen
edit-stale-words = Wat u ziet, is gemaakt van een ouder bestand. Begin opnieuw met het bestand zoals het nu is en neem hieronder over wat u nodig hebt.
edit-again = Begin met het bestand zoals het nu is
edit-told = Wat deze bewerking doet
edit-no-change = Niets: het bestand blijft zoals het is.
edit-people-more =
    { $n ->
        [one] { $n } persoon meer krijgt een cadeau
       *[other] { $n } mensen meer krijgen een cadeau
    }
edit-people-less =
    { $n ->
        [one] { $n } persoon minder krijgt een cadeau
       *[other] { $n } mensen minder krijgen een cadeau
    }
edit-people-same = Evenveel mensen krijgen een cadeau
edit-cost-more = { $amount } meer
edit-cost-less = { $amount } minder
edit-cost-same = tegen dezelfde kosten
edit-effect-words = als u opnieuw plant met wie nu bevestigd is
edit-nothing = niets
edit-plan-differs = Het plan ervoor en erna
edit-save = Bestand opslaan
edit-discard = Verwerpen
edit-rehearse = Oefenen op voorbije dagen

edit-group-frame = De campagne
edit-group-caps = Wat ze mag uitgeven
edit-group-gifts = Cadeaus
edit-group-targets = Doelen
edit-group-stations = Luchthavens
edit-group-rules = Regels
edit-group-listening = Luisteren
edit-group-delivery = Overhandigen
edit-group-approval = Goedkeuring
edit-group-follow-up = Vervolgberichten
edit-name = Naam
edit-goal = Doel
edit-owner = Wie ervoor instaat
edit-tone = Toon van de teksten
edit-pillar = Waar ze voor is
edit-languages = Talen waarin mensen bediend worden
edit-starts-on = Eerste dag
edit-ends-on = Laatste dag
edit-hold-out-percent = Controlegroep, procent
edit-cool-down-days = Dagen zonder tweede cadeau
edit-engagement-by = De betrokkenheid wordt gedeeld door
edit-caps-campaign = Hele campagne
edit-caps-day = Per dag
edit-caps-gift = Per cadeau, inclusief btw
edit-caps-person = Per persoon
edit-caps-network-calls = Kosten van netwerkaanroepen (X)
edit-caps-gifts = Aantal cadeaus
edit-caps-team-minutes = Minuten personeel
edit-rules-max-facts = Feiten uit berichten achter een cadeau (hoogstens 2)
edit-rules-max-fact-age-days = Oudste feit, dagen (hoogstens 14)
edit-rules-exclude-destinations = Bestemmingen die niets krijgen
edit-rules-skip-open-complaint = Mensen met een open klacht aan het zorgteam overlaten
edit-rules-only-may-leave = Alleen voor reizigers met een status die na een vlucht klaagden
edit-rules-elite-percent-max = Cadeaus aan elite-niveaus hoogstens, procent
edit-listening-mode = Naar wie ze mag luisteren
edit-listening-networks = Netwerken die ze leest
edit-listening-mentions = Onze eigen accounts
edit-delivery-service-minutes = Minuten per overhandiging
edit-delivery-before-closure-minutes = Klaar zoveel minuten voor de gate sluit
edit-delivery-couriers = Koeriers
edit-targets = Doel
edit-targets-value = Te halen
edit-stations = Luchthaven
edit-stations-budget = Haar deel van het geld
edit-gifts = Cadeau
edit-gifts-slug = Naam in bestanden
edit-gifts-name-en = Naam in het Engels
edit-gifts-use-on = Waar het van pas komt
edit-gifts-cost = Prijs zonder btw
edit-gifts-tax = Btw
edit-gifts-stock = Stuks
edit-gifts-benefit = Plezier, 0 tot 100
edit-gifts-effort-minutes = Minuten personeel per stuk
edit-gifts-lead-minutes = Minuten tot het aan de balie ligt
edit-approval = Goedkeuringstrede
edit-approval-up-to = Tot
edit-approval-approvers = Goedkeurders
edit-follow-up-hours-after-arrival = Uren na aankomst (minstens 3)
edit-follow-up-when = Wanneer, als regel over de landing: “landing + 5 h” of “next day 10:00” (tijd van de luchthaven)
edit-follow-up-link = Waar hun link heen leidt (https://…)
edit-follow-up-link-tags = Die pagina netwerk en campagne melden
edit-follow-up-networks = Netwerken waarop ze plaatst
edit-follow-up-templates = Tekst
pillar-service = Service: helpen en goedmaken
pillar-brand = Merk: gesprek van de dag
pillar-commerce = Handel: verkopen
edit-mode-opt-in = Alleen reizigers die zich met hun account aanmeldden
edit-mode-mention = Ook wie ons aanspreekt
edit-mode-open-search = Ook wie openbaar schrijft, met een ondertekende beoordeling
use-on-flight = op de luchthaven of aan boord
use-on-trip = op de bestemming
use-on-home = weer thuis

# Wat er niet klopt
fault-syntax = Deze regel is niet te lezen.
fault-missing-key = Dit ontbreekt.
fault-unknown-key = Deze sleutel is onbekend.
fault-unknown-word = Dit woord is hier onbekend.
fault-wrong-type = Hier hoort iets van een andere soort.
fault-out-of-range = Dit getal is te klein of te groot.
fault-bad-date = Dit is geen dag.
fault-bad-time = Dit is geen tijdstip.
fault-bad-money = Dit is geen bedrag.
fault-bad-slug = Deze naam past niet in bestanden en adressen.
fault-empty-text = Hier staat niets.
fault-text-too-long = Dit is te lang.
fault-twice = Dit staat er twee keer.
fault-days-reversed = De laatste dag ligt voor de eerste.
fault-too-long-campaign = De campagne duurt te lang.
fault-no-language = Er is geen taal genoemd.
fault-no-network = Er is geen netwerk genoemd.
fault-no-target = Er is geen doel gesteld.
fault-target-over-cap = Het doel is hoger dan het toegestane aantal cadeaus.
fault-mixed-currency = Dit is een andere munteenheid.
fault-amount-too-small = Dit bedrag is te klein.
fault-amount-too-large = Dit bedrag is te groot.
fault-cap-of-zero = Er zou geen enkel cadeau mogen.
fault-cap-below-cheapest = Dit is minder dan het goedkoopste cadeau kost.
fault-cap-without-effect = Dit is meer dan de hele campagne heeft.
fault-gift-over-cap = Dit cadeau kost meer dan één cadeau mag.
fault-budgets-over-cap = De luchthavens hebben meer dan de campagne.
fault-tiers-not-rising = De treden moeten oplopen.
fault-tiers-too-low = Geen trede dekt het duurste cadeau.
fault-x-needs-opt-in = X mag alleen gelezen worden van wie zich zelf aanmeldde.
fault-no-mentions = Er is geen account van ons genoemd.
fault-no-assessment = Open zoeken vraagt een ondertekende beoordeling.
fault-assessment-expired = De beoordeling geldt niet voor deze dagen.
fault-window-too-short = De tijd voor een overhandiging is te kort.
fault-no-courier = Niemand brengt cadeaus op deze luchthaven.
fault-template-variable = De tekst gebruikt iets wat er niet is.
fault-no-template = Een taal heeft geen tekst.
fault-no-english-name = De Engelse naam ontbreekt.
fault-unknown-tag = Berichten worden nooit zo gelezen.
fault-fixed = Dit kan niet meer veranderen.
fault-targets-locked = De doelen liggen vast sinds de campagne live is.
fault-wider-basis = Een lopende campagne kan niet naar meer mensen gaan luisteren.
fault-below-promised = Er is al meer dan dit beloofd of uitgegeven.
fault-gift-in-use = Dit cadeau is beloofd of al gegeven.
fault-courier-in-use = Deze koerier heeft nog cadeaus te brengen.
fault-alcohol-for-minors = Alcohol vraagt een minimumleeftijd.
fault-bad-handle = Dit is geen accountnaam.
fault-bad-place = Dit is land noch luchthaven.
fault-bad-station = Dit is geen luchthavencode.
fault-empty-shift = De dienst heeft geen duur.
fault-language-not-served = De campagne bedient deze taal niet.
fault-minimum-over-cap = De minima vragen meer cadeaus dan mag.
fault-no-gift = Er is niets te geven.
fault-no-hand-over = Hier wordt niets overhandigd.
fault-no-station = Er is geen luchthaven genoemd.
fault-no-tier = Niemand zou een cadeau kunnen goedkeuren.
fault-template-too-long = De tekst is te lang voor het netwerk.
fault-too-many-gifts = Dit zijn meer cadeaus dan iemand kan beoordelen.
fault-unknown-content = Dit is geen gebruikelijk woord voor inhoud.
fault-unknown-station = Deze luchthaven is hier onbekend.

# Live gaan
ready-title = Voordat ze live gaat
ready-file = Het bestand klopt
ready-yes = ja
ready-basis = Grondslag, ondertekend door een privacyfunctionaris
ready-basis-signed = ondertekend voor dit bestand
ready-basis-missing = nog niet ondertekend
ready-basis-changed = het bestand is na het ondertekenen bewerkt
ready-basis-ended = te oud of ingetrokken
ready-days = Dagen van de campagne
ready-over = voorbij
ready-go = Live gaan
ready-not = Ze kan live zodra een privacyfunctionaris de grondslag aan de privacybalie heeft ondertekend.

# Oefenen op voorbije dagen
rehearsal-title = Geoefend op voorbije dagen
rehearsal-words = Wat deze campagne zou hebben gegeven op dagen waarvan berichten en boekingen hier nog bewaard zijn. Niemand wordt benaderd.
rehearsal-none-title = Hier is geen voorbije dag bewaard
rehearsal-none-words = Berichten en boekingen verdwijnen kort na de vlucht. Oefen in plaats daarvan op bestanden:
rehearsal-days = Dag voor dag
rehearsal-day = Dag
rehearsal-held-by = bewaard door
rehearsal-people = Mensen gevonden
rehearsal-held-out = { $n } in de controlegroep
rehearsal-precision = Koppelingen juist
rehearsal-decided = { $right } van { $all } beslist
rehearsal-undecided = niemand besliste
rehearsal-note = Elke dag telt alsof het de enige is. Koppelingen juist: hoeveel van de zekere voorstellen mensen bevestigden.
rehearsal-back = Terug naar de bewerking
edit-group-care = Service: antwoorden om mee te beginnen
edit-care-answers-text = Tekst
edit-care-answers = Antwoord om mee te beginnen
fault-network-needs-picture = Dit netwerk neemt geen bericht zonder openbare foto.
fault-too-many = Dit zijn er te veel.

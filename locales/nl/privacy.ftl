# Privacy desk, audit log, public objection, admin pages
nav-privacy = Privacy
nav-admin = Beheer
privacy-desk = Privacybalie
requests-open = Open verzoeken
requests-none = Er is geen open verzoek.
requests-closed = Onlangs beantwoord
request-kind-access = Inzage
request-kind-erasure = Verwijdering
request-kind-objection = Bezwaar
request-channel-desk = genoteerd door ons personeel
request-channel-public = via de openbare pagina
request-outcome-done = gedaan
request-outcome-nothing-held = er was niets bewaard
request-outcome-refused = geweigerd
request-late = Te laat
request-received = ontvangen
request-due = uiterlijk
request-open = Behandelen
request-refuse = Afsluiten als geweigerd
receipt = Ontvangstbewijs
look-up-title = Een persoon opzoeken
look-up-words = Op boekingscode en achternaam, op accountnaam of op e-mailadres. Wat u typt gaat mee in het formulier en wordt nergens bewaard; dat u keek, wordt vastgelegd.
look-up-button = Opzoeken
note-title = Alleen een verzoek noteren
note-words = Het wacht hier verzegeld en moet binnen een maand beantwoord zijn.
field-locator = Boekingscode
field-family = Achternaam
field-given = Voornaam
field-network = Netwerk
field-handle = Accountnaam
person-or = of
person-fault-nobody = Geef een boekingscode met een naam, een accountnaam of een e-mailadres.
person-fault-locator = Een boekingscode bestaat uit letters en cijfers.
person-fault-network = Kies het netwerk van de accountnaam.
person-fault-email = Dit is geen e-mailadres.
bases-title = Waarop campagnes rusten
bases-words = Open zoeken vraagt een effectbeoordeling in het campagnebestand. Een handtekening hier geldt 90 dagen; is er een, dan stopt open zoeken zodra die eindigt of wordt ingetrokken.
bases-none = Er is nog geen campagne.
stops-title = Lopende campagnes
stops-words = U mag elke campagne stoppen, zonder een reden te geven. Alleen twee mensen van het campagneteam kunnen haar weer laten doorgaan.
stops-confirm = Alles hieronder wordt meteen bevroren. Om door te gaan moet iemand van het team het vragen en een ander het bevestigen.
stops-none = Er is geen campagne actief.
listening-mode-opt-in = programma met toestemming
listening-mode-mention = vermeldingen van ons
listening-mode-open-search = open zoeken
basis-covered = heeft een grondslag
basis-not-covered = geen geldige beoordeling
basis-until = geldt tot
basis-over = geldt niet meer
basis-changed = het bestand is sindsdien gewijzigd
assessment-sign = Beoordeling ondertekenen
assessment-withdraw = Intrekken
kept-title = Bewaartermijnen
kept-people = Mensen zonder cadeau
kept-quarantine = Onleesbare regels
kept-jobs = Afgerond werk
kept-sessions = Inlogsessies
kept-limit-people = 24 uur na hun laatste vertrek
kept-limit-quarantine = 14 dagen
kept-limit-jobs = 7 dagen
kept-limit-sessions = 30 minuten zonder verzoek
kept-oldest = oudste van
kept-goes = verdwijnt
kept-empty = niets aanwezig
kept-late = had weg moeten zijn
kept-in-time = op tijd
person-title = Wat er bewaard is
person-several-words = Over geen van hen wordt iets verteld. Voeg een voornaam toe of duid de persoon anders aan.
person-held = Bewaard, gemaskeerd
person-nothing = Er is niets bewaard
person-booking = Boeking
person-account = Account
held-posts = Berichten
person-matches = Koppelingen
held-gifts = Cadeaus
person-follow-ups = Onze berichten erover
person-suppressed = Op de lijst van wie nooit gekoppeld wordt
yes = ja
no = nee
access-words = Alles wat over deze persoon is bewaard, met bron. Het ophalen wordt vastgelegd.
access-text = Bestand om te lezen
access-json = Bestand voor machines (JSON)
erase-words = Sleutels worden vernietigd, open cadeaus en berichten teruggenomen, aantallen blijven zonder naam. Dit kan niet ongedaan worden gemaakt.
erase-how = Hoe ver
erase-object = Verwijderen en deze persoon nooit meer koppelen (bezwaar)
erase-only = Wissen wat bewaard is
erase-sure = Ik heb nagegaan wie het vraagt
erase-unconfirmed = Vink dit aan zodra u zeker weet wie het vraagt.
erase-button = Wissen
receipt-title = Ontvangstbewijs
receipt-erased = Gewist
receipt-at = Wanneer
receipt-kept = Blijft zonder naam
receipt-kept-words = { $gifts } cadeaus, { $entries } boekingen in het grootboek
receipt-objection = Bezwaar
receipt-words = Het bewijs noemt niemand. Geef het nummer aan de persoon; het staat ook in het auditlogboek.
destroyed-keys = Gegevenssleutels
destroyed-bookings = Boekingen
destroyed-legs = Vluchtdelen
destroyed-accounts = Accounts
destroyed-posts = Berichten
destroyed-matches = Koppelingen
destroyed-gifts = Ingetrokken cadeaus
destroyed-consents = Ingetrokken toestemmingen
destroyed-dropped = Vervallen concepten
destroyed-retracted = Teruggehaalde berichten
audit-title = Auditlogboek
audit-find = Regels zoeken
audit-who = Wie
audit-what = Wat
audit-day = Dag (UTC)
audit-all = Alle
audit-show = Tonen
audit-entries = Regels
audit-number = nr.
audit-older = Ouder
audit-none = Geen regel past.
chain-check = De hele keten controleren
chain-broken = De keten is gebroken bij regel { $n }. Vanaf daar is het logboek van buitenaf gewijzigd. Laat de database zoals zij is en ga na wie erin kon schrijven.
register-title = Verwerkingsregister
register-about = AVG, artikel 30
register-words = Gemaakt uit wat deze installatie werkelijk doet: campagnes, netwerken en bewaartermijnen.
register-file = Als bestand ophalen
objection-title = Ik wil niet gekoppeld worden
objection-words = Vertel ons wie u op uw netwerk bent of welke boeking van u is, en giftgate laat u met rust. U hebt geen account nodig en hoeft geen reden te geven.
objection-button = Laat mij met rust
objection-same = Het antwoord is voor iedereen gelijk: niemand kan eruit afleiden of wij iemand kennen.
objection-without = Zonder kaartje
objection-taken = Dank u. Het geldt vanaf dit moment.
objection-taken-words = Niets wat vanaf nu binnenkomt, wordt aan u gekoppeld. Als wij iets over u bewaren, wist onze privacyfunctionaris het binnen een maand.
object-title = Deze persoon wil dit niet
object-words = Het telt meteen: niets wat vanaf nu binnenkomt wordt aan deze persoon gekoppeld, en onze privacyfunctionaris wist wat we hebben. Niemand hoeft een reden te geven.
object-gift = Een cadeau dat nog niet is overhandigd: leg het hierboven vast als afgeslagen.
object-sure = Deze persoon heeft dit gezegd
object-unconfirmed = Vink dit aan zodra u zeker weet dat deze persoon dit heeft gezegd.
object-button = Bezwaar vastleggen
field-card = Code op het kaartje bij uw cadeau
health-title = Toestand
health-parts = Deze installatie
health-database = Database
health-schema = schema { $n }
health-good = goed
health-migrate = voer ‘giftgate migrate’ uit
health-work = Werk op de achtergrond
health-queue = { $queued } wachtend, { $running } bezig
health-waits = wacht sinds
health-no-worker = er draait geen werker
health-requests = Privacyverzoeken
health-outbox = Map met uitgaande berichten
failures-title = Mislukt werk
failures-none = Niets is opgegeven
failures-none-words = Werk dat acht keer mislukte, wacht hier op een besluit.
failure-why = Waarom
failure-tries = Pogingen
failure-next = Volgende stap
failure-retry = Opnieuw uitvoeren
failure-reason = Waarom het weg kan
failure-unreasoned = Schrijf eerst de reden.
failure-drop = Laten vallen
job-plan-rounds = Rondes opnieuw plannen
job-publish = Bericht plaatsen
job-retract = Bericht terughalen
job-queue-posts = Goedgekeurde berichten doorzetten
job-withdraw-overdue = Te late cadeaus terugnemen
job-purge = Verlopen gegevens wissen
job-part-campaign = Campagne
job-part-station = Station
job-part-follow-up = Bericht
job-next-plan-rounds = Ga na of kaart en koeriers van het station kloppen en voer het opnieuw uit.
job-next-publish = Ga na of het bericht al is geplaatst en voer het opnieuw uit; het gaat nooit twee keer uit.
job-next-retract = Haal het zo nodig met de hand van het netwerk en voer het opnieuw uit.
job-next-queue-posts = Voer het opnieuw uit; het komt elke minuut vanzelf terug.
job-next-withdraw-overdue = Voer het opnieuw uit; het komt elke minuut vanzelf terug.
job-next-purge = Voer het meteen opnieuw uit: bewaartermijnen zijn een belofte.
stations-title = Stations
stations-map-words = Looptijden vanaf de balie. Ze komen met giftgate mee (campaigns/stations); een bestand met dezelfde naam in de map stations van uw datamap gaat voor, en voegt stations toe. Het wordt bij de start gelezen.
stations-own = van deze installatie
stations-map = Wegen vanaf de balie op { $station }
stations-none = Geen station heeft een kaart; elke gate telt als tien minuten ver.
way-from = Van
way-to = Naar
way-there = Heen
way-back = Terug
glass-title = Noodtoegang
glass-words = Een beheerder ziet geen reizigers. In nood vraagt men hier met een reden om een rol; een andere beheerder of een privacyfunctionaris verleent die voor 60 minuten. Alles, ook elke bekeken pagina, wordt vastgelegd.
glass-ask = Om een rol vragen
glass-role = Rol
glass-reason = Reden
glass-reason-words = 10 tot 500 tekens; noem geen reiziger. De reden blijft staan.
glass-button = Vragen
glass-fault-reason = Schrijf een reden van 10 tot 500 tekens.
glass-fault-role = Kies een rol.
glass-list = Verzoeken
glass-none = Niemand heeft iets gevraagd.
glass-state-asked = wacht op een tweede persoon
glass-state-held = van kracht
glass-state-refused = geweigerd
glass-state-over = voorbij
glass-decided = besloten door { $who }
glass-until = tot
glass-grant = 60 minuten verlenen
glass-refuse = Weigeren
glass-end = Teruggeven
basis-in-file = in het bestand ondertekend door { $who }, tot
basis-signed = hier ondertekend door { $who } op
done-request-noted = Het verzoek is genoteerd.
done-request-closed = Het verzoek is afgesloten.
done-assessment-signed = Ondertekend voor 90 dagen.
done-assessment-withdrawn = Ingetrokken; open zoeken is gestopt.
done-job-retried = Het wordt opnieuw uitgevoerd.
done-job-dropped = Het is vervallen.
done-glass-asked = Gevraagd. Een tweede persoon moet het verlenen.
done-glass-granted = Verleend voor 60 minuten.
done-glass-refused = Geweigerd.
done-glass-ended = Teruggegeven.
request-days =
    { $n ->
        [one] Nog { $n } dag
       *[other] Nog { $n } dagen
    }
person-several =
    { $n ->
        [one] { $n } persoon past
       *[other] { $n } personen passen
    }
receipt-suppressed =
    { $n ->
        [one] { $n } nieuwe regel op de lijst, als versleutelde hash
       *[other] { $n } nieuwe regels op de lijst, als versleutelde hashes
    }
chain-whole =
    { $n ->
        [one] De keten is heel: { $n } regel.
       *[other] De keten is heel: { $n } regels.
    }
health-dead =
    { $n ->
        [one] { $n } wacht op u
       *[other] { $n } wachten op u
    }
health-requests-n =
    { $n ->
        [one] { $n } open
       *[other] { $n } open
    }
health-outbox-n =
    { $n ->
        [one] { $n } bestand
       *[other] { $n } bestanden
    }
health-stations-n =
    { $n ->
        [one] { $n } looproutekaart
       *[other] { $n } looproutekaarten
    }

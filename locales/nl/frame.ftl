# Around every page
skip-to-main = Naar de inhoud
nav-main = Hoofdmenu
nav-campaigns = Campagnes
nav-gate = Gate
nav-campaign = Campagne
nav-languages = Talen
nav-pages = Pagina’s
foot-words = Een machine stelt voor. Mensen beslissen.
times-title = Tijden op deze pagina
times-station = op het station
times-own = bij u
busy = Bezig …
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

# Problems
problem-title-not-found = Hier is niets
problem-title-bad-request = Dit adres is niet te lezen
problem-title-wrong-host = Deze naam is niet van ons
problem-title-sign-in = Log eerst in
problem-title-forbidden = Dit is niet voor uw rol
problem-title-foreign-form = Dit formulier is niet aangenomen
problem-title-conflict = Dat kan niet meer
problem-title-not-allowed = Hier kun je alleen lezen
problem-title-unavailable = Nu even niet beschikbaar
problem-title-failed = Er ging iets stuk
problem-words-not-found = Het adres is misschien oud of verkeerd getypt.
problem-words-bad-request = Ga terug en gebruik de links van de pagina.
problem-words-wrong-host = Zet GIFTGATE_PUBLIC_URL op het adres dat mensen gebruiken en probeer het opnieuw.
problem-words-sign-in = Deze pagina is voor mensen met een account.
problem-words-forbidden = Hebt u dit nodig voor uw werk? Vraag een beheerder om de rol.
problem-words-foreign-form = Het kwam niet van een pagina van ons, of de pagina was verouderd. Laad de pagina opnieuw en verstuur het nog eens.
problem-words-conflict = Iemand anders heeft het intussen gewijzigd. Laad de pagina opnieuw.
problem-words-not-allowed = Deze pagina’s tonen; ze veranderen niets.
problem-words-unavailable = Wacht even en laad de pagina opnieuw.
problem-words-failed = Het is opgeschreven. Noem het kenmerk als je hulp vraagt.
problem-reference = Kenmerk
problem-home = Naar de campagnes
problem-start = Naar het begin
done-saved = Opgeslagen.
problem-title-refused = Dit kan niet
problem-words-wrong-state = Het staat niet meer waar deze stap begint. Laad de pagina opnieuw en kijk hoe het ervoor staat.
problem-words-own-proposal = U hebt dit zelf voorgesteld. Iemand anders moet het goedkeuren.
problem-words-over-cap = Een limiet van de campagne heeft hiervoor niet genoeg over.
problem-words-content-changed = Het is gewijzigd nadat u het opende. Lees het opnieuw voordat u beslist.
problem-words-too-late = De gate sluit voordat het cadeau er kan zijn.
problem-words-stopped = De campagne is gestopt. Er gaat niets uit tot ze weer loopt.
problem-words-no-consent = De reiziger heeft hier niet mee ingestemd.
problem-words-last-admin = Dit is de laatste beheerder. Maak eerst iemand anders beheerder.
problem-words-embargoed = Het moet wachten; de pagina zegt tot wanneer.

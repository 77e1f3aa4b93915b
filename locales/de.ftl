# Texts of the pages in German. Every file holds the same keys.

# Around every page
skip-to-main = Zum Inhalt springen
nav-main = Hauptmenü
nav-campaigns = Kampagnen
nav-gate = Gate
nav-campaign = Kampagne
nav-languages = Sprachen
nav-pages = Seiten
foot-words = Eine Maschine schlägt vor. Menschen entscheiden.
stations = Stationen
tab-board = Tafel
tab-candidates = Kandidaten
tab-plan = Plan
tab-follow-ups = Folgeposts
tab-report = Bericht
as-of = Stand
unit-min = min
unit-hours = Std.
show-as-table = Als Tabelle zeigen
page-first = Erste Seite
page-next = Nächste Seite
simulated = Demo-Stellvertreter
count-gifts =
    { $n ->
        [one] { $n } Geschenk
       *[other] { $n } Geschenke
    }
count-candidates =
    { $n ->
        [one] { $n } Kandidat
       *[other] { $n } Kandidaten
    }

# Campaign list
campaigns-empty-title = Noch keine Kampagne
campaigns-empty-words = Sehen Sie mit der Demo einen ganzen Flughafentag, oder schreiben Sie Ihre erste Kampagnendatei:
money-spent-of = von { $limit } ausgegeben

# Board
board-title = Heute
alerts-title = Braucht einen Blick
alert-delay =
    { $n ->
        [one] { $flight } ist { $n } Minute später
       *[other] { $flight } ist { $n } Minuten später
    }
alert-gate = { $flight } hat ein anderes Gate
alert-cancelled = { $flight } ist annulliert
alert-stock = { $gift }: fast aufgebraucht
alert-stock-left =
    { $n ->
        [one] noch { $n } Stück
       *[other] noch { $n } Stück
    }
alert-gifts-move =
    { $n ->
        [one] { $n } Geschenk zieht mit
       *[other] { $n } Geschenke ziehen mit
    }
alert-gifts-wait =
    { $n ->
        [one] { $n } Geschenk geht dorthin
       *[other] { $n } Geschenke gehen dorthin
    }
alert-freed =
    { $n ->
        [one] { $n } Geschenk zurückgenommen, { $amount } wieder frei
       *[other] { $n } Geschenke zurückgenommen, { $amount } wieder frei
    }
clock-title = Übergaben entlang der Fluguhr
clock-zone = Stationszeit ({ $zone })
clock-empty = Heute keine Übergaben. Sie erscheinen hier, sobald Geschenke geplant sind.
legend-window = Übergabefenster
legend-planned = geplant
legend-lost = nicht übergeben
legend-now = jetzt
lane-departs = Abflug
lane-late =
    { $n ->
        [one] { $n } Minute später
       *[other] { $n } Minuten später
    }
lane-gate = Gate { $gate }
lane-window = Fenster { $from }–{ $to }
funnel-title = Vom Post zum Geschenk
funnel-note = Die Balken sind logarithmisch, damit kleine Zahlen sichtbar bleiben.
caps-title = Geld und andere Grenzen
caps-empty = Diese Kampagne nutzt noch keine Grenzen.
cap-committed = ausgegeben oder verbraucht
cap-reserved = reserviert
cap-free = frei
cap-left = { $amount } frei
cap-words = { $committed } ausgegeben, { $reserved } reserviert, Grenze { $limit }
cap-words-pieces = { $committed } verbraucht, { $reserved } reserviert, Grenze { $limit }
used-of = { $used } von { $limit }
by-language-title = Übergaben nach Sprache
by-station-title = Übergaben nach Station
no-gifts-yet = Noch keine Geschenke.
screened-title = Ausgesiebt
screened-words = Gezählt und vergessen: Von diesen Posts bleibt nichts.
screened-empty = Nichts wurde ausgesiebt.
funnel-posts = Gelesene Posts
funnel-screened-out = Ausgesiebt
funnel-matched = Zugeordnet
funnel-confirmed = Bestätigt
funnel-proposed = Vorgeschlagen
funnel-approved = Genehmigt
funnel-delivered = Übergeben
funnel-posted = Gepostet
cap-money = Kampagnenbudget
cap-money-day = Tagesbudget
cap-gifts = Anzahl Geschenke
cap-team-minutes = Teamminuten

# Table heads
col-actual = tatsächlich
col-bits = Bits
col-cost = Kosten
col-count = Anzahl
col-done-of = Erledigt / geplant
col-departs = Abflug
col-drawing = Zeichnung
col-evidence = Beleg
col-figure = Zahl
col-flight = Flug
col-gate = Gate
col-gift = Geschenk
col-hand-overs = Übergaben
col-language = Sprache
col-method = Methode
col-network = Netzwerk
col-pieces = Stück
col-posts = Posts
col-reached = Erreicht
col-read-at = Gelesen
col-result = Ergebnis
col-score = Punkte
col-share = Anteil
col-source = Quelle
col-state = Status
col-station = Station
col-step = Schritt
col-target = Ziel
col-traveller = Reisende
col-unit = Einheit
col-wanted = Gewünscht
col-why = Warum

# Candidates
filter-by-state = Nach Status filtern
filter-by-band = Nach Wahrscheinlichkeit filtern
filter-all = Alle
filter-any-band = Jede Wahrscheinlichkeit
band-sure = ab 99 %
band-likely = 90–99 %
band-possible = 50–90 %
band-weak = unter 50 %
candidates-empty-title = Kein Kandidat passt zu diesem Filter
candidates-empty-words = Wählen Sie einen anderen Status oder eine andere Wahrscheinlichkeit.
n-bits = { $n } Bits
decided-by = Entschieden von: { $role },
evidence-title = Belege
probability-words = dass Autor und Fluggast dieselbe Person sind; die Belege wiegen { $bits } Bits
evidence-sum = Gewicht der Zuordnung
evidence-note = Jedes Bit verdoppelt oder halbiert die Chance. Der Ausgangswert sagt, wie selten zwei zufällige Menschen zusammengehören; jeder Beleg schiebt die Summe nach rechts (dafür) oder links (dagegen).
evidence-prior = Vor allen Belegen
evidence-name = Name
evidence-handle = Kontoname
evidence-flight = Flug
evidence-airport = Flughafen
evidence-airports = Flughäfen
evidence-route = Strecke
evidence-date = Datum
evidence-time = Uhrzeit
evidence-home = Wohnort
evidence-location = Ort
evidence-language = Sprache
evidence-trip = Reise
evidence-opt-in = Teilnehmer
evidence-mention = Sprach uns an
post-title = Der Post, wie geschrieben
post-open = Auf { $network } öffnen
basis = Rechtsgrundlage
facts = Genutzte Fakten
facts-none = keine
booking-title = Die Buchung
gate-unknown = noch nicht bekannt
masked-note = Namen aus Buchungen sind hier maskiert.
rivals-title = Andere passen ebenso
rivals-words = Zwei oder mehr Reisende passen zu diesem Post. giftgate rät nie: Niemand bekommt dafür ein Geschenk, solange keine weiteren Belege auftauchen.
basis-opted-in = Nimmt mit diesem Konto teil
basis-gave-handle = Gab der Airline dieses Konto
basis-mentioned-us = Sprach die Airline an
basis-open-search = Offene Suche mit unterschriebener Abschätzung
tag-hiking = Wandern
tag-running = Laufen
tag-drawing = Zeichnen
tag-music = Musik
tag-family = Familie
tag-birthday = Geburtstag
tag-honeymoon = Flitterwochen
tag-first-holiday = erster Urlaub
tag-food = Essen
tag-photography = Fotografie
tag-cycling = Radfahren
tag-reading = Lesen

# Plan
plan-made = erstellt
plan-empty-title = Noch kein Plan
plan-empty-words = Ein Plan entsteht, sobald ein Mensch die ersten Kandidaten bestätigt hat.
proof-title = Wie gut der Plan ist
plan-value = Wert des Plans
plan-bound = Bewiesen: Kein Plan unter diesen Grenzen ist mehr wert als { $n }.
plan-gap = Abstand zum Bestmöglichen
plan-gap-words = Selbst ein perfekter Plan wäre höchstens { $gap } mehr wert.
plan-gifts = Geschenke
plan-hold-out = Vergleichsgruppe
plan-hold-out-words = zufällig gezogen, bevor jemand wählte (Startwert { $seed })
plan-caps = Genutzte Grenzen
not-chosen-title =
    { $n ->
        [one] { $n } Reisender ohne Geschenk
       *[other] { $n } Reisende ohne Geschenk
    }
not-chosen-why = Warum sie nichts bekamen
not-chosen-list = Einzeln zeigen
part-relevance = Relevanz
part-occasion = Anlass
part-use-on-trip = Nutzen auf dieser Reise
part-effort-benefit = Aufwand und Nutzen
part-feasibility = Machbarkeit
part-confidence = Sicherheit

# Reasons
reason-hold-out = Zufällig zurückgehalten
reason-cap-money = Kampagnenbudget aufgebraucht
reason-cap-money-day = Tagesbudget aufgebraucht
reason-cap-gifts = Anzahl Geschenke erreicht
reason-cap-team-minutes = Keine Teamzeit mehr
reason-cap-stock = Nicht auf Lager: { $what }
reason-cap-station = Stationsbudget aufgebraucht: { $what }
reason-rule-liquids = Flüssigkeit über 100 ml
reason-rule-customs = Zoll am Ziel
reason-rule-age = Zu jung
reason-rule-cool-down = Bekam vor Kurzem ein Geschenk
reason-no-gift-fits = Kein Geschenk passt
reason-lower-score = Andere hatten mehr Punkte
reason-too-late = Das Gate schließt zu früh
reason-open-complaint = Offene Beschwerde: Hilfe zuerst
reason-not-confirmed = Nicht bestätigt
reason-health = Gesundheit
reason-pregnancy = Schwangerschaft
reason-faith = Glaube
reason-politics = Politik
reason-sexuality = Sexualität
reason-ethnicity = Ethnie
reason-union = Gewerkschaft
reason-crime = Straftaten
reason-money = Geldsorgen
reason-grief = Trauer
reason-minors = Kinder
reason-do-not-contact = Will in Ruhe gelassen werden
reason-unknown-language = Sprache unbekannt

# Follow-ups
follow-ups-words = Ein Post geht einmal hinaus: nach Genehmigung, mit Einwilligung der Reisenden und einige Stunden nach der Ankunft.
follow-ups-empty-title = Kein Post
follow-ups-empty-words = Entwürfe erscheinen, sobald ein Geschenk übergeben ist.
published-at = Veröffentlicht
needs-approval = Wartet auf Genehmigung
has-approval = Genehmigt
approved-by = Genehmigt von: { $role }
needs-consent = Wartet auf die Einwilligung
has-consent = Einwilligung liegt vor
not-before = Nicht vor

# Gate
gate-title = Welche Station?
gate-empty-title = Keine Übergaben geplant
gate-empty-words = Stationen erscheinen hier, sobald Geschenke genehmigt sind.
open-gifts =
    { $n ->
        [one] { $n } Geschenk zu übergeben
       *[other] { $n } Geschenke zu übergeben
    }
done-gifts =
    { $n ->
        [one] { $n } übergeben
       *[other] { $n } übergeben
    }
next-closes = nächstes schließt
gate-quiet-title = Gerade nichts zu übergeben
gate-quiet-words = Neue Geschenke erscheinen hier, sobald sie genehmigt sind.
gate-over-title = Erledigt
window-closes-in = schließt in
window-closes-soon = schließt bald
window-opens-in = öffnet in
window-closed = geschlossen
window-none = kein Fenster
gate-was = Gate vorher: { $gate }. Gate jetzt:
pier = Pier { $pier }
seat = Sitz
at-arrival = bei Ankunft

# Report
report-title = Impressionsbericht
report-made = erstellt
report-of-approved = von { $n } genehmigten Geschenken
report-spent = Ausgegeben
report-spent-words = im Kassenbuch gebucht, mit Steuer
cost-per-hand-over = Kosten je Übergabe
cost-per-hand-over-words = alle Ausgaben über alle Übergaben
cost-per-mille = Kosten je tausend Impressionen
no-impressions-yet = noch keine Impressionen gelesen
figures-title = Zahlen und woher sie kommen
figures-words = Jedes Netzwerk zählt auf seine Art. Verschiedene Einheiten werden nie addiert.
figures-empty = Noch keine Messwerte. Sie werden gelesen, sobald Posts veröffentlicht sind.
coverage = deckt { $n } % ab
definition =
    { $n ->
        [one] Definition { $version }, { $n } Post
       *[other] Definition { $version }, { $n } Posts
    }
growth-title = Wie die Zahlen wuchsen
targets-title = Ziele und Ergebnis
targets-empty = Es wurden keine Ziele gesetzt.
target-met = erreicht
target-open = noch nicht erreicht
target-unknown = noch nichts bekannt
effect-title = Hat es etwas bewirkt?
effect-groups = { $treated } Reisende mit Geschenk, { $held } zufällig zurückgehalten, bevor jemand wählte.
effect-interval = Unterschied, zwischen { $low } und { $high } mit { $sure } Sicherheit
effect-none = Bei dieser Größe nicht nachweisbar
effect-minimum = Gruppen dieser Größe könnten erst einen Unterschied ab { $size } zeigen.
effect-note = Wir behaupten nichts, was die Zahlen nicht tragen.
costs-title = Was gegeben wurde
yardstick-title = Neben KLM Surprise, 2010
yardstick-words = November 2010, Schiphol: { $gifts } Geschenke und ein Kanal, der in einem Monat { $views } Mal gesehen wurde.
yardstick-note = Die Aufrufe sind eine veröffentlichte runde Zahl; Kosten und Wirkung wurden nie veröffentlicht.
unit-impressions = Impressionen
unit-views = Aufrufe
unit-reach = Reichweite
unit-engagements = Interaktionen
method-measured = gemessen
method-estimated = geschätzt
method-by-hand = von Hand
method-sample = Beispieldaten
metric-hand-overs = Übergaben
metric-impressions = Impressionen
metric-on-time-percent = Rechtzeitig übergeben
metric-answered-in-hour-percent = Beschwerden in einer Stunde beantwortet
metric-publication-consents = Einwilligungen zur Veröffentlichung

# States
campaign-state-draft = Entwurf
campaign-state-rehearsal = Probe
campaign-state-live = Läuft
campaign-state-paused = Pausiert
campaign-state-cool-down = Ausklang
campaign-state-closed = Beendet
match-state-suggested = Vorgeschlagen
match-state-confirmed = Bestätigt
match-state-rejected = Abgelehnt
match-state-ambiguous = Mehrdeutig
match-state-expired = Abgelaufen
match-state-withdrawn = Zurückgezogen
gift-state-draft = Entwurf
gift-state-proposed = Vorgeschlagen
gift-state-approved = Genehmigt
gift-state-picked-up = Abgeholt
gift-state-handed-over = Übergeben
gift-state-declined = Abgelehnt
gift-state-missed = Verpasst
gift-state-withdrawn = Zurückgezogen
follow-up-state-draft = Entwurf
follow-up-state-approved = Genehmigt
follow-up-state-held = Zurückgehalten
follow-up-state-queued = In der Warteschlange
follow-up-state-published = Veröffentlicht
follow-up-state-uncertain = Unklar
follow-up-state-failed = Fehlgeschlagen
follow-up-state-retracted = Zurückgenommen
flight-state-sch = Pünktlich
flight-state-del = Verspätet
flight-state-gch = Gatewechsel
flight-state-gto = Gate offen
flight-state-brd = Einsteigen
flight-state-gcl = Gate schließt
flight-state-gtd = Gate geschlossen
flight-state-dep = Abgeflogen
flight-state-lnd = Gelandet
flight-state-arr = Angekommen
flight-state-cnx = Annulliert

# Names
network-bluesky = Bluesky
network-mastodon = Mastodon
network-x = X
network-instagram = Instagram
network-threads = Threads
network-facebook = Facebook
network-webhook = Webhook
language-en = Englisch
language-nl = Niederländisch
language-es = Spanisch
language-de = Deutsch
language-ja = Japanisch
role-planner = Planer
role-approver = Genehmiger
role-gate = Gate-Personal
role-marketer = Marketing
role-care = Kundendienst
role-privacy = Datenschutz
role-admin = Verwaltung
role-system = giftgate

# Problems
problem-title-not-found = Hier ist nichts
problem-title-bad-request = Diese Adresse ist nicht lesbar
problem-title-wrong-host = Dieser Name gehört nicht zu uns
problem-title-not-allowed = Hier ist nur Lesen möglich
problem-title-unavailable = Gerade nicht bereit
problem-title-failed = Etwas ist kaputtgegangen
problem-words-not-found = Die Adresse ist vielleicht veraltet oder vertippt.
problem-words-bad-request = Gehen Sie zurück und nutzen Sie die Links der Seite.
problem-words-wrong-host = Setzen Sie GIFTGATE_PUBLIC_URL auf die Adresse, die benutzt wird, und versuchen Sie es erneut.
problem-words-not-allowed = Diese Seiten zeigen nur; sie ändern nichts.
problem-words-unavailable = Warten Sie kurz und laden Sie die Seite neu.
problem-words-failed = Es wurde notiert. Nennen Sie das Zeichen, wenn Sie Hilfe brauchen.
problem-reference = Zeichen
problem-home = Zu den Kampagnen

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
lane-lands = Landung
clock-from = aus { $place }
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
cap-day = Tagesbudget { $what }
cap-station = Stationsbudget { $what }
caps-untouched = Unberührte Geschenke ({ $count })
cap-gifts = Anzahl Geschenke
cap-team-minutes = Teamminuten

# Candidates
filter-by-state = Nach Status filtern
filter-by-band = Nach Wahrscheinlichkeit filtern
filter-all = Alle
filter-any-band = Jede Wahrscheinlichkeit
band-sure = ab 99 %
band-likely = 80–99 %
band-possible = 50–80 %
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
evidence-route = Strecke
evidence-date = Datum
evidence-language = Sprache
evidence-mention = Sprach uns an
evidence-registered-handle = Uns genanntes Konto
evidence-place = Ort
evidence-trip-role = Wessen Reise
evidence-home-town = Wohnort
evidence-family = Familie
evidence-calibration = Aus Entscheidungen gelernt
evidence-competition = Andere Passagiere
evidence-rival-authors = Andere Konten
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

done-campaign-saved = Gespeichert. Der geltende Plan bleibt, wie er ist, bis Sie neu planen.
done-live = Die Kampagne ist live. Ihre Ziele sind festgeschrieben.
problem-words-no-basis = Diese Kampagne kann noch nicht live gehen: Ihre Grundlage ist für die jetzige Datei nicht unterschrieben, oder ihre Tage sind vorbei.
tab-edit = Kampagne

# Der Editor
edit-title = Kampagne bearbeiten
edit-words = Das Formular schreibt die Datei der Kampagne. Nichts wird gespeichert, bevor Sie gesehen haben, was sich ändert.
edit-check = Ansehen, was sich ändert
edit-check-words = Noch wird nichts gespeichert.
edit-check-file = Diese Datei prüfen
edit-file = Die ganze Datei
edit-file-words = Hier steht auch, was das Formular nicht zeigt: Kuriere, Namen in anderen Sprachen, Quoten. Kommentare bleiben.
edit-line = Zeile { $n }
edit-optional = darf leer sein
edit-new-gift = Ein neues Geschenk
edit-remove = Nicht mehr schenken
edit-tier = Stufe { $n }
edit-faults =
    { $n ->
        [one] { $n } Fehler
       *[other] { $n } Fehler
    }
edit-stale-title = Jemand hat eine andere Änderung gespeichert
edit-stale-words = Was Sie sehen, beruht auf einer älteren Datei. Beginnen Sie mit der jetzigen Datei neu und übernehmen Sie von unten, was Sie brauchen.
edit-again = Mit der jetzigen Datei beginnen
edit-told = Was diese Änderung bewirkt
edit-no-change = Nichts: Die Datei bleibt, wie sie ist.
edit-people-more =
    { $n ->
        [one] { $n } Person mehr bekommt ein Geschenk
       *[other] { $n } Personen mehr bekommen ein Geschenk
    }
edit-people-less =
    { $n ->
        [one] { $n } Person weniger bekommt ein Geschenk
       *[other] { $n } Personen weniger bekommen ein Geschenk
    }
edit-people-same = Gleich viele Personen bekommen ein Geschenk
edit-cost-more = { $amount } mehr
edit-cost-less = { $amount } weniger
edit-cost-same = zu gleichen Kosten
edit-effect-words = wenn Sie mit den jetzt Bestätigten neu planen
edit-nothing = nichts
edit-plan-differs = Der Plan vorher und nachher
edit-save = Datei speichern
edit-discard = Verwerfen
edit-rehearse = An vergangenen Tagen proben

edit-group-frame = Die Kampagne
edit-group-caps = Was sie ausgeben darf
edit-group-gifts = Geschenke
edit-group-targets = Ziele
edit-group-stations = Flughäfen
edit-group-rules = Regeln
edit-group-listening = Zuhören
edit-group-delivery = Übergabe
edit-group-approval = Freigabe
edit-group-follow-up = Folgebeiträge
edit-name = Name
edit-goal = Ziel
edit-owner = Wer dafür einsteht
edit-tone = Ton der Texte
edit-pillar = Wofür sie da ist
edit-languages = Sprachen, in denen sie Menschen bedient
edit-starts-on = Erster Tag
edit-ends-on = Letzter Tag
edit-hold-out-percent = Vergleichsgruppe, Prozent
edit-cool-down-days = Tage ohne zweites Geschenk
edit-engagement-by = Die Interaktionsrate wird geteilt durch
edit-caps-campaign = Ganze Kampagne
edit-caps-day = Je Tag
edit-caps-gift = Je Geschenk, mit Steuer
edit-caps-person = Je Person
edit-caps-network-calls = Kostenpflichtige Netzabrufe (X)
edit-caps-gifts = Zahl der Geschenke
edit-caps-team-minutes = Minuten des Personals
edit-rules-max-facts = Angaben aus Beiträgen hinter einem Geschenk (höchstens 2)
edit-rules-max-fact-age-days = Älteste Angabe, Tage (höchstens 14)
edit-rules-exclude-destinations = Ziele, die nichts bekommen
edit-rules-skip-open-complaint = Menschen mit offener Beschwerde dem Betreuungsteam überlassen
edit-rules-only-may-leave = Nur für Reisende mit Status, die sich nach einem Flug beschwert haben
edit-rules-elite-percent-max = Geschenke an Elite-Stufen höchstens, Prozent
edit-listening-mode = Wem sie zuhören darf
edit-listening-networks = Netzwerke, die sie liest
edit-listening-mentions = Unsere eigenen Konten
edit-delivery-service-minutes = Minuten je Übergabe
edit-delivery-before-closure-minutes = Fertig so viele Minuten vor Schließen des Gates
edit-delivery-couriers = Kuriere
edit-targets = Ziel
edit-targets-value = Zu erreichen
edit-stations = Flughafen
edit-stations-budget = Sein Anteil am Geld
edit-gifts = Geschenk
edit-gifts-slug = Name in Dateien
edit-gifts-name-en = Name auf Englisch
edit-gifts-use-on = Wo es nützt
edit-gifts-cost = Preis ohne Steuer
edit-gifts-tax = Steuer
edit-gifts-stock = Stück
edit-gifts-benefit = Freude, 0 bis 100
edit-gifts-effort-minutes = Minuten des Personals je Stück
edit-gifts-lead-minutes = Minuten, bis es am Schalter liegt
edit-approval = Freigabestufe
edit-approval-up-to = Bis zu
edit-approval-approvers = Freigebende
edit-follow-up-hours-after-arrival = Stunden nach der Ankunft (mindestens 3)
edit-follow-up-when = Wann, als Regel zur Landung: „landing + 5 h“ oder „next day 10:00“ (Ortszeit des Flughafens)
edit-follow-up-link = Wohin ihr Link führt (https://…)
edit-follow-up-link-tags = Dieser Seite Netzwerk und Kampagne mitteilen
edit-follow-up-networks = Netzwerke, auf denen sie schreibt
edit-follow-up-templates = Text
pillar-service = Service: helfen und gutmachen
pillar-brand = Marke: im Gespräch sein
pillar-commerce = Handel: verkaufen
edit-mode-opt-in = Nur Reisende, die mit ihrem Konto beigetreten sind
edit-mode-mention = Auch wer uns anspricht
edit-mode-open-search = Auch alle öffentlich Schreibenden, mit unterschriebener Abschätzung
use-on-flight = am Flughafen oder an Bord
use-on-trip = am Reiseziel
use-on-home = wieder zu Hause

# Was nicht stimmt
fault-syntax = Diese Zeile ist nicht lesbar.
fault-missing-key = Das fehlt.
fault-unknown-key = Dieser Schlüssel ist unbekannt.
fault-unknown-word = Dieses Wort ist hier unbekannt.
fault-wrong-type = Hierher gehört etwas anderer Art.
fault-out-of-range = Diese Zahl ist zu klein oder zu groß.
fault-bad-date = Das ist kein Tag.
fault-bad-time = Das ist keine Uhrzeit.
fault-bad-money = Das ist kein Betrag.
fault-bad-slug = Dieser Name passt nicht in Dateien und Adressen.
fault-empty-text = Hier steht nichts.
fault-text-too-long = Das ist zu lang.
fault-twice = Das steht hier zweimal.
fault-days-reversed = Der letzte Tag liegt vor dem ersten.
fault-too-long-campaign = Die Kampagne dauert zu lange.
fault-no-language = Keine Sprache ist genannt.
fault-no-network = Kein Netzwerk ist genannt.
fault-no-target = Kein Ziel ist gesetzt.
fault-target-over-cap = Das Ziel liegt über der erlaubten Zahl der Geschenke.
fault-mixed-currency = Das ist eine andere Währung.
fault-amount-too-small = Dieser Betrag ist zu klein.
fault-amount-too-large = Dieser Betrag ist zu groß.
fault-cap-of-zero = Kein einziges Geschenk wäre erlaubt.
fault-cap-below-cheapest = Das ist weniger, als das billigste Geschenk kostet.
fault-cap-without-effect = Das ist mehr, als die ganze Kampagne hat.
fault-gift-over-cap = Dieses Geschenk kostet mehr, als eines darf.
fault-budgets-over-cap = Die Flughäfen haben mehr als die Kampagne.
fault-tiers-not-rising = Die Stufen müssen steigen.
fault-tiers-too-low = Keine Stufe deckt das teuerste Geschenk.
fault-x-needs-opt-in = X darf nur bei Menschen gelesen werden, die selbst beigetreten sind.
fault-no-mentions = Kein Konto von uns ist genannt.
fault-no-assessment = Offene Suche braucht eine unterschriebene Abschätzung.
fault-assessment-expired = Die Abschätzung gilt für diese Tage nicht.
fault-window-too-short = Die Zeit für eine Übergabe ist zu kurz.
fault-no-courier = An diesem Flughafen bringt niemand Geschenke.
fault-template-variable = Der Text verwendet etwas, das es nicht gibt.
fault-no-template = Eine Sprache hat keinen Text.
fault-no-english-name = Der englische Name fehlt.
fault-unknown-tag = So werden Beiträge nie gelesen.
fault-fixed = Das kann sich nicht mehr ändern.
fault-targets-locked = Die Ziele sind festgeschrieben, seit die Kampagne live ist.
fault-wider-basis = Eine laufende Kampagne kann nicht mehr Menschen zuhören.
fault-below-promised = Mehr als das ist schon zugesagt oder ausgegeben.
fault-gift-in-use = Dieses Geschenk ist zugesagt oder schon übergeben.
fault-courier-in-use = Dieser Kurier hat noch Geschenke zu bringen.
fault-alcohol-for-minors = Alkohol braucht ein Mindestalter.
fault-bad-handle = Das ist kein Kontoname.
fault-bad-place = Das ist weder Land noch Flughafen.
fault-bad-station = Das ist kein Flughafencode.
fault-empty-shift = Die Schicht hat keine Dauer.
fault-language-not-served = Die Kampagne bedient diese Sprache nicht.
fault-minimum-over-cap = Die Mindestzahlen verlangen mehr Geschenke als erlaubt.
fault-no-gift = Es gibt nichts zu schenken.
fault-no-hand-over = Hier wird nichts übergeben.
fault-no-station = Kein Flughafen ist genannt.
fault-no-tier = Niemand könnte ein Geschenk freigeben.
fault-template-too-long = Der Text ist zu lang für das Netzwerk.
fault-too-many-gifts = Das sind mehr Geschenke, als jemand beurteilen kann.
fault-unknown-content = Das ist kein übliches Wort für Inhalte.
fault-unknown-station = Dieser Flughafen ist hier unbekannt.

# Live gehen
ready-title = Bevor sie live geht
ready-file = Die Datei ist gültig
ready-yes = ja
ready-basis = Grundlage, von einer Datenschutzperson unterschrieben
ready-basis-signed = für diese Datei unterschrieben
ready-basis-missing = noch nicht unterschrieben
ready-basis-changed = die Datei wurde nach der Unterschrift bearbeitet
ready-basis-ended = zu alt oder zurückgezogen
ready-days = Tage der Kampagne
ready-over = vorbei
ready-go = Live gehen
ready-not = Sie kann live gehen, sobald eine Datenschutzperson ihre Grundlage am Datenschutztisch unterschrieben hat.

# Probe an vergangenen Tagen
rehearsal-title = An vergangenen Tagen geprobt
rehearsal-words = Was diese Kampagne an Tagen geschenkt hätte, deren Beiträge und Buchungen hier noch liegen. Niemand wird angesprochen.
rehearsal-none-title = Kein vergangener Tag liegt hier
rehearsal-none-words = Beiträge und Buchungen gehen bald nach dem Flug. Proben Sie stattdessen an Dateien:
rehearsal-days = Tag für Tag
rehearsal-day = Tag
rehearsal-held-by = gehalten von
rehearsal-people = Gefundene Personen
rehearsal-held-out = { $n } in der Vergleichsgruppe
rehearsal-precision = Zuordnungen richtig
rehearsal-decided = { $right } von { $all } entschieden
rehearsal-undecided = niemand hat entschieden
rehearsal-note = Jeder Tag zählt, als wäre er der einzige. Zuordnungen richtig: wie viele der sicheren Vorschläge Menschen bestätigt haben.
rehearsal-back = Zurück zur Änderung
edit-group-care = Kundendienst: Antworten zum Beginnen
edit-care-answers-text = Text
edit-care-answers = Antwort zum Beginnen
fault-network-needs-picture = Dieses Netzwerk nimmt keinen Beitrag ohne öffentliches Bild.
fault-too-many = Das sind zu viele.

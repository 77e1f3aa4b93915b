# Measure: the parts of a report and the pages around it
growth-by-network = nach Netzwerk
picture-break = Definition { $version } ab hier
picture-budget = Wohin das Geld ging
picture-forest = Unterschiede nach Kampagne
picture-heat = Übergaben nach Gate und Stunde
picture-map = Wohin die Geschenke flogen
picture-calibration = Angegeben und bestätigt
calibration-words = So viele der Zuordnungen mit dieser Wahrscheinlichkeit wurden von Menschen bestätigt.
calibration-stated = Angegebene Wahrscheinlichkeit
calibration-confirmed = Bestätigt
forest-pooled = Alle Kampagnen zusammen
pooled-words = { $n } Kampagnen, zufällige Effekte (DerSimonian–Laird, Intervall nach Hartung–Knapp); { $share } der Streuung liegt zwischen Kampagnen.
cost-gifts = Geschenke
cost-tax = Steuer
cost-wrapping = Verpackung
cost-staff = Arbeitszeit
cost-credits = Guthaben der Netzwerke
cost-calls-title = Netzwerkaufrufe, die Geld kosten
call-read = gelesene Beiträge
call-own-read = gelesene eigene Beiträge
call-user = gelesene Konten
call-create = geschriebene Beiträge
call-create-with-link = geschriebene Beiträge mit Link
call-delete = gelöschte Beiträge
cost-total = Gesamtkosten
cost-full-title = Wohin das Geld ging
cost-unknown = unbekannt, nicht enthalten
days-title = Was jeder Tag brachte
col-day = Tag
col-added = Hinzu
col-definition = Definition
col-hour = Stunde
col-destination = Ziel
col-post = Beitrag
col-difference = Unterschied
col-interval = Intervall
col-age = Alter
col-until = Bis
col-how = Wie
col-column = Spalte
col-holds = Enthält
col-example = Erste Zeile
col-theme = Thema
col-now = Letzte 24 Stunden
col-before = Vier Wochen davor
col-keyness = Beleg (G²)
endings-title = Wie Übergaben endeten
ending-given = Übergeben
ending-declined = Abgelehnt
ending-not-found = Niemand gefunden
ending-in-window = Im Zeitfenster
ending-publication = Beitrag erlaubt
ending-photo = Foto erlaubt
ending-reuse = Weiterverwendung erlaubt
fair-title = Wer Geschenke bekam
fair-words = Übergebene Geschenke, von Reisenden mit bestätigter Zuordnung, die noch gespeichert sind.
fair-given-of = Übergeben / bestätigt
fair-by-language = Nach Sprache des Beitrags
fair-by-cabin = Nach Kabine
fair-by-route = Nach Strecke
fair-by-followers = Nach Followern
fair-unknown = unbekannt
fair-first = First
fair-business = Business
fair-premium = Premium Economy
fair-economy = Economy
fair-under-100 = unter 100
fair-under-1000 = unter 1.000
fair-under-10000 = unter 10.000
fair-from-10000 = ab 10.000
top-title = Meistgesehene Beiträge
gain-title = Was es wert war
returns-title = Rendite
returns-words = Rendite auf die Marge; zwischen { $low } und { $high }
returns-extra = { $n } Reisende mehr buchten wieder, als die Vergleichsgruppe erwarten lässt; { $even } bezahlen die Kampagne.
earned-words = Wert verdienter Medien: { $money }, nach einem Anzeigenpreis. Er gehört zu keiner Rendite.
proof-shows = Mit { $n } Geschenken und { $held } % Vergleichsgruppe wäre ein Anstieg ab { $size } zu sehen, wo { $base } ohnehin wieder buchen.
proof-nothing = Mit { $n } Geschenken und { $held } % Vergleichsgruppe wäre kein Anstieg zu sehen.
proof-needed = Planen Sie { $n } für fünf Punkte.
targets-locked = Bei Start festgelegt:
targets-edits = Seither geändert
targets-met = Ziele erreicht
target-why = Warum es sich ändert
target-button = Ziel ändern
retired-title = Zahlen, die es nicht mehr gibt
retired-since = nicht verfügbar seit
retired-since-label = Nicht verfügbar seit (leer: wieder verfügbar)
retired-words = Gibt ein Netzwerk eine Zahl nicht mehr, sagt der Bericht das; er zeigt nie 0.
note-fell = fiel von { $from } auf { $to }; die neueste zählt
note-repeated = kam { $n }-mal; zählt einmal
note-contradicted = { $low } und { $high } zum selben Zeitpunkt; die kleinere zählt
note-redefined = Definition wechselte von { $from } auf { $to }
note-coverage = Abdeckung von { $n } % angegeben; gilt als 100 %
rates-title = Interaktionsraten
rates-by = Geteilt durch
schedule-words = Jetzt fällige Ablesungen: { $due }, davon von Hand: { $hand }. Versäumt: { $missed }.
report-more = Mehr
back-to-report = Zurück zum Bericht
close-title = Kampagne abschließen
close-words = Eine Kampagne schließt mit ihrem Bericht: Die Zahlen von jetzt bleiben mit ihrem Fingerabdruck erhalten.
close-button = Mit diesem Bericht abschließen
closed-words = Mit diesem Bericht abgeschlossen ({ $role }),
readings-title = Ablesungen
due-title = Jetzt abzulesen
due-words = Zahlen werden 1 Stunde, 24 Stunden, 72 Stunden, 7 und 28 Tage nach einem Beitrag gelesen und festgehalten, bevor Netzwerke sie vergessen.
read-by-program = liest giftgate
upload-title = Export einer Plattform übernehmen
upload-words = CSV von X analytics oder Meta Business Suite oder jede Tabelle. Sie sehen zuerst, was sie ergibt.
upload-file = CSV-Datei
upload-button = Ansehen
upload-fault = Das ist keine Tabelle in UTF-8. Als CSV exportieren und noch einmal versuchen.
files-title = Übernommene Dateien
columns-title = Welche Spalte was ist
columns-words = Prüfen Sie es und ändern Sie, was nicht stimmt. Eine Spalte ohne Inhalt wird nicht übernommen.
export-x-analytics = X analytics
export-meta-business-suite = Meta Business Suite
export-other-table = Eine unbekannte Tabelle
column-nothing = nichts
column-post = Adresse des Beitrags
column-read-at = Zeitpunkt der Ablesung
column-impressions = Impressionen
column-views = Aufrufe
column-reach = Reichweite
column-engagements = Interaktionen
preview-line = Zeile { $n },
preview-left-out = { $n } Zeilen überschreiten die Grenze einer Datei und wurden nicht gelesen.
preview-take = Diese Ablesungen übernehmen
preview-look = Noch einmal ansehen
preview-drop = Datei verwerfen
preview-taken = Diese Datei wurde schon übernommen.
flaw-missing = da steht nichts
flaw-bad-form = keine eindeutige ganze Zahl
flaw-bad-instant = kein Zeitpunkt mit Zone
flaw-bad-quotes = ein Anführungszeichen ist offen
flaw-out-of-range = größer als möglich
flaw-too-long = zu lang
flaw-wrong-column-count = halbe Zeile oder zu viele Zellen
flaw-unknown-post = kein Beitrag dieser Kampagne
flaw-repeated = steht schon in der Datei
settings-title = Kosten, Ziele, Links
settings-costs = Was der Bericht wissen muss
settings-costs-words = In { $currency }. Was leer bleibt, ist unbekannt und zählt nirgends mit.
setting-margin = Marge eines Reisenden, der wieder bucht
setting-staff = Eine Stunde Personal
setting-wrapping = Verpackung eines Geschenks
setting-credits = Guthaben der Netzwerke neben dem hier Gezählten
setting-base = Reisende, die ohnehin wieder buchen, %
setting-earned = Preis für tausend Anzeigenaufrufe (leer: aus)
save-button = Speichern
links-title = Links für andere
links-words = Wer den Link hat, kann lesen, bis er endet. Gruppen unter zehn Personen fehlen.
link-fresh = Jetzt kopieren; er wird einmal gezeigt:
link-until = bis
link-revoke = Beenden
link-what = Was er zeigt
link-days = Tage
share-button = Link erstellen
share-report = Bericht
share-calendar = Kalender (iCal)
shared-words = Ein per Link geteilter Bericht. Gruppen unter { $n } Personen fehlen.
compare-title = Kampagnen vergleichen
compare-beside = Nebeneinander
compare-words = Jede Kampagne in ihrer Währung; nichts wird addiert.
insight-title = Worüber gesprochen wird
themes-title = Themen
themes-words = { $n } Beiträge über die Fluggesellschaft in den letzten 24 Stunden, { $before } in den vier Wochen davor.
themes-empty = Noch nichts. Themen erscheinen, sobald Beiträge über die Fluggesellschaft eintreffen.
themes-note = Steigend: Log-Likelihood ab 15,13 (p < 0,0001) in mindestens zehn Beiträgen. Gezählt werden Merkmale, nie Wörter eines Beitrags.
theme-rising = steigend
theme-usual = wie sonst
theme-complaint = Beschwerden
theme-complaint-lost-luggage = Beschwerden: Gepäck
theme-complaint-delay = Beschwerden: Verspätung
theme-complaint-cancellation = Beschwerden: Annullierung
theme-complaint-service = Beschwerden: Service
theme-complaint-refund = Beschwerden: Erstattung
theme-complaint-boarding = Beschwerden: Check-in und Boarding
theme-complaint-other = Beschwerden: Sonstiges
theme-station = Flughafen { $what }
alarm-title = Beschwerdealarm
alarm-words = Über die letzten { $hours } Stunden in gemischter Folge schlägt er { $rate }-mal im Monat grundlos an.
alarm-unknown = Es ist noch zu wenig bekannt, um zu sagen, wie oft er grundlos anschlüge.
spike-words = { $n } Beschwerden in einer Stunde, üblich sind { $usual }:
taken-up-title = Aufgegriffen
idea-task = Aufgabe
idea-campaign = Kampagnenidee
idea-becomes = Wird zu
idea-note = Was zu tun ist
idea-done = Erledigt
case-title = Fallstudie
case-story = Geschichte
case-words = Beim Speichern gelten die Zahlen von jetzt. Öffentliches verschwindet beim Ändern, bis es neu veröffentlicht wird.
case-heading = Titel
case-address = Name in der Adresse (a–z, 0–9, -)
case-save = Als Entwurf speichern
case-publish = Veröffentlichen
case-withdraw = Zurückziehen
case-quotes = Was Reisende sagten
case-quotes-words = Nur von Reisenden, die der Weiterverwendung zustimmten. Ein Zitat verschwindet, wenn die Einwilligung widerrufen wird.
case-drop-quote = Entfernen
case-said = Was sie sagten
case-may-name = darf genannt werden
case-name-them = Namentlich nennen, wenn erlaubt
case-nobody = Noch niemand hat der Weiterverwendung zugestimmt.
case-state-draft = Entwurf
case-state-published = Veröffentlicht
case-state-withdrawn = Zurückgezogen
case-fault-title = Schreiben Sie einen Titel mit bis zu 120 Zeichen.
case-fault-story = Schreiben Sie eine Geschichte mit bis zu 20.000 Zeichen.
case-fault-slug = 3 bis 60 aus a–z, 0–9 und -; keine andere Fallstudie darf ihn haben.
case-draft-given = { $n } Geschenke wurden am Gate übergeben, gefunden in { $posts } öffentlichen Beiträgen, für insgesamt { $money }.
case-draft-effect = Reisende, die ein Geschenk bekommen konnten, buchten { $size } häufiger wieder als die zufällige Vergleichsgruppe (zwischen { $low } und { $high }).
case-draft-no-effect = Ob Reisende deshalb wieder buchten, lässt sich bei dieser Größe nicht sagen.
done-readings = Die Ablesungen wurden übernommen.
done-dropped = Die Datei wurde verworfen.
done-closed = Die Kampagne ist mit diesem Bericht abgeschlossen.
problem-words-no-reason = Sagen Sie es in Worten, höchstens 400 Zeichen.
cost-failed-words =
    { $n ->
        [one] { $n } Geschenk erreichte niemanden und ging zurück; Zeit und Verpackung dafür: { $money }.
       *[other] { $n } Geschenke erreichten niemanden und gingen zurück; Zeit und Verpackung dafür: { $money }.
    }
notes-title =
    { $n ->
        [one] { $n } Zahl zum Nachsehen
       *[other] { $n } Zahlen zum Nachsehen
    }
silent-words =
    { $n ->
        [one] Seit { $n } Tag kein Beitrag, obwohl sie läuft.
       *[other] Seit { $n } Tagen kein Beitrag, obwohl sie läuft.
    }
age-hours =
    { $n ->
        [one] { $n } Stunde
       *[other] { $n } Stunden
    }
files-readings =
    { $n ->
        [one] { $n } Ablesung
       *[other] { $n } Ablesungen
    }
preview-would =
    { $n ->
        [one] Sie ergäbe { $n } Ablesung
       *[other] Sie ergäbe { $n } Ablesungen
    }
preview-faults =
    { $n ->
        [one] { $n } Angabe geht nicht
       *[other] { $n } Angaben gehen nicht
    }
themes-hidden =
    { $n ->
        [one] { $n } Thema mit weniger als zehn Beiträgen wird nicht gezeigt.
       *[other] { $n } Themen mit weniger als zehn Beiträgen werden nicht gezeigt.
    }
small-groups =
    { $n ->
        [one] { $n } Zeile über weniger als zehn Menschen ist in den Tabellen unten weggelassen.
       *[other] { $n } Zeilen über weniger als zehn Menschen sind in den Tabellen unten weggelassen.
    }
idea-start = Kampagne beginnen
rates-locked = beim Start festgelegt
rates-not-given = das Netzwerk gibt diese Zahl nicht

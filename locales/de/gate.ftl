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
gate-app-name = Gate-Geschenke
gate-more = Diese Station
gate-paper = Liste als PDF
standing = Ich bin bei
standing-button = Anzeigen
own-round = Runde von
every-round = allen
walk = { $n } Min. zu Fuß
walk-from-desk = { $n } Min. vom Schalter
place-desk = Schalter
place-plaza = Plaza
place-hall = Halle
place-lounge-1 = Lounge 1
place-lounge-2 = Lounge 2
place-lounge-3 = Lounge 3

# Ein Geschenk
gift-title = Geschenk
gift-unnamed = Name jetzt nicht sichtbar
gift-at-desk = Am Schalter
gift-with = Bei { $who }
gift-carried = Unterwegs
gift-by = Von { $who }. (Gate-Team)
gift-overtaken = Jemand anderes war schneller:
gift-nothing-overwritten = Es wurde nichts überschrieben.
gift-undo = Rückgängig machen
gift-back = Zurück am Schalter
gift-withdrawn = Zurückgenommen. Bitte zum Schalter bringen.
gift-pick-up = Ich habe es abgeholt
gift-avoid = Bitte nicht ansprechen: was jemand geschrieben hat, Familie, Gesundheit, Geld oder andere Fluggäste.
gift-given = Geschenk übergeben
gift-declined = Abgelehnt
gift-not-found = Nicht angetroffen
gift-not-found-button = Melden: nicht angetroffen
not-found-why = Warum?
not-found-no-show = Kam nicht zum Gate
not-found-boarded = Schon an Bord
not-found-other-person = Dort sitzt jemand anderes
not-found-no-time = Zeit reichte nicht
check-title = Ist es die richtige Person?
check-scan = Bordkarte scannen
check-type = Name und Sitz eingeben
check-family = Nachname
check-seat = Sitz
check-button = Prüfen
check-right = Ja, das ist die richtige Person.
check-wrong = Nein, dieses Geschenk ist nicht für diese Person. Bitte bedanken und weitergehen.
check-torn = Der Code ist nicht lesbar. Näher halten, oder Name und Sitz eingeben.
check-unchecked = Ohne Empfang kann dieses Telefon hier nicht vergleichen; bitte nach Vorname und Sitz fragen.
check-no-camera = Die Kamera lässt sich nicht nutzen. Bitte Name und Sitz eingeben.
consents-title = Fragen, und nur ein Ja ankreuzen
consent-ask-photo = Dürfen wir ein Foto von Ihnen mit dem Geschenk machen? Es wird nur mit einem Beitrag gezeigt, dem Sie zustimmen.
consent-ask-publication = Dürfen wir nach Ihrer Reise einen Beitrag darüber veröffentlichen?
consent-ask-handle = Dürfen wir Ihr Konto in dem Beitrag nennen?
consent-photo = Foto
consent-publication = Veröffentlichung
consent-handle = Nennung des Kontos

# Das Telefon
phone-unsent = Noch nicht gesendet: { $n }
phone-sent = Alles gesendet.
phone-conflict = Konflikt: { $who } war schneller, um { $at }. Es wurde nichts überschrieben.
phone-refused = Eine Meldung konnte nicht übernommen werden. Sie bleibt für den Schalter aufbewahrt.
phone-seen = OK
phone-offline = Keine Verbindung. Das wusste das Telefon um { $at }.
phone-sign-out = Die Abmeldung wartet, bis alles gesendet ist.
phone-sign-in = Sie sind abgemeldet. Melden Sie sich wieder an, um zu senden, was auf diesem Telefon wartet.
shell-list = Übergaben
shell-empty-title = Keine Liste auf diesem Telefon
shell-empty-words = Öffnen Sie die Gate-Liste einmal mit Verbindung; dann bleibt sie hier für die Zeit ohne.
shell-kept = Auf diesem Telefon aufbewahrt, bis es Verbindung gibt.
shell-queued = wartet auf das Senden

# Runden
rounds-title = Runden und Bestand
rounds-picture = Runden des Tages
rounds-none = Heute keine Runden.
round-lane = { $name }: { $stops } Stopps ab { $desk }
round-from = ab { $desk }
round-carries = trägt { $n } von { $most }
without-round = Keine Runde für { $n }
col-at = Um
custody-at-desk = Am Schalter
custody-carried = Unterwegs
custody-handed = Übergeben
custody-to-bring-back = Zurückzubringen
custody-returned = Zurückgebracht
strays-title = Zurückzubringen
unsettled-title = Meldungen zum Ansehen
unsettled-words = Sie kamen von Telefonen und konnten nicht übernommen werden. Es wurde nichts überschrieben.
unsettled-conflict = jemand anderes war schneller
unsettled-unknown-gift = hier gibt es kein solches Geschenk
unsettled-wrong-state = das Geschenk war da schon woanders
unsettled-stopped = die Kampagne war gestoppt
unsettled-undo-too-late = zu spät zum Rückgängigmachen
unsettled-over-cap = eine Grenze hat keinen Platz mehr
told-pick-up = Abgeholt
told-undo = Rückgängig
told-given = Übergeben
told-declined = Abgelehnt
told-not-found = Nicht angetroffen
stock-title = Bestandsprüfung
stock-words = Zählen Sie, was am Schalter liegt. Eine Abweichung braucht einen Grund.
stock-none = Heute keine Geschenke an dieser Station.
stock-expected = { $n } sollten hier sein
stock-counted = { $n } von { $of } gezählt
stock-count = Gezählt
stock-why = Grund der Abweichung
stock-why-damaged = Beschädigt
stock-why-lost = Verloren
stock-why-found = Gefunden
stock-why-moved = An einem anderen Schalter
stock-unexplained = Die Zählung weicht vom erwarteten Bestand ab. Bitte nennen Sie den Grund.
stock-button = Zählung speichern

# Karten
cards-title = Geschenkkarten
cards-words = Auf A6 drucken und jedem Geschenk eine beilegen. Jede ist in der Sprache des Fluggasts und nennt niemanden.
card-title = Eine kleine Überraschung für Ihre Reise
card-who = Wir sind das Team Ihrer Fluggesellschaft an diesem Flughafen.
card-read = Wir haben einen öffentlichen Beitrag zu dieser Reise gelesen, oder was Sie mit unserem Programm geteilt haben, und mit der Buchung verglichen. Entschieden hat ein Mensch.
card-why = Wir wollten Ihre Reise etwas schöner machen. Es kostet Sie nichts und verpflichtet Sie zu nichts.
card-object = Möchten Sie das nicht? Scannen Sie den Code: Wir hören auf, löschen, was wir aufbewahrt haben, und nehmen unsere Beiträge herunter. Ein Tippen, kein Konto.
card-code = Code dieser Karte:
card-story = Möchten Sie eine Mail, wenn eine Geschichte zu diesem Geschenk erscheint? Mit demselben Code auf
done-picked-up = Abgeholt.
done-given = Übergeben.
done-declined = Vermerkt: abgelehnt.
done-not-found = Vermerkt: nicht angetroffen.
done-objection-logged = Der Widerspruch ist festgehalten und gilt ab sofort.
done-taken-back = Rückgängig gemacht. Sie haben das Geschenk wieder.
done-brought-back = Vermerkt: zurück am Schalter.
done-counted = Zählung gespeichert.
problem-words-not-now = Ein Geschenk wird ab sechs Stunden vor dem Flug bis zwei Stunden danach abgeholt und übergeben.
problem-words-undo-too-late = Eine Übergabe lässt sich 30 Sekunden lang rückgängig machen, von der Person, die sie gemeldet hat.

# Flights that move
walk-estimates = Gehzeiten sind Schätzungen.
gate-off-map = Gate nicht auf der Karte
name-said = klingt ungefähr wie:
nextstop-title = Nächster Halt geändert
nextstop-none = vorerst nichts mehr zu tun
nextstop-now = { $name }: nächster Halt ist jetzt { $gate } (vorher: { $before }).
nextstop-nothing = { $name }: vorerst nichts mehr zu tun.
phone-ask = Auch auf dem Sperrbildschirm Bescheid geben
phone-lock = Etwas hat sich geändert. Bitte die Liste öffnen.
phone-newer = Es gibt eine neuere Fassung. Bitte neu laden, sobald nichts mehr wartet.
photo-title = Foto
photo-words = Ein Foto ist erlaubt. Ort, Zeit und Gerät werden daraus entfernt.
photo-take = Foto aufnehmen
photo-kept = Das Foto ist gespeichert.
photo-waits = Foto noch nicht gesendet
photo-refused = Ein Foto konnte nicht gespeichert werden. Auf dem Telefon bleibt nichts davon.
offers-title = Uns angeboten
offers-words = Diese Geschenke konnten am Abflugort nicht übergeben werden. Bitte übernehmen, wenn hier das gleiche liegt.
offer-from = von { $station }
offer-accept = Wir übernehmen es
offer-refuse = Nein
done-offer-accepted = Übernommen. Es steht jetzt auf der Liste.
done-offer-refused = Abgelehnt. Das Geld ist wieder frei.
offered-gifts =
    { $n ->
        [one] { $n } uns angeboten
       *[other] { $n } uns angeboten
    }
offers-later = Bitte hier antworten, sobald es eine Verbindung gibt.

# The list on paper
gate-paper-time = Zeit
gate-paper-window = Fenster
gate-paper-walk = Weg
gate-paper-first-name = Vorname
gate-paper-where = Wo, wer
gate-paper-in = Auf
gate-paper-greeting = Begrüßung
gate-paper-no-window = Zeit unbekannt
gate-paper-page = Seite { $page } von { $count }
gate-paper-foot = Bitte die Bordkarte prüfen. Ortszeiten. Ohne ein Ja kein Foto und kein Beitrag.
gate-paper-missing = ◊ steht für Zeichen, die dieses Papier nicht zeigen kann; die Liste am Bildschirm hat sie.

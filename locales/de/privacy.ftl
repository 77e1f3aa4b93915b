# Privacy desk, audit log, public objection, admin pages
nav-privacy = Datenschutz
nav-admin = Verwaltung
privacy-desk = Datenschutzpult
requests-open = Offene Anträge
requests-none = Kein Antrag ist offen.
requests-closed = Zuletzt beantwortet
request-kind-access = Auskunft
request-kind-erasure = Löschung
request-kind-objection = Widerspruch
request-channel-desk = von unserem Personal notiert
request-channel-public = über die öffentliche Seite
request-outcome-done = erledigt
request-outcome-nothing-held = nichts gespeichert
request-outcome-refused = abgelehnt
request-late = Überfällig
request-received = eingegangen
request-due = fällig
request-open = Bearbeiten
request-refuse = Als abgelehnt schließen
receipt = Beleg
look-up-title = Eine Person suchen
look-up-words = Mit Buchungscode und Nachname, mit Kontoname oder mit E-Mail-Adresse. Was Sie eingeben, steht nur im Formular und wird nirgends gespeichert; dass Sie nachgesehen haben, wird festgehalten.
look-up-button = Suchen
note-title = Nur einen Antrag notieren
note-words = Er wartet hier versiegelt und ist binnen eines Monats fällig.
field-locator = Buchungscode
field-family = Nachname
field-given = Vorname
field-network = Netzwerk
field-handle = Kontoname
person-or = oder
person-fault-nobody = Geben Sie einen Buchungscode mit Namen, einen Kontonamen oder eine E-Mail-Adresse an.
person-fault-locator = Ein Buchungscode hat nur Buchstaben und Ziffern.
person-fault-network = Wählen Sie das Netzwerk des Kontos.
person-fault-email = Das ist keine E-Mail-Adresse.
bases-title = Worauf Kampagnen beruhen
bases-words = Offene Suche braucht eine Folgenabschätzung in der Kampagnendatei. Eine Unterschrift hier gilt 90 Tage; gibt es eine, endet die offene Suche, sobald sie abläuft oder zurückgezogen wird.
bases-none = Es gibt noch keine Kampagne.
stops-title = Laufende Kampagnen
stops-words = Sie dürfen jede davon anhalten, ohne einen Grund zu nennen. Nur zwei Personen ihres Teams können sie weiterlaufen lassen.
stops-confirm = Alles Folgende wird sofort eingefroren. Zum Weitermachen muss eine Person ihres Teams fragen und eine andere bestätigen.
stops-none = Keine Kampagne läuft.
listening-mode-opt-in = Programm mit Zustimmung
listening-mode-mention = Erwähnungen von uns
listening-mode-open-search = offene Suche
basis-covered = hat ihre Grundlage
basis-not-covered = keine gültige Abschätzung
basis-until = gilt bis
basis-over = gilt nicht mehr
basis-changed = die Datei wurde seitdem geändert
assessment-sign = Abschätzung unterschreiben
assessment-withdraw = Zurückziehen
kept-title = Aufbewahrung
kept-people = Personen ohne Geschenk
kept-quarantine = Unlesbare Zeilen
kept-jobs = Erledigte Arbeit
kept-sessions = Anmeldungen
kept-limit-people = 24 Stunden nach dem letzten Abflug
kept-limit-quarantine = 14 Tage
kept-limit-jobs = 7 Tage
kept-limit-sessions = 30 Minuten ohne Anfrage
kept-oldest = ältester Eintrag von
kept-goes = geht
kept-empty = nichts vorhanden
kept-late = müsste weg sein
kept-in-time = rechtzeitig
person-title = Was gespeichert ist
person-several-words = Von keiner wird etwas gezeigt. Geben Sie einen Vornamen an oder benennen Sie die Person anders.
person-held = Gespeichert, maskiert
person-nothing = Nichts ist gespeichert
person-booking = Buchung
person-account = Konto
held-posts = Beiträge
person-matches = Treffer
held-gifts = Geschenke
person-follow-ups = Unsere Beiträge dazu
person-suppressed = Auf der Liste derer, die nie zugeordnet werden
yes = ja
no = nein
access-words = Alles, was über diese Person gespeichert ist, mit Quelle. Das Abholen wird festgehalten.
access-text = Datei zum Lesen
access-json = Datei für Maschinen (JSON)
erase-words = Schlüssel werden vernichtet, offene Geschenke und Beiträge zurückgenommen, Zahlen bleiben ohne Namen. Das lässt sich nicht rückgängig machen.
erase-how = Wie weit
erase-object = Löschen und diese Person nie wieder zuordnen (Widerspruch)
erase-only = Löschen, was gespeichert ist
erase-sure = Ich habe geprüft, wer fragt
erase-unconfirmed = Kreuzen Sie das an, sobald Sie sicher sind, wer fragt.
erase-button = Löschen
receipt-title = Beleg
receipt-erased = Gelöscht
receipt-at = Wann
receipt-kept = Bleibt ohne Namen
receipt-kept-words = { $gifts } Geschenke, { $entries } Buchungen
receipt-objection = Widerspruch
receipt-words = Der Beleg nennt niemanden. Geben Sie der Person die Nummer; sie steht auch im Prüfprotokoll.
destroyed-keys = Datenschlüssel
destroyed-bookings = Buchungen
destroyed-legs = Flugabschnitte
destroyed-accounts = Konten
destroyed-posts = Beiträge
destroyed-matches = Treffer
destroyed-gifts = Zurückgezogene Geschenke
destroyed-consents = Widerrufene Einwilligungen
destroyed-dropped = Verworfene Entwürfe
destroyed-retracted = Zurückgenommene Beiträge
audit-title = Prüfprotokoll
audit-find = Einträge finden
audit-who = Wer
audit-what = Was
audit-day = Tag (UTC)
audit-all = Alle
audit-show = Zeigen
audit-entries = Einträge
audit-number = Nr.
audit-older = Ältere
audit-none = Kein Eintrag passt.
chain-check = Ganze Kette prüfen
chain-broken = Die Kette ist bei Eintrag { $n } gebrochen. Ab dort wurde das Protokoll von außen verändert. Lassen Sie die Datenbank, wie sie ist, und finden Sie heraus, wer schreiben konnte.
register-title = Verarbeitungsverzeichnis
register-about = DSGVO, Artikel 30
register-words = Erstellt aus dem, was diese Installation wirklich tut: Kampagnen, Netzwerke und Fristen.
register-file = Als Datei holen
objection-title = Ich möchte nicht zugeordnet werden
objection-words = Sagen Sie uns, wer Sie in Ihrem Netzwerk sind oder welche Buchung Ihre ist, und giftgate lässt Sie in Ruhe. Sie brauchen kein Konto und keinen Grund.
objection-button = Lassen Sie mich in Ruhe
objection-same = Die Antwort ist für alle gleich: Niemand erfährt daraus, ob wir jemanden kennen.
objection-without = Ohne Karte
objection-taken = Danke. Es gilt ab diesem Moment.
objection-taken-words = Nichts, was ab jetzt eintrifft, wird Ihnen zugeordnet. Falls wir etwas über Sie gespeichert haben, löscht unsere Datenschutzstelle es binnen eines Monats.
object-title = Diese Person möchte das nicht
object-words = Es gilt sofort: Nichts, was ab jetzt eintrifft, wird dieser Person zugeordnet, und unsere Datenschutzstelle löscht, was wir haben. Niemand muss einen Grund nennen.
object-gift = Ein Geschenk, das noch nicht übergeben ist: halten Sie es oben als abgelehnt fest.
object-sure = Diese Person hat es gesagt
object-unconfirmed = Kreuzen Sie das an, sobald Sie sicher sind, dass diese Person es gesagt hat.
object-button = Widerspruch festhalten
field-card = Code auf der Karte Ihres Geschenks
health-title = Zustand
health-parts = Diese Installation
health-database = Datenbank
health-schema = Schema { $n }
health-good = in Ordnung
health-migrate = „giftgate migrate“ ausführen
health-work = Arbeit im Hintergrund
health-queue = { $queued } wartend, { $running } laufend
health-waits = fällig seit
health-no-worker = kein Worker läuft
health-requests = Datenschutzanträge
health-outbox = Postausgangsordner
failures-title = Fehlschläge
failures-none = Nichts wurde aufgegeben
failures-none-words = Arbeit, die achtmal fehlschlug, wartet hier auf eine Entscheidung.
failure-why = Warum
failure-tries = Versuche
failure-next = Nächster Schritt
failure-retry = Noch einmal ausführen
failure-reason = Warum es entfallen kann
failure-unreasoned = Schreiben Sie zuerst den Grund.
failure-drop = Verwerfen
job-plan-rounds = Runden neu planen
job-publish = Beitrag veröffentlichen
job-retract = Beitrag zurücknehmen
job-queue-posts = Freigegebene Beiträge weiterreichen
job-withdraw-overdue = Überfällige Geschenke zurücknehmen
job-purge = Abgelaufenes löschen
job-part-campaign = Kampagne
job-part-station = Station
job-part-follow-up = Beitrag
job-next-plan-rounds = Prüfen Sie Karte und Kuriere der Station und führen Sie es noch einmal aus.
job-next-publish = Prüfen Sie, ob der Beitrag schon draußen ist, und führen Sie es noch einmal aus; er geht nie zweimal hinaus.
job-next-retract = Nehmen Sie ihn bei Eile von Hand herunter und führen Sie es noch einmal aus.
job-next-queue-posts = Führen Sie es noch einmal aus; es kommt jede Minute von selbst.
job-next-withdraw-overdue = Führen Sie es noch einmal aus; es kommt jede Minute von selbst.
job-next-purge = Führen Sie es gleich noch einmal aus: Fristen sind ein Versprechen.
stations-title = Stationen
stations-map-words = Gehzeiten vom Schalter. Sie kommen mit giftgate (campaigns/stations); eine Datei gleichen Namens im Ordner stations Ihres Datenordners geht vor und fügt Stationen hinzu. Sie wird beim Start gelesen.
stations-own = von dieser Installation
stations-map = Wege vom Schalter in { $station }
stations-none = Keine Station hat eine Karte; jedes Gate zählt als zehn Minuten entfernt.
way-from = Von
way-to = Nach
way-there = Hin
way-back = Zurück
glass-title = Notzugriff
glass-words = Die Verwaltung sieht keine Reisenden. Im Notfall bittet man hier mit einem Grund um eine Rolle; jemand anderes aus Verwaltung oder Datenschutz gewährt sie für 60 Minuten. Alles, auch jede gesehene Seite, wird festgehalten.
glass-ask = Um eine Rolle bitten
glass-role = Rolle
glass-reason = Grund
glass-reason-words = 10 bis 500 Zeichen; nennen Sie keine Reisenden. Der Grund bleibt stehen.
glass-button = Bitten
glass-fault-reason = Schreiben Sie einen Grund von 10 bis 500 Zeichen.
glass-fault-role = Wählen Sie eine Rolle.
glass-list = Bitten
glass-none = Niemand hat gebeten.
glass-state-asked = wartet auf eine zweite Person
glass-state-held = in Kraft
glass-state-refused = abgelehnt
glass-state-over = vorbei
glass-decided = entschieden von { $who }
glass-until = bis
glass-grant = Für 60 Minuten gewähren
glass-refuse = Ablehnen
glass-end = Zurückgeben
basis-in-file = in der Datei von { $who } unterschrieben, bis
basis-signed = hier von { $who } unterschrieben am
done-request-noted = Der Antrag ist notiert.
done-request-closed = Der Antrag ist geschlossen.
done-assessment-signed = Für 90 Tage unterschrieben.
done-assessment-withdrawn = Zurückgezogen; die offene Suche ist beendet.
done-job-retried = Es läuft noch einmal.
done-job-dropped = Es ist verworfen.
done-glass-asked = Gebeten. Eine zweite Person muss es gewähren.
done-glass-granted = Für 60 Minuten gewährt.
done-glass-refused = Abgelehnt.
done-glass-ended = Zurückgegeben.
request-days =
    { $n ->
        [one] Noch { $n } Tag
       *[other] Noch { $n } Tage
    }
person-several =
    { $n ->
        [one] { $n } Person passt
       *[other] { $n } Personen passen
    }
receipt-suppressed =
    { $n ->
        [one] { $n } neuer Eintrag auf der Liste, als verschlüsselter Hash
       *[other] { $n } neue Einträge auf der Liste, als verschlüsselte Hashes
    }
chain-whole =
    { $n ->
        [one] Die Kette ist ganz: { $n } Eintrag.
       *[other] Die Kette ist ganz: { $n } Einträge.
    }
health-dead =
    { $n ->
        [one] { $n } wartet auf Sie
       *[other] { $n } warten auf Sie
    }
health-requests-n =
    { $n ->
        [one] { $n } offen
       *[other] { $n } offen
    }
health-outbox-n =
    { $n ->
        [one] { $n } Datei
       *[other] { $n } Dateien
    }
health-stations-n =
    { $n ->
        [one] { $n } Wegekarte
       *[other] { $n } Wegekarten
    }

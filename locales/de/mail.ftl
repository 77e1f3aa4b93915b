# Was Mails sagen
mail-hello = Guten Tag { $name },
mail-campaign = Kampagne
mail-unsubscribe = Keine solchen Mails mehr
mail-foot-staff = Gesendet von giftgate unter { $place }, weil Sie dort ein Konto haben. Antworten an diese Adresse liest niemand.
mail-foot-once = Einmalig gesendet, weil jemand diese Adresse auf unserer Seite angegeben hat. Antworten an diese Adresse liest niemand.
mail-foot-traveller = Gesendet, weil Sie auf unserer Seite darum gebeten haben. Ein Klick beendet es.
mail-invitation-subject = Ihr Konto bei giftgate
mail-invitation-words = Für Sie wurde ein Konto angelegt. Wählen Sie mit dem Link unten ein Passwort. Er gilt einmal, bis { $until }.
mail-invitation-button = Passwort wählen
mail-invitation-else = Falls Sie das nicht erwartet haben, tun Sie nichts: Ohne Passwort kann sich niemand anmelden.
mail-reset-subject = Ein neues Passwort für giftgate
mail-reset-words = Jemand hat ein neues Passwort für Ihr Konto angefordert. Der Link unten gilt einmal, bis { $until }.
mail-reset-button = Neues Passwort wählen
mail-reset-else = Falls Sie es nicht waren, tun Sie nichts: Ihr Passwort bleibt, wie es ist.
mail-waiting-subject =
    { $n ->
        [one] Eine Freigabe wartet
       *[other] { $n } Freigaben warten
    }
mail-waiting-words = Jemand muss sie ansehen, bevor es weitergehen kann.
mail-waiting-gifts = Geschenke
mail-waiting-posts = Beiträge
mail-waiting-closes = Erstes Zeitfenster schließt
mail-waiting-button = Ansehen
mail-failure-subject =
    { $n ->
        [one] Eine Aufgabe ist fehlgeschlagen
       *[other] { $n } Aufgaben sind fehlgeschlagen
    }
mail-failure-words = Sie wurden nach mehreren Versuchen aufgegeben. Jemand muss sie neu starten oder verwerfen.
mail-failure-button = Fehlgeschlagenes öffnen
mail-weekly-subject = { $campaign }: Zahlen der Woche
mail-weekly-words = Stand { $day }, seit Beginn der Kampagne:
mail-weekly-posts = Gelesene Beiträge
mail-weekly-approved = Freigegebene Geschenke
mail-weekly-delivered = Übergebene Geschenke
mail-weekly-published = Veröffentlichte Folgebeiträge
mail-weekly-spent = Ausgegeben
mail-weekly-button = Bericht öffnen
mail-deliveries-subject =
    { $n ->
        [one] { $station }: ein Geschenk zu übergeben, { $day }
       *[other] { $station }: { $n } Geschenke zu übergeben, { $day }
    }
mail-deliveries-again =
    { $n ->
        [one] { $station }: Liste geändert, ein Geschenk zu übergeben, { $day }
       *[other] { $station }: Liste geändert, { $n } Geschenke zu übergeben, { $day }
    }
mail-deliveries-changed = Geändert seit der Mail von { $since } Uhr:
mail-deliveries-came =
    { $n ->
        [one] ein Geschenk mehr
       *[other] { $n } Geschenke mehr
    }
mail-deliveries-went =
    { $n ->
        [one] ein Geschenk wird nicht mehr übergeben
       *[other] { $n } Geschenke werden nicht mehr übergeben
    }
mail-deliveries-gate = Gate { $was } → { $is }
mail-deliveries-words = Zeiten sind Ortszeiten. Namen und Sitzplätze stehen nur auf der Seite.
mail-deliveries-button = Liste öffnen
mail-confirm-subject = Sollen wir Ihnen schreiben, wenn Ihre Geschichte erscheint?
mail-confirm-words = Jemand mit der Karte eines Geschenks hat uns gebeten, an diese Adresse zu schreiben, sobald die Geschichte dieses Geschenks erscheint. Waren Sie das?
mail-confirm-button = Ja, schreiben Sie mir
mail-confirm-else = Falls Sie es nicht waren, tun Sie nichts. Nach einem Tag vergessen wir diese Adresse.
mail-story-subject = Ihre Geschichte ist erschienen
mail-story-words = Die Geschichte Ihres Geschenks ist veröffentlicht, wie Sie zugestimmt haben. Danke, dass wir sie erzählen dürfen.
mail-story-button = Ansehen
mail-story-withdraw = Anders überlegt? Nehmen Sie sie zurück

# Was Reisende selbst wünschen
story-title = Schreiben Sie mir, wenn meine Geschichte erscheint
story-words = Mit dem Code auf der Karte Ihres Geschenks bekommen Sie eine Mail, wenn die Geschichte erscheint. Wir nutzen die Adresse für nichts anderes und vergessen sie danach.
story-address = Ihre E-Mail-Adresse
story-button = Link senden
story-taken = Bitte sehen Sie in Ihre Mails
story-taken-words = Wenn der Code stimmt, ist eine Mail mit einem Link unterwegs. Vorher geschieht nichts.
story-confirm = Ja, schreiben Sie mir einmal
story-confirm-words = Wir schreiben Ihnen einmal, wenn die Geschichte Ihres Geschenks erscheint.
story-confirmed = Danke. Wir schreiben Ihnen.
story-dead = Dieser Link gilt nicht mehr
story-dead-words = Er wurde benutzt oder ist älter als ein Tag. Fordern Sie mit dem Code auf Ihrer Karte einen neuen an.
unsubscribe-title = Keine Mails mehr
unsubscribe-words = Drücken Sie den Knopf, und wir vergessen Ihre Adresse.
unsubscribe-button = Meine Adresse vergessen
unsubscribe-done = Erledigt. Wir haben Ihre Adresse vergessen.

# Vergessene Passwörter
forgotten-title = Passwort vergessen
forgotten-words = Geben Sie Ihre E-Mail-Adresse ein. Wenn sie ein Konto hat, ist eine Mail mit einem Link unterwegs.
forgotten-button = Link senden
forgotten-taken = Bitte sehen Sie in Ihre Mails
forgotten-taken-words = Wenn diese Adresse ein Konto hat, ist eine Mail mit einem Link unterwegs. Er gilt einen Tag und nur einmal.
forgotten-link = Passwort vergessen?
fresh-mailed = Eine Mail mit demselben Link ist an die Person unterwegs.
field-mail-language = Sprache der Mails an Sie
mail-language-save = Sprache speichern

# Die Mails
mails-title = Mails
mails-way = Wie Mails hinausgehen
mails-way-server = Über einen Mailserver
mails-way-folder = In einen Ordner auf dem Server: niemand erhält sie
mails-way-memory = In den Speicher: niemand erhält sie
mails-way-off = Ausgeschaltet: es werden keine geschrieben
mails-from = Von
mails-counts = Die letzten 30 Tage
mails-attention = Jemand muss entscheiden
mails-attention-none = Nichts wartet auf eine Entscheidung.
mails-uncertain-words = Der Server bekam die ganze Mail und antwortete nicht. Vielleicht ist sie angekommen. Noch einmal gesendet, käme sie womöglich doppelt an.
mails-refused-words = Der Server nimmt sie nicht an. Vielleicht stimmt die Adresse nicht.
mails-again = Noch einmal senden
mails-drop = Dabei belassen
mails-kinds = Wie Mails aussehen
mails-kinds-words = Mit erfundenen Werten, in der Sprache dieser Seite.
mails-preview = Vorschau
mails-as-html = Wie das Mailprogramm sie zeigt
mails-as-text = Als reiner Text
mails-files = Anhänge
mail-kind-invitation = Einladung
mail-kind-reset = Neues Passwort
mail-kind-waiting = Wartende Freigaben
mail-kind-failure = Fehlgeschlagenes
mail-kind-weekly = Zahlen der Woche
mail-kind-deliveries = Übergaben des Tages
mail-kind-confirm = Reisende: Adresse bestätigen
mail-kind-story = Reisende: Geschichte erschienen
mail-state-queued = wartet
mail-state-sending = unterwegs
mail-state-sent = gesendet
mail-state-uncertain = ungewiss
mail-state-refused = abgelehnt
mail-state-dropped = verworfen
done-mail-again = Die Mail ist wieder unterwegs.
done-mail-dropped = Die Mail wird nicht gesendet.
done-language-saved = Mails an Sie kommen von nun an in dieser Sprache.
job-send-mail = Eine Mail senden
job-mail-reset = Einen Link für ein vergessenes Passwort senden
job-write-mails = Fällige Mails schreiben
job-next-send-mail = Sehen Sie auf der Seite der Mails, wie sie hinausgehen, und starten Sie es dann neu.
job-next-mail-reset = Starten Sie es neu; wer wartet, kann auch noch einmal fragen.
job-next-write-mails = Starten Sie es neu; es kommt alle fünf Minuten von selbst wieder.
job-part-mail = Mail
job-part-of = Hash der Adresse mit Schlüssel

# Sessions of somebody
sessions-open = Jetzt angemeldet: { $n }
sessions-end-all = Alle Sitzungen beenden
done-sessions-ended = Die Sitzungen sind beendet.

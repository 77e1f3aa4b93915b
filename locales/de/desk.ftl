# What was just done
done-confirmed = Bestätigt.
done-rejected = Abgelehnt.
done-barred = Beide werden nie kontaktiert.
done-released = In die Warteschlange zurückgegeben.
done-reopened = Zurückgenommen. Sie können neu entscheiden.
done-queue-empty = In dieser Warteschlange ist für Sie nichts mehr übrig.
done-stopped = Die Kampagne ist angehalten.
done-resume-asked = Beantragt. Eine zweite Person muss es innerhalb einer Stunde bestätigen.
done-resumed = Die Kampagne geht weiter.

# Why something was refused
problem-words-taken = Gerade sieht es sich jemand anderes an. Nehmen Sie ein anderes.
problem-words-has-gift = Auf diesem Treffer beruht ein Geschenk. Ziehen Sie zuerst das Geschenk zurück.
problem-words-needs-two = Eine angehaltene Kampagne geht nur zu zweit weiter: Eine Person beantragt es auf der Übersicht, eine andere bestätigt.
problem-words-own-request = Sie haben das selbst beantragt. Jemand anderes muss es bestätigen.
problem-words-already-asked = Das wurde schon beantragt. Eine zweite Person muss es bestätigen.
problem-words-request-expired = Niemand hat es rechtzeitig bestätigt. Beantragen Sie es noch einmal.

# Deciding on a candidate
desk-title = Ihre Entscheidung
desk-closes-in =
    { $n ->
        [one] Noch { $n } Minute, bis das Gate schließt
       *[other] Noch { $n } Minuten, bis das Gate schließt
    }
desk-arrival-closes-in =
    { $n ->
        [one] Noch { $n } Minute für die Übergabe bei der Ankunft
       *[other] Noch { $n } Minuten für die Übergabe bei der Ankunft
    }
desk-arrival-closed = Die Übergabe bei der Ankunft ist vorbei seit
queue-arrival-closes = Übergabe bis
desk-closes-at = um
desk-closed = Das Gate ist geschlossen seit
desk-taken-by-colleague =
    { $n ->
        [one] Vor { $n } Minute von jemand anderem übernommen.
       *[other] Vor { $n } Minuten von jemand anderem übernommen.
    }
desk-free-in =
    { $n ->
        [one] Spätestens in { $n } Minute wieder frei.
       *[other] Spätestens in { $n } Minuten wieder frei.
    }
desk-yours = Bei Ihnen
desk-yours-for =
    { $n ->
        [one] noch { $n } Minute
       *[other] noch { $n } Minuten
    }
desk-take = Zur Prüfung übernehmen
desk-confirm = Bestätigen: dieselbe Person
desk-reject-why = Ablehnen, weil
desk-choose = Grund wählen
desk-reject = Ablehnen
desk-release = Unentschieden zurückgeben
desk-rejected-why = Abgelehnt:
desk-has-gift = Auf dieser Entscheidung beruht ein Geschenk, darum gilt sie. Um sie zurückzunehmen, ziehen Sie zuerst das Geschenk zurück.
desk-reopen = Diese Entscheidung zurücknehmen
desk-state-ambiguous = Andere passen ebenso gut, darum darf niemand entscheiden. Weitere Belege können es klären.
desk-state-expired = Der Flug ging, bevor jemand entschied.
desk-state-withdrawn = Der Beitrag ist weg, oder jemand darf nicht kontaktiert werden. Es gibt nichts zu entscheiden.
desk-queue = Warteschlange
desk-previous = Zurück
desk-next = Weiter
desk-never = Nie kontaktieren
desk-never-words = Weder dieses Konto noch dieser Fluggast wird je wieder abgeglichen, in keiner Kampagne. Offene Geschenke werden zurückgezogen. Das lässt sich nicht zurücknehmen.
desk-never-sure = Ich bin sicher
desk-never-button = Nie kontaktieren
desk-undo = Letzte Entscheidung zurücknehmen
desk-take-next = Das nächste übernehmen
desk-start = Das erste prüfen
taken-short = Übernommen
reject-wrong-person = falsche Person
reject-not-travelling = ein Scherz, oder reist nicht
reject-sensitive = heikles Thema
reject-too-little = zu wenige Belege
reject-other = etwas anderes

# The name of the booking
reveal-title = Vollen Namen sehen
reveal-why = Wozu?
reveal-button = Namen zeigen
reveal-words = Wer einen sieht, wird mit dem Grund festgehalten.
reveal-shown = Nur auf dieser Seite gezeigt und im Audit-Protokoll festgehalten.
reveal-compare-name = Schreibweise mit dem Beitrag vergleichen
reveal-tell-apart = zwei Fluggäste unterscheiden
reveal-traveller-asks = der Reisende hat danach gefragt

# What would flip it
flips-title = Was es kippen würde
flips-without = Ohne: { $what }
flips-below-verify = nicht der Rede wert
flips-below-suggest = nur zur Prüfung
flips-none = Kein einzelner Beleg entscheidet: Auch ohne einen davon bleibt es in derselben Stufe.

# Somebody was faster
faster-title-taken = Jemand war schneller
faster-title-decided = Es wurde schon entschieden
faster-title-has-gift = Ein Geschenk beruht darauf
faster-words-taken = Überlassen Sie es ihnen, oder kommen Sie wieder, wenn es frei ist.
faster-words-decided = Unten steht der Stand von jetzt. Nichts ging verloren, nichts geschah doppelt.
faster-words-has-gift = Die Entscheidung gilt, solange es das Geschenk gibt.

# The queue
filter-mine = Bei mir
filter-more = Sprache, Flughafen, Flug
filter-language = Sprache des Beitrags
filter-any = Alle
filter-station = Flughafen
filter-flight = Flug
filter-apply = Filtern
filter-clear = Zurücksetzen
queue-order = Zuerst, was sicher ist, am meisten erzählt und am frühesten abfliegt.
queue-empty-title = Nichts wartet
queue-empty-words = Über jeden Vorschlag ist entschieden. Neue Beiträge erscheinen hier von selbst.
queue-gate-closes = Gate schließt

# Keys
keys-title = Tasten
keys-walk = weiter, zurück
keys-confirm = bestätigen
keys-reject = ablehnen: Grund wählen
keys-undo = Entscheidung zurücknehmen
keys-take = zur Prüfung übernehmen
keys-help = diese Liste öffnen und schließen
keys-switch = Tasten sind in diesem Browser an

# A traveller on one page
person-open = Alles zu diesem Reisenden
person-words = Was diese Kampagne über einen Reisenden weiß, jede Angabe mit Quelle und Zeit. Namen sind verdeckt.
person-erased = Gelöscht
person-gone = Die Buchung wurde gelöscht, oder ihre Frist ist vorbei.
person-locator = Buchungscode
person-country = Land
person-email = E-Mail-Adresse
person-handle = Konto angegeben bei
person-has = angegeben, nicht gezeigt
person-has-not = keine Angabe
person-gifts = Geschenke
person-no-gifts = Kein Geschenk in dieser Kampagne.
person-elsewhere =
    { $n ->
        [one] { $n } Geschenk in anderen Kampagnen
       *[other] { $n } Geschenke in anderen Kampagnen
    }
person-posts = Beiträge, die zur Buchung passen
person-no-posts = Kein Beitrag ist zugeordnet.
person-complaint = Beschwerde
person-consents = Einwilligungen
person-no-consents = Noch wurde nicht gefragt.
person-ours = Unsere Beiträge
person-no-ours = Keine.
person-cases = Fälle
source-booking = Aus der Buchungsdatei der Airline, gelesen
source-plan = Aus dem Plan, geändert
source-approved = Von einem Menschen genehmigt,
source-hand-over = Vom Gate-Personal notiert,
source-match = Von giftgate verglichen: { $p },
source-consent = Bei der Übergabe gefragt auf { $language }, Text { $version },
consent-kind-photo = Foto
consent-kind-publication = Veröffentlichung
consent-kind-handle = Konto nennen
consent-kind-reuse = Weiterverwendung
consent-yes = ja
consent-no = nein
consent-withdrawn = zurückgenommen

# The stop switch
stop-title = Diese Kampagne anhalten …
stop-words = Alles Folgende wird sofort eingefroren. Damit es weitergeht, muss eine Person es beantragen und eine andere bestätigen.
stop-button = Jetzt anhalten
stop-on-title = Diese Kampagne ist angehalten
stop-by = Angehalten von: { $role },
stop-posts =
    { $n ->
        [one] Folgebeitrag eingefroren
       *[other] Folgebeiträge eingefroren
    }
stop-deliveries =
    { $n ->
        [one] genehmigtes Geschenk am Schalter eingefroren
       *[other] genehmigte Geschenke am Schalter eingefroren
    }
stop-proposed =
    { $n ->
        [one] Geschenk wartet auf Genehmigung
       *[other] Geschenke warten auf Genehmigung
    }
stop-carried =
    { $n ->
        [one] Geschenk ist schon unterwegs: Rufen Sie den Kurier zurück, oder lassen Sie notieren, was geschieht
       *[other] Geschenke sind schon unterwegs: Rufen Sie die Kuriere zurück, oder lassen Sie notieren, was geschieht
    }
resume-words = Weiter geht es nur zu zweit. Beantragen Sie es hier; jemand anderes bestätigt innerhalb einer Stunde.
resume-ask = Fortsetzung beantragen
resume-asked-by = Fortsetzung beantragt von: { $role },
resume-until = Bestätigen lässt es sich bis
resume-wait = Sie haben es selbst beantragt. Jemand anderes muss bestätigen.
resume-confirm = Bestätigen: Die Kampagne geht weiter

# Hinweise
alert-complaints =
    { $n ->
        [one] { $n } Beschwerde in der letzten Stunde
       *[other] { $n } Beschwerden in der letzten Stunde
    }
alert-complaints-usual = Üblich in einer Stunde:
alert-refused =
    { $n ->
        [one] Ein Netzwerk hat { $n } Beitrag abgelehnt
       *[other] Netzwerke haben { $n } Beiträge abgelehnt
    }
alert-refused-words = Ändern Sie den Text und lassen Sie ihn neu freigeben.
post-refused = { $network } hat diesen Beitrag abgelehnt ({ $why }). Er ist nicht erschienen. Ändern Sie ihn, dann kann er neu freigegeben und gesendet werden.

reason-likely = Wahrscheinlich heikel

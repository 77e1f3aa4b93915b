# Around every page
skip-to-main = Zum Inhalt springen
nav-main = Hauptmenü
nav-campaigns = Kampagnen
nav-gate = Gate
nav-campaign = Kampagne
nav-languages = Sprachen
nav-pages = Seiten
foot-words = Eine Maschine schlägt vor. Menschen entscheiden.
times-title = Zeiten auf dieser Seite
times-station = an der Station
times-own = bei Ihnen
busy = Wird bearbeitet …
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

# Problems
problem-title-not-found = Hier ist nichts
problem-title-bad-request = Diese Adresse ist nicht lesbar
problem-title-wrong-host = Dieser Name gehört nicht zu uns
problem-title-sign-in = Bitte zuerst anmelden
problem-title-forbidden = Das ist nicht für Ihre Rolle
problem-title-foreign-form = Dieses Formular wurde nicht angenommen
problem-title-conflict = Das geht nicht mehr
problem-title-not-allowed = Hier ist nur Lesen möglich
problem-title-unavailable = Gerade nicht bereit
problem-title-failed = Etwas ist kaputtgegangen
problem-words-not-found = Die Adresse ist vielleicht veraltet oder vertippt.
problem-words-bad-request = Gehen Sie zurück und nutzen Sie die Links der Seite.
problem-words-wrong-host = Setzen Sie GIFTGATE_PUBLIC_URL auf die Adresse, die benutzt wird, und versuchen Sie es erneut.
problem-words-sign-in = Diese Seite ist für Personen mit einem Konto.
problem-words-forbidden = Wenn Sie das für Ihre Arbeit brauchen, bitten Sie die Verwaltung um die Rolle.
problem-words-foreign-form = Es kam nicht von einer unserer Seiten, oder die Seite war veraltet. Laden Sie die Seite neu und senden Sie es noch einmal.
problem-words-conflict = Jemand anderes hat es inzwischen geändert. Laden Sie die Seite neu.
problem-words-not-allowed = Diese Seiten zeigen nur; sie ändern nichts.
problem-words-unavailable = Warten Sie kurz und laden Sie die Seite neu.
problem-words-failed = Es wurde notiert. Nennen Sie das Zeichen, wenn Sie Hilfe brauchen.
problem-reference = Zeichen
problem-home = Zu den Kampagnen
problem-start = Zum Anfang
done-saved = Gespeichert.
problem-title-refused = Das geht nicht
problem-words-wrong-state = Es ist nicht mehr in dem Zustand, von dem dieser Schritt ausgeht. Laden Sie die Seite neu und sehen Sie nach.
problem-words-own-proposal = Sie haben das selbst vorgeschlagen. Jemand anderes muss es freigeben.
problem-words-over-cap = Eine Grenze der Kampagne lässt dafür nicht mehr genug übrig.
problem-words-content-changed = Es wurde geändert, nachdem Sie es geöffnet haben. Lesen Sie es noch einmal, bevor Sie entscheiden.
problem-words-too-late = Das Gate schließt, bevor das Geschenk dort sein kann.
problem-words-stopped = Die Kampagne ist angehalten. Nichts geht hinaus, bis sie wieder läuft.
problem-words-no-consent = Der Reisende hat dem nicht zugestimmt.
problem-words-last-admin = Das ist der letzte Administrator. Ernennen Sie zuerst jemand anderen.
problem-words-embargoed = Es muss warten; die Seite sagt, bis wann.

# Sign-in
nav-accounts = Konten
sign-in = Anmelden
sign-out = Abmelden
sign-in-wrong = E-Mail-Adresse und Passwort gehören nicht zusammen, oder das Konto ist geschlossen.
sign-in-too-often =
    { $n ->
        [one] Zu viele Versuche. Versuchen Sie es in einer Minute wieder.
       *[other] Zu viele Versuche. Versuchen Sie es in { $n } Minuten wieder.
    }
sign-in-forgotten = Passwort vergessen? Die Verwaltung kann Ihnen einen neuen Link machen.
sign-in-done-password = Ihr Passwort ist gesetzt. Sie können sich jetzt anmelden.
sign-in-done-out = Sie sind abgemeldet.
first-run-title = Noch hat niemand ein Konto
first-run-words = Der Befehl, der giftgate gestartet hat, zeigte einen Link für das erste Verwaltungskonto. Öffnen Sie ihn und wählen Sie ein Passwort; er gilt einmal. Ein neuer Start zeigt einen neuen.

# Choosing a password
welcome-title = Passwort wählen
welcome-for-first-run = Das erste Verwaltungskonto
welcome-for-invitation = Willkommen bei giftgate
welcome-for-reset = Neues Passwort wählen
welcome-save = Passwort speichern
link-dead-title = Dieser Link gilt nicht mehr
link-dead-words = Er wurde benutzt, ist zu alt, oder es gibt einen neueren. Bitten Sie die Verwaltung um einen neuen Link.
field-email = E-Mail-Adresse
field-name = Name
field-password = Passwort
field-new-password = Neues Passwort
field-again = Noch einmal dasselbe
password-words = 12 bis 128 Zeichen. Ein paar Wörter hintereinander sind gut.
password-fault-too-short = Es braucht mindestens 12 Zeichen.
password-fault-too-long = Es darf höchstens 128 Zeichen haben.
password-fault-own-name = Bitte nicht der eigene Name oder die eigene E-Mail-Adresse.
password-fault-too-plain = Das ist zu leicht zu erraten.
password-fault-differs = Die beiden sind nicht gleich.

# Own account
mine-title = Ihr Konto
roles-none = Keine Rolle
sessions-title = Wo Sie angemeldet sind
session-current = diese hier
session-began = seit
session-seen = zuletzt
session-end = Beenden
session-end-others = Alle anderen beenden
session-words = Eine Sitzung endet nach 30 Minuten ohne Anfrage und in jedem Fall nach 12 Stunden.
browser-firefox = Firefox
browser-edge = Edge
browser-chrome = Chrome
browser-safari = Safari
browser-other = Anderer Browser

# Accounts
accounts-everyone = Alle
account-disabled = gesperrt
account-invited = eingeladen, noch ohne Passwort
invite-title = Jemanden einladen
invite-button = Einladen
field-roles = Rollen
field-stations = Stationen für Gate-Personal
stations-words = Codes wie AMS, durch Kommas getrennt. Leer heißt alle.
field-campaigns = Kampagnen für Planung, Freigabe und Marketing
campaigns-words = Ihre Kurznamen aus der Adresse, durch Kommas getrennt. Leer heißt alle.
role-words-planner = schreibt Kampagnen, bestätigt Zuordnungen, schlägt Geschenke vor
role-words-approver = gibt frei, was andere vorschlagen
role-words-gate = übergibt Geschenke am Gate
role-words-marketer = liest Kennzahlen
role-words-care = beantwortet Beschwerden; noch ohne Seiten
role-words-privacy = Anträge von Personen, Folgenabschätzungen, Prüfprotokoll
role-words-admin = Konten; sieht keine Reisenden
roles-save = Rollen speichern
account-fault-email = Das ist keine E-Mail-Adresse.
account-fault-taken = Zu dieser E-Mail-Adresse gibt es schon ein Konto.
account-fault-name = Schreiben Sie einen Namen mit höchstens 80 Zeichen.
account-fault-no-role = Wählen Sie mindestens eine Rolle.
account-fault-station = Eine dieser Stationen ist unbekannt.
account-fault-campaign = Eine dieser Kampagnen ist unbekannt.
account-fault-last-admin = Das ist das letzte Verwaltungskonto. Geben Sie erst jemand anderem diese Rolle.
fresh-title = Geben Sie diesen Link weiter
fresh-words = Eine Person kann damit einmal ein Passwort wählen. Er wird nur jetzt gezeigt: Senden Sie ihn auf einem Weg, dem Sie trauen.
fresh-link = Link
entry-title = Anmeldung
link-words = Mit einem neuen Link wählt diese Person ein Passwort. Frühere Links gelten dann nicht mehr.
link-button = Neuen Link machen
account-disable = Konto sperren
account-enable = Konto entsperren
account-disabled-since = Gesperrt seit

# Second factor
code-title = Noch ein Schritt
code-words = Geben Sie den Code ein, den Ihre Authenticator-App gerade zeigt, oder einen Ihrer Wiederherstellungscodes.
code-recovery-words = Geben Sie einen Ihrer Wiederherstellungscodes ein.
field-code = Code
code-button = Weiter
code-wrong = Dieser Code stimmt nicht oder wurde schon benutzt. Warten Sie auf den nächsten.
code-lost = Gerät weg und kein Wiederherstellungscode zur Hand? Die Verwaltung kann Ihren zweiten Faktor zurücksetzen.
set-up-title = Zweiten Faktor einrichten
set-up-words = Neben dem Passwort fragt giftgate nach einem Code von Ihrem Telefon. Scannen Sie das Bild mit einer Authenticator-App und geben Sie dann die sechs Ziffern ein, die sie zeigt.
set-up-picture = QR-Code für Ihre Authenticator-App
set-up-secret = Keine Kamera? Geben Sie diesen Schlüssel in die App ein:
set-up-button = Bestätigen
codes-title = Wiederherstellungscodes
codes-words = Jeder gilt einmal, nach Ihrem Passwort, falls das Gerät weg ist, das Codes zeigt oder Ihren Passkey aufbewahrt. Sie werden nur jetzt gezeigt: Drucken Sie sie aus oder bewahren Sie sie in einem Passwortmanager auf.
codes-onward = Ich habe sie aufbewahrt
factor-title = Zweiter Faktor
factor-none = Sie melden sich nur mit einem Passwort an. Ein Code von Ihrem Telefon hält andere fern, selbst wenn sie es kennen.
factor-since = Verlangt seit
factor-change = Ändern
factor-codes-left =
    { $n ->
        [0] Kein Wiederherstellungscode ist übrig.
        [one] { $n } Wiederherstellungscode ist übrig.
       *[other] { $n } Wiederherstellungscodes sind übrig.
    }
factor-codes-words = Neue ersetzen alle früheren. Zeigen Sie zuerst, dass Sie es sind, mit einem Code der App oder einem Wiederherstellungscode.
factor-codes-button = Neue Codes erstellen
factor-remove-title = Ein anderes Telefon
factor-remove-words = Entfernen Sie den zweiten Faktor hier und richten Sie ihn dann mit dem anderen Telefon neu ein.
factor-remove = Zweiten Faktor entfernen
factor-reset = Zweiten Faktor zurücksetzen
factor-reset-words = Für jemanden, der Telefon und alle Wiederherstellungscodes verloren hat. Vergewissern Sie sich, dass es wirklich diese Person ist; sie wird überall abgemeldet.
account-factor = zweiter Faktor
done-factor-removed = Ihr zweiter Faktor ist entfernt.

# Identity provider
sign-in-provider = Mit dem Airline-Konto anmelden
sign-on-fault-expired = Das hat zu lange gedauert oder begann in einem anderen Browser. Bitte versuchen Sie es noch einmal.
sign-on-fault-declined = Ihr Airline-Konto hat Sie nicht durchgelassen.
sign-on-fault-unsound = Die Anmeldung Ihrer Airline ist nicht erreichbar oder gab eine ungültige Antwort. Versuchen Sie es noch einmal oder melden Sie sich mit Passwort an.
sign-on-fault-no-role = Ihr Airline-Konto hat hier keine Rolle. Fragen Sie die Verwaltung von giftgate.
sign-on-fault-no-email = Ihr Airline-Konto nennt keine E-Mail-Adresse; es konnte kein Konto angelegt werden.
sign-on-fault-taken = Es gibt schon ein Konto mit dieser E-Mail-Adresse, oder dieses Airline-Konto ist bereits verknüpft. Melden Sie sich mit Passwort an und verknüpfen Sie es unter „Ihr Konto“.
sign-on-fault-disabled = Dieses Konto ist gesperrt.
identity-title = Airline-Konto
identity-linked = Ihr Airline-Konto ist verknüpft; Sie können sich darüber anmelden.
identity-none = Verknüpfen Sie Ihr Airline-Konto, um sich darüber anzumelden.
identity-link = Airline-Konto verknüpfen
identity-unlink = Verknüpfung lösen
done-linked = Ihr Airline-Konto ist verknüpft.
done-unlinked = Ihr Airline-Konto ist nicht mehr verknüpft.

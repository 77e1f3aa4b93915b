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
role-words-privacy = Widersprüche und Löschung; noch ohne Seiten
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

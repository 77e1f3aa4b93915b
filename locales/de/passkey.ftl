# Passkeys
passkeys-title = Passkeys
passkeys-lead = Mit einem Passkey melden Sie sich mit Fingerabdruck, Gesicht oder PIN Ihres Geräts an. Er gilt nur für diese Seite, sodass ihn Ihnen niemand entlocken kann, und zählt als Passwort und zweiter Faktor zugleich.
passkeys-own = Ihre Passkeys
passkeys-open = Passkey einrichten
passkeys-none = Sie haben noch keinen.
passkeys-n =
    { $n ->
        [one] Mit { $n } Passkey können Sie sich anmelden.
       *[other] Mit { $n } Passkeys können Sie sich anmelden.
    }
passkey-since = hinzugefügt
passkey-remove = Entfernen
passkey-add-title = Passkey hinzufügen
passkey-add-words = Geben Sie ihm einen Namen, an dem Sie das Gerät erkennen; danach fragt der Browser nach Ihrer Bestätigung.
passkey-label = Name, etwa „Telefon“
passkey-add = Passkey hinzufügen
passkey-needs-script = Passkeys brauchen JavaScript in diesem Browser.
passkey-impossible = Browser erzeugen Passkeys nur für eine Seite mit einem Namen und https. Hierher führt ein anderer Weg; ein Admin kann die öffentliche Adresse einstellen.
passkey-sign-in-again = Abmelden und neu anmelden
passkey-enter = Mit Passkey anmelden
passkey-not-shown = Von diesem Gerät kam kein Passkey. Versuchen Sie es noch einmal oder melden Sie sich anders an.
passkey-wrong = Dieser Passkey öffnet hier kein Konto. Melden Sie sich mit Ihrem Passwort an.
passkey-code-words = Zeigen Sie Ihren Passkey, um fortzufahren.
passkey-fault-label = Geben Sie ihm einen Namen mit höchstens 60 Zeichen.
passkey-fault-stale = Um Passkeys zu ändern, müssen Sie sich in den letzten zehn Minuten angemeldet haben.
passkey-fault-most = Sie haben schon zehn Passkeys; entfernen Sie zuerst einen.
passkey-fault-known = Dieser Passkey ist schon bekannt.
passkey-fault-unsound = Die Antwort des Browsers kam zu spät oder ist nicht gültig. Bitte versuchen Sie es noch einmal.
done-passkey-added = Ihr Passkey ist hinzugefügt.
done-passkey-removed = Der Passkey ist entfernt. Löschen Sie ihn auch auf dem Gerät.
mail-passkey-subject = Ihrem Konto wurde ein Passkey hinzugefügt
mail-passkey-words = Am { $at } wurde auf der Seite Ihres Kontos ein Passkey hinzugefügt. Mit ihm meldet man sich ohne Ihr Passwort an.
mail-passkey-button = Ihre Passkeys ansehen
mail-passkey-else = Falls Sie es nicht waren: Melden Sie sich an, entfernen Sie ihn dort, beenden Sie alle anderen Sitzungen und wählen Sie ein neues Passwort. Kommen Sie nicht hinein, sagen Sie es sofort der Verwaltung.
mail-kind-passkey = Passkey hinzugefügt

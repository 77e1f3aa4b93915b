# Approvals
tab-approvals = Freigaben
approvals-waiting =
    { $n ->
        [one] { $n } Geschenk wartet auf ein Ja.
       *[other] { $n } Geschenke warten auf ein Ja.
    }
approvals-urgent =
    { $n ->
        [one] Bei { $n } davon bleiben höchstens 90 Minuten.
       *[other] Bei { $n } davon bleiben höchstens 90 Minuten.
    }
approvals-without-window =
    { $n ->
        [one] { $n } kann nicht mehr übergeben werden und steht nicht in der Liste.
       *[other] { $n } können nicht mehr übergeben werden und stehen nicht in der Liste.
    }
approvals-status-only = Sie sehen den Stand. Entscheiden dürfen Genehmigende.
approvals-empty-title = Nichts wartet auf Freigabe
approvals-empty-words = Geschenke erscheinen hier, sobald jemand aus der Planung sie vorschlägt, Posts, sobald es einen Entwurf gibt.
approvals-posts =
    { $n ->
        [one] { $n } Post wartet
       *[other] { $n } Posts warten
    }
approvals-all-posts = Alle wartenden Posts
approvals-of = { $have } von { $needed } Freigaben
approval-until = bis
approval-sure = Zuordnung
approval-over = Die Zeit für diese Übergabe ist vorbei. Das Geschenk wird von selbst zurückgenommen.
approval-own = Sie haben es selbst vorgeschlagen. Jemand anderes muss entscheiden.
approval-said-yes = Sie haben Ja gesagt. Es braucht noch jemanden.
mark-over = zu spät
approve = Freigeben
approve-post = Post freigeben
turn-down = Ablehnen
turn-down-why = Warum?
turn-down-wrong-person = Vielleicht jemand anderes
turn-down-not-tactful = Nicht taktvoll
turn-down-too-late = Zu spät zu bringen
turn-down-wrong-gift = Falsches Geschenk
turn-down-too-dear = Zu teuer
turn-down-words-wrong-person = Diese Person bekommt nichts.
turn-down-words-not-tactful = Diese Person bekommt nichts.
turn-down-words-too-late = Diese Person bekommt nichts.
turn-down-words-wrong-gift = Es geht zurück in die Planung.
turn-down-words-too-dear = Es geht zurück in die Planung.
turned-down-before = Schon einmal abgelehnt:
back = Zurück
together-link = { $n } × { $gift } zusammen freigeben
together-title = Zusammen freigeben
together-words = Genau diese werden freigegeben, oder keines davon. Zusammen gehen nur kleine Geschenke einer Art, aus einem Grund und mit sehr sicherer Zuordnung: höchstens 20.
together-count =
    { $n ->
        [one] { $n } Geschenk
       *[other] { $n } Geschenke
    }
together-approve =
    { $n ->
        [one] Dieses eine freigeben
       *[other] Diese { $n } freigeben
    }
together-empty-title = Nichts zusammen freizugeben
together-empty-words = Es gibt keine zwei kleinen Geschenke einer Art aus einem Grund, oder jemand war schneller.
alert-approvals =
    { $n ->
        [one] { $n } Geschenk wartet noch auf Freigabe
       *[other] { $n } Geschenke warten noch auf Freigabe
    }
alert-approvals-left = es bleiben höchstens { $minutes } Minuten
done-approved = Freigegeben.
done-approved-part = Ihr Ja ist vermerkt. Jemand anderes muss es auch freigeben.
done-approved-together = Zusammen freigegeben.
done-turned-down = Abgelehnt.
done-proposed = Vorgeschlagen. Es wartet auf eine Freigabe.
done-wish = Für den nächsten Plan vermerkt. Bis dahin ändert sich nichts.
done-planned = Der neue Plan gilt.
done-post-approved = Der Post ist freigegeben.
done-post-back = Der Post ging zurück.
problem-words-not-together = Diese können nicht zusammen freigegeben werden. Geben Sie sie einzeln frei.
problem-words-held-out = Diese Person gehört nach Los zur Vergleichsgruppe. Niemand schenkt ihr etwas.
problem-words-has-one = Diese Person hat oder hatte ein Geschenk dieser Kampagne.
problem-words-forbidden-gift = Eine Regel verbietet dieses Geschenk für diese Person.
problem-words-plan-changed = Inzwischen hat sich etwas geändert. Das würde ein neuer Plan jetzt ändern.

# Plan actions
plan-next-title = Der nächste Plan
plan-next-words = Festlegungen und Ausschlüsse gelten, wenn der nächste Plan entsteht. Vorgeschlagenes und Freigegebenes bleibt.
plan-again = Neuer Plan …
what-if-link = Was wäre, wenn …
propose-all =
    { $n ->
        [one] Den einen Entwurf vorschlagen
       *[other] Alle { $n } Entwürfe vorschlagen
    }
propose-ticked = Angekreuzte vorschlagen
propose-tick = Vorschlagen
pin = Festlegen
unpin = Lösen
exclude-traveller = Kein Geschenk für diese Person
exclude-gift = Nicht dieses Geschenk
wish-pin = Festgelegt
wish-exclude = Ausgeschlossen
wish-any-gift = jedes Geschenk
wish-back = Zurücknehmen
wishes-none = Niemand ist festgelegt oder ausgeschlossen.
actions-for = Für den nächsten Plan
draw-title = Vergleichsgruppe
draw-words =
    { $n ->
        [one] { $n } Person gehört zur Vergleichsgruppe. Gelost, bevor jemand wählte, und gesperrt: Kein Plan, kein Wunsch und kein Mensch ändert daran etwas.
       *[other] { $n } Personen gehören zur Vergleichsgruppe. Gelost, bevor jemand wählte, und gesperrt: Kein Plan, kein Wunsch und kein Mensch ändert daran etwas.
    }
draw-first = Zuerst gelost
draw-last = zuletzt gelost
draw-none = Noch ist niemand gelost. Das geschieht mit dem ersten Plan.
replan-title = Was ein neuer Plan ändern würde
replan-words = Noch ist nichts geändert. Vorgeschlagenes, Freigegebenes und Übergebenes bleibt in jedem Plan.
replan-newly-held =
    { $n ->
        [one] { $n } weitere Person käme nach Los in die Vergleichsgruppe.
       *[other] { $n } weitere Personen kämen nach Los in die Vergleichsgruppe.
    }
replan-apply = Diesen Plan machen
versus-title = Vorher und nachher
versus-now = Jetzt
versus-then = Dann
versus-bound = Kein Plan ist mehr wert als
changes-title = Wer dazukommt, wer herausfällt
changes-counts = Dazu: { $come } · heraus: { $go } · anderes Geschenk: { $differ }
changes-none = Niemand bekommt etwas anderes.
change-kind = Änderung
change-in = kommt dazu
change-out = fällt heraus
change-other = anderes Geschenk
change-from = Vorher
change-to = Nachher
clash-title = Kein Plan hält das alles ein
clash-pins = Festgelegtes verträgt sich nicht mit dem Folgenden. Lösen Sie etwas oder lockern Sie eine Grenze.
clash-limits = Diese Grenzen lassen sich nicht zusammen einhalten. Lockern Sie eine davon.
clash-unproven = (In der gegebenen Zeit wurde keiner gefunden.)
reason-wish-excluded = Von der Planung ausgeschlossen
reason-cap-day = Tagesbudget aufgebraucht: { $what }
reason-language = Sprachquote: { $what }
reason-elite = Anteil der Vielflieger
reason-rule-cabin-weight = Zu schwer fürs Handgepäck
reason-rule-cabin-size = Zu lang fürs Handgepäck
reason-rule-contents = Inhalt, den das Ziel verbietet
reason-rule-stock = Nicht vorrätig
reason-rule-lead-time = Nicht rechtzeitig bereit
reason-rule-open-complaint = Offene Beschwerde: zuerst die Betreuung
reason-rule-stays = Niemand, der zu gehen droht
reason-rule-destination = Die Kampagne lässt dieses Ziel aus
reason-rule-station = Dort wird nichts übergeben
reason-rule-child = Kinder bekommen kein eigenes Geschenk
reason-rule-gift-cap = Teurer, als ein Geschenk sein darf
reason-rule-person-cap = Teurer, als eine Person bekommen darf
reason-rule-no-reason = Nichts in den Posts spricht dafür
reason-tact-too-many-facts = Zu viele Fakten aus Posts
reason-tact-fact-too-old = Der Fakt ist zu alt
reason-tact-fact-not-yet-said = Noch nicht gesagt
reason-tact-no-window = Keine Zeit für eine Übergabe

# What if
what-if-title = Was wäre, wenn …
what-if-words = Ändern Sie Grenzen und sehen Sie, welcher Plan daraus würde. Nichts wird gespeichert.
what-if-ask = Was anders wäre
what-if-hold-out-words = Für den Vergleich wird ein anderer Anteil neu gelost. Die echte Auslosung bleibt gesperrt.
what-if-stocks = Vorrat je Geschenk
what-if-button = Ausrechnen
what-if-reset = Wie es ist
what-if-answer = Der Plan, der es wäre
cap-hold-out = Vergleichsgruppe nach Los
cap-each-day = Budget je Tag
unit-pieces = Stück
number-fault-number = Schreiben Sie eine Zahl, etwa 40 oder 2500,00.
number-fault-too-large = So viel hat keine Kampagne.
worth-title = Was eins mehr brächte
worth-words = Punkte, die eine Einheit mehr von jeder Grenze dem Plan hinzufügt.
worth-cap = Grenze
worth-points = Punkte
worth-until = gilt bis
worth-money = ein { $currency } mehr
worth-minute = eine Minute mehr
worth-piece = eins mehr
worth-none = Nichts ist knapp: Mehr von einer Grenze brächte nichts.

# Gift ideas for one person
ideas-title = Geschenkideen für diese Person
ideas-back = Zur Zuordnung
ideas-confirm-first = Bestätigen Sie die Zuordnung, bevor Sie ein Geschenk vorschlagen.
ideas-held-out = Nach Los in der Vergleichsgruppe. Niemand schenkt dieser Person etwas.
ideas-has = Hat ein Geschenk dieser Kampagne:
ideas-none-title = Zurzeit ist kein Geschenk möglich
ideas-note-add = Steht noch nicht in der Kampagnendatei. Wer es vorschlägt, schreibt es dort als Idee für alle hinein: Auch spätere Pläne können es dann nutzen.
ideas-just-a-note = nur ein Gruß
ideas-left = noch { $left } von { $stock }
ideas-effort =
    { $n ->
        [one] { $n } Minute Arbeit
       *[other] { $n } Minuten Arbeit
    }
ideas-propose = Vorschlagen
ideas-risk = Risiko { $points } von 100
ideas-risk-words = Risiko ist, was bei der Übergabe schiefgehen kann, soweit wir es wissen. Es steht neben der Punktzahl: Pläne zählen es nicht, Menschen schon.
risk-state-low = Gering
risk-state-some = Mäßig
risk-state-high = Hoch
hazard-none = nichts, wovon wir wissen
hazard-time =
    { $n ->
        [0] Keine Minute Luft zwischen Schalter und schließendem Gate
        [one] { $n } Minute Luft zwischen Schalter und schließendem Gate
       *[other] { $n } Minuten Luft zwischen Schalter und schließendem Gate
    }
hazard-gate-unknown = Das Gate ist noch nicht bekannt, der Weg also geschätzt
hazard-liquids = { $n } ml Flüssigkeit: verloren, wenn sie weiterfliegen und noch einmal kontrolliert werden
hazard-bulky = { $n } cm lang: passt nicht unter den Sitz
hazard-heavy = { $n } g mehr zu tragen
hazard-allergens = Nicht alle dürfen das essen:
hazard-customs = Niemand hat nachgesehen, ob das ins Zielland darf:
hazard-age = Das Gate-Team fragt nach dem Alter: ab { $n }
hazard-stock =
    { $n ->
        [one] Das letzte Stück
       *[other] Nur noch { $n } Stück
    }
hazard-price =
    { $n ->
        [one] So teuer, dass { $n } Person zustimmen muss; Arbeitgeber und Steuer setzen Geschenken Grenzen
       *[other] So teuer, dass { $n } Personen zustimmen müssen; Arbeitgeber und Steuer setzen Geschenken Grenzen
    }
hazard-old-fact =
    { $n ->
        [one] Vor { $n } Tag gesagt:
       *[other] Vor { $n } Tagen gesagt:
    }
hazard-person = Die Zuordnung ist zu { $n } % sicher: es kann jemand anderes sein
content-dairy = Milch
content-milk = Milch
content-gluten = Gluten
content-eggs = Ei
content-nuts = Nüsse
content-peanuts = Erdnüsse
content-fish = Fisch
content-soy = Soja
content-sesame = Sesam
content-plants = Pflanzen
content-seeds = Samen
content-fruit = Obst
content-meat = Fleisch
content-honey = Honig
content-wood = Holz
content-alcohol = Alkohol
content-pork = Schweinefleisch
content-chocolate = Schokolade
content-battery = Batterie
content-blade = Klinge

# Posts
post-length = { $n } von { $most } Zeichen auf { $network }
sent-back = Zurückgeschickt:
send-back = Zurückschicken
send-back-says-too-much = Sagt zu viel
send-back-wrong-tone = Falscher Ton
send-back-wrong-facts = Etwas stimmt nicht
post-edit = Text bearbeiten
post-edit-title = Den Post bearbeiten
post-edit-text = Text
post-edit-words = Eine Änderung hebt die Freigabe auf. Diese Variablen gibt es:
post-edit-save = Text speichern
text-fault-empty = Schreiben Sie einen Text.
text-fault-too-long = Er ist zu lang für dieses Netzwerk.
text-fault-template-variable = Er nutzt eine Variable, die es nicht gibt. Nehmen Sie nur die unten.
text-fault-template-not-allowed = Erlaubt sind nur einfacher Text und die Variablen unten.
text-fault-template-syntax = Eine Klammer ist nicht geschlossen. Jede doppelte Klammer braucht ihr Ende.
text-fault-template-too-long = Er ist viel zu lang.

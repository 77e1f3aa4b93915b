# Report
report-title = Impressionsbericht
report-made = erstellt
report-of-approved = von { $n } genehmigten Geschenken
report-spent = Ausgegeben
report-spent-words = im Kassenbuch gebucht, mit Steuer
cost-per-hand-over = Kosten je Übergabe
cost-per-hand-over-words = alle Ausgaben über alle Übergaben
cost-per-mille = Kosten je tausend Impressionen
no-impressions-yet = noch keine Impressionen gelesen
figures-title = Zahlen und woher sie kommen
figures-words = Jedes Netzwerk zählt auf seine Art. Verschiedene Einheiten werden nie addiert.
figures-empty = Noch keine Messwerte. Sie werden gelesen, sobald Posts veröffentlicht sind.
coverage = deckt { $n } % ab
definition =
    { $n ->
        [one] Definition { $version }, { $n } Post
       *[other] Definition { $version }, { $n } Posts
    }
growth-title = Wie die Zahlen wuchsen
targets-title = Ziele und Ergebnis
targets-empty = Es wurden keine Ziele gesetzt.
target-met = erreicht
target-open = noch nicht erreicht
target-unknown = noch nichts bekannt
effect-title = Hat es etwas bewirkt?
effect-groups = { $treated } Reisende mit Geschenk, { $held } zufällig zurückgehalten, bevor jemand wählte.
effect-interval = Unterschied, zwischen { $low } und { $high } mit { $sure } Sicherheit
effect-none = Bei dieser Größe nicht nachweisbar
effect-minimum = Gruppen dieser Größe könnten erst einen Unterschied ab { $size } zeigen.
effect-note = Wir behaupten nichts, was die Zahlen nicht tragen.
costs-title = Was gegeben wurde
yardstick-title = Neben KLM Surprise, 2010
yardstick-words = November 2010, Schiphol: { $gifts } Geschenke und ein Kanal, der in einem Monat { $views } Mal gesehen wurde, { $each } je Geschenk.
yardstick-note = Die Aufrufe sind eine veröffentlichte runde Zahl; Kosten und Wirkung wurden nie veröffentlicht.
yardstick-each = je Geschenk
unit-impressions = Impressionen
unit-views = Aufrufe
unit-reach = Reichweite
unit-engagements = Interaktionen
method-measured = gemessen
method-estimated = geschätzt
method-by-hand = von Hand
method-sample = Beispieldaten
metric-hand-overs = Übergaben
metric-impressions = Impressionen
metric-on-time-percent = Rechtzeitig übergeben
metric-answered-in-hour-percent = Beschwerden in einer Stunde beantwortet
metric-publication-consents = Einwilligungen zur Veröffentlichung
report-files = Downloads
paper-missing = Zeichen, die diese Schrift nicht hat
effect-booked = Innerhalb von { $days } Tagen erneut gebucht
col-group = Gruppe
col-travellers = Reisende
col-booked-again = Erneut gebucht
effect-offered = Hätten ein Geschenk bekommen können
effect-held-out = Durch Los zurückgehalten

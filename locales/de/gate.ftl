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

# Kundendienst
nav-care = Kundendienst
care-words = Was Leute unter unsere Beiträge schrieben. Zuerst, was am wenigsten Zeit hat: Antwort in einer Stunde, gelöst in einem Tag.
care-late-count =
    { $n ->
        [one] Ein Fall hat seine Frist überschritten. Ist er eine Beschwerde, warten die Beiträge der Kampagne.
       *[other] { $n } Fälle haben ihre Frist überschritten. Sind es Beschwerden, warten die Beiträge der Kampagnen.
    }
care-waiting-count =
    { $n ->
        [one] Eine Antwort wartet auf Freigabe.
       *[other] { $n } Antworten warten auf Freigabe.
    }
care-answer-waits = Antwort wartet auf Freigabe
care-empty-title = Niemand wartet
care-empty-words = Neue Antworten auf unsere Beiträge erscheinen hier von selbst.
care-taken = jemand anderes hat ihn
care-late = Frist überschritten
care-left-hours = Noch { $n } Stunden
care-left =
    { $n ->
        [one] Noch eine Minute
       *[other] Noch { $n } Minuten
    }
care-open = Fall öffnen
care-said = Was geschrieben wurde
care-there = dort ansehen
care-gone = Die Person hat es gelöscht. Nichts davon wird behalten.
care-answers = Unsere Antworten
care-approve = Freigeben und senden
care-answer = Antworten
care-yours = Dieser Fall gehört eine Viertelstunde lang Ihnen.
care-claim = Fall übernehmen
care-release = Den Fall zurückgeben
care-begin = Beginnen mit
care-text = Ihre Antwort, höchstens { $n } Zeichen
care-write = Zur Freigabe speichern
care-solve = Als gelöst markieren
care-kind-complaint = Beschwerde
care-kind-reply = Antwort
care-state-open = wartet
care-state-answered = beantwortet
care-state-solved = gelöst
answer-state-draft = wartet auf Freigabe
answer-state-approved = unterwegs
answer-state-uncertain = vielleicht veröffentlicht
answer-state-published = veröffentlicht
answer-state-failed = vom Netzwerk abgelehnt
care-canned-sorry = Es tut uns leid
care-canned-look = Wir gehen dem nach
care-canned-thanks = Vielen Dank
care-edit = Antwort bearbeiten
care-answer-back = Antwort zurückgeschickt
mail-care-subject =
    { $n ->
        [one] Ein Fall muss jetzt beantwortet werden
       *[other] { $n } Fälle müssen jetzt beantwortet werden
    }
mail-care-words = Noch hat niemand sie beantwortet. Was geschrieben wurde, steht nur auf der Seite.
mail-care-complaints = Beschwerden
mail-care-replies = Andere Antworten
mail-care-waiting = Davon wartet eine Antwort auf Freigabe
mail-care-late = Davon über der Frist
mail-care-answer-by = Erste Frist
mail-care-button = Zum Kundendienst
mail-kind-care = Kundendienst: Fristen nahe
mail-waiting-answers = Antworten des Kundendienstes
mail-waiting-answer-by = Ersten Fall beantworten bis
mail-waiting-answers-button = Zum Kundendienst

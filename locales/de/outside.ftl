# Folgebeiträge unterwegs, der Postausgang, die Seite hinter einer Karte
post-look = So wird er aussehen
post-look-title = So wird er aussehen
post-look-words = Derselbe Text auf jedem Netzwerk der Kampagne. Farbigen Teilen kann man dort folgen.
post-look-own = erscheint hier
post-look-no-links = Adressen kann man dort nicht folgen.
post-disrupted = Sein Flug findet nicht statt. Solange das so ist, wird nichts davon erzählt.
post-clicks =
    { $n ->
        [one] Seinem Link wurde einmal gefolgt
       *[other] Seinem Link wurde { $n }-mal gefolgt
    }
text-fault-mention = Er nennt ein Konto. Der Name eines Reisenden braucht eine eigene Einwilligung; frei sind nur Ihre eigenen Konten.
posts-on-hold = Zurzeit geht nichts hinaus: Zuerst muss jemand aus der Administration den Postausgang ansehen.
posts-kept = Beiträge dieser Kampagne werden zurückgehalten
posts-kept-spike =
    { $n ->
        [one] Eine Beschwerde in einer Stunde hat sie angehalten,
       *[other] { $n } Beschwerden in einer Stunde haben sie angehalten,
    }
posts-kept-overdue =
    { $n ->
        [one] Eine Beschwerde unter unseren Beiträgen wartet über ihre Frist hinaus.
       *[other] { $n } Beschwerden unter unseren Beiträgen warten über ihre Frist hinaus.
    }
posts-kept-said =
    { $n ->
        [0] Zwei Freigebende können sie weiterlaufen lassen. Noch hat es niemand gesagt.
        [one] Zwei Freigebende können sie weiterlaufen lassen. Eine Person hat es gesagt.
       *[other] { $n } Freigebende haben es gesagt.
    }
posts-kept-release = Sie dürfen weiterlaufen
done-posts-said = Notiert. Beiträge laufen weiter, sobald zwei Freigebende es gesagt haben.
care-clocks = Die Uhren starten, wenn ein Fall entsteht, und stehen nie still: nicht nachts, nicht solange jemand nicht antwortet, nicht solange die Kampagne angehalten ist.

outbox-title = Postausgang
outbox-held = Es geht nichts hinaus
outbox-restored =
    { $n ->
        [0] Die Datenbank ist nicht die, die zuletzt etwas verschickt hat. Bemerkt:
        [one] Die Datenbank ist älter als das, was hinausging; ein Eintrag des Protokolls fehlt. Bemerkt:
       *[other] Die Datenbank ist älter als das, was hinausging; mindestens { $n } Einträge des Protokolls fehlen. Bemerkt:
    }
outbox-by-hand = Jemand hat alles angehalten:
outbox-reconcile = Ein Beitrag oder eine Mail, die hier wartet, kann vor dem Einspielen der Sicherung schon hinausgegangen sein. Sehen Sie zuerst auf Ihren Konten in den Netzwerken nach. Nehmen Sie hier zurück, was dort schon steht, und lassen Sie dann den Rest hinaus. Was Beiträge herunternimmt, läuft immer weiter.
outbox-release = Ich habe nachgesehen. Alles hinauslassen
outbox-waits = Was wartet
outbox-queued = Beiträge, nie versucht
outbox-begun = Beiträge, versucht und nicht geklärt
outbox-uncertain = Beiträge, die vielleicht schon dort stehen
outbox-answers = Antworten der Betreuung
outbox-mails = Mails
outbox-hold = Alles anhalten
outbox-hold-words = Beiträge, Antworten und Mails warten, bis jemand sie hinauslässt. Beiträge können weiterhin heruntergenommen werden.
done-outbox-held = Ab jetzt geht nichts hinaus.
done-outbox-released = Alles geht wieder hinaus.
listeners-title = Quellen
listeners-words = Jede versucht es von selbst wieder, nach Pausen von höchstens einer Minute. Alle anderen laufen weiter.
listeners-since = gestört seit
listeners-heard = zuletzt gehört
listeners-away = gestört
gaps-title = Lücken der letzten 7 Tage
gaps-words = In diesen Stunden war der Strom weg; Beiträge aus dieser Zeit sind nicht angekommen. Importieren Sie sie aus einer Datei, wenn Sie eine bekommen.
listeners-broken = { $n } gestört
expiry-of = Geheimnis für { $name }
expiry-left =
    { $n ->
        [0] endet heute oder ist abgelaufen
        [one] noch ein Tag
       *[other] noch { $n } Tage
    }

card-page-title = Die Überraschung, die Sie bekommen haben
card-page-words = Sie haben ein kleines Geschenk Ihrer Fluggesellschaft bekommen. Wir haben einen öffentlichen Beitrag zu Ihrer Reise gelesen, oder was Sie mit unserem Programm geteilt haben, und ein Mensch hat entschieden. Es kostet Sie nichts.
card-page-withdraw = Unsere Beiträge herunternehmen
card-page-withdraw-words = Haben wir etwas über Ihr Geschenk veröffentlicht, verschwindet es aus allen Netzwerken, meist innerhalb einer Minute. Nichts Neues wird veröffentlicht. Sie brauchen kein Konto und müssen nichts begründen.
card-page-button = Nehmen Sie Ihre Beiträge herunter
card-page-done = Es ist erledigt
card-page-done-words =
    { $n ->
        [0] Über Ihr Geschenk ist nichts veröffentlicht, und dabei bleibt es.
        [one] Ein Beitrag wird jetzt heruntergenommen. Nichts Neues wird veröffentlicht.
       *[other] { $n } Beiträge werden jetzt heruntergenommen. Nichts Neues wird veröffentlicht.
    }
card-page-receipt = Beleg
card-page-at = Zeit
card-page-more = Wir können auch alles löschen und Sie nie wieder ansprechen:
card-page-object = Hier widersprechen
card-page-dead = Wir kennen diese Karte nicht
card-page-dead-words = Der Link ist nicht vollständig. Bitte scannen Sie den Code auf Ihrer Karte noch einmal, oder widersprechen Sie hier.

mail-spike-subject = { $campaign }: Beiträge wegen Beschwerden angehalten
mail-spike-words =
    { $n ->
        [one] Innerhalb einer Stunde kam eine Beschwerde, { $at }. Kein Beitrag der Kampagne geht mehr hinaus.
       *[other] Innerhalb einer Stunde kamen { $n } Beschwerden, die letzte { $at }. Kein Beitrag der Kampagne geht mehr hinaus.
    }
mail-spike-next = Bitte sehen Sie zuerst nach den Beschwerden. Zwei Freigebende können die Beiträge weiterlaufen lassen.
mail-spike-button = Zu den Beiträgen
mail-expiry-subject =
    { $n ->
        [0] Das Geheimnis für { $name } endet heute oder ist abgelaufen
        [one] Das Geheimnis für { $name } endet in einem Tag
       *[other] Das Geheimnis für { $name } endet in { $n } Tagen
    }
mail-expiry-words = Das Geheimnis für { $name } endet am { $day }. Holen Sie ein neues, legen Sie es an seinen Platz und ändern Sie den Tag in den Einstellungen (token_expiry). Ohne es geht dort nichts hinaus.
mail-expiry-button = Zum Zustand der Installation
mail-kind-spike = Beiträge durch Beschwerden angehalten
mail-kind-expiry = Ein Geheimnis endet

# The photo of a post
post-photo-title = Foto der Übergabe
post-photo-words = Es erscheint mit dem Beitrag, sobald jemand anders beides freigegeben hat, und nur solange die reisende Person zustimmt.
post-photo-describe = Was zu sehen ist
post-photo-describe-words = Ein oder zwei Sätze in der Sprache des Beitrags, für alle, die das Foto nicht sehen können. Nennen Sie niemand anderen.
post-photo-send = Mit dem Beitrag senden
post-photo-off = Foto entfernen
post-photo-add = Foto hinzufügen
post-photo-change = Foto ändern
post-photo-with = Mit einem Foto:
post-as-reply = Geht als Antwort auf den eigenen Beitrag des Reisenden hinaus.
post-as-quote = Geht mit dem eigenen Beitrag des Reisenden als Zitat hinaus.
post-photo-gone = Das Foto ist nicht mehr da, oder die Zustimmung dazu wurde zurückgenommen. Der Beitrag wartet, bis das Foto entfernt ist.
post-photo-none = Es gibt kein Foto, das gezeigt werden darf: Es wurde keines gemacht, niemand hat dem Zeigen zugestimmt, oder dieses Netzwerk nimmt keines an.
post-photo-unsaid = Foto der Übergabe, noch nicht beschrieben
post-photo-not-here = Beiträge erscheinen einzeln; dieses Foto gehört zum Beitrag auf seinem eigenen Netzwerk.
done-photo-changed = Das Foto ist geändert. Jetzt entscheidet jemand anders über den Beitrag.
photo-fault-no-description = Schreiben Sie, was zu sehen ist.
photo-fault-long-description = Das ist zu lang für dieses Netzwerk.
photo-fault-form = Das Foto ist nicht lesbar.
photo-fault-too-large = Das Foto ist zu groß für dieses Netzwerk.
photo-fault-not-there = Dieses Netzwerk nimmt auf diesem Weg keine Fotos an.

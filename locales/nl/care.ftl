# De klantenservice
nav-care = Service
care-words = Wat mensen onder onze berichten schreven. De minste tijd staat bovenaan: antwoord binnen een uur, opgelost binnen een dag.
care-late-count =
    { $n ->
        [one] Eén zaak is over de termijn. Berichten van de campagne wachten zolang het een klacht is.
       *[other] { $n } zaken zijn over de termijn. Berichten van die campagnes wachten zolang het klachten zijn.
    }
care-waiting-count =
    { $n ->
        [one] Eén antwoord wacht op goedkeuring.
       *[other] { $n } antwoorden wachten op goedkeuring.
    }
care-answer-waits = antwoord wacht op goedkeuring
care-empty-title = Niemand wacht
care-empty-words = Nieuwe reacties op onze berichten verschijnen hier vanzelf.
care-taken = een collega heeft deze
care-late = Over de termijn
care-left-hours = Nog { $n } uur
care-left =
    { $n ->
        [one] Nog één minuut
       *[other] Nog { $n } minuten
    }
care-open = Zaak openen
care-said = Wat er werd geschreven
care-there = daar bekijken
care-gone = De schrijver heeft het verwijderd. Er wordt niets van bewaard.
care-answers = Onze antwoorden
care-approve = Goedkeuren en versturen
care-answer = Antwoorden
care-yours = Deze zaak is een kwartier voor u.
care-claim = Zaak oppakken
care-release = De zaak teruggeven
care-begin = Begin met
care-text = Uw antwoord, hoogstens { $n } tekens
care-write = Opslaan voor goedkeuring
care-solve = Als opgelost markeren
care-kind-complaint = Klacht
care-kind-reply = Reactie
care-state-open = wacht
care-state-answered = beantwoord
care-state-solved = opgelost
answer-state-draft = wacht op goedkeuring
answer-state-approved = onderweg
answer-state-uncertain = misschien geplaatst
answer-state-published = geplaatst
answer-state-failed = door het netwerk geweigerd
care-canned-sorry = Het spijt ons
care-canned-look = We zoeken het uit
care-canned-thanks = Dank u wel
care-edit = Antwoord bewerken
care-answer-back = antwoord teruggestuurd
mail-care-subject =
    { $n ->
        [one] Eén zaak moet nu worden beantwoord
       *[other] { $n } zaken moeten nu worden beantwoord
    }
mail-care-words = Niemand heeft ze nog beantwoord. Wat er werd geschreven staat alleen op de pagina.
mail-care-complaints = Klachten
mail-care-replies = Andere reacties
mail-care-waiting = Waarvan het antwoord op goedkeuring wacht
mail-care-late = Waarvan over de termijn
mail-care-answer-by = Eerste termijn
mail-care-button = Naar de service
mail-kind-care = Service: termijnen dichtbij
mail-waiting-answers = Antwoorden van de service
mail-waiting-answer-by = Eerste zaak beantwoorden vóór
mail-waiting-answers-button = Naar de service

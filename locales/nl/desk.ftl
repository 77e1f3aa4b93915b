# What was just done
done-confirmed = Bevestigd.
done-rejected = Afgewezen.
done-barred = Geen van beiden wordt ooit benaderd.
done-released = Terug in de wachtrij gezet.
done-reopened = Teruggedraaid. U kunt opnieuw beslissen.
done-queue-empty = Er ligt voor u niets meer in deze wachtrij.
done-stopped = De campagne is stilgezet.
done-resume-asked = Gevraagd. Een tweede persoon moet het binnen een uur bevestigen.
done-resumed = De campagne gaat verder.

# Why something was refused
problem-words-taken = Een collega bekijkt deze op dit moment. Neem een andere.
problem-words-has-gift = Op deze match rust een cadeau. Trek eerst het cadeau in.
problem-words-needs-two = Er zijn twee mensen nodig om een stilgezette campagne te hervatten: één vraagt het op het bord, een ander bevestigt.
problem-words-own-request = U hebt dit zelf gevraagd. Iemand anders moet het bevestigen.
problem-words-already-asked = Iemand heeft dit al gevraagd. Een tweede persoon moet het bevestigen.
problem-words-request-expired = Niemand heeft dit op tijd bevestigd. Vraag het opnieuw.

# Deciding on a candidate
desk-title = Uw beslissing
desk-closes-in =
    { $n ->
        [one] Nog { $n } minuut tot de gate sluit
       *[other] Nog { $n } minuten tot de gate sluit
    }
desk-arrival-closes-in =
    { $n ->
        [one] Nog { $n } minuut om bij aankomst te overhandigen
       *[other] Nog { $n } minuten om bij aankomst te overhandigen
    }
desk-arrival-closed = Overhandigen bij aankomst kan niet meer sinds
queue-arrival-closes = Overhandigen tot
desk-closes-at = om
desk-closed = De gate is gesloten sinds
desk-taken-by-colleague =
    { $n ->
        [one] { $n } minuut geleden opgepakt door een collega.
       *[other] { $n } minuten geleden opgepakt door een collega.
    }
desk-free-in =
    { $n ->
        [one] Uiterlijk over { $n } minuut weer vrij.
       *[other] Uiterlijk over { $n } minuten weer vrij.
    }
desk-yours = Bij u
desk-yours-for =
    { $n ->
        [one] nog { $n } minuut
       *[other] nog { $n } minuten
    }
desk-take = Oppakken
desk-confirm = Bevestigen: dezelfde persoon
desk-reject-why = Afwijzen, want
desk-choose = Kies een reden
desk-reject = Afwijzen
desk-release = Onbeslist teruggeven
desk-rejected-why = Afgewezen:
desk-has-gift = Op deze beslissing rust een cadeau, dus ze staat vast. Trek eerst het cadeau in om haar terug te draaien.
desk-reopen = Deze beslissing terugdraaien
desk-state-ambiguous = Anderen passen net zo goed, dus niemand mag beslissen. Meer bewijs kan duidelijkheid geven.
desk-state-expired = De vlucht vertrok voordat iemand besliste.
desk-state-withdrawn = Het bericht is weg, of iemand mag niet benaderd worden. Er valt niets te beslissen.
desk-queue = Wachtrij
desk-previous = Vorige
desk-next = Volgende
desk-never = Nooit benaderen
desk-never-words = Dit account en deze passagier worden nooit meer gematcht, in geen enkele campagne. Open cadeaus worden ingetrokken. Dit kan niet worden teruggedraaid.
desk-never-sure = Ik weet het zeker
desk-never-button = Nooit benaderen
desk-undo = Laatste beslissing terugdraaien
desk-take-next = De volgende oppakken
desk-start = De eerste beoordelen
taken-short = Opgepakt
reject-wrong-person = verkeerde persoon
reject-not-travelling = een grap, of niet op reis
reject-sensitive = gevoelig onderwerp
reject-too-little = te weinig bewijs
reject-other = iets anders

# The name of the booking
reveal-title = Volledige naam bekijken
reveal-why = Waarvoor?
reveal-button = Naam tonen
reveal-words = Wie er een ziet, wordt met de reden vastgelegd.
reveal-shown = Alleen op deze pagina getoond en vastgelegd in het auditlog.
reveal-compare-name = de spelling met het bericht vergelijken
reveal-tell-apart = twee passagiers uit elkaar houden
reveal-traveller-asks = de reiziger vroeg ernaar

# What would flip it
flips-title = Wat de doorslag geeft
flips-without = Zonder: { $what }
flips-below-verify = geen blik waard
flips-below-suggest = alleen ter controle
flips-none = Geen enkel bewijsstuk beslist: zonder een ervan blijft het in dezelfde klasse.

# Somebody was faster
faster-title-taken = Een collega was u voor
faster-title-decided = Er is al beslist
faster-title-has-gift = Er rust een cadeau op
faster-words-taken = Laat het aan hen over, of kom terug als het vrij is.
faster-words-decided = Hieronder ziet u hoe het er nu voor staat. Er is niets verloren en niets dubbel gedaan.
faster-words-has-gift = De beslissing geldt zolang het cadeau er is.

# The queue
filter-mine = Bij mij
filter-more = Taal, station, vlucht
filter-language = Taal van het bericht
filter-any = Alle
filter-station = Station
filter-flight = Vlucht
filter-apply = Filteren
filter-clear = Wissen
queue-order = Eerst wat zeker is, het meest vertelt en het eerst vertrekt.
queue-empty-title = Er wacht niets
queue-empty-words = Over elke suggestie is beslist. Nieuwe berichten verschijnen hier vanzelf.
queue-gate-closes = Gate sluit

# Keys
keys-title = Toetsen
keys-walk = volgende, vorige
keys-confirm = bevestigen
keys-reject = afwijzen: kies een reden
keys-undo = beslissing terugdraaien
keys-take = oppakken
keys-help = deze lijst openen en sluiten
keys-switch = Toetsen staan aan in deze browser

# A traveller on one page
person-open = Alles over deze reiziger
person-words = Wat deze campagne over een reiziger weet, elk feit met bron en tijd. Namen zijn afgeschermd.
person-erased = Gewist
person-gone = De boeking is gewist of verlopen.
person-locator = Boekingscode
person-country = Land
person-email = E-mailadres
person-handle = Gaf een account op
person-has = opgegeven, niet getoond
person-has-not = geen
person-gifts = Cadeaus
person-no-gifts = Geen cadeau in deze campagne.
person-elsewhere =
    { $n ->
        [one] { $n } cadeau in andere campagnes
       *[other] { $n } cadeaus in andere campagnes
    }
person-posts = Berichten die bij de boeking passen
person-no-posts = Er is geen bericht gematcht.
person-complaint = klacht
person-consents = Toestemmingen
person-no-consents = Er is nog niets gevraagd.
person-ours = Onze berichten
person-no-ours = Geen.
person-cases = Zaken
source-booking = Uit het boekingsbestand van de maatschappij, gelezen
source-plan = Uit het plan, gewijzigd
source-approved = Goedgekeurd door een persoon,
source-hand-over = Genoteerd door gatepersoneel,
source-match = Vergeleken door giftgate: { $p },
source-consent = Gevraagd bij overhandiging in het { $language }, tekst { $version },
consent-kind-photo = Foto
consent-kind-publication = Publicatie
consent-kind-handle = Account noemen
consent-kind-reuse = Hergebruik
consent-yes = ja
consent-no = nee
consent-withdrawn = ingetrokken

# The stop switch
stop-title = Deze campagne stilzetten …
stop-words = Alles hieronder bevriest meteen. Om verder te gaan moet één persoon het vragen en een ander bevestigen.
stop-button = Nu stilzetten
stop-on-title = Deze campagne staat stil
stop-by = Stilgezet door: { $role },
stop-posts =
    { $n ->
        [one] vervolgbericht bevroren
       *[other] vervolgberichten bevroren
    }
stop-deliveries =
    { $n ->
        [one] goedgekeurd cadeau bevroren aan de balie
       *[other] goedgekeurde cadeaus bevroren aan de balie
    }
stop-proposed =
    { $n ->
        [one] cadeau wacht op goedkeuring
       *[other] cadeaus wachten op goedkeuring
    }
stop-carried =
    { $n ->
        [one] cadeau is al onderweg: roep de koerier terug of laat noteren wat er gebeurt
       *[other] cadeaus zijn al onderweg: roep de koeriers terug of laat noteren wat er gebeurt
    }
resume-words = Verdergaan vergt twee mensen. Vraag het hier; iemand anders bevestigt binnen een uur.
resume-ask = Vragen om verder te gaan
resume-asked-by = Verdergaan gevraagd door: { $role },
resume-until = Bevestigen kan tot
resume-wait = U hebt het zelf gevraagd. Iemand anders moet bevestigen.
resume-confirm = Bevestigen: de campagne gaat verder

# Meldingen
alert-complaints =
    { $n ->
        [one] { $n } klacht in het afgelopen uur
       *[other] { $n } klachten in het afgelopen uur
    }
alert-complaints-usual = Gebruikelijk per uur:
alert-refused =
    { $n ->
        [one] Een netwerk weigerde { $n } bericht
       *[other] Netwerken weigerden { $n } berichten
    }
alert-refused-words = Wijzig de tekst en laat hem opnieuw goedkeuren.
post-refused = { $network } heeft dit bericht geweigerd ({ $why }). Het is niet verstuurd. Wijzig het, dan kan het opnieuw worden goedgekeurd en verstuurd.

reason-likely = Waarschijnlijk gevoelig

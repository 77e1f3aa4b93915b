# Vervolgberichten onderweg, de uitgaande post, de pagina achter een kaart
post-look = Zoals het eruit zal zien
post-look-title = Zoals het eruit zal zien
post-look-words = Dezelfde tekst op elk netwerk van de campagne. Gekleurde delen kunnen daar worden aangetikt.
post-look-own = verschijnt hier
post-look-no-links = Adressen kunnen daar niet worden aangetikt.
post-disrupted = De vlucht gaat niet door. Zolang dat zo is, wordt er niets over verteld.
post-clicks =
    { $n ->
        [one] De link is één keer gevolgd
       *[other] De link is { $n } keer gevolgd
    }
text-fault-mention = Er staat een account in. De naam van een reiziger vraagt een eigen toestemming; alleen uw eigen accounts zijn vrij.
posts-on-hold = Er gaat nu niets de deur uit: een beheerder moet eerst naar de uitgaande post kijken.
posts-kept = Berichten van deze campagne worden tegengehouden
posts-kept-spike =
    { $n ->
        [one] Eén klacht in een uur hield ze tegen,
       *[other] { $n } klachten in een uur hielden ze tegen,
    }
posts-kept-overdue =
    { $n ->
        [one] Eén klacht onder onze berichten wacht langer dan de termijn.
       *[other] { $n } klachten onder onze berichten wachten langer dan de termijn.
    }
posts-kept-said =
    { $n ->
        [0] Twee goedkeurders kunnen ze laten doorgaan. Nog niemand heeft dat gezegd.
        [one] Twee goedkeurders kunnen ze laten doorgaan. Eén heeft dat gezegd.
       *[other] { $n } goedkeurders hebben dat gezegd.
    }
posts-kept-release = Ze mogen doorgaan
done-posts-said = Genoteerd. Berichten gaan door zodra twee goedkeurders dat hebben gezegd.
care-clocks = Klokken starten als een zaak opengaat en staan nooit stil: niet ’s nachts, niet zolang een schrijver niet antwoordt, niet zolang de campagne stilligt.

outbox-title = Uitgaande post
outbox-held = Er gaat niets de deur uit
outbox-restored =
    { $n ->
        [0] De database is niet die welke het laatst iets verstuurde. Opgemerkt:
        [one] De database is ouder dan wat de deur uit ging; er ontbreekt één regel van het logboek. Opgemerkt:
       *[other] De database is ouder dan wat de deur uit ging; er ontbreken minstens { $n } regels van het logboek. Opgemerkt:
    }
outbox-by-hand = Iemand hield alles tegen:
outbox-reconcile = Een bericht of mail die hier wacht, kan al verstuurd zijn voordat de back-up werd teruggezet. Kijk eerst naar uw accounts op de netwerken. Trek hier terug wat daar al staat, en laat dan de rest gaan. Wat berichten weghaalt, gaat altijd door.
outbox-release = Ik heb gekeken. Laat alles gaan
outbox-waits = Wat wacht
outbox-queued = Berichten, nooit geprobeerd
outbox-begun = Berichten, geprobeerd en niet afgerond
outbox-uncertain = Berichten die er misschien al staan
outbox-answers = Antwoorden van de klantenzorg
outbox-mails = Mails
outbox-hold = Alles tegenhouden
outbox-hold-words = Berichten, antwoorden en mails wachten tot iemand ze laat gaan. Berichten kunnen nog wel worden weggehaald.
done-outbox-held = Vanaf nu gaat er niets de deur uit.
done-outbox-released = Alles gaat weer de deur uit.
listeners-title = Luisteraars
listeners-words = Elk probeert het vanzelf opnieuw, na pauzes van hoogstens een minuut. Alle andere gaan door.
listeners-since = kapot sinds
listeners-heard = voor het laatst gehoord
listeners-away = kapot
gaps-title = Gaten van de laatste 7 dagen
gaps-words = In deze uren was de stroom weg; berichten van toen zijn niet binnengekomen. Importeer ze uit een bestand als u dat kunt krijgen.
listeners-broken = { $n } kapot
expiry-of = Geheim voor { $name }
expiry-left =
    { $n ->
        [0] loopt vandaag af of is afgelopen
        [one] nog één dag
       *[other] nog { $n } dagen
    }

card-page-title = De verrassing die u kreeg
card-page-words = U kreeg een klein cadeau van uw luchtvaartmaatschappij. Wij lazen een openbaar bericht over uw reis, of wat u met ons programma deelde, en een mens heeft besloten. Het kost u niets.
card-page-withdraw = Onze berichten weghalen
card-page-withdraw-words = Als wij iets over uw cadeau hebben gepubliceerd, verdwijnt het van alle netwerken, meestal binnen een minuut. Er komt niets nieuws bij. U hebt geen account nodig en hoeft geen reden te geven.
card-page-button = Haal onze berichten weg
card-page-done = Het is gebeurd
card-page-done-words =
    { $n ->
        [0] Er is niets over uw cadeau gepubliceerd, en dat blijft zo.
        [one] Eén bericht wordt nu weggehaald. Er komt niets nieuws bij.
       *[other] { $n } berichten worden nu weggehaald. Er komt niets nieuws bij.
    }
card-page-receipt = Ontvangstbewijs
card-page-at = Om
card-page-more = Wij kunnen ook alles wissen en u nooit meer benaderen:
card-page-object = Hier bezwaar maken
card-page-dead = Wij kennen deze kaart niet
card-page-dead-words = De link is niet volledig. Scan de code op uw kaart nog eens, of maak hier bezwaar.

mail-spike-subject = { $campaign }: berichten gestopt vanwege klachten
mail-spike-words =
    { $n ->
        [one] Er kwam één klacht binnen een uur binnen, om { $at }. Er gaat geen bericht van de campagne meer uit.
       *[other] Er kwamen { $n } klachten binnen een uur binnen, de laatste om { $at }. Er gaat geen bericht van de campagne meer uit.
    }
mail-spike-next = Kijk eerst naar de klachten. Twee goedkeurders kunnen de berichten laten doorgaan.
mail-spike-button = De berichten bekijken
mail-expiry-subject =
    { $n ->
        [0] Het geheim voor { $name } loopt vandaag af of is afgelopen
        [one] Het geheim voor { $name } loopt over één dag af
       *[other] Het geheim voor { $name } loopt over { $n } dagen af
    }
mail-expiry-words = Het geheim voor { $name } loopt af op { $day }. Vraag een nieuw aan, zet het op zijn plaats en pas de dag in de instellingen aan (token_expiry). Zonder gaat daar niets uit.
mail-expiry-button = De staat van de installatie openen
mail-kind-spike = Berichten gestopt door klachten
mail-kind-expiry = Een geheim loopt af

# The photo of a post
post-photo-title = Foto van de overhandiging
post-photo-words = Hij gaat met het bericht mee zodra een andere goedkeurder beide heeft goedgekeurd, en alleen zolang de reiziger het goed vindt.
post-photo-describe = Wat er te zien is
post-photo-describe-words = Eén of twee zinnen in de taal van het bericht, voor wie de foto niet kan zien. Noem niemand anders.
post-photo-send = Met het bericht meesturen
post-photo-off = Foto weghalen
post-photo-add = Foto toevoegen
post-photo-change = Foto wijzigen
post-photo-with = Met een foto:
post-as-reply = Gaat uit als antwoord op het eigen bericht van de reiziger.
post-as-quote = Gaat uit met het eigen bericht van de reiziger als citaat.
post-photo-gone = De foto is er niet meer, of de reiziger heeft de toestemming ingetrokken. Het bericht wacht tot de foto is weggehaald.
post-photo-none = Er is geen foto die getoond mag worden: er is er geen gemaakt, de reiziger vond het niet goed, of dit netwerk neemt er geen aan.
post-photo-unsaid = Foto van de overhandiging, nog niet beschreven
post-photo-not-here = Berichten gaan één voor één uit; deze foto hoort bij het bericht op zijn eigen netwerk.
done-photo-changed = De foto is gewijzigd. Een andere goedkeurder beslist nu over het bericht.
photo-fault-no-description = Schrijf wat er te zien is.
photo-fault-long-description = Het is te lang voor dit netwerk.
photo-fault-form = De foto is niet te lezen.
photo-fault-too-large = De foto is te groot voor dit netwerk.
photo-fault-not-there = Dit netwerk neemt zo geen foto’s aan.

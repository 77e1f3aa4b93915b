# Gate
gate-title = Welk station?
gate-empty-title = Geen overhandigingen gepland
gate-empty-words = Stations verschijnen hier zodra cadeaus zijn goedgekeurd.
open-gifts =
    { $n ->
        [one] { $n } cadeau te overhandigen
       *[other] { $n } cadeaus te overhandigen
    }
done-gifts =
    { $n ->
        [one] { $n } overhandigd
       *[other] { $n } overhandigd
    }
next-closes = volgende sluit
gate-quiet-title = Nu niets te overhandigen
gate-quiet-words = Nieuwe cadeaus verschijnen hier zodra ze zijn goedgekeurd.
gate-over-title = Klaar
window-closes-in = sluit over
window-closes-soon = sluit bijna
window-opens-in = opent over
window-closed = gesloten
window-none = geen venster
gate-was = Gate eerst: { $gate }. Gate nu:
pier = Pier { $pier }
seat = stoel
at-arrival = bij aankomst
gate-app-name = Gatecadeaus
gate-more = Dit station
gate-paper = Lijst als pdf
standing = Ik sta bij
standing-button = Tonen
own-round = Ronde van
every-round = iedereen
walk = { $n } min lopen
walk-from-desk = { $n } min vanaf de balie
place-desk = Balie
place-plaza = Plaza
place-hall = Hal
place-lounge-1 = Lounge 1
place-lounge-2 = Lounge 2
place-lounge-3 = Lounge 3

# Eén cadeau
gift-title = Cadeau
gift-unnamed = Naam nu niet zichtbaar
gift-at-desk = Aan de balie
gift-with = Bij { $who }
gift-carried = Onderweg
gift-by = Door { $who }. (gatepersoneel)
gift-overtaken = Iemand anders was eerder:
gift-nothing-overwritten = Er is niets overschreven.
gift-undo = Ongedaan maken
gift-back = Terug aan de balie
gift-withdrawn = Teruggenomen. Breng het naar de balie.
gift-pick-up = Ik heb het opgehaald
gift-avoid = Zeg niets over wat iemand schreef, over familie, gezondheid of geld, of over andere passagiers.
gift-given = Cadeau gegeven
gift-declined = Afgeslagen
gift-not-found = Niet getroffen
gift-not-found-button = Melden: niet getroffen
not-found-why = Waarom?
not-found-no-show = Kwam niet naar de gate
not-found-boarded = Al aan boord
not-found-other-person = Daar zit iemand anders
not-found-no-time = Geen tijd om er te komen
check-title = Is dit de juiste persoon?
check-scan = Instapkaart scannen
check-type = Naam en stoel typen
check-family = Achternaam
check-seat = Stoel
check-button = Controleren
check-right = Ja, dit is de juiste persoon.
check-wrong = Nee, dit cadeau is niet voor deze persoon. Bedank en ga verder.
check-torn = De code is niet te lezen. Houd hem dichterbij of typ naam en stoel.
check-unchecked = Deze telefoon kan hier zonder bereik niet vergelijken; vraag naar voornaam en stoel.
check-no-camera = De camera is niet te gebruiken. Typ naam en stoel.
consents-title = Vraag het, en vink alleen een ja aan
consent-ask-photo = Mogen wij een foto van u met het cadeau maken? We tonen die alleen bij een bericht waar u ja op zegt.
consent-ask-publication = Mogen wij er na uw reis een bericht over plaatsen?
consent-ask-handle = Mogen wij uw account in dat bericht noemen?
consent-photo = Foto
consent-publication = Publicatie
consent-handle = Account noemen

# De telefoon
phone-unsent = Nog niet verzonden: { $n }
phone-sent = Alles verzonden.
phone-conflict = Conflict: { $who } was eerder, om { $at }. Er is niets overschreven.
phone-refused = Eén melding kon niet worden verwerkt. Zij wordt bewaard, zodat de balie ernaar kan kijken.
phone-seen = OK
phone-offline = Geen verbinding. Dit wist de telefoon om { $at }.
phone-sign-out = Afmelden wacht tot alles is verzonden.
phone-sign-in = U bent afgemeld. Meld u opnieuw aan om te verzenden wat op deze telefoon wacht.
shell-list = Overhandigingen
shell-empty-title = Geen lijst op deze telefoon
shell-empty-words = Open de gatelijst één keer met verbinding; daarna blijft zij hier voor als die er niet is.
shell-kept = Bewaard op deze telefoon tot er verbinding is.
shell-queued = wacht op verzending

# Rondes
rounds-title = Rondes en voorraad
rounds-picture = Rondes van de dag
rounds-none = Vandaag geen rondes.
round-lane = { $name }: { $stops } stops vanaf { $desk }
round-from = vanaf { $desk }
round-carries = draagt { $n } van { $most }
without-round = Geen ronde voor { $n }
col-at = Om
custody-at-desk = Aan de balie
custody-carried = Onderweg
custody-handed = Overhandigd
custody-to-bring-back = Terug te brengen
custody-returned = Teruggebracht
strays-title = Terug te brengen
unsettled-title = Meldingen om te bekijken
unsettled-words = Deze kwamen van telefoons en konden niet worden verwerkt. Er is niets overschreven.
unsettled-conflict = iemand anders was eerder
unsettled-unknown-gift = zo’n cadeau is hier niet
unsettled-wrong-state = het cadeau was toen al elders
unsettled-stopped = de campagne was gestopt
unsettled-undo-too-late = te laat om ongedaan te maken
unsettled-over-cap = een limiet heeft geen ruimte meer
told-pick-up = Opgehaald
told-undo = Ongedaan maken
told-given = Gegeven
told-declined = Afgeslagen
told-not-found = Niet getroffen
stock-title = Voorraadcontrole
stock-words = Tel wat er aan de balie ligt. Een verschil vraagt om een reden.
stock-none = Vandaag geen cadeaus op dit station.
stock-expected = { $n } horen er te liggen
stock-counted = { $n } van { $of } geteld
stock-count = Geteld
stock-why = Waarom het verschilt
stock-why-damaged = Beschadigd
stock-why-lost = Kwijt
stock-why-found = Gevonden
stock-why-moved = Aan een andere balie
stock-unexplained = De telling wijkt af van wat er hoort te liggen. Zeg waarom.
stock-button = Telling opslaan

# Kaartjes
cards-title = Cadeaukaartjes
cards-words = Druk ze af op A6 en doe er één bij elk cadeau. Elk is in de taal van de reiziger en noemt niemand.
card-title = Een kleine verrassing voor uw reis
card-who = Wij zijn het team van uw luchtvaartmaatschappij op deze luchthaven.
card-read = Wij lazen een openbaar bericht over deze reis, of wat u met ons programma deelde, en vergeleken het met de boeking. Een mens heeft besloten.
card-why = Wij wilden uw reis een beetje mooier maken. Het kost u niets en verplicht u tot niets.
card-object = Wilt u dit niet? Scan de code: wij stoppen, wissen wat wij bewaarden en halen onze berichten weg. Eén tik, geen account.
card-code = Code van dit kaartje:
card-story = Wilt u één mail als een verhaal over dit cadeau verschijnt? Met dezelfde code op
done-picked-up = Opgehaald.
done-given = Overhandigd.
done-declined = Genoteerd: afgeslagen.
done-not-found = Genoteerd: niet getroffen.
done-objection-logged = Het bezwaar is vastgelegd en telt vanaf nu.
done-taken-back = Ongedaan gemaakt. U hebt het cadeau weer.
done-brought-back = Genoteerd: terug aan de balie.
done-counted = Telling opgeslagen.
problem-words-not-now = Een cadeau wordt opgehaald en overhandigd van zes uur vóór de vlucht tot twee uur erna.
problem-words-undo-too-late = Een overhandiging kan 30 seconden lang ongedaan worden gemaakt, door wie haar meldde.

# Flights that move
walk-estimates = Looptijden zijn schattingen.
gate-off-map = gate staat niet op de kaart
name-said = klinkt ongeveer als:
nextstop-title = Volgende stop gewijzigd
nextstop-none = voorlopig niets meer te doen
nextstop-now = { $name }: de volgende stop is nu { $gate } (eerder: { $before }).
nextstop-nothing = { $name }: voorlopig niets meer te doen.
phone-ask = Waarschuw mij ook op het vergrendelscherm
phone-lock = Er is iets gewijzigd. Open de lijst.
phone-newer = Er is een nieuwere versie. Laad opnieuw zodra er niets meer wacht.
photo-title = Foto
photo-words = Een foto mag. Plaats, tijd en telefoon worden eruit verwijderd.
photo-take = Foto maken
photo-kept = De foto is bewaard.
photo-waits = Foto nog niet verzonden
photo-refused = Een foto kon niet worden bewaard. Er blijft niets van op de telefoon.
offers-title = Aan ons aangeboden
offers-words = Deze konden niet worden gegeven waar de vlucht vertrok. Neem ze over als hetzelfde geschenk hier ligt.
offer-from = van { $station }
offer-accept = Wij nemen het over
offer-refuse = Nee
done-offer-accepted = Overgenomen. Het staat nu op de lijst.
done-offer-refused = Geweigerd. Het geld is weer vrij.
offered-gifts =
    { $n ->
        [one] { $n } aan ons aangeboden
       *[other] { $n } aan ons aangeboden
    }
offers-later = Zeg hier ja of nee zodra er verbinding is.

# The list on paper
gate-paper-time = Tijd
gate-paper-window = Venster
gate-paper-walk = Lopen
gate-paper-first-name = Voornaam
gate-paper-where = Waar, wie
gate-paper-in = In
gate-paper-greeting = Begroeting
gate-paper-no-window = tijd onbekend
gate-paper-page = Pagina { $page } van { $count }
gate-paper-foot = Controleer de instapkaart. Tijden zijn lokaal. Geen foto en geen bericht zonder ja.
gate-paper-missing = ◊ staat voor letters die dit papier niet kan tonen; de lijst op het scherm heeft ze.

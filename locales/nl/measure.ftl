# Measure: the parts of a report and the pages around it
growth-by-network = per netwerk
picture-break = definitie { $version } vanaf hier
picture-budget = Waar het geld heen ging
picture-forest = Verschillen per campagne
picture-heat = Overhandigingen per gate en uur
picture-map = Waar de cadeaus heen vlogen
picture-calibration = Voorspeld tegenover bevestigd
calibration-words = Van de matches met deze kans is dit deel door mensen bevestigd.
calibration-stated = Voorspelde kans
calibration-confirmed = Bevestigd
forest-pooled = Alle campagnes samen
pooled-words = { $n } campagnes, random effects (DerSimonian–Laird, interval volgens Hartung–Knapp); { $share } van de spreiding zit tussen campagnes.
cost-gifts = Cadeaus
cost-tax = Belasting
cost-wrapping = Inpakken
cost-staff = Personeelstijd
cost-credits = Netwerktegoeden
cost-calls-title = Netwerkaanroepen die geld kosten
call-read = berichten gelezen
call-own-read = eigen berichten gelezen
call-user = accounts gelezen
call-create = berichten geschreven
call-create-with-link = berichten met link geschreven
call-delete = berichten verwijderd
cost-total = Totale kosten
cost-full-title = Waar het geld heen ging
cost-unknown = onbekend, niet meegeteld
days-title = Wat elke dag erbij kwam
col-day = Dag
col-added = Erbij
col-definition = Definitie
col-hour = Uur
col-destination = Bestemming
col-post = Bericht
col-difference = Verschil
col-interval = Interval
col-age = Leeftijd
col-until = Tot
col-how = Hoe
col-column = Kolom
col-holds = Bevat
col-example = Eerste rij
col-theme = Thema
col-now = Laatste 24 uur
col-before = Vier weken ervoor
col-keyness = Bewijs (G²)
endings-title = Hoe overhandigingen eindigden
ending-given = Gegeven
ending-declined = Geweigerd
ending-not-found = Niemand gevonden
ending-in-window = Binnen de tijd
ending-publication = Akkoord met een bericht
ending-photo = Akkoord met een foto
ending-reuse = Akkoord met hergebruik
fair-title = Wie cadeaus kreeg
fair-words = Overhandigde cadeaus, van reizigers met een bevestigde match die nog bekend zijn.
fair-given-of = Gegeven / bevestigd
fair-by-language = Naar taal van het bericht
fair-by-cabin = Naar cabine
fair-by-route = Naar route
fair-by-followers = Naar volgers
fair-unknown = onbekend
fair-first = First
fair-business = Business
fair-premium = Premium economy
fair-economy = Economy
fair-under-100 = minder dan 100
fair-under-1000 = minder dan 1.000
fair-under-10000 = minder dan 10.000
fair-from-10000 = 10.000 en meer
top-title = Meest bekeken berichten
gain-title = Wat het waard was
returns-title = Rendement
returns-words = rendement op de investering, op marge; tussen { $low } en { $high }
returns-extra = { $n } reizigers meer boekten opnieuw dan de controlegroep doet verwachten; { $even } betalen de campagne.
earned-words = Earned media-waarde: { $money }, naar een prijs voor advertenties. Ze telt in geen rendement mee.
proof-shows = Met { $n } cadeaus en { $held }% controle zou een stijging van { $size } of meer te zien zijn, als { $base } toch al opnieuw boekt.
proof-nothing = Met { $n } cadeaus en { $held }% controle zou geen stijging te zien zijn.
proof-needed = Plan er { $n } voor vijf punten.
targets-locked = Vastgelegd bij de start:
targets-edits = Sindsdien gewijzigd
targets-met = Doelen gehaald
target-why = Waarom het verandert
target-button = Doel wijzigen
retired-title = Cijfers die niet meer bestaan
retired-since = niet beschikbaar sinds
retired-since-label = Niet beschikbaar sinds (leeg: weer beschikbaar)
retired-words = Als een netwerk een cijfer niet meer geeft, zegt het rapport dat; nooit 0.
note-fell = daalde van { $from } naar { $to }; het nieuwste telt
note-repeated = kwam { $n } keer; telt één keer
note-contradicted = { $low } en { $high } voor hetzelfde moment; het laagste telt
note-redefined = definitie veranderde van { $from } in { $to }
note-coverage = een dekking van { $n }% opgegeven; geldt als 100%
rates-title = Betrokkenheid
rates-by = Gedeeld door
schedule-words = Nu te lezen: { $due }, waarvan met de hand: { $hand }. Gemist: { $missed }.
report-more = Meer
back-to-report = Terug naar het rapport
close-title = Campagne afsluiten
close-words = Een campagne sluit met haar rapport: de cijfers van nu blijven bewaard, met hun vingerafdruk.
close-button = Afsluiten met dit rapport
closed-words = Afgesloten met dit rapport door een { $role },
readings-title = Metingen
due-title = Nu te lezen
due-words = Cijfers worden 1 uur, 24 uur, 72 uur, 7 dagen en 28 dagen na een bericht gelezen, en vastgelegd voordat netwerken ze vergeten.
read-by-program = gelezen door giftgate
upload-title = Export van een platform overnemen
upload-words = CSV van X analytics of Meta Business Suite, of een andere tabel. U ziet eerst wat het oplevert.
upload-file = CSV-bestand
upload-button = Bekijken
upload-fault = Dit is geen tabel in UTF-8. Exporteer als CSV en probeer opnieuw.
files-title = Overgenomen bestanden
columns-title = Welke kolom is wat
columns-words = Controleer het en wijzig wat niet klopt. Een kolom zonder inhoud wordt niet overgenomen.
export-x-analytics = X analytics
export-meta-business-suite = Meta Business Suite
export-other-table = Een onbekende tabel
column-nothing = niets
column-post = adres van het bericht
column-read-at = tijdstip van lezen
column-impressions = impressies
column-views = weergaven
column-reach = bereik
column-engagements = interacties
preview-line = regel { $n },
preview-left-out = { $n } rijen passen niet in één bestand en zijn niet gelezen.
preview-take = Deze metingen overnemen
preview-look = Opnieuw bekijken
preview-drop = Bestand weggooien
preview-taken = Dit bestand is al overgenomen.
flaw-missing = er staat niets
flaw-bad-form = geen geheel getal dat overal hetzelfde betekent
flaw-bad-instant = geen tijdstip met zone
flaw-bad-quotes = een aanhalingsteken staat open
flaw-out-of-range = groter dan mogelijk
flaw-too-long = te lang
flaw-wrong-column-count = halve rij, of te veel cellen
flaw-unknown-post = geen bericht van deze campagne
flaw-repeated = staat al eerder in het bestand
settings-title = Kosten, doelen, links
settings-costs = Wat het rapport moet weten
settings-costs-words = In { $currency }. Wat leeg blijft is onbekend en telt nergens mee.
setting-margin = Marge van één reiziger die opnieuw boekt
setting-staff = Eén uur personeel
setting-wrapping = Inpakken van één cadeau
setting-credits = Netwerktegoeden naast wat hier is geteld
setting-base = Reizigers die toch al opnieuw boeken, %
setting-earned = Prijs van duizend advertentieweergaven (leeg: uit)
save-button = Opslaan
links-title = Links voor anderen
links-words = Wie de link heeft, kan lezen tot hij verloopt. Groepen van minder dan tien mensen blijven weg.
link-fresh = Kopieer hem nu; hij wordt één keer getoond:
link-until = tot
link-revoke = Beëindigen
link-what = Wat hij toont
link-days = Dagen
share-button = Link maken
share-report = Rapport
share-calendar = Agenda (iCal)
shared-words = Een rapport dat via een link is gedeeld. Groepen van minder dan { $n } mensen blijven weg.
compare-title = Campagnes vergelijken
compare-beside = Naast elkaar
compare-words = Elke campagne in haar eigen valuta; niets wordt opgeteld.
insight-title = Waar mensen over praten
themes-title = Thema’s
themes-words = { $n } berichten over de maatschappij in de laatste 24 uur, { $before } in de vier weken ervoor.
themes-empty = Nog niets. Thema’s verschijnen zodra er berichten over de maatschappij binnenkomen.
themes-note = Stijgend: log-likelihood van 15,13 of meer (p < 0,0001) in tien berichten of meer. Geteld worden labels, nooit woorden uit een bericht.
theme-rising = stijgend
theme-usual = zoals altijd
theme-complaint = Klachten
theme-complaint-lost-luggage = Klachten: bagage
theme-complaint-delay = Klachten: vertraging
theme-complaint-cancellation = Klachten: annulering
theme-complaint-service = Klachten: service
theme-complaint-refund = Klachten: terugbetaling
theme-complaint-boarding = Klachten: inchecken en instappen
theme-complaint-other = Klachten: overig
theme-station = Luchthaven { $what }
alarm-title = Klachtenalarm
alarm-words = Herspeeld over de laatste { $hours } uur in willekeurige volgorde gaat het { $rate } keer per maand af zonder oorzaak.
alarm-unknown = Er is nog te weinig bekend om te zeggen hoe vaak het zonder oorzaak afgaat.
spike-words = { $n } klachten in een uur, normaal { $usual }:
taken-up-title = Opgepakt
idea-task = Taak
idea-campaign = Campagne-idee
idea-becomes = Wordt
idea-note = Wat te doen
idea-done = Klaar
case-title = Casestudy
case-story = Verhaal
case-words = Opslaan neemt de cijfers van nu over. Wat openbaar is, verdwijnt bij wijziging tot het opnieuw wordt gepubliceerd.
case-heading = Titel
case-address = Naam in het adres (a–z, 0–9, -)
case-save = Opslaan als concept
case-publish = Publiceren
case-withdraw = Intrekken
case-quotes = Wat reizigers zeiden
case-quotes-words = Alleen van reizigers die akkoord zijn met hergebruik. Een citaat verdwijnt vanzelf als de toestemming wordt ingetrokken.
case-drop-quote = Verwijderen
case-said = Wat ze zeiden
case-may-name = mag bij naam
case-name-them = Noem de naam, als dat mag
case-nobody = Nog niemand is akkoord met hergebruik.
case-state-draft = Concept
case-state-published = Gepubliceerd
case-state-withdrawn = Ingetrokken
case-fault-title = Schrijf een titel van hoogstens 120 tekens.
case-fault-story = Schrijf een verhaal van hoogstens 20.000 tekens.
case-fault-slug = 3 tot 60 van a–z, 0–9 en -; geen andere casestudy mag het hebben.
case-draft-given = { $n } cadeaus werden aan de gate overhandigd, gevonden in { $posts } openbare berichten, voor { $money } in totaal.
case-draft-effect = Reizigers die een cadeau konden krijgen boekten { $size } vaker opnieuw dan de willekeurige controlegroep (tussen { $low } en { $high }).
case-draft-no-effect = Of reizigers daardoor opnieuw boekten, is bij deze omvang niet te zeggen.
done-readings = De metingen zijn overgenomen.
done-dropped = Het bestand is weggegooid.
done-closed = De campagne is afgesloten met dit rapport.
problem-words-no-reason = Zeg het in woorden, hoogstens 400 tekens.
cost-failed-words =
    { $n ->
        [one] { $n } cadeau bereikte niemand en ging terug naar de balie; tijd en inpakken: { $money }.
       *[other] { $n } cadeaus bereikten niemand en gingen terug naar de balie; tijd en inpakken: { $money }.
    }
notes-title =
    { $n ->
        [one] { $n } cijfer om na te kijken
       *[other] { $n } cijfers om na te kijken
    }
silent-words =
    { $n ->
        [one] { $n } dag geen bericht terwijl de campagne loopt.
       *[other] { $n } dagen geen bericht terwijl de campagne loopt.
    }
age-hours =
    { $n ->
        [one] { $n } uur
       *[other] { $n } uur
    }
files-readings =
    { $n ->
        [one] { $n } meting
       *[other] { $n } metingen
    }
preview-would =
    { $n ->
        [one] Dit levert { $n } meting op
       *[other] Dit levert { $n } metingen op
    }
preview-faults =
    { $n ->
        [one] { $n } ding kan niet mee
       *[other] { $n } dingen kunnen niet mee
    }
themes-hidden =
    { $n ->
        [one] { $n } thema met minder dan tien berichten wordt niet getoond.
       *[other] { $n } thema’s met minder dan tien berichten worden niet getoond.
    }
small-groups =
    { $n ->
        [one] { $n } regel over minder dan tien mensen is weggelaten uit de tabellen hieronder.
       *[other] { $n } regels over minder dan tien mensen zijn weggelaten uit de tabellen hieronder.
    }
idea-start = Campagne beginnen
rates-locked = vastgelegd bij het live gaan
rates-not-given = het netwerk geeft dit cijfer niet

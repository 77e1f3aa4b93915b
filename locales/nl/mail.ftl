# Wat mails zeggen
mail-hello = Hallo { $name },
mail-campaign = Campagne
mail-unsubscribe = Geen mails meer zoals deze
mail-foot-staff = Verstuurd door giftgate op { $place } omdat u daar een account hebt. Antwoorden op dit adres worden niet gelezen.
mail-foot-once = Eenmalig verstuurd, omdat iemand dit adres op onze pagina heeft ingevuld. Antwoorden op dit adres worden niet gelezen.
mail-foot-traveller = Verstuurd omdat u daar op onze pagina om hebt gevraagd. Met één klik stopt het.
mail-invitation-subject = Uw account bij giftgate
mail-invitation-words = Er is een account voor u gemaakt. Kies met de link hieronder een wachtwoord. De link werkt één keer, tot { $until }.
mail-invitation-button = Wachtwoord kiezen
mail-invitation-else = Verwachtte u dit niet? Doe dan niets: zonder wachtwoord kan niemand inloggen.
mail-reset-subject = Een nieuw wachtwoord voor giftgate
mail-reset-words = Iemand heeft om een nieuw wachtwoord voor uw account gevraagd. De link hieronder werkt één keer, tot { $until }.
mail-reset-button = Nieuw wachtwoord kiezen
mail-reset-else = Was u het niet? Doe dan niets: uw wachtwoord blijft zoals het is.
mail-waiting-subject =
    { $n ->
        [one] Eén goedkeuring wacht
       *[other] { $n } goedkeuringen wachten
    }
mail-waiting-words = Iemand moet hiernaar kijken voordat het verder kan.
mail-waiting-gifts = Cadeaus
mail-waiting-posts = Berichten
mail-waiting-closes = Eerste venster sluit
mail-waiting-button = Bekijken
mail-failure-subject =
    { $n ->
        [one] Eén taak is mislukt
       *[other] { $n } taken zijn mislukt
    }
mail-failure-words = Na meerdere pogingen opgegeven. Iemand moet ze opnieuw starten of laten vervallen.
mail-failure-button = Mislukte taken openen
mail-weekly-subject = { $campaign }: cijfers van de week
mail-weekly-words = Stand op { $day }, sinds het begin van de campagne:
mail-weekly-posts = Gelezen berichten
mail-weekly-approved = Goedgekeurde cadeaus
mail-weekly-delivered = Overhandigde cadeaus
mail-weekly-published = Gepubliceerde vervolgberichten
mail-weekly-spent = Uitgegeven
mail-weekly-button = Rapport openen
mail-deliveries-subject =
    { $n ->
        [one] { $station }: één cadeau te overhandigen, { $day }
       *[other] { $station }: { $n } cadeaus te overhandigen, { $day }
    }
mail-deliveries-again =
    { $n ->
        [one] { $station }: de lijst is gewijzigd, één cadeau te overhandigen, { $day }
       *[other] { $station }: de lijst is gewijzigd, { $n } cadeaus te overhandigen, { $day }
    }
mail-deliveries-changed = Gewijzigd sinds de mail van { $since }:
mail-deliveries-came =
    { $n ->
        [one] één cadeau erbij
       *[other] { $n } cadeaus erbij
    }
mail-deliveries-went =
    { $n ->
        [one] één cadeau hoeft niet meer te worden overhandigd
       *[other] { $n } cadeaus hoeven niet meer te worden overhandigd
    }
mail-deliveries-gate = gate { $was } → { $is }
mail-deliveries-words = Tijden zijn plaatselijk. Namen en stoelen staan alleen op de pagina.
mail-deliveries-button = Lijst openen
mail-confirm-subject = Zullen we u schrijven als uw verhaal verschijnt?
mail-confirm-words = Iemand met het kaartje van een cadeau heeft ons gevraagd naar dit adres te schrijven zodra het verhaal van dat cadeau verschijnt. Was u dat?
mail-confirm-button = Ja, schrijf mij
mail-confirm-else = Was u het niet? Doe dan niets. Na een dag vergeten we dit adres.
mail-story-subject = Uw verhaal is verschenen
mail-story-words = Het verhaal van uw cadeau is gepubliceerd, zoals u goed vond. Dank dat we het mochten vertellen.
mail-story-button = Bekijken
mail-story-withdraw = Van gedachten veranderd? Trek het terug

# Wat een reiziger zelf wil
story-title = Laat me weten wanneer mijn verhaal verschijnt
story-words = Met de code op het kaartje van uw cadeau krijgt u één mail wanneer het verhaal verschijnt. We gebruiken het adres nergens anders voor en vergeten het daarna.
story-address = Uw e-mailadres
story-button = Stuur me een link
story-taken = Kijk in uw mail
story-taken-words = Als de code klopt, is er een mail met een link onderweg. Er gebeurt niets voordat u die opent.
story-confirm = Ja, schrijf mij één keer
story-confirm-words = We schrijven u één keer, wanneer het verhaal van uw cadeau verschijnt.
story-confirmed = Dank u. We schrijven u.
story-dead = Deze link werkt niet meer
story-dead-words = Hij is gebruikt of ouder dan een dag. Vraag een nieuwe aan met de code op uw kaartje.
unsubscribe-title = Geen mails meer
unsubscribe-words = Druk op de knop en we vergeten uw adres.
unsubscribe-button = Vergeet mijn adres
unsubscribe-done = Klaar. We zijn uw adres vergeten.

# Vergeten wachtwoorden
forgotten-title = Wachtwoord vergeten
forgotten-words = Vul uw e-mailadres in. Als er een account bij hoort, is er een mail met een link onderweg.
forgotten-button = Stuur me een link
forgotten-taken = Kijk in uw mail
forgotten-taken-words = Als er een account bij dit adres hoort, is er een mail met een link onderweg. De link werkt één keer, een dag lang.
forgotten-link = Wachtwoord vergeten?
fresh-mailed = Een mail met dezelfde link is naar deze persoon onderweg.
field-mail-language = Taal van mails aan u
mail-language-save = Taal opslaan

# De mails
mails-title = Mails
mails-way = Hoe mails vertrekken
mails-way-server = Via een mailserver
mails-way-folder = Naar een map op de server: niemand ontvangt ze
mails-way-memory = Naar het geheugen: niemand ontvangt ze
mails-way-off = Uitgeschakeld: er worden er geen geschreven
mails-from = Van
mails-counts = De laatste 30 dagen
mails-attention = Iemand moet beslissen
mails-attention-none = Er wacht niets op een beslissing.
mails-uncertain-words = De server kreeg de hele mail en gaf geen antwoord. Misschien is hij aangekomen. Opnieuw versturen kan hem dubbel versturen.
mails-refused-words = De server neemt hem niet aan. Misschien klopt het adres niet.
mails-again = Opnieuw versturen
mails-drop = Laten rusten
mails-kinds = Hoe mails eruitzien
mails-kinds-words = Met verzonnen waarden, in de taal van deze pagina.
mails-preview = Voorbeeld
mails-as-html = Zoals het mailprogramma hem toont
mails-as-text = Als platte tekst
mails-files = Bijlagen
mail-kind-invitation = Uitnodiging
mail-kind-reset = Nieuw wachtwoord
mail-kind-waiting = Wachtende goedkeuringen
mail-kind-failure = Mislukte taken
mail-kind-weekly = Cijfers van de week
mail-kind-deliveries = Overhandigingen van de dag
mail-kind-confirm = Reiziger: adres bevestigen
mail-kind-story = Reiziger: verhaal verschenen
mail-state-queued = wacht
mail-state-sending = onderweg
mail-state-sent = verstuurd
mail-state-uncertain = onzeker
mail-state-refused = geweigerd
mail-state-dropped = vervallen
done-mail-again = De mail is opnieuw onderweg.
done-mail-dropped = De mail wordt niet verstuurd.
done-language-saved = Mails aan u komen voortaan in deze taal.
job-send-mail = Een mail versturen
job-mail-reset = Een link voor een vergeten wachtwoord versturen
job-write-mails = De mails schrijven die aan de beurt zijn
job-next-send-mail = Kijk op de pagina over mails hoe ze vertrekken en start het dan opnieuw.
job-next-mail-reset = Start het opnieuw; wie wacht, kan het ook nog eens vragen.
job-next-write-mails = Start het opnieuw; het komt elke vijf minuten vanzelf terug.
job-part-mail = Mail
job-part-of = Gesleutelde hash van het adres

# Sessions of somebody
sessions-open = Nu ingelogd: { $n }
sessions-end-all = Alle sessies beëindigen
done-sessions-ended = De sessies zijn beëindigd.

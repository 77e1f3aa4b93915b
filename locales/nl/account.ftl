# Sign-in
nav-accounts = Accounts
sign-in = Inloggen
sign-out = Uitloggen
sign-in-wrong = E-mailadres en wachtwoord horen niet bij elkaar, of het account is gesloten.
sign-in-too-often =
    { $n ->
        [one] Te veel pogingen. Probeer het over een minuut opnieuw.
       *[other] Te veel pogingen. Probeer het over { $n } minuten opnieuw.
    }
sign-in-forgotten = Wachtwoord vergeten? Een beheerder kan een nieuwe link voor u maken.
sign-in-done-password = Uw wachtwoord is ingesteld. U kunt nu inloggen.
sign-in-done-out = U bent uitgelogd.
first-run-title = Nog niemand heeft een account
first-run-words = De opdracht waarmee giftgate is gestart, toonde een link voor de eerste beheerder. Open die om een wachtwoord te kiezen; hij werkt één keer. Een nieuwe start toont een nieuwe.

# Choosing a password
welcome-title = Kies een wachtwoord
welcome-for-first-run = Word de eerste beheerder
welcome-for-invitation = Welkom bij giftgate
welcome-for-reset = Kies een nieuw wachtwoord
welcome-save = Wachtwoord opslaan
link-dead-title = Deze link geldt niet meer
link-dead-words = Hij is gebruikt, te oud, of er is een nieuwere gemaakt. Vraag een beheerder om een nieuwe link.
field-email = E-mailadres
field-name = Naam
field-password = Wachtwoord
field-new-password = Nieuw wachtwoord
field-again = Nog een keer
password-words = 12 tot 128 tekens. Een paar woorden achter elkaar is prima.
password-fault-too-short = Er zijn minstens 12 tekens nodig.
password-fault-too-long = Er passen hoogstens 128 tekens in.
password-fault-own-name = Niet uw eigen naam of e-mailadres, alstublieft.
password-fault-too-plain = Dat is te makkelijk te raden.
password-fault-differs = De twee zijn niet gelijk.

# Own account
mine-title = Uw account
roles-none = Geen rol
sessions-title = Waar u bent ingelogd
session-current = deze
session-began = sinds
session-seen = laatst gezien
session-end = Beëindigen
session-end-others = Alle andere beëindigen
session-words = Een sessie eindigt na 30 minuten zonder verzoek, en hoe dan ook na 12 uur.
browser-firefox = Firefox
browser-edge = Edge
browser-chrome = Chrome
browser-safari = Safari
browser-other = Een andere browser

# Accounts
accounts-everyone = Iedereen
account-disabled = uitgeschakeld
account-invited = uitgenodigd, nog geen wachtwoord
invite-title = Iemand uitnodigen
invite-button = Uitnodigen
field-roles = Rollen
field-stations = Stations voor gatepersoneel
stations-words = Codes zoals AMS, gescheiden door komma’s. Leeg betekent alle.
field-campaigns = Campagnes voor planners, goedkeurders en marketeers
campaigns-words = Hun korte namen uit het adres, gescheiden door komma’s. Leeg betekent alle.
role-words-planner = schrijft campagnes, bevestigt koppelingen, stelt cadeaus voor
role-words-approver = keurt goed wat anderen voorstellen
role-words-gate = overhandigt cadeaus aan de gate
role-words-marketer = leest cijfers
role-words-care = beantwoordt klachten; nog geen pagina’s
role-words-privacy = verzoeken van mensen, beoordelingen, auditlogboek
role-words-admin = accounts; ziet geen reizigers
roles-save = Rollen opslaan
account-fault-email = Dit is geen e-mailadres.
account-fault-taken = Er is al een account met dit e-mailadres.
account-fault-name = Schrijf een naam van hoogstens 80 tekens.
account-fault-no-role = Kies minstens één rol.
account-fault-station = Een van deze stations is onbekend.
account-fault-campaign = Een van deze campagnes is onbekend.
account-fault-last-admin = Dit is de laatste beheerder. Maak eerst iemand anders beheerder.
fresh-title = Geef deze link door
fresh-words = Eén persoon kan er één keer een wachtwoord mee kiezen. Hij wordt alleen nu getoond: stuur hem langs een weg die u vertrouwt.
fresh-link = Link
entry-title = Inloggen
link-words = Met een nieuwe link kiest deze persoon een wachtwoord. Eerdere links gelden niet meer.
link-button = Nieuwe link maken
account-disable = Account uitschakelen
account-enable = Account inschakelen
account-disabled-since = Uitgeschakeld sinds

# Second factor
code-title = Nog één stap
code-words = Typ de code die uw authenticator-app nu toont, of een van uw herstelcodes.
code-recovery-words = Typ een van uw herstelcodes.
field-code = Code
code-button = Verder
code-wrong = Deze code klopt niet of is al gebruikt. Wacht op de volgende.
code-lost = Apparaat kwijt en geen herstelcode bij de hand? Een beheerder kan uw tweede factor terugzetten.
set-up-title = Tweede factor instellen
set-up-words = Naast uw wachtwoord vraagt giftgate om een code van uw telefoon. Scan de afbeelding met een authenticator-app en typ daarna de zes cijfers die hij toont.
set-up-picture = QR-code voor uw authenticator-app
set-up-secret = Geen camera? Typ deze sleutel in de app:
set-up-button = Bevestigen
codes-title = Herstelcodes
codes-words = Elk hiervan werkt één keer, na uw wachtwoord, als het apparaat weg is dat codes toont of uw passkey bewaart. Ze worden alleen nu getoond: druk ze af of bewaar ze in een wachtwoordbeheerder.
codes-onward = Ik heb ze bewaard
factor-title = Tweede factor
factor-none = U logt in met alleen een wachtwoord. Een code van uw telefoon houdt anderen buiten, ook als zij het kennen.
factor-since = Gevraagd sinds
factor-change = Wijzigen
factor-codes-left =
    { $n ->
        [0] Er is geen herstelcode meer.
        [one] Er is nog { $n } herstelcode.
       *[other] Er zijn nog { $n } herstelcodes.
    }
factor-codes-words = Nieuwe vervangen alle eerdere. Toon eerst dat u het bent, met een code van uw app of een herstelcode.
factor-codes-button = Nieuwe codes maken
factor-remove-title = Een andere telefoon
factor-remove-words = Verwijder de tweede factor hier en stel hem daarna met de andere telefoon opnieuw in.
factor-remove = Tweede factor verwijderen
factor-reset = Tweede factor terugzetten
factor-reset-words = Voor iemand die telefoon en alle herstelcodes kwijt is. Ga na of die persoon het echt is; hij of zij wordt overal uitgelogd.
account-factor = tweede factor
done-factor-removed = Uw tweede factor is verwijderd.

# Identity provider
sign-in-provider = Inloggen met uw airlineaccount
sign-on-fault-expired = Dat duurde te lang of begon in een andere browser. Probeer het opnieuw.
sign-on-fault-declined = Uw airlineaccount liet u niet door.
sign-on-fault-unsound = De inlog van uw airline is niet bereikbaar of gaf een antwoord dat niet klopt. Probeer het opnieuw of log in met een wachtwoord.
sign-on-fault-no-role = Uw airlineaccount heeft hier geen rol. Vraag een beheerder van giftgate.
sign-on-fault-no-email = Uw airlineaccount noemt geen e-mailadres; er kon geen account worden gemaakt.
sign-on-fault-taken = Er is al een account met dit e-mailadres, of dit airlineaccount is al gekoppeld. Log in met uw wachtwoord en koppel het onder ‘Uw account’.
sign-on-fault-disabled = Dit account is uitgeschakeld.
identity-title = Airlineaccount
identity-linked = Uw airlineaccount is gekoppeld; u kunt ermee inloggen.
identity-none = Koppel uw airlineaccount om ermee in te loggen.
identity-link = Airlineaccount koppelen
identity-unlink = Ontkoppelen
done-linked = Uw airlineaccount is gekoppeld.
done-unlinked = Uw airlineaccount is niet meer gekoppeld.

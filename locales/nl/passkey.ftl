# Passkeys
passkeys-title = Passkeys
passkeys-lead = Met een passkey meldt u zich aan met de vingerafdruk, het gezicht of de pincode van uw apparaat. Hij werkt alleen op deze site, zodat niemand hem u kan ontfutselen, en telt als wachtwoord en tweede factor samen.
passkeys-own = Uw passkeys
passkeys-open = Passkey instellen
passkeys-none = U hebt er nog geen.
passkeys-n =
    { $n ->
        [one] U kunt zich met { $n } passkey aanmelden.
       *[other] U kunt zich met { $n } passkeys aanmelden.
    }
passkey-since = toegevoegd
passkey-remove = Verwijderen
passkey-add-title = Een passkey toevoegen
passkey-add-words = Geef hem een naam waaraan u het apparaat herkent; de browser vraagt u daarna om bevestiging.
passkey-label = Naam, zoals ‘Telefoon’
passkey-add = Passkey toevoegen
passkey-needs-script = Passkeys hebben JavaScript in deze browser nodig.
passkey-impossible = Browsers maken alleen passkeys voor een pagina met een naam en https. Hier komt men langs een andere weg; een beheerder kan het openbare adres instellen.
passkey-sign-in-again = Afmelden en opnieuw aanmelden
passkey-enter = Aanmelden met een passkey
passkey-not-shown = Er kwam geen passkey van dit apparaat. Probeer het opnieuw of meld u op een andere manier aan.
passkey-wrong = Deze passkey opent hier geen account. Meld u aan met uw wachtwoord.
passkey-code-words = Toon uw passkey om verder te gaan.
passkey-fault-label = Geef hem een naam van hoogstens 60 tekens.
passkey-fault-stale = Om passkeys te wijzigen moet u zich in de laatste tien minuten hebben aangemeld.
passkey-fault-most = U hebt al tien passkeys; verwijder er eerst een.
passkey-fault-known = Deze passkey is al bekend.
passkey-fault-unsound = Het antwoord van de browser kwam te laat of klopt niet. Probeer het opnieuw.
done-passkey-added = Uw passkey is toegevoegd.
done-passkey-removed = De passkey is verwijderd. Verwijder hem ook op het apparaat.
mail-passkey-subject = Er is een passkey aan uw account toegevoegd
mail-passkey-words = Op { $at } is op de pagina van uw account een passkey toegevoegd. Daarmee kan men zich zonder uw wachtwoord aanmelden.
mail-passkey-button = Uw passkeys bekijken
mail-passkey-else = Was u het niet? Meld u aan, verwijder hem daar, beëindig alle andere sessies en kies een nieuw wachtwoord. Komt u er niet in, waarschuw dan meteen een beheerder.
mail-kind-passkey = Passkey toegevoegd

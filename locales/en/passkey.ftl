# Passkeys
passkeys-title = Passkeys
passkeys-lead = A passkey signs you in with the fingerprint, face or PIN of your device. It works on this site only, so nobody can trick you out of it, and it counts as both password and second factor.
passkeys-own = Your passkeys
passkeys-open = Set a passkey up
passkeys-none = You have none yet.
passkeys-n =
    { $n ->
        [one] { $n } passkey signs you in.
       *[other] { $n } passkeys sign you in.
    }
passkey-since = added
passkey-remove = Remove
passkey-add-title = Add a passkey
passkey-add-words = Give it a name you will know the device by; the browser then asks you to confirm.
passkey-label = Name, such as “Phone”
passkey-add = Add passkey
passkey-needs-script = Passkeys need JavaScript in this browser.
passkey-impossible = Browsers make passkeys only for a page with a name and https. Here people come by another way; an admin can set the public address.
passkey-sign-in-again = Sign out and in again
passkey-enter = Sign in with a passkey
passkey-not-shown = No passkey came from this device. Try again, or sign in another way.
passkey-wrong = This passkey does not open an account here. Sign in with your password.
passkey-code-words = Show your passkey to go on.
passkey-fault-label = Give it a name of at most 60 characters.
passkey-fault-stale = To change passkeys, you have to have signed in within the last ten minutes.
passkey-fault-most = You have ten passkeys already; remove one first.
passkey-fault-known = This passkey is known already.
passkey-fault-unsound = The browser’s answer came too late or does not hold. Please try again.
done-passkey-added = Your passkey is added.
done-passkey-removed = The passkey is removed. Delete it on the device as well.
mail-passkey-subject = A passkey was added to your account
mail-passkey-words = A passkey was added on the page of your account on { $at }. It signs in without your password.
mail-passkey-button = Look at your passkeys
mail-passkey-else = If it was not you: sign in, remove it there, end all other sessions and choose a new password. If you cannot get in, tell an admin at once.
mail-kind-passkey = A passkey was added

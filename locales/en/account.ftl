# Sign-in
nav-accounts = Accounts
sign-in = Sign in
sign-out = Sign out
sign-in-wrong = E-mail address and password do not belong together, or the account is closed.
sign-in-too-often =
    { $n ->
        [one] Too many tries. Try again in a minute.
       *[other] Too many tries. Try again in { $n } minutes.
    }
sign-in-forgotten = Password forgotten? An admin can make you a new link.
sign-in-done-password = Your password is set. You can sign in now.
sign-in-done-out = You are signed out.
first-run-title = Nobody has an account yet
first-run-words = The command that started giftgate printed a link for the first admin. Open it to choose a password; it works once. A new start prints a new one.

# Choosing a password
welcome-title = Choose a password
welcome-for-first-run = Become the first admin
welcome-for-invitation = Welcome to giftgate
welcome-for-reset = Choose a new password
welcome-save = Save password
link-dead-title = This link holds no longer
link-dead-words = It was used, is too old, or a newer one was made. Ask an admin for a new link.
field-email = E-mail address
field-name = Name
field-password = Password
field-new-password = New password
field-again = The same again
password-words = 12 to 128 characters. A few words in a row are fine.
password-fault-too-short = It needs at least 12 characters.
password-fault-too-long = It can have at most 128 characters.
password-fault-own-name = Not your own name or e-mail address, please.
password-fault-too-plain = That is too easy to guess.
password-fault-differs = The two are not the same.

# Own account
mine-title = Your account
roles-none = No role
sessions-title = Where you are signed in
session-current = this one
session-began = since
session-seen = last seen
session-end = End
session-end-others = End all others
session-words = A session ends after 30 minutes without a request, and after 12 hours in any case.
browser-firefox = Firefox
browser-edge = Edge
browser-chrome = Chrome
browser-safari = Safari
browser-other = Another browser

# Accounts
accounts-everyone = Everyone
account-disabled = disabled
account-invited = invited, no password yet
invite-title = Invite someone
invite-button = Invite
field-roles = Roles
field-stations = Stations for gate staff
stations-words = Codes such as AMS, separated by commas. Empty means all.
field-campaigns = Campaigns for planners, approvers and marketers
campaigns-words = Their short names from the address, separated by commas. Empty means all.
role-words-planner = writes campaigns, confirms matches, proposes gifts
role-words-approver = approves what others proposed
role-words-gate = hands gifts over at the gate
role-words-marketer = reads figures
role-words-care = answers complaints; no pages yet
role-words-privacy = requests of people, assessments, audit log
role-words-admin = accounts; sees no travellers
roles-save = Save roles
account-fault-email = This is no e-mail address.
account-fault-taken = There is an account with this e-mail address already.
account-fault-name = Write a name of at most 80 characters.
account-fault-no-role = Choose at least one role.
account-fault-station = One of these stations is unknown.
account-fault-campaign = One of these campaigns is unknown.
account-fault-last-admin = This is the last admin. Make someone else an admin first.
fresh-title = Pass this link on
fresh-words = It lets one person choose a password, once. It is shown only now: send it on a way you trust.
fresh-link = Link
entry-title = Signing in
link-words = A new link lets this person choose a password. Earlier links hold no longer.
link-button = Make a new link
account-disable = Disable account
account-enable = Enable account
account-disabled-since = Disabled since

# Second factor
code-title = One more step
code-words = Type the code that your authenticator app shows now, or one of your recovery codes.
code-recovery-words = Type one of your recovery codes.
field-code = Code
code-button = Continue
code-wrong = This code is not right, or it was used already. Wait for the next one.
code-lost = Device gone and no recovery code at hand? An admin can reset your second factor.
set-up-title = Set up a second factor
set-up-words = Besides your password, giftgate asks for a code from your phone. Scan the picture with an authenticator app, then type the six digits that it shows.
set-up-picture = QR code for your authenticator app
set-up-secret = No camera? Type this key into the app:
set-up-button = Confirm
codes-title = Recovery codes
codes-words = Each of these works once, after your password, should the device that shows codes or keeps your passkey be gone. They are shown only now: print them or keep them in a password manager.
codes-onward = I have kept them
factor-title = Second factor
factor-none = You sign in with a password alone. A code from your phone keeps others out even if they know it.
factor-since = Asked for since
factor-change = Change
factor-codes-left =
    { $n ->
        [0] No recovery code is left.
        [one] { $n } recovery code is left.
       *[other] { $n } recovery codes are left.
    }
factor-codes-words = New ones replace all earlier ones. Show first that it is you, by a code of your app or a recovery code.
factor-codes-button = Make new codes
factor-remove-title = Another phone
factor-remove-words = Remove the second factor here, then set it up again with the other phone.
factor-remove = Remove second factor
factor-reset = Reset second factor
factor-reset-words = For someone who lost the phone and all recovery codes. Make sure that it is really them; they are signed out everywhere.
account-factor = second factor
done-factor-removed = Your second factor is removed.

# Identity provider
sign-in-provider = Sign in with your airline account
sign-on-fault-expired = That took too long or began in another browser. Please try again.
sign-on-fault-declined = Your airline account did not let you through.
sign-on-fault-unsound = Your airline’s sign-in can’t be reached or gave an answer that does not hold. Try again, or sign in with a password.
sign-on-fault-no-role = Your airline account has no role here. Ask an admin of giftgate.
sign-on-fault-no-email = Your airline account tells no e-mail address, so no account could be made.
sign-on-fault-taken = There is an account with this e-mail address, or this airline account is linked already. Sign in with your password and link it under “Your account”.
sign-on-fault-disabled = This account is disabled.
identity-title = Airline account
identity-linked = Your airline account is linked; you can sign in through it.
identity-none = Link your airline account to sign in through it.
identity-link = Link airline account
identity-unlink = Unlink
done-linked = Your airline account is linked.
done-unlinked = Your airline account is no longer linked.

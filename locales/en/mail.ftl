# What mails say
mail-hello = Hello { $name },
mail-campaign = Campaign
mail-unsubscribe = No more mails like this
mail-foot-staff = Sent by giftgate at { $place } because you have an account there. Nobody reads answers to this address.
mail-foot-once = Sent once, because somebody wrote this address on our page. Nobody reads answers to this address.
mail-foot-traveller = Sent because you asked for it on our page. One click ends it.
mail-invitation-subject = Your account at giftgate
mail-invitation-words = An account was made for you. Choose a password with the link below. It works once, until { $until }.
mail-invitation-button = Choose a password
mail-invitation-else = If you did not expect this, do nothing: without a password nobody can sign in.
mail-reset-subject = A new password for giftgate
mail-reset-words = Somebody asked for a new password for your account. The link below works once, until { $until }.
mail-reset-button = Choose a new password
mail-reset-else = If it was not you, do nothing: your password stays as it is.
mail-waiting-subject =
    { $n ->
        [one] One approval waits
       *[other] { $n } approvals wait
    }
mail-waiting-words = Someone has to look at these before they can go on.
mail-waiting-gifts = Gifts
mail-waiting-posts = Posts
mail-waiting-closes = First window closes
mail-waiting-button = Look at them
mail-failure-subject =
    { $n ->
        [one] One piece of work failed
       *[other] { $n } pieces of work failed
    }
mail-failure-words = They were given up after several tries. Somebody has to run them again or drop them.
mail-failure-button = Open the failure inbox
mail-weekly-subject = { $campaign }: figures of the week
mail-weekly-words = As it stands on { $day }, since the campaign began:
mail-weekly-posts = Posts read
mail-weekly-approved = Gifts approved
mail-weekly-delivered = Gifts handed over
mail-weekly-published = Follow-ups published
mail-weekly-spent = Money spent
mail-weekly-button = Open the report
mail-deliveries-subject =
    { $n ->
        [one] { $station }: one gift to hand over, { $day }
       *[other] { $station }: { $n } gifts to hand over, { $day }
    }
mail-deliveries-again =
    { $n ->
        [one] { $station }: the list changed, one gift to hand over, { $day }
       *[other] { $station }: the list changed, { $n } gifts to hand over, { $day }
    }
mail-deliveries-changed = Changed since the mail of { $since }:
mail-deliveries-came =
    { $n ->
        [one] one gift more
       *[other] { $n } gifts more
    }
mail-deliveries-went =
    { $n ->
        [one] one gift is not to be handed over any more
       *[other] { $n } gifts are not to be handed over any more
    }
mail-deliveries-gate = gate { $was } → { $is }
mail-deliveries-words = Times are local. Names and seats stand on the page only.
mail-deliveries-button = Open the list
mail-confirm-subject = Shall we write to you when your story is out?
mail-confirm-words = Somebody with the card of a gift asked us to write to this address once the story of that gift is published. Was it you?
mail-confirm-button = Yes, write to me
mail-confirm-else = If it was not you, do nothing. We forget this address after a day.
mail-story-subject = Your story is out
mail-story-words = The story of your gift has been published, as you agreed. Thank you for letting us tell it.
mail-story-button = See it
mail-story-withdraw = Changed your mind? Take it back

# A traveller's own wish
story-title = Tell me when my story is out
story-words = With the code on the card of your gift you can have one mail when its story is published. We use the address for nothing else, and forget it afterwards.
story-address = Your e-mail address
story-button = Send me a link
story-taken = Please look into your mail
story-taken-words = If the code is right, a mail with a link is on its way. Nothing happens before you open it.
story-confirm = Yes, write to me once
story-confirm-words = We will write to you once, when the story of your gift is published.
story-confirmed = Thank you. We will write to you.
story-dead = This link holds no longer
story-dead-words = It was used, or is older than a day. Ask for a new one with the code on your card.
unsubscribe-title = No more mails
unsubscribe-words = Press the button and we forget your address.
unsubscribe-button = Forget my address
unsubscribe-done = Done. We have forgotten your address.

# Forgotten passwords
forgotten-title = Password forgotten
forgotten-words = Write your e-mail address. If it has an account, a mail with a link is on its way.
forgotten-button = Send me a link
forgotten-taken = Please look into your mail
forgotten-taken-words = If this address has an account, a mail with a link is on its way. It holds for a day and works once.
forgotten-link = Password forgotten?
fresh-mailed = A mail with the same link is on its way to them.
field-mail-language = Language of mails to you
mail-language-save = Save language

# The mail desk
mails-title = Mails
mails-way = How mails leave
mails-way-server = Through a mail server
mails-way-folder = Into a folder on the server: nobody receives them
mails-way-memory = Into memory: nobody receives them
mails-way-off = Switched off: none are written
mails-from = From
mails-counts = The last 30 days
mails-attention = Somebody has to decide
mails-attention-none = Nothing waits for a decision.
mails-uncertain-words = The server got the whole mail and never answered. It may have arrived. Sending it again may send it twice.
mails-refused-words = The server will not take it. The address may be wrong.
mails-again = Send again
mails-drop = Let it be
mails-kinds = What mails look like
mails-kinds-words = With made-up values, in the language of this page.
mails-preview = Preview
mails-as-html = As the mail program shows it
mails-as-text = As plain text
mails-files = Goes with it
mail-kind-invitation = Invitation
mail-kind-reset = New password
mail-kind-waiting = Approvals waiting
mail-kind-failure = Failed work
mail-kind-weekly = Figures of the week
mail-kind-deliveries = Hand-overs of the day
mail-kind-confirm = Traveller: confirm address
mail-kind-story = Traveller: story is out
mail-state-queued = waiting
mail-state-sending = on its way
mail-state-sent = sent
mail-state-uncertain = uncertain
mail-state-refused = refused
mail-state-dropped = dropped
done-mail-again = It is on its way again.
done-mail-dropped = It will not be sent.
done-language-saved = Mails to you come in this language from now on.
job-send-mail = Send a mail
job-mail-reset = Send a link for a forgotten password
job-write-mails = Write the mails that are due
job-next-send-mail = See on the page of mails how they leave, then run it again.
job-next-mail-reset = Run it again; whoever waits can also ask once more.
job-next-write-mails = Run it again; it comes back every five minutes by itself.
job-part-mail = Mail
job-part-of = Keyed hash of the address

# Sessions of somebody
sessions-open = Signed in now: { $n }
sessions-end-all = End all their sessions
done-sessions-ended = Their sessions have ended.

# Privacy desk, audit log, public objection, admin pages
nav-privacy = Privacy
nav-admin = Admin
privacy-desk = Privacy desk
requests-open = Open requests
requests-none = No request is open.
requests-closed = Answered lately
request-kind-access = Access
request-kind-erasure = Erasure
request-kind-objection = Objection
request-channel-desk = noted by our staff
request-channel-public = from the public page
request-outcome-done = done
request-outcome-nothing-held = nothing was held
request-outcome-refused = refused
request-late = Overdue
request-received = received
request-due = due
request-open = Work on it
request-refuse = Close as refused
receipt = Receipt
look-up-title = Look a person up
look-up-words = By record locator and family name, by handle, or by e-mail address. What you type is sent in the form and kept nowhere; that you looked is on record.
look-up-button = Look up
note-title = Only write a request down
note-words = It waits here, sealed, and is due within one month.
field-locator = Record locator
field-family = Family name
field-given = Given name
field-network = Network
field-handle = Handle
person-or = or
person-fault-nobody = Give a record locator with a name, or a handle, or an e-mail address.
person-fault-locator = A record locator has only letters and digits.
person-fault-network = Choose the network of the handle.
person-fault-email = This is no e-mail address.
bases-title = What campaigns rest on
bases-words = Open search needs an impact assessment in the campaign’s file. A signature here holds for 90 days; once there is one, open search stops when it ends or is withdrawn.
bases-none = There is no campaign yet.
stops-title = Campaigns under way
stops-words = You may stop each of them, without giving a reason. Only two people of its team can let it go on.
stops-confirm = Everything below freezes at once. To go on, one person of its team has to ask and another one to confirm.
stops-none = No campaign is live.
listening-mode-opt-in = opt-in programme
listening-mode-mention = mentions of us
listening-mode-open-search = open search
basis-covered = has its basis
basis-not-covered = no valid assessment
basis-until = holds until
basis-over = no longer holds
basis-changed = the file has changed since
assessment-sign = Sign assessment
assessment-withdraw = Withdraw
kept-title = Retention
kept-people = People without a gift
kept-quarantine = Lines that could not be read
kept-jobs = Work that is done
kept-sessions = Sign-ins
kept-limit-people = 24 hours after their last departure
kept-limit-quarantine = 14 days
kept-limit-jobs = 7 days
kept-limit-sessions = 30 minutes without a request
kept-oldest = oldest from
kept-goes = goes
kept-empty = nothing there
kept-late = should be gone
kept-in-time = in time
person-title = What is held
person-several-words = Nothing is told of any of them. Add a given name, or use another way to name the person.
person-held = Held, masked
person-nothing = Nothing is held
person-booking = Booking
person-account = Account
held-posts = Posts
person-matches = Matches
held-gifts = Gifts
person-follow-ups = Our posts about them
person-suppressed = On the list of those never to be matched
yes = yes
no = no
access-words = Everything held about this person with its source. Taking the file is on record.
access-text = File for people
access-json = File for machines (JSON)
erase-words = Keys are destroyed, open gifts and posts are taken back, counts stay without a name. It can’t be undone.
erase-how = How far
erase-object = Erase, and never match this person again (objection)
erase-only = Erase what is held
erase-sure = I have checked who asks
erase-unconfirmed = Tick this box once you are sure who asks.
erase-button = Erase
receipt-title = Receipt
receipt-erased = Erased
receipt-at = When
receipt-kept = Stays without a name
receipt-kept-words = { $gifts } gifts, { $entries } ledger entries
receipt-objection = Objection
receipt-words = The receipt names nobody. Give its number to the person; the audit log has it too.
destroyed-keys = Data keys
destroyed-bookings = Bookings
destroyed-legs = Flight legs
destroyed-accounts = Accounts
destroyed-posts = Posts
destroyed-matches = Matches
destroyed-gifts = Gifts withdrawn
destroyed-consents = Consents withdrawn
destroyed-dropped = Our drafts dropped
destroyed-retracted = Our posts taken down
audit-title = Audit log
audit-find = Find entries
audit-who = Who
audit-what = What
audit-day = Day (UTC)
audit-all = All
audit-show = Show
audit-entries = Entries
audit-number = no.
audit-older = Older
audit-none = No entry fits.
chain-check = Check the whole chain
chain-broken = The chain is broken at entry { $n }. From there on the log was changed from outside. Keep the database as it is and find out who could write to it.
register-title = Register of processing
register-about = GDPR, Article 30
register-words = Made from what this installation really does: its campaigns, networks and retention.
register-file = Take it as a file
objection-title = I do not want to be matched
objection-words = Tell us who you are on your network, or which booking is yours, and giftgate will leave you alone. You need no account and give no reason.
objection-button = Leave me alone
objection-same = The answer is the same for everybody: nobody learns from it whether somebody is known to us.
objection-without = Without a card
objection-taken = Thank you. It counts from this moment.
objection-taken-words = Nothing that comes in from now on is matched with you. If we hold anything about you, our privacy officer erases it within one month.
object-title = This person does not want this
object-words = It counts at once: nothing that comes in from now on is matched with this person, and the privacy officer erases what we hold. Nobody has to give a reason.
object-gift = A gift that is not handed over yet: note it above as declined.
object-sure = This person said so
object-unconfirmed = Tick this box once you are sure that this person said so.
object-button = Log the objection
field-card = Code on the card of your gift
health-title = Health
health-parts = This installation
health-database = Database
health-schema = schema { $n }
health-good = good
health-migrate = run “giftgate migrate”
health-work = Work in the background
health-queue = { $queued } waiting, { $running } running
health-waits = due since
health-no-worker = no worker runs
health-requests = Privacy requests
health-outbox = Outbox folder
failures-title = Failures
failures-none = Nothing was given up
failures-none-words = Work that failed eight times waits here for a decision.
failure-why = Why
failure-tries = Tries
failure-next = Next step
failure-retry = Run it again
failure-reason = Why it can go
failure-unreasoned = Write the reason first.
failure-drop = Drop it
job-plan-rounds = Plan rounds again
job-publish = Publish a post
job-retract = Take a post down
job-queue-posts = Move approved posts on
job-withdraw-overdue = Take back overdue gifts
job-purge = Forget what is past its time
job-part-campaign = Campaign
job-part-station = Station
job-part-follow-up = Post
job-next-plan-rounds = See that the station’s map and couriers are right, then run it again.
job-next-publish = See whether the post is out already, then run it again; it never goes out twice.
job-next-retract = Take it down by hand on the network if it hurries, then run it again.
job-next-queue-posts = Run it again; it comes back every minute by itself.
job-next-withdraw-overdue = Run it again; it comes back every minute by itself.
job-next-purge = Run it again at once: retention is a promise.
stations-title = Stations
stations-map-words = Walking times from the desk. They come with giftgate (campaigns/stations); a file of the same name in the folder stations of your data folder goes before it, and adds stations. It is read at the start.
stations-own = from this installation
stations-map = Ways from the desk at { $station }
stations-none = No station has a map; every gate counts as ten minutes away.
way-from = From
way-to = To
way-there = There
way-back = Back
glass-title = Break-glass
glass-words = An admin sees no traveller. In an emergency one asks for a role here with a reason; another admin or a privacy officer grants it for 60 minutes. All of it, and every page seen, is on record.
glass-ask = Ask for a role
glass-role = Role
glass-reason = Reason
glass-reason-words = 10 to 500 characters; name no traveller. The reason stays.
glass-button = Ask
glass-fault-reason = Write a reason of 10 to 500 characters.
glass-fault-role = Choose a role.
glass-list = Requests
glass-none = Nobody has asked.
glass-state-asked = waits for a second person
glass-state-held = in force
glass-state-refused = refused
glass-state-over = over
glass-decided = decided by { $who }
glass-until = until
glass-grant = Grant for 60 minutes
glass-refuse = Refuse
glass-end = Give it back
basis-in-file = in the file signed by { $who }, until
basis-signed = signed here by { $who } on
done-request-noted = The request is written down.
done-request-closed = The request is closed.
done-assessment-signed = Signed for 90 days.
done-assessment-withdrawn = Withdrawn; open search has stopped.
done-job-retried = It runs again.
done-job-dropped = It is dropped.
done-glass-asked = Asked. A second person has to grant it.
done-glass-granted = Granted for 60 minutes.
done-glass-refused = Refused.
done-glass-ended = Given back.
request-days =
    { $n ->
        [one] { $n } day left
       *[other] { $n } days left
    }
person-several =
    { $n ->
        [one] { $n } person fits
       *[other] { $n } people fit
    }
receipt-suppressed =
    { $n ->
        [one] { $n } new entry on the list, as a keyed hash
       *[other] { $n } new entries on the list, as keyed hashes
    }
chain-whole =
    { $n ->
        [one] The chain is whole: { $n } entry.
       *[other] The chain is whole: { $n } entries.
    }
health-dead =
    { $n ->
        [one] { $n } waits for you
       *[other] { $n } wait for you
    }
health-requests-n =
    { $n ->
        [one] { $n } open
       *[other] { $n } open
    }
health-outbox-n =
    { $n ->
        [one] { $n } file
       *[other] { $n } files
    }
health-stations-n =
    { $n ->
        [one] { $n } walking map
       *[other] { $n } walking maps
    }

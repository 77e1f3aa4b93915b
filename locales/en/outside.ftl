# Follow-up posts on their way, the outbox, the page behind a card
post-look = As it will look
post-look-title = As it will look
post-look-words = The same text on each network of the campaign. Coloured parts can be followed there.
post-look-own = goes out here
post-look-no-links = Addresses can’t be followed there.
post-disrupted = Its flight does not take place. Nothing is told of it while that is so.
post-clicks =
    { $n ->
        [one] Its link was followed once
       *[other] Its link was followed { $n } times
    }
text-fault-mention = It names an account. A traveller’s handle needs a consent of its own; only your own handles are free.
posts-on-hold = Nothing goes out at the moment: an admin has to look at the outbox first.
posts-kept = Posts of this campaign are kept back
posts-kept-spike =
    { $n ->
        [one] One complaint in an hour stopped them,
       *[other] { $n } complaints in an hour stopped them,
    }
posts-kept-overdue =
    { $n ->
        [one] One complaint under our posts waits past its deadline.
       *[other] { $n } complaints under our posts wait past their deadline.
    }
posts-kept-said =
    { $n ->
        [0] Two approvers can let them go on. Nobody has said so yet.
        [one] Two approvers can let them go on. One has said so.
       *[other] { $n } approvers have said so.
    }
posts-kept-release = They may go on
done-posts-said = Noted. Posts go on once two approvers have said so.
care-clocks = Clocks start when a case opens and are never paused: not at night, not while an author does not answer, not while the campaign is stopped.

outbox-title = Outbox
outbox-held = Nothing goes out
outbox-restored =
    { $n ->
        [0] The database is not the one that last sent something. Noticed:
        [one] The database is older than what went out; one entry of the log is missing. Noticed:
       *[other] The database is older than what went out; at least { $n } entries of the log are missing. Noticed:
    }
outbox-by-hand = Somebody held everything:
outbox-reconcile = A post or mail that stands here as waiting may have gone out before the backup was restored. Look at your accounts on the networks first. Take back here what is out there already, then let the rest go. What takes posts down goes on all the time.
outbox-release = I have looked. Let everything go out
outbox-waits = What waits
outbox-queued = Posts, never tried
outbox-begun = Posts, tried and not settled
outbox-uncertain = Posts that may be out
outbox-answers = Answers of the care desk
outbox-mails = Mails
outbox-hold = Hold everything
outbox-hold-words = Posts, answers and mails wait until somebody lets them go. Posts can still be taken down.
done-outbox-held = Nothing goes out from now on.
done-outbox-released = Everything goes out again.
listeners-title = Listeners
listeners-words = Each tries again by itself, after pauses of at most a minute. All others go on.
listeners-since = broken since
listeners-heard = last heard
listeners-away = broken
gaps-title = Gaps of the last 7 days
gaps-words = The stream was away in these hours, and posts written then did not come. Import them from a file if you can get one.
listeners-broken = { $n } broken
expiry-of = Secret for { $name }
expiry-left =
    { $n ->
        [0] ends today or has ended
        [one] one day left
       *[other] { $n } days left
    }

card-page-title = The surprise you got
card-page-words = You got a small gift from your airline. We read a public post about your trip, or what you shared with our programme, and a person decided. It costs you nothing.
card-page-withdraw = Take our posts down
card-page-withdraw-words = If we published something about your gift, it comes down on all networks, usually within a minute. Nothing new is published. You need no account and give no reason.
card-page-button = Take our posts down
card-page-done = It is done
card-page-done-words =
    { $n ->
        [0] Nothing about your gift is published, and nothing will be.
        [one] One post comes down now. Nothing new will be published.
       *[other] { $n } posts come down now. Nothing new will be published.
    }
card-page-receipt = Receipt
card-page-at = At
card-page-more = We can also delete everything and never contact you again:
card-page-object = Object here
card-page-dead = We don’t know this card
card-page-dead-words = The link is not complete. Please scan the code on your card again, or object here.

mail-spike-subject = { $campaign }: posts stopped because of complaints
mail-spike-words =
    { $n ->
        [one] One complaint came in within an hour, at { $at }. No post of the campaign goes out any more.
       *[other] { $n } complaints came in within an hour, the last at { $at }. No post of the campaign goes out any more.
    }
mail-spike-next = Please look at the complaints first. Two approvers can let the posts go on.
mail-spike-button = Look at the posts
mail-expiry-subject =
    { $n ->
        [0] The secret for { $name } ends today or has ended
        [one] The secret for { $name } ends in one day
       *[other] The secret for { $name } ends in { $n } days
    }
mail-expiry-words = The secret for { $name } ends on { $day }. Get a new one, put it in place and change the day in the settings (token_expiry). Without it nothing goes out there.
mail-expiry-button = Open the state of the installation
mail-kind-spike = Posts stopped by complaints
mail-kind-expiry = A secret ends

# The photo of a post
post-photo-title = Photo of the hand-over
post-photo-words = It goes out with the post once another approver has said yes to both, and only while its traveller agrees.
post-photo-describe = What is to be seen
post-photo-describe-words = One or two sentences in the language of the post, for people who can’t see the photo. Name nobody else.
post-photo-send = Send it with the post
post-photo-off = Take it off
post-photo-add = Add the photo
post-photo-change = Change the photo
post-photo-with = With a photo:
post-as-reply = Goes out as a reply to the traveller’s own post.
post-as-quote = Goes out with the traveller’s own post as a quote.
post-photo-gone = The photo is not there any more, or its traveller took the yes to it back. The post waits until the photo is taken off.
post-photo-none = There is no photo that may be shown: none was taken, its traveller did not agree to showing it, or this network takes none.
post-photo-unsaid = Photo of the hand-over, not described yet
post-photo-not-here = Posts go out one by one; this one’s photo belongs to the post on its own network.
done-photo-changed = The photo is changed. Another approver says yes to the post now.
photo-fault-no-description = Write what is to be seen.
photo-fault-long-description = It is too long for this network.
photo-fault-form = The photo can’t be read.
photo-fault-too-large = The photo is too large for this network.
photo-fault-not-there = This network takes no photos this way.

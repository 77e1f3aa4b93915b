# The care desk
nav-care = Care
care-words = What people wrote under our posts. The least time left comes first: an answer within an hour, solved within a day.
care-late-count =
    { $n ->
        [one] One case is past its deadline. Posts of its campaign wait while it is a complaint.
       *[other] { $n } cases are past their deadline. Posts of their campaigns wait while they are complaints.
    }
care-waiting-count =
    { $n ->
        [one] One answer waits for approval.
       *[other] { $n } answers wait for approval.
    }
care-answer-waits = answer waits for approval
care-empty-title = Nobody is waiting
care-empty-words = New answers to our posts appear here by themselves.
care-taken = a colleague has it
care-late = Past its deadline
care-left-hours = { $n } hours left
care-left =
    { $n ->
        [one] One minute left
       *[other] { $n } minutes left
    }
care-open = Open the case
care-said = What was written
care-there = see it there
care-gone = Its author deleted it. Nothing of it is kept.
care-answers = Our answers
care-approve = Approve and send
care-answer = Answer
care-yours = This case is yours for a quarter of an hour.
care-claim = Take the case
care-release = Give the case back
care-begin = Begin with
care-text = Your answer, { $n } characters at most
care-write = Save for approval
care-solve = Mark as solved
care-kind-complaint = Complaint
care-kind-reply = Reply
care-state-open = waiting
care-state-answered = answered
care-state-solved = solved
answer-state-draft = waits for approval
answer-state-approved = on its way
answer-state-uncertain = perhaps out
answer-state-published = out
answer-state-failed = refused by the network
care-canned-sorry = We are sorry
care-canned-look = We look into it
care-canned-thanks = Thank you
care-edit = Edit the answer
care-answer-back = answer sent back
mail-care-subject =
    { $n ->
        [one] One case has to be answered now
       *[other] { $n } cases have to be answered now
    }
mail-care-words = Nobody has answered them yet. What was written stands on the page only.
mail-care-complaints = Complaints
mail-care-replies = Other replies
mail-care-waiting = Of these, answer waits for approval
mail-care-late = Of these, past the deadline
mail-care-answer-by = First deadline
mail-care-button = Open the care desk
mail-kind-care = Care: deadlines near
mail-waiting-answers = Answers of the care desk
mail-waiting-answer-by = Answer the first case by
mail-waiting-answers-button = Open the care desk

### Texts of the interface in English. it.ftl is the authority: same keys, same placeholders.

## Layout
skip-to-content = Skip to content
skip-to-footer = Skip to the end of the page
demo-bar = Trial environment: people and cases are invented.
site-tagline = Online services
search-services = Search for a service
search = Search
main-menu = Main menu
menu = Menu
language-choose = Choose the language:
language-current = (English)
log-in-personal-area = Log in to your area
log-out = Log out
unread-messages = unread messages
breadcrumb = You are here
home = Home
services = Services
contacts = Contacts
fiscal-code = Italian tax code
phone = Telephone
email = E-mail
footer-help = Do you need help?
footer-faq = Read the frequently asked questions (FAQ)
footer-appointment = Book an appointment
footer-inefficiency = Report a problem with a service
footer-rules = Transparency and rules
footer-transparency = Transparent administration
footer-privacy = Privacy notice
footer-legal = Legal notes
footer-accessibility = Accessibility statement
level-success = Done
level-info = Information
level-warning = Attention
level-danger = Error

## Fields
optional = (optional)
choose = Choose
search-add = Search and add
help = Help
why-asked = Why we ask
legal-basis = Legal basis
text-version = text of { $version }
error-prefix = Error:
error-title-prefix = Error:
warning-prefix = Attention:
open-calendar = Open the calendar
hint-date = Day, month and year: for example 03/05/2026.
hint-time = Hours and minutes: for example 09:30.
hint-datetime = Day and time: for example 03/05/2026 09:30.

## Lists of rows
list-empty = You have not added anything yet.
list-full = You have reached the maximum: { $max }.
row-up = Move up
row-down = Move down
row-remove = Remove

## Files
slot-required = Required
slot-signed-by = Must be signed by: { $who }.
slot-choose = { $max ->
    [one] Choose the file
   *[other] Choose one or more files
  }
slot-choose-more = Add another file
slot-limits = Accepted formats: { $types }. At most { $size } a file.
slot-max = Up to { $max } files.
slot-upload = Upload
file-content = See the content
verdict-ok = Check passed
verdict-warning = Attention
verdict-error = To be corrected
verdict-pending = Check in progress
verdict-none = Not signed
verdict-details = What we have checked
verdict-history = Verdicts over time
verdict-received = at receipt
verdict-again = checked again
verdict-print = Print the report
check-passed = fine
check-warned = have a look
check-failed = not right
check-not_done = not done
signed-on = signed on { $when }
certificate-of = Certificate issued by { $issuer },
certificate-until = valid until { $day }.

## Steps
steps = Steps of the application
step-of = Step { $number } of { $total }
step-page-title = Step { $number } of { $total }: { $title }
step-current = you are here
step-done = completed
step-todo = to be filled in
step-errors = to be corrected
step-rule = Fill in all fields, except those marked as optional. You can stop at any time: the draft stays saved.
back = Back
save = Save
save-draft = Save the draft
save-continue = Save and continue
draft-not-sent = Draft – not sent yet
draft-saved = Draft saved at { $when }
draft-expires = We keep it until { $day }.
draft-others = Also working on it: { $who }.
problems-title = { $count ->
    [one] There is one thing to correct
   *[other] There are { $count } things to correct
  }
problems-kept = What you have written is saved. Choose an item to go to its field.
stops-title = As it is, the application cannot be sent
stops-kept = What you have written stays in the draft.

## Said by the script
js-saving = Saving…
js-save-failed = We could not save. What you have written is still in this page: do not close it.
js-save-retry = We try again in { $seconds } seconds.
js-offline = You are offline. What you have written is kept in this page: we save it as soon as the network is back.
js-session-expired = Your login has expired. What you have written is kept in this browser: log in again and you will find it.
js-session-login = Log in and come back here
js-conflict = This draft was changed in another window or by another person. Nothing was overwritten from here.
js-conflict-reload = Load the latest version
js-restored = We have put back what you had written and was not saved yet. Please check it.
js-results = { $count } results. Use the arrow keys to go through them.
js-no-results = No results. Try with fewer letters.
js-search-failed = The search does not answer. You can write the whole name.
js-uploading = Uploading { $name }
js-checking = Checking the file…
js-upload-failed = { $name } was not uploaded. The rest of the draft is safe.
js-upload-cancelled = Upload of { $name } cancelled.
js-upload-too-large = { $name } is too large.
js-upload-retry = Try again
js-upload-cancel = Cancel
js-characters-left = Characters left: { $count }

## Common words
cancel = Cancel
edit = Edit
print = Print
name = Name
office = Office in charge
manager = Person in charge of the procedure
protocol = Register number
protocol-short = reg. { $number }
protocol-of = Register number { $number } of { $when }
case-number = Case number
latest-decision = Answer at the latest by
answer-by = Answer by { $day }
due-by = by { $day }
updated-on = updated on { $when }
your-turn = It is your turn
documents = Documents
messages = Messages
messages-none = There are no messages.
message-new = New
message-write = Write to the office
message-send = Send the message
milestones = Where it stands
milestone-done = done
milestone-current = now
milestone-future = not yet
deadlines = Deadlines
deadline-running = running
deadline-suspended = suspended
deadline-met = met
deadline-missed = missed
no-answer = Not given
no-file = No file
pager = Pages of the list
pager-prev = Previous
pager-next = Next
section-problems = { $count ->
    [one] one thing to correct
   *[other] { $count } things to correct
  }

## Choosing the municipality, first page, catalogue
tenants-title = Choose the municipality
tenants-lead = This desk serves several municipalities. Choose the one you need.
tenants-footer = Each municipality sees only its own cases.
home-title = Online services
home-lead = Send an application to { $name } whenever you like, without going to the office, and follow from here where it stands.
home-search = What do you need to do?
home-drafts = Go on from where you were
home-featured = Most used services
home-all = See all services
home-categories = Services by category
services-count = services
categories-all = All categories
catalogue-lead = Search in your own words, or choose a category.
catalogue-results-title = Services for “{ $query }”
catalogue-count = { $count ->
    [one] One service found
   *[other] { $count } services found
  }
catalogue-none = No service matches. Try a simpler word, for example “house” or “shop”.
catalogue-none-all = Back to all services

## Service sheet
service-active = Service available
service-inactive = Service not available
sheet-start = Start the application
sheet-resume = Go on with the draft
sheet-draft = You already have a draft of this application, saved on { $when }. We keep it until { $day }.
sheet-blank = Blank form
sheet-index = On this page
sheet-for-whom = Who it is for
sheet-how-to = How to do it
sheet-needed = What you need
sheet-obtained = What you get
sheet-times = Times and deadlines
sheet-costs = What it costs
sheet-access = Use the service
sheet-access-online = You can do everything online, with your digital identity.
sheet-appointment = Book an appointment
sheet-conditions = Terms of service
sheet-contacts = Contacts
sheet-topics = Topics
sheet-updated = Page updated on { $day }.

## Login
login-title = Log in
login-lead = So that we know who sends the application.
login-for = After the login you come straight back to: { $title }.
login-expired = Your login has expired because you were away for long. What you had saved is still there: log in and go on.
login-demo = Trial login
login-demo-lead = Choose an invented person. They exist only in this trial environment.
login-officer = Do you work for the municipality? Log in with your account
log-in = Log in

## Personal area and drafts
area-title = My cases
area-lead = Hello { $name }, here is everything you have going on with the municipality.
area-drafts = Drafts not sent yet
area-drafts-none = You have no drafts.
area-cases = Sent applications
area-cases-none = You have not sent any application yet.
area-messages = Messages
draft-saved-on = Saved on { $when }
draft-steps = { $done } of { $total } steps completed
draft-continue = Continue
draft-delete = Delete
draft-delete-confirm = Delete the draft
resume-resume-title = You already have a draft
resume-resume-lead = You can go on from where you were, or start another one: the first stays saved.
resume-delete-title = Do you want to delete the draft?
resume-delete-lead = You will lose the data and the files in it. This cannot be undone.
resume-new = Start a new application

## Summary
review-title = Summary
review-lead = The information you have given counts as a declaration. Check that it is correct.
review-attachments = Uploaded files
review-attachments-none = This application needs no files.
review-documents = Documents we will prepare
review-fees = To be paid
review-declaration = What you declare has consequences.
review-declaration-law = Whoever makes a false declaration loses the benefits obtained and may be punished by law. The municipality checks declarations.
review-sign = Prepare the documents to be signed
review-submit = Confirm and send
review-blocked = First correct what is marked above. The draft is saved.
signature-qualified = With the digital signature of
signature-authenticated = Signed by your login
signature-none = Without signature
fee-submission = to be paid before sending
fee-act = to be paid when collecting the document

## Signature
sign-title = Sign and send
sign-lead = Your data are locked in these documents. Download them, sign them with the program you normally use and upload them here.
sign-complete = Complete
sign-incomplete = Signature missing
sign-download = Download the document
sign-hash = Fingerprint of the file
sign-do = Sign it without changing it.
sign-do-how = CAdES (.p7m) and PAdES (PDF) signatures are fine, from any device. If there are several signers, they sign the same file. To be signed by:
sign-missing = signature missing
signed = signed
sign-upload = Upload the signed file
sign-replace = If you need to, replace the signed file
sign-file = Signed file
sign-file-hint = PDF or P7M, at most { $size }. The file name does not matter.
sign-authenticated = This document needs no digital signature: your login is enough.
sign-none = This document is not signed: keep it.
sign-reopen = Go back and change the data
sign-reopen-lead = If you change the data the documents are prepared again and must be signed again.
sign-blocked = You can send when all signatures are there. Meanwhile the draft stays saved.
submit = Send the application

## Receipt and rating
receipt-title = Application sent
receipt-data = Data of the receipt
receipt-received = Received on
receipt-protocol-pending = Your application is safe. The number will come shortly: you will find it here and in your e-mail.
receipt-email = Copy of the receipt sent to
receipt-download = Download the receipt (PDF)
receipt-follow = Follow the case
receipt-next = What now?
receipt-related = Related services
rating-scale = From one star (very difficult) to five stars (very easy)
rating-star = { $count ->
    [one] One star out of 5
   *[other] { $count } stars out of 5
  }
rating-negative = Where did you have the most difficulties?
rating-negative-1 = Sometimes the instructions were not clear
rating-negative-2 = Sometimes the instructions were not complete
rating-negative-3 = Sometimes I did not know if I was doing it right
rating-negative-4 = I had technical problems
rating-negative-5 = Other
rating-positive = What did you like best?
rating-positive-1 = The instructions were clear
rating-positive-2 = The instructions were complete
rating-positive-3 = I always knew I was doing it right
rating-positive-4 = I had no technical problems
rating-positive-5 = Other
rating-text = Would you like to add anything?
rating-text-hint = At most 200 characters. Do not write personal data.
rating-send = Send the rating
rated-title = Thank you for your rating
rated-lead = It helps us to make the service better.
rated-back = Back to the case

## A case
case-data = Data of the case
case-who = Who takes care of it
request-title = What we ask of you
answer-request = Answer the request

## Errors: what happened, what is kept, what to do
error-kept = What is safe
error-do = What you can do
error-reference = If you write to us, give this code: { $reference }
error-link-home = Go to the first page
error-link-services = Search for a service
error-link-area = Go to my cases
error-link-reload = Try again
error-link-back = Back to the previous page
error-link-login = Log in again
error-not_found-title = This page is not here
error-not_found-what = The address does not exist, or what you are looking for has been moved.
error-not_found-kept = Your drafts and cases are not touched.
error-not_found-do = Check the address, or start again from the search.
error-forbidden-title = This page is not open to you
error-forbidden-what = You are logged in as a person who cannot see this page.
error-forbidden-kept = Nothing was shown or changed.
error-forbidden-do = If you think you are entitled, log out and log in as the right person, or ask whoever made the draft to let you take part.
error-conflict-title = The draft was changed elsewhere
error-conflict-what = While you were on this page the same draft was saved in another window or by another person.
error-conflict-kept = The latest version stays saved. We have overwritten nothing.
error-conflict-do = Load the latest version and, if needed, repeat your last change.
error-too_large-title = The file is too large
error-too_large-what = The file is larger than allowed and was not uploaded.
error-too_large-kept = The draft and the other files are saved.
error-too_large-do = Make the file smaller (for example by saving it at a lower resolution) or split it, then upload it again.
error-invalid-title = We did not understand the data
error-invalid-what = The page sent data that do not belong to this step.
error-invalid-kept = What was already saved in the draft is still there.
error-invalid-do = Go back to the page, reload it and try again.
error-too_many-title = Too many requests in a short time
error-too_many-what = To protect the service we have paused the requests coming from you for a moment.
error-too_many-kept = What was already saved is still there.
error-too_many-do = Wait a minute and try again.
error-server-title = Something did not work
error-server-what = The problem is ours, not something you did. It has already been reported.
error-server-kept = What was already saved is still there. If you were sending, try again without worry: an application is never sent twice.
error-server-do = Try again in a few minutes.
error-unavailable-title = The desk is under maintenance
error-unavailable-what = It will be back shortly.
error-unavailable-kept = Drafts and cases are safe. Deadlines that fall in a service outage move if the law says so.
error-unavailable-do = Try again in a few minutes.
error-session-title = Your login has expired
error-session-what = After a time without activity the login closes by itself, to protect your data.
error-session-kept = What was saved in the draft is still there. If this page saves by itself, the rest is kept in your browser.
error-session-do = Log in again: you come back exactly here.

## Desk
desk = Office
desk-login = Login for the offices
desk-login-failed = Login failed
desk-login-wrong = User name or password is not right. After some attempts the account is locked for { $minutes } minutes.
desk-login-locked = Too many attempts: the account is locked for { $minutes } minutes. Then you can try again.
desk-demo = Trial accounts
desk-demo-lead = Invented people, who exist only in this trial environment.
username = User name
password = Password
queue-title = Cases of the office
queue-views = Views of the queue
queue-filters = Filter the cases
queue-search = Search (number, name, tax code, address, parcel)
queue-everywhere = Search all the cases of the office
queue-sort = Sort by
queue-apply = Apply
queue-clear = Clear the filters
queue-empty = There is no case with these filters.
queue-caption = Cases, with applicant, state, deadline and assignee
queue-unread = { $count ->
    [one] one new message
   *[other] { $count } new messages
  }
filter-any = Any
col-case = Case
col-applicant = Applicant
col-state = State
col-due = Deadline
col-assignee = Assigned to
col-when = When
col-who = Who
col-what = What
col-hash = Fingerprint
col-reason = Reason
col-do = Action
col-open = Open
col-late = Overdue
col-waiting = Waiting
col-days = Days on average
unassigned = Nobody
turn-office = It is the office’s turn
turn-applicant = It is the applicant’s turn
turn-other = It is another body’s turn
turn-none = Case closed
messages-public = The applicant reads these messages.
message-write-applicant = Write to the applicant
notes = Internal notes
notes-private = Only the offices read them. The applicant does not.
note-write = New note
note-add = Add the note
history = History
history-all = See the whole history
history-caption = Everything that happened to the case, in order
chain-valid = { $count ->
    [one] The history is intact: one chained entry.
   *[other] The history is intact: { $count } chained entries.
  }
chain-broken = The history was altered: entry { $entry } does not match the one before.
assignment = Assignment
assign = Assign
assign-to = Assign to
officer-load = { $count ->
    [one] one open case
   *[other] { $count } open cases
  }
action-effects = What happens
action-preview = See a preview of the document
effects-title = Outgoing items
effects-lead = E-mails, registrations and other items that the system repeats by itself until they succeed.
effects-failed = { $count ->
    [one] one to look at
   *[other] { $count } to look at
  }
effects-waiting = { $count ->
    [one] one waiting
   *[other] { $count } waiting
  }
effects-none = Everything has been sent.
effect-failed = Failed
effect-waiting = Waiting
effect-attempts = { $count ->
    [one] one attempt
   *[other] { $count } attempts
  }
effect-next = next on { $when }
effect-retry = Try again now
act-upload = Signed act
act-upload-hint = Open the preview, download the PDF, sign it (PAdES or CAdES) and upload it here: we check that it is the same document. At most { $size }.
preview-title = Preview of the act
preview-lead = The document does not exist yet: it is made when you confirm.
preview-edit = Go back and correct
preview-pdf = Download the PDF
assign-take = Take charge
assign-release = Nobody: back to the queue
turn-time = Only time is passing
dashboard-title = Dashboard
dashboard-due = Due soon
dashboard-due-none = No case is due in the next days.
dashboard-offices = Offices
dashboard-table = Cases by office

## Mail
mail-hello = Dear { $name },
mail-follow = Follow the case from here:
mail-footer = Automatic message: do not answer to this address.
mail-submitted-subject = Receipt: register number { $number } – { $title }
mail-submitted-body = we have received your application “{ $title }”.
mail-request-subject = We need your answer by { $day } – case { $number }
mail-request-body = { $office } asks you to complete the case “{ $title }” ({ $number }).
mail-request-answer = Answer from here:
mail-taken-subject = Case { $number } is being worked on
mail-taken-body = your case “{ $title }” ({ $number }) has been taken in charge by { $office }.
mail-message-subject = A new message about case { $number }
mail-message-body = { $office } has written to you about the case “{ $title }” ({ $number }). Read and answer from here:
mail-update-subject = News on case { $number }
mail-update-body = your case “{ $title }” ({ $number }) is now: { $state }. Open it for the details:
mail-decided-subject = Case { $number }: { $outcome }
mail-decided-body = your case “{ $title }” ({ $number }) is closed:
mail-decided-act = You find the document in your area:
mail-expiring-subject = The draft “{ $title }” will be deleted on { $day }
mail-expiring-body = the draft “{ $title }”, saved on { $saved }, was not sent and will be deleted by itself on { $day }.
mail-expiring-do = To keep it, just open and save it:
mail-signature-subject = A document waits for your signature – { $title }
mail-signature-body = { $who } asks you to sign, as { $role }, the document “{ $document }”. You download it and upload it again from here:
mail-assigned-subject = Case { $number } has been assigned to you
mail-assigned-body = Case { $number } (“{ $title }”) has been assigned to you.
mail-assigned-due = It is due on { $day }.

## Lists of the desk: saved filters, labels, batches, exports
queue-saved = Saved filters
queue-shared = shared with { $office }
queue-more = Save or export this list
queue-save-title = Name of the filter
queue-save-for = Who sees it
queue-save-me = Only me
queue-save = Save the filter
queue-save-remove = Delete the filter
queue-export = Export the list
queue-export-format = Format
queue-pick = Choose case { $number }
col-pick = Choose
batch-title = With the chosen cases
batch-operation = What to do
batch-go = Continue with those chosen
batch-all = Continue with all of the page
batch-preview = This is what will happen. Nothing has changed yet.
batch-confirm = Confirm
batch-nothing = There is nothing to change.
batch-none = You have not chosen any case: go back to the queue and tick those you need.
batch-done = Done: { $count } cases changed.
batch-result = Result
batch-change = Changes
batch-same = Stays as it is
batch-refused = Not possible
batch-changed = Done
back-to-queue = Back to the queue
labels-title = Labels
labels-lead = Labels help the office to find its cases: citizens do not see them.
labels-none = There are no labels yet.
labels-new = New label
labels-name = Name
labels-tone = Colour
labels-add = Create the label
labels-cases = Cases
labels-remove = Delete
labels-of-case = Labels of the case
labels-save = Save the labels
exports-title = Exports
exports-lead = The lists you asked for. Files stay here for { $days } days and only you see them.
exports-none = You have no exports: ask for one from the queue, with “Save or export this list”.
exports-refresh = Refresh the page
exports-progress = { $done } of { $total }
exports-waiting = Waiting
exports-running = In preparation
exports-done = Ready
exports-failed = Failed: ask for it again
exports-download = Download
exports-until = until { $day }

## Assignment: absences, rules, their trial
assignment-history = History of assignments
absences-title = Absences and substitutes
absences-lead = Who is away gets no new cases: they go to the substitute, who also sees those in progress.
absences-none = No absence now or planned.
absences-person = Who
absences-from = First day
absences-to = Last day
absences-substitute = Substitute
absences-nobody = Nobody: new cases stay in the queue
absences-new = Record an absence
absences-add = Record the absence
absences-remove = Delete
rules-title = Rules of assignment
rules-lead = They are tried in order, before those of the municipality: the first that applies counts. A rule is not changed: it is ended and another is written.
rules-none = No rules are written here: those of the municipality apply.
rules-position = Order
rules-name = Title
rules-when = When
rules-who = To whom
rules-always = Always
rules-written = Written by { $name }, { $when }
rules-ended = Ended by { $name }, { $when }
rules-ended-title = Ended rules
rules-end = End
rules-new = New rule
rules-office = Office that receives
rules-procedures = Procedures (none: all)
rules-zone = Zone
rules-anywhere = Everywhere
rules-condition = Condition on the data (optional)
rules-condition-hint = An expression, for example: data.tipo.attivita_produttiva == true
rules-manner = How the person is chosen
rules-person = Person (if always the same)
rules-person-none = None
rules-case = Try on a case or draft
rules-case-hint = Number, name or address of the case, or code of the draft; empty: the latest.
rules-try = Try the rule
rules-save = Save the rule
trial-title = Who would receive it
trial-lead = Nothing has changed: this is what would happen.
trial-none = No case or draft found.
trial-now = With today’s rules
trial-then = With the new rule
trial-changed = Changes

## Linked cases, comparison, simulation of terms
links = Linked cases
links-none = No linked case.
links-number = Link another case: its protocol number
links-add = Link
links-remove = Remove the link
links-unknown = We find no case with this number among those you can see: check it and try again.
links-compare = Compare the data
comparison-title = Comparison with case { $number }
comparison-lead = Only the answers that differ: first those of case { $before }, then those of { $after }.
comparison-none = The answers are the same.
comparison-field = Question
simulation-open = What happens if I ask today?
simulation-title = If I ask today
simulation-lead = Try how the terms would move. Nothing is recorded.
simulation-none = There is nothing to ask of the applicant now.
simulation-action = What you ask
simulation-days = Days you give to answer
simulation-later = Answers after days
simulation-go = Calculate
simulation-asked = Today the case passes to “{ $state }”.
simulation-answered = If the answer comes on { $day }, it passes to “{ $state }”.
simulation-late = On { $day } an answer is no longer possible: the case is “{ $state }”.
simulation-term = Term
simulation-before = Today
simulation-after = After
simulation-why = Why

## Figures
stat-title = Statistics
stat-lead = The last twelve months of your offices. Days are calendar days from submission to the first decision, suspensions included.
stat-office = Office
stat-procedure = Procedure
stat-month = Month
stat-months = Month by month
stat-procedures = By procedure
stat-offices = By office
stat-open = Open today
stat-load = Open cases by person
stat-filed = Filed
stat-decided = Decided
stat-silence = By silence or expiry
stat-late = Late
stat-asked = Integrations asked
stat-median = Days: median
stat-p90 = Days: 90 in 100
timing-link = How long we usually take
timing-title = How long we take
timing-lead = The real times of the last { $months } months, for services with at least { $fewest } cases decided.
timing-none = There are not yet enough decided cases to tell how long we take.
timing-service = Service
timing-half = Half of the cases within
timing-most = Nine in ten within
timing-term = Term by law
timing-count = Cases decided
timing-days = { $count } days
timing-how = We count calendar days from submission to decision, including those in which the case waited for an answer or a document.

## Protocol register
protocol-title = Protocol register
protocol-entry = Entry { $number }
protocol-number = Number
protocol-day = Day
protocol-when = Day and time
protocol-direction = Direction
protocol-subject = Subject
protocol-correspondent = Sender or addressee
protocol-digest = SHA-256 of the document
protocol-none = No entry with these filters.
protocol-case = Go to the case
protocol-segnatura = Download the segnatura (XML, to be sealed)
protocol-annulled = Annulled
protocol-annulled-by = Annulled by { $name }, { $when }
protocol-annul = Annul the entry
protocol-annul-hint = The entry stays visible, with your name, the date and the reason. It cannot be undone.
protocol-reason = Why it must be annulled
protocol-annul-go = Annul the entry
protocol-days = Daily registers
protocol-days-none = There is no daily register yet: it is made by itself on the next day.
protocol-entries = Content
protocol-count = { $entries } entries, { $annulments } annulments
protocol-seal = Seal (chain of hashes)
protocol-chain-whole = The chain of the daily registers is whole.
protocol-chain-broken = Warning: the chain of the daily registers is broken.
emergency-title = Emergency register
emergency-lead = What was registered by hand while the register could not be used: it is copied here and then brought into the general register.
emergency-number = Emergency number
emergency-general = General number
emergency-waiting = To be brought over
emergency-reconcile = Bring into the general register: { $count }
emergency-new = Copy an entry
emergency-cause = Cause of the interruption
emergency-add = Add

## Access log, canned texts, read messages
accesses-title = Access to personal data
accesses-lead = Who looked at the cases of your offices, when and at what. Rows cannot be deleted.
accesses-all = Show all accesses
accesses-none = No access recorded.
accesses-when = When
accesses-who = Who
accesses-what = What
accesses-of-case = Who looked at this case
texts-title = Ready texts
texts-lead = Texts that the office often uses in messages: they are chosen on the case’s page and can be changed before sending.
texts-none = There are no ready texts yet.
texts-new = New text
texts-body = Text
texts-add = Save the text
texts-remove = Delete
texts-use = Use a ready text
message-read = read on { $when }
message-unread = not read yet

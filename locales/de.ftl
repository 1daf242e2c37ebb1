### Texts of the interface in German. it.ftl is the authority: same keys, same placeholders.

## Layout
skip-to-content = Zum Inhalt
skip-to-footer = Zum Seitenende
demo-bar = Testumgebung: Personen und Verfahren sind erfunden.
site-tagline = Online-Schalter
search-services = Dienst suchen
search = Suchen
main-menu = Hauptmenü
menu = Menü
language-choose = Sprache wählen:
language-current = (Deutsch)
log-in-personal-area = Im persönlichen Bereich anmelden
log-out = Abmelden
unread-messages = ungelesene Nachrichten
breadcrumb = Sie sind hier
home = Startseite
services = Dienste
contacts = Kontakt
fiscal-code = Steuernummer
phone = Telefon
email = E-Mail
footer-help = Brauchen Sie Hilfe?
footer-faq = Häufige Fragen lesen (FAQ)
footer-appointment = Termin vereinbaren
footer-inefficiency = Problem mit einem Dienst melden
footer-rules = Transparenz und Regeln
footer-transparency = Transparente Verwaltung
footer-privacy = Datenschutz
footer-legal = Rechtliche Hinweise
footer-accessibility = Erklärung zur Barrierefreiheit
level-success = Erledigt
level-info = Information
level-warning = Achtung
level-danger = Fehler

## Fields
optional = (freiwillig)
choose = Auswählen
search-add = Suchen und hinzufügen
help = Hilfe
why-asked = Warum wir das fragen
legal-basis = Rechtsgrundlage
text-version = Fassung { $version }
error-prefix = Fehler:
error-title-prefix = Fehler:
warning-prefix = Achtung:
open-calendar = Kalender öffnen
hint-date = Tag, Monat und Jahr: zum Beispiel 03/05/2026.
hint-time = Stunden und Minuten: zum Beispiel 09:30.
hint-datetime = Tag und Uhrzeit: zum Beispiel 03/05/2026 09:30.

## Lists of rows
list-empty = Sie haben noch nichts hinzugefügt.
list-full = Die Höchstzahl ist erreicht: { $max }.
row-up = Nach oben
row-down = Nach unten
row-remove = Entfernen

## Files
slot-required = Pflicht
slot-signed-by = Muss unterschrieben sein von: { $who }.
slot-choose = { $max ->
    [one] Datei auswählen
   *[other] Eine oder mehrere Dateien auswählen
  }
slot-choose-more = Weitere Datei hinzufügen
slot-limits = Erlaubte Formate: { $types }. Höchstens { $size } je Datei.
slot-max = Bis zu { $max } Dateien.
slot-upload = Hochladen
file-content = Inhalt ansehen
verdict-ok = Prüfung bestanden
verdict-warning = Achtung
verdict-error = Zu korrigieren
verdict-pending = Prüfung läuft
verdict-none = Nicht unterschrieben
verdict-details = Was wir geprüft haben
verdict-history = Ergebnisse im Zeitverlauf
verdict-received = beim Empfang
verdict-again = erneut geprüft
verdict-print = Prüfbericht drucken
check-passed = in Ordnung
check-warned = bitte ansehen
check-failed = nicht in Ordnung
check-not_done = nicht geprüft
signed-on = unterschrieben am { $when }
certificate-of = Zertifikat ausgestellt von { $issuer },
certificate-until = gültig bis { $day }.

## Steps
steps = Schritte des Antrags
step-of = Schritt { $number } von { $total }
step-page-title = Schritt { $number } von { $total }: { $title }
step-current = Sie sind hier
step-done = abgeschlossen
step-todo = auszufüllen
step-errors = zu korrigieren
step-rule = Füllen Sie alle Felder aus, außer den freiwilligen. Sie können jederzeit aufhören: Der Entwurf bleibt gespeichert.
back = Zurück
save = Speichern
save-draft = Entwurf speichern
save-continue = Speichern und weiter
draft-not-sent = Entwurf – noch nicht gesendet
draft-saved = Entwurf gespeichert um { $when }
draft-expires = Wir bewahren ihn bis { $day } auf.
draft-others = Auch daran arbeitet: { $who }.
problems-title = { $count ->
    [one] Eine Angabe ist zu korrigieren
   *[other] { $count } Angaben sind zu korrigieren
  }
problems-kept = Was Sie geschrieben haben, ist gespeichert. Wählen Sie einen Punkt, um zum Feld zu gelangen.
stops-title = So kann der Antrag nicht gesendet werden
stops-kept = Was Sie geschrieben haben, bleibt im Entwurf.

## Said by the script
js-saving = Wird gespeichert…
js-save-failed = Das Speichern ist nicht gelungen. Was Sie geschrieben haben, ist noch auf dieser Seite: Schließen Sie sie nicht.
js-save-retry = Neuer Versuch in { $seconds } Sekunden.
js-offline = Sie sind offline. Was Sie geschrieben haben, bleibt auf dieser Seite: Wir speichern es, sobald die Verbindung wieder da ist.
js-session-expired = Ihre Anmeldung ist abgelaufen. Was Sie geschrieben haben, bleibt in diesem Browser: Melden Sie sich wieder an, dann finden Sie es.
js-session-login = Anmelden und hierher zurückkehren
js-conflict = Dieser Entwurf wurde in einem anderen Fenster oder von einer anderen Person geändert. Von hier wurde nichts überschrieben.
js-conflict-reload = Neueste Fassung laden
js-restored = Wir haben wieder eingesetzt, was Sie geschrieben hatten und noch nicht gespeichert war. Bitte prüfen Sie es.
js-results = { $count } Treffer. Mit den Pfeiltasten wählen.
js-no-results = Keine Treffer. Versuchen Sie es mit weniger Buchstaben.
js-search-failed = Die Suche antwortet nicht. Sie können den ganzen Namen schreiben.
js-uploading = { $name } wird hochgeladen
js-checking = Datei wird geprüft…
js-upload-failed = { $name } wurde nicht hochgeladen. Der übrige Entwurf ist sicher.
js-upload-cancelled = Hochladen von { $name } abgebrochen.
js-upload-too-large = { $name } ist zu groß.
js-upload-retry = Erneut versuchen
js-upload-cancel = Abbrechen
js-characters-left = Verbleibende Zeichen: { $count }

## Common words
cancel = Abbrechen
edit = Ändern
print = Drucken
name = Name
office = Zuständiges Amt
manager = Verfahrensverantwortliche Person
protocol = Protokollnummer
protocol-short = Prot. { $number }
protocol-of = Protokoll { $number } vom { $when }
case-number = Nummer des Verfahrens
latest-decision = Antwort spätestens bis
answer-by = Antworten Sie bis { $day }
due-by = bis { $day }
updated-on = aktualisiert am { $when }
your-turn = Sie sind an der Reihe
documents = Dokumente
messages = Nachrichten
messages-none = Keine Nachrichten.
message-new = Neu
message-write = Dem Amt schreiben
message-send = Nachricht senden
milestones = Stand des Verfahrens
milestone-done = erledigt
milestone-current = jetzt
milestone-future = noch nicht
deadlines = Fristen
deadline-running = läuft
deadline-suspended = ausgesetzt
deadline-met = eingehalten
deadline-missed = überschritten
no-answer = Keine Angabe
no-file = Keine Datei
pager = Seiten der Liste
pager-prev = Vorherige
pager-next = Nächste
section-problems = { $count ->
    [one] eine Angabe zu korrigieren
   *[other] { $count } Angaben zu korrigieren
  }

## Choosing the municipality, first page, catalogue
tenants-title = Gemeinde wählen
tenants-lead = Dieser Schalter dient mehreren Gemeinden. Wählen Sie die gewünschte.
tenants-footer = Jede Gemeinde sieht nur ihre eigenen Verfahren.
home-title = Online-Schalter
home-lead = Reichen Sie jederzeit einen Antrag bei { $name } ein, ohne ins Amt zu gehen, und verfolgen Sie hier den Stand.
home-search = Was möchten Sie erledigen?
home-drafts = Dort weitermachen, wo Sie waren
home-featured = Meistgenutzte Dienste
home-all = Alle Dienste ansehen
home-categories = Dienste nach Bereich
services-count = Dienste
categories-all = Alle Bereiche
catalogue-lead = Suchen Sie mit eigenen Worten oder wählen Sie einen Bereich.
catalogue-results-title = Dienste zu „{ $query }“
catalogue-count = { $count ->
    [one] Ein Dienst gefunden
   *[other] { $count } Dienste gefunden
  }
catalogue-none = Kein Dienst passt. Versuchen Sie ein einfacheres Wort, zum Beispiel „Haus“ oder „Geschäft“.
catalogue-none-all = Zurück zu allen Diensten

## Service sheet
service-active = Dienst verfügbar
service-inactive = Dienst nicht verfügbar
sheet-start = Antrag beginnen
sheet-resume = Entwurf fortsetzen
sheet-draft = Sie haben bereits einen Entwurf dieses Antrags, gespeichert am { $when }. Wir bewahren ihn bis { $day } auf.
sheet-blank = Leeres Formular
sheet-index = Auf dieser Seite
sheet-for-whom = Für wen
sheet-how-to = Wie es geht
sheet-needed = Was Sie brauchen
sheet-obtained = Was Sie erhalten
sheet-times = Zeiten und Fristen
sheet-costs = Was es kostet
sheet-access = Zum Dienst
sheet-access-online = Sie können alles online erledigen, mit Ihrer digitalen Identität.
sheet-appointment = Termin vereinbaren
sheet-conditions = Nutzungsbedingungen
sheet-contacts = Kontakt
sheet-topics = Themen
sheet-updated = Seite aktualisiert am { $day }.

## Login
login-title = Anmelden
login-lead = Damit wir wissen, wer den Antrag stellt.
login-for = Nach der Anmeldung kehren Sie direkt zurück zu: { $title }.
login-expired = Ihre Anmeldung ist abgelaufen, weil Sie lange weg waren. Was Sie gespeichert hatten, ist noch da: Melden Sie sich an und machen Sie weiter.
login-demo = Testanmeldung
login-demo-lead = Wählen Sie eine erfundene Person. Es gibt sie nur in dieser Testumgebung.
login-officer = Arbeiten Sie in der Gemeinde? Melden Sie sich mit Ihrem Konto an
log-in = Anmelden

## Personal area and drafts
area-title = Meine Verfahren
area-lead = Guten Tag { $name }, hier finden Sie alles, was Sie mit der Gemeinde laufen haben.
area-drafts = Noch nicht gesendete Entwürfe
area-drafts-none = Sie haben keine Entwürfe.
area-cases = Gesendete Anträge
area-cases-none = Sie haben noch keinen Antrag gesendet.
area-messages = Nachrichten
draft-saved-on = Gespeichert am { $when }
draft-steps = { $done } von { $total } Schritten abgeschlossen
draft-continue = Fortsetzen
draft-delete = Löschen
draft-delete-confirm = Entwurf löschen
resume-resume-title = Sie haben bereits einen Entwurf
resume-resume-lead = Sie können dort weitermachen oder einen neuen beginnen: Der erste bleibt gespeichert.
resume-delete-title = Möchten Sie den Entwurf löschen?
resume-delete-lead = Sie verlieren die Daten und Dateien darin. Das lässt sich nicht rückgängig machen.
resume-new = Neuen Antrag beginnen

## Summary
review-title = Zusammenfassung
review-lead = Ihre Angaben gelten als Erklärung. Prüfen Sie, ob sie stimmen.
review-attachments = Hochgeladene Dateien
review-attachments-none = Dieser Antrag braucht keine Dateien.
review-documents = Dokumente, die wir vorbereiten
review-fees = Zu zahlen
review-declaration = Ihre Erklärung hat Folgen.
review-declaration-law = Wer falsche Angaben macht, verliert die erhaltenen Vorteile und kann bestraft werden. Die Gemeinde prüft die Erklärungen.
review-sign = Dokumente zum Unterschreiben vorbereiten
review-submit = Bestätigen und senden
review-blocked = Korrigieren Sie zuerst, was oben steht. Der Entwurf ist gespeichert.
signature-qualified = Mit digitaler Unterschrift von
signature-authenticated = Durch Ihre Anmeldung unterschrieben
signature-none = Ohne Unterschrift
fee-submission = vor dem Senden zu zahlen
fee-act = bei Abholung zu zahlen

## Signature
sign-title = Unterschreiben und senden
sign-lead = Ihre Daten sind in diesen Dokumenten festgehalten. Laden Sie sie herunter, unterschreiben Sie sie mit Ihrem üblichen Programm und laden Sie sie hier hoch.
sign-complete = Vollständig
sign-incomplete = Unterschrift fehlt
sign-download = Dokument herunterladen
sign-hash = Fingerabdruck der Datei
sign-do = Unterschreiben Sie es, ohne es zu verändern.
sign-do-how = CAdES (.p7m) und PAdES (PDF) sind möglich, mit jedem Gerät. Bei mehreren Personen unterschreiben alle dieselbe Datei. Es unterschreiben:
sign-missing = Unterschrift fehlt
signed = unterschrieben
sign-upload = Unterschriebene Datei hochladen
sign-replace = Bei Bedarf die unterschriebene Datei ersetzen
sign-file = Unterschriebene Datei
sign-file-hint = PDF oder P7M, höchstens { $size }. Der Dateiname spielt keine Rolle.
sign-authenticated = Dieses Dokument braucht keine digitale Unterschrift: Ihre Anmeldung genügt.
sign-none = Dieses Dokument wird nicht unterschrieben: Es ist für Sie.
sign-reopen = Zurück zu den Daten
sign-reopen-lead = Wenn Sie die Daten ändern, werden die Dokumente neu erstellt und müssen neu unterschrieben werden.
sign-blocked = Sie können senden, sobald alle Unterschriften da sind. Der Entwurf bleibt inzwischen gespeichert.
submit = Antrag senden

## Receipt and rating
receipt-title = Antrag gesendet
receipt-data = Daten der Empfangsbestätigung
receipt-received = Eingegangen am
receipt-protocol-pending = Ihr Antrag ist sicher. Die Nummer folgt in Kürze: Sie finden sie hier und per E-Mail.
receipt-email = Kopie der Bestätigung gesendet an
receipt-download = Empfangsbestätigung herunterladen (PDF)
receipt-follow = Verfahren verfolgen
receipt-next = Und jetzt?
receipt-related = Verwandte Dienste
rating-scale = Von einem Stern (sehr schwierig) bis fünf Sterne (sehr einfach)
rating-star = { $count ->
    [one] Ein Stern von 5
   *[other] { $count } Sterne von 5
  }
rating-negative = Wo hatten Sie die größten Schwierigkeiten?
rating-negative-1 = Manchmal waren die Hinweise nicht klar
rating-negative-2 = Manchmal waren die Hinweise nicht vollständig
rating-negative-3 = Manchmal wusste ich nicht, ob ich richtig vorgehe
rating-negative-4 = Ich hatte technische Probleme
rating-negative-5 = Anderes
rating-positive = Was hat Ihnen am besten gefallen?
rating-positive-1 = Die Hinweise waren klar
rating-positive-2 = Die Hinweise waren vollständig
rating-positive-3 = Ich wusste immer, dass ich richtig vorgehe
rating-positive-4 = Ich hatte keine technischen Probleme
rating-positive-5 = Anderes
rating-text = Möchten Sie etwas hinzufügen?
rating-text-hint = Höchstens 200 Zeichen. Schreiben Sie keine persönlichen Daten.
rating-send = Bewertung senden
rated-title = Danke für Ihre Bewertung
rated-lead = Sie hilft uns, den Dienst zu verbessern.
rated-back = Zurück zum Verfahren

## A case
case-data = Daten des Verfahrens
case-who = Wer sich darum kümmert
request-title = Was wir von Ihnen brauchen
answer-request = Auf die Anfrage antworten

## Errors: what happened, what is kept, what to do
error-kept = Was sicher ist
error-do = Was Sie tun können
error-reference = Wenn Sie uns schreiben, geben Sie diesen Code an: { $reference }
error-link-home = Zur Startseite
error-link-services = Dienst suchen
error-link-area = Zu meinen Verfahren
error-link-reload = Erneut versuchen
error-link-back = Zurück zur vorigen Seite
error-link-login = Erneut anmelden
error-not_found-title = Diese Seite gibt es nicht
error-not_found-what = Die Adresse gibt es nicht, oder die Seite wurde verschoben.
error-not_found-kept = Ihre Entwürfe und Verfahren sind unberührt.
error-not_found-do = Prüfen Sie die Adresse oder beginnen Sie bei der Suche.
error-forbidden-title = Diese Seite ist für Sie nicht zugänglich
error-forbidden-what = Sie sind als Person angemeldet, die diese Seite nicht sehen darf.
error-forbidden-kept = Es wurde nichts gezeigt und nichts geändert.
error-forbidden-do = Wenn Sie dazu berechtigt sind, melden Sie sich mit der richtigen Person an oder bitten Sie um Beteiligung am Entwurf.
error-conflict-title = Der Entwurf wurde anderswo geändert
error-conflict-what = Während Sie auf dieser Seite waren, wurde derselbe Entwurf in einem anderen Fenster oder von einer anderen Person gespeichert.
error-conflict-kept = Die neueste Fassung bleibt gespeichert. Wir haben nichts überschrieben.
error-conflict-do = Laden Sie die neueste Fassung und wiederholen Sie bei Bedarf Ihre letzte Änderung.
error-too_large-title = Die Datei ist zu groß
error-too_large-what = Die Datei ist größer als erlaubt und wurde nicht hochgeladen.
error-too_large-kept = Der Entwurf und die anderen Dateien sind gespeichert.
error-too_large-do = Verkleinern Sie die Datei (zum Beispiel mit geringerer Auflösung) oder teilen Sie sie und laden Sie sie erneut hoch.
error-invalid-title = Wir haben die Daten nicht verstanden
error-invalid-what = Die Seite hat Daten gesendet, die nicht zu diesem Schritt gehören.
error-invalid-kept = Was im Entwurf gespeichert war, ist noch da.
error-invalid-do = Gehen Sie zur Seite zurück, laden Sie sie neu und versuchen Sie es erneut.
error-too_many-title = Zu viele Anfragen in kurzer Zeit
error-too_many-what = Zum Schutz des Dienstes haben wir Ihre Anfragen kurz angehalten.
error-too_many-kept = Was gespeichert war, ist noch da.
error-too_many-do = Warten Sie eine Minute und versuchen Sie es erneut.
error-server-title = Etwas hat nicht funktioniert
error-server-what = Das Problem liegt bei uns, nicht bei Ihnen. Es wurde bereits gemeldet.
error-server-kept = Was gespeichert war, ist noch da. Wenn Sie gerade gesendet haben, versuchen Sie es ruhig erneut: Ein Antrag wird nie zweimal gesendet.
error-server-do = Versuchen Sie es in einigen Minuten erneut.
error-unavailable-title = Der Schalter wird gewartet
error-unavailable-what = Er ist bald wieder da.
error-unavailable-kept = Entwürfe und Verfahren sind sicher. Fristen, die in einen Ausfall fallen, verschieben sich, wenn das Gesetz es vorsieht.
error-unavailable-do = Versuchen Sie es in einigen Minuten erneut.
error-session-title = Ihre Anmeldung ist abgelaufen
error-session-what = Nach einiger Zeit ohne Aktivität endet die Anmeldung von selbst, zum Schutz Ihrer Daten.
error-session-kept = Was im Entwurf gespeichert war, ist noch da. Wenn diese Seite von selbst speichert, bleibt der Rest in Ihrem Browser.
error-session-do = Melden Sie sich wieder an: Sie kehren genau hierher zurück.

## Desk
desk = Amt
desk-login = Anmeldung für die Ämter
desk-login-failed = Anmeldung nicht gelungen
desk-login-wrong = Benutzername oder Passwort stimmt nicht. Nach einigen Versuchen wird das Konto für { $minutes } Minuten gesperrt.
desk-login-locked = Zu viele Versuche: Das Konto ist für { $minutes } Minuten gesperrt. Danach können Sie es erneut versuchen.
desk-demo = Testkonten
desk-demo-lead = Erfundene Personen, die es nur in dieser Testumgebung gibt.
username = Benutzername
password = Passwort
queue-title = Verfahren des Amtes
queue-views = Ansichten der Liste
queue-filters = Verfahren filtern
queue-search = Suche (Nummer, Name, Steuernummer, Adresse, Parzelle)
queue-everywhere = In allen Verfahren des Amtes suchen
queue-sort = Sortieren nach
queue-apply = Anwenden
queue-clear = Filter entfernen
queue-empty = Kein Verfahren mit diesen Filtern.
queue-caption = Verfahren mit antragstellender Person, Stand, Frist und Zuweisung
queue-unread = { $count ->
    [one] eine neue Nachricht
   *[other] { $count } neue Nachrichten
  }
filter-any = Alle
col-case = Verfahren
col-applicant = Antragstellende Person
col-state = Stand
col-due = Frist
col-assignee = Zugewiesen an
col-when = Wann
col-who = Wer
col-what = Was
col-hash = Fingerabdruck
col-reason = Grund
col-do = Aktion
col-open = Offen
col-late = Überfällig
col-waiting = Wartend
col-days = Tage im Schnitt
unassigned = Niemand
turn-office = Das Amt ist an der Reihe
turn-applicant = Die antragstellende Person ist an der Reihe
turn-other = Eine andere Stelle ist an der Reihe
turn-none = Verfahren abgeschlossen
messages-public = Die antragstellende Person liest diese Nachrichten.
message-write-applicant = Der antragstellenden Person schreiben
notes = Interne Notizen
notes-private = Nur die Ämter lesen sie, die antragstellende Person nicht.
note-write = Neue Notiz
note-add = Notiz hinzufügen
history = Verlauf
history-all = Ganzen Verlauf ansehen
history-caption = Alles, was mit dem Verfahren geschehen ist, der Reihe nach
chain-valid = { $count ->
    [one] Der Verlauf ist unversehrt: ein verketteter Eintrag.
   *[other] Der Verlauf ist unversehrt: { $count } verkettete Einträge.
  }
chain-broken = Der Verlauf wurde verändert: Eintrag { $entry } passt nicht zum vorigen.
assignment = Zuweisung
assign = Zuweisen
assign-to = Zuweisen an
officer-load = { $count ->
    [one] ein offenes Verfahren
   *[other] { $count } offene Verfahren
  }
action-effects = Was geschieht
action-preview = Vorschau des Dokuments ansehen
effects-title = Ausgang
effects-lead = E-Mails, Protokollierungen und anderes, was das System von selbst wiederholt, bis es gelingt.
effects-failed = { $count ->
    [one] einer anzusehen
   *[other] { $count } anzusehen
  }
effects-waiting = { $count ->
    [one] einer wartet
   *[other] { $count } warten
  }
effects-none = Alles gesendet.
effect-failed = Fehlgeschlagen
effect-waiting = Wartet
effect-attempts = { $count ->
    [one] ein Versuch
   *[other] { $count } Versuche
  }
effect-next = nächster am { $when }
effect-retry = Jetzt erneut versuchen
act-upload = Unterzeichneter Akt
act-upload-hint = Öffnen Sie die Vorschau, laden Sie das PDF herunter, unterzeichnen Sie es (PAdES oder CAdES) und laden Sie es hier hoch: Wir prüfen, ob es dasselbe Dokument ist. Höchstens { $size }.
preview-title = Vorschau des Akts
preview-lead = Das Dokument gibt es noch nicht: Es entsteht mit Ihrer Bestätigung.
preview-edit = Zurück und korrigieren
preview-pdf = PDF herunterladen
assign-take = Übernehmen
assign-release = Niemand: zurück in die Warteschlange
turn-time = Es läuft nur die Zeit
dashboard-title = Übersicht
dashboard-due = Bald fällig
dashboard-due-none = In den nächsten Tagen ist kein Verfahren fällig.
dashboard-offices = Ämter
dashboard-table = Verfahren nach Amt

## Mail
mail-hello = Guten Tag { $name },
mail-follow = Verfolgen Sie das Verfahren hier:
mail-footer = Automatische Nachricht: Bitte nicht an diese Adresse antworten.
mail-submitted-subject = Empfangsbestätigung: Protokoll { $number } – { $title }
mail-submitted-body = wir haben Ihren Antrag „{ $title }“ erhalten.
mail-request-subject = Wir brauchen Ihre Antwort bis { $day } – Verfahren { $number }
mail-request-body = { $office } bittet Sie, das Verfahren „{ $title }“ ({ $number }) zu ergänzen.
mail-request-answer = Antworten Sie hier:
mail-taken-subject = Verfahren { $number } ist in Bearbeitung
mail-taken-body = Ihr Verfahren „{ $title }“ ({ $number }) wurde übernommen von: { $office }.
mail-message-subject = Eine neue Nachricht zum Verfahren { $number }
mail-message-body = { $office } hat Ihnen zum Verfahren „{ $title }“ ({ $number }) geschrieben. Lesen und antworten Sie hier:
mail-update-subject = Neuigkeiten zum Vorgang { $number }
mail-update-body = Ihr Vorgang „{ $title }“ ({ $number }) ist jetzt: { $state }. Öffnen Sie ihn für die Einzelheiten:
mail-decided-subject = Verfahren { $number }: { $outcome }
mail-decided-body = Ihr Verfahren „{ $title }“ ({ $number }) ist abgeschlossen:
mail-decided-act = Das Dokument finden Sie in Ihrem persönlichen Bereich:
mail-expiring-subject = Der Entwurf „{ $title }“ wird am { $day } gelöscht
mail-expiring-body = der Entwurf „{ $title }“, gespeichert am { $saved }, wurde nicht gesendet und wird am { $day } von selbst gelöscht.
mail-expiring-do = Um ihn zu behalten, öffnen und speichern Sie ihn:
mail-signature-subject = Ein Dokument wartet auf Ihre Unterschrift – { $title }
mail-signature-body = { $who } bittet Sie, als { $role } das Dokument „{ $document }“ zu unterschreiben. Laden Sie es hier herunter und wieder hoch:
mail-assigned-subject = Verfahren { $number } wurde Ihnen zugewiesen
mail-assigned-body = Verfahren { $number } („{ $title }“) wurde Ihnen zugewiesen.
mail-assigned-due = Es ist fällig am { $day }.

## Lists of the desk: saved filters, labels, batches, exports
queue-saved = Gespeicherte Filter
queue-shared = geteilt mit { $office }
queue-more = Diese Liste speichern oder exportieren
queue-save-title = Name des Filters
queue-save-for = Wer ihn sieht
queue-save-me = Nur ich
queue-save = Filter speichern
queue-save-remove = Filter löschen
queue-export = Liste exportieren
queue-export-format = Format
queue-pick = Verfahren { $number } wählen
col-pick = Auswahl
batch-title = Mit den gewählten Verfahren
batch-operation = Was zu tun ist
batch-go = Mit den gewählten fortfahren
batch-all = Mit allen der Seite fortfahren
batch-preview = Das wird geschehen. Noch ist nichts geändert.
batch-confirm = Bestätigen
batch-nothing = Es gibt nichts zu ändern.
batch-none = Sie haben kein Verfahren gewählt: Kehren Sie zur Liste zurück und wählen Sie aus.
batch-done = Erledigt: { $count } Verfahren geändert.
batch-result = Ergebnis
batch-change = Ändert sich
batch-same = Bleibt
batch-refused = Nicht möglich
batch-changed = Erledigt
back-to-queue = Zurück zur Liste
labels-title = Etiketten
labels-lead = Etiketten helfen dem Amt, Verfahren wiederzufinden: Bürger sehen sie nicht.
labels-none = Es gibt noch keine Etiketten.
labels-new = Neues Etikett
labels-name = Name
labels-tone = Farbe
labels-add = Etikett anlegen
labels-cases = Verfahren
labels-remove = Löschen
labels-of-case = Etiketten des Verfahrens
labels-save = Etiketten speichern
exports-title = Exporte
exports-lead = Ihre Listen. Die Dateien bleiben { $days } Tage hier, nur Sie sehen sie.
exports-none = Keine Exporte: Fordern Sie einen in der Liste an.
exports-refresh = Seite aktualisieren
exports-progress = { $done } von { $total }
exports-waiting = Wartet
exports-running = In Arbeit
exports-done = Fertig
exports-failed = Fehlgeschlagen: erneut anfordern
exports-download = Herunterladen
exports-until = bis { $day }

## Assignment: absences, rules, their trial
assignment-history = Verlauf der Zuweisungen
absences-title = Abwesenheiten und Vertretungen
absences-lead = Wer abwesend ist, erhält keine neuen Verfahren: Sie gehen an die Vertretung, die auch die laufenden sieht.
absences-none = Keine laufende oder geplante Abwesenheit.
absences-person = Wer
absences-from = Erster Tag
absences-to = Letzter Tag
absences-substitute = Vertretung
absences-nobody = Niemand: neue Verfahren bleiben in der Liste
absences-new = Abwesenheit eintragen
absences-add = Abwesenheit eintragen
absences-remove = Löschen
rules-title = Zuweisungsregeln
rules-lead = Sie werden der Reihe nach geprüft, vor denen der Gemeinde: Die erste zutreffende gilt. Eine Regel wird nicht geändert, sondern beendet und neu geschrieben.
rules-none = Hier gibt es keine Regeln: Es gelten die der Gemeinde.
rules-position = Reihenfolge
rules-name = Titel
rules-when = Wann
rules-who = An wen
rules-always = Immer
rules-written = Geschrieben von { $name }, { $when }
rules-ended = Beendet von { $name }, { $when }
rules-ended-title = Beendete Regeln
rules-end = Beenden
rules-new = Neue Regel
rules-office = Empfangendes Amt
rules-procedures = Verfahrensarten (keine: alle)
rules-zone = Gebiet
rules-anywhere = Überall
rules-condition = Bedingung über die Daten (freiwillig)
rules-condition-hint = Ein Ausdruck, zum Beispiel: data.tipo.attivita_produttiva == true
rules-manner = Wie die Person gewählt wird
rules-person = Person (wenn immer dieselbe)
rules-person-none = Keine
rules-case = An einem Verfahren oder Entwurf prüfen
rules-case-hint = Nummer, Name oder Adresse, oder Code des Entwurfs; leer: die neuesten.
rules-try = Regel prüfen
rules-save = Regel speichern
trial-title = Wer es erhalten würde
trial-lead = Nichts wurde geändert: Das würde geschehen.
trial-none = Kein Verfahren oder Entwurf gefunden.
trial-now = Mit den heutigen Regeln
trial-then = Mit der neuen Regel
trial-changed = Ändert sich

## Linked cases, comparison, simulation of terms
links = Verbundene Verfahren
links-none = Kein verbundenes Verfahren.
links-number = Anderes Verfahren verbinden: seine Protokollnummer
links-add = Verbinden
links-remove = Verbindung lösen
links-unknown = Kein Verfahren mit dieser Nummer gefunden: Bitte prüfen.
links-compare = Daten vergleichen
comparison-title = Vergleich mit Verfahren { $number }
comparison-lead = Nur abweichende Antworten: erst die von { $before }, dann die von { $after }.
comparison-none = Die Antworten sind gleich.
comparison-field = Frage
simulation-open = Was geschieht, wenn ich heute anfordere?
simulation-title = Wenn ich heute anfordere
simulation-lead = Prüfen, wie sich die Fristen verschieben. Nichts wird gespeichert.
simulation-none = Derzeit ist nichts anzufordern.
simulation-action = Was Sie anfordern
simulation-days = Tage zum Antworten
simulation-later = Antwort nach Tagen
simulation-go = Berechnen
simulation-asked = Heute wechselt das Verfahren zu „{ $state }“.
simulation-answered = Kommt die Antwort am { $day }, wechselt es zu „{ $state }“.
simulation-late = Am { $day } ist keine Antwort mehr möglich: Das Verfahren ist „{ $state }“.
simulation-term = Frist
simulation-before = Heute
simulation-after = Danach
simulation-why = Warum

## Figures
stat-title = Statistik
stat-lead = Die letzten zwölf Monate Ihrer Ämter. Gezählt werden Kalendertage von der Einreichung bis zum ersten Abschluss, Aussetzungen inbegriffen.
stat-office = Amt
stat-procedure = Verfahrensart
stat-month = Monat
stat-months = Monat für Monat
stat-procedures = Nach Verfahrensart
stat-offices = Nach Amt
stat-open = Heute offen
stat-load = Offene Verfahren je Person
stat-filed = Eingereicht
stat-decided = Abgeschlossen
stat-silence = Durch Stillschweigen oder Ablauf
stat-late = Verspätet
stat-asked = Nachforderungen
stat-median = Tage: Median
stat-p90 = Tage: 90 von 100
timing-link = Wie lange wir üblicherweise brauchen
timing-title = Wie lange wir brauchen
timing-lead = Die tatsächlichen Zeiten der letzten { $months } Monate, für Dienste mit mindestens { $fewest } abgeschlossenen Verfahren.
timing-none = Noch gibt es nicht genug abgeschlossene Verfahren.
timing-service = Dienst
timing-half = Die Hälfte innerhalb von
timing-most = Neun von zehn innerhalb von
timing-term = Vorgesehene Frist
timing-count = Abgeschlossene Verfahren
timing-days = { $count } Tagen
timing-how = Wir zählen Kalendertage von der Einreichung bis zum Abschluss, auch jene, in denen auf eine Antwort gewartet wurde.

## Protocol register
protocol-title = Protokollregister
protocol-entry = Eintrag { $number }
protocol-number = Nummer
protocol-day = Tag
protocol-when = Tag und Uhrzeit
protocol-direction = Richtung
protocol-subject = Betreff
protocol-correspondent = Absender oder Empfänger
protocol-digest = SHA-256 des Dokuments
protocol-none = Kein Eintrag mit diesen Filtern.
protocol-case = Zum Verfahren
protocol-segnatura = Segnatura herunterladen (XML, zu siegeln)
protocol-annulled = Annulliert
protocol-annulled-by = Annulliert von { $name }, { $when }
protocol-annul = Eintrag annullieren
protocol-annul-hint = Der Eintrag bleibt sichtbar, mit Ihrem Namen, Datum und Grund. Das ist endgültig.
protocol-reason = Warum er zu annullieren ist
protocol-annul-go = Eintrag annullieren
protocol-days = Tagesregister
protocol-days-none = Noch kein Tagesregister: Es entsteht am nächsten Tag von selbst.
protocol-entries = Inhalt
protocol-count = { $entries } Einträge, { $annulments } Annullierungen
protocol-seal = Siegel (Hash-Kette)
protocol-chain-whole = Die Kette der Tagesregister ist vollständig.
protocol-chain-broken = Achtung: Die Kette der Tagesregister ist unterbrochen.
emergency-title = Notregister
emergency-lead = Was von Hand eingetragen wurde, während das Protokoll ausfiel: Es wird hier abgeschrieben und dann übertragen.
emergency-number = Notnummer
emergency-general = Allgemeine Nummer
emergency-waiting = Zu übertragen
emergency-reconcile = In das allgemeine Register übertragen: { $count }
emergency-new = Eintrag abschreiben
emergency-cause = Grund der Unterbrechung
emergency-add = Hinzufügen

## Access log, canned texts, read messages
accesses-title = Zugriffe auf personenbezogene Daten
accesses-lead = Wer Verfahren Ihrer Ämter angesehen hat, wann und was. Zeilen können nicht gelöscht werden.
accesses-all = Alle Zugriffe zeigen
accesses-none = Kein Zugriff verzeichnet.
accesses-when = Wann
accesses-who = Wer
accesses-what = Was
accesses-of-case = Wer dieses Verfahren angesehen hat
texts-title = Textbausteine
texts-lead = Texte, die das Amt oft verwendet: Sie werden auf der Seite des Verfahrens gewählt und können vor dem Senden geändert werden.
texts-none = Noch keine Textbausteine.
texts-new = Neuer Text
texts-body = Text
texts-add = Text speichern
texts-remove = Löschen
texts-use = Textbaustein verwenden
message-read = gelesen am { $when }
message-unread = noch nicht gelesen

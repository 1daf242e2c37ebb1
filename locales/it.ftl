### Texts of the interface, plain Italian. The texts of forms and procedures live in their own files.

## Layout
skip-to-content = Vai al contenuto
skip-to-footer = Vai al piè di pagina
demo-bar = Ambiente di prova: persone e pratiche sono inventate.
site-tagline = Sportello telematico
search-services = Cerca un servizio
search = Cerca
main-menu = Menu principale
menu = Menu
language-choose = Scegli la lingua:
language-current = (italiano)
log-in-personal-area = Accedi all’area personale
log-out = Esci
unread-messages = messaggi da leggere
breadcrumb = Percorso di navigazione
home = Home
services = Servizi
contacts = Contatti
fiscal-code = Codice fiscale
phone = Telefono
email = E-mail
footer-help = Hai bisogno di aiuto?
footer-faq = Leggi le domande frequenti (FAQ)
footer-appointment = Prenota un appuntamento
footer-inefficiency = Segnala un disservizio
footer-rules = Trasparenza e regole
footer-transparency = Amministrazione trasparente
footer-privacy = Informativa privacy
footer-legal = Note legali
footer-accessibility = Dichiarazione di accessibilità
level-success = Fatto
level-info = Informazione
level-warning = Attenzione
level-danger = Errore

## Fields
optional = (facoltativo)
choose = Scegli
search-add = Cerca e aggiungi
help = Aiuto
why-asked = Perché lo chiediamo
legal-basis = Base giuridica
text-version = testo del { $version }
error-prefix = Errore:
error-title-prefix = Errore:
warning-prefix = Attenzione:
open-calendar = Apri il calendario
hint-date = Giorno, mese e anno: ad esempio 03/05/2026.
hint-time = Ore e minuti: ad esempio 09:30.
hint-datetime = Giorno e ora: ad esempio 03/05/2026 09:30.

## Lists of rows
list-empty = Non hai ancora aggiunto nulla.
list-full = Hai raggiunto il numero massimo: { $max }.
row-up = Sposta su
row-down = Sposta giù
row-remove = Rimuovi

## Files
slot-required = Obbligatorio
slot-signed-by = Deve portare la firma di: { $who }.
slot-choose = { $max ->
    [one] Scegli il file
   *[other] Scegli uno o più file
  }
slot-choose-more = Aggiungi un altro file
slot-limits = Formati ammessi: { $types }. Al massimo { $size } per file.
slot-max = Fino a { $max } file.
slot-upload = Carica
file-content = Vedi il contenuto
verdict-ok = Controllo riuscito
verdict-warning = Attenzione
verdict-error = Da correggere
verdict-pending = Controllo in corso
verdict-none = Non firmato
verdict-details = Che cosa abbiamo controllato
verdict-history = Verdetti nel tempo
verdict-received = alla ricezione
verdict-again = verifica ripetuta
verdict-print = Stampa la verifica
check-passed = a posto
check-warned = da guardare
check-failed = non va bene
check-not_done = non fatto
signed-on = firmato il { $when }
certificate-of = Certificato rilasciato da { $issuer },
certificate-until = valido fino al { $day }.

## Steps
steps = Passi della domanda
step-of = Passo { $number } di { $total }
step-page-title = Passo { $number } di { $total }: { $title }
step-current = sei qui
step-done = completato
step-todo = da compilare
step-errors = da correggere
step-rule = Compila tutti i campi, tranne quelli segnati come facoltativi. Puoi fermarti quando vuoi: la bozza resta salvata.
back = Indietro
save = Salva
save-draft = Salva la bozza
save-continue = Salva e continua
draft-not-sent = Bozza – non ancora inviata
draft-saved = Bozza salvata alle { $when }
draft-expires = La conserviamo fino al { $day }.
draft-others = Ci lavora anche: { $who }.
problems-title = { $count ->
    [one] C’è una cosa da correggere
   *[other] Ci sono { $count } cose da correggere
  }
problems-kept = Quello che hai scritto è salvato. Scegli una voce per andare al campo.
stops-title = Così com’è, la pratica non si può inviare
stops-kept = Quello che hai scritto resta nella bozza.

## Said by the script
js-saving = Salvataggio…
js-save-failed = Non siamo riusciti a salvare. Quello che hai scritto è ancora in questa pagina: non chiuderla.
js-save-retry = Riproviamo tra { $seconds } secondi.
js-offline = Sei senza connessione. Quello che hai scritto è conservato in questa pagina: lo salviamo appena torna la rete.
js-session-expired = L’accesso è scaduto. Quello che hai scritto è conservato in questo browser: accedi di nuovo e lo ritrovi.
js-session-login = Accedi e torna qui
js-conflict = Questa bozza è stata cambiata in un’altra finestra o da un’altra persona. Qui non abbiamo sovrascritto nulla.
js-conflict-reload = Ricarica la versione più recente
js-restored = Abbiamo rimesso qui quello che avevi scritto e non era ancora salvato. Controllalo.
js-results = { $count } risultati. Usa le frecce per scorrerli.
js-no-results = Nessun risultato. Prova con meno lettere.
js-search-failed = La ricerca non risponde. Puoi scrivere il nome per intero.
js-uploading = Caricamento di { $name }
js-checking = Controllo del file…
js-upload-failed = { $name } non è stato caricato. Il resto della bozza è al sicuro.
js-upload-cancelled = Caricamento di { $name } annullato.
js-upload-too-large = { $name } è troppo grande.
js-upload-retry = Riprova
js-upload-cancel = Annulla
js-characters-left = Caratteri ancora disponibili: { $count }

## Common words
cancel = Annulla
edit = Modifica
print = Stampa
name = Nome e cognome
office = Ufficio responsabile
manager = Responsabile del procedimento
protocol = Protocollo
protocol-short = prot. { $number }
protocol-of = Protocollo { $number } del { $when }
case-number = Numero della pratica
latest-decision = Risposta al più tardi entro il
answer-by = Rispondi entro il { $day }
due-by = entro il { $day }
updated-on = aggiornata il { $when }
your-turn = Tocca a te
documents = Documenti
messages = Messaggi
messages-none = Non ci sono messaggi.
message-new = Nuovo
message-write = Scrivi all’ufficio
message-send = Invia il messaggio
milestones = A che punto è
milestone-done = fatto
milestone-current = adesso
milestone-future = non ancora
deadlines = Scadenze
deadline-running = in corso
deadline-suspended = sospesa
deadline-met = rispettata
deadline-missed = superata
no-answer = Non indicato
no-file = Nessun file
pager = Pagine dell’elenco
pager-prev = Precedenti
pager-next = Successivi
section-problems = { $count ->
    [one] una cosa da correggere
   *[other] { $count } cose da correggere
  }

## Choosing the municipality, first page, catalogue
tenants-title = Scegli il Comune
tenants-lead = Questo sportello serve più Comuni. Scegli quello a cui vuoi rivolgerti.
tenants-footer = Ogni Comune vede solo le proprie pratiche.
home-title = Sportello telematico
home-lead = Presenta una pratica al { $name } quando vuoi, senza andare in ufficio, e segui da qui a che punto è.
home-search = Che cosa devi fare?
home-drafts = Riprendi da dove eri
home-featured = I servizi più usati
home-all = Vedi tutti i servizi
home-categories = Servizi per categoria
services-count = servizi
categories-all = Tutte le categorie
catalogue-lead = Cerca con parole tue, o scegli una categoria.
catalogue-results-title = Servizi per «{ $query }»
catalogue-count = { $count ->
    [one] Un servizio trovato
   *[other] { $count } servizi trovati
  }
catalogue-none = Nessun servizio corrisponde. Prova con una parola più semplice, ad esempio «casa» o «negozio».
catalogue-none-all = Torna a tutti i servizi

## Service sheet
service-active = Servizio attivo
service-inactive = Servizio non attivo
sheet-start = Inizia la pratica
sheet-resume = Riprendi la bozza
sheet-draft = Hai già una bozza di questa pratica, salvata il { $when }. La conserviamo fino al { $day }.
sheet-blank = Modulo in bianco
sheet-index = In questa pagina
sheet-for-whom = A chi è rivolto
sheet-how-to = Come fare
sheet-needed = Cosa serve
sheet-obtained = Cosa si ottiene
sheet-times = Tempi e scadenze
sheet-costs = Quanto costa
sheet-access = Accedi al servizio
sheet-access-online = Puoi fare tutto in linea, con la tua identità digitale.
sheet-appointment = Prenota un appuntamento
sheet-conditions = Condizioni di servizio
sheet-contacts = Contatti
sheet-topics = Argomenti
sheet-updated = Pagina aggiornata il { $day }.

## Login
login-title = Accedi
login-lead = Serve per sapere chi presenta la pratica.
login-for = Dopo l’accesso torni subito a: { $title }.
login-expired = L’accesso è scaduto perché sei stato lontano a lungo. Quello che avevi salvato c’è ancora: accedi e riprendi.
login-demo = Accesso di prova
login-demo-lead = Scegli una persona inventata. Esiste solo in questo ambiente di prova.
login-officer = Lavori in Comune? Accedi con il tuo account
log-in = Accedi

## Personal area and drafts
area-title = Le mie pratiche
area-lead = Ciao { $name }, qui trovi tutto quello che hai in corso con il Comune.
area-drafts = Bozze non ancora inviate
area-drafts-none = Non hai bozze.
area-cases = Pratiche inviate
area-cases-none = Non hai ancora inviato pratiche.
area-messages = Messaggi
draft-saved-on = Salvata il { $when }
draft-steps = { $done } passi su { $total } completati
draft-continue = Continua
draft-delete = Elimina
draft-delete-confirm = Elimina la bozza
resume-resume-title = Hai già una bozza
resume-resume-lead = Puoi continuare da dove eri rimasto, oppure cominciarne un’altra: la prima resta salvata.
resume-delete-title = Vuoi eliminare la bozza?
resume-delete-lead = Perderai i dati e i file che contiene. Non si può annullare.
resume-new = Comincia una nuova pratica

## Summary
review-title = Riepilogo
review-lead = Le informazioni che hai fornito hanno valore di dichiarazione. Verifica che siano corrette.
review-attachments = File caricati
review-attachments-none = Per questa pratica non servono file.
review-documents = Documenti che prepareremo
review-fees = Da pagare
review-declaration = Quello che dichiari ha conseguenze.
review-declaration-law = Chi dichiara il falso perde i benefici ottenuti e può essere punito dalla legge. Il Comune controlla le dichiarazioni.
review-sign = Prepara i documenti da firmare
review-submit = Conferma e invia
review-blocked = Correggi prima le cose segnalate qui sopra. La bozza è salvata.
signature-qualified = Con firma digitale di
signature-authenticated = Firmato con il tuo accesso
signature-none = Senza firma
fee-submission = da pagare prima dell’invio
fee-act = da pagare al ritiro dell’atto

## Signature
sign-title = Firma e invia
sign-lead = I dati sono bloccati dentro questi documenti. Scaricali, firmali con il programma che usi di solito e ricaricali qui.
sign-complete = Completo
sign-incomplete = Manca la firma
sign-download = Scarica il documento
sign-hash = Impronta del file
sign-do = Firmalo senza modificarlo.
sign-do-how = Va bene la firma CAdES (.p7m) o PAdES (PDF), con qualsiasi dispositivo. Se i firmatari sono più di uno, firmano lo stesso file. Devono firmare:
sign-missing = manca la firma
signed = firmato
sign-upload = Carica il file firmato
sign-replace = Se serve, sostituisci il file firmato
sign-file = File firmato
sign-file-hint = PDF o P7M, al massimo { $size }. Il nome del file non conta.
sign-authenticated = Per questo documento non serve la firma digitale: vale il tuo accesso.
sign-none = Questo documento non si firma: tienilo per te.
sign-reopen = Torna a modificare i dati
sign-reopen-lead = Se modifichi i dati i documenti si preparano di nuovo e vanno firmati di nuovo.
sign-blocked = Potrai inviare quando ci saranno tutte le firme. Intanto la bozza resta salvata.
submit = Invia la pratica

## Receipt and rating
receipt-title = Pratica inviata
receipt-data = Dati della ricevuta
receipt-received = Ricevuta il
receipt-protocol-pending = La pratica è al sicuro. Il numero arriva tra poco: lo trovi qui e per e-mail.
receipt-email = Copia della ricevuta inviata a
receipt-download = Scarica la ricevuta (PDF)
receipt-follow = Segui la pratica
receipt-next = E adesso?
receipt-related = Servizi collegati
rating-scale = Da una stella (molto difficile) a cinque stelle (molto facile)
rating-star = { $count ->
    [one] Una stella su 5
   *[other] { $count } stelle su 5
  }
rating-negative = Dove hai incontrato le maggiori difficoltà?
rating-negative-1 = A volte le indicazioni non erano chiare
rating-negative-2 = A volte le indicazioni non erano complete
rating-negative-3 = A volte non capivo se stavo procedendo correttamente
rating-negative-4 = Ho avuto problemi tecnici
rating-negative-5 = Altro
rating-positive = Quali sono stati gli aspetti che hai preferito?
rating-positive-1 = Le indicazioni erano chiare
rating-positive-2 = Le indicazioni erano complete
rating-positive-3 = Capivo sempre che stavo procedendo correttamente
rating-positive-4 = Non ho avuto problemi tecnici
rating-positive-5 = Altro
rating-text = Vuoi aggiungere altro?
rating-text-hint = Al massimo 200 caratteri. Non scrivere dati personali.
rating-send = Invia la valutazione
rated-title = Grazie per la valutazione
rated-lead = Ci aiuta a migliorare il servizio.
rated-back = Torna alla pratica

## A case
case-data = Dati della pratica
case-who = Chi se ne occupa
request-title = Che cosa ti chiediamo
answer-request = Rispondi alla richiesta

## Errors: what happened, what is kept, what to do
error-kept = Che cosa è al sicuro
error-do = Che cosa puoi fare
error-reference = Se ci scrivi, indica questo codice: { $reference }
error-link-home = Vai alla pagina iniziale
error-link-services = Cerca un servizio
error-link-area = Vai alle mie pratiche
error-link-reload = Riprova
error-link-back = Torna alla pagina di prima
error-link-login = Accedi di nuovo
error-not_found-title = Questa pagina non c’è
error-not_found-what = L’indirizzo non esiste, oppure quello che cerchi è stato spostato.
error-not_found-kept = Le tue bozze e le tue pratiche non sono toccate.
error-not_found-do = Controlla l’indirizzo, oppure riparti dalla ricerca dei servizi.
error-forbidden-title = Questa pagina non è aperta a te
error-forbidden-what = Sei entrato con una persona che non può vedere questa pagina.
error-forbidden-kept = Non è stato mostrato né cambiato nulla.
error-forbidden-do = Se pensi di averne diritto, esci e accedi con la persona giusta, o chiedi a chi ha creato la bozza di farti partecipare.
error-conflict-title = La bozza è stata cambiata altrove
error-conflict-what = Mentre eri su questa pagina la stessa bozza è stata salvata in un’altra finestra o da un’altra persona.
error-conflict-kept = Resta salvata la versione più recente. Non abbiamo sovrascritto nulla.
error-conflict-do = Ricarica la versione più recente e ripeti, se serve, l’ultima modifica.
error-too_large-title = Il file è troppo grande
error-too_large-what = Il file supera la dimensione ammessa e non è stato caricato.
error-too_large-kept = La bozza e gli altri file sono salvati.
error-too_large-do = Riduci il file (ad esempio salvandolo a risoluzione più bassa) o dividilo in più parti, poi caricalo di nuovo.
error-invalid-title = Non abbiamo capito i dati ricevuti
error-invalid-what = La pagina ha inviato dati che non corrispondono a questo passo.
error-invalid-kept = Quello che era già salvato nella bozza c’è ancora.
error-invalid-do = Torna alla pagina, ricaricala e riprova.
error-too_many-title = Troppe richieste in poco tempo
error-too_many-what = Per proteggere lo sportello abbiamo fermato per un momento le richieste che arrivano da te.
error-too_many-kept = Quello che era già salvato c’è ancora.
error-too_many-do = Aspetta un minuto e riprova.
error-server-title = Qualcosa non ha funzionato
error-server-what = È un problema nostro, non di quello che hai fatto. È già stato segnalato.
error-server-kept = Quello che era già salvato c’è ancora. Se stavi inviando, riprova senza timore: la pratica non si invia due volte.
error-server-do = Riprova tra qualche minuto.
error-unavailable-title = Lo sportello è in manutenzione
error-unavailable-what = Torna disponibile tra poco.
error-unavailable-kept = Le bozze e le pratiche sono al sicuro. Le scadenze che cadono durante un blocco del servizio si spostano se la legge lo prevede.
error-unavailable-do = Riprova tra qualche minuto.
error-session-title = L’accesso è scaduto
error-session-what = Dopo un periodo senza attività l’accesso si chiude da solo, per proteggere i tuoi dati.
error-session-kept = Quello che era salvato nella bozza c’è ancora. Se questa pagina usa il salvataggio automatico, il resto è conservato nel tuo browser.
error-session-do = Accedi di nuovo: torni esattamente qui.

## Desk
desk = Ufficio
desk-login = Accesso per gli uffici
desk-login-failed = Accesso non riuscito
desk-login-wrong = Nome utente o password non sono giusti. Dopo alcuni tentativi l’account si blocca per { $minutes } minuti.
desk-login-locked = Troppi tentativi: l’account è bloccato per { $minutes } minuti. Poi puoi riprovare.
desk-demo = Account di prova
desk-demo-lead = Persone inventate, che esistono solo in questo ambiente di prova.
username = Nome utente
password = Password
queue-title = Pratiche dell’ufficio
queue-views = Viste della coda
queue-filters = Filtra le pratiche
queue-search = Cerca (numero, nome, codice fiscale, indirizzo, particella)
queue-everywhere = Cerca in tutte le pratiche dell’ufficio
queue-sort = Ordina per
queue-apply = Applica
queue-clear = Togli i filtri
queue-empty = Non c’è nessuna pratica con questi filtri.
queue-caption = Pratiche, con richiedente, stato, scadenza e assegnatario
queue-unread = { $count ->
    [one] un messaggio nuovo
   *[other] { $count } messaggi nuovi
  }
filter-any = Tutti
col-case = Pratica
col-applicant = Richiedente
col-state = Stato
col-due = Scadenza
col-assignee = Assegnata a
col-when = Quando
col-who = Chi
col-what = Che cosa
col-hash = Impronta
col-reason = Motivo
col-do = Azione
col-open = Aperte
col-late = Scadute
col-waiting = In attesa
col-days = Giorni in media
unassigned = Nessuno
turn-office = Tocca all’ufficio
turn-applicant = Tocca al richiedente
turn-other = Tocca a un altro ente
turn-none = Pratica conclusa
messages-public = Il richiedente legge questi messaggi.
message-write-applicant = Scrivi al richiedente
notes = Note interne
notes-private = Le leggono solo gli uffici. Il richiedente no.
note-write = Nuova nota
note-add = Aggiungi la nota
history = Storia
history-all = Vedi tutta la storia
history-caption = Tutto quello che è successo alla pratica, in ordine
chain-valid = { $count ->
    [one] La storia è integra: una registrazione concatenata.
   *[other] La storia è integra: { $count } registrazioni concatenate.
  }
chain-broken = La storia è stata alterata: la registrazione { $entry } non corrisponde alla precedente.
assignment = Assegnazione
assign = Assegna
assign-to = Assegna a
officer-load = { $count ->
    [one] una pratica aperta
   *[other] { $count } pratiche aperte
  }
action-effects = Che cosa succede
action-preview = Vedi l’anteprima dell’atto
effects-title = Invii in uscita
effects-lead = E-mail, protocolli e altri invii che il sistema ripete da solo finché riescono.
effects-failed = { $count ->
    [one] uno da guardare
   *[other] { $count } da guardare
  }
effects-waiting = { $count ->
    [one] uno in attesa
   *[other] { $count } in attesa
  }
effects-none = Tutto inviato.
effect-failed = Non riuscito
effect-waiting = In attesa
effect-attempts = { $count ->
    [one] un tentativo
   *[other] { $count } tentativi
  }
effect-next = prossimo il { $when }
effect-retry = Riprova ora
act-upload = Atto firmato
act-upload-hint = Apri l’anteprima, scarica il PDF, firmalo (PAdES o CAdES) e caricalo qui: controlliamo che sia proprio quello. Al massimo { $size }.
preview-title = Anteprima dell’atto
preview-lead = Il documento non esiste ancora: nasce quando confermi.
preview-edit = Torna e correggi
preview-pdf = Scarica il PDF
assign-take = Prendi in carico
assign-release = Nessuno: torna nella coda
turn-time = Passa solo il tempo
dashboard-title = Cruscotto
dashboard-due = In scadenza
dashboard-due-none = Nessuna pratica in scadenza nei prossimi giorni.
dashboard-offices = Uffici
dashboard-table = Pratiche per ufficio

## Mail
mail-hello = Gentile { $name },
mail-follow = Segui la pratica da qui:
mail-footer = Messaggio automatico: non rispondere a questo indirizzo.
mail-submitted-subject = Ricevuta: protocollo { $number } – { $title }
mail-submitted-body = abbiamo ricevuto la tua pratica «{ $title }».
mail-request-subject = Serve una tua risposta entro il { $day } – pratica { $number }
mail-request-body = { $office } ti chiede di integrare la pratica «{ $title }» ({ $number }).
mail-request-answer = Rispondi da qui:
mail-taken-subject = La pratica { $number } è stata presa in carico
mail-taken-body = la tua pratica «{ $title }» ({ $number }) è stata presa in carico da { $office }.
mail-message-subject = Un nuovo messaggio sulla pratica { $number }
mail-message-body = { $office } ti ha scritto a proposito della pratica «{ $title }» ({ $number }). Leggi e rispondi da qui:
mail-update-subject = Ci sono novità sulla pratica { $number }
mail-update-body = la tua pratica «{ $title }» ({ $number }) ora è: { $state }. Apri la pratica per i dettagli:
mail-decided-subject = Pratica { $number }: { $outcome }
mail-decided-body = la tua pratica «{ $title }» ({ $number }) è conclusa:
mail-decided-act = Trovi il documento nella tua area personale:
mail-expiring-subject = La bozza «{ $title }» si cancella il { $day }
mail-expiring-body = la bozza «{ $title }», salvata il { $saved }, non è stata inviata e il { $day } si cancella da sola.
mail-expiring-do = Per conservarla basta aprirla e salvarla:
mail-signature-subject = Un documento aspetta la tua firma – { $title }
mail-signature-body = { $who } ti chiede di firmare, come { $role }, il documento «{ $document }». Lo scarichi e lo ricarichi da qui:
mail-assigned-subject = Ti è stata assegnata la pratica { $number }
mail-assigned-body = Ti è stata assegnata la pratica { $number } («{ $title }»).
mail-assigned-due = Scade il { $day }.

## Lists of the desk: saved filters, labels, batches, exports
queue-saved = Filtri salvati
queue-shared = condiviso con { $office }
queue-more = Salva o esporta questo elenco
queue-save-title = Nome del filtro
queue-save-for = Chi lo vede
queue-save-me = Solo io
queue-save = Salva il filtro
queue-save-remove = Elimina il filtro
queue-export = Esporta l’elenco
queue-export-format = Formato
queue-pick = Scegli la pratica { $number }
col-pick = Scegli
batch-title = Con le pratiche scelte
batch-operation = Che cosa fare
batch-go = Continua con quelle scelte
batch-all = Continua con tutte quelle della pagina
batch-preview = Ecco che cosa succederà. Nulla è ancora cambiato.
batch-confirm = Conferma
batch-nothing = Non c’è nulla da cambiare.
batch-none = Non hai scelto nessuna pratica: torna alla coda e spunta quelle che ti servono.
batch-done = Fatto: { $count } pratiche cambiate.
batch-result = Esito
batch-change = Cambia
batch-same = Resta com’è
batch-refused = Non si può
batch-changed = Fatto
back-to-queue = Torna alla coda
labels-title = Etichette
labels-lead = Le etichette servono all’ufficio per ritrovare le pratiche: il cittadino non le vede.
labels-none = Non ci sono ancora etichette.
labels-new = Nuova etichetta
labels-name = Nome
labels-tone = Colore
labels-add = Crea l’etichetta
labels-cases = Pratiche
labels-remove = Elimina
labels-of-case = Etichette della pratica
labels-save = Salva le etichette
exports-title = Esportazioni
exports-lead = Gli elenchi che hai chiesto. I file restano qui { $days } giorni e li vedi solo tu.
exports-none = Non hai esportazioni: chiedine una dalla coda, con «Salva o esporta questo elenco».
exports-refresh = Aggiorna la pagina
exports-progress = { $done } di { $total }
exports-waiting = In attesa
exports-running = In preparazione
exports-done = Pronta
exports-failed = Non riuscita: chiedila di nuovo
exports-download = Scarica
exports-until = fino al { $day }

## Assignment: absences, rules, their trial
assignment-history = Storia delle assegnazioni
absences-title = Assenze e sostituzioni
absences-lead = Chi è assente non riceve pratiche nuove: vanno a chi lo sostituisce, che vede anche quelle già in corso.
absences-none = Nessuna assenza in corso o in programma.
absences-person = Chi
absences-from = Primo giorno
absences-to = Ultimo giorno
absences-substitute = Chi sostituisce
absences-nobody = Nessuno: le pratiche nuove restano in coda
absences-new = Segna un’assenza
absences-add = Segna l’assenza
absences-remove = Elimina
rules-title = Regole di assegnazione
rules-lead = Si provano nell’ordine, prima di quelle del Comune: vale la prima che si applica. Una regola non si modifica: si termina e se ne scrive un’altra.
rules-none = Non ci sono regole scritte qui: valgono quelle del Comune.
rules-position = Ordine
rules-name = Titolo
rules-when = Quando
rules-who = A chi
rules-always = Sempre
rules-written = Scritta da { $name }, { $when }
rules-ended = Terminata da { $name }, { $when }
rules-ended-title = Regole terminate
rules-end = Termina
rules-new = Nuova regola
rules-office = Ufficio che riceve
rules-procedures = Procedimenti (nessuno: tutti)
rules-zone = Zona
rules-anywhere = Dappertutto
rules-condition = Condizione sui dati (facoltativa)
rules-condition-hint = Un’espressione, ad esempio: data.tipo.attivita_produttiva == true
rules-manner = Come si sceglie la persona
rules-person = Persona (se è sempre la stessa)
rules-person-none = Nessuna
rules-case = Prova su una pratica o una bozza
rules-case-hint = Numero, nome o indirizzo della pratica, oppure codice della bozza; vuoto: le ultime arrivate.
rules-try = Prova la regola
rules-save = Salva la regola
trial-title = Chi la riceverebbe
trial-lead = Nulla è cambiato: questo è ciò che accadrebbe.
trial-none = Nessuna pratica o bozza trovata.
trial-now = Con le regole di oggi
trial-then = Con la regola nuova
trial-changed = Cambia

## Linked cases, comparison, simulation of terms
links = Pratiche collegate
links-none = Nessuna pratica collegata.
links-number = Collega un’altra pratica: il suo numero di protocollo
links-add = Collega
links-remove = Togli il collegamento
links-unknown = Non troviamo una pratica con questo numero tra quelle che puoi vedere: controllalo e riprova.
links-compare = Confronta i dati
comparison-title = Confronto con la pratica { $number }
comparison-lead = Solo le risposte diverse: prima quelle della pratica { $before }, poi quelle della { $after }.
comparison-none = Le risposte sono uguali.
comparison-field = Domanda
simulation-open = Che cosa succede se chiedo oggi?
simulation-title = Se chiedo oggi
simulation-lead = Prova come si spostano i termini. Nulla viene registrato.
simulation-none = Ora non c’è nulla da chiedere al richiedente in questa pratica.
simulation-action = Che cosa chiedi
simulation-days = Giorni che dai per rispondere
simulation-later = Risponde dopo giorni
simulation-go = Calcola
simulation-asked = Oggi la pratica passa a «{ $state }».
simulation-answered = Se la risposta arriva il { $day }, passa a «{ $state }».
simulation-late = Il { $day } la risposta non è più possibile: la pratica è «{ $state }».
simulation-term = Termine
simulation-before = Oggi
simulation-after = Dopo
simulation-why = Perché

## Figures
stat-title = Statistiche
stat-lead = Gli ultimi dodici mesi dei tuoi uffici. I giorni sono quelli di calendario dalla presentazione alla prima conclusione, sospensioni comprese.
stat-office = Ufficio
stat-procedure = Procedimento
stat-month = Mese
stat-months = Mese per mese
stat-procedures = Per procedimento
stat-offices = Per ufficio
stat-open = Aperte oggi
stat-load = Pratiche aperte per persona
stat-filed = Presentate
stat-decided = Concluse
stat-silence = Per silenzio o scadenza
stat-late = In ritardo
stat-asked = Integrazioni chieste
stat-median = Giorni: mediana
stat-p90 = Giorni: 90 su 100
timing-link = Quanto ci mettiamo di solito
timing-title = Quanto ci mettiamo
timing-lead = I tempi veri degli ultimi { $months } mesi, per i servizi con almeno { $fewest } pratiche concluse.
timing-none = Non ci sono ancora abbastanza pratiche concluse per dire quanto ci mettiamo.
timing-service = Servizio
timing-half = Metà delle pratiche entro
timing-most = Nove su dieci entro
timing-term = Termine previsto
timing-count = Pratiche concluse
timing-days = { $count } giorni
timing-how = Contiamo i giorni di calendario dalla presentazione alla conclusione, compresi quelli in cui la pratica aspettava una risposta o un documento.

## Protocol register
protocol-title = Registro di protocollo
protocol-entry = Registrazione { $number }
protocol-number = Numero
protocol-day = Giorno
protocol-when = Giorno e ora
protocol-direction = Verso
protocol-subject = Oggetto
protocol-correspondent = Mittente o destinatario
protocol-digest = Impronta SHA-256 del documento
protocol-none = Nessuna registrazione con questi filtri.
protocol-case = Vai alla pratica
protocol-segnatura = Scarica la segnatura (XML, da sigillare)
protocol-annulled = Annullata
protocol-annulled-by = Annullata da { $name }, { $when }
protocol-annul = Annulla la registrazione
protocol-annul-hint = La registrazione resta visibile, con il tuo nome, la data e il motivo. Non si può tornare indietro.
protocol-reason = Perché va annullata
protocol-annul-go = Annulla la registrazione
protocol-days = Registri giornalieri
protocol-days-none = Non c’è ancora nessun registro giornaliero: si forma da solo il giorno dopo.
protocol-entries = Contenuto
protocol-count = { $entries } registrazioni, { $annulments } annullamenti
protocol-seal = Sigillo (catena delle impronte)
protocol-chain-whole = La catena dei registri giornalieri è integra.
protocol-chain-broken = Attenzione: la catena dei registri giornalieri non è integra.
emergency-title = Registro di emergenza
emergency-lead = Quello che è stato registrato a mano mentre il protocollo non funzionava: si ricopia qui e poi si riporta nel registro generale.
emergency-number = Numero di emergenza
emergency-general = Numero generale
emergency-waiting = Da riportare
emergency-reconcile = Riporta nel registro generale: { $count }
emergency-new = Ricopia una registrazione
emergency-cause = Causa dell’interruzione
emergency-add = Aggiungi

## Access log, canned texts, read messages
accesses-title = Accessi ai dati personali
accesses-lead = Chi ha guardato le pratiche dei tuoi uffici, quando e che cosa. Le righe non si possono cancellare.
accesses-all = Mostra tutti gli accessi
accesses-none = Nessun accesso registrato.
accesses-when = Quando
accesses-who = Chi
accesses-what = Che cosa
accesses-of-case = Chi ha guardato questa pratica
texts-title = Testi pronti
texts-lead = I testi che l’ufficio usa spesso nei messaggi: si scelgono dalla pagina della pratica e si possono cambiare prima di inviarli.
texts-none = Non ci sono ancora testi pronti.
texts-new = Nuovo testo
texts-body = Testo
texts-add = Salva il testo
texts-remove = Elimina
texts-use = Usa un testo pronto
message-read = letto il { $when }
message-unread = non ancora letto

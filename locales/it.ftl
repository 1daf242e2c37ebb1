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
js-sending = Invio in corso…
js-results = { $count } risultati. Usa le frecce per scorrerli.
js-no-results = Nessun risultato. Prova con meno lettere.
js-search-failed = La ricerca non risponde. Puoi scrivere il nome per intero.
js-uploading = Caricamento di { $name }
js-uploaded = { $name } è stato caricato.
js-checking = Controllo del file…
js-upload-failed = { $name } non è stato caricato. Il resto della bozza è al sicuro.
js-upload-cancelled = Caricamento di { $name } annullato.
js-upload-too-large = { $name } è troppo grande.
js-upload-retry = Riprova
js-upload-cancel = Annulla
js-characters-left = Caratteri ancora disponibili: { $count }

//! All routes on one page, by who calls them. `{…}` are identifiers of the database; the tenant comes from the request.

use actix_web::web::{self, ServiceConfig, get, post};

use super::{backoffice, operation, portal};

/// Registers everything.
pub fn configure(config: &mut ServiceConfig) {
    config.service(web::scope("/ufficio").configure(office));
    citizen(config);
    everybody(config);
    config.default_service(web::to(operation::nowhere));
}

/// Pages that need no login, and what machines ask.
fn everybody(config: &mut ServiceConfig) {
    config
        .route("/", get().to(portal::home::show))
        .route("/servizi", get().to(portal::service::list))
        .route("/servizi/{code}", get().to(portal::service::show))
        .route("/accedi", get().to(portal::login::show))
        .route("/accedi", post().to(portal::login::enter))
        .route("/esci", post().to(portal::login::leave))
        .route("/codelist/{name}", get().to(portal::codelist::search))
        .route("/tempi", get().to(portal::timing::show))
        .route("/privacy", get().to(portal::notice::privacy))
        .route("/note-legali", get().to(portal::notice::legal))
        .route("/accessibilita", get().to(portal::notice::accessibility))
        .route("/stemma.svg", get().to(operation::crest))
        .route("/colori.css", get().to(operation::colors))
        .route("/assets/{path:.*}", get().to(operation::asset))
        .route("/healthz", get().to(operation::health))
        .route("/readyz", get().to(operation::ready))
        .route("/metrics", get().to(operation::metrics));
}

/// Pages of a logged-in citizen or professional.
fn citizen(config: &mut ServiceConfig) {
    config
        .route("/area", get().to(portal::area::show))
        .route("/servizi/{code}/avvia", get().to(portal::draft::start))
        .route("/servizi/{code}/nuova", post().to(portal::draft::start_new))
        .route("/bozze/{id}", get().to(portal::draft::resume))
        .route("/bozze/{id}/elimina", get().to(portal::draft::ask_delete))
        .route("/bozze/{id}/elimina", post().to(portal::draft::delete))
        .route("/bozze/{id}/riepilogo", get().to(portal::review::show))
        .route("/bozze/{id}/riepilogo", post().to(portal::review::seal))
        .route("/bozze/{id}/firma", get().to(portal::sign::show))
        .route("/bozze/{id}/documenti/{code}", get().to(portal::sign::download))
        .route("/bozze/{id}/documenti/{code}", post().to(portal::sign::upload))
        .route("/bozze/{id}/documenti/{code}/firmato", get().to(portal::sign::download_signed))
        .route("/bozze/{id}/documenti/{code}/verifica", get().to(portal::sign::report))
        .route("/bozze/{id}/allegati/{key:.*}", post().to(portal::attachment::upload))
        .route("/bozze/{id}/file/{file}", get().to(portal::attachment::download))
        .route("/bozze/{id}/file/{file}/contenuto", get().to(portal::attachment::content))
        .route("/bozze/{id}/file/{file}/verifica", get().to(portal::attachment::report))
        .route("/bozze/{id}/file/{file}/elimina", post().to(portal::attachment::remove))
        .route("/bozze/{id}/riapri", post().to(portal::draft::reopen))
        .route("/bozze/{id}/invia", post().to(portal::submit::send))
        .route("/bozze/{id}/{step}", get().to(portal::step::show))
        .route("/bozze/{id}/{step}", post().to(portal::step::save))
        .route("/pratiche/{id}", get().to(portal::case::show))
        .route("/pratiche/{id}/ricevuta", get().to(portal::submit::receipt))
        .route("/pratiche/{id}/ricevuta.pdf", get().to(portal::submit::receipt_pdf))
        .route("/pratiche/{id}/documenti/{file}", get().to(portal::case::download))
        .route("/pratiche/{id}/documenti/{file}/contenuto", get().to(portal::case::content))
        .route("/pratiche/{id}/documenti/{file}/verifica", get().to(portal::case::report))
        .route("/pratiche/{id}/messaggi", post().to(portal::case::write))
        .route("/pratiche/{id}/azioni/{action}", get().to(portal::answer::show))
        .route("/pratiche/{id}/azioni/{action}", post().to(portal::answer::send))
        .route("/pratiche/{id}/valutazione", post().to(portal::rating::send));
}

/// Pages of the offices.
fn office(config: &mut ServiceConfig) {
    config
        .route("/accedi", get().to(backoffice::login::show))
        .route("/accedi", post().to(backoffice::login::enter))
        .route("/esci", post().to(backoffice::login::leave))
        .route("", get().to(backoffice::queue::show))
        .route("/filtri", post().to(backoffice::bookmark::save))
        .route("/filtri/{id}/elimina", post().to(backoffice::bookmark::remove))
        .route("/etichette", get().to(backoffice::label::show))
        .route("/etichette", post().to(backoffice::label::create))
        .route("/etichette/{id}/elimina", post().to(backoffice::label::remove))
        .route("/gruppo", post().to(backoffice::batch::preview))
        .route("/gruppo/esegui", post().to(backoffice::batch::perform))
        .route("/esportazioni", get().to(backoffice::export::show))
        .route("/esportazioni", post().to(backoffice::export::request))
        .route("/esportazioni/{id}/file", get().to(backoffice::export::download))
        .route("/accessi", get().to(backoffice::access::show))
        .route("/testi", get().to(backoffice::canned::show))
        .route("/testi", post().to(backoffice::canned::create))
        .route("/testi/{id}/elimina", post().to(backoffice::canned::remove))
        .route("/protocollo", get().to(backoffice::protocol::show))
        .route("/protocollo/emergenza", get().to(backoffice::emergency::show))
        .route("/protocollo/emergenza", post().to(backoffice::emergency::enter))
        .route("/protocollo/emergenza/riconcilia", post().to(backoffice::emergency::reconcile))
        .route("/protocollo/giorni/{day}", get().to(backoffice::protocol::daily))
        .route("/protocollo/{year}/{number}", get().to(backoffice::protocol::entry))
        .route("/protocollo/{year}/{number}/annulla", post().to(backoffice::protocol::annul))
        .route(
            "/protocollo/{year}/{number}/segnatura.xml",
            get().to(backoffice::protocol::segnatura_xml),
        )
        .route("/statistiche", get().to(backoffice::statistics::show))
        .route("/assenze", get().to(backoffice::absence::show))
        .route("/assenze", post().to(backoffice::absence::record))
        .route("/assenze/{id}/elimina", post().to(backoffice::absence::remove))
        .route("/regole", get().to(backoffice::rule::show))
        .route("/regole", post().to(backoffice::rule::write))
        .route("/regole/{id}/termina", post().to(backoffice::rule::end))
        .route("/cruscotto", get().to(backoffice::dashboard::show))
        .route("/invii", get().to(backoffice::effects::show))
        .route("/invii/{job}/riprova", post().to(backoffice::effects::retry))
        .route("/pratiche/{id}", get().to(backoffice::case::show))
        .route("/pratiche/{id}/simulazione", get().to(backoffice::simulation::show))
        .route("/pratiche/{id}/collegate", post().to(backoffice::link::add))
        .route("/pratiche/{id}/collegate/{other}/togli", post().to(backoffice::link::remove))
        .route("/pratiche/{id}/confronto/{other}", get().to(backoffice::link::compare))
        .route("/pratiche/{id}/storia", get().to(backoffice::history::show))
        .route("/pratiche/{id}/etichette", post().to(backoffice::label::wear))
        .route("/pratiche/{id}/carico", post().to(backoffice::assign::take))
        .route("/pratiche/{id}/assegna", post().to(backoffice::assign::give))
        .route("/pratiche/{id}/messaggi", post().to(backoffice::case::write))
        .route("/pratiche/{id}/note", post().to(backoffice::case::note))
        .route("/pratiche/{id}/documenti/{file}", get().to(backoffice::case::download))
        .route("/pratiche/{id}/documenti/{file}/contenuto", get().to(backoffice::case::content))
        .route("/pratiche/{id}/documenti/{file}/verifica", get().to(backoffice::case::report))
        .route("/pratiche/{id}/azioni/{action}", get().to(backoffice::action::show))
        .route("/pratiche/{id}/azioni/{action}", post().to(backoffice::action::act))
        .route("/pratiche/{id}/azioni/{action}/anteprima", post().to(backoffice::action::preview));
}

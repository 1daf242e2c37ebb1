//! The "segnatura informatica" of a registered message: XML of the AgID guidelines on protocol (schema 3.0.0, namespace
//! `http://www.agid.gov.it/protocollo/`). The seal of the administration goes where [`SEAL`] stands.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::model::Entry;
use crate::base::clock::civil;
use crate::domain::tenant::Tenant;
use crate::gateway::register::Direction;

/// Where the XAdES signature of the administration is put; without it the document is a draft.
pub const SEAL: &str = "<!-- sigillo dell’amministrazione: ds:Signature -->";

/// Class of the filing plan when the register knows none.
const CLASS: (&str, &str) = ("Da classificare", "0");

/// The segnatura of an entry, without the seal.
pub fn segnatura(tenant: &Tenant, entry: &Entry, media_type: &str, file: &str) -> String {
    let own = format!(
        "<prot:Amministrazione><prot:DenominazioneAmministrazione>{}</prot:DenominazioneAmministrazione>\
         <prot:CodiceIPAAmministrazione>{}</prot:CodiceIPAAmministrazione></prot:Amministrazione>",
        escape(&tenant.name),
        escape(&tenant.ipa_code)
    );
    let (given, family) = names(&entry.correspondent);
    let other = format!(
        "<prot:PersonaFisica><prot:Nome>{}</prot:Nome><prot:Cognome>{}</prot:Cognome></prot:PersonaFisica>",
        escape(given),
        escape(family)
    );
    let (sender, addressee) = match entry.direction {
        Direction::Incoming => (&other, &own),
        Direction::Outgoing => (&own, &other),
        Direction::Internal => (&own, &own),
    };
    let at = civil(entry.at);
    let (class, code) = CLASS;
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <prot:SegnaturaInformatica xmlns:prot=\"http://www.agid.gov.it/protocollo/\" \
         xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" prot:versione=\"3.0.0\" prot:lang=\"it\">\n\
         <prot:Intestazione>\n<prot:Identificatore>\
         <prot:CodiceAmministrazione prot:descrizione=\"{name}\">{ipa}</prot:CodiceAmministrazione>\
         <prot:CodiceAOO>{aoo}</prot:CodiceAOO><prot:CodiceRegistro>{register}</prot:CodiceRegistro>\
         <prot:NumeroRegistrazione>{number:07}</prot:NumeroRegistrazione>\
         <prot:DataRegistrazione>{day}</prot:DataRegistrazione>\
         <prot:OraRegistrazione>{time}</prot:OraRegistrazione></prot:Identificatore>\n\
         <prot:Oggetto>{subject}</prot:Oggetto>\n\
         <prot:Classifica><prot:Denominazione>{class}</prot:Denominazione>\
         <prot:CodiceFlat>{code}</prot:CodiceFlat></prot:Classifica>\n</prot:Intestazione>\n\
         <prot:Descrizione>\n<prot:Mittente>{sender}</prot:Mittente>\n\
         <prot:Destinatario>{addressee}</prot:Destinatario>\n\
         <prot:DocumentoPrimario prot:nomeFile=\"{file}\" prot:mimeType=\"{media}\">\
         <prot:Impronta prot:algoritmo=\"SHA-256\">{digest}</prot:Impronta></prot:DocumentoPrimario>\n\
         </prot:Descrizione>\n{SEAL}\n</prot:SegnaturaInformatica>\n",
        name = escape(&tenant.name),
        ipa = escape(&tenant.ipa_code),
        aoo = escape(&tenant.aoo.code),
        register = escape(&entry.register),
        number = entry.number,
        day = at.format("%Y-%m-%d"),
        time = at.format("%H:%M:%S"),
        subject = escape(&entry.subject),
        file = escape(file),
        media = escape(media_type),
        digest = STANDARD.encode(hex::decode(&entry.document_sha256).unwrap_or_default()),
    )
}

/// "Giovanna Riva" as given and family name; one word alone is the family name.
fn names(person: &str) -> (&str, &str) {
    person.trim().split_once(' ').unwrap_or(("-", person.trim()))
}

/// Text for XML; characters that XML does not have are left out.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

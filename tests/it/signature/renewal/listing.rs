//! Trusted lists of invented territories, written in canonical form and signed as the real ones are.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use openssl::asn1::Asn1Time;
use openssl::bn::BigNum;
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::sign::Signer;
use openssl::x509::{X509, X509NameBuilder};
use sha2::{Digest, Sha256};

const XMLDSIG: &str = "http://www.w3.org/2000/09/xmldsig#";

/// Who signs lists.
pub struct Operator {
    key: PKey<Private>,
    certificate: X509,
}

impl Operator {
    pub fn new(name: &str) -> Self {
        let key = PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap();
        let mut subject = X509NameBuilder::new().unwrap();
        subject.append_entry_by_text("CN", name).unwrap();
        let subject = subject.build();
        let mut builder = X509::builder().unwrap();
        builder.set_version(2).unwrap();
        let serial = BigNum::from_u32(7).unwrap().to_asn1_integer().unwrap();
        builder.set_serial_number(&serial).unwrap();
        builder.set_subject_name(&subject).unwrap();
        builder.set_issuer_name(&subject).unwrap();
        builder.set_pubkey(&key).unwrap();
        builder.set_not_before(&Asn1Time::from_unix(1_577_836_800).unwrap()).unwrap();
        builder.set_not_after(&Asn1Time::days_from_now(3650).unwrap()).unwrap();
        builder.sign(&key, MessageDigest::sha256()).unwrap();
        Self { key, certificate: builder.build() }
    }

    pub fn fingerprint(&self) -> Vec<u8> {
        Sha256::digest(self.certificate.to_der().unwrap()).to_vec()
    }

    fn base64(&self) -> String {
        STANDARD.encode(self.certificate.to_der().unwrap())
    }

    /// Signs a document whose root is `TrustServiceStatusList`: enveloped, exclusive canonicalisation.
    pub fn sign(&self, document: &str) -> Vec<u8> {
        let digest = STANDARD.encode(Sha256::digest(document.as_bytes()));
        let exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
        let inner = format!(
            "<ds:CanonicalizationMethod Algorithm=\"{exclusive}\"></ds:CanonicalizationMethod>\
             <ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"></ds:SignatureMethod>\
             <ds:Reference URI=\"\"><ds:Transforms>\
             <ds:Transform Algorithm=\"{XMLDSIG}enveloped-signature\"></ds:Transform>\
             <ds:Transform Algorithm=\"{exclusive}\"></ds:Transform></ds:Transforms>\
             <ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod>\
             <ds:DigestValue>{digest}</ds:DigestValue></ds:Reference>"
        );
        let canonical = format!("<ds:SignedInfo xmlns:ds=\"{XMLDSIG}\">{inner}</ds:SignedInfo>");
        let mut signer = Signer::new(MessageDigest::sha256(), &self.key).unwrap();
        let value = STANDARD.encode(signer.sign_oneshot_to_vec(canonical.as_bytes()).unwrap());
        let signature = format!(
            "<ds:Signature xmlns:ds=\"{XMLDSIG}\"><ds:SignedInfo>{inner}</ds:SignedInfo>\
             <ds:SignatureValue>{value}</ds:SignatureValue><ds:KeyInfo><ds:X509Data>\
             <ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>",
            self.base64()
        );
        let end = "</TrustServiceStatusList>";
        document.replace(end, &format!("{signature}{end}")).into_bytes()
    }
}

fn list(
    territory: &str,
    kind: &str,
    sequence: u32,
    uris: &[&str],
    rest: &str,
    body: &str,
) -> String {
    let uris: String = uris.iter().map(|uri| format!("<URI xml:lang=\"en\">{uri}</URI>")).collect();
    format!(
        "<TrustServiceStatusList xmlns=\"http://uri.etsi.org/02231/v2#\"><SchemeInformation>\
         <TSLSequenceNumber>{sequence}</TSLSequenceNumber>\
         <TSLType>http://uri.etsi.org/TrstSvc/TrustedList/TSLType/{kind}</TSLType>\
         <SchemeInformationURI>{uris}</SchemeInformationURI>\
         <SchemeTerritory>{territory}</SchemeTerritory>{rest}\
         <ListIssueDateTime>2026-01-01T00:00:00Z</ListIssueDateTime>\
         <NextUpdate><dateTime>2026-12-31T00:00:00Z</dateTime></NextUpdate></SchemeInformation>{body}\
         </TrustServiceStatusList>"
    )
}

/// A list of lists that names its own next signer and the list of Italy.
pub fn list_of_lists(
    sequence: u32,
    own: &Operator,
    italian: (&str, &Operator),
    pivots: &[&str],
) -> String {
    let pointer = |territory: &str, location: &str, signer: &Operator| {
        format!(
            "<OtherTSLPointer><ServiceDigitalIdentities><ServiceDigitalIdentity><DigitalId>\
             <X509Certificate>{}</X509Certificate></DigitalId></ServiceDigitalIdentity></ServiceDigitalIdentities>\
             <TSLLocation>{location}</TSLLocation><AdditionalInformation><OtherInformation>\
             <SchemeTerritory>{territory}</SchemeTerritory></OtherInformation></AdditionalInformation></OtherTSLPointer>",
            signer.base64()
        )
    };
    let pointers = format!(
        "<PointersToOtherTSL>{}{}</PointersToOtherTSL>",
        pointer("EU", "http://lotl.invalid/", own),
        pointer("IT", italian.0, italian.1)
    );
    list("EU", "EUlistofthelists", sequence, pivots, &pointers, "")
}

/// A list of Italy with one qualified authority.
pub fn italian_list(sequence: u32, authority: &[u8]) -> String {
    let status = "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted";
    let body = format!(
        "<TrustServiceProviderList><TrustServiceProvider><TSPInformation><TSPName>\
         <Name xml:lang=\"it\">Revoca inventata</Name></TSPName></TSPInformation><TSPServices><TSPService><ServiceInformation>\
         <ServiceTypeIdentifier>http://uri.etsi.org/TrstSvc/Svctype/CA/QC</ServiceTypeIdentifier>\
         <ServiceName><Name xml:lang=\"it\">CA qualificata</Name></ServiceName>\
         <ServiceDigitalIdentity><DigitalId><X509Certificate>{}</X509Certificate></DigitalId></ServiceDigitalIdentity>\
         <ServiceStatus>{status}</ServiceStatus><StatusStartingTime>2020-01-01T00:00:00Z</StatusStartingTime>\
         </ServiceInformation></TSPService></TSPServices></TrustServiceProvider></TrustServiceProviderList>",
        STANDARD.encode(authority)
    );
    list("IT", "EUgeneric", sequence, &[], "", &body)
}

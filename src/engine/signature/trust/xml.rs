//! Trusted lists in XML (ETSI TS 119 612): national lists and the list of lists.

use super::qualifier::{Criteria, Qualifier, Rule};
use super::{ListSummary, Period, Service, TrustListError, TrustStore, decode_base64, signed};
use crate::engine::signature::x509::Certificate;
use chrono::{DateTime, Utc};
use uppsala::{Document, NodeId};

const TYPE_OF_LISTS: &str = "EUlistofthelists";

/// Where a list of lists says another list is, and who may sign it.
#[derive(Debug, Clone)]
pub struct Pointer {
    pub location: String,
    pub territory: String,
    /// Whether it points to the form for programs, not to the one for people.
    pub is_xml: bool,
    pub signers: Vec<Certificate>,
}

/// A list that was verified and added.
#[derive(Debug, Clone)]
pub struct ListReading {
    pub summary: ListSummary,
    pub is_list_of_lists: bool,
    /// Lists that a list of lists points to, itself included.
    pub pointers: Vec<Pointer>,
    /// Addresses of the pivots of a list of lists, newest first: each says who may sign the next.
    pub pivots: Vec<String>,
}

impl ListReading {
    /// Who a list of lists says may sign the list of its own territory from now on.
    pub fn own_signers(&self) -> impl Iterator<Item = &Certificate> {
        let own = self.pointers.iter().filter(|one| one.territory == self.summary.territory);
        own.flat_map(|pointer| &pointer.signers)
    }
}

impl TrustStore {
    /// Verifies and adds a list. A list of lists adds no services: it says who may sign the lists read afterwards.
    ///
    /// If signers were pinned (by a list of lists, or by a certificate made for signing lists) the signer must be one of
    /// them; otherwise it must at least be made for signing this territory's list, and the summary says so.
    ///
    /// # Errors
    /// [`TrustListError`]; nothing is added then.
    pub fn add_list(
        &mut self,
        bytes: &[u8],
        at: DateTime<Utc>,
    ) -> Result<ListReading, TrustListError> {
        let (text, document) = signed::parse(bytes)?;
        let (signer, root) = signed::verify(text, &document)?;
        let list = Xml { document: &document };
        let mut summary = list
            .summary(root)
            .ok_or_else(|| TrustListError::Malformed("no SchemeInformation".to_owned()))?;
        let is_list_of_lists = list.is_list_of_lists(root);
        let pointers = if is_list_of_lists { list.pointers(root) } else { Vec::new() };
        if self.list_signers.is_empty() {
            // A list of lists names its own signers; who they are is published in the Official Journal.
            let own = pointers.iter().filter(|pointer| pointer.territory == summary.territory);
            let named = own.flat_map(|pointer| &pointer.signers).any(|one| *one == signer);
            if !named && !signed::claims_to_sign(&signer, &summary.territory) {
                return Err(TrustListError::Signer);
            }
            let text =
                "firma della lista verificata, ma senza un firmatario noto con cui confrontarla";
            summary.warnings.push(text.to_owned());
        } else if !self.may_sign(&signer, &summary.territory) {
            return Err(TrustListError::Signer);
        }
        if summary.next_update.is_some_and(|next| next < at) {
            summary.warnings.push("lista non aggiornata: il suo termine è passato".to_owned());
        }
        for pointer in &pointers {
            for signer in &pointer.signers {
                self.pin_list_signer(signer, Some(&pointer.territory));
            }
        }
        for service in list.services(root) {
            self.add_service(service);
        }
        self.lists.push(summary.clone());
        let pivots = if is_list_of_lists { list.pivots(root) } else { Vec::new() };
        Ok(ListReading { summary, is_list_of_lists, pointers, pivots })
    }
}

/// Reading by local names below a verified root.
struct Xml<'d, 'x> {
    document: &'d Document<'x>,
}

impl Xml<'_, '_> {
    fn children(&self, node: NodeId, name: &str) -> Vec<NodeId> {
        let named = |id: &NodeId| {
            self.document.element(*id).is_some_and(|element| element.name.local_name == name)
        };
        self.document.children_iter(node).filter(named).collect()
    }

    fn child(&self, node: NodeId, path: &[&str]) -> Option<NodeId> {
        path.iter().try_fold(node, |node, name| self.children(node, name).first().copied())
    }

    fn text(&self, node: NodeId, path: &[&str]) -> Option<String> {
        self.child(node, path).map(|node| self.document.text_content_deep(node).trim().to_owned())
    }

    fn time(&self, node: NodeId, path: &[&str]) -> Option<DateTime<Utc>> {
        self.text(node, path)?.parse().ok()
    }

    fn summary(&self, root: NodeId) -> Option<ListSummary> {
        let information = self.child(root, &["SchemeInformation"])?;
        Some(ListSummary {
            territory: self.text(information, &["SchemeTerritory"])?,
            sequence: self
                .text(information, &["TSLSequenceNumber"])
                .and_then(|text| text.parse().ok()),
            issued: self.time(information, &["ListIssueDateTime"]),
            next_update: self.time(information, &["NextUpdate", "dateTime"]),
            warnings: Vec::new(),
        })
    }

    fn is_list_of_lists(&self, root: NodeId) -> bool {
        self.text(root, &["SchemeInformation", "TSLType"])
            .is_some_and(|kind| kind.ends_with(TYPE_OF_LISTS))
    }

    fn pointers(&self, root: NodeId) -> Vec<Pointer> {
        let Some(list) = self.child(root, &["SchemeInformation", "PointersToOtherTSL"]) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for pointer in self.children(list, "OtherTSLPointer") {
            let identities = self.child(pointer, &["ServiceDigitalIdentities"]);
            let identities = identities
                .map(|node| self.children(node, "ServiceDigitalIdentity"))
                .unwrap_or_default();
            let (mut territory, mut is_xml) = (String::new(), true);
            if let Some(information) = self.child(pointer, &["AdditionalInformation"]) {
                for other in self.children(information, "OtherInformation") {
                    territory = self.text(other, &["SchemeTerritory"]).unwrap_or(territory);
                    let media_type = self.text(other, &["MimeType"]);
                    is_xml = media_type.map_or(is_xml, |name| name.contains("xml"));
                }
            }
            found.push(Pointer {
                location: self.text(pointer, &["TSLLocation"]).unwrap_or_default(),
                territory,
                is_xml,
                signers: identities
                    .into_iter()
                    .flat_map(|identity| self.certificates(identity))
                    .collect(),
            });
        }
        found
    }

    /// Pivots stand among the addresses of the scheme, before the publication in the Official Journal.
    fn pivots(&self, root: NodeId) -> Vec<String> {
        let Some(list) = self.child(root, &["SchemeInformation", "SchemeInformationURI"]) else {
            return Vec::new();
        };
        let uris = self.children(list, "URI").into_iter();
        let texts = uris.map(|uri| self.document.text_content_deep(uri).trim().to_owned());
        texts.filter(|uri| uri.contains("pivot") && uri.ends_with(".xml")).collect()
    }

    fn certificates(&self, identity: NodeId) -> Vec<Certificate> {
        let ids = self.children(identity, "DigitalId").into_iter();
        let texts = ids.filter_map(|id| self.text(id, &["X509Certificate"]));
        texts.filter_map(|text| Certificate::parse(&decode_base64(&text)?).ok()).collect()
    }

    fn services(&self, root: NodeId) -> Vec<Service> {
        let Some(list) = self.child(root, &["TrustServiceProviderList"]) else { return Vec::new() };
        let mut found = Vec::new();
        for provider in self.children(list, "TrustServiceProvider") {
            let name =
                self.text(provider, &["TSPInformation", "TSPName", "Name"]).unwrap_or_default();
            let Some(services) = self.child(provider, &["TSPServices"]) else { continue };
            for service in self.children(services, "TSPService") {
                found.extend(self.service(service, &name));
            }
        }
        found
    }

    /// A service, once for each certificate that identifies it.
    fn service(&self, node: NodeId, provider: &str) -> Vec<Service> {
        let Some(information) = self.child(node, &["ServiceInformation"]) else {
            return Vec::new();
        };
        let mut history: Vec<Period> = self.period(information).into_iter().collect();
        if let Some(past) = self.child(node, &["ServiceHistory"]) {
            history.extend(
                self.children(past, "ServiceHistoryInstance")
                    .into_iter()
                    .filter_map(|one| self.period(one)),
            );
        }
        let kind = self.text(information, &["ServiceTypeIdentifier"]).unwrap_or_default();
        let name = self.text(information, &["ServiceName", "Name"]).unwrap_or_default();
        let identity = self.child(information, &["ServiceDigitalIdentity"]);
        let certificates = identity.map(|identity| self.certificates(identity)).unwrap_or_default();
        certificates
            .into_iter()
            .map(|certificate| Service {
                certificate,
                kind: kind.clone(),
                provider: provider.to_owned(),
                name: name.clone(),
                history: history.clone(),
            })
            .collect()
    }

    fn period(&self, node: NodeId) -> Option<Period> {
        let mut period = Period {
            status: self.text(node, &["ServiceStatus"])?,
            from: self.time(node, &["StatusStartingTime"])?,
            additional: Vec::new(),
            qualifiers: Vec::new(),
        };
        if let Some(extensions) = self.child(node, &["ServiceInformationExtensions"]) {
            for extension in self.children(extensions, "Extension") {
                period
                    .additional
                    .extend(self.text(extension, &["AdditionalServiceInformation", "URI"]));
                if let Some(qualifications) = self.child(extension, &["Qualifications"]) {
                    let elements = self.children(qualifications, "QualificationElement");
                    period
                        .qualifiers
                        .extend(elements.into_iter().map(|element| self.qualifier(element)));
                }
            }
        }
        Some(period)
    }

    fn qualifier(&self, element: NodeId) -> Qualifier {
        let list = self.child(element, &["Qualifiers"]);
        let uris = list.map(|list| self.children(list, "Qualifier")).unwrap_or_default();
        let names = uris.into_iter().filter_map(|node| self.document.get_attribute(node, "uri"));
        Qualifier {
            names: names.filter_map(|uri| uri.rsplit('/').next()).map(str::to_owned).collect(),
            criteria: self
                .child(element, &["CriteriaList"])
                .map(|node| self.criteria(node, 0))
                .unwrap_or_default(),
        }
    }

    fn criteria(&self, node: NodeId, depth: usize) -> Criteria {
        let rule = match self.document.get_attribute(node, "assert") {
            Some("atLeastOne") => Rule::AtLeastOne,
            Some("none") => Rule::None,
            _ => Rule::All,
        };
        let policies =
            self.children(node, "PolicySet").into_iter().map(|set| self.policies(set)).collect();
        let usages =
            self.children(node, "KeyUsage").into_iter().map(|usage| self.usages(usage)).collect();
        let nested = if depth < 4 { self.children(node, "CriteriaList") } else { Vec::new() };
        Criteria {
            rule,
            policies,
            usages,
            nested: nested.into_iter().map(|list| self.criteria(list, depth + 1)).collect(),
        }
    }

    fn policies(&self, set: NodeId) -> Vec<String> {
        let identifiers = self.children(set, "PolicyIdentifier").into_iter();
        let texts = identifiers.filter_map(|node| self.text(node, &["Identifier"]));
        texts.map(|text| text.trim_start_matches("urn:oid:").to_owned()).collect()
    }

    fn usages(&self, usage: NodeId) -> Vec<(String, bool)> {
        let bits = self.children(usage, "KeyUsageBit").into_iter();
        bits.filter_map(|bit| {
            let name = self.document.get_attribute(bit, "name")?;
            Some((name.to_owned(), self.document.text_content_deep(bit).trim() == "true"))
        })
        .collect()
    }
}

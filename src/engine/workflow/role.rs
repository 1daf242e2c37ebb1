//! Who acts. Roles of people belong to an office; the tenant says which person has which.

use serde::{Deserialize, Serialize};

/// A role that an action can be given to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The presenting party: citizen, professional, firm.
    Citizen,
    /// Counter operator, on behalf of a citizen who was identified.
    Operatore,
    /// Case worker.
    Istruttore,
    /// Person in charge of the procedure (arts. 5–6 L. 241/1990).
    Responsabile,
    /// Manager, who signs acts.
    Dirigente,
    /// Registry.
    Protocollista,
    /// Another body, on its own sub-request.
    Body,
    /// The system, on an event (payment, registration) or right after a step.
    System,
    /// Time.
    Timer,
}

impl Role {
    /// All roles, in the order of the enumeration.
    pub const ALL: [Self; 9] = [
        Self::Citizen,
        Self::Operatore,
        Self::Istruttore,
        Self::Responsabile,
        Self::Dirigente,
        Self::Protocollista,
        Self::Body,
        Self::System,
        Self::Timer,
    ];

    /// The code used in files: `citizen`, `responsabile`…
    pub fn code(self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::Operatore => "operatore",
            Self::Istruttore => "istruttore",
            Self::Responsabile => "responsabile",
            Self::Dirigente => "dirigente",
            Self::Protocollista => "protocollista",
            Self::Body => "body",
            Self::System => "system",
            Self::Timer => "timer",
        }
    }

    /// Whether a person of the office has it.
    pub fn is_office(self) -> bool {
        matches!(
            self,
            Self::Operatore
                | Self::Istruttore
                | Self::Responsabile
                | Self::Dirigente
                | Self::Protocollista
        )
    }

    /// Italian name with its article, for refusals.
    pub fn label(self) -> &'static str {
        match self {
            Self::Citizen => "chi ha presentato la pratica",
            Self::Operatore => "l'operatore di sportello",
            Self::Istruttore => "l'istruttore",
            Self::Responsabile => "il responsabile del procedimento",
            Self::Dirigente => "il dirigente",
            Self::Protocollista => "il protocollo",
            Self::Body => "l'ente interpellato",
            Self::System => "il sistema",
            Self::Timer => "il sistema, quando scade il termine",
        }
    }
}

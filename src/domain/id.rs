//! The identifiers of the domain's rows.

crate::text_id! {
    /// A municipality: its slug. First column of every key.
    TenantId;
    /// A natural person who files or follows cases.
    PersonId;
    /// An officer's local account.
    AccountId;
    /// Digest of a session's token.
    SessionId;
    /// A draft, before it is submitted.
    DraftId;
    /// A case, from submission on.
    CaseId;
    /// An uploaded or generated file.
    FileId;
}

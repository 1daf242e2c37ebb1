//! The tables, as the migrations make them (a test compares). Both backends have the same columns.

mod desk;

pub use desk::{
    absences, accesses, assignment_rules, canned_texts, case_closures, case_labels, case_links,
    case_parcels, exports, figure_days, figure_months, labels, register_annulments, register_days,
    register_emergencies, saved_filters,
};

diesel::table! {
    people (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        fiscal_code -> Text,
        given_name -> Text,
        family_name -> Text,
        attributes -> Text,
        email -> Nullable<Text>,
        created_at -> Timestamp,
        seen_at -> Timestamp,
    }
}

diesel::table! {
    accounts (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        username -> Text,
        name -> Text,
        email -> Nullable<Text>,
        password_hash -> Text,
        failed_logins -> Integer,
        locked_until -> Nullable<Timestamp>,
        active -> Bool,
        created_at -> Timestamp,
    }
}

diesel::table! {
    account_roles (tenant_id, account_id, office, role) {
        tenant_id -> Text,
        account_id -> Text,
        office -> Text,
        role -> Text,
    }
}

diesel::table! {
    sessions (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        kind -> Text,
        subject_id -> Text,
        provider -> Text,
        csrf -> Text,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    definitions (tenant_id, hash) {
        tenant_id -> Text,
        hash -> Text,
        kind -> Text,
        code -> Text,
        version -> Text,
        body -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    drafts (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        person_id -> Text,
        procedure_code -> Text,
        procedure_hash -> Text,
        form_hash -> Text,
        state -> Text,
        step -> Text,
        subject -> Text,
        data -> Text,
        version -> BigInt,
        seal -> Nullable<Text>,
        submit_key -> Text,
        case_id -> Nullable<Text>,
        notices -> Integer,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    files (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        holder_kind -> Text,
        holder_id -> Text,
        slot -> Text,
        role -> Text,
        name -> Text,
        media_type -> Text,
        bytes -> BigInt,
        sha256 -> Text,
        store_key -> Text,
        verdict -> Text,
        report -> Nullable<Text>,
        created_at -> Timestamp,
        created_by -> Text,
    }
}

diesel::table! {
    sealed_documents (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        holder_kind -> Text,
        holder_id -> Text,
        position -> Integer,
        code -> Text,
        title -> Text,
        signature -> Text,
        signers -> Text,
        file_id -> Text,
        signed_file_id -> Nullable<Text>,
        missing -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    cases (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        draft_id -> Text,
        procedure_code -> Text,
        procedure_title -> Text,
        person_id -> Text,
        presenter -> Text,
        subject -> Text,
        state -> Text,
        phase -> Text,
        turn -> Text,
        outcome -> Text,
        public_state -> Text,
        office -> Text,
        assignee_id -> Nullable<Text>,
        assignee_name -> Nullable<Text>,
        protocol_number -> Nullable<Text>,
        protocol_at -> Nullable<Timestamp>,
        submitted_at -> Timestamp,
        due_on -> Nullable<Date>,
        due_text -> Text,
        timer_on -> Nullable<Date>,
        priority -> Integer,
        sort_due -> Date,
        news -> Bool,
        version -> BigInt,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    case_texts (doc) {
        doc -> Integer,
        tenant_id -> Text,
        case_id -> Text,
        body -> Text,
    }
}

diesel::table! {
    case_bodies (tenant_id, case_id) {
        tenant_id -> Text,
        case_id -> Text,
        procedure_hash -> Text,
        form_hash -> Text,
        workflow_hash -> Text,
        parameters -> Text,
        data -> Text,
        standing -> Text,
    }
}

diesel::table! {
    parties (tenant_id, case_id, position) {
        tenant_id -> Text,
        case_id -> Text,
        position -> Integer,
        role -> Text,
        name -> Text,
        fiscal_code -> Text,
    }
}

diesel::table! {
    events (tenant_id, case_id, seq) {
        tenant_id -> Text,
        case_id -> Text,
        seq -> BigInt,
        at -> Timestamp,
        actor_kind -> Text,
        actor_id -> Text,
        actor_name -> Text,
        action -> Text,
        title -> Text,
        public -> Bool,
        from_state -> Text,
        to_state -> Text,
        payload -> Text,
        previous_hash -> Text,
        hash -> Text,
    }
}

diesel::table! {
    requests (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        case_id -> Text,
        action -> Text,
        answer_action -> Text,
        title -> Text,
        body -> Text,
        items -> Text,
        state -> Text,
        due_on -> Nullable<Date>,
        answer -> Text,
        created_at -> Timestamp,
        created_by -> Text,
        answered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    messages (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        case_id -> Text,
        at -> Timestamp,
        from_office -> Bool,
        author_id -> Text,
        author_name -> Text,
        body -> Text,
        read_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    notes (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        case_id -> Text,
        at -> Timestamp,
        account_id -> Text,
        author_name -> Text,
        body -> Text,
    }
}

diesel::table! {
    ratings (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        at -> Timestamp,
        procedure_code -> Text,
        stars -> Integer,
        answer -> Text,
        comment -> Text,
    }
}

diesel::table! {
    counters (tenant_id, name, year) {
        tenant_id -> Text,
        name -> Text,
        year -> Integer,
        value -> BigInt,
    }
}

diesel::table! {
    register_entries (tenant_id, register, year, number) {
        tenant_id -> Text,
        register -> Text,
        year -> Integer,
        number -> BigInt,
        direction -> Text,
        at -> Timestamp,
        subject -> Text,
        correspondent -> Text,
        case_id -> Nullable<Text>,
        document_sha256 -> Text,
        idempotency_key -> Text,
    }
}

diesel::table! {
    trust_lists (tenant_id, territory, sha256) {
        tenant_id -> Text,
        territory -> Text,
        sha256 -> Text,
        location -> Text,
        sequence -> BigInt,
        signers -> Text,
        issued_at -> Nullable<Timestamp>,
        next_update -> Nullable<Timestamp>,
        fetched_at -> Timestamp,
        checked_at -> Timestamp,
    }
}

diesel::table! {
    revocation_sources (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        kind -> Text,
        issuer -> Text,
        issuer_name -> Text,
        issuer_certificate -> Text,
        url -> Text,
        serial -> Text,
        number -> Text,
        sha256 -> Text,
        this_update -> Timestamp,
        next_update -> Nullable<Timestamp>,
        fetched_at -> Timestamp,
        used_at -> Timestamp,
    }
}

diesel::table! {
    file_verdicts (tenant_id, file_id, number) {
        tenant_id -> Text,
        file_id -> Text,
        number -> Integer,
        at -> Timestamp,
        cause -> Text,
        verdict -> Text,
        sub_indication -> Text,
        summary -> Text,
        report -> Text,
    }
}

diesel::table! {
    file_watches (tenant_id, file_id) {
        tenant_id -> Text,
        file_id -> Text,
        due_at -> Timestamp,
        tries -> Integer,
        reason -> Text,
        created_at -> Timestamp,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    people,
    accounts,
    account_roles,
    sessions,
    definitions,
    drafts,
    files,
    sealed_documents,
    cases,
    case_texts,
    case_bodies,
    parties,
    events,
    requests,
    messages,
    notes,
    ratings,
    counters,
    register_entries,
    trust_lists,
    revocation_sources,
    file_verdicts,
    file_watches,
    labels,
    case_labels,
    saved_filters,
    exports,
    absences,
    assignment_rules,
    case_links,
    case_parcels,
    case_closures,
    figure_months,
    figure_days,
    register_annulments,
    register_days,
    register_emergencies,
    accesses,
    canned_texts
);

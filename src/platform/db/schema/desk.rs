//! The tables of the offices' desk: labels, exports, assignment, links, figures, register, logs.

diesel::table! {
    labels (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        office -> Text,
        title -> Text,
        tone -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    case_labels (tenant_id, case_id, label_id) {
        tenant_id -> Text,
        case_id -> Text,
        label_id -> Text,
    }
}

diesel::table! {
    saved_filters (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        account_id -> Text,
        office -> Text,
        title -> Text,
        query -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    exports (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        account_id -> Text,
        title -> Text,
        format -> Text,
        filter -> Text,
        state -> Text,
        total -> BigInt,
        done -> BigInt,
        sha256 -> Text,
        bytes -> BigInt,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    absences (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        account_id -> Text,
        from_on -> Date,
        to_on -> Date,
        substitute_id -> Nullable<Text>,
        created_at -> Timestamp,
        created_by -> Text,
    }
}

diesel::table! {
    assignment_rules (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        position -> Integer,
        title -> Text,
        office -> Text,
        procedures -> Text,
        zone -> Text,
        condition -> Text,
        manner -> Text,
        account_id -> Nullable<Text>,
        last_account_id -> Nullable<Text>,
        created_at -> Timestamp,
        created_by -> Text,
        ended_at -> Nullable<Timestamp>,
        ended_by -> Text,
    }
}

diesel::table! {
    case_links (tenant_id, case_id, other_id) {
        tenant_id -> Text,
        case_id -> Text,
        other_id -> Text,
        kind -> Text,
        created_at -> Timestamp,
        created_by -> Text,
    }
}

diesel::table! {
    case_parcels (tenant_id, case_id, parcel) {
        tenant_id -> Text,
        case_id -> Text,
        parcel -> Text,
        label -> Text,
    }
}

diesel::table! {
    case_closures (tenant_id, case_id) {
        tenant_id -> Text,
        case_id -> Text,
        closed_on -> Date,
        days -> Integer,
        silence -> Bool,
        late -> Bool,
    }
}

diesel::table! {
    figure_months (tenant_id, office, procedure_code, month) {
        tenant_id -> Text,
        office -> Text,
        procedure_code -> Text,
        month -> Text,
        filed -> BigInt,
        decided -> BigInt,
        silence -> BigInt,
        late -> BigInt,
        asked -> BigInt,
    }
}

diesel::table! {
    figure_days (tenant_id, office, procedure_code, month, days) {
        tenant_id -> Text,
        office -> Text,
        procedure_code -> Text,
        month -> Text,
        days -> Integer,
        cases -> BigInt,
    }
}

diesel::table! {
    register_annulments (tenant_id, register, year, number) {
        tenant_id -> Text,
        register -> Text,
        year -> Integer,
        number -> BigInt,
        at -> Timestamp,
        account_id -> Text,
        author -> Text,
        reason -> Text,
    }
}

diesel::table! {
    register_days (tenant_id, register, day) {
        tenant_id -> Text,
        register -> Text,
        day -> Date,
        position -> BigInt,
        entries -> BigInt,
        annulments -> BigInt,
        sha256 -> Text,
        bytes -> BigInt,
        previous_hash -> Text,
        hash -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    register_emergencies (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        number -> BigInt,
        at -> Timestamp,
        direction -> Text,
        subject -> Text,
        correspondent -> Text,
        cause -> Text,
        created_at -> Timestamp,
        created_by -> Text,
        reconciled_at -> Nullable<Timestamp>,
        label -> Nullable<Text>,
    }
}

diesel::table! {
    accesses (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        at -> Timestamp,
        account_id -> Text,
        account_name -> Text,
        office -> Text,
        case_id -> Nullable<Text>,
        what -> Text,
        detail -> Text,
    }
}

diesel::table! {
    canned_texts (tenant_id, id) {
        tenant_id -> Text,
        id -> Text,
        office -> Text,
        title -> Text,
        body -> Text,
        created_at -> Timestamp,
        created_by -> Text,
    }
}

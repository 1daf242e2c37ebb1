//! `text_id!`: an identifier that is a text column and cannot be mixed up with another.

/// Declares newtypes over `String` for TEXT columns, with `new`, `as_str`, `Display`, serde and Diesel on both backends.
///
/// ```ignore
/// text_id! {
///     /// A case; UUIDv7 as text, so that order of creation is order of text.
///     CaseId;
/// }
/// ```
#[macro_export]
macro_rules! text_id {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
            diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
        )]
        #[serde(transparent)]
        #[diesel(sql_type = diesel::sql_types::Text)]
        pub struct $name(String);

        impl $name {
            /// Wraps the text of an identifier as it came from the database, a URL or a generator.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        $crate::text_column!($name, |text| Ok($name(text)), |id| id.as_str());
    )+};
}

/// Diesel's `FromSql` and `ToSql` for a type that is a TEXT column: how it is read from a `String` and seen as `&str`.
#[doc(hidden)]
#[macro_export]
macro_rules! text_column {
    ($name:ident, |$text:ident| $read:expr, |$value:ident| $show:expr) => {
        impl<DB> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for $name
        where
            DB: diesel::backend::Backend,
            String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
        {
            fn from_sql(raw: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                let $text = <String as diesel::deserialize::FromSql<
                    diesel::sql_types::Text,
                    DB,
                >>::from_sql(raw)?;
                $read
            }
        }

        $crate::text_column!(@write $name, diesel::pg::Pg, |$value| $show);
        $crate::text_column!(@write $name, diesel::sqlite::Sqlite, |$value| $show);

        impl diesel::serialize::ToSql<diesel::sql_types::Text, $crate::platform::db::MultiBackend>
            for $name
        {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, $crate::platform::db::MultiBackend>,
            ) -> diesel::serialize::Result {
                out.set_value((diesel::sql_types::Text, self));
                Ok(diesel::serialize::IsNull::No)
            }
        }
    };
    (@write $name:ident, $backend:ty, |$value:ident| $show:expr) => {
        impl diesel::serialize::ToSql<diesel::sql_types::Text, $backend> for $name {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, $backend>,
            ) -> diesel::serialize::Result {
                let $value = self;
                <str as diesel::serialize::ToSql<diesel::sql_types::Text, $backend>>::to_sql(
                    $show, out,
                )
            }
        }
    };
}

//! `text_enum!`: an enum that is a text column, with the same words in JSON and in SQL.

/// Declares an enum over a TEXT column: the word of each variant is written once and serves SQL, serde and `as_str`.
///
/// ```ignore
/// text_enum! {
///     /// Where a job is.
///     JobState { Ready = "ready", Leased = "leased", Done = "done", Failed = "failed" }
/// }
/// ```
#[macro_export]
macro_rules! text_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
            diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
        )]
        #[diesel(sql_type = diesel::sql_types::Text)]
        pub enum $name {
            $($(#[$vdoc])* #[doc = concat!("`", $word, "`")] #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every variant, in the order written.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in SQL and JSON.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The variant of a word, if there is one.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        $crate::text_column!(
            $name,
            |text| $name::parse(&text)
                .ok_or_else(|| concat!("a column holds no known ", stringify!($name)).into()),
            |value| value.as_str()
        );
    };
}

//! What people say of a service when they have used it. Kept without their name.

use diesel::prelude::*;

use crate::domain::Scope;
use crate::platform::db::AnyConnection;
use crate::platform::db::schema::ratings;

/// Longest answer or comment, in characters.
const LONGEST: usize = 1_000;

/// Keeps one rating, 1 to 5 stars.
pub fn rate(
    c: &mut AnyConnection,
    scope: &Scope,
    procedure: &str,
    stars: i32,
    answer: &str,
    comment: &str,
) -> QueryResult<usize> {
    let cut = |text: &str| text.chars().take(LONGEST).collect::<String>();
    diesel::insert_into(ratings::table)
        .values((
            ratings::tenant_id.eq(&scope.tenant_id),
            ratings::id.eq(scope.ids.id()),
            ratings::at.eq(scope.at),
            ratings::procedure_code.eq(procedure),
            ratings::stars.eq(stars),
            ratings::answer.eq(cut(answer)),
            ratings::comment.eq(cut(comment)),
        ))
        .execute(c)
}

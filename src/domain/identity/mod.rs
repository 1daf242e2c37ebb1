//! Who is there: persons (citizens, professionals) known through an identity provider, and officers with local accounts.
//!
//! Passwords are argon2id; five failures lock an account for a quarter of an hour. A session is known by the SHA-256 of
//! its token, so a stolen database opens no session; it carries the CSRF token of its forms. Roles belong to an office.

mod error;
mod model;
mod password;
mod queries;
mod right;
mod service;
mod session;

pub use error::{IdentityError, LoginRefusal};
pub use model::{Account, AccountRole, Attributes, NewAccount, Person, Role, SessionKind};
pub use password::{DEMO_PASSWORD, hash_password, verify_password};
pub use queries::{account, accounts_of_offices, person, person_of_code, roles_of};
pub use right::{
    Right, has_right, has_right_anywhere, offices_with, readable_offices, workflow_roles,
};
pub use service::{create_account, login_outcome, register_login, set_password, welcome_person};
pub use session::{Session, SessionRules, close_session, drop_expired, find_session, open_session};

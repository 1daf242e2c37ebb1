//! The technical services, on both databases and against real servers.

mod db;
mod queue;
mod store;

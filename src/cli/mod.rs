//! The commands of the program, one file each.
//!
//! A command reads its arguments, opens what it needs, calls a use case or an engine, and turns the answer into an exit
//! status. It decides nothing by itself.

pub mod verify;

//! Signatures: own fixtures made at test time, a corpus where present, hostile bytes.

mod agreement;
mod case;
mod command;
mod fixture;
mod forge;
mod forged;
mod hostile;
mod list;
mod mutation;
mod party;
mod pdf;
mod renewal;
mod revision;
mod streaming;

//! The offices' pages, asked as a browser asks them.

mod act;
mod batch;
mod effect;
mod export;
mod label;
mod link;
mod login;
mod queue;
mod receive;
mod right;
mod search;
mod signed_act;
mod simulation;

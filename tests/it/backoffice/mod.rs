//! The offices' pages, asked as a browser asks them.

mod access;
mod act;
mod batch;
mod canned;
mod effect;
mod export;
mod label;
mod link;
mod login;
mod protocol;
mod queue;
mod receive;
mod right;
mod search;
mod signed_act;
mod simulation;
mod statistic;

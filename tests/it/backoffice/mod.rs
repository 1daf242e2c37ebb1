//! The offices' pages, asked as a browser asks them.

mod act;
mod effect;
mod login;
mod queue;
mod right;
mod signed_act;

//! Sportello: the digital one-stop shop of Italian municipalities.
//!
//! The floors, from the ground: `base` (vocabulary), `engine` (pure), `platform` (technical services), `gateway` (the
//! outside world), `domain` (use cases), `job` and `web` (entrances), `cli`. A room imports only from lower floors.

#![forbid(unsafe_code)]

pub mod app;
pub mod base;
pub mod cli;
pub mod config;
pub mod domain;
pub mod engine;
pub mod gateway;
pub mod job;
pub mod platform;
pub mod web;

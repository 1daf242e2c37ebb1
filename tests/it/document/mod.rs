//! The document room: what the writers produce, checked with other people's tools where they are installed
//! (`apt-get install poppler-utils qpdf`; a test that misses its tool says so and ends).

mod case;
mod html;
mod injection;
mod pdf;
mod sample;
mod table;
mod template;
mod text;
mod tool;

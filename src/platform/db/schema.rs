//! Diesel's view of the tables: one `table!` each, with the portable column types only.

//! What is done later, without a worker: the jobs themselves.

mod upkeep;

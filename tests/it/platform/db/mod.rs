mod column;
mod migration;
mod transaction;
mod url;

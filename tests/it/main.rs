//! The one integration binary. A folder here mirrors a folder of `src`.

mod base;

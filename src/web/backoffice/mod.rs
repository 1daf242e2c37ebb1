//! The offices' side: queue, case, actions.

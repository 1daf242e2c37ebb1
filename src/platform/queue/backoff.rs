//! How long to wait before the next attempt.

use chrono::Duration;

const FIRST_SECONDS: i64 = 15;
const LONGEST_SECONDS: i64 = 12 * 3600;

/// The pause after the `attempt`-th failed run (1 is the first): 15 s, 1 min, 4 min, 16 min… up to 12 hours, made longer
/// by up to a quarter by `chance`, so that what failed together is not retried together.
pub fn pause(attempt: i32, chance: u8) -> Duration {
    let exponent = u32::try_from(attempt.saturating_sub(1).clamp(0, 12)).unwrap_or(0);
    let seconds = FIRST_SECONDS.saturating_mul(4_i64.pow(exponent)).min(LONGEST_SECONDS);
    Duration::milliseconds(seconds * 1000 + seconds * 250 * i64::from(chance) / 255)
}

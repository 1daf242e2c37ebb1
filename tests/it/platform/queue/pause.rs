use chrono::Duration;
use sportello::platform::queue::{Period, pause};

#[test]
fn pauses_grow_to_twelve_hours_and_differ_by_a_quarter_at_most() {
    assert_eq!(pause(1, 0), Duration::seconds(15));
    assert_eq!(pause(2, 0), Duration::seconds(60));
    assert_eq!(pause(3, 0), Duration::seconds(240));
    assert_eq!(pause(1, 255), Duration::milliseconds(18_750));
    for attempt in [9, 10, 1000, i32::MAX] {
        assert_eq!(pause(attempt, 0), Duration::hours(12));
    }
    assert_eq!(pause(0, 0), pause(1, 0));
    for attempt in 1..20 {
        assert!(pause(attempt, 255) >= pause(attempt, 0));
        assert!(pause(attempt + 1, 0) >= pause(attempt, 0));
    }
}

#[test]
fn a_period_has_one_key() {
    let at = |text: &str| text.parse::<chrono::NaiveDateTime>().unwrap();
    for (period, first, same, next) in [
        (Period::Day, "2026-05-03T00:00:00", "2026-05-03T23:59:59", "2026-05-04T00:00:00"),
        (Period::Hour, "2026-05-03T07:00:00", "2026-05-03T07:59:59", "2026-05-03T08:00:00"),
        (Period::Minutes(15), "2026-05-03T07:15:00", "2026-05-03T07:29:59", "2026-05-03T07:30:00"),
    ] {
        assert_eq!(period.key(at(first)), period.key(at(same)), "{period:?}");
        assert_ne!(period.key(at(same)), period.key(at(next)), "{period:?}");
    }
}

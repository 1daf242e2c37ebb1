//! A second clock, as simple as possible: it looks at every day in turn. Any history must give the same result.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use sportello::engine::terms::{
    Calendar, ClockEvent, ClockState, ClockVerb, Term, Unit, reckon, simulate,
};

use super::{calendar, date};

struct Model<'a> {
    term: &'a Term,
    calendar: &'a Calendar,
    state: ClockState,
    elapsed: i64,
    allowance: i64,
    extra: i64,
    pauses: Vec<(String, Option<NaiveDate>)>,
    suspended: i64,
    date: Option<NaiveDate>,
}

#[derive(Debug, PartialEq)]
struct Seen {
    state: ClockState,
    elapsed: i64,
    suspended: i64,
}

impl Model<'_> {
    fn alive(&self) -> bool {
        matches!(self.state, ClockState::Running | ClockState::Suspended | ClockState::Interrupted)
    }

    fn base(&self, start: NaiveDate) -> i64 {
        let months = match self.term.unit {
            Unit::Days | Unit::WorkingDays => return i64::from(self.term.length),
            Unit::Months => self.term.length,
            Unit::Years => 12 * self.term.length,
        };
        (start + chrono::Months::new(months) - start).num_days()
    }

    fn live_through(&mut self, day: NaiveDate) {
        let counts = self.term.unit != Unit::WorkingDays || self.calendar.is_working(day);
        match self.state {
            ClockState::Running if counts && self.elapsed < self.allowance => self.elapsed += 1,
            ClockState::Suspended => self.suspended += 1,
            _ => {}
        }
        self.end_pauses(day);
    }

    fn end_pauses(&mut self, day: NaiveDate) {
        if self.state == ClockState::Suspended {
            self.pauses.retain(|(_, end)| end.is_none_or(|e| e > day));
            if self.pauses.is_empty() {
                self.state = ClockState::Running;
            }
        }
    }

    fn restart(&mut self, day: NaiveDate) {
        self.elapsed = 0;
        self.suspended = 0;
        self.pauses.clear();
        self.allowance = self.base(day) + self.extra;
        self.state = ClockState::Running;
    }

    fn happen(&mut self, event: &ClockEvent) {
        let day = event.on;
        let counting = matches!(self.state, ClockState::Running | ClockState::Suspended);
        match &event.verb {
            ClockVerb::Start if !self.alive() => {
                self.extra = 0;
                self.date = None;
                self.restart(day);
            }
            ClockVerb::Suspend { cause, max_days } if counting && *max_days != Some(0) => {
                self.pauses.push((cause.clone(), max_days.map(|n| day + Days::new(n.into()))));
                self.state = ClockState::Suspended;
            }
            ClockVerb::Resume { cause, after_days } => {
                let end = day + Days::new((*after_days).into());
                for pause in
                    self.pauses.iter_mut().filter(|p| cause.as_ref().is_none_or(|c| *c == p.0))
                {
                    pause.1 = Some(pause.1.map_or(end, |e| e.min(end)));
                }
                self.end_pauses(day);
            }
            ClockVerb::Interrupt if counting => {
                self.elapsed = 0;
                self.suspended = 0;
                self.pauses.clear();
                self.state = ClockState::Interrupted;
            }
            ClockVerb::Restart if self.state == ClockState::Interrupted => self.restart(day),
            ClockVerb::Reset if self.alive() => self.restart(day),
            ClockVerb::Extend { days: Some(n), .. } if self.alive() => {
                self.extra += i64::from(*n);
                self.allowance += i64::from(*n);
            }
            ClockVerb::Fulfil if self.alive() || self.state == ClockState::Expired => {
                self.state = ClockState::Fulfilled;
                self.pauses.clear();
            }
            ClockVerb::Stop if self.alive() || self.state == ClockState::Expired => {
                self.state = ClockState::Stopped;
                self.pauses.clear();
            }
            _ => {}
        }
    }
}

/// The date (when the history does not close the term) and what is seen on `today`.
fn walk(
    term: &Term,
    calendar: &Calendar,
    events: &[ClockEvent],
    today: NaiveDate,
) -> (Option<NaiveDate>, Seen) {
    let mut ordered = events.to_vec();
    ordered.sort_by_key(|e| e.on);
    let mut model = Model {
        term,
        calendar,
        state: ClockState::NotStarted,
        elapsed: 0,
        allowance: 0,
        extra: 0,
        pauses: Vec::new(),
        suspended: 0,
        date: None,
    };
    let mut seen = Seen { state: ClockState::NotStarted, elapsed: 0, suspended: 0 };
    let first = date("2023-12-01");
    for day in first.iter_days().take(6_000) {
        model.live_through(day);
        ordered.iter().filter(|e| e.on == day).for_each(|e| model.happen(e));
        let ends = model.state == ClockState::Running
            && model.elapsed >= model.allowance
            && calendar.obstacle(day).is_none();
        if day == today {
            seen = Seen { state: model.state, elapsed: model.elapsed, suspended: model.suspended };
        }
        if ends {
            model.state = ClockState::Expired;
            model.date = Some(day);
        }
    }
    (model.date, seen)
}

fn verb() -> impl Strategy<Value = ClockVerb> {
    let cause = prop_oneof![Just("a".to_owned()), Just("b".to_owned())];
    prop_oneof![
        3 => Just(ClockVerb::Start),
        6 => (cause.clone(), proptest::option::of(0u32..60)).prop_map(|(cause, max_days)| ClockVerb::Suspend { cause, max_days }),
        6 => (proptest::option::of(cause), 0u32..15).prop_map(|(cause, after_days)| ClockVerb::Resume { cause, after_days }),
        2 => Just(ClockVerb::Interrupt),
        3 => Just(ClockVerb::Restart),
        1 => Just(ClockVerb::Reset),
        2 => (0u32..40).prop_map(|n| ClockVerb::Extend { days: Some(n), to: None }),
        1 => Just(ClockVerb::Fulfil),
        1 => Just(ClockVerb::Stop),
    ]
}

fn history() -> impl Strategy<Value = Vec<ClockEvent>> {
    let later = proptest::collection::vec((0u64..400, verb()), 0..9);
    (0u64..700, later).prop_map(|(start, later)| {
        let zero = date("2024-01-01") + Days::new(start);
        let mut events = vec![ClockEvent::new(zero, ClockVerb::Start)];
        events.extend(
            later.into_iter().map(|(after, verb)| ClockEvent::new(zero + Days::new(after), verb)),
        );
        events
    })
}

fn any_term() -> impl Strategy<Value = Term> {
    let unit = prop_oneof![4 => Just(Unit::Days), 3 => Just(Unit::WorkingDays), 1 => Just(Unit::Months), 1 => Just(Unit::Years)];
    (unit, 0u32..100).prop_map(|(unit, n)| {
        let length = match unit {
            Unit::Months => n % 14,
            Unit::Years => n % 4,
            _ => n,
        };
        let (code, title, source) = ("t".into(), "T".into(), "fonte".into());
        Term { code, title, length, unit, max: None, source, verified_on: None }
    })
}

fn any_calendar() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just("-"),
        Just("patron 06-24"),
        Just("saturday moves"),
        Just("saturday works, patron 10-04"),
        Just("closed 2024-08-05..2024-08-25!, closed 2025-12-22..2026-01-07"),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_history_agrees_with_the_day_by_day_model(
        term in any_term(), events in history(), days in any_calendar(), at in 0u64..1_200,
    ) {
        let calendar = calendar(days);
        let today = date("2024-01-01") + Days::new(at);
        let found = reckon(&term, &events, &calendar, today);
        let (expected, seen) = walk(&term, &calendar, &events, today);
        prop_assert_eq!(&Seen { state: found.state, elapsed: found.elapsed, suspended: found.suspended }, &seen, "{:?}", found.story);
        let closed = events.iter().any(|e| matches!(e.verb, ClockVerb::Fulfil | ClockVerb::Stop));
        if !closed {
            prop_assert_eq!(found.date, expected, "{:?}", found.story);
        }
        if let Some(end) = found.date {
            prop_assert!(calendar.obstacle(end).is_none(), "a term ended on a feast");
        }
    }

    #[test]
    fn a_longer_suspension_never_brings_the_end_nearer(
        term in any_term(), at in 0u32..40, a in 1u32..40, b in 0u32..40,
    ) {
        let calendar = calendar("-");
        let start = date("2026-01-15");
        let history = vec![ClockEvent::new(start, ClockVerb::Start)];
        let suspend = |n: u32| ClockEvent::new(
            start + Days::new(at.into()),
            ClockVerb::Suspend { cause: "a".into(), max_days: Some(n) },
        );
        let short = simulate(&term, &history, &[suspend(a)], &calendar, start);
        let long = simulate(&term, &history, &[suspend(a + b)], &calendar, start);
        prop_assert!(short.after.date <= long.after.date);
        prop_assert!(short.before.date <= short.after.date);
    }

    #[test]
    fn extreme_figures_do_not_panic(length in any::<u32>(), max in proptest::option::of(any::<u32>()), days in any::<u32>(), unit in 0..3) {
        let unit = [Unit::Days, Unit::Months, Unit::Years][unit as usize];
        let (code, title, source) = ("t".into(), "T".into(), "fonte".into());
        let term = Term { code, title, length, unit, max, source, verified_on: None };
        let start = date("2026-01-15");
        let events = [
            ClockEvent::new(start, ClockVerb::Start),
            ClockEvent::new(start, ClockVerb::Extend { days: Some(days), to: Some(NaiveDate::MAX) }),
            ClockEvent::new(start, ClockVerb::Suspend { cause: "a".into(), max_days: Some(days) }),
        ];
        let _ = reckon(&term, &events, &calendar("-"), start);
    }
}

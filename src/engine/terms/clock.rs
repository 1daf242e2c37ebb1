//! The clock: events in, a run with its dates out.
//!
//! The run jumps from event to event and lets suspensions end by themselves on the way. What it meets is kept as
//! [`Mark`]s (to answer for any day) and [`Moment`]s (to be told in words).

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::deadline::{ClockState, Deadline};
use super::event::{ClockEvent, ClockVerb};
use super::explanation;
use super::term::{Term, plus};

/// Reckons `term` from its `events` as seen on `today`.
///
/// Events may be in any order (those of one day count in the order given) and may lie after `today`: the date takes
/// them in, the state and the counts are those of `today`. Events that cannot have effect (a suspension after the
/// expiry, a resumption of nothing) are ignored and said so in the story.
pub fn reckon(
    term: &Term,
    events: &[ClockEvent],
    calendar: &Calendar,
    today: NaiveDate,
) -> Deadline {
    let mut ordered: Vec<&ClockEvent> = events.iter().collect();
    ordered.sort_by_key(|e| e.on);
    let mut run = Run::new(term, calendar);
    for event in ordered {
        run.advance(event.on);
        run.apply(event);
    }
    run.advance(NaiveDate::MAX);
    let mut deadline = run.seen_on(today);
    explanation::explain(&run, &mut deadline, today);
    deadline
}

/// A suspension that is not over yet.
#[derive(Debug, Clone)]
struct Pause {
    cause: String,
    end: Option<NaiveDate>,
}

/// The standing of the clock from a day on.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub from: NaiveDate,
    pub state: ClockState,
    pub start: Option<NaiveDate>,
    pub elapsed: i64,
    pub allowance: i64,
    pub suspended: i64,
}

/// Something worth telling.
#[derive(Debug, Clone)]
pub(super) struct Moment {
    pub on: NaiveDate,
    pub what: Happening,
    pub reason: Option<String>,
    pub elapsed: i64,
    pub remaining: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Happening {
    Start,
    Suspend { max_days: Option<u32> },
    WillResume { on: NaiveDate },
    Resume { suspended: i64, by_itself: bool },
    Interrupt,
    Restart,
    Extend { days: i64 },
    Expire { counted_to: NaiveDate },
    Fulfil { late: bool },
    Stop,
    Ignored(&'static str),
}

#[derive(Debug, Clone)]
pub(super) struct Run<'a> {
    pub term: &'a Term,
    pub calendar: &'a Calendar,
    pub marks: Vec<Mark>,
    pub moments: Vec<Moment>,
    /// Last useful day, once the run has reached it (or would, had it not ended before).
    pub date: Option<NaiveDate>,
    pub counted_to: Option<NaiveDate>,
    pub ended_on: Option<NaiveDate>,
    at: NaiveDate,
    phase: ClockState,
    start: Option<NaiveDate>,
    elapsed: i64,
    allowance: i64,
    /// Extensions in days survive a restart; those to a date do not.
    extra: i64,
    pauses: Vec<Pause>,
    paused_since: Option<NaiveDate>,
    suspended: i64,
}

impl<'a> Run<'a> {
    fn new(term: &'a Term, calendar: &'a Calendar) -> Self {
        Self {
            term,
            calendar,
            marks: Vec::new(),
            moments: Vec::new(),
            date: None,
            counted_to: None,
            ended_on: None,
            at: NaiveDate::MIN,
            phase: ClockState::NotStarted,
            start: None,
            elapsed: 0,
            allowance: 0,
            extra: 0,
            pauses: Vec::new(),
            paused_since: None,
            suspended: 0,
        }
    }

    /// Lets time pass up to `to`, whose own events are still to come.
    fn advance(&mut self, to: NaiveDate) {
        loop {
            match self.phase {
                ClockState::Suspended => {
                    let next = self.pauses.iter().filter_map(|p| p.end).min();
                    match next.filter(|end| *end <= to) {
                        Some(end) => {
                            self.at = self.at.max(end);
                            self.end_pauses(true);
                        }
                        None => break,
                    }
                }
                ClockState::Running => {
                    self.count_up_to(to);
                    break;
                }
                _ => break,
            }
        }
        self.at = self.at.max(to);
    }

    fn count_up_to(&mut self, to: NaiveDate) {
        let counted_to = self.term.add(self.calendar, self.at, self.remaining());
        let date = self.calendar.roll(counted_to);
        if date < to {
            self.elapsed = self.allowance;
            self.date = Some(date);
            self.counted_to = Some(counted_to);
            self.at = date;
            self.tell(Happening::Expire { counted_to }, None);
            // The last day is still useful: the term is expired from the day after.
            self.at = plus(date, 1);
            self.enter(ClockState::Expired);
        } else {
            self.elapsed += self.term.count(self.calendar, self.at, to, self.remaining());
        }
    }

    fn apply(&mut self, event: &ClockEvent) {
        let refusal = match &event.verb {
            ClockVerb::Start => self.begin(event),
            ClockVerb::Suspend { cause, max_days } => self.suspend(event, cause, *max_days),
            ClockVerb::Resume { cause, after_days } => {
                self.resume(event, cause.as_deref(), *after_days)
            }
            ClockVerb::Interrupt => self.interrupt(event),
            ClockVerb::Restart => self.restart(event),
            ClockVerb::Reset => self.reset(event),
            ClockVerb::Extend { days, to } => self.extend(event, *days, *to),
            ClockVerb::Fulfil => self.finish(event, ClockState::Fulfilled),
            ClockVerb::Stop => self.finish(event, ClockState::Stopped),
        };
        if let Err(why) = refusal {
            self.tell(Happening::Ignored(why), event.reason.clone());
        }
    }

    fn begin(&mut self, event: &ClockEvent) -> Result<(), &'static str> {
        if self.is_alive() {
            return Err("il termine è già iniziato");
        }
        self.extra = 0;
        self.run_from(event, Happening::Start);
        Ok(())
    }

    fn run_from(&mut self, event: &ClockEvent, what: Happening) {
        let base = self.term.allowance(event.on);
        self.start = Some(event.on);
        self.elapsed = 0;
        self.suspended = 0;
        self.pauses.clear();
        self.paused_since = None;
        self.allowance = self.cap(base, base.saturating_add(self.extra));
        self.date = None;
        self.counted_to = None;
        self.ended_on = None;
        self.tell(what, event.reason.clone());
        self.enter(ClockState::Running);
    }

    fn suspend(
        &mut self,
        event: &ClockEvent,
        cause: &str,
        max_days: Option<u32>,
    ) -> Result<(), &'static str> {
        self.counting()?;
        if max_days == Some(0) {
            return Err("la sospensione non ha giorni");
        }
        let end = max_days.map(|n| plus(self.at, i64::from(n)));
        self.pauses.push(Pause { cause: cause.to_owned(), end });
        self.tell(Happening::Suspend { max_days }, event.reason.clone());
        if self.paused_since.is_none() {
            self.paused_since = Some(self.at);
            self.enter(ClockState::Suspended);
        }
        Ok(())
    }

    fn resume(
        &mut self,
        event: &ClockEvent,
        cause: Option<&str>,
        after_days: u32,
    ) -> Result<(), &'static str> {
        let on = plus(self.at, i64::from(after_days));
        let mut found = false;
        for pause in self.pauses.iter_mut().filter(|p| cause.is_none_or(|c| c == p.cause)) {
            pause.end = Some(pause.end.map_or(on, |end| end.min(on)));
            found = true;
        }
        if !found {
            return Err("non c'era una sospensione in corso");
        }
        if after_days > 0 {
            self.tell(Happening::WillResume { on }, event.reason.clone());
        }
        self.end_pauses(false);
        Ok(())
    }

    /// Drops the pauses that are over and, with the last one, lets the clock run again.
    fn end_pauses(&mut self, by_itself: bool) {
        let at = self.at;
        self.pauses.retain(|p| p.end.is_none_or(|end| end > at));
        if !self.pauses.is_empty() {
            return;
        }
        if let Some(since) = self.paused_since.take() {
            let days = (at - since).num_days();
            self.suspended += days;
            self.tell(Happening::Resume { suspended: days, by_itself }, None);
            self.enter(ClockState::Running);
        }
    }

    fn interrupt(&mut self, event: &ClockEvent) -> Result<(), &'static str> {
        self.counting()?;
        self.tell(Happening::Interrupt, event.reason.clone());
        self.elapsed = 0;
        self.suspended = 0;
        self.pauses.clear();
        self.paused_since = None;
        self.enter(ClockState::Interrupted);
        Ok(())
    }

    fn restart(&mut self, event: &ClockEvent) -> Result<(), &'static str> {
        if self.phase != ClockState::Interrupted {
            return Err("il termine non era interrotto");
        }
        self.run_from(event, Happening::Restart);
        Ok(())
    }

    fn reset(&mut self, event: &ClockEvent) -> Result<(), &'static str> {
        if !self.is_alive() {
            return Err(self.over());
        }
        self.run_from(event, Happening::Restart);
        Ok(())
    }

    fn extend(
        &mut self,
        event: &ClockEvent,
        days: Option<u32>,
        to: Option<NaiveDate>,
    ) -> Result<(), &'static str> {
        if !self.is_alive() {
            return Err(self.over());
        }
        let before = self.allowance;
        let lasting = days.map_or(0, i64::from);
        self.extra += lasting;
        let base = self.start.map_or(before, |s| self.term.allowance(s));
        self.allowance = self.cap(base.max(before), before + lasting);
        if let Some(to) = to {
            let dated = self.days_to(to);
            self.allowance = self.cap(base.max(before), self.allowance + dated);
        }
        let gained = self.allowance - before;
        if gained == 0 {
            return Err("la proroga non aggiunge giorni");
        }
        self.tell(Happening::Extend { days: gained }, event.reason.clone());
        self.enter(self.phase);
        Ok(())
    }

    /// Countable days between the end as it stands and `to`; zero when there is no end to move.
    fn days_to(&self, to: NaiveDate) -> i64 {
        let mut ahead = self.clone();
        ahead.advance(NaiveDate::MAX);
        let end = ahead.counted_to.or_else(|| {
            (self.phase == ClockState::Suspended)
                .then(|| self.term.add(self.calendar, self.at, self.remaining()))
        });
        end.map_or(0, |end| self.term.count_whole(self.calendar, end, to))
    }

    fn finish(&mut self, event: &ClockEvent, state: ClockState) -> Result<(), &'static str> {
        if !self.is_alive() && self.phase != ClockState::Expired {
            return Err(self.over());
        }
        let late = self.phase == ClockState::Expired;
        if !late {
            // The date it had is worth keeping: it is what "in time" refers to.
            let mut ahead = self.clone();
            ahead.advance(NaiveDate::MAX);
            (self.date, self.counted_to) = (ahead.date, ahead.counted_to);
        }
        self.close_open_pause();
        self.ended_on = Some(self.at);
        let what = if state == ClockState::Fulfilled {
            Happening::Fulfil { late }
        } else {
            Happening::Stop
        };
        self.tell(what, event.reason.clone());
        self.enter(state);
        Ok(())
    }

    fn close_open_pause(&mut self) {
        self.pauses.clear();
        if let Some(since) = self.paused_since.take() {
            self.suspended += (self.at - since).num_days();
        }
    }

    /// An extension never passes the maximum, and a maximum below the base never shortens the base.
    fn cap(&self, base: i64, days: i64) -> i64 {
        self.term.max.map_or(days, |max| days.min(i64::from(max).max(base)))
    }

    fn remaining(&self) -> i64 {
        (self.allowance - self.elapsed).max(0)
    }

    fn is_alive(&self) -> bool {
        matches!(self.phase, ClockState::Running | ClockState::Suspended | ClockState::Interrupted)
    }

    fn counting(&self) -> Result<(), &'static str> {
        match self.phase {
            ClockState::Running | ClockState::Suspended => Ok(()),
            _ => Err(self.over()),
        }
    }

    fn over(&self) -> &'static str {
        match self.phase {
            ClockState::NotStarted => "il termine non era iniziato",
            ClockState::Interrupted => "il termine era interrotto",
            ClockState::Expired => "il termine era già scaduto",
            _ => "il termine era già concluso",
        }
    }

    fn tell(&mut self, what: Happening, reason: Option<String>) {
        let (elapsed, remaining) = (self.elapsed, self.remaining());
        self.moments.push(Moment { on: self.at, what, reason, elapsed, remaining });
    }

    fn enter(&mut self, state: ClockState) {
        self.phase = state;
        // A mark in the middle of a suspension (an extension) takes in what has been suspended up to it.
        let open = self.paused_since.map_or(0, |since| (self.at - since).num_days());
        self.marks.push(Mark {
            from: self.at,
            state,
            start: self.start,
            elapsed: self.elapsed,
            allowance: self.allowance,
            suspended: self.suspended + open,
        });
    }

    fn seen_on(&self, today: NaiveDate) -> Deadline {
        let mark = self.marks.iter().rev().find(|m| m.from <= today);
        let (state, start, allowance) = mark.map_or_else(
            || (ClockState::NotStarted, None, self.term.allowance(today)),
            |m| (m.state, m.start, m.allowance),
        );
        let elapsed = mark.map_or(0, |m| match m.state {
            ClockState::Running => {
                let left = (m.allowance - m.elapsed).max(0);
                m.elapsed + self.term.count(self.calendar, m.from, today, left)
            }
            _ => m.elapsed,
        });
        let suspended = mark.map_or(0, |m| match m.state {
            ClockState::Suspended => m.suspended + (today - m.from).num_days(),
            _ => m.suspended,
        });
        Deadline {
            state,
            date: self.date,
            moved_from: self.counted_to.filter(|c| Some(*c) != self.date),
            start,
            elapsed,
            remaining: (allowance - elapsed).max(0),
            suspended,
            days_left: self.date.map(|d| (d - today).num_days()),
            ended_on: self.ended_on.filter(|d| *d <= today),
            late: self.ended_on.zip(self.date).is_some_and(|(end, date)| end > date),
            text: String::new(),
            story: Vec::new(),
        }
    }
}

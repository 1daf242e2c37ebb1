//! A run told in Italian: one line for lists and buttons, and a story with a sentence for every fact.

use chrono::NaiveDate;

use super::clock::{Happening, Moment, Run};
use super::deadline::{ClockState, Deadline, Sentence};
use super::phrase::{Before, count, day, weekday};
use super::term::Unit;

/// Fills `text` and `story` of the deadline.
pub(super) fn explain(run: &Run<'_>, deadline: &mut Deadline, today: NaiveDate) {
    let teller = Teller { run, today };
    let mut story: Vec<Sentence> = run.moments.iter().map(|m| teller.sentence(m)).collect();
    if deadline.state == ClockState::Running
        && let Some(last) = days_left(deadline)
    {
        story.push(Sentence { on: today, fact: "left", text: last });
    }
    deadline.story = story;
    deadline.text = teller.line(deadline);
}

struct Teller<'a> {
    run: &'a Run<'a>,
    today: NaiveDate,
}

impl Teller<'_> {
    fn date(&self, before: Before, date: NaiveDate) -> String {
        before.with(date, &day(date, self.today))
    }

    fn named(&self, date: NaiveDate) -> String {
        format!("{} {}", weekday(date), day(date, self.today))
    }

    /// Counted units of a running clock: months and years are counted in days once started.
    fn counted(&self, n: i64) -> String {
        match self.run.term.unit {
            Unit::WorkingDays => count(n, Unit::WorkingDays),
            _ => count(n, Unit::Days),
        }
    }

    fn length(&self) -> String {
        count(i64::from(self.run.term.length), self.run.term.unit)
    }

    fn sentence(&self, m: &Moment) -> Sentence {
        let because = m.reason.as_ref().map_or_else(String::new, |r| format!(" ({r})"));
        let (fact, text) = match m.what {
            Happening::Start => ("start", self.started(m, "Il termine è di")),
            Happening::Restart => {
                ("restart", self.started(m, "Il termine ricomincia da zero e torna a essere di"))
            }
            Happening::Suspend { max_days } => ("suspend", self.suspended(m, max_days, &because)),
            Happening::WillResume { on } => (
                "resume",
                format!(
                    "{}{because}: il conteggio riprende {}.",
                    capital(&self.date(Before::Il, m.on)),
                    self.date(Before::Il, on)
                ),
            ),
            Happening::Resume { suspended, by_itself } => {
                ("resume", self.resumed(m, suspended, by_itself))
            }
            Happening::Interrupt => (
                "interrupt",
                format!(
                    "Interrotto {}{because}: i giorni passati non contano più.",
                    self.date(Before::Il, m.on)
                ),
            ),
            Happening::Extend { days } => (
                "extend",
                format!(
                    "Prorogato di {} {}{because}.",
                    self.counted(days),
                    self.date(Before::Il, m.on)
                ),
            ),
            Happening::Expire { counted_to } => ("due", self.due(m.on, counted_to)),
            Happening::Fulfil { late } => ("fulfil", self.fulfilled(m, late, &because)),
            Happening::Stop => {
                ("stop", format!("Chiuso {}{because}.", self.date(Before::Il, m.on)))
            }
            Happening::Ignored(why) => (
                "ignored",
                format!(
                    "Quanto avvenuto {}{because} non ha effetto: {why}.",
                    self.date(Before::Il, m.on)
                ),
            ),
        };
        Sentence { on: m.on, fact, text }
    }

    fn started(&self, m: &Moment, opening: &str) -> String {
        let because = m.reason.as_ref().map_or_else(String::new, |r| format!(", {r}"));
        format!(
            "{opening} {} ({}) {}{because}: il giorno iniziale non si conta.",
            self.length(),
            self.run.term.source,
            self.date(Before::Dal, m.on)
        )
    }

    fn suspended(&self, m: &Moment, max_days: Option<u32>, because: &str) -> String {
        let most = max_days.map_or_else(String::new, |n| {
            format!(", per {} al massimo", count(i64::from(n), Unit::Days))
        });
        let passed = if m.elapsed == 1 { "è passato" } else { "sono passati" };
        let left = if m.remaining == 1 { "ne resta" } else { "ne restano" };
        format!(
            "Sospeso {}{because}{most}: {passed} {}, {left} {}.",
            self.date(Before::Dal, m.on),
            self.counted(m.elapsed),
            m.remaining
        )
    }

    fn resumed(&self, m: &Moment, suspended: i64, by_itself: bool) -> String {
        let how = if by_itself { "Riprende da sé" } else { "Riprende" };
        let left = if m.remaining == 1 { "ne resta" } else { "ne restano" };
        format!(
            "{how} {} dopo {} di sospensione: {left} {}.",
            self.date(Before::Il, m.on),
            count(suspended, Unit::Days),
            m.remaining
        )
    }

    fn due(&self, date: NaiveDate, counted_to: NaiveDate) -> String {
        if date == counted_to {
            return format!("L'ultimo giorno utile è {}.", self.named(date));
        }
        let feast = self.run.calendar.obstacle(counted_to).unwrap_or_default();
        let name = match feast {
            "domenica" | "sabato" => String::new(),
            feast => format!(" ({feast})"),
        };
        format!("Il termine cadeva {}{name}: passa a {}.", self.named(counted_to), self.named(date))
    }

    fn fulfilled(&self, m: &Moment, late: bool, because: &str) -> String {
        let when = if late { "oltre il termine" } else { "nei termini" };
        format!("Concluso {}{because}, {when}.", self.date(Before::Il, m.on))
    }

    fn line(&self, deadline: &Deadline) -> String {
        let mut parts = vec![match deadline.start {
            Some(start) => format!("{} {}", self.length(), self.date(Before::Dal, start)),
            None => self.length(),
        }];
        if self.restarted(deadline) {
            parts.push("ripartiti da zero".to_owned());
        }
        let extended = self.extended(deadline);
        if extended > 0 {
            parts.push(format!("prorogati di {extended}"));
        }
        let suspended = self.suspended_in_all(deadline);
        let open_ended = deadline.state == ClockState::Suspended && deadline.date.is_none();
        if suspended > 0 && !open_ended {
            parts.push(format!("sospesi {suspended}"));
        }
        parts.push(self.ending(deadline));
        parts.join(", ")
    }

    fn ending(&self, deadline: &Deadline) -> String {
        let date = |before| deadline.date.map(|d| self.date(before, d));
        match (deadline.state, date(Before::Il)) {
            (ClockState::NotStarted, _) => "non ancora iniziato".to_owned(),
            (ClockState::Interrupted, _) => "interrotto: ripartirà da zero".to_owned(),
            (ClockState::Suspended, None) => {
                format!("sospeso: restano {}", self.counted(deadline.remaining))
            }
            (ClockState::Suspended, Some(d)) => format!("ora sospeso, scade {d} al più tardi"),
            (ClockState::Expired, Some(d)) => format!("scaduto {d}"),
            (ClockState::Fulfilled | ClockState::Stopped, _) => self.ended(deadline),
            (_, Some(d)) => format!("scade {d}"),
            (_, None) => format!("restano {}", self.counted(deadline.remaining)),
        }
    }

    fn ended(&self, deadline: &Deadline) -> String {
        let verb = if deadline.state == ClockState::Fulfilled { "concluso" } else { "chiuso" };
        let late = if deadline.late { " oltre il termine" } else { "" };
        deadline.ended_on.map_or_else(
            || verb.to_owned(),
            |d| format!("{verb} {}{late}", self.date(Before::Il, d)),
        )
    }

    /// Moments of the run that is current on the day of the question.
    fn current(&self, deadline: &Deadline) -> impl Iterator<Item = &Moment> {
        let from = deadline.start.and_then(|start| {
            self.run.moments.iter().rposition(|m| {
                m.on == start && matches!(m.what, Happening::Start | Happening::Restart)
            })
        });
        let from = from.unwrap_or(self.run.moments.len());
        self.run
            .moments
            .iter()
            .enumerate()
            .filter_map(move |(i, m)| (i >= from).then_some(m))
            .take_while(move |m| {
                m.on == deadline.start.unwrap_or(m.on)
                    || !matches!(m.what, Happening::Start | Happening::Restart)
            })
    }

    fn restarted(&self, deadline: &Deadline) -> bool {
        self.current(deadline).next().is_some_and(|m| m.what == Happening::Restart)
    }

    fn extended(&self, deadline: &Deadline) -> i64 {
        self.current(deadline)
            .map(|m| if let Happening::Extend { days } = m.what { days } else { 0 })
            .sum()
    }

    /// All the suspended days that the date takes in, also those after the day of the question.
    fn suspended_in_all(&self, deadline: &Deadline) -> i64 {
        let told: i64 = self
            .current(deadline)
            .map(|m| if let Happening::Resume { suspended, .. } = m.what { suspended } else { 0 })
            .sum();
        told.max(deadline.suspended)
    }
}

fn capital(text: &str) -> String {
    super::phrase::sentence_case(text)
}

fn days_left(deadline: &Deadline) -> Option<String> {
    Some(match deadline.days_left? {
        0 => "Scade oggi.".to_owned(),
        1 => "Manca 1 giorno.".to_owned(),
        n => format!("Mancano {n} giorni."),
    })
}

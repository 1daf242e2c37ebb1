//! The municipality's own days: patron saint, closing days, Saturdays.

use serde::Deserialize;

use crate::engine::terms::{LocalDays, Patron};

/// The `calendar` section of `tenant.json`; days are `MM-DD`.
#[derive(Debug, Clone, Deserialize)]
pub struct CalendarSection {
    pub patron_saint: NamedDay,
    #[serde(default)]
    pub closing_days: Vec<NamedDay>,
    #[serde(default)]
    pub saturday_working: bool,
}

/// A day of every year.
#[derive(Debug, Clone, Deserialize)]
pub struct NamedDay {
    /// `MM-DD`.
    pub day: String,
    pub name: String,
}

impl CalendarSection {
    /// As the term engine wants them.
    pub fn local_days(&self) -> LocalDays {
        LocalDays {
            patron: patron(&self.patron_saint),
            saturday_is_working: self.saturday_working,
            ..LocalDays::default()
        }
    }
}

fn patron(named: &NamedDay) -> Option<Patron> {
    let (month, day) = named.day.split_once('-')?;
    Some(Patron { title: named.name.clone(), month: month.parse().ok()?, day: day.parse().ok()? })
}

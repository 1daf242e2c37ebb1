//! The file of a case.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;

use crate::base::patch::merge;

/// Cases that extend one another.
const LONGEST_CHAIN: usize = 8;
/// The day of a case that names none.
const USUAL_DAY: (i32, u32, u32) = (2026, 3, 2);

/// A case; `docs/forms.md` §8 says what each part means.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it shows, for whoever reads the file.
    #[serde(default)]
    pub note: String,
    pub(super) today: Option<NaiveDate>,
    #[serde(default)]
    pub(super) data: Value,
    #[serde(default)]
    pub(super) user: Value,
    #[serde(default)]
    pub(super) param: Value,
    #[serde(default)]
    pub(super) lookup: Value,
    #[serde(default)]
    pub(super) attached: Vec<String>,
    #[serde(default)]
    pub(super) expect: Expect,
}

/// What must follow: exact lists are `Option`, the others are “at least” or “not”.
#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct Expect {
    #[serde(default)]
    pub(super) visible: Vec<String>,
    #[serde(default)]
    pub(super) hidden: Vec<String>,
    pub(super) problems: Option<Vec<Wanted>>,
    #[serde(default)]
    pub(super) some_problems: Vec<Wanted>,
    #[serde(default)]
    pub(super) no_problems_at: Vec<String>,
    pub(super) warnings: Option<Vec<Wanted>>,
    pub(super) slots: Option<BTreeMap<String, Value>>,
    #[serde(default)]
    pub(super) some_slots: Vec<String>,
    #[serde(default)]
    pub(super) no_slots: Vec<String>,
    pub(super) stops: Option<Vec<String>>,
    #[serde(default)]
    pub(super) computed: BTreeMap<String, Value>,
    pub(super) documents: Option<BTreeMap<String, Vec<String>>>,
    #[serde(default)]
    pub(super) parties: Vec<String>,
    pub(super) fees: Option<BTreeMap<String, i64>>,
    pub(super) subject: Option<String>,
    pub(super) complete: Option<bool>,
    #[serde(default)]
    pub(super) why: BTreeMap<String, String>,
}

/// A problem at a path, whose message holds these words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    pub(super) path: String,
    #[serde(default)]
    pub(super) message: String,
}

impl Case {
    /// Reads a case whose file is `name`; `file` gives the parsed content of a file of the same folder, for `extends`.
    ///
    /// # Errors
    /// A file that is missing, an unknown word, a value of the wrong shape, cases that extend each other.
    pub fn read(name: &str, file: &dyn Fn(&str) -> Result<Value, String>) -> Result<Self, String> {
        // From the case to the one that extends nothing; each is laid over the one that it extends.
        let mut chain = vec![file(name)?];
        while chain.len() < LONGEST_CHAIN {
            let base = chain.last().and_then(|case| case.get("extends")).and_then(Value::as_str);
            let Some(base) = base.map(str::to_owned) else {
                let mut whole = chain.pop().unwrap_or_default();
                while let Some(mut case) = chain.pop() {
                    if let (Value::Object(whole), Value::Object(own)) = (&mut whole, &mut case) {
                        whole.remove("expect");
                        own.shift_remove("extends");
                    }
                    merge(&mut whole, &case);
                }
                return serde_json::from_value(whole).map_err(|e| format!("{name}: {e}"));
            };
            chain.push(file(&base)?);
        }
        Err(format!("{name}: the cases extend each other without end"))
    }

    /// The day on which the form is filled in.
    pub fn day(&self) -> NaiveDate {
        let (year, month, day) = USUAL_DAY;
        self.today.or_else(|| NaiveDate::from_ymd_opt(year, month, day)).unwrap_or_default()
    }
}

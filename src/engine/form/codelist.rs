//! Code lists with validity dates: look-up by code or label, and ranked, accent-blind search for autocomplete.
//!
//! A list is a CSV file whose first columns are `code,label,valid_from,valid_to`; more columns are kept as extras.
//! The same code may come several times with different periods (a municipality renamed): the valid one wins.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use crate::base::fault::Fault;

/// Lists up to this long are shown whole; longer ones are searched.
pub const SHOWN_WHOLE: usize = 40;
/// The extra column that is searched too.
const OTHER_NAMES: &str = "other_names";

/// One entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The stored code.
    pub code: String,
    /// What people read.
    pub label: String,
    /// First day of validity; `None` = since ever.
    pub valid_from: Option<NaiveDate>,
    /// Last day of validity; `None` = still.
    pub valid_to: Option<NaiveDate>,
    /// The columns after the fourth, in the order of [`CodeList::columns`].
    pub extras: Vec<String>,
}

impl Entry {
    /// Whether the entry is valid on a day.
    pub fn is_valid(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// `Label (CODE)`, which tells apart entries with the same label.
    pub fn full_label(&self) -> String {
        format!("{} ({})", self.label, self.code)
    }
}

/// One list.
#[derive(Debug, Default, Clone)]
pub struct CodeList {
    /// The names of the extra columns.
    pub columns: Vec<String>,
    entries: Vec<Entry>,
    by_code: HashMap<String, Vec<usize>>,
    /// What is searched, by entry: made by the first search, because folding takes longer than reading.
    searched: OnceLock<Vec<Searched>>,
}

/// The texts of an entry without accents and in lower case.
#[derive(Debug, Clone)]
struct Searched {
    label: String,
    code: String,
    /// The column `other_names`: former names, those in other languages.
    others: String,
}

impl CodeList {
    /// Reads a CSV file.
    ///
    /// # Errors
    /// One fault a broken line (the pointer is the line number).
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Fault>> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let mut faults = Vec::new();
        let header = reader.headers().cloned().unwrap_or_default();
        if header.iter().take(4).ne(["code", "label", "valid_from", "valid_to"]) {
            return Err(vec![Fault::new(
                file,
                "",
                "the first columns must be code,label,valid_from,valid_to",
            )]);
        }
        let mut list =
            Self { columns: header.iter().skip(4).map(str::to_owned).collect(), ..Self::default() };
        for (index, record) in reader.records().enumerate() {
            let line = format!("/{}", index + 2);
            match record.map_err(|e| e.to_string()).and_then(|record| read_entry(&record)) {
                Ok(entry) => list.push(entry),
                Err(reason) => faults.push(Fault::new(file, line, reason)),
            }
        }
        if faults.is_empty() { Ok(list) } else { Err(faults) }
    }

    fn searched(&self) -> &[Searched] {
        self.searched.get_or_init(|| {
            let column = self.columns.iter().position(|column| column == OTHER_NAMES);
            let others = |entry: &Entry| column.and_then(|index| entry.extras.get(index)).cloned();
            let searched = self.entries.iter().map(|entry| Searched {
                label: fold(&entry.label),
                code: fold(&entry.code),
                others: fold(&others(entry).unwrap_or_default()),
            });
            searched.collect()
        })
    }

    fn push(&mut self, entry: Entry) {
        self.searched = OnceLock::new();
        self.by_code.entry(entry.code.clone()).or_default().push(self.entries.len());
        self.entries.push(entry);
    }

    /// Whether the list has the code at any time.
    pub fn has(&self, code: &str) -> bool {
        self.by_code.contains_key(code)
    }

    /// The entry of a code: the one valid on `day`, else the latest.
    pub fn get(&self, code: &str, day: NaiveDate) -> Option<&Entry> {
        let mut found = self.by_code.get(code)?.iter().map(|index| &self.entries[*index]);
        let last = found.next_back();
        match last {
            Some(entry) if entry.is_valid(day) => last,
            _ => found.find(|entry| entry.is_valid(day)).or(last),
        }
    }

    /// The code meant by a typed text: a code, a label, or `Label (CODE)`, whatever the case and accents.
    pub fn resolve(&self, typed: &str, day: NaiveDate) -> Option<&str> {
        let typed = typed.trim();
        if let Some((code, _)) = self.by_code.get_key_value(typed) {
            return Some(code);
        }
        if let Some(inner) = typed.strip_suffix(')').and_then(|t| t.rsplit_once('('))
            && let Some((code, _)) = self.by_code.get_key_value(inner.1.trim())
        {
            return Some(code);
        }
        let folded = fold(typed);
        let upper = typed.to_uppercase();
        if let Some((code, _)) = self.by_code.get_key_value(upper.as_str()) {
            return Some(code);
        }
        let all = self.entries.iter().zip(self.searched());
        let mut same = all.filter(|(e, s)| s.label == folded && e.is_valid(day));
        match (same.next(), same.next()) {
            (Some((only, _)), None) => Some(&only.code),
            _ => None,
        }
    }

    /// The value of an extra column for a code.
    pub fn extra(&self, code: &str, column: &str, day: NaiveDate) -> Option<&str> {
        let index = self.columns.iter().position(|c| c == column)?;
        self.get(code, day)?.extras.get(index).map(String::as_str)
    }

    /// The entries valid on a day, in file order.
    pub fn valid(&self, day: NaiveDate) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.is_valid(day))
    }

    /// How many entries, of any time.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether a page shows the list whole rather than searching it.
    pub fn is_short(&self) -> bool {
        self.by_code.len() <= SHOWN_WHOLE
    }

    /// Entries valid on `day` that match every word of `query`: labels that are the query first, then those that begin
    /// with it, then those with words that begin with it, then those found only by another name (the column
    /// `other_names`); at most `limit`.
    pub fn search(&self, query: &str, day: NaiveDate, limit: usize) -> Vec<&Entry> {
        let query = fold(query);
        let words: Vec<&str> = query.split_whitespace().collect();
        if words.is_empty() {
            return self.valid(day).take(limit).collect();
        }
        let mut found: Vec<(u8, usize, usize, &Entry)> = Vec::new();
        for (index, (entry, searched)) in self.entries.iter().zip(self.searched()).enumerate() {
            if let Some(rank) = rank(searched, &query, &words).filter(|_| entry.is_valid(day)) {
                found.push((rank, entry.label.len(), index, entry));
            }
        }
        found.sort_by_key(|(rank, length, index, _)| (*rank, *length, *index));
        found.into_iter().take(limit).map(|(_, _, _, entry)| entry).collect()
    }
}

/// 0 = the whole label (or the code), 1 = its beginning, 2 = words of it, 3 = words of another name too; `None` = no
/// match.
fn rank(entry: &Searched, query: &str, words: &[&str]) -> Option<u8> {
    let begins = |text: &str, word: &str| {
        text.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(word))
    };
    let known = |word: &&str| begins(&entry.label, word) || begins(&entry.code, word);
    if entry.label == query || entry.code == query {
        Some(0)
    } else if entry.label.starts_with(query) {
        Some(1)
    } else if words.iter().all(known) {
        Some(2)
    } else {
        let other = |word: &&str| known(word) || begins(&entry.others, word);
        words.iter().all(other).then_some(3)
    }
}

/// Lower case without accents.
fn fold(text: &str) -> String {
    deunicode::deunicode(text).to_lowercase()
}

fn read_entry(record: &csv::StringRecord) -> Result<Entry, String> {
    let cell = |index: usize| record.get(index).unwrap_or_default().trim();
    let (code, label) = (cell(0), cell(1));
    if code.is_empty() || label.is_empty() {
        return Err("code and label are both needed".into());
    }
    let day = |index: usize| match cell(index) {
        "" => Ok(None),
        text => NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .map(Some)
            .map_err(|_| format!("`{text}` is not a date")),
    };
    Ok(Entry {
        code: code.to_owned(),
        label: label.to_owned(),
        valid_from: day(2)?,
        valid_to: day(3)?,
        extras: record.iter().skip(4).map(str::to_owned).collect(),
    })
}

/// All code lists, by name. A clone shares the lists until it changes them: a municipality pays only for its own.
#[derive(Debug, Default, Clone)]
pub struct CodeLists {
    lists: BTreeMap<String, Arc<CodeList>>,
}

impl CodeLists {
    /// Reads `schemas/codelists/<name>.csv`.
    ///
    /// # Errors
    /// As [`CodeList::parse`].
    pub fn add(&mut self, name: &str, text: &str) -> Result<(), Vec<Fault>> {
        let list = CodeList::parse(&format!("schemas/codelists/{name}.csv"), text)?;
        self.lists.insert(name.to_owned(), Arc::new(list));
        Ok(())
    }

    /// Adds the entries of `text` to a list, which is made if there is none.
    ///
    /// # Errors
    /// As [`CodeList::parse`].
    pub fn extend(&mut self, name: &str, text: &str) -> Result<(), Vec<Fault>> {
        let more = CodeList::parse(&format!("schemas/codelists/{name}.csv"), text)?;
        match self.lists.get_mut(name) {
            Some(list) => {
                let list = Arc::make_mut(list);
                more.entries.into_iter().for_each(|entry| list.push(entry));
            }
            None => {
                self.lists.insert(name.to_owned(), Arc::new(more));
            }
        }
        Ok(())
    }

    /// A list by name.
    pub fn get(&self, name: &str) -> Option<&CodeList> {
        self.lists.get(name).map(AsRef::as_ref)
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.lists.keys().map(String::as_str)
    }

    /// The label of a code, or the code itself where list or code is unknown.
    pub fn label<'a>(&'a self, list: &str, code: &'a str, day: NaiveDate) -> &'a str {
        self.get(list).and_then(|l| l.get(code, day)).map_or(code, |entry| entry.label.as_str())
    }

    /// Whether a state (code of the list `stati`) is a member of the Union on a day, by its columns `eu_from`, `eu_to`.
    pub fn is_union_state(&self, code: &str, day: NaiveDate) -> bool {
        let Some(list) = self.get("stati") else { return false };
        let date =
            |column| NaiveDate::parse_from_str(list.extra(code, column, day)?, "%Y-%m-%d").ok();
        date("eu_from").is_some_and(|from| from <= day) && date("eu_to").is_none_or(|to| day <= to)
    }
}

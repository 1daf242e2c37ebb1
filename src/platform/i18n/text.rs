//! Loading the texts and formatting one of them.

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;

/// The language that has every text.
pub const FALLBACK: &str = "it";

#[derive(RustEmbed)]
#[folder = "locales"]
#[include = "*.ftl"]
struct Files;

/// Why there is no text.
#[derive(Debug, thiserror::Error)]
pub enum TextError {
    /// No language has the key.
    #[error("no text '{0}'")]
    Unknown(String),
    /// The text wants something that was not given.
    #[error("text '{0}': {1}")]
    Format(String, String),
    /// A file of texts cannot be read.
    #[error("locales/{0}.ftl: {1}")]
    File(String, String),
}

/// Every text of every language.
pub struct Texts {
    bundles: BTreeMap<String, FluentBundle<FluentResource>>,
    /// The keys of the Italian texts: there is no other.
    keys: Vec<String>,
}

impl Texts {
    /// Reads the embedded files.
    ///
    /// # Errors
    /// [`TextError::File`] for a file that is not Fluent, names a key twice, or when Italian is missing.
    pub fn load() -> Result<Self, TextError> {
        let (mut bundles, mut keys) = (BTreeMap::new(), Vec::new());
        for file in Files::iter() {
            let language = file.trim_end_matches(".ftl").to_owned();
            let bytes = Files::get(&file).map(|file| file.data.into_owned()).unwrap_or_default();
            if language == FALLBACK {
                keys = keys_of(&bytes);
            }
            let bundle =
                bundle(&language, &bytes).map_err(|e| TextError::File(language.clone(), e))?;
            bundles.insert(language, bundle);
        }
        if !bundles.contains_key(FALLBACK) {
            return Err(TextError::File(FALLBACK.into(), "is missing".into()));
        }
        Ok(Self { bundles, keys })
    }

    /// The languages there are, by their codes.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.bundles.keys().map(String::as_str)
    }

    /// `wanted` if there is such a language, else Italian.
    pub fn language<'a>(&self, wanted: &'a str) -> &'a str {
        if self.bundles.contains_key(wanted) { wanted } else { FALLBACK }
    }

    /// The text `key` in `language`, or in Italian where that language lacks it.
    ///
    /// # Errors
    /// [`TextError::Unknown`], [`TextError::Format`].
    pub fn get(
        &self,
        language: &str,
        key: &str,
        args: &FluentArgs<'_>,
    ) -> Result<String, TextError> {
        let found = [language, FALLBACK].into_iter().find_map(|code| {
            let bundle = self.bundles.get(code)?;
            Some((bundle, bundle.get_message(key)?.value()?))
        });
        let (bundle, pattern) = found.ok_or_else(|| TextError::Unknown(key.to_owned()))?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        match errors.first() {
            None => Ok(text),
            Some(error) => Err(TextError::Format(key.to_owned(), error.to_string())),
        }
    }

    /// Every text that wants no argument, in `language` or in Italian, written out once.
    pub fn fixed(&self, language: &str) -> BTreeMap<String, String> {
        let none = FluentArgs::new();
        let keys = self.keys.iter();
        keys.filter_map(|key| Some((key.clone(), self.get(language, key, &none).ok()?))).collect()
    }

    /// [`Texts::get`] with arguments as pairs.
    ///
    /// # Errors
    /// As [`Texts::get`].
    pub fn say(
        &self,
        language: &str,
        key: &str,
        args: &[(&str, &str)],
    ) -> Result<String, TextError> {
        let args: FluentArgs<'_> =
            args.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
        self.get(language, key, &args)
    }
}

/// The keys that a file defines: a word at the start of a line, before the sign of equality.
fn keys_of(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let key = |line: &str| {
        let (key, _) = line.split_once(" =")?;
        let starts = key.starts_with(|c: char| c.is_ascii_alphabetic());
        (starts && !key.contains(' ')).then(|| key.to_owned())
    };
    text.lines().filter_map(key).collect()
}

fn bundle(language: &str, bytes: &[u8]) -> Result<FluentBundle<FluentResource>, String> {
    let source = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let resource = FluentResource::try_new(source.to_owned())
        .map_err(|(_, errors)| errors.first().map_or_else(String::new, ToString::to_string))?;
    let tag = language.parse().map_err(|_| "the file's name is no language".to_owned())?;
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // The marks that isolate right-to-left text would show up in addresses and mails.
    bundle.set_use_isolating(false);
    bundle
        .add_resource(resource)
        .map_err(|errors| errors.first().map_or_else(String::new, ToString::to_string))?;
    Ok(bundle)
}

//! Reading the file and the environment.

use std::path::Path;

use figment::Figment;
use figment::providers::{Format, Serialized, Toml};
use figment::value::{Dict, Map, Value};
use figment::{Metadata, Profile, Provider};

use super::Config;
use super::fault::{ConfigError, ConfigFault};

const PREFIX: &str = "SPORTELLO_";
const FROM_FILE: &str = "_FILE";

/// Reads `file` (none: only defaults), then the environment given as pairs, and validates the result.
///
/// # Errors
/// Every fault found; first those of reading, and only if there is none those of validation.
pub fn load(
    file: Option<&Path>,
    environment: impl IntoIterator<Item = (String, String)>,
) -> Result<Config, ConfigError> {
    let mut figment = Figment::new();
    if let Some(path) = file {
        if !path.is_file() {
            let reason = format!("no such file: {}", path.display());
            return Err(ConfigError(vec![ConfigFault::new("", reason)]));
        }
        figment = figment.merge(Toml::file_exact(path));
    }
    figment = figment.merge(Environment::read(environment)?);
    let config: Config = figment.extract().map_err(|error| ConfigError(faults(error)))?;
    match config.validate() {
        faults if faults.is_empty() => Ok(config),
        faults => Err(ConfigError(faults)),
    }
}

/// figment's own errors, each with its key; the value found is left out, it may be a secret.
fn faults(errors: figment::Error) -> Vec<ConfigFault> {
    use figment::error::Kind;
    errors
        .into_iter()
        .map(|error| {
            let mut key = error.path.join(".");
            let reason = match &error.kind {
                Kind::UnknownField(name, known) => {
                    if !key.split('.').any(|part| part == name) {
                        let longer = format!("{key}.{name}");
                        longer.trim_matches('.').clone_into(&mut key);
                    }
                    format!("there is no such key; there are: {}", known.join(", "))
                }
                Kind::InvalidType(_, wanted) | Kind::InvalidValue(_, wanted) => {
                    format!("must be {wanted}")
                }
                Kind::UnknownVariant(_, known) => format!("must be one of: {}", known.join(", ")),
                Kind::MissingField(name) => format!("'{name}' is missing"),
                Kind::Message(text) => text.clone(),
                other => other.to_string(),
            };
            ConfigFault::new(key, reason)
        })
        .collect()
}

/// `SPORTELLO_SECTION__KEY` and `SPORTELLO_SECTION__KEY_FILE`.
struct Environment(Dict);

impl Environment {
    fn read(pairs: impl IntoIterator<Item = (String, String)>) -> Result<Self, ConfigError> {
        let (mut sections, mut faults) = (Dict::new(), Vec::new());
        for (name, value) in pairs {
            let Some((section, key)) = name.strip_prefix(PREFIX).and_then(|n| n.split_once("__"))
            else {
                continue;
            };
            let (section, key) = (section.to_lowercase(), key.to_lowercase());
            let (key, value) = match key.strip_suffix(&FROM_FILE.to_lowercase()) {
                None => (key.clone(), parse(&value)),
                Some(key) => match std::fs::read_to_string(&value) {
                    // A secret is text, even when it looks like a number.
                    Ok(text) => (key.to_owned(), Value::from(text.trim_end().to_owned())),
                    Err(error) => {
                        faults.push(ConfigFault::new(
                            format!("{section}.{key}"),
                            format!("{name}: {error}"),
                        ));
                        continue;
                    }
                },
            };
            if let Value::Dict(_, keys) =
                sections.entry(section).or_insert_with(|| Value::from(Dict::new()))
            {
                keys.insert(key, value);
            }
        }
        if faults.is_empty() { Ok(Self(sections)) } else { Err(ConfigError(faults)) }
    }
}

/// Numbers, booleans and `[lists]` as TOML writes them; everything else is text.
fn parse(text: &str) -> Value {
    text.parse().unwrap_or_else(|_| Value::from(text.to_owned()))
}

impl Provider for Environment {
    fn metadata(&self) -> Metadata {
        Metadata::named("environment")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Serialized::defaults(&self.0).data()
    }
}

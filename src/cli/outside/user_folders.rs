#![expect(
    clippy::disallowed_methods,
    reason = "where a system keeps what is a user's own, its variables don't say everywhere"
)]
//! Where this system keeps what belongs to the user, by its own custom.

use std::path::PathBuf;

use etcetera::{BaseStrategy as _, choose_base_strategy};

/// Where programs keep the user's settings.
pub fn config() -> Option<PathBuf> {
    Some(choose_base_strategy().ok()?.config_dir())
}

/// Where programs keep what the user made.
pub fn data() -> Option<PathBuf> {
    Some(choose_base_strategy().ok()?.data_dir())
}

/// Where programs keep what the user may do without.
pub fn state() -> Option<PathBuf> {
    let strategy = choose_base_strategy().ok()?;
    Some(strategy.state_dir().unwrap_or_else(|| strategy.data_dir()))
}

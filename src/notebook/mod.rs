//! Floor 8: the folder on disk. What is in it, and how it is changed so that nobody ever sees half a file.

mod apply;
mod attributes;
mod cadence_config;
mod check_config;
mod config;
mod config_reader;
mod discover;
mod file;
mod file_problem;
mod foreign;
mod inside;
mod journal;
mod left_out;
mod load;
mod metadata;
mod output;
mod private;
mod questions;
mod scan;
mod template;
mod user_config;

pub use apply::{ApplyError, Existing, Lock, apply, apply_locked, make_files, write_files};
pub use attributes::may_be_guarded;
pub use config::parse_configuration;
pub use config_reader::ConfigProblem;
pub use discover::{
    CONFIGURATION_FILE, MEETINGS_FOLDER, OWN_PLACES, discover, discover_below, notebook_around,
};
pub use file_problem::FileProblem;
pub use foreign::{ForeignError, ForeignFile, ForeignFiles, read_foreign};
pub use inside::{NotInside, git_directory_around, is_private_path, real_path};
pub use journal::{Journal, has_begun};
pub use load::{LoadError, Notebook, OpenItems, Threads};
pub use metadata::{has_below, is_file, is_folder, is_link, is_occupied, is_program, is_there};
pub use output::{OutputError, refuse_reserved, write_output};
pub use private::PrivateNotes;
pub use questions::question_bank;
pub use scan::in_parallel;
pub use template::{boilerplate, find_template, template_names};
pub use user_config::{UserConfig, UserConfigError};

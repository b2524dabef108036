//! What stands between this program and the machine: what the process was given, the terminal, and the programs that
//! are started for the user. Knows no notebook and no command.

mod folders;
mod process;
mod shown;
mod spawn;
mod ui;
mod user_folders;

pub use folders::{data_folder, settings_file, state_folder};
pub use process::Outside;
pub use shown::{Shown, style};
pub use spawn::{feed, open_in_editor, show_in_pager};
pub use ui::{Ui, show_usage};

#![expect(
    clippy::disallowed_methods,
    reason = "one of the doors to the file system: looks whether a filter may guard a notebook"
)]

use std::path::Path;

use memchr::memmem;

use super::discover::MEETINGS_FOLDER;
use super::metadata::is_there;

/// Whether attributes around the meetings of the notebook in `root` may name a filter of git: a quick look, for commands
/// that have no other business with git.
pub fn may_be_guarded(root: &Path) -> bool {
    let has_word = |folder: &Path| {
        let text = std::fs::read(folder.join(".gitattributes"));
        text.is_ok_and(|text| memmem::find(&text, b"filter").is_some())
    };
    if has_word(&root.join(MEETINGS_FOLDER)) {
        return true;
    }
    for folder in root.ancestors() {
        if has_word(folder) {
            return true;
        }
        if is_there(&folder.join(".git")) {
            return false;
        }
    }
    false
}

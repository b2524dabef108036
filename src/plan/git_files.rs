//! What a new notebook tells git.

/// `.gitattributes`: meetings are text with plain line ends, and merged by our own driver.
pub const ATTRIBUTES: &str = "meetings/*.md text eol=lf merge=oneonone\n";

/// `.gitignore`: what editors, systems and a killed run of ours leave lying about.
pub const IGNORED: &str = "*~\n*.swp\n.DS_Store\n.oneonone-*.tmp\n";

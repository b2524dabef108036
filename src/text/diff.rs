//! Two texts as a unified diff.

/// A unified diff of three lines of context from `before` to `after`; empty where they are the same.
///
/// `None` on either side means that the file is not there.
/// `path` is written relative and with `/`, as git does.
pub fn unified_diff(path: &str, before: Option<&str>, after: Option<&str>) -> String {
    if before == after {
        return String::new();
    }
    let name = |prefix: &str, text: Option<&str>| match text {
        Some(_) => format!("{prefix}/{path}"),
        None => "/dev/null".to_string(),
    };
    diffy::DiffOptions::new()
        .set_original_filename(name("a", before))
        .set_modified_filename(name("b", after))
        .create_patch(before.unwrap_or_default(), after.unwrap_or_default())
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::unified_diff;

    #[test]
    fn one_changed_line() {
        let diff = unified_diff(
            "m.md",
            Some("- [ ] a\n- [ ] b\n"),
            Some("- [x] a\n- [ ] b\n"),
        );
        assert_eq!(
            diff,
            "--- a/m.md\n+++ b/m.md\n@@ -1,2 +1,2 @@\n-- [ ] a\n+- [x] a\n - [ ] b\n"
        );
        assert_eq!(unified_diff("m.md", Some("a"), Some("a")), "");
        assert!(unified_diff("m.md", None, Some("a\n")).starts_with("--- /dev/null\n+++ b/m.md\n"));
    }
}

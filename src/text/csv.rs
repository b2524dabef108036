//! Rows of a CSV file, which no spreadsheet runs.

use super::invisible::is_invisible;
use super::printable::printable;

/// `cells` as one row of a CSV file (RFC 4180), line end included.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe in front, which spreadsheets take for "this is
/// text": what someone wrote into a shared file must not be run where it is opened. Which beginnings are meant:
/// <https://owasp.org/www-community/attacks/CSV_Injection>.
pub fn csv_row<S: AsRef<str>>(cells: &[S]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| field(cell.as_ref())).collect();
    format!("{}\r\n", cells.join(","))
}

fn field(cell: &str) -> String {
    let shown = printable(cell);
    let begins_formula = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    // Blanks before it, and what nobody sees, are passed over by some programs.
    let is_passed_over = |c: char| c.is_whitespace() || is_invisible(c);
    let begin = shown.trim_start_matches(is_passed_over);
    let is_formula = shown.starts_with('\t') || begin.starts_with(begins_formula);
    let text = format!("{}{shown}", if is_formula { "'" } else { "" });
    if text.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::csv_row;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(csv_row(&["a", "", "b c"]), "a,,b c\r\n");
        assert_eq!(
            csv_row(&["a,b", "say \"hi\"", "two\nlines"]),
            "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n"
        );
        assert_eq!(csv_row(&["\u{1b}[2J"]), "␛[2J\r\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for begin in [
            "=",
            "+",
            "-",
            "@",
            "\t=",
            " =",
            "＝",
            "\u{a0}@",
            "\u{feff}=",
            "\u{200e} \u{200b}-",
        ] {
            let row = csv_row(&[format!("{begin}1+1")]);
            let row = row.trim_start_matches('"');
            assert!(row.starts_with('\''), "{begin:?}: {row:?}");
        }
        assert_eq!(
            csv_row(&["2026-11-24", "a=b", "x@y"]),
            "2026-11-24,a=b,x@y\r\n"
        );
    }
}

//! Damaged and hostile files: whatever lies in a notebook, every command ends by itself with an exit code of its own,
//! says nothing that a terminal would obey, changes nothing that it must not, and names the file that is at fault.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Stdio;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};

use crate::sandbox::{CONFIGURATION, Run, Sandbox};
use crate::surroundings;

/// No command may take longer. Far above what any takes, for slow machines.
const MOST_TIME: Duration = Duration::from_secs(60);
/// Where a command would wait for ever, for instance for a pipe that nobody writes into.
const LESS_TIME: Duration = Duration::from_secs(10);
/// No command may print more, in bytes; the largest file here has 2 MB.
const MOST_OUTPUT: u64 = 64 << 20;
/// No command may take more than 2 GB of memory.
const LAUNCHER: [&str; 3] = ["sh", "-c", "ulimit -v 2000000 && exec \"$0\" \"$@\""];

/// A meeting that is sound; its item has to come through whatever lies beside it.
const SOUND: &str = "---\nstatus: held\n---\n\n## Action items\n- [ ] Ask for runners @dana\n";
/// What becomes of it in the next agenda.
const CARRIED: &str = "- [ ] Ask for runners @dana since:2026-11-10\n";

/// Orders to a terminal, and text that is shown in another order than it has.
#[rustfmt::skip] // one a line
const ORDERS: [(&str, &str); 12] = [
    ("colour", "\x1b[31;1mred\x1b[0m"),
    ("clear", "\x1b[2J\x1b[H\x1b[3J"),
    ("report", "\x1b[6n\x1b[c\x1b[>q"),
    ("link", "\x1b]8;;http://evil.example/\x1b\\click\x1b]8;;\x1b\\"),
    ("clipboard", "\x1b]52;c;cm0gLXJmIH4K\x07"),
    ("title", "\x1b]0;owned\x07"),
    ("device control", "\x1bP+q544e\x1b\\\x1b_Gi=1;AAAA\x1b\\"),
    ("C1", "\u{9b}31m\u{9d}0;t\u{9c}\u{85}"),
    ("direction", "\u{202e}dm.exe\u{202c}\u{2066}x\u{2069}\u{200f}"),
    ("bell and backspace", "a\x07\x07bcd\x08\x08\x08xyz\x7f\x7f"),
    ("cursor up", "\x1b[1A\x1b[2K- [x] all done"),
    ("other screen", "\x1b[?1049h\x1bc"),
];

/// Meetings as text: what each is, what `check` must call it, and the text. Without a name nothing is asked of `check`.
#[rustfmt::skip] // one a line
const TEXTS: &[(&str, &str, &str)] = &[
    // What merges leave.
    ("conflict", "conflict-markers", "## Wins\n<<<<<<< HEAD\n- [ ] mine\n=======\n- [ ] theirs\n>>>>>>> origin/main\n"),
    ("conflict with base", "conflict-markers", "<<<<<<< HEAD\n- [ ] mine\n||||||| base\n- [ ] base\n=======\n- [ ] theirs\n>>>>>>> x\n"),
    ("conflict in CRLF", "conflict-markers", "- [ ] a\r\n<<<<<<< HEAD\r\n- [ ] b\r\n=======\r\n- [ ] c\r\n>>>>>>> x\r\n"),
    ("conflict in the front matter", "conflict-markers", "---\n<<<<<<< HEAD\nduration: 30\n=======\nduration: 45\n>>>>>>> x\n---\n- [ ] a\n"),
    ("half a conflict", "conflict-markers", "- [ ] a\n<<<<<<< HEAD\n- [ ] b\n"),
    ("the end of a conflict", "conflict-markers", "- [ ] a\n>>>>>>> origin/main\n- [ ] b\n"),
    ("conflict in a conflict", "conflict-markers", "<<<<<<< A\n<<<<<<< B\n- [ ] a\n=======\n- [ ] b\n>>>>>>> B\n=======\n- [ ] c\n>>>>>>> A\n"),
    ("conflict in a fence", "", "```\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> z\n```\n- [ ] a\n"),
    ("conflict with orders", "conflict-markers", "<<<<<<< \x1b[2J\n- [ ] a\n=======\n>>>>>>> \x1b]52;c;AAAA\x07\n"),
    // Front matter.
    ("half a front matter", "front-matter-unclosed", "---\nstatus: hel"),
    ("never closed", "front-matter-unclosed", "---\nstatus: held\n\n# H\n- [ ] a\n"),
    ("only opened", "", "---\n"),
    ("only opened, no newline", "", "---"),
    ("twice", "", "---\nstatus: held\n---\n---\nstatus: planned\n---\n- [ ] a\n"),
    ("at signs", "front-matter-invalid", "---\nparticipants: [@ana, @ben]\n---\n- [ ] a\n"),
    ("colons", "front-matter-invalid", "---\ntitle: Ana: Q3: x\n---\n- [ ] a\n"),
    ("one key twice", "front-matter-duplicate-key", "---\nstatus: held\nstatus: planned\n---\n- [ ] a\n"),
    ("tabs", "front-matter-invalid", "---\nread_by:\n\t- dana\n\t- alex\n---\n- [ ] a\n"),
    ("a list", "", "---\n- status: held\n- [ ] x\n---\n- [ ] a\n"),
    ("words", "", "---\nonly words\n---\n- [ ] a\n"),
    ("odd types", "", "---\nstatus: [held, {a: b}]\nduration: -1e999\nmood: .nan\ndate: 2026-13-45\nmanager: {}\nic: null\nread_by: 7\n---\n- [ ] a\n"),
    ("tags", "", "---\nx: !!python/object/apply:os.system [\"touch owned\"]\ny: !include /etc/passwd\nz: !!binary \"AAAA\"\n---\n- [ ] a\n"),
    ("merge keys", "", "---\na: &a {status: held}\n<<: *a\n<<: [*a, *a]\n---\n- [ ] a\n"),
    ("alias to nobody and to itself", "front-matter-invalid", "---\na: *nobody\nb: &b [*b]\n---\n- [ ] a\n"),
    ("orders in quotes", "", "---\nreason: \"x\\e[31m\\x9b\"\nmanager: \"../../dana\"\nic: \"al\\0ex\"\n---\n- [ ] a\n"),
    // Never closed, cut off.
    ("nothing closed", "", "<div>\n<!--\n```\n~~~~\n- [ ] `a [b](c \"d <e *f **g\n- [ \n"),
    ("comment never closed", "", "- [ ] a\n\n<!--\n- [ ] hidden\n- [ ] hidden\n"),
    ("fence never closed", "unclosed-fence", "- [ ] a\n\n```\n- [ ] hidden\n"),
    ("script never closed", "", "<script>\n- [ ] hidden\n"),
    ("CDATA never closed", "", "<![CDATA[\n- [ ] hidden\n"),
    ("box cut", "", "- [ ] a\n- [ "),
    ("bracket cut", "", "- [ ] a\n- ["),
    ("attribute cut", "", "- [ ] a due:"),
    // Line ends and marks.
    ("empty", "", ""),
    ("only a BOM", "", "\u{feff}"),
    ("three BOMs", "", "\u{feff}\u{feff}\u{feff}---\nstatus: held\n---\n- [ ] a\n"),
    ("BOM inside", "", "- [ ] a\n\u{feff}- [ ] b\n\u{feff}---\nx: y\n---\n"),
    ("blank", "", "\n \n\t\n\r\n\r\r\n"),
    ("lone CR", "", "---\rstatus: held\r---\r- [ ] a\r- [ ] b\r"),
    ("mixed line ends", "", "---\r\nstatus: held\n---\r- [ ] a\r\n- [ ] b\r- [ ] c\n\r- [ ] d\r\r\n"),
    ("LF CR", "", "- [ ] a\n\r- [ ] b\n\r"),
    ("other separators", "", "- [ ] a\u{2028}- [ ] b\u{2029}- [ ] c\x0b- [ ] d\x0c- [ ] e\u{85}- [ ] f\n"),
    ("CR at the end", "", "- [ ] a\n- [ ] b\r"),
    ("no characters", "", "- [ ] \u{fffe}\u{ffff}\u{fdd0}\u{10ffff}\u{e000}\u{e0041} @\u{e000} @alex\n"),
    // Dates, attributes, statuses.
    ("since in the future", "", "- [ ] a @alex since:2099-01-01\n"),
    ("since long ago", "", "- [ ] a @alex since:1970-01-01\n- [ ] b since:0001-01-01\n- [ ] c since:0000-01-01\n"),
    ("since at the end of time", "", "- [ ] a since:9999-12-31 due:9999-12-31\n- [ ] b due:9999-12-32\n- [ ] c due:99999-01-01\n- [ ] d since:-001-01-01\n"),
    ("attributes that differ", "", "- [ ] a @alex @dana due:2026-01-01 due:2026-02-02 since:2026-01-01 since:2025-01-01 p:1 p:3\n"),
    ("nothing but attributes", "", "- [ ] @alex\n- [ ] due:2026-01-01\n- [ ] @dana p:1 due:2026-12-01 since:2026-01-01 done:2026-01-01 from:2026-01-01\n- [>] since:2026-01-01\n"),
    ("handles", "", "- [ ] a @../../etc/passwd\n- [ ] b @-rf\n- [ ] c @$(id)\n- [ ] d @__proto__\n- [ ] e @%s%n\n- [ ] f @con.\n"),
    ("other digits", "", "- [ ] a due:２０２６-01-01\n- [ ] b due:٢٠٢٦-01-01\n- [ ] c due:2026‐01‐01\n"),
    ("foreign forms, broken", "", "- [ ] a 📅\n- [ ] b 📅 2026-02-30\n- [ ] c [due:: \n- [ ] d (due:: 2026-01-01]\n- [ ] e @due(\n- [ ] f ->\n- [ ] g (A)\n- [ ] h [due:: [due:: 2026-01-01]]\n"),
    ("numbers", "", "999999999. [ ] a\n1000000000. [ ] b\n\n99999999999999999999. [ ] c\n\n000000000. [ ] e\n"),
    ("the last number", "", "999999998. [ ] a\n999999999. [ ] b\n"),
    ("carried from itself", "", "- [>] a since:2026-11-17 from:2026-11-17\n- [>] b from:2026-11-17\n- [ ] b from:2026-11-17\n- [>] c since:2099-01-01\n"),
    ("alike", "", "- [>] a @alex\n- [ ] a @alex\n- [x] a @alex\n- [-] a @alex\n- [ ] a @dana\n- [ ] café  x\n- [ ] cafe\u{301} x\n- [ ] café\u{a0}x\n"),
    ("open below ended", "", "- [x] a\n  - [ ] b\n    - [>] c\n      - [ ] d\n        - [?] e\n          - [ ] f\n"),
    ("statuses", "", "- [!] a\n- [?] a\n- [*] a\n- [\"] a\n- [#] a\n- [`] a\n- [|] a\n- [\\] a\n- []] a\n- [[] a\n- [🎉] a\n- [👩‍👩‍👧] a\n"),
    // What other programs would run.
    ("template", "", "# {{ 7*7 }}\n\n## {{ title }}\n- [ ] {{ 7*7 }} {% include \"/etc/passwd\" %} {% for i in range(999999999) %}x{% endfor %} @alex\n- [ ] ${jndi:ldap://x} <%= 1 %> {{\n"),
    ("shell", "", "- [ ] $(touch owned) `touch owned` ; touch owned | sh && touch owned @alex\n- [ ] -rf --force --help\n- [ ] %s%s%n %d\n"),
    ("HTML", "", "- [ ] =cmd|' /C calc'!A0 @alex\n- [ ] </script><script>alert(1)</script><img src=x onerror=alert(1)>\n- [ ] [x](javascript:alert(1))\n"),
    ("a diff", "", "- [ ] a\n\nCo-authored-by: x <x@y>\n\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n"),
    ("boxes elsewhere", "", "`- [ ] a`\n\n    - [ ] b\n\n<div>\n- [ ] c\n</div>\n\n| - [ ] d |\n\n[^1]: - [ ] e\n\n- \\[ ] f\n- [ ](u) g\n"),
];

/// A meeting: what it is, what `check` must call it, and its bytes.
struct Hostile {
    what: String,
    code: &'static str,
    bytes: Vec<u8>,
}

fn hostile(what: &str, code: &'static str, bytes: impl Into<Vec<u8>>) -> Hostile {
    let (what, bytes) = (what.to_string(), bytes.into());
    Hostile { what, code, bytes }
}

impl Hostile {
    /// Whether it must never be changed.
    fn is_damaged(&self) -> bool {
        let codes = [
            "conflict-markers",
            "not-utf8",
            "nul-byte",
            "front-matter-unclosed",
        ];
        codes.contains(&self.code)
    }
}

/// Text as other encodings have it.
fn utf_16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

fn latin_1(text: &str) -> Vec<u8> {
    text.chars().filter_map(|c| u8::try_from(c).ok()).collect()
}

/// A meeting with an order wherever text may stand.
fn with_order(order: &str) -> String {
    format!(
        "---\nmanager: {order}\n{order}: held\nreason: \"{order}\"\n---\n\n# T {order}\n\n## Wins {order}\n\
         - [ ] title {order} end @alex{order} due:2026-12-01\n- [{order}] status\n- [ ] due: {order}\n\
         - [-] x\n  - Dropped: {order}\n\n### For {order}\n> {order}\n\n```{order}\n{order}\n```\n"
    )
}

/// All small ones.
fn small() -> Vec<Hostile> {
    let texts = TEXTS
        .iter()
        .map(|(what, code, text)| hostile(what, code, *text));
    let orders =
        ORDERS.map(|(name, order)| hostile(&format!("order: {name}"), "", with_order(order)));
    let controls = (1..32).chain(127..160).filter(|c| ![10, 13].contains(c));
    let controls = controls.filter_map(char::from_u32);
    let controls: String = controls
        .map(|c| format!("- [ ] c{c}d @alex\n- [{c}] e\n"))
        .collect();
    let spaces = "\u{a0}\u{1680}\u{2000}\u{2009}\u{200b}\u{202f}\u{205f}\u{3000}\u{feff}".chars();
    let spaces: String = spaces
        .map(|c| format!("- [{c}] a\n-{c}[ ] b\n- [ ]{c}c\n- [ ] d{c}@alex\n"))
        .collect();
    let every_byte: Vec<u8> = (0..=255).collect();
    let broken = b"- [ ] \xff\xfe \xc0\xaf \xe0\x80\x80 \xed\xa0\x80 \xf4\x90\x80\x80 @al\xc3ex due:2026-12-\x80\n";
    let others = [
        hostile("every control character", "", controls),
        hostile("every space", "", spaces),
        hostile("NUL", "nul-byte", *b"- [ ] a\0b @alex\n\0\n- [\0] c\n"),
        hostile("only NUL", "nul-byte", vec![0; 4096]),
        hostile(
            "UTF-16",
            "not-utf8",
            [&b"\xff\xfe"[..], &utf_16(SOUND, u16::to_le_bytes)].concat(),
        ),
        hostile(
            "UTF-16 without a mark",
            "nul-byte",
            utf_16(SOUND, u16::to_be_bytes),
        ),
        hostile(
            "Latin-1",
            "not-utf8",
            latin_1("## Wins\n- [ ] caf\u{e9} @Jos\u{e9}\n"),
        ),
        hostile("broken UTF-8", "not-utf8", *broken),
        hostile(
            "broken front matter",
            "not-utf8",
            *b"---\nmanager: d\xe9na\n\xff: x\n---\n- [ ] a\n",
        ),
        hostile("UTF-8 cut", "not-utf8", *b"- [ ] a\n\xf0\x9f\x8e"),
        hostile(
            "a program",
            "not-utf8",
            [&b"\x7fELF\x02\x01\x01"[..], &every_byte].concat(),
        ),
    ];
    texts.chain(orders).chain(others).collect()
}

/// Rows that say the last one ten times each.
fn laughs(levels: usize) -> String {
    let row = |level: usize| {
        let last = format!("*a{}", level - 1);
        format!("a{level}: &a{level} [{}]\n", vec![last; 10].join(", "))
    };
    "a0: &a0 [x, x]\n".to_string() + &(1..levels).map(row).collect::<String>()
}

/// Few rows that say the last one very often each.
fn wide_laughs(width: usize) -> String {
    let list = |item: &str| vec![item; width].join(",");
    let rows = [("a", "x"), ("b", "*a"), ("c", "*b"), ("d", "*c")];
    rows.map(|(name, item)| format!("{name}: &{name} [{}]\n", list(item)))
        .concat()
}

/// `levels` lines, each further in than the one before.
fn stairs(levels: usize, step: &str, text: &str) -> String {
    let line = |level: usize| format!("{}{text}{level}\n", step.repeat(level));
    (0..levels).map(line).collect()
}

/// All big ones. Tests run without optimization, so some are smaller than they could be: of items there is no million.
fn big() -> Vec<Hostile> {
    let with_front_matter = |values: &str| format!("---\n{values}---\n- [ ] a\n");
    #[rustfmt::skip] // one a line
    let texts = [
        ("a hundred thousand items", "- [ ] a\n".repeat(100_000)),
        ("items of many kinds", "- [ ] a\n- [x] b\n- [>] c\n- [-] d\n- [?] e\n".repeat(2_000)),
        ("empty lines", "\n".repeat(1_000_000)),
        ("quotes in quotes", format!("{} - [ ] a\n", ">".repeat(100_000))),
        ("quotes in quotes, spaced", format!("{}- [ ] a\n", "> ".repeat(100_000))),
        ("lists in lists", format!("{}[ ] a\n", "- ".repeat(20_000))),
        ("numbers in numbers", format!("{}[ ] a\n", "1. ".repeat(20_000))),
        ("lists in quotes in lists", format!("{}[ ] a\n", "- > ".repeat(20_000))),
        ("items in items", stairs(500, "  ", "- [ ] a")),
        ("items in items, tabs", stairs(500, "\t", "- [ ] a")),
        ("a long line", format!("- [ ] {}\n", "word ".repeat(400_000))),
        ("a long word", format!("- [ ] {}\n", "x".repeat(2_000_000))),
        ("attributes", format!("- [ ] a{}\n", " @alex due:2026-12-01 p:1".repeat(20_000))),
        ("brackets", format!("- [ ] {}\n\n{}\n", "[".repeat(50_000), "![".repeat(50_000))),
        ("backticks", format!("- [ ] {}\n", (1..400).map(|n| "`".repeat(n) + " ").collect::<String>())),
        ("emphasis", format!("- [ ] {}\n", "*a **b _c ".repeat(20_000))),
        ("definitions", (0..20_000).map(|n| format!("[r{n}]: http://x/{n}\n")).collect::<String>() + "\n- [ ] [r1] a\n"),
        ("HTML", format!("- [ ] {}\n", "<!-- <a <? <![CDATA[ </ ".repeat(10_000))),
        ("autolinks", format!("- [ ] {}\n", "<http://a".repeat(20_000))),
        ("headings", format!("{}- [ ] a\n", "## Wins\n### Plans\n".repeat(10_000))),
        ("lazy lines", format!("- [ ] a\n{}", "more\n".repeat(5_000))),
        ("combining marks", format!("- [ ] e{} @e{}\n", "\u{301}".repeat(100_000), "\u{301}".repeat(1_000))),
        ("joined emoji", format!("- [{0}] a\n- [ ] {0}\n", "👩\u{200d}".repeat(20_000))),
        ("pipes", format!("{}\n{}\n- [ ] a | b\n", "|".repeat(20_000), "|-".repeat(20_000))),
        ("entities", format!("- [ ] {}\n", "&amp;&#0;&#x110000;&nosuch;".repeat(5_000))),
        ("a long handle", format!("- [ ] a @{}\n", "x".repeat(100_000))),
        ("a long number", format!("{}. [ ] a\n", "9".repeat(10_000))),
        ("a long title of a section", format!("## {}\n- [ ] a\n{}====\n- [ ] b\n", "Wins ".repeat(20_000), "Wins\n".repeat(5_000))),
        ("laughs", with_front_matter(&laughs(30))),
        ("laughs and padding", with_front_matter(&format!("{}pad: {}\n", laughs(30), "x".repeat(20_000)))),
        ("wide laughs", with_front_matter(&wide_laughs(500))),
        ("lists in YAML", with_front_matter(&format!("x: {}{}\n", "[".repeat(7_000), "]".repeat(7_000)))),
        ("lists in YAML, never closed", with_front_matter(&format!("x: {}\n", "[".repeat(15_000)))),
        ("maps in YAML", with_front_matter(&format!("x: {}1{}\n", "{a: ".repeat(3_000), "}".repeat(3_000)))),
        ("dashes in YAML", with_front_matter(&format!("x:\n  {}y\n", "- ".repeat(7_000)))),
        ("questions in YAML", with_front_matter(&format!("{}\n", "? ".repeat(7_000)))),
        ("stairs in YAML", with_front_matter(&stairs(160, " ", "k").replace('\n', ":\n"))),
        ("many keys", with_front_matter(&(0..3_000).map(|n| format!("k{n}: v\n")).collect::<String>())),
    ];
    texts
        .into_iter()
        .map(|(what, text)| hostile(what, "", text))
        .collect()
}

/// A character that a terminal could take as an order, or that turns the direction of the text.
fn is_order(c: char) -> bool {
    c.is_control() && !"\n\t".contains(c)
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Run the program in the folder `place` with some words; what holds for every run holds for this one.
#[track_caller]
fn run_in(place: &str, sandbox: &Sandbox, words: &str) -> Run {
    run_within(MOST_TIME, place, sandbox, words)
}

/// The same in the notebook `alex`.
#[track_caller]
fn run(sandbox: &Sandbox, words: &str) -> Run {
    run_in("alex", sandbox, words)
}

#[track_caller]
fn run_within(most_time: Duration, place: &str, sandbox: &Sandbox, words: &str) -> Run {
    let arguments: Vec<&str> = words.split_whitespace().collect();
    let mut child = sandbox
        .command_by(&LAUNCHER, place, &arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let outputs = [
        in_background(child.stdout.take()),
        in_background(child.stderr.take()),
    ];
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("its state") {
            break status;
        }
        if started.elapsed() > most_time {
            child.kill().expect("killed");
            child.wait().expect("its end");
            panic!("`{words}` does not end");
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let [stdout, stderr] = outputs.map(|output| {
        let bytes = output.join().expect("the output");
        assert!(
            bytes.len() as u64 <= MOST_OUTPUT,
            "`{words}` prints without end"
        );
        let text = String::from_utf8(bytes);
        let text = text.unwrap_or_else(|_| panic!("`{words}` prints what is no UTF-8"));
        assert_eq!(
            text.chars().find(|c| is_order(*c)),
            None,
            "`{words}` prints an order"
        );
        text
    });
    let code = status.code();
    let ended = matches!(code, Some(0..=2)) && !stderr.contains("panicked");
    assert!(
        ended,
        "`{words}` ended with {status}\n{}",
        beginning(&stderr)
    );
    Run {
        stdout,
        stderr,
        code,
    }
}

/// Read `stream` to its end, or until it is too much.
fn in_background(stream: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    let stream = stream.expect("a pipe");
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = stream.take(MOST_OUTPUT + 1).read_to_end(&mut bytes);
        read.expect("the output");
        bytes
    })
}

fn beginning(text: &str) -> String {
    text.chars().take(1_000).collect()
}

/// What `test` finds wrong with all `cases`, each with what it is, in one message.
#[track_caller]
fn for_each<T>(cases: impl IntoIterator<Item = (String, T)>, test: impl Fn(&T)) {
    let mut faults = String::new();
    for (what, case) in cases {
        if let Err(fault) = catch_unwind(AssertUnwindSafe(|| test(&case))) {
            let text = fault.downcast_ref::<String>().map(String::as_str);
            let text = text.or(fault.downcast_ref::<&str>().copied());
            let _ = writeln!(
                faults,
                "\n=== {what}\n{}",
                beginning(text.unwrap_or_default())
            );
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

fn named(cases: Vec<Hostile>) -> Vec<(String, Hostile)> {
    cases
        .into_iter()
        .map(|case| (case.what.clone(), case))
        .collect()
}

/// Where the hostile file lies.
const PATH: &str = "alex/meetings/2026-11-17.md";

/// A sandbox with a sound meeting, and `bytes` as the next one.
fn beside_a_sound_one(bytes: &[u8]) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("alex/meetings/2026-11-10.md", SOUND);
    sandbox.write(PATH, bytes);
    sandbox
}

fn bytes_of(sandbox: &Sandbox) -> Vec<u8> {
    fs::read(sandbox.path(PATH)).expect("a file")
}

/// Whether `check` says `code` of the hostile file.
#[track_caller]
fn assert_checked(sandbox: &Sandbox, code: &str) {
    let check = run(sandbox, "check --json").stdout;
    let answer: serde_json::Value = serde_json::from_str(&check).expect("JSON");
    let is_it = |diagnostic: &serde_json::Value| {
        let path = diagnostic["path"].as_str().unwrap_or_default();
        path.ends_with("meetings/2026-11-17.md") && diagnostic["code"] == code
    };
    let diagnostics = answer["diagnostics"].as_array().expect("a list");
    let told = code.is_empty() || diagnostics.iter().any(is_it);
    assert!(told, "`check` does not say {code}:\n{}", beginning(&check));
}

/// Make the next agenda; what is sound comes into it as if nothing else were there, and only once.
#[track_caller]
fn assert_agenda_is_made(sandbox: &Sandbox) {
    assert_agenda_is_made_by(sandbox, "new --date 2026-11-24");
}

#[track_caller]
fn assert_agenda_is_made_by(sandbox: &Sandbox, line: &str) {
    run(sandbox, line).ended_with(0);
    let agenda = sandbox.read("alex/meetings/2026-11-24.md");
    assert_eq!(agenda.matches(CARRIED).count(), 1, "{}", beginning(&agenda));
    let made = sandbox.files("alex");
    run(sandbox, line).ended_with(0);
    assert_eq!(
        sandbox.files("alex"),
        made,
        "a second run changes something"
    );
}

/// Only boxes may change: to carried or done, where they were open. A tab in a box is white space as well.
#[track_caller]
fn assert_only_boxes_differ(before: &[u8], after: &[u8]) {
    let is_box = |old: &u8, new: &u8| b" /\t".contains(old) && b">x".contains(new);
    let mut pairs = before.iter().zip(after);
    let is_so = pairs.all(|(old, new)| old == new || is_box(old, new));
    assert!(
        is_so && before.len() == after.len(),
        "more than boxes changed"
    );
}

#[test]
fn beside_any_small_file_all_commands_work() {
    let cases = small();
    assert!(cases.len() >= 80, "{}", cases.len());
    for_each(named(cases), |case| {
        let sandbox = beside_a_sound_one(&case.bytes);
        for words in ["items --all --json", "show 2026-11-17", "search a"] {
            run(&sandbox, words);
        }
        assert_checked(&sandbox, case.code);
        assert_eq!(bytes_of(&sandbox), case.bytes, "changed by reading");
        if case.bytes.starts_with(b"- [ ] ") {
            run(&sandbox, "done meetings/2026-11-17.md:1");
        }
        assert_agenda_is_made(&sandbox);
        let after = bytes_of(&sandbox);
        assert_only_boxes_differ(&case.bytes, &after);
        assert!(
            !case.is_damaged() || after == case.bytes,
            "a damaged file was changed"
        );
        assert!(
            !sandbox.path("alex/owned").exists(),
            "what the file says was run"
        );
    });
}

#[test]
fn beside_any_big_file_all_commands_work() {
    for_each(named(big()), |case| {
        let sandbox = beside_a_sound_one(&case.bytes);
        for words in [
            "items",
            "check --json",
            "search a",
            "done runners --dry-run",
        ] {
            run(&sandbox, words);
        }
        assert_eq!(bytes_of(&sandbox), case.bytes, "changed by reading");
        if case.bytes.len() < 500_000 {
            assert_agenda_is_made(&sandbox);
            assert_only_boxes_differ(&case.bytes, &bytes_of(&sandbox));
        }
    });
}

#[test]
fn the_time_of_a_carry_grows_with_the_items_and_not_with_their_square() {
    // Without optimization this takes some three seconds; with the square it takes a minute.
    let sandbox = beside_a_sound_one("- [ ] a\n".repeat(40_000).as_bytes());
    let new = run_within(LESS_TIME * 2, "alex", &sandbox, "new").ended_with(0);
    assert!(
        new.stderr.contains("carried 40001 open items"),
        "{}",
        beginning(&new.stderr)
    );
}

#[test]
fn a_long_title_does_not_widen_the_lines_of_others() {
    let sandbox = Sandbox::new();
    let long = format!("- [ ] {}\n", "wide ".repeat(20_000));
    sandbox.write(
        "alex/meetings/2026-11-10.md",
        long + &"- [ ] narrow\n".repeat(500),
    );
    for words in [
        "items",
        "thread narrow",
        "search narrow",
        "carry --dry-run",
        "new",
    ] {
        let run = run(&sandbox, words);
        let length = run.stdout.len() + run.stderr.len();
        assert!(length < 500_000, "`{words}` prints {length} bytes");
    }
}

#[test]
fn an_open_item_on_a_last_line_without_newline_is_carried() {
    let texts = [
        "- [ ] a",
        "- [ ] a @alex",
        "- [x] b\n- [ ] a due:",
        "1. [ ] a",
        "> - [ ] a",
        "- [ ] a\r\n- [ ] b",
    ];
    for_each(texts.map(|text| (format!("{text:?}"), text)), |text| {
        let sandbox = beside_a_sound_one(text.as_bytes());
        assert_agenda_is_made(&sandbox);
        let agenda = sandbox.read("alex/meetings/2026-11-24.md");
        assert!(agenda.contains("[ ] a"), "{agenda}");
        assert_only_boxes_differ(text.as_bytes(), &bytes_of(&sandbox));
    });
}

#[test]
fn a_damaged_agenda_is_never_changed() {
    let damaged: Vec<Hostile> = small().into_iter().filter(Hostile::is_damaged).collect();
    assert!(damaged.len() > 15);
    for_each(named(damaged), |case| {
        let sandbox = Sandbox::new();
        sandbox.write("alex/meetings/2026-11-24.md", &case.bytes);
        let before = sandbox.files("alex");
        for words in [
            "add x",
            "carry",
            "new",
            "move --to 2026-11-26",
            "cancel --date 2026-11-24 --by alex --reason x",
            "done meetings/2026-11-24.md:1",
        ] {
            let run = run(&sandbox, words).ended_with(2);
            let is_named = run.stderr.contains("2026-11-24");
            assert!(is_named, "`{words}` does not name the file\n{}", run.stderr);
        }
        assert_eq!(sandbox.files("alex"), before);
    });
}

#[test]
fn among_all_small_files_all_commands_work() {
    let sandbox = Sandbox::new();
    let first = NaiveDate::from_ymd_opt(2024, 1, 2).expect("a date");
    for (week, case) in small().into_iter().enumerate() {
        let date = first + Days::new(7 * week as u64);
        sandbox.write(&format!("alex/meetings/{date}.md"), &case.bytes);
    }
    let before = sandbox.files("alex");
    for words in [
        "",
        "status --json",
        "items",
        "items --all --json",
        "items --overdue",
        "check",
        "check --strict --json",
        "search x",
        "search a --json",
        "thread a",
        "thread title --json",
        "show 2024-01-02",
        "show last --plain",
        "show 2024-03-05 --json",
        "new --dry-run",
        "carry --dry-run",
        "add x --dry-run",
        "done title --dry-run",
        "drop theirs --reason x --dry-run",
        "move --date 2024-01-02 --to 2024-01-04 --dry-run",
        "assign status alex --dry-run",
        "due status fri --dry-run",
    ] {
        run(&sandbox, words);
        assert_eq!(sandbox.files("alex"), before, "`{words}`");
    }
}

/// Something that lies where a file should.
#[derive(Clone, Copy)]
enum Kind {
    Link(&'static str),
    Folder,
    Pipe,
    Mode(u32),
    TwoNames,
}

fn make(path: &Path, kind: Kind, text: &str) {
    match kind {
        Kind::Link(target) => symlink(target, path).expect("a link"),
        Kind::Folder => fs::create_dir(path).expect("a folder"),
        Kind::Pipe => {
            let status = surroundings::tool("mkfifo").arg(path).status();
            assert!(status.expect("mkfifo").success());
        }
        Kind::Mode(mode) => {
            fs::write(path, text).expect("a file");
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
        }
        Kind::TwoNames => {
            fs::write(path, text).expect("a file");
            fs::hard_link(path, path.with_extension("other")).expect("a second name");
        }
    }
}

#[test]
fn what_is_no_plain_file_is_passed_over_and_named() {
    // What it is, and what `check` calls it.
    let kinds = [
        (
            "a link to a file of the system",
            Kind::Link("/etc/passwd"),
            "outside-notebook",
        ),
        (
            "a link out",
            Kind::Link("../../outside.md"),
            "outside-notebook",
        ),
        ("a link out to nothing", Kind::Link("../../nothing.md"), ""),
        (
            "a link to itself",
            Kind::Link("2026-11-17.md"),
            "not-a-file",
        ),
        ("a link to nothing", Kind::Link("nothing.md"), "not-a-file"),
        ("a link to a folder", Kind::Link("."), "not-a-file"),
        (
            "a link to a file without end",
            Kind::Link("/dev/zero"),
            "outside-notebook",
        ),
        ("a link to another meeting", Kind::Link("2026-11-10.md"), ""),
        ("a folder", Kind::Folder, "not-a-file"),
        ("a pipe", Kind::Pipe, "not-a-file"),
        (
            "a file that nobody may read",
            Kind::Mode(0o000),
            "unreadable",
        ),
        ("a file with set-id bits", Kind::Mode(0o6755), ""),
        ("a file with two names", Kind::TwoNames, ""),
    ];
    let kinds = kinds.map(|(what, kind, code)| (what.to_string(), (kind, code)));
    for_each(kinds, |(kind, code)| {
        let sandbox = Sandbox::new();
        sandbox.write("outside.md", "- [ ] secret\n");
        sandbox.write("alex/meetings/2026-11-10.md", SOUND);
        let path = sandbox.path(PATH);
        make(&path, *kind, SOUND);
        let metadata = || path.symlink_metadata().expect("it is there");
        let mode = metadata().mode();
        if *code == "unreadable" && metadata().uid() == 0 {
            return; // root may read everything
        }
        assert_checked(&sandbox, code);
        for words in [
            "items",
            "status",
            "show 2026-11-17",
            "search secret",
            "done secret",
        ] {
            let run = run(&sandbox, words);
            assert!(
                !run.stdout.contains("[ ] secret"),
                "`{words}`\n{}",
                run.stdout
            );
        }
        // An open item of the two could stand in what can't be read, but not in what lies outside.
        let line = match matches!(*code, "not-a-file" | "unreadable") {
            true => {
                let stopped = run(&sandbox, "new --date 2026-11-24").ended_with(2);
                let named = "an open item could stand in `meetings/2026-11-17.md`";
                assert!(stopped.stderr.contains(named), "{}", stopped.stderr);
                "new --date 2026-11-24 --without meetings/2026-11-17.md"
            }
            false => "new --date 2026-11-24",
        };
        assert_agenda_is_made_by(&sandbox, line);
        assert_eq!(sandbox.read("outside.md"), "- [ ] secret\n");
        assert_eq!(metadata().mode(), mode, "it is something else now");
    });
}

#[test]
fn what_stands_in_the_place_of_the_next_agenda_is_named() {
    const NEXT: &str = "alex/meetings/2026-11-24.md";
    let cases = [
        (
            "a folder",
            Kind::Folder,
            ["this is not a file", "it is not a file"],
        ),
        (
            "a pipe",
            Kind::Pipe,
            ["this is not a file", "it is not a file"],
        ),
        (
            "a link to nothing",
            Kind::Link("nothing.md"),
            ["the link leads to no file", "No such file"],
        ),
        (
            "a link to itself",
            Kind::Link("2026-11-24.md"),
            ["the link leads to no file", "Too many levels"],
        ),
        (
            "a link out",
            Kind::Link("../../outside.md"),
            ["leads out of the notebook"; 2],
        ),
        (
            "a file that is too long",
            Kind::Mode(0o644),
            ["longer than 32 MiB"; 2],
        ),
    ];
    let planned = "## Action items\n- [ ] Ask for runners @dana\n";
    let cases = cases.map(|(what, kind, words)| (what.to_string(), (kind, words)));
    for_each(cases, |(kind, words)| {
        let sandbox = Sandbox::new();
        sandbox.write("outside.md", "- [ ] secret\n");
        sandbox.write("alex/meetings/2026-11-17.md", planned);
        make(&sandbox.path(NEXT), *kind, SOUND);
        if matches!(kind, Kind::Mode(_)) {
            let file = fs::File::options().write(true).open(sandbox.path(NEXT));
            file.and_then(|file| file.set_len(33 * 1024 * 1024))
                .expect("a long file");
        }
        let lines = ["new --no-edit", "move --date 2026-11-17 --to 2026-11-24"];
        for (line, words) in lines.into_iter().zip(words) {
            let run = run(&sandbox, line);
            let is_named = run.stderr.contains("`meetings/2026-11-24.md`");
            assert!(
                is_named && run.stderr.contains(words),
                "{line}: {}",
                run.stderr
            );
            assert!(run.stderr.contains("\nhint: "), "{line}: {}", run.stderr);
            assert!(
                !run.stderr.contains("someone else"),
                "{line}: {}",
                run.stderr
            );
        }
        assert_eq!(sandbox.read("outside.md"), "- [ ] secret\n");
        assert_eq!(sandbox.read("alex/meetings/2026-11-17.md"), planned);
    });
}

/// Names in `meetings/` that are no date.
#[rustfmt::skip] // in a paragraph
const NAMES: [&[u8]; 40] = [
    b"2026-13-45.md", b"2026-02-30.md", b"2026-00-00.md", b"0000-01-01.md", b"2026-1-5.md", b"26-01-05.md",
    b"20260105.md", b"2026-01-05 (copy).md", b"_2026-01-05.md", b" 2026-01-05.md", b"2026-01-05 .md",
    b"2026-01-05.md ", b"2026-01-05.MDX", b"2026-01-05.markdown", b"2026-01-05.md~", b"2026-01-05.md.orig",
    b"2026-01-05\n.md", b"\n", b"2026-01-05.md\n2026-01-12.md", b"2026-01-05\r.md", b"2026-01-05\t.md",
    "caf\u{e9}.md".as_bytes(), "\u{ff12}\u{ff10}26-01-05.md".as_bytes(), "2026\u{2010}01\u{2010}05.md".as_bytes(),
    b"2026-01-05\xff.md", b"\xff\xfe.md", b"\x1b[31mred\x1b[0m.md", b"\x1b]0;owned\x07.md", b"\xc2\x9b2J.md",
    "\u{202e}dm.50-10-6202".as_bytes(), b"\x01\x02\x7f.md", b"-rf.md", b"--help.md", b"$(touch owned).md",
    b"`touch owned`.md", b"con.md", b"*.md", b"\\.md", b"{{ 7*7 }}.md", b"10000-01-01.md",
];

#[test]
fn stray_names_are_named_once_and_left_alone() {
    let sandbox = Sandbox::new();
    sandbox.write("alex/meetings/2026-11-10.md", SOUND);
    let paths = NAMES.map(|name| sandbox.path("alex/meetings").join(OsStr::from_bytes(name)));
    for path in &paths {
        fs::write(path, "- [ ] stray\n").expect("a file");
    }
    let check = run(&sandbox, "check").stdout;
    assert_eq!(check.matches("stray-file").count(), NAMES.len(), "{check}");
    for words in ["items --all", "status", "search stray", "check --json"] {
        let run = run(&sandbox, words);
        assert!(
            !run.stdout.contains("[ ] stray"),
            "`{words}`\n{}",
            run.stdout
        );
    }
    assert_agenda_is_made(&sandbox);
    for path in paths {
        assert_eq!(fs::read(path).expect("still there"), b"- [ ] stray\n");
    }
    assert!(!sandbox.path("alex/owned").exists());
}

/// Configurations: what each is, what of the good one is replaced by what, and what is appended.
#[rustfmt::skip] // one a line
const CONFIGURATIONS: &[(&str, &str, &str, &str)] = &[
    ("unknown keys", "", "", "managr: x\ncadance: {every: week}\neditor: vi\n"),
    ("a program", "", "", "editor: \"touch owned\"\nhooks: {new: \"touch owned\"}\nremote: \"ext::sh -c touch% owned\"\npager: \"| sh\"\n"),
    ("a newer format", "format: 1", "format: 2", ""),
    ("format of words", "format: 1", "format: x", ""),
    ("format below", "format: 1", "format: -1", ""),
    ("format beyond", "format: 1", "format: 99999999999999999999999", ""),
    ("format of many", "format: 1", "format: [1]", ""),
    ("manager of many", "manager:\n", "manager: [dana, ben]\nx:\n", ""),
    ("one handle for both", "handle: alex", "handle: Dana", ""),
    ("handle as a path", "handle: dana", "handle: ../../dana", ""),
    ("handle as an option", "handle: dana", "handle: --force", ""),
    ("handle with raw orders", "handle: dana", "handle: dana\x1b[2J\x1b]52;c;AAAA\x07\u{9b}2J\u{202e}", ""),
    ("handle with orders", "handle: dana", "handle: \"dana\\e[31m\\e]52;c;AAAA\\a\\x9b2J\\u202e\"", ""),
    ("handle with a line end", "handle: dana", "handle: \"da\\nna\"", ""),
    ("handle with NUL", "handle: dana", "handle: \"da\\0na\"", ""),
    ("no handle", "handle: dana", "handle: \"\"", ""),
    ("handle as a number", "handle: dana", "handle: 007", ""),
    ("handle as a boolean", "handle: dana", "handle: no", ""),
    ("handle as an alias", "handle: dana", "handle: *nobody", ""),
    ("name with lines", "name: Dana Ng", "name: \"Dana\\e[2J\\r\\n## Wins\\n- [ ] injected\"", ""),
    ("name with a template", "name: Dana Ng", "name: \"{{ 7*7 }} {% include '/etc/passwd' %}\"", ""),
    ("name of Markdown", "name: Dana Ng", "name: \"`x` <!-- [a](b) ```\"", ""),
    ("mail with a header", "dana@example.com", "\"dana@example.com\\nBcc: x@y.z\"", ""),
    ("mail of many", "dana@example.com", "[not, an, address]", ""),
    ("negative duration", "duration: 30", "duration: -30", ""),
    ("no number", "duration: 30", "duration: .nan", ""),
    ("duration beyond", "duration: 30", "duration: 99999999999999999999", ""),
    ("rhythm of words", "every: week", "every: whenever", ""),
    ("rhythm of nothing", "every: week", "every: 0 weeks", ""),
    ("rhythm beyond", "every: week", "every: 99999999999999999999 weeks", ""),
    ("no such day", "day: tuesday", "day: caturday", ""),
    ("no such time", "\"10:00\"", "\"25:99\"", ""),
    ("time as a number", "\"10:00\"", "10:00", ""),
    ("time zone as a path", "", "", "cadence2: x\n"),
    ("template as a path", "", "", "template: ../../etc/passwd\n"),
    ("template as a root", "", "", "template: /etc/passwd\n"),
    ("no such template", "", "", "template: wekly\n"),
    ("template of dots", "", "", "template: ..\n"),
    ("sections as a number", "", "", "sections: 7\n"),
    ("sections as a nest", "", "", "sections:\n  wins: [[a], {b: c}, null]\n"),
    ("sections with orders", "", "", "sections:\n  wins: [\"Wins\\e[2J\\n## Plans\"]\n"),
    ("sections twice", "", "", "sections:\n  wins: [A]\nsections:\n  wins: [B]\n"),
    ("two roles with one title", "", "", "sections:\n  wins: [Same]\n  plans: [Same]\n  notes: [Wins]\n"),
    ("checks as nonsense", "", "", "checks:\n  career-gap: -4 bananas\n  plan-vague: 17\n  wins-missing: [off]\n"),
    ("keys that are no text", "", "", "7: x\n[a, b]: y\n{a: b}: z\n~: w\n? - q\n: r\n"),
    ("orders in keys", "", "", "\"\\e[2J\\e]52;c;AAAA\\a\": x\n\"managr\\r\\n\": y\n"),
    ("tags", "", "", "x: !!python/object/apply:os.system [\"touch owned\"]\ny: !include /etc/passwd\n"),
    ("an alias to itself", "", "", "x: &x [*x]\n"),
    ("two documents", "", "", "---\nformat: 1\n"),
    ("text after the end", "", "", "...\nmore: text [\n"),
    ("a quote never closed", "\"10:00\"", "\"10:00", ""),
    ("tabs", "  handle", "\thandle", ""),
];

fn configurations() -> Vec<(String, Vec<u8>)> {
    let good = CONFIGURATION;
    let changed = CONFIGURATIONS.iter().map(|(what, old, new, added)| {
        let text = if old.is_empty() {
            good.to_string()
        } else {
            good.replace(old, new)
        };
        (*what, text + added)
    });
    #[rustfmt::skip] // one a line
    let texts = [
        ("empty", String::new()),
        ("a BOM", "\u{feff}".to_string()),
        ("a list", "- format: 1\n".to_string()),
        ("a word", "oneonone\n".to_string()),
        ("JSON", "{\"format\": 1, \"manager\": {\"handle\": \"dana\"}}".to_string()),
        ("cut", good[..good.len() / 2].to_string()),
        ("CRLF and a BOM", format!("\u{feff}{}", good.replace('\n', "\r\n"))),
        ("lone CR", good.replace('\n', "\r")),
        ("conflict", format!("<<<<<<< HEAD\n{good}=======\n{good}>>>>>>> x\n")),
        ("brackets", format!("{good}x: {}\n", "[".repeat(20_000))),
        ("brackets closed", format!("{good}x: {}{}\n", "[".repeat(20_000), "]".repeat(20_000))),
        ("dashes", format!("{good}x:\n  {}y\n", "- ".repeat(20_000))),
        ("questions", "? ".repeat(20_000)),
        ("laughs", format!("{good}{}", laughs(40))),
        ("wide laughs", format!("{good}{}", wide_laughs(500))),
        ("laughs that are used", good.replace("format: 1\n", &format!("format: 1\n{}", laughs(30))).replace("Dana Ng", "*a29")),
        ("many keys", format!("{good}{}", (0..1_000).map(|n| format!("k{n}: v\n")).collect::<String>())),
        ("long", format!("{good}# {}\n", "x".repeat(10_000_000))),
        ("a long handle", good.replace("handle: dana", &format!("handle: {}", "d".repeat(50_000)))),
        ("NUL", good.replace("Dana Ng", "Dana\0Ng")),
    ];
    let texts = changed
        .chain(texts)
        .map(|(what, text)| (what, text.into_bytes()));
    let others = [
        ("UTF-16", utf_16(good, u16::to_le_bytes)),
        ("Latin-1", latin_1(&good.replace("Dana", "D\u{e9}na"))),
    ];
    texts
        .chain(others)
        .map(|(what, bytes)| (what.to_string(), bytes))
        .collect()
}

#[test]
fn any_configuration_is_used_or_refused() {
    let cases = configurations();
    assert!(cases.len() >= 40, "{}", cases.len());
    for_each(cases, |bytes| {
        let sandbox = Sandbox::new();
        sandbox.write("alex/oneonone.yaml", bytes);
        sandbox.write("alex/meetings/2026-11-10.md", SOUND);
        let before = sandbox.files("alex");
        let status = run(&sandbox, "status");
        let is_used = status.code == Some(0);
        let is_named = status.stderr.contains("oneonone.yaml");
        assert!(
            is_used || is_named,
            "the error does not name the file\n{}",
            status.stderr
        );
        for words in ["check --json", "new --dry-run", "init --no-git --dry-run"] {
            let run = run(&sandbox, words);
            assert!(
                is_used || run.code == Some(2),
                "`{words}` uses what `status` refuses"
            );
        }
        assert_eq!(sandbox.files("alex"), before);
        if run(&sandbox, "new --date 2026-11-24").code == Some(0) {
            assert_agenda_is_made(&sandbox);
            let agenda = sandbox.read("alex/meetings/2026-11-24.md");
            let is_plain = !agenda.contains("root:") && !agenda.chars().any(is_order);
            assert!(
                is_plain && agenda.matches("- [ ] ").count() == 1,
                "{agenda}"
            );
            fs::remove_file(sandbox.path("alex/meetings/2026-11-24.md")).expect("removed");
            sandbox.write("alex/meetings/2026-11-10.md", SOUND);
        }
        assert_eq!(sandbox.files("alex"), before, "something else was made");
    });
}

#[test]
fn a_configuration_that_is_no_plain_file_is_refused() {
    let kinds = [
        ("a link to a file of the system", Kind::Link("/etc/passwd")),
        ("a link out", Kind::Link("../good.yaml")),
        ("a link to itself", Kind::Link("oneonone.yaml")),
        ("a link to nothing", Kind::Link("nothing.yaml")),
        ("a folder", Kind::Folder),
        ("a pipe", Kind::Pipe),
    ];
    for_each(kinds.map(|(what, kind)| (what.to_string(), kind)), |kind| {
        let sandbox = Sandbox::new();
        sandbox.write("good.yaml", CONFIGURATION);
        let path = sandbox.path("alex/oneonone.yaml");
        fs::remove_file(&path).expect("removed");
        make(&path, *kind, CONFIGURATION);
        for words in ["items", "new", "add x", "init --manager A --ic B --no-git"] {
            let run = run_within(LESS_TIME, "alex", &sandbox, words).ended_with(2);
            assert!(
                run.stderr.starts_with("error: "),
                "`{words}`\n{}",
                run.stderr
            );
        }
        assert_eq!(sandbox.files("alex/meetings"), []);
        assert_eq!(sandbox.read("good.yaml"), CONFIGURATION);
    });
}

#[test]
fn one_bad_notebook_does_not_hide_the_others() {
    let sandbox = Sandbox::new();
    sandbox.write("alex/meetings/2026-11-10.md", SOUND);
    sandbox.write("bad/oneonone.yaml", "format: [");
    let commands = ["status", "items", "items --json", "search runners", "check"];
    for_each(commands.map(|words| (words.to_string(), words)), |words| {
        let run = run_in("", &sandbox, words);
        let told = run.stdout + &run.stderr;
        assert!(told.contains("bad/oneonone.yaml"), "{told}");
        let shown = ["alex", "Ask for runners", "1 file checked"];
        assert!(
            shown.iter().any(|words| told.contains(words)),
            "nothing of the other\n{told}"
        );
    });
}

/// Templates: what each is, its text, and whether it must be refused.
fn templates() -> Vec<(String, (Vec<u8>, bool))> {
    #[rustfmt::skip] // one a line
    let refused = [
        ("a loop", "# x\n{% for a in range(999999999) %}x{% endfor %}\n".to_string()),
        ("a loop over text", format!("{{% set s = '{}' %}}{{% for a in s %}}{{% for b in s %}}{{{{ s }}}}{{% endfor %}}{{% endfor %}}", "x".repeat(30_000))),
        ("lists in loops", format!("{}{}{}", "{% for a in [0,1,2,3,4,5,6,7,8,9] %}".repeat(6), "x".repeat(60_000), "{% endfor %}".repeat(6))),
        ("doubled again and again", format!("{{% set a = 'xxxxxxxxxx' %}}{}{{{{ a }}}}", "{% set a = a ~ a ~ a ~ a %}".repeat(40))),
        ("repeated", "{{ 'x' * 999999999999 }}".to_string()),
        ("repeated list", "{{ ['x'] * 999999999 }}".to_string()),
        ("power", "{{ 9 ** 99999999 }}".to_string()),
        ("include", "{% include '/etc/passwd' %}{% include '../../etc/passwd' %}".to_string()),
        ("itself", "{% include 'own.md' %}{% extends 'own.md' %}".to_string()),
        ("macro", "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}".to_string()),
        ("broken", "## Wins {{ \n{% if %}\n{% endfor %}\n".to_string()),
        ("unknown", "{{ nobody.x.y }} {{ env.HOME }} {{ now() }}".to_string()),
        ("by nothing", "{{ 1 / 0 }}{{ 1 % 0 }}".to_string()),
        ("deep", format!("{{{{ {}1{} }}}}", "(".repeat(20_000), ")".repeat(20_000))),
        ("long", "## Wins\n".repeat(20_000)),
        ("front matter that is no YAML", "---\nstatus: held\nx: [\n---\n# x\n".to_string()),
        // An agenda that could never be changed again is none.
        ("conflict", "<<<<<<< HEAD\n## Wins\n=======\n## Plans\n>>>>>>> x\n".to_string()),
        ("NUL", "## Wins\0\n".to_string()),
    ];
    let given = [
        ("empty", String::new()),
        ("orders", ORDERS.map(|(_, order)| order).concat()),
        ("half a front matter", "---\nstatus: held\n".to_string()),
        (
            "items of its own",
            "## Action items\n- [ ] again and again\n".to_string(),
        ),
        (
            "CRLF",
            "---\r\nx: y\r\n---\r\n## Action items\r\n".to_string(),
        ),
        ("many sections", "## Action items\n".repeat(1_000)),
    ];
    let refused = refused
        .into_iter()
        .map(|(what, text)| (what, text.into_bytes(), true));
    let given = given
        .into_iter()
        .map(|(what, text)| (what, text.into_bytes(), false));
    refused
        .chain([("not UTF-8", b"# \xff\xfe\n".to_vec(), true)])
        .chain(given)
        .map(|(what, bytes, is_refused)| (what.to_string(), (bytes, is_refused)))
        .collect()
}

#[test]
fn any_template_gives_an_agenda_or_nothing() {
    let cases = templates();
    assert!(cases.len() >= 15);
    for_each(cases, |(bytes, is_refused)| {
        let sandbox = Sandbox::new();
        sandbox.write("alex/meetings/2026-11-10.md", SOUND);
        sandbox.write("alex/templates/own.md", bytes);
        let before = sandbox.files("alex");
        if *is_refused {
            let run = run(&sandbox, "new --template own").ended_with(2);
            assert!(
                run.stderr.contains("templates/own.md"),
                "not named\n{}",
                run.stderr
            );
            assert_eq!(sandbox.files("alex"), before);
        } else {
            run(&sandbox, "new --template own").ended_with(0);
            assert_agenda_is_made(&sandbox);
        }
    });
}

#[test]
fn a_template_that_is_no_plain_file_is_refused() {
    let kinds = [
        ("a link to a file of the system", Kind::Link("/etc/passwd")),
        ("a link to itself", Kind::Link("own.md")),
        ("a folder", Kind::Folder),
        ("a pipe", Kind::Pipe),
    ];
    for_each(kinds.map(|(what, kind)| (what.to_string(), kind)), |kind| {
        let sandbox = Sandbox::new();
        fs::create_dir(sandbox.path("alex/templates")).expect("a folder");
        make(&sandbox.path("alex/templates/own.md"), *kind, "");
        let before = sandbox.files("alex");
        let run = run_within(LESS_TIME, "alex", &sandbox, "new --template own").ended_with(2);
        assert!(run.stderr.contains("templates/own.md"), "{}", run.stderr);
        assert_eq!(sandbox.files("alex"), before);
    });
}

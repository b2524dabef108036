//! Not a library to build on: only the command line is the interface.
//!
//! # The problem
//!
//! Two people meet every week and promise each other things. They write them down as `- [ ]` lines in one Markdown
//! file a meeting, each in an editor of their own. What was promised must turn up in the next agenda, once, with its
//! age, and go on doing so until it is done or let go; and the files must stay theirs, byte for byte, but for the
//! few bytes that a command has to change.
//!
//! # The floors
//!
//! Each module imports only from those above it in this list; the tests in `tests/suite/house` keep that.
//!
//! 1. [`text`]: strings and positions. Spans, edits, lines, diagnostics, diffs. Knows no Markdown.
//! 2. [`markdown`]: one document, its source untouched: front matter, headings, list items with their boxes. Knows no
//!    meeting and no file.
//! 3. [`meeting`]: the words of a one-on-one: people, cadence, roles of sections, action items, which two items are the
//!    same, the series of all meetings and what is open in it. Knows no file, no git, no clock; of a
//!    template only the name.
//! 4. [`change`]: what changes, as a value: a [`Plan`](change::Plan) of edits, where in an agenda something is
//!    put, what a template makes.
//! 5. [`practice`]: what the two wrote, entry by entry, and what is worth a word: the checks and the questions.
//! 6. [`plan`]: what a command does to meetings: prepare, carry, tick, amend, add, move, close, fix, import. A series
//!    and a date go in, a plan comes out. [`view`]: what one wants to know of them: lists, reports, the look ahead, the
//!    calendar. Neither knows the other, a file, a terminal or the clock.
//! 7. [`merge`]: two people, three revisions: of one text, of a notebook, and what is taken back. Each thing of which there
//!    are three is a [`Three`](merge::Three), and who changed it is decided there alone.
//! 8. [`notebook`]: the folder on disk: settings, finding, reading, writing atomically. [`git`]: one door to the git
//!    program, one opener of repositories in git2. Neither knows the other, the terminal or the arguments.
//! 9. [`sharing`]: the one place that knows both the folder and git: sync, the merge driver, setting up a clone. Knows
//!    no terminal and no arguments.
//! 10. [`cli`]: a face, with floors of its own: flags and errors with their hints; `outside`, the terminal and the
//!     programs that are started for the user; `render`; `shared`, what several commands do; one file a command, and
//!     none knows another.
//!
//! A command that changes something is always *load, plan, show or apply, say what happened*; `--dry-run` shows the
//! plan that would be applied. One that reads stops after a function of [`view`] and renders what it gives.
//!
//! # Invariants
//!
//! * Every item that was open is open exactly once after a carry, or has an ending.
//! * A change is a list of edits of the original text. What no edit names stays the same, byte for byte; before an
//!   edit the bytes at its place are compared with what it was planned for, and after it the text is read again to
//!   see that it says what was meant.
//! * Reading never fails: it gives a meeting and diagnostics. A damaged file is read and never changed.
//! * A type says how much was read: [`Skimmed`](meeting::Skimmed) is what a listing takes from a file,
//!   [`Meeting`](meeting::Meeting) was read whole. A series has all meetings skimmed and reads one whole when somebody
//!   needs it, in one place and once; a plan gives back what it read of its own text. A command reads the front matter
//!   of a file, and all of a text, once. `import` and `thread` read more, so does what comes upon copies that nobody
//!   marked, and a merge, in `sync` and for git: `tests/suite/reading_counts.rs` holds each to its number, and names the
//!   few commands that it does not run.
//! * `prepare` and `carry` are pure functions of the files, the template and the date. Two clones that run the same
//!   command on the same state write the same bytes.
//! * The plain form of a text, by which titles are the same and words are found, is made in one place,
//!   `markdown::plain`; nothing in a file is changed by it.
//! * Which two items are the same is decided in one place, `meeting::identity`; which of them a REF means in another,
//!   `meeting::reference`.
//! * The agenda is written before the originals are marked: after a crash an item may be there twice for a moment,
//!   never not at all, and the next run finishes.
//! * Only `main.rs` reads arguments, environment, folder and clock. Two things are asked elsewhere: a shell wants
//!   completions before any argument is read, so `cli::complete` finds the folder and `cli::shells` the shell's
//!   variables; and the system tells `cli::outside::user_folders` and `git::disk` where the user's own folders are.
//! * Only `cli::outside::ui` prints, and what it prints holds no control character that came from a file.
//! * Only `notebook::apply` writes in a notebook; what a merge makes is brought in by git, and the merge driver
//!   (`sharing::driver`) fills the file that git hands it. Beside the notebook `notebook::journal` writes,
//!   and `notebook::private` the notes that are the user's alone; in git's own folder `git::own_files` does and, of
//!   `sharing`, `known`, `incoming`, `saved_index` and `scratch`, which clears away what a killed run left.
//! * Only `git::program` and `cli::outside::spawn` start programs.
//! * `clippy.toml` names every door to the outside, with reasons; `tests/suite/house_doors.rs` tries each, and lists who
//!   opens any.
//! * Names of commands stand in `cli` alone, but for the line by which git calls the merge driver and the title of the page
//!   about the checks: what is said below names a deed ([`text::Advice`]), and a face says what to type or to press for
//!   it. `tests/suite/house/spoken.rs` keeps that.
//! * Commands get meetings from `sharing::locked` alone, which refuses what is encrypted here; `clippy.toml` keeps that.
//! * What a command changes is in the journal before it is changed, and the journal is never in the notebook.
//! * Nothing in a notebook names a program or a path outside it. What is inside is decided in one place,
//!   `notebook::inside`, before anything is read or written; which repository is the notebook's in another, `git::find`,
//!   and whether it may be used in `git::open`: no git directory is ever used but the `.git` of its work tree.
//! * The merge is a pure function of three texts and the titles that the two began with: swapping the
//!   sides gives the same bytes, so two clones that merge at the same time end up alike. What comes out is read again
//!   before anyone gets it; what would lose or double a line is refused.
//! * `sync` changes the work tree in one step of git's, after everything is known: killed at any moment it leaves no
//!   merge behind. Only the notebook's own files are committed, by path.
//!
//! # What is deliberately absent
//!
//! * A database, a cache, an index: ten years of weekly meetings are read faster than one could be kept true.
//! * A tree of the document that is printed again.
//! * Random identifiers, and dates of "now" in files.
//! * An account, and network access other than that of git itself, to the notebook's own remote.
//! * Scores of people.
//! * A trait with one implementation.
//!
//! # To add …
//!
//! * … a command: a file in `cli/commands` with its arguments, whose comment is the help text, and its `run`; two lines
//!   in `cli/commands/mod.rs`, its module and its place in the list; what it does to meetings as a function in
//!   [`plan`] or [`view`], and what another command needs, too, in `cli/shared`; a transcript
//!   `tests/transcripts/NAME.md`; and what holds of it in the tables of `tests/suite/every_command.rs` and
//!   `reading_counts.rs`, where a test names what is missing.
//! * … a check of the practice: a file in `practice/checks` with its code, its words, its limits, to whom it speaks and
//!   its tests, and a line in the list of `practice/checks/mod.rs`; then `docs/checks.md` is made anew. One of a file's
//!   health: its code in [`markdown::rules`] or [`meeting::rules`], its diagnostic where the thing is read, with the change that
//!   makes it right if there is one right form, its words in `practice/checks/health.rs`, a document in `tests/corpus`.
//! * … a case of the merge: a folder in `tests/merges`; what must hold of every merge is in `tests/suite/merge_laws`.
//! * … an attribute or a form of another tool: `meeting::attributes`, a document in `tests/corpus`, `docs/format.md`.
//! * … a template: a file in `templates` and its name in the list of `change/template.rs`; the transcripts that name them
//!   all are made anew.
//! * … a language: a file in `templates/words` and a line in the list of `meeting/language.rs`; an agenda of its own is a
//!   file in `templates/weekly` and a word in the list of `change/template.rs`.
//! * … a question: a line in `templates/questions.md`; its tests hold it to plain words and to be like no other.
//! * … to the year of a pair in the demo: its story in `templates/demo`, whose `README.md` says how one is written; a test
//!   says which figures to take over.
//! * … a field in JSON: the type of the command in `cli/render/json`, with a comment that says what it is; then
//!   `SNAPSHOTS=overwrite cargo test --locked schemas` writes its schema in `docs/json`. Fields are added, never renamed or
//!   removed.

#![forbid(unsafe_code)]

pub mod text;

pub mod markdown;

pub mod meeting;

pub mod change;

pub mod practice;

pub mod plan;
pub mod view;

pub mod merge;

pub mod git;
pub mod notebook;

pub mod sharing;

pub mod cli;

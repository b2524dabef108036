#![expect(
    clippy::disallowed_methods,
    reason = "the one object that talks to the terminal"
)]

use std::io::{self, BufRead as _, Write as _};

use anstream::{AutoStream, ColorChoice};

use super::process::Outside;
use super::shown::{Shown, style};
use crate::cli::error::CliError;
use crate::cli::exit_code::ExitCode;
use crate::cli::flags::Color;
use crate::text::escape_json;

/// Standard output for the answer, standard error for everything said about it.
pub struct Ui {
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
    buffer: String,
    quiet: bool,
    /// Width of the terminal in columns; `None` where the output is no terminal.
    width: Option<usize>,
    /// Its height in lines.
    height: Option<usize>,
    /// Whether there is a person who can answer.
    interactive: bool,
}

impl Ui {
    /// The streams of this process.
    pub fn new(outside: &Outside, color: Color, quiet: bool) -> Self {
        let choice = match color {
            Color::Auto => None,
            Color::Always => Some(ColorChoice::Always),
            Color::Never => Some(ColorChoice::Never),
        };
        let (out, err) = (io::stdout(), io::stderr());
        let out_choice = choice.unwrap_or_else(|| AutoStream::choice(&out));
        let err_choice = choice.unwrap_or_else(|| AutoStream::choice(&err));
        let given = |name: &str| outside.variable(name).and_then(|text| text.parse().ok());
        let measured = match outside.stdout_is_terminal {
            true => terminal_size::terminal_size(),
            false => None,
        };
        Ui {
            out: AutoStream::new(out, out_choice),
            err: AutoStream::new(err, err_choice),
            buffer: String::new(),
            quiet,
            width: given("COLUMNS").or(measured.map(|(width, _)| usize::from(width.0))),
            height: given("LINES").or(measured.map(|(_, height)| usize::from(height.0))),
            interactive: outside.stdin_is_terminal && outside.stderr_is_terminal,
        }
    }

    /// Width of the terminal in columns; `None` where the output is no terminal.
    pub fn width(&self) -> Option<usize> {
        self.width
    }

    /// Height of the terminal in lines; `None` where the output is no terminal.
    pub fn height(&self) -> Option<usize> {
        self.height
    }

    /// Whether there is a person at a terminal who can answer.
    pub fn is_interactive(&self) -> bool {
        self.interactive
    }

    /// Add a line to the answer.
    pub fn line(&mut self, text: &Shown) {
        self.buffer.push_str(text.as_str());
        self.buffer.push('\n');
    }

    /// Add `text` to the answer as a line without styles.
    pub fn plain_line(&mut self, text: &str) {
        self.line(&Shown::new().plain(text));
    }

    /// Add `value` to the answer as JSON.
    ///
    /// # Errors
    /// When it can't be written as JSON.
    pub fn json(&mut self, value: &impl serde::Serialize) -> Result<(), CliError> {
        let text = serde_json::to_string_pretty(value)
            .map_err(|error| CliError::new(error.to_string()))?;
        // Line feeds here are the printer's own; inside strings they are escaped.
        let lines: Vec<_> = text.lines().map(escape_json).collect();
        self.buffer.push_str(&lines.join("\n"));
        self.buffer.push('\n');
        Ok(())
    }

    /// Add `text`, which a generator of ours made, to the answer byte for byte.
    pub fn raw(&mut self, text: &str) {
        self.buffer.push_str(text);
    }

    /// The answer so far, taken out.
    pub fn take_answer(&mut self) -> String {
        std::mem::take(&mut self.buffer)
    }

    /// Whether colours are shown in the answer.
    pub fn has_color(&self) -> bool {
        self.out.current_choice() != ColorChoice::Never
    }

    /// Write the answer.
    ///
    /// # Errors
    /// When the other end of the pipe is gone, or the disk is full.
    pub fn finish(&mut self) -> Result<(), CliError> {
        let answer = self.take_answer();
        self.out
            .write_all(answer.as_bytes())
            .and_then(|()| self.out.flush())
            .map_err(|error| CliError::output(&error))
    }

    /// Say what happened; silent with `--quiet`.
    pub fn status(&mut self, text: &Shown) {
        if !self.quiet {
            self.say(text);
        }
    }

    /// Say what happened, without styles; silent with `--quiet`.
    pub fn news(&mut self, text: &str) {
        self.status(&Shown::new().plain(text));
    }

    /// Say that something is odd; silent with `--quiet`.
    pub fn warning(&mut self, text: &str) {
        self.status(
            &Shown::new()
                .styled(style::WARNING, "warning")
                .plain(": ")
                .plain(text),
        );
    }

    /// Say what can be done next; silent with `--quiet`.
    pub fn hint(&mut self, text: &str) {
        self.status(
            &Shown::new()
                .styled(style::TYPED, "hint")
                .plain(": ")
                .plain(text),
        );
    }

    /// Say why nothing was done.
    pub fn error(&mut self, error: &CliError) {
        if error.is_silent() {
            return;
        }
        self.say(
            &Shown::new()
                .styled(style::BAD, "error")
                .plain(": ")
                .plain(error.message()),
        );
        for place in error.places() {
            self.say(&Shown::new().plain("  ").plain(place));
        }
        for hint in error.hints() {
            self.say(
                &Shown::new()
                    .styled(style::TYPED, "hint")
                    .plain(": ")
                    .plain(hint),
            );
        }
    }

    fn say(&mut self, text: &Shown) {
        let _ = self
            .out
            .write_all(std::mem::take(&mut self.buffer).as_bytes());
        let _ = self.out.flush();
        let _ = writeln!(self.err, "{}", text.as_str());
    }

    /// Ask for a line of text; an empty answer is `default`. `None` at the end of the input.
    pub fn ask(&mut self, question: &str, default: Option<&str>) -> Option<String> {
        let mut prompt = Shown::new().styled(style::TITLE, question);
        if let Some(default) = default {
            prompt = prompt
                .plain(" ")
                .styled(style::DIM, &format!("[{default}]"));
        }
        let _ = write!(self.err, "{}: ", prompt.as_str());
        let _ = self.err.flush();
        let mut answer = String::new();
        match io::stdin().lock().read_line(&mut answer) {
            Ok(0) | Err(_) => None,
            Ok(_) if answer.trim().is_empty() => Some(default.unwrap_or_default().to_string()),
            Ok(_) => Some(answer.trim().to_string()),
        }
    }

    /// Ask a question that is answered by yes or no.
    pub fn confirm(&mut self, question: &str) -> bool {
        let answer = self.ask(question, Some("n")).unwrap_or_default();
        matches!(answer.to_lowercase().as_str(), "y" | "yes")
    }
}

/// Show help, the version, or what is wrong with the arguments, as clap words it.
pub fn show_usage(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    if error.use_stderr() {
        ExitCode::NotDone
    } else {
        ExitCode::Done
    }
}

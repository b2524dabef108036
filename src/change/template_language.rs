//! What a template may say: the part of minijinja's language in which nothing can grow.
//!
//! A template comes with the repository, so the other side can write one. Minijinja counts the steps and the texts of a
//! rendering; it does not count how deep its own functions call one another, nor what comparing and showing lists of lists
//! takes. So a template is looked through before it is parsed, and what is not known to be small is refused: a list is only
//! gone through, and is never a value; nothing is called; tags are short and not deep. What is left are texts, numbers and
//! persons, and of these the steps that minijinja counts are a bound.
//!
//! Where tags, texts and comments end is decided as minijinja's lexer does, or more strictly.

/// The filters of a template.
pub(super) const FILTERS: [&str; 3] = ["default", "lower", "upper"];
/// The tags of a template.
const TAGS: [&str; 8] = [
    "if", "elif", "else", "endif", "for", "endfor", "set", "endset",
];
/// Words between values: what follows them in parentheses is no call.
const OPERATORS: [&str; 7] = ["and", "or", "not", "in", "is", "if", "else"];
/// How many words and signs a tag may have, those of a list not counted.
const MOST_TOKENS: usize = 100;
/// How many words and signs a list may have.
const MOST_IN_LIST: usize = 1000;
/// How deep parentheses may be in one another.
const MOST_PARENTHESES: usize = 10;
/// How deep tags may be in one another. An `elif` counts too: it is parsed as an `if` in the one before it.
const MOST_TAGS: usize = 50;
/// No more of a word is repeated in a message.
const MOST_SHOWN: usize = 40;

/// What can't be in a template, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TemplateToken<'t> {
    Name(&'t str),
    Text,
    Number,
    Sign(&'t str),
}

impl TemplateToken<'_> {
    /// Whether a value ends here: what stands in parentheses behind it is a call.
    fn is_value(self) -> bool {
        match self {
            TemplateToken::Name(name) => !OPERATORS.contains(&name),
            TemplateToken::Text | TemplateToken::Number => true,
            TemplateToken::Sign(sign) => matches!(sign, ")" | "]"),
        }
    }
}

/// Look through the text of a template; the text as minijinja takes it, with the same lines.
///
/// # Errors
/// When it has something that no agenda needs, or is too deep.
pub(super) fn check(text: &str) -> Result<String, Refusal> {
    Scanner {
        text,
        at: 0,
        open: Vec::new(),
        anchors: Vec::new(),
    }
    .template()
    .map_err(|(at, message)| Refusal {
        line: 1 + text[..at].matches('\n').count(),
        message,
    })
}

/// What may stand behind `{#` where that begins a remark.
fn is_of_remark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '+' | '#')
}

/// A place in the text, and what is wrong there.
type MessageAt = (usize, String);

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// The tags that are not ended yet: their names and places. An `elif` stands behind its `if`.
    open: Vec<(&'t str, usize)>,
    /// Where a `{#` stands that is text.
    anchors: Vec<usize>,
}

impl<'t> Scanner<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn template(mut self) -> Result<String, MessageAt> {
        while let Some(found) = self.rest().find('{') {
            self.at += found;
            let begin = self.at;
            let end = match self.rest().get(1..2) {
                Some("{") => "}}",
                Some("%") => "%}",
                // `## Wins {#wins}` has an anchor; a remark begins with a blank.
                Some("#") if self.rest()[2..].starts_with(|c: char| !is_of_remark(c)) => {
                    self.anchors.push(begin);
                    self.at += 2;
                    continue;
                }
                Some("#") => {
                    let length = self.rest()[2..].find("#}");
                    let length = length.ok_or((begin, never_closed("{#")))?;
                    self.at += 2 + length + 2;
                    continue;
                }
                _ => {
                    self.at += 1;
                    continue;
                }
            };
            self.at += 2;
            if self.rest().starts_with(['-', '+']) {
                self.at += 1; // what it says of the blanks around the tag
            }
            let tokens = self.tag(begin, end)?;
            if end == "%}" {
                self.block(begin, &tokens)?;
            }
        }
        match self.open.first() {
            Some((name, at)) => Err((*at, format!("`{name}` is never ended"))),
            None => Ok(self.with_anchors()),
        }
    }

    /// The text as minijinja takes it, in which an anchor is the value of a text.
    fn with_anchors(&self) -> String {
        let mut text = String::with_capacity(self.text.len());
        let mut at = 0;
        for anchor in &self.anchors {
            text.push_str(&self.text[at..*anchor]);
            text.push_str("{{ '{#' }}");
            at = anchor + 2;
        }
        text + &self.text[at..]
    }

    /// The words and signs of a tag up to its `end`.
    fn tag(&mut self, begin: usize, end: &str) -> Result<Vec<TemplateToken<'t>>, MessageAt> {
        let mut tokens = Vec::new();
        let (mut parentheses, mut in_list, mut list) = (0, false, 0);
        loop {
            self.at += self.rest().len() - self.rest().trim_ascii_start().len();
            let at = self.at;
            if parentheses == 0 && !in_list {
                let rest = self.rest();
                let ended = rest.strip_prefix(end);
                let ended = ended.or_else(|| rest.strip_prefix(['-', '+'])?.strip_prefix(end));
                if let Some(behind) = ended {
                    self.at = self.text.len() - behind.len();
                    return Ok(tokens);
                }
            }
            let Some(token) = self.token()? else {
                return Err((begin, never_closed(&self.text[begin..begin + 2])));
            };
            let fault = |message: &str| Err((at, message.to_string()));
            let before = tokens.last().copied();
            let before_that = tokens.iter().rev().nth(1).copied();
            match token {
                TemplateToken::Name(name)
                    if before.is_none() && end == "%}" && !TAGS.contains(&name) =>
                {
                    return Err((at, unknown(name)));
                }
                _ if before == Some(TemplateToken::Sign("|")) => match token {
                    TemplateToken::Name(name) if FILTERS.contains(&name) => {}
                    _ => {
                        let word = shown(&self.text[at..self.at]);
                        let known = FILTERS.join("`, `");
                        return Err((at, format!("there is no filter {word}, only `{known}`")));
                    }
                },
                _ if in_list => match token {
                    TemplateToken::Sign("]") => in_list = false,
                    TemplateToken::Sign("," | "-" | ".")
                    | TemplateToken::Name(_)
                    | TemplateToken::Text
                    | TemplateToken::Number => {}
                    TemplateToken::Sign(_) => {
                        return fault("a list has only names, texts and numbers");
                    }
                },
                TemplateToken::Sign("[") if before == Some(TemplateToken::Name("in")) => {
                    in_list = true
                }
                TemplateToken::Sign("[") => return fault("a list, `[`, stands only behind `in`"),
                TemplateToken::Sign(",") => return fault("`,` stands only in a list"),
                TemplateToken::Sign("(") => {
                    let is_filter = before_that == Some(TemplateToken::Sign("|"));
                    if let Some(TemplateToken::Name(name)) =
                        before.filter(|token| token.is_value() && !is_filter)
                    {
                        let name = shown(name);
                        return Err((at, format!("{name} can't be called, nothing can")));
                    }
                    if before.is_some_and(TemplateToken::is_value) && !is_filter {
                        return fault("nothing can be called");
                    }
                    parentheses += 1;
                    if parentheses > MOST_PARENTHESES {
                        return fault("parentheses are too deep in one another");
                    }
                }
                TemplateToken::Sign(")") => match parentheses {
                    0 => return fault("`)` without its `(`"),
                    _ => parentheses -= 1,
                },
                TemplateToken::Sign("]") => return fault("`]` without its `[`"),
                TemplateToken::Sign("=")
                    if tokens.len() != 2 || tokens[0] != TemplateToken::Name("set") =>
                {
                    return fault("`=` stands only in `set`; to compare there is `==`");
                }
                _ => {
                    let is_word =
                        matches!(token, TemplateToken::Name(name) if OPERATORS.contains(&name));
                    if before == Some(TemplateToken::Sign("]")) && !is_word {
                        return fault("a list stands only behind `in`, and is no value");
                    }
                    if before == Some(TemplateToken::Sign("."))
                        && !matches!(token, TemplateToken::Name(_))
                    {
                        return fault("behind `.` stands a name");
                    }
                }
            }
            list += usize::from(in_list);
            if list > MOST_IN_LIST {
                return fault("the list is too long");
            }
            tokens.push(token);
            if tokens.len() > MOST_TOKENS + list {
                return Err((begin, "this tag is too long".to_string()));
            }
        }
    }

    /// The word or sign at the place, which is passed; nothing at the end of the text.
    fn token(&mut self) -> Result<Option<TemplateToken<'t>>, MessageAt> {
        const SIGNS: [&str; 21] = [
            "==", "!=", "<=", ">=", "//", "(", ")", "[", "]", ".", ",", "|", "=", "<", ">", "~",
            "+", "-", "*", "/", "%",
        ];
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            return Ok(None);
        };
        let (token, length) = match first {
            '"' | '\'' => {
                let length = text_length(rest, first);
                let length = length.ok_or((self.at, "this text is never closed".to_string()))?;
                (TemplateToken::Text, length)
            }
            '0'..='9' => {
                let mut length = digits(rest);
                if rest[length..].starts_with('.') && digits(&rest[length + 1..]) > 0 {
                    length += 1 + digits(&rest[length + 1..]);
                }
                let is_more = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
                if rest[length..].starts_with(is_more) {
                    return Err((self.at, "this is no number".to_string()));
                }
                (TemplateToken::Number, length)
            }
            'a'..='z' | 'A'..='Z' | '_' => {
                let is_behind = |sign: char| !(sign.is_ascii_alphanumeric() || sign == '_');
                let length = rest.find(is_behind).unwrap_or(rest.len());
                (TemplateToken::Name(&rest[..length]), length)
            }
            _ if rest.starts_with("**") => return Err((self.at, unknown("**"))),
            _ => {
                let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign));
                let sign = sign.ok_or((self.at, unknown(first.encode_utf8(&mut [0; 4]))))?;
                (TemplateToken::Sign(sign), sign.len())
            }
        };
        self.at += length;
        Ok(Some(token))
    }

    /// A tag that does something, with these words and signs.
    fn block(&mut self, begin: usize, tokens: &[TemplateToken<'t>]) -> Result<(), MessageAt> {
        let Some(TemplateToken::Name(name)) = tokens.first().copied() else {
            return Err((begin, format!("a tag is one of `{}`", TAGS.join("`, `"))));
        };
        match name {
            "if" | "for" | "elif" => self.open.push((name, begin)),
            // Without a value it is the text up to its end.
            "set" if !tokens.contains(&TemplateToken::Sign("=")) => self.open.push((name, begin)),
            "endif" | "endfor" | "endset" => {
                while self.open.pop_if(|(open, _)| *open == "elif").is_some() {}
                let own = &name["end".len()..];
                if self.open.pop_if(|(open, _)| *open == own).is_none() {
                    return Err((begin, format!("`{name}` without its `{own}`")));
                }
            }
            _ => {}
        }
        match self.open.len() {
            0..=MOST_TAGS => Ok(()),
            _ => Err((begin, "tags are too deep in one another".to_string())),
        }
    }
}

fn digits(text: &str) -> usize {
    text.len()
        - text
            .trim_start_matches(|sign: char| sign.is_ascii_digit())
            .len()
}

/// How long the text in quotes is with which `rest` begins; nothing where it has no end.
fn text_length(rest: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, sign) in rest.char_indices().skip(1) {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if sign == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn never_closed(begin: &str) -> String {
    format!("`{begin}` is never closed")
}

fn unknown(word: &str) -> String {
    format!("{} is not part of the language of templates", shown(word))
}

/// The word for a message, in backticks.
fn shown(word: &str) -> String {
    match word.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) => format!("`{}…`", &word[..end]),
        None => format!("`{word}`"),
    }
}

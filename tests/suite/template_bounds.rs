//! A template comes with the repository, so the other side can write one: whatever stands in it, `new` ends soon and in
//! little memory, with an agenda or an error that names the template; and what one would write in a template works.

use std::time::{Duration, Instant};

use crate::sandbox::{Run, Sandbox, finished};

/// A quarter of a gigabyte is far more than any agenda takes, and no more than a small machine has.
const LAUNCHER: [&str; 3] = ["sh", "-c", "ulimit -v 262144 && exec \"$0\" \"$@\""];
/// Far above what any takes, for slow machines.
const MOST_TIME: Duration = Duration::from_secs(20);

const LAST: &str = "---\nstatus: held\n---\n\n## Action items\n- [ ] Write the plan @alex\n";

/// `new` with this template.
fn new_with(template: &str) -> (Sandbox, Run) {
    let sandbox = Sandbox::new();
    sandbox.write("alex/meetings/2026-11-17.md", LAST);
    sandbox.write("alex/templates/weekly.md", template);
    let begin = Instant::now();
    let run = finished(sandbox.command_by(&LAUNCHER, "alex", &["new", "--no-edit"]));
    assert!(begin.elapsed() < MOST_TIME, "{:?}", begin.elapsed());
    (sandbox, run)
}

/// The template is refused, its name and line are said, and nothing is written.
#[track_caller]
fn is_refused(what: &str, template: &str) {
    let (sandbox, run) = new_with(template);
    let start: String = template.chars().take(80).collect();
    assert_eq!(
        run.code,
        Some(2),
        "{what}: {start}\n{}{}",
        run.stdout,
        run.stderr
    );
    for words in [
        "error: template `weekly` has an error: ",
        "\n  templates/weekly.md",
    ] {
        assert!(
            run.stderr.contains(words),
            "{what}: {start}\n{}",
            run.stderr
        );
    }
    assert!(run.stderr.len() < 1000, "{what}: {}", run.stderr);
    let names: Vec<String> = sandbox
        .files("alex")
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        names,
        [
            "meetings/2026-11-17.md",
            "oneonone.yaml",
            "templates/weekly.md"
        ],
        "{what}"
    );
    assert_eq!(sandbox.read("alex/meetings/2026-11-17.md"), LAST, "{what}");
}

/// What the template gives, without the front matter.
#[track_caller]
fn gives(template: &str, expected: &str) {
    let (sandbox, run) = new_with(template);
    assert_eq!(run.code, Some(0), "{template}\n{}", run.stderr);
    let text = sandbox.read("alex/meetings/2026-11-24.md");
    let body = text.split_once("\n---\n\n").expect("a front matter").1;
    let body = body.split("# Action items").next().unwrap_or(body);
    let body = body.trim_end_matches('#').trim();
    assert_eq!(body, expected, "{template}");
}

fn doubled(begin: &str, step: &str, times: usize, end: &str) -> String {
    format!("{begin}{}{end}", step.repeat(times))
}

#[test]
fn what_doubles_is_refused() {
    let set = "{% set a = [a, a] %}\n";
    for (what, template) in [
        ("lists", doubled("{% set a = [1] %}\n", set, 29, "{{ a }}")),
        (
            "lists compared",
            doubled(
                "{% set a = [1] %}{% set b = [1] %}\n",
                "{% set a = [a, a] %}{% set b = [b, b] %}\n",
                29,
                "{% if a == b %}x{% endif %}",
            ),
        ),
        (
            "lists ordered",
            doubled(
                "{% set a = [1] %}{% set b = [1] %}\n",
                "{% set a = [a, a] %}{% set b = [b, b] %}\n",
                29,
                "{% if a < b %}x{% endif %}",
            ),
        ),
        (
            "lists looked through",
            doubled(
                "{% set a = [1] %}{% set b = [1] %}\n",
                "{% set a = [a, a] %}{% set b = [b, b] %}\n",
                29,
                "{{ 2 in a }}{{ b in [a] }}",
            ),
        ),
        (
            "lists in capitals",
            doubled("{% set a = [1] %}\n", set, 29, "{{ a|upper }}"),
        ),
        (
            "lists joined to a text",
            doubled("{% set a = [1] %}\n", set, 29, "{{ a ~ 'x' }}"),
        ),
        (
            "lists added",
            doubled(
                "{% set a = [1] %}\n",
                "{% set a = a + a %}\n",
                40,
                "{% for x in a %}x{% endfor %}",
            ),
        ),
        (
            "lists added in one",
            doubled("{% set a = [1] %}\n{{ ", "a + ", 100, "a }}"),
        ),
        (
            "lists times a number",
            "{% for x in [1, 2] * 1000000000 %}x{% endfor %}".to_string(),
        ),
        (
            "tuples",
            doubled(
                "{% set a = 1, 1 %}\n",
                "{% set a = a, a %}\n",
                29,
                "{{ a }}",
            ),
        ),
        (
            "tuples in brackets",
            doubled(
                "{% set a = (1, 1) %}\n",
                "{% set a = (a, a) %}\n",
                29,
                "{{ a }}",
            ),
        ),
        (
            "maps",
            doubled(
                "{% set a = {'x': 1} %}\n",
                "{% set a = {'x': a, 'y': a} %}\n",
                29,
                "{{ a }}",
            ),
        ),
        (
            "lists by loops",
            doubled(
                "",
                "{% for a in [[a, a], [a, a]] %}\n",
                12,
                &"{% endfor %}".repeat(12),
            ),
        ),
        (
            "lists by the loop",
            "{% for a in [[1, 1], [1, 1]] %}{{ loop.previtem }}{% endfor %}".to_string(),
        ),
        (
            "texts",
            doubled(
                "{% set a = 'xxxxxxxx' %}\n",
                "{% set a = a ~ a %}\n",
                40,
                "{{ a }}",
            ),
        ),
        (
            "texts added",
            doubled(
                "{% set a = 'xxxxxxxx' %}\n",
                "{% set a = a + a %}\n",
                40,
                "{{ a }}",
            ),
        ),
        (
            "texts that nobody prints",
            doubled(
                "{% set a = 'xxxxxxxx' %}\n",
                "{% set a = a ~ a %}\n",
                40,
                "",
            ),
        ),
        (
            "texts in one",
            doubled(
                "{% set a = 'xxxxxxxx' %}\n",
                "{% set a = a~a~a~a~a~a~a~a %}\n",
                40,
                "{{ a }}",
            ),
        ),
        (
            "blocks of text",
            doubled(
                "{% set a %}xxxxxxxx{% endset %}\n",
                "{% set a %}{{ a }}{{ a }}{% endset %}\n",
                40,
                "{{ a }}",
            ),
        ),
        ("texts times a number", "{{ 'x' * 1000000000 }}".to_string()),
        (
            "texts times a number, twice",
            "{% set a = 'x' * 90000 %}{% set a = a * 90000 %}{{ a }}".to_string(),
        ),
        (
            "numbers",
            doubled("{% set a = 9 %}\n", "{% set a = a * a %}\n", 400, "{{ a }}"),
        ),
        ("a power", "{{ 9 ** 9 ** 9 ** 9 ** 9 }}".to_string()),
        ("a power of a text", "{{ 'x' * 10 ** 10 }}".to_string()),
    ] {
        is_refused(what, &template);
    }
}

#[test]
fn what_pads_repeats_or_lists_is_refused() {
    for filter in [
        "join(',' * 1000000)",
        "replace('x', 'y' * 1000000)",
        "list",
        "batch(1)",
        "batch(1000000000, 'x')",
        "slice(1000000000)",
        "indent(1000000000)",
        "center(1000000000)",
        "tojson(1000000000)",
        "pprint",
        "format('%1000000000d')",
        "map('upper')",
        "sort",
        "unique",
        "groupby('x')",
        "items",
        "dictsort",
        "string",
        "safe",
        "escape",
        "urlencode",
        "chain('x')",
        "zip('x')",
    ] {
        is_refused(filter, &format!("{{{{ 'x'|{filter} }}}}"));
        is_refused(
            filter,
            &format!("{{% filter {filter} %}}x{{% endfilter %}}"),
        );
    }
    for call in [
        "range(1000000000)",
        "namespace(a=1)",
        "dict(a=1)",
        "debug()",
        "lipsum(1000000000)",
        "cycler('x')",
        "joiner()",
        "'x'.join(range(1000000000))",
        "'x'.center(1000000000)",
        "'%1000000000d'.format(1)",
        "loop(1)",
        "super()",
        "self.x()",
        "manager.name.replace('a', 'b' * 1000000000)",
        "caller()",
        "lower()",
    ] {
        is_refused(call, &format!("{{{{ {call} }}}}"));
        is_refused(call, &format!("{{% for x in {call} %}}x{{% endfor %}}"));
        is_refused(call, &format!("{{% set x = {call} %}}"));
    }
}

#[test]
fn what_is_deep_is_refused() {
    let many = 24_000;
    for (what, template) in [
        ("minus", format!("{{{{ {}1 }}}}", "-".repeat(many))),
        ("minus apart", format!("{{{{ {}1 }}}}", "- ".repeat(many))),
        (
            "minus in lines",
            format!("{{{{ {}1 }}}}", "-\n".repeat(many)),
        ),
        (
            "minus in a test",
            format!("{{% if 1 is {}1 %}}x{{% endif %}}", "-".repeat(many)),
        ),
        (
            "not",
            format!("{{% if {}1 %}}x{{% endif %}}", "not ".repeat(12_000)),
        ),
        (
            "parentheses",
            format!("{{{{ {}1{} }}}}", "(".repeat(many), ")".repeat(many)),
        ),
        (
            "parentheses never closed",
            format!("{{{{ {}", "(".repeat(many)),
        ),
        (
            "brackets",
            format!("{{{{ {}1{} }}}}", "[".repeat(many), "]".repeat(many)),
        ),
        (
            "braces",
            format!("{{{{ {}1{} }}}}", "{1:".repeat(8_000), "}".repeat(8_000)),
        ),
        (
            "subscripts",
            format!("{{{{ date{} }}}}", "[0]".repeat(12_000)),
        ),
        (
            "subscripts in subscripts",
            format!("{{{{ {}0{} }}}}", "date[".repeat(8_000), "]".repeat(8_000)),
        ),
        ("slices", format!("{{{{ date{} }}}}", "[:]".repeat(12_000))),
        (
            "attributes",
            format!("{{{{ manager{} }}}}", ".name".repeat(12_000)),
        ),
        (
            "filters",
            format!("{{{{ date{} }}}}", "|upper".repeat(10_000)),
        ),
        (
            "filters in filters",
            format!(
                "{{{{ {}1{} }}}}",
                "none|default(".repeat(4_000),
                ")".repeat(4_000)
            ),
        ),
        ("tests", format!("{{{{ 1{} }}}}", " is none".repeat(7_000))),
        ("calls", format!("{{{{ date{} }}}}", "()".repeat(many))),
        ("a sum", format!("{{{{ {}1 }}}}", "1+".repeat(many))),
        (
            "a text of texts",
            format!("{{{{ {}1 }}}}", "1~".repeat(many)),
        ),
        (
            "a power of powers",
            format!("{{{{ {}1 }}}}", "1**".repeat(many / 2)),
        ),
        ("comparisons", format!("{{{{ {}1 }}}}", "1<".repeat(many))),
        ("and", format!("{{{{ {}1 }}}}", "1 and ".repeat(many / 3))),
        (
            "one if in another",
            format!("{{{{ {}1 }}}}", "1 if 1 else ".repeat(many / 6)),
        ),
        (
            "one if after another",
            format!("{{{{ 1{} }}}}", " if 1".repeat(many / 3)),
        ),
        (
            "ifs",
            format!(
                "{}x{}",
                "{% if 1 %}".repeat(2_900),
                "{% endif %}".repeat(2_900)
            ),
        ),
        ("ifs never ended", "{% if 1 %}".repeat(6_000)),
        (
            "elif",
            format!(
                "{{% if none %}}{}{{% endif %}}",
                "{% elif none %}".repeat(4_000)
            ),
        ),
        (
            "else if",
            format!(
                "{}x{}",
                "{% if none %}{% else %}".repeat(1_800),
                "{% endif %}".repeat(1_800)
            ),
        ),
        (
            "loops",
            format!(
                "{}x{}",
                "{% for x in [1] %}".repeat(1_900),
                "{% endfor %}".repeat(1_900)
            ),
        ),
        (
            "blocks of text",
            format!(
                "{}x{}",
                "{% set x %}".repeat(2_500),
                "{% endset %}".repeat(2_500)
            ),
        ),
        (
            "with",
            format!(
                "{}x{}",
                "{% with %}".repeat(2_500),
                "{% endwith %}".repeat(2_500)
            ),
        ),
        (
            "names of a loop",
            format!(
                "{{% for {}x{} in [1] %}}{{% endfor %}}",
                "(".repeat(many),
                ")".repeat(many)
            ),
        ),
        (
            "a name set",
            format!("{{% set {}x{} = 1 %}}", "(".repeat(many), ")".repeat(many)),
        ),
        (
            "many arguments",
            format!("{{{{ date|default({}1) }}}}", "1,".repeat(many)),
        ),
    ] {
        is_refused(what, &template);
    }
}

#[test]
fn what_runs_long_is_refused() {
    let list = format!("[{}1]", "1, ".repeat(60));
    let nested = |inner: &str| {
        format!(
            "{}{inner}{}",
            format!("{{% for x in {list} %}}").repeat(5),
            "{% endfor %}".repeat(5)
        )
    };
    for (what, template) in [
        ("loops", nested("")),
        ("loops that print", nested("x")),
        ("loops that print much", nested(&"x".repeat(50_000))),
        ("loops that set", nested("{% set a = date %}")),
        (
            "a long list",
            format!("{{% for x in [{}1] %}}{{% endfor %}}", "1,".repeat(20_000)),
        ),
        (
            "recursion",
            "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}".to_string(),
        ),
        (
            "recursion twice",
            "{% for x in [1, 2] recursive %}{{ loop([1, 2]) }}{{ loop([1]) }}{% endfor %}"
                .to_string(),
        ),
        (
            "a macro",
            "{% macro a(x) %}{{ a(x) }}{{ a(x) }}{% endmacro %}{{ a(1) }}".to_string(),
        ),
        (
            "two macros",
            "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}"
                .to_string(),
        ),
        ("a call", "{% call(x) y() %}x{% endcall %}".to_string()),
        (
            "a filter block",
            "{% filter upper %}x{% endfilter %}".to_string(),
        ),
        ("itself", "{% include 'weekly' %}".to_string()),
        ("itself below", "{% extends 'weekly' %}".to_string()),
        ("itself imported", "{% import 'weekly' as x %}".to_string()),
        ("from itself", "{% from 'weekly' import x %}".to_string()),
        (
            "a block of itself",
            "{% block x %}{{ self.x() }}{% endblock %}".to_string(),
        ),
        ("do", "{% do range(1000000000) %}".to_string()),
        (
            "escapes",
            "{% autoescape 'json' %}{{ manager }}{% endautoescape %}".to_string(),
        ),
        (
            "a long text compared",
            format!(
                "{{% set a = date * 100000 %}}{{% set b = date * 100000 %}}{}{{% if a == b %}}x{{% endif %}}{}",
                format!("{{% for x in {list} %}}").repeat(3),
                "{% endfor %}".repeat(3)
            ),
        ),
    ] {
        is_refused(what, &template);
    }
}

/// What is hidden from a reader of braces: in texts, comments, raw parts, half tags and odd white space.
#[test]
fn what_is_hidden_is_refused() {
    let deep = format!("{{{{ {}1 }}}}", "-".repeat(24_000));
    for (what, template) in [
        (
            "behind a brace in a text",
            format!("{{{{ '}}}}' }}}}{deep}"),
        ),
        (
            "behind a quote in a text",
            format!("{{{{ \"'\" }}}}{deep}{{{{ \"'\" }}}}"),
        ),
        (
            "behind an escaped quote",
            format!("{{{{ '\\'' }}}}{deep}{{{{ '' }}}}"),
        ),
        (
            "behind an escaped backslash",
            format!("{{{{ '\\\\' }}}}{deep}{{{{ '\\\\' }}}}"),
        ),
        (
            "behind a comment's begin",
            format!("{{# {{# #}}{deep}{{# #}}"),
        ),
        (
            "behind a raw comment",
            format!("{{% raw %}}{{#{{% endraw %}}{deep}{{% raw %}}#}}{{% endraw %}}"),
        ),
        (
            "behind a raw tag",
            format!("{{%- raw -%}}{{{{ '{{%- endraw -%}}{deep}"),
        ),
        (
            "behind a short raw tag",
            format!("{{%raw%}}{{#{{%endraw%}}{deep}"),
        ),
        ("behind a tag in a comment", format!("{{# {{{{ #}}{deep}")),
        (
            "behind blanks that are none",
            format!("{{%\u{a0}raw %}}{{#{{% endraw %}}{deep}"),
        ),
        (
            "behind a tag that begins in a text",
            format!("{{{{ '{{#' }}}}{deep}"),
        ),
        (
            "behind signs for white space",
            format!("{{%+ if 1 -%}}{deep}{{%- endif +%}}"),
        ),
        ("behind a brace too many", format!("{{{{{{ 1 }}}}}}{deep}")),
        (
            "behind a bracket of the other kind",
            format!("{{{{ (1] }}}}{deep}"),
        ),
        ("behind a bracket too many", format!("{{{{ 1) }}}}{deep}")),
        ("behind the wrong end", format!("{{{{ 1 %}}{deep}")),
        ("behind the other wrong end", format!("{{% if 1 }}}}{deep}")),
        ("behind CR", format!("a\r{deep}\r")),
        (
            "at the end",
            format!("# Agenda\n\n{}", deep.trim_end_matches(" }}")),
        ),
    ] {
        is_refused(what, &template);
    }
}

#[test]
fn an_error_names_the_line() {
    for (template, place, words) in [
        ("# A\n\n{{ [1] }}\n", ":3\n", "`[`"),
        (
            "# A\n{# a\nb #}\n{% macro a() %}{% endmacro %}\n",
            ":4\n",
            "`macro`",
        ),
        ("# A\n{{ date\n  |center(9) }}\n", ":3\n", "`center`"),
        ("# A\n\n\n{{ range(9) }}\n", ":4\n", "`range`"),
        ("# A\n{% raw %}x{% endraw %}\n", ":2\n", "`raw`"),
        ("# A\n{% if date %}\n## B\n", ":2\n", "`if`"),
        ("# A\n{{ week }}\n", ":2\n", "week"),
    ] {
        let (_, run) = new_with(template);
        let run = run.ended_with(2);
        assert!(
            run.stderr.contains(&format!("templates/weekly.md{place}")),
            "{template}{}",
            run.stderr
        );
        assert!(run.stderr.contains(words), "{template}{}", run.stderr);
    }
}

#[test]
fn what_one_writes_in_a_template_works() {
    for (template, expected) in [
        (
            "# {{ manager.name }} and {{ ic.name }}",
            "# Dana Ng and Alex Kim",
        ),
        (
            "{% for who in [manager, ic] %}### For {{ who.first_name }}\n{% endfor %}",
            "### For Dana\n### For Alex",
        ),
        (
            "{% for who in [manager, ic] -%}\n### {{ loop.index }} {{ who.handle|upper }}\n{% endfor %}",
            "### 1 DANA\n### 2 ALEX",
        ),
        (
            "{%- for topic in ['Wins', \"Risks\"] %}\n## {{ topic }}\n{%- else %}none{% endfor %}",
            "## Wins\n## Risks",
        ),
        (
            "{% if last_date %}Since {{ last_date }}{% else %}The first{% endif %}",
            "Since 2026-11-17",
        ),
        (
            "{% if number % 2 == 0 %}even{% elif number % 3 == 0 %}third{% else %}odd{% endif %}",
            "even",
        ),
        (
            "{% if number >= 2 and not (number == 3 or number > 9) %}yes{% endif %}",
            "yes",
        ),
        (
            "{% if ic.handle in ['alex', 'sam'] %}in{% endif %}{% if 'x' not in ['y'] %} not in{% endif %}",
            "in not in",
        ),
        (
            "{% if 'Tuesday' in title_date %}on a Tuesday{% endif %}",
            "on a Tuesday",
        ),
        (
            "{% set who = ic.first_name ~ \" & \" ~ manager.first_name %}{{ who }}",
            "Alex & Dana",
        ),
        (
            "{% set text %}Hi {{ ic.first_name }}{% endset %}{{ text }}",
            "Hi Alex",
        ),
        (
            "{{ 'long' if duration > 20 else 'short' }}, {{ duration / 2 }}, {{ duration * 2 - 1 + -1 }}, {{ duration // 7 }}",
            "long, 15.0, 58, 4",
        ),
        ("{{ none|default('nobody')|upper }}", "NOBODY"),
        ("{# a remark,\nwith {{ braces }} #}# A", "# A"),
        (
            "{{ '{{ braces }}' }} {{ \"it's %}\" }}",
            "{{ braces }} it's %}",
        ),
        (
            "{ not a tag } {$ nor this $} 100 % {a{b}c}",
            "{ not a tag } {$ nor this $} 100 % {a{b}c}",
        ),
        (
            "{% for a in [1, 2] %}{% for b in ['x', 'y'] %}{{ a }}{{ b }} {% endfor %}{% endfor %}",
            "1x 1y 2x 2y",
        ),
        (
            "{% for a in [1, 2, 3] if a != 2 %}{{ a }}{% if not loop.last %}, {% endif %}{% endfor %}",
            "1, 3",
        ),
        (
            "{% for sign in ic.handle %}{{ sign }} {% endfor %}",
            "a l e x",
        ),
    ] {
        gives(template, expected);
    }
}

#[test]
fn a_long_agenda_works() {
    let many: String = (0..800)
        .map(|at| format!("## {at} of {{{{ ic.first_name }}}}\n- {{{{ date|default('') }}}}\n"))
        .collect();
    let (sandbox, run) = new_with(&many);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        sandbox
            .read("alex/meetings/2026-11-24.md")
            .contains("## 799 of Alex\n- 2026-11-24\n")
    );
}

//! `import` of HTML as services for shared documents export it, and of what is neither HTML nor Markdown.

use std::time::{Duration, Instant};

use crate::sandbox::Sandbox;

/// What is written of one meeting on 2026-11-17 whose body, below its heading, is `body`.
#[track_caller]
fn written(head: &str, body: &str) -> String {
    let sandbox = Sandbox::new();
    let html = format!(
        "<!DOCTYPE html><html><head><title>x</title>{head}</head><body><h2>Nov 17, 2026</h2>{body}</body></html>"
    );
    sandbox.write("doc.html", html);
    sandbox.run(&["import", "../doc.html"]).ended_with(0);
    let text = sandbox.read("alex/meetings/2026-11-17.md");
    let (_, below) = text.split_once("## Nov 17, 2026\n\n").expect("its heading");
    below.to_string()
}

#[test]
fn google_docs() {
    let style = "<style type=\"text/css\">@import url(https://example.com/css);.lst-kix_a-0>li:before{content:\"\\0025cf  \"}ul.lst-kix_t-0>li:before{content:\"\\002610  \"}.c1{font-weight:700}.c2{color:#000}</style>";
    let body = "<p class=\"c2\"><span class=\"c1\">Bold</span><span class=\"c2\">&nbsp;and a </span><span><a href=\"https://www.google.com/url?q=https://example.com/a%3Fb%3Dc&amp;sa=D&amp;usg=x\">link</a></span></p>\
        <ul class=\"lst-kix_a-0 start\"><li class=\"c2\"><span>one</span></li></ul><ul class=\"lst-kix_a-1 start\"><li><span>below one</span></li></ul><ul class=\"lst-kix_a-0\"><li><span>two</span></li></ul>\
        <h3><span class=\"c1\">Action items</span></h3>\
        <ul class=\"lst-kix_t-0\"><li><span><a href=\"mailto:dana@example.com\">Dana Ng</a> to send the deck</span></li></ul>\
        <ul class=\"lst-kix_a-0\"><li><span>☐ write_it</span></li><li><span>☑ read it</span></li></ul>\
        <table><tr><td><p>a</p></td><td><p>b | c</p></td></tr><tr><td><p>1</p><p>2</p></td><td></td></tr></table>\
        <p><img src=\"data:image/png;base64,AAAA\"></p><script>alert(1)</script>";
    assert_eq!(
        written(style, body),
        "**Bold** and a [link](https://example.com/a?b=c)\n\n- one\n  - below one\n- two\n\n### Action items\n\n- [ ] [Dana Ng](mailto:dana@example.com) to send the deck @dana\n\n- [ ] write\\_it\n- [x] read it\n\n| a | b \\| c |\n| --- | --- |\n| 1<br>2 |  |\n"
    );
}

#[test]
fn boxes_of_other_services() {
    for (name, html) in [
        (
            "Notion",
            "<ul class=\"to-do-list\"><li><div class=\"checkbox checkbox-off\"></div> <span class=\"to-do-children-unchecked\">one</span></li></ul><ul class=\"to-do-list\"><li><div class=\"checkbox checkbox-on\"></div> <span class=\"to-do-children-checked\">two</span></li></ul>",
        ),
        (
            "Confluence, shown",
            "<ul class=\"inline-task-list\"><li data-inline-task-id=\"1\"><span>one</span></li><li class=\"checked\" data-inline-task-id=\"2\"><span>two</span></li></ul>",
        ),
        (
            "Confluence, stored",
            "<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>one</ac:task-body></ac:task><ac:task><ac:task-id>2</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>two</ac:task-body></ac:task></ac:task-list>",
        ),
        (
            "GitHub",
            "<ul class=\"contains-task-list\"><li class=\"task-list-item\"><input type=\"checkbox\" disabled> one</li><li class=\"task-list-item\"><input type=\"checkbox\" checked> two</li></ul>",
        ),
        (
            "Word",
            "<div><ul role=\"list\"><li role=\"checkbox\" aria-checked=\"false\" data-aria-level=\"1\"><p>one</p></li></ul><ul><li role=\"checkbox\" aria-checked=\"true\" data-aria-level=\"1\"><p>two</p></li></ul></div>",
        ),
        (
            "Dropbox Paper",
            "<ul class=\"listtype-task\"><li><span>one</span></li></ul><ul class=\"listtype-taskdone\"><li><span>two</span></li></ul>",
        ),
        (
            "editors",
            "<ul><li data-checked=\"false\"><p>one</p></li><li data-checked=\"true\"><p>two</p></li></ul>",
        ),
        ("signs", "<p>☐ one</p><p>- [x] two</p>"),
        (
            "pictures",
            "<ul><li><img alt=\"unchecked checkbox\" src=\"data:,\"> one</li><li><img alt=\"checked checkbox\"> two</li></ul>",
        ),
    ] {
        let text = written("", html);
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["- [ ] one", "- [x] two"], "{name}\n{text}");
    }
    // What only looks like a box stays what it is.
    for html in [
        "<p>✅ shipped</p>",
        "<ul><li>[x](y)</li></ul>",
        "<p>a ☐ b</p>",
        "<pre>☐ code</pre>",
    ] {
        let text = written("", html);
        assert!(!text.contains("- ["), "{html}\n{text}");
    }
}

#[test]
fn what_is_copied_from_an_editor_keeps_its_form() {
    let text = written(
        "",
        "<b style=\"font-weight:normal\"><p>plain <em>and</em> <strong>bold</strong></p></b><ol><li>first<ul><li>inner</li></ul></li><li>second</li></ol><ul><li>a</li><ul><li>b</li></ul></ul><h3>Two<br>lines</h3><blockquote><p>said</p></blockquote><table><tr><td><ul><li>☐ in a layout</li></ul></td><td>beside</td></tr></table>",
    );
    let expected = "plain *and* **bold**\n\n1. first\n   - inner\n2. second\n\n- a\n  - b\n\n### Two lines\n\n> said\n\n- [ ] in a layout\n\nbeside\n";
    assert_eq!(text, expected);
}

#[test]
fn what_is_set_as_it_was_typed_is_code() {
    for (html, expected) in [
        ("<pre>☐ a\n  **b**</pre>", "```\n☐ a\n  **b**\n```\n"),
        ("<pre><code>- [ ] a</code></pre>", "```\n- [ ] a\n```\n"),
        ("<pre>a ``` b</pre>", "````\na ``` b\n````\n"),
    ] {
        assert_eq!(written("", html), expected, "{html}");
    }
}

#[test]
fn html_that_nobody_wrote_is_refused_and_nothing_hangs() {
    let deep = |open: &str| format!("<h2>2026-11-17</h2>{}", open.repeat(100_000));
    let fonts: String = (0..90).map(|n| format!("<font size={n}>")).collect();
    for (name, html) in [
        ("nested", deep("<div>")),
        ("lists", deep("<ul><li>")),
        ("templates", deep("<template>")),
        (
            "formatting",
            format!("<p>{fonts}{}", "<p>x".repeat(500_000)),
        ),
        (
            "neighbours",
            format!(
                "<h2>2026-11-17</h2><div>{}</div>",
                "<b>x</b>".repeat(100_000)
            ),
        ),
        ("long", format!("<html>{}", "x".repeat(9 * 1024 * 1024))),
    ] {
        let sandbox = Sandbox::new();
        sandbox.write("doc.html", html);
        let start = Instant::now();
        let run = sandbox.run(&["import", "../doc.html"]).ended_with(2);
        assert!(run.stderr.contains("doc.html` "), "{name}\n{}", run.stderr);
        assert!(
            run.stderr.contains("save the document as Markdown"),
            "{name}\n{}",
            run.stderr
        );
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "{name}: {:?}",
            start.elapsed()
        );
        assert_eq!(sandbox.files("alex/meetings"), []);
    }
    // What is never closed is read.
    assert_eq!(written("", "<p>a<ul><li>b<li>c"), "a\n\n- b\n- c\n");
}

#[test]
fn other_formats_are_told_how_to_be_saved() {
    let sandbox = Sandbox::new();
    for (bytes, what) in [
        (b"%PDF-1.7\n".as_slice(), "is a PDF file"),
        (b"{\\rtf1 x}", "is a rich text file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Word file"),
        (b"PK\x03\x04..word/document.xml", "is a Word file"),
        (
            b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text",
            "is an OpenDocument file",
        ),
        (b"PK\x03\x04..Notes.html", "is a packed folder"),
    ] {
        // By what it holds, whatever it is called.
        sandbox.write("notes.md", bytes);
        let run = sandbox.run(&["import", "../notes.md"]).ended_with(2);
        assert!(run.stderr.contains(what), "{what}\n{}", run.stderr);
        let hint = if what.contains("packed") {
            "unpack it"
        } else {
            "save it as Markdown"
        };
        assert!(run.stderr.contains(hint), "{what}\n{}", run.stderr);
        assert_eq!(sandbox.files("alex/meetings"), []);
    }
}

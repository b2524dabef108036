//! The look back as a page: what it must never hold.

use crate::sandbox::Sandbox;

const CONFIG: &str =
    "format: 1\nmanager: {handle: dana, name: Dana Ng}\nic: {handle: alex, name: Alex Kim}\n";

#[test]
fn a_page_loads_nothing_and_runs_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("alex/oneonone.yaml", CONFIG);
    sandbox.write(
        "alex/meetings/2026-11-17.md",
        "---\nstatus: held\n---\n## Wins\n- Shipped <script src=\"https://example.com/x.js\"></script> & <img src=x onerror=alert(1)>\n## Personal\n- a baby in May\n",
    );
    sandbox
        .run_in("", &["report", "alex", "--html", "report.html"])
        .ended_with(0);
    let page = sandbox.read("report.html");
    assert!(page.contains("&lt;script src=&quot;https://example.com/x.js&quot;&gt;"));
    for never in [
        "<script", "<img", "src=\"", "href=", "url(", "@import", "baby",
    ] {
        assert!(!page.contains(never), "{never}");
    }
    assert!(page.contains("default-src 'none'"));

    // It replaces a page of its own, and nothing else.
    sandbox
        .run_in("", &["report", "alex", "--html", "report.html"])
        .ended_with(0);
    sandbox.write("notes.html", "<p>mine</p>");
    sandbox
        .run_in("", &["report", "alex", "--html", "notes.html"])
        .ended_with(2);
    assert_eq!(sandbox.read("notes.html"), "<p>mine</p>");
}

//! What people write: tables of names and sentences. `{…}` is filled by `Writer::fill`.

use super::random::Random;

pub const FIRST: &[&str] = &[
    "Ana", "Ben", "Carla", "Dmitri", "Elif", "Femi", "Grace", "Hiro", "Ines", "Jonas", "Kofi",
    "Lena", "Mateo", "Nadia", "Oskar", "Paula", "Quinn", "Rosa", "Sven", "Tara", "Umar", "Vera",
    "Wanda", "Ximena", "Yusuf", "Zara", "Aiko", "Boris", "Chidi", "Delia", "Emeka", "Farah",
    "Goran", "Hana", "Ivo", "Jana", "Karim", "Luis", "Maya", "Nils", "Olga", "Pavel", "Ravi",
    "Sara", "Tomas", "Ulla", "Viktor", "Wren", "Yara", "Zeno",
];
pub const LAST: &[&str] = &[
    "Adams", "Becker", "Costa", "Dietrich", "Eriksen", "Fischer", "Garcia", "Hansen", "Ito",
    "Jansen", "Kowalski", "Larsen", "Moreau", "Novak", "Okafor", "Petrov", "Quist", "Rossi",
    "Santos", "Tanaka", "Ueda", "Vargas", "Weber", "Xu", "Yilmaz", "Zhang", "Abara", "Brandt",
    "Clarke", "Dupont",
];
/// One person in fifteen has a name outside ASCII, in the folder as well: (name, handle).
pub const BEYOND_ASCII: &[(&str, &str)] = &[
    ("José Álvarez", "josé-álvarez"),
    ("Zoë Brontë", "zoë-brontë"),
    ("王小明", "王小明"),
    ("Łukasz Żak", "łukasz-żak"),
    ("佐藤 美咲", "佐藤-美咲"),
    ("Søren Kjær", "søren-kjær"),
    ("Noël Müller", "noël-müller"),
    ("김민준", "김민준"),
    ("Ağca Şahin", "ağca-şahin"),
    ("Dvořák Jiří", "dvořák-jiří"),
    ("Ирина Волкова", "ирина-волкова"),
    ("Nguyễn Văn An", "nguyễn-văn-an"),
    ("Ελένη Παππά", "ελένη-παππά"),
    ("François Lefèvre", "françois-lefèvre"),
];
pub const MANAGERS: &[(&str, &str)] = &[
    ("Dana Ng", "dana"),
    ("Tom Ødegård", "tom"),
    ("María-José Peña", "maria-jose"),
    ("陳怡君", "yijun"),
    ("Sam O'Neil", "sam"),
    ("Björn Strömberg", "bjorn"),
    ("Chloé Dubois", "chloe"),
    ("Ken Abe", "ken"),
];

pub const WIN: &[&str] = &[
    "Shipped {project} to {n}% of customers",
    "Cut the p95 of {system} from {m} ms to {n} ms",
    "Closed {n} old tickets for {team}",
    "Got very kind feedback from {team} about {project} 🎉",
    "First green week on {system} since {month}",
    "Paired with {who} on {system}; both learned a lot",
    "The demo of {project} at the all-hands went well 👏",
    "Wrote the runbook for {system} (résumé of the last {n} incidents)",
    "Handed {project} over to {team} without a hitch",
];
pub const BLOCKER: &[&str] = &[
    "Waiting on {team} for access to {system}",
    "The review of the {project} design has been open for {n} days",
    "Unclear who decides on {topic}",
    "CI for {system} fails about {n} times a week",
    "No staging data for {project} yet",
    "Legal has not answered about {project} — asked again on {month} {n}",
    "{who} is away until the end of {month}",
];
pub const PLAN: &[&str] = &[
    "Finish the {project} migration plan",
    "Spike on {system}: can we drop the nightly job?",
    "Shadow {who} on {topic}",
    "Prepare the {month} review with {team}",
    "Take over triage for {system}",
    "Write down what we know about {topic}",
    "Try the smaller scope for {project} first",
    "Clean up the alerts of {system}",
];
pub const SENTENCE: &[&str] = &[
    "Most of the time went to {topic}, which has been on both our minds since {month}.",
    "The tension with {team} is mostly about who owns {system}, and nobody has written that down.",
    "I would rather see a small, finished {project} than a large one that slips again.",
    "There was a good question about how {topic} counts towards the next level; I had no full answer.",
    "They feel that {topic} takes about {n} hours a week that nobody sees.",
    "The plan for {project} still assumes that {team} can lend us two people, which is not agreed.",
    "Numbers from last week: {m} requests, {n} of them answered within a day.",
    "We agreed that {who} leads the next round and that I only step in when asked.",
    "It helps to say out loud what is *not* going to happen this quarter.",
    "The retro about {system} was honest and a bit raw; notes in the [retro doc](https://docs.example.com/r/{m}).",
    "Energy is better than in {month}, mainly because the on-call rota is fair again.",
    "Next time we should start with {topic} instead of leaving it for the last five minutes.",
    "„Lieber klein und fertig“ was the phrase of the day; 「小さく始める」 fits as well.",
    "See also `{code}` and the thread in #{channel}.",
    "Café at {n}:30 again next week, the room was too loud.",
];
pub const PERSONAL: &[&str] = &[
    "Holiday in {month}: {n} days, covered by {who}.",
    "Moved flat 🏠, still without a desk.",
    "Running again, {n} km a week.",
    "The kids start school in {month}.",
    "Nothing to report, all well.",
    "Learning the cello 🎻 — slowly.",
    "Back from parental leave at {n}% for now.",
];
pub const FEEDBACK: &[&str] = &[
    "> The way you ran the {project} review made it easy for {team} to say no early.\n> Keep doing that.",
    "> “Clear, short, kind.” — {who}",
    "> 説明がとても分かりやすかった — {who}",
    "> Could you share drafts of {project} earlier? I often see them when they are done.",
    "- Situation: the {project} review\n  - Behavior: the agenda was sent a day ahead\n  - Impact: I came prepared",
];
pub const ITEM: &[&str] = &[
    "Draft the {project} rollout note",
    "Review the design doc for {system}",
    "Ask {team} about {topic}",
    "Book time with {who} on {topic}",
    "Send the {month} numbers for {project}",
    "Fix the flaky test in {system}",
    "Write up the decision on {topic} ([draft](https://docs.example.com/d/{m}))",
    "Nominate {who} for the spot award 🏆",
    "Update `{code}` before the {project} freeze",
    "Read the career ladder, note questions on {topic}",
    "Réserver la salle pour {project}",
    "{project} の進捗をまとめる",
    "Plan cover for {month}",
    "Unblock {system} access: ticket #{m}",
    "Check with HR: {topic}",
    "Close the loop with {team} (see {project} thread)",
];
pub const CODE: &[&str] = &[
    "cargo test",
    "make lint",
    "deploy.yml",
    "retry_budget",
    "SELECT 1",
    "--dry-run",
    "ingest.rs",
    "PATH",
];
pub const TAG: &[&str] = &[
    "delivery",
    "hiring",
    "oncall",
    "planning",
    "wellbeing",
    "quarterly",
];

const PROJECT: &[&str] = &[
    "Atlas", "Beacon", "Comet", "Drift", "Ember", "Fjord", "Granite", "Harbor", "Indigo",
    "Juniper", "Kestrel", "Lumen", "Mosaic", "Nimbus", "Orchard", "Pelican", "Quartz", "Rivet",
    "Saffron", "Tundra",
];
const SYSTEM: &[&str] = &[
    "billing",
    "search",
    "the ingest pipeline",
    "auth",
    "the mobile app",
    "reporting",
    "the design system",
    "notifications",
    "the data warehouse",
    "onboarding",
    "the public API",
    "exports",
    "the admin console",
];
const TEAM: &[&str] = &[
    "Platform",
    "Growth",
    "Support",
    "Design",
    "Data",
    "Security",
    "Finance",
    "Sales Engineering",
    "Infra",
];
const TOPIC: &[&str] = &[
    "on-call load",
    "code review latency",
    "the interview loop",
    "flaky tests",
    "scope creep",
    "documentation",
    "cross-team planning",
    "mentoring",
    "the promotion packet",
    "conference travel",
    "estimates",
    "focus time",
];
const MONTH: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const CHANNEL: &[&str] = &[
    "proj-atlas",
    "help-platform",
    "random",
    "oncall",
    "design-crit",
];

/// Replaces each `{word}` by one of its table; `who` is chosen by the caller, who knows the people.
pub fn fill(random: &mut Random, text: &str, who: &str) -> String {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (word, behind) = after
            .split_once('}')
            .expect("the tables of this file close their braces");
        filled.push_str(before);
        match word {
            "project" => filled.push_str(random.pick(PROJECT)),
            "system" => filled.push_str(random.pick(SYSTEM)),
            "team" => filled.push_str(random.pick(TEAM)),
            "topic" => filled.push_str(random.pick(TOPIC)),
            "month" => filled.push_str(random.pick(MONTH)),
            "code" => filled.push_str(random.pick(CODE)),
            "channel" => filled.push_str(random.pick(CHANNEL)),
            "who" => filled.push_str(who),
            "n" => filled.push_str(&(2 + random.below(58)).to_string()),
            "m" => filled.push_str(&(61 + random.below(9938)).to_string()),
            other => unreachable!("no table for {{{other}}}"),
        }
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

//! Alex, a backend engineer, and Dana, week by week: the move to the ledger, slow tests, a pager that won't be quiet,
//! a new colleague, and the road to senior. Tuesdays; `{+3}` is the Friday after.
//!
//! No files for week 17 (the whole team was away together) and for weeks 31 and 32 (holiday).

use super::story::Section::{Blockers, Career};
use super::story::{Item, Meeting, held, item, note, point};

pub(super) const ITEMS: &[Item] = &[
    item(1, "dana", "Send Alex the level guide for senior, and two examples of how people got there").due(7).done(2),
    item(1, "alex", "Time every stage of a CI run for a week").due(7).done(2),
    item(1, "alex", "Write down what I'd like to be trusted with a year from now")
        .under(Career)
        .notes(&[note(3, "Half a page, all of it verbs. Needs one more evening")])
        .done(4),
    item(2, "dana", "Ask the platform team what four more runners would cost")
        .due(14)
        .notes(&[
            note(3, "Miguel: the budget is spent until next quarter"),
            note(6, "Henrik will listen if we bring the cost of waiting, in hours"),
            note(8, "Approved: four runners from the first of the month"),
        ])
        .done(8),
    item(2, "alex", "Ledger design on two pages: dual writes against replaying events").due(3).done_on(3, -4),
    item(3, "alex", "Split the ledger move into steps, each with a date").due(7).done(4),
    item(3, "alex", "Clean up the webhook retry table").dropped(
        7,
        "nothing has read it since retries moved to the queue; the job that fills it goes instead",
    ),
    item(4, "dana", "Get Alex read access to the staging replica").due(1).done_on(4, 0),
    item(4, "alex", "Growth plan on one page: three skills, and the evidence each would need")
        .under(Career)
        .due(28)
        .notes(&[note(6, "Two of three. For \"leading across teams\" I have no evidence at all, which is an answer too")])
        .done(8),
    item(6, "dana", "Planning: post the order on Friday, discuss only what is unclear, for four weeks")
        .due(28)
        .notes(&[note(8, "Two done. Fifty minutes became twenty-five")])
        .done(10),
    item(6, "alex", "Put the hours we spend waiting for CI into one table for Henrik").due(3).done_on(6, 2),
    item(8, "alex", "Shard the integration tests over four runners").due(10).done_on(10, -1),
    item(8, "alex", "Present the ledger design at the backend guild").under(Career).due(27).done_on(12, -1),
    item(9, "dana", "Clear the Saturday window for the backfill with Inês").due(3).done_on(9, 1),
    item(10, "alex", "Runbook for the ledger alerts, short enough to read at three in the morning")
        .priority(2)
        .due(14)
        .notes(&[note(11, "Page one stands: which dashboard, which switch, whom to wake")])
        .done(13),
    item(11, "alex", "Raise the queue depth alert to a level that needs a person").due(1).done_on(11, 0),
    item(12, "dana", "Introduce Alex to Marta Ruiz in finance about the missing cents").due(1).done_on(12, 1),
    item(13, "alex", "One paragraph for the auditors: which rounding rule holds from when, and who decided").due(3).done(14),
    item(14, "alex", "Quarantine for flaky tests: a list, an owner each, two weeks at most").due(14).done(16),
    item(15, "dana", "Tell Priya and sales the new date, and why, before they hear it elsewhere")
        .priority(1)
        .due(0)
        .done_on(15, 0),
    item(15, "alex", "Map the partner invoice ids to ledger ids").due(14).done(18),
    item(16, "dana", "Bring the on-call rotation back to six people")
        .due(21)
        .notes(&[
            note(19, "Platform lends us one person for a quarter, which makes five"),
            note(22, "Asked three people: one yes, one maybe, one long silence"),
            note(26, "Jonas and Ruth said yes; Ruth shadows this week, Jonas next"),
        ])
        .done(27),
    item(16, "alex", "Sort last week's pages: real, noise, or somebody else's").due(7).done(18),
    item(18, "alex", "Delete the five alerts nobody has acted on in a year").due(7).done_on(19, -4),
    item(18, "alex", "Shadow reads: compare old and new for every invoice while the freeze lasts, and put each difference that the rounding rule doesn't explain into a list that Marta can read without asking me what a foreign key is").due(14).done(21),
    item(19, "alex", "Tomasz's first week on one page: from the laptop to a merged change by Thursday").due(3).done_on(19, 3),
    item(19, "dana", "Ask Tomasz in his first week what the interviews promised him").due(10).done_on(20, 2),
    item(20, "alex", "Evidence page: one line a week, while it is fresh")
        .under(Career)
        .notes(&[
            note(23, "Four lines. I nearly left out the most interesting one because it felt like nothing"),
            note(27, "The rollback is in, with the numbers"),
        ])
        .done(29),
    item(21, "dana", "Find Alex one piece of work that crosses a team border")
        .under(Career)
        .due(21)
        .notes(&[note(24, "Found: the invoice API that checkout has been asking for")])
        .done(24),
    item(22, "alex", "A quarter of an hour with Tomasz at 9:45, every day, until he cancels it himself")
        .notes(&[note(25, "He made it Mondays and Thursdays")])
        .done(28),
    item(24, "alex", "Put a font with CJK glyphs into the invoice PDF").due(7).done_on(25, -4),
    item(24, "alex", "Invoice API for checkout: agree the fields with Zoë, then build").under(Career).due(42).done(30),
    item(25, "dana", "Enter Alex's two weeks off and keep planning away from them").due(3).done_on(25, 1),
    item(26, "alex", "Incident review of the 50 percent step").due(3).done_on(27, -4),
    item(26, "dana", "See to it that Alex takes Friday off for that night").due(3).done_on(26, 3),
    item(27, "alex", "Idempotency key on the invoice writer").priority(1).due(7).done(28),
    item(27, "alex", "Rehearse the next switch on staging with a clock running").due(13).done(29),
    item(29, "alex", "Promotion packet: first draft, two pages, evidence only").under(Career).due(34).notes(&[note(33, "Written on the ferry between two islands, on paper")]).done(33),
    item(29, "dana", "Ask Kofi to read the packet before the panel does")
        .under(Career)
        .due(28)
        .notes(&[note(30, "He will, if he gets a full week for it")])
        .done(34),
    item(30, "alex", "Hand over before the holiday").due(3).done(33).steps(&[
        item(30, "alex", "Dashboards and the rollback switch to Tomasz").done(30),
        item(30, "alex", "Swap the on-call week with Ruth").done_on(30, 1),
        item(30, "alex", "Write down for Inês the two queries she keeps asking me for")
            .notes(&[note(33, "She had found them in my shell history, with permission. Written down now")])
            .done(33),
    ]),
    item(33, "alex", "Make the old invoice table read-only").due(7).done(34),
    item(34, "alex", "Rewrite the packet in the first person, as Kofi asked").under(Career).due(14).done(36),
    item(35, "alex", "Get finance's yes, in writing, to drop the old invoice table").notes(&[
        note(38, "Marta is for it; her lead wants the year-end export first"),
        note(41, "Export format agreed: one CSV per month, with checksums"),
        note(47, "Exports delivered. Now it sits with legal"),
    ]),
    item(36, "alex", "Tomasz's first on-call week: he carries the pager, I sleep with the phone on").due(21).done(40),
    item(36, "dana", "Tell the panel's chair who can speak for the work across teams").due(10).done(38),
    point(37, Blockers, "Ruth and Jonas are both away in the week of {+20}, and the rotation doesn't know yet")
        .notes(&[
            note(37, "Proposed: I take that week if Ruth takes mine in exchange"),
            note(38, "Ruth agreed; Tomasz joins as the one who carries the pager"),
        ])
        .done(38),
    item(38, "dana", "Put it into my calendar: one-on-ones get moved, never removed").due(0).done_on(38, 0),
    item(39, "dana", "Ask people operations about three weeks of work from Busan: tax, insurance, laptop")
        .due(7)
        .notes(&[note(40, "Tax is fine below thirty days, insurance is being looked up")])
        .done(41),
    item(39, "alex", "Show Tomasz how the shards are cut, so that he can take CI").due(7).done(40),
    item(41, "alex", "Plan for the end of the old table: export, compare, wait a week, drop").due(14).done(43),
    item(43, "dana", "Get the panel's reasons in writing from Kofi, not from memory")
        .priority(1)
        .due(7)
        .notes(&[note(44, "Kofi is travelling; promised for Monday")])
        .done_on(45, -1),
    item(43, "dana", "Take Alex's seat in the on-call handover this week").due(2).done_on(43, 2),
    item(44, "dana", "News that matters gets a closed door and time afterwards; pass it on to the other managers")
        .due(7)
        .done(45),
    item(45, "alex", "Answer the panel's three points with one honest sentence each").under(Career).due(7).done(46),
    item(45, "alex", "Compare three vendors for tax tables").due(21).dropped(
        49,
        "Priya has signed with one; a comparison could now only prove us right, or late",
    ),
    item(46, "alex", "Mark my hours from Busan in the team calendar, so that nobody plans over dinner").due(1).done_on(46, 0),
    item(47, "dana", "Settle with Henrik when the next panel sits, and who presents")
        .under(Career)
        .due(14)
        .notes(&[note(49, "Henrik wants to see the contract page first. I said it can't hang on that")]),
    item(48, "alex", "Lead the event contract to one page that checkout and platform both sign")
        .under(Career)
        .due(42)
        .steps(&[
            item(48, "alex", "Half an hour with Zoë on what checkout really needs").done(49),
            item(48, "alex", "How large may an event be? Miguel knows").notes(&[
                note(50, "He says 256 kB, the wiki says 1 MB. I asked for the test that proves one of them"),
            ]),
            item(50, "alex", "First draft for both teams to pick apart").due(21),
        ]),
    item(49, "alex", "CI below ten minutes again: cache the dependencies, together with Tomasz")
        .due(21)
        .notes(&[note(51, "13 minutes since Monday; every change to the lock file still throws the cache away")]),
    item(50, "dana", "Two places at the reliability meetup, for Alex and Tomasz, out of the training budget").due(17),
    item(50, "alex", "Swap on-call weeks so that Tomasz's second one isn't his alone").done(51),
    item(51, "alex", "Draft the note to customers about the new invoice numbers").due(7),
    item(51, "dana", "Tell Tomasz in person what his runbook saved us, before the all-hands does").due(8),
];

pub(super) const MEETINGS: &[Meeting] = &[
    held(
        1,
        r#"
## Wins
- The invoice export streams now. The nightly job that used to die at 2 GB has run clean for nine days

## Working together

### How we like feedback
- Alex: the same day, in private, and in writing first so that I can read it twice
- @dana: to my face and without cushions. If I go quiet I'm thinking, not sulking

### How we like recognition
- Alex: one sentence that shows somebody read the code. Applause makes me look for the exit
- @dana: tell me when something I did made your week easier, otherwise I stop doing it

### What makes us grumpy
- Alex: "a quick call" about something that is one line of text
- @dana: learning of a late date from another team

### What helps
- Alex: a morning without meetings. And lunch
- @dana: a walk. I think better moving

### This meeting
- Tuesdays at ten. My agenda, Dana adds below. When a day breaks we move it, we don't drop it

## Blockers
- A CI run takes 40 minutes, so I start a second branch and lose the thread of the first
  - Proposed: time each stage for a week before anybody spends money

## Career
- Three years at mid-level. I'd like to know what senior looks like here, in writing

## Summary
Mostly getting to know each other. Alex wants to see the road to senior and loses hours to CI; for both we begin with facts.
"#,
    )
    .mood(4)
    .minutes(45)
    .template("first"),
    held(
        2,
        r#"
## Wins
- CI timed for a week: 41 minutes on average, 26 of them integration tests queueing for one runner

## Blockers
- The ledger can't start before we choose between dual writes and replaying events
  - Proposed: dual writes. I put both on two pages by Friday and people may shoot at them

## Plans
- Ledger design out by Friday, comments until Tuesday

## Career
- @dana: the level guide is in your inbox. Read the two examples first, the guide itself is written like a tax form

## Summary
CI has numbers now, so there is something to ask for. The design comes on Friday; Dana talks to platform.
"#,
    )
    .mood(4),
    held(
        3,
        r#"
## Wins
- The ledger design went out on Friday: nine comments, none of them fatal
- Priya says it is the first design of ours that she read to the end

## Plans
- Steps and dates for the whole move
- First pull request for dual writes, behind a flag, by Monday

## Feedback

### For Alex
- Situation: the ledger design, last Friday
  - Behavior: you put the option you rejected on page one and said in two plain sentences why
  - Impact: the review took an hour. The last design of that size took two weeks

## Summary
Dual writes it is. Runners: not before next quarter, says Miguel; we both think he can be moved by arithmetic.
"#,
    ),
    held(
        4,
        r#"
## Wins
- Seven steps for the ledger, each with a date, and the board fits on one screen
- Fixed the double VAT line on credit notes. Support had it open for five months

## Blockers
- I can't compare row counts without the staging replica
  - Ask: who grants read access?
  - Answer: Inês. Dana wrote to her while we talked

## Career
- What I'd like to be trusted with: the ledger from the first commit to deleting the old table, and being the one support asks when money looks wrong
- @dana: then the ledger is your stage. Senior here means that other people's work gets better because you were in the room. Let's collect that as we go

## Summary
A short, good list of wishes. Next it becomes a page with skills and evidence, no hurry.
"#,
    )
    .mood(4),
    held(
        5,
        r#"
## Wins
- Dual writes merged behind the flag. Nobody noticed, which was the plan

## Personal
- My sister gets married next month and I give the speech. I was told, not asked

## Summary
Half the team is out, so we walked around the block twice. Nothing is on fire.
"#,
    ),
    held(
        6,
        r#"
## Wins
- Dual writes are on for our own accounts since Thursday: 11,000 invoices, no difference

## Blockers
- Runners: Henrik asks what the waiting costs
  - Proposed: one table. 34 merges a day, 41 minutes each; if only a fifth of that is idle it is half an engineer

## Feedback

### For Dana
- Situation: planning on Monday
  - Behavior: you read every ticket aloud, all 23 of them
  - Impact: I stopped listening around the sixth and missed that mine had been moved
  - Suggest: post the order on Friday and use the hour for the ones that are unclear
  - Answer: fair, and a relief. Four weeks as a trial, then you tell me whether it is better

## Summary
Alex's table goes to Henrik this week. Planning changes shape for a month.
"#,
    )
    .mood(4),
    held(
        7,
        r#"
## Wins
- Borrowed two runners from the data team for an afternoon: 23 minutes. So it works, it is only money

## Priorities
1. Backfill rehearsal on the copy of production
2. Second runner for good, if Henrik says yes
3. The export that breaks in months with 31 days

Below the line: the webhook table.

## Plans
- Rehearse the backfill on Thursday, with a stopwatch

## Decisions
- We don't clean up the webhook table. Alex looked: nothing reads it

## Summary
Three things in this order, and one fewer than last week.
"#,
    ),
    held(
        8,
        r#"
## Wins
- Runners approved. Henrik's whole reply was "why has nobody shown me this before"

## Plans
- Suite sharded over four runners by {+10}
- Export fix for long months out on Thursday

## Career
- [My page](https://wiki.example.com/people/alex/growth): designs others can build from, leading across teams, calm in an incident. The first is going well, the second is blank
- @dana: agreed on all three. For the second we need work with a border in it; until then the guild is a good room to be seen in

## Personal
- The speech has a beginning and an end. The middle is a photo of a goat

## Summary
Four runners, a page about growth, a goat. Good week.
"#,
    )
    .mood(5),
    held(
        9,
        r#"
## Wins
- Long-month export fixed; the test for it runs through every month of four years

## Blockers
- The backfill rehearsal took 19 hours, we planned for six
  - Proposed: load in key ranges and build the index afterwards. Should stay below seven, but needs a night with writes on the old table paused
  - Ask: may we have Saturday night, {+11}?
  - Answer: yes. Dana clears it with Inês, and whoever is up that night has Monday off

## Plans
- Second rehearsal on Thursday. Reads move to the ledger by {+42} if it holds

## Summary
The backfill needs another shape, not more courage. First public date for the switch: {+42}.
"#,
    )
    .mood(4),
    held(
        10,
        r#"
## Wins
- CI is at 11 minutes. Four shards since Monday, and somebody from checkout bought me a coffee for it
- Backfill rehearsal number two: 6 hours 20

## Blockers
- Since Bea left, on-call is four people
  - Ask: is there a plan for a fifth and a sixth?
  - Answer: a place is open, nobody is hired yet. Until then we are four and Dana knows that it's thin

## Personal
- The goat got the biggest laugh. My mother wants the slides

## Decisions
- Planning stays in its new form: order on Friday, only questions on Monday

## Summary
CI is no longer a topic, we both enjoyed crossing it out. On-call is the next thing that will hurt.
"#,
    )
    .mood(5),
    held(
        11,
        r#"
## Wins
- Backfill went through on Saturday: 41.3 million rows in 5 hours 50

## Notes
- On call since Friday. Three pages at night, each about queue depth, each gone before I had found my glasses

## Summary
Kept short, Alex is tired. That alert gets a higher threshold today, not next sprint.
"#,
    )
    .mood(3),
    held(
        12,
        r#"
## Wins
- Guild talk yesterday, about forty people. Kofi stayed half an hour to argue about retries and idempotency

## Blockers
- 312 of the 41 million rows differ between old and new, each by one cent
  - Proposed: the old code rounds per line, the new one per invoice. Keep the old rule for everything before the switch
  - Ask: who in finance may decide that?
  - Answer: Marta Ruiz. Dana introduces you

## Feedback

### For Alex
- Situation: questions after your guild talk
  - Behavior: when Kofi pressed you on retries you said "I don't know yet, this is how I'd find out"
  - Impact: two people from platform came to me afterwards and offered to help you find out

## Summary
The cents are a decision, not a bug, and not ours to make. Alex meets Marta this week.
"#,
    )
    .mood(3),
    held(
        13,
        r#"
## Wins
- The runbook is one page and Ruth, who had never seen the ledger, followed it to the end

## Career
- @dana: I read your page again. Designs: strong. Calm in incidents: we will see, hopefully not soon. Across teams: last week with Marta was a beginning

## Feedback

### For Alex
- Situation: the call with finance on Thursday
  - Behavior: you answered for Marta twice before she had finished her sentence
  - Impact: she wrote to me in the evening to put her real question, and we lost a day
  - Suggest: ask her first what she sees, then say what you see
  - Answer: I heard myself do it. I'll bring my questions on paper so that I have something to do with my hands

## Decisions
- Old rounding for every invoice before the switch, new rounding after it. Decided by Marta Ruiz, {-1}

## Summary
The rounding is settled. We talked about listening, and it went better than either of us expected.
"#,
    )
    .mood(3),
    held(
        14,
        r#"
## Wins
- Ran the suite twenty times in one night: 17 tests are flaky, and because of them six runs in a hundred are repeated

## Plans
- Partner accounts into dual writes by Thursday, the last group before the switch

## Personal
- We got the flat! Keys on {+11}, so I'd like the Monday after it off
  - Ask: is that all right?
  - Answer: of course, entered

## Summary
Quarantine for the 17, partners on Thursday, boxes in between.
"#,
    )
    .mood(4),
    held(
        15,
        r#"
## Wins
- Dual writes found the partner problem three weeks before a customer would have

## Blockers
- Partner invoices carry ids the ledger has never seen, about 60,000 of them
  - Proposed: a mapping table and a check for it, two weeks of work. Reads move three weeks, to {+21}
  - Ask: who tells Priya and sales?
  - Answer: Dana, today before lunch. Alex writes the text so that we all say the same

## Notes
What I'd post, better ideas welcome:

> Reads move to the ledger three weeks later than planned. Partner invoices use a second family of ids that none of our
> samples contained; we found them by switching on dual writes. No invoice was wrong and nothing is lost.
> The new date includes a week we hope not to need.

## Summary
A slip, told early and by ourselves. Dana liked that the text has no adjectives.
"#,
    )
    .mood(3),
    held(
        16,
        r#"
## Blockers
- On-call last week: nine pages, five of them after midnight. With four people that is every fourth week
  - Proposed: six people again, delete what nobody acts on, and the morning after a night page is free
  - Answer: yes to all three. The first will take me a while, the third starts now

## Personal
- We moved in between two pages. I fell asleep in a film that I had chosen

## Decisions
- The morning after a night page is off. No form and no explanation, from today, for everybody on the rotation

## Summary
Alex is worn out and said so early enough. Nothing new gets started this week. No meeting next Tuesday, we are all at the lake with the team.
"#,
    )
    .mood(2),
    held(
        18,
        r#"
## Wins
- Nine pages sorted: two were real, five were noise, two belong to platform
- All 60,214 partner ids are mapped

## Blockers
- The auditors have frozen the billing tables until {+13}, so the switch moves a second time
  - Proposed: use the freeze for shadow reads. Then we switch with proof instead of hope

## Feedback

### For Dana
- Situation: the Wednesday night of my on-call week
  - Behavior: you wrote into the channel at ten past two and asked whether you could do anything
  - Impact: kind, but I began to report to you while I was repairing
  - Suggest: take over the status page at such an hour and leave me alone with the logs
  - Answer: that is a job I can do half asleep. From the next one on

## Notes
- The lake: the best part was the two hours with nothing planned. More of those

## Summary
The second delay isn't ours, but we have to explain it anyway; Dana does. Alex sleeps again.
"#,
    )
    .mood(3),
    held(
        19,
        r#"
## Wins
- Five dead alerts are gone. Not one page at night since

## Priorities
1. Tomasz Zieliński starts on Monday; he should have a change in production in his first week
2. Shadow reads while the freeze lasts
3. Everything else, which means nothing else

## Personal
- Signed up for the half marathon on {+61}. If I stop mentioning it, ask

## Summary
We sketched the first week for Tomasz on the whiteboard. Alex is his person for the first three months and wanted to be.
"#,
    )
    .mood(3),
    held(
        20,
        r#"
## Wins
- Tomasz had a change in production on his second day: he repaired the typo in our oldest error message

## Plans
- Tomasz picks his own first ticket from a list of five; I don't steer
- Shadow reads for partner accounts by Thursday

## Career
- @dana: write down what you do for Tomasz while you do it. In half a year neither of us will remember, and it's the missing column of your page

## Summary
A good start, mostly because Alex had prepared it. One line of evidence a week from now on.
"#,
    )
    .mood(4),
    held(
        21,
        r#"
## Wins
- Shadow reads: 99.98 percent equal over eleven million invoices, and for the rest there is a reason next to every line

## Career
- Half a year, so with the guide side by side: designs yes, incidents probably, across teams no. Is that how you see it?
- @dana: the same. And the last one is partly mine, you can't lead across a border if I only give you work in the middle of the country

## Feedback

### For Dana
- Situation: the second delay, when sales was loud
  - Behavior: you said "we decided that" in front of Henrik and named nobody
  - Impact: I could keep working that afternoon instead of defending myself
  - Suggest: keep it
  - Answer: I needed to hear that one, thank you

## Summary
Halfway there, we agree on where. Dana owes Alex a piece of work with a border in it.
"#,
    )
    .mood(4)
    .minutes(45),
    held(
        22,
        r#"
## Wins
- Repeated CI runs are down from six in a hundred to 1.4

## Blockers
- Tomasz was stuck for two days and said nothing, and I hadn't asked
  - Proposed: a quarter of an hour every morning, and a rule: thirty minutes stuck, then say it aloud

## Plans
- Read switch to 5 percent next Tuesday at nine, when everybody is awake

## Summary
Short. Silence from new people is information, we both knew that and forgot.
"#,
    ),
    held(
        23,
        r#"
## Wins
- 5 percent of reads come from the ledger since Tuesday; slow invoices went from 310 ms to 120

## Plans
- 25 percent on Monday, if the weekend is boring

## Feedback

### For Alex
- Situation: Tuesday at nine, the first switch
  - Behavior: you let Tomasz press the button and only said what you were looking at
  - Impact: he told me it was the first time that production didn't scare him

## Summary
Moved from Tuesday because Dana was at the planning day. The switch came without her and she was not missed, which she says is the idea.
"#,
    )
    .mood(4)
    .moved_by_days(2),
    held(
        24,
        r#"
## Wins
- 25 percent since yesterday. Nobody wrote to us

## Blockers
- Invoices for our first customer in Japan print the name 山田太郎 as four empty boxes
  - Proposed: the PDF font has no CJK glyphs; embed one that does, 2 MB more per service, nothing per invoice

## Career
- @dana: there is your border: checkout wants an API for invoices instead of reading our table. Zoë's team needs it, platform hosts it, you lead it
- I've wanted to build that for two years and never asked

## Personal
- Eleven kilometres on Sunday without walking. Everything hurts, including the watch

## Summary
Half a win (25 percent), one embarrassing PDF, and at last something across teams.
"#,
    )
    .mood(4),
    held(
        25,
        r#"
## Wins
- The Japanese invoice prints. The customer sent a photo of it, framed, as a joke; I think it was a joke

## Plans
- 50 percent on Thursday
- Fields of the invoice API on one page, with Zoë, by Friday

## Personal
- Two weeks off, {+41} to {+52}
  - Ask: can I book the flights?
  - Answer: book them. Tomasz watches the dashboards and I keep planning away

## Summary
Everything on course, we used the spare ten minutes for coffee.
"#,
    )
    .mood(4),
    held(
        26,
        r#"
## Wins
- Rolled back in nine minutes, with the page from the drawer that I wrote for exactly this

## Blockers
- At 50 percent a timeout made the writer retry, and 1,904 invoices were stored twice. None was sent
  - Proposed: back to 25, an idempotency key on the writer, then again. Kofi warned me about this one

## Feedback

### For Alex
- Situation: Thursday night, the rollback
  - Behavior: you said aloud what you were doing, step by step, and had Tomasz keep the log
  - Impact: support knew within five minutes, and Henrik found a finished timeline in place of a question

## Personal
- Slept four hours, then couldn't stop thinking. I keep hearing Kofi's question from the guild

## Summary
The system failed, the evening didn't. Alex blames Alex; Dana doesn't, and the review is about the retry, not about a person. Friday off.
"#,
    )
    .mood(2),
    held(
        27,
        r#"
## Wins
- The incident review had eleven people in it and nobody looked for a culprit

## Plans
- Idempotency key finished and tested by Monday
- One rehearsal on staging before production sees 50 again

## Notes
- The rotation is six people from Friday on. I read that line three times

## Summary
Two actions from the review, both small, both Alex's. On-call is off the list of worries after eleven weeks.
"#,
    )
    .mood(3),
    held(
        28,
        r#"
## Wins
- Half marathon: 2:04, in the rain, smiling on at least two photos
- The key is in. Tried to write one invoice two hundred times and got one

## Feedback

### For Alex
- Situation: your review of Tomasz's change to the retries
  - Behavior: 34 comments, twenty of them on names, and the race between two writers at number 29
  - Impact: he renamed everything, was proud, and never got to the race
  - Suggest: the one comment that matters comes first; leave names to the linter
  - Answer: that's how I was taught, and I hated it. I'll redo this one with him at a screen

## Summary
Sore legs. We spent most of the time on how to review somebody who is still afraid of you.
"#,
    )
    .mood(3),
    held(
        29,
        r#"
## Wins
- Tomasz found a second race in my own code. He waited until we were alone to tell me, I'm not sure that I like that he felt he had to

## Plans
- 50 percent on Thursday, everything next Monday

## Career
- The evidence page is two screens long now. Time to make a packet of it?
- @dana: yes. The panel sits in thirteen weeks, so a draft after your holiday and Kofi's eyes on it before anybody else's

## Notes
The switch list we rehearsed; the real one is in the repository:

```markdown
- [x] shadow reads equal for 48 hours
- [x] support and finance know the time
- [ ] switch to 50, wait an hour, read the dashboard aloud
- [ ] switch to 100
- [ ] nobody goes home for two hours @everyone
```

## Summary
Ready for the second try, with a list and without heroics. The promotion has a calendar now.
"#,
    )
    .mood(4),
    held(
        30,
        r#"
## Wins
- All reads come from the ledger since Monday, 10:40. Seven months, two delays, one rollback, no wrong invoice
- Checkout has called the invoice API 90,000 times and Zoë hasn't called me once

## Feedback

### For Alex
- Situation: Monday, when 100 percent was reached
  - Behavior: your message to the company named eleven people and what each had done, Marta from finance first
  - Impact: she printed it. Henrik asked me who had written that

## Personal
- The Azores from Saturday. The laptop stays with my neighbour's cat

## Summary
Done! Next two Tuesdays no meeting, Alex is on an island. Dana watches that nobody calls.
"#,
    )
    .mood(5),
    held(
        33,
        r#"
## Wins
- Tomasz handled an alert on his own and left me a note about it that I could have framed

## Plans
- Read the 212 mails, answer the nine that matter
- Old table read-only by Friday
- Packet to Kofi tomorrow, he asked for a full week

## Personal
- Whales! Two, quite close. I have forty photos of water

## Summary
Rested. We looked at what is left of the ledger: lock the old table, then get rid of it.
"#,
    )
    .mood(5),
    held(
        34,
        r#"
## Wins
- The old table is read-only, and one forgotten report broke. Better now than on the day we drop it

## Career
- Kofi has read the packet: good evidence, too modest, it says "we" where it was me
- @dana: he is right, and it's also why people like working with you. Keep the thanks, but move them to the end

## Summary
One more round on the packet, in the first person. It feels like boasting to Alex; we found that facts with dates don't.
"#,
    )
    .mood(4),
    held(
        35,
        r#"
## Wins
- Moved the forgotten report over. Its only reader was on leave for a year and came back to a working link

## Blockers
- The old invoice table can't go before finance agrees
  - Proposed: I ask Marta, with a plan for an export, and we drop it by the end of the quarter

## Summary
Twenty minutes. Quiet is allowed.
"#,
    ),
    held(
        36,
        r#"
## Wins
- Packet finished on Sunday evening. I read it to my sister and she asked whether that was really me

## Priorities
1. Hand in the packet by Friday
2. Tomasz ready for his first on-call week
3. Rounding report for Marta, can wait until the week after

## Career
- The panel sits on {+44}. I can name two people for the design, and for the work across teams only Zoë
- @dana: one good voice is enough if it comes with dates. I tell the chair

## Summary
The packet is ready and says "I". The rest of the week is for Tomasz.
"#,
    )
    .mood(4),
    held(
        37,
        r#"
## Wins
- Packet handed in on Friday, an hour before the deadline

## Career
- I'd like to go through the questions the panel could ask. Half an hour would do
"#,
    )
    .cancelled("dana", "the budget review was put on our slot and ran all day"),
    held(
        38,
        r#"
## Wins
- Tomasz ran the on-call handover. He was nervous, and better prepared than I ever was

## Feedback

### For Dana
- Situation: our meeting last week, the last one before people were named to the panel
  - Behavior: it was cancelled at 9:40, when I had it all prepared
  - Impact: I guessed at the questions alone, and wondered where I stand on your list
  - Suggest: move it by a day, even to a quarter of an hour on the phone
  - Answer: you're right. No budget needed me more than you did. From now on I move it, and I'm writing that into my calendar while you watch

## Career
- Panel questions, today in place of last week: the hard one is "what would you do without Dana's cover?"

## Decisions
- We move this meeting, up to a week. We don't cancel it

## Summary
A fair complaint, well put. Afterwards half an hour of panel questions; the answer about the delay is the best one.
"#,
    )
    .mood(3)
    .minutes(45),
    held(
        39,
        r#"
## Wins
- Marta's rounding report is out, she calls it "the boring one". I take it as praise

## Priorities
1. On-call week from Friday, with Tomasz at the wheel
2. CI has crept up to 16 minutes; hand it to Tomasz properly
3. Export of the old table for finance

## Personal
- My grandmother turns ninety in Busan. I'd like to go for three weeks, {+48} to {+66}, and work from there
  - Ask: is that possible?
  - Answer: from me yes. Tax and insurance need a yes too, I'll know by next week

## Summary
Ninety is ninety: we make it work if the rules let us. CI goes to Tomasz, with Alex behind him and not in front.
"#,
    )
    .mood(4),
    held(
        40,
        r#"
## Wins
- A whole on-call week without one page at night. The first since I joined this team

## Notes
- Tomasz was almost disappointed. Then he cleaned up two dashboards out of boredom

## Summary
We looked back at the week before {-168}, when it was nine. The others should hear how that was done; Alex would rather not make slides.
"#,
    )
    .mood(5),
    held(
        41,
        r#"
## Wins
- CI at 12 minutes; Tomasz cut one shard in two and wrote down why

## Blockers
- The old table: finance wants the export in a format that three of us read differently
  - Proposed: I send Marta one month as a sample, then nobody needs to read a format

## Personal
- @dana: Busan is fine, all three weeks. Insurance wants a form, I've filled in my half
- My mother has already cooked, in her mind

## Feedback

### For Alex
- Situation: Monday's argument about who owns the shards
  - Behavior: you said "ask Tomasz, he knows it better by now", and then really stayed silent
  - Impact: platform has written to him directly since, and he answers

## Summary
Good news twice. The old table is turning into the longest item on this list.
"#,
    )
    .mood(4),
    held(
        42,
        r#"
## Wins
- Sample export accepted. Marta found nothing, her lead found a comma

## Career
- The panel sits on Thursday. I've stopped preparing because it only makes it worse

## Summary
Ten minutes of work, then we talked about cooking so as not to talk about Thursday.
"#,
    )
    .mood(3),
    held(
        43,
        r#"
## Wins
- Hard to find one this week. Tomasz did: he put "Alex taught me to read a query plan" up on the team board

## Career
- The panel said: not this round
- @dana: I'm disappointed too, and I won't talk it into something pretty. What I heard is depth beyond doubt, and one example across teams where they want two. I'd like it in writing before we plan anything

## Personal
- I'd like a week without the word growth in it

## Summary
No plan today, on purpose. Alex is angry and tired and has a right to both. Dana gets the reasons; we look at them when they are here.
"#,
    )
    .mood(2)
    .minutes(60),
    held(
        44,
        r#"
## Feedback

### For Dana
- Situation: Friday a week ago, after the panel
  - Behavior: you told me in the corridor, between two meetings
  - Impact: I sat through an hour of planning and can't remember a word of it
  - Suggest: ten minutes behind a door, and let me go home afterwards
  - Answer: I'm sorry. I wanted you to hear it from me before the rumour, and chose the worst place for it. It won't happen again, to you or to anyone

## Notes
- Reviewed two changes and shipped one small thing. That was what I had

## Summary
Not a cheerful half hour, but an honest one.
"#,
    )
    .mood(2),
    held(
        45,
        r#"
## Wins
- The plan for dropping the old table survived Inês, who tried hard to break it

## Blockers
- The tax tables of the monthly run are kept up by hand, by me, from a PDF
  - Proposed: buy them; three vendors would be worth a look

## Career
- Read Kofi's three points twice. (1) A second example across teams. (2) What Tomasz learned should be told by Tomasz. (3) The risky calls: why I made them, not only that they went well
- The annoying thing is that I agree with two of them
- @dana: which two? Say it next week. And it says "when", not "if", I asked him about that word

## Summary
The reasons are on paper and they are usable. First laugh in two weeks.
"#,
    )
    .mood(3),
    held(
        46,
        r#"
## Wins
- Landed, slept, and fixed a deadlock before breakfast in Berlin

## Career
- My three sentences: yes to the second example, yes to Tomasz's own words, and no to the third: the reasons were on page two, nobody got that far
- @dana: then page two becomes page one. That's the whole trick, I'm afraid

## Personal
- Calling from my mother's kitchen. The voice in the background is my grandmother, asking what you earn

## Summary
Alex is half a world away and much closer to being all right. We start on the next round when Alex is back, with one thing and not five.
"#,
    )
    .mood(4),
    held(
        47,
        r#"
## Wins
- All the monthly exports are with finance, checksums and all

## Plans
- Load test for the end-of-month run before Thursday

## Career
- The second example, an offer: events between billing and checkout have no contract, each side guesses. I'd like to lead that to one page that all three teams sign
- @dana: yes, and it's needed anyway, that makes it a good one. I'll find out when the next panel sits

## Personal
- The party: sixty guests, ninety candles, one fire extinguisher

## Summary
The next round has a topic, and it was Alex who brought it.
"#,
    )
    .mood(4),
    held(
        48,
        r#"
## Wins
- Tomasz has written his first design, two pages. He put the option he rejected on page one, I don't know where he got that

## Feedback

### For Dana
- Situation: these three weeks from Busan
  - Behavior: you moved planning to nine without making it a topic
  - Impact: I was there for the dinners, and for the planning too
  - Suggest: keep the early slot, Ruth says it suits her children
  - Answer: gladly, it suits me too

## Summary
Last one from Busan. The contract page starts next week, with Zoë first and platform second.
"#,
    )
    .mood(4),
    held(
        49,
        r#"
## Wins
- Zoë and I needed twenty minutes to find out that we had guessed the same wrong thing from both sides

## Blockers
- CI is back at 15 minutes since the new dependencies came in
  - Proposed: cache them; Tomasz knows where, I know why it didn't work last time

## Decisions
- No comparison of tax vendors. Priya signed on Monday and we live with it

## Summary
Jet lag, but in a good mood. We noticed that a list without the tax tables looks a good deal shorter.
"#,
    )
    .mood(3),
    held(
        50,
        r#"
## Wins
- End-of-month run: 48 minutes, last month it was three hours, and nobody had to watch it

## Priorities
1. Event contract: a draft both teams can argue with
2. CI cache, Tomasz leads
3. Customer note about invoice numbers, once legal has looked at it

## Blockers
- Platform answers on the contract once a week, always on Fridays
  - Ask: can you get Miguel to give us one hour in one piece?

## Feedback

### For Dana
- Situation: the promise from three weeks ago to settle the next panel with Henrik
  - Behavior: it came up in each of our meetings since and was carried on each time
  - Impact: I lead the contract without knowing which round it counts for
  - Suggest: a date for the date; even "I'll know by the first" would help

## Summary
We ran out of time with two things unanswered, both on Dana's side. They come first next week.
"#,
    )
    .mood(4),
    held(
        51,
        r#"
## Wins
- Tomasz's runbook took a real page on Saturday: Jonas followed it and was back in bed after twelve minutes
- Zoë's side of the contract is agreed, down to the field names

## Blockers
- Legal has had the exports for four weeks, and the old table still costs us a backup window every night
  - Proposed: I write Marta the sentence that legal needs to sign, so that all they have to do is say yes

## Plans
- Draft of the contract to both teams by {+9}
- Customer note to Priya on Friday
- Look into the currency test that fails on Mondays

## Career
- @dana: Kofi asked me how the contract is going, without my having mentioned it. People are noticing

## Personal
- I'm teaching my nephew chess by video. He is six and cheats

## Summary
The contract moves; platform is the slow part and Miguel still needs a push. Dana had no panel date yet and said so before Alex could ask.
"#,
    )
    .mood(4),
];

//! Zoë, a frontend engineer in checkout, and Dana, every second Thursday: 61 findings, a talk on forms, a hire that takes
//! two attempts, and a leave that has to be planned. `{+1}` is the Friday after, `{+14}` the next meeting.
//!
//! No files for slots 8 and 16 (holidays, hers and then everybody's); slot 11 was moved for the conference.

use super::story::Section::{Blockers, Career};
use super::story::{Item, Meeting, held, item, note, point};

pub(super) const ITEMS: &[Item] = &[
    item(
        1,
        "dana",
        "Find out what staff engineer means here on paper, and who decides",
    )
    .due(14)
    .done(2),
    item(
        1,
        "zoe",
        "Talk proposal on forms, 300 words, past Farah for a laugh test",
    )
    .due(8)
    .done_on(2, -6),
    item(
        2,
        "zoe",
        "Generate the design tokens from one file, for Figma and for code",
    )
    .due(28)
    .done(4),
    item(
        2,
        "dana",
        "Rewrite the staff page with Kofi until somebody could act on it",
    )
    .under(Career)
    .due(42)
    .notes(&[
        note(4, "Kofi has sent his half. It is blunt, and good"),
        note(
            6,
            "With Henrik, who wants to take out the word \"influence\"",
        ),
    ])
    .done(9),
    item(
        3,
        "zoe",
        "Sort the 61 findings: critical, soon, with the next redesign",
    )
    .due(8)
    .done(4),
    item(
        3,
        "dana",
        "Ask design for five days of Farah's time for the error states",
    )
    .due(4)
    .notes(&[note(4, "Three days now, two more in a fortnight")])
    .done(4),
    item(
        4,
        "zoe",
        "Form library 3: upgrade the smallest app and count what breaks",
    )
    .due(28)
    .notes(&[note(
        6,
        "Settings app: 14 breakages, eleven of them the same import",
    )])
    .done(7),
    item(
        5,
        "dana",
        "Conference budget: train, two nights, the day after off",
    )
    .due(4)
    .done_on(5, 1),
    item(5, "zoe", "Book the train to Lyon before it costs double")
        .due(8)
        .done(6),
    item(
        6,
        "zoe",
        "Interview exercise: one hour, no framework, something one might even enjoy",
    )
    .due(28)
    .done(9),
    item(6, "dana", "Get the salary band into the job post")
        .due(14)
        .notes(&[
            note(7, "People operations: not this year"),
            note(
                13,
                "We have lost somebody over exactly this. I'm asking again, with a number",
            ),
            note(14, "It is in the post since Monday"),
        ])
        .done(14),
    item(
        7,
        "zoe",
        "List what checkout needs from the new ledger: fields, dates, errors",
    )
    .due(28)
    .done(10),
    item(
        9,
        "zoe",
        "Cut the talk to 25 minutes; the history of the checkbox has to go",
    )
    .due(8)
    .done(10),
    item(
        9,
        "dana",
        "One page with the ledger dates and one name on it, for everybody who waits for them",
    )
    .due(8)
    .done_on(10, -6),
    item(
        10,
        "zoe",
        "Debrief form: a verdict in writing before anybody speaks",
    )
    .due(8)
    .done(11),
    item(
        10,
        "dana",
        "Talk to Priya about what it costs to change the order in the middle of a week",
    )
    .due(14)
    .notes(&[note(
        12,
        "She hadn't known. She keeps a list until Monday now",
    )])
    .done(12),
    item(
        11,
        "zoe",
        "Turn the talk into half an hour for support and sales",
    )
    .due(25)
    .done(13),
    item(
        12,
        "zoe",
        "A two-page architecture note every month, for people outside the team",
    )
    .under(Career)
    .notes(&[
        note(
            14,
            "The first: why our forms own their errors. Six replies, one of them from legal",
        ),
        note(17, "The second, with Kofi's red pen"),
        note(19, "The third, shorter"),
    ])
    .dropped(
        20,
        "three are written; until the leave the words are needed for the hand-over",
    ),
    item(
        13,
        "dana",
        "Ask the candidate what would have changed her mind",
    )
    .due(8)
    .done_on(14, -7),
    item(14, "zoe", "Form library 3 in the account app")
        .due(28)
        .done(17),
    item(
        15,
        "zoe",
        "Stop answering in the help channel before eleven",
    )
    .due(28)
    .notes(&[note(
        17,
        "Kept on six of ten days. The other four were my own doing",
    )])
    .done(18),
    item(
        15,
        "dana",
        "What is decided in chat goes into the ticket the same day, or it isn't decided",
    )
    .due(28)
    .done(17),
    item(17, "dana", "Émile's contract out, start date confirmed")
        .due(8)
        .done_on(17, 6),
    item(
        17,
        "zoe",
        "Find Émile a buddy for the first month who isn't me",
    )
    .due(28)
    .done(19),
    point(
        18,
        Blockers,
        "The partner widget is stuck on form library 2, and its owner left the company",
    )
    .notes(&[
        note(18, "Ask: who owns it now?"),
        note(19, "Answer: nobody, so Dana does until there is somebody"),
        note(
            20,
            "Proposed: switch it off for new partners, move the old ones by hand",
        ),
    ])
    .done(22),
    item(
        19,
        "dana",
        "Read up on parental leave, so that Zoë doesn't have to explain the law to me",
    )
    .due(8)
    .done_on(20, -6),
    item(
        20,
        "zoe",
        "Put the dates on one page: last day, birth, earliest and latest return",
    )
    .due(14)
    .done(21),
    item(
        20,
        "dana",
        "Confirmation of the leave from people operations, in writing",
    )
    .due(28)
    .notes(&[note(22, "It came with the wrong year on it. Sent back")])
    .done(23),
    item(
        21,
        "dana",
        "Write down what already counts towards staff, so that it still counts after the leave",
    )
    .under(Career)
    .notes(&[note(
        24,
        "Half a page so far; Kofi should put his name to it as well",
    )]),
    item(
        22,
        "zoe",
        "Hand-over map: every area, who takes it, where the notes are",
    )
    .due(77)
    .steps(&[
        item(22, "zoe", "Forms and validation: Émile").done(24),
        item(22, "zoe", "Design tokens: Farah, and she wants them").done(25),
        item(22, "zoe", "Accessibility findings: Ola").notes(&[note(
            25,
            "She takes them once the last four serious ones are closed",
        )]),
        item(23, "zoe", "Release train: Émile and Ruth in turns"),
    ]),
    item(
        23,
        "dana",
        "Somebody for the six months: a loan or a contract",
    )
    .due(28)
    .notes(&[
        note(24, "Platform can't lend anybody; asked for a contract"),
        note(26, "On Henrik's desk, second from the top"),
    ]),
    item(
        24,
        "zoe",
        "Let Émile run a whole release and stay out of the channel",
    )
    .due(14)
    .done(25),
    item(
        25,
        "zoe",
        "Three recorded walks through checkout, a quarter of an hour each",
    )
    .due(28),
    item(
        25,
        "dana",
        "A dinner with the team before Zoë's last day, and not as a surprise",
    )
    .due(14)
    .done_on(26, -2),
    item(26, "dana", "Yes or no to four days a week after the return").due(14),
    item(
        26,
        "zoe",
        "One paragraph on how I want to be reached during the leave, and how not",
    )
    .due(14),
];

pub(super) const MEETINGS: &[Meeting] = &[
    held(
        1,
        r#"
## Wins
- Address form: fewer people give up halfway, 18 percent before and 14 now

## Working together

### How we like feedback
- Zoë: at once, and it may be blunt. What I can't stand is hearing a rumour of it two weeks later
- @dana: directly. If it's about the team, tell me what you'd want instead

### How we like recognition
- Zoë: in front of people and with details, I admit it
- @dana: a line that I can keep. I have a folder for bad days

### What makes us grumpy
- Zoë: decisions taken in a chat that I wasn't in
- @dana: surprises in a meeting with my own boss. If I sound short otherwise, it's hunger

### What helps
- Zoë: coffee outside, and being asked twice. My first answer is always "fine"
- @dana: three things, not ten

### This meeting
- Every second Thursday, Zoë's agenda. The first ten minutes belong to whatever isn't work

## Blockers
- Colours and spacing differ between Figma and the code, and each side believes it's right
  - Proposed: one file that both are generated from; I'd build it if nobody else needs me for a week

## Career
- I'd like to be a staff engineer and I don't want to manage people. Is there such a road here?
- @dana: there is a title. Whether there's a road I have to find out

## Personal
- I climb on Wednesdays, so on Thursdays I type slowly

## Summary
Dana: Zoë wants more reach, not more people. Zoë: she listens, and writes things down. Both true.
"#,
    )
    .mood(4)
    .template("first"),
    held(
        2,
        r#"
## Wins
- The proposal "Forms that forgive" is handed in, Lyon, web conference. Farah laughed twice
- Card errors now say which digit is wrong; support had eleven fewer tickets

## Plans
- Token file: colours by next Friday, spacing by our next meeting
- Pair with Ola on the first screen reader run through checkout

## Further ahead
- The accessibility law applies to us in about a year. Nobody has looked at checkout as a whole yet

## Career
- @dana: staff is one page, it was written four years ago and says "demonstrates influence". Kofi agrees that you can't do anything with it, so he and I write it again

## Feedback

### For Dana
- Situation: the roadmap hour last Monday
  - Behavior: you asked Farah and me before you asked the loudest person in the room
  - Impact: the payment page got a week for errors, which had been struck out twice before
  - Suggest: do that again, and say aloud that you do it
  - Answer: deal. I had hoped nobody would notice how deliberate it was

## Decisions
- Ola and Zoë go through all of checkout with a screen reader before anyone promises a date

## Summary
The road to staff isn't paved, and Dana and Kofi begin with the map. Until then: tokens, and one honest look at accessibility.
"#,
    ),
    held(
        3,
        r#"
## Wins
- The run through checkout is done: 61 findings, in a table, each with a recording of eight seconds

## Blockers
- Nine of the 61 make it impossible to pay without a mouse
  - Proposed: those nine first, everything else waits; that shifts saved cards by two weeks
- The error states need a designer and design has no time before the campaign
  - Ask: can we get Farah for five days?
  - Answer: I'll ask her lead on Monday, and for three days if five is too many

## Priorities
1. The nine
2. Tokens, because half of the 61 are contrast
3. Saved cards
4. Form library 3, only if somebody is bored

## Feedback

### For Zoë
- Situation: the demo of the findings on Tuesday
  - Behavior: you turned the projector off and let everybody listen to the page for a minute
  - Impact: Priya moved saved cards by herself before I could ask her to

## Personal
- Not sleeping well. It's the neighbours' drum kit, nothing deeper

## Summary
Nine things, in order, with Priya's blessing. Dana gets Farah.
"#,
    )
    .mood(3),
    held(
        4,
        r#"
## Wins
- Tokens come out of one file. On the first day it found 38 greys
- Five of the nine are fixed, four left

## Plans
- The other four by {+14}, the date picker is the ugly one
- Tokens into the settings app

## Notes
- How the team is: careful with each other since the reorganisation, and a bit too polite in reviews. I'd rather have one good argument
- @dana: then let's hold it about something small, on purpose. Grey number 39?

## Decisions
- The token file belongs to design, code takes what comes out of it. Farah signs changes

## Summary
Zoë: two weeks with visible results. Dana: and next time I want to be in the room when somebody argues about grey.
"#,
    ),
    held(
        5,
        r#"
## Wins
- **Lyon said yes!** Twenty-five minutes, main hall, {+84}
- The date picker speaks now. One of the nine left

## Plans
- First outline of the talk, on paper, no slides before {+14}
- Last critical finding, with Ola

## Career
- The talk is what I want to be known for: forms are where products are rude to people
- @dana: I'd like Henrik to hear it before Lyon does. It makes a better case for the accessibility budget than any table

## Personal
- Train, two nights, and I'd like the Friday after the talk off
  - Ask: does the company pay, and is the day mine?
  - Answer: it does and it is. I'll have the budget signed tomorrow

## Summary
A very good day, we began with cake. The talk counts as work, not as a hobby: two afternoons a month until Lyon.
"#,
    )
    .mood(5),
    held(
        6,
        r#"
## Wins
- All nine are closed, and Ola could pay with the keyboard only, in 70 seconds
- Settings app on form library 3; the rest is counting

## Further ahead
- We've been one person short in frontend since the reorganisation. If the place is open, I want to be in every interview
- @dana: it's open since Monday, and you lead the loop

## Feedback

### For Zoë
- Situation: Ruth's change to the address form
  - Behavior: you wrote a review that was longer than the change, all of it correct
  - Impact: she closed it and began anew, and told me she doesn't know where she stands with you
  - Suggest: say first whether you'd ship it, then the two things that matter
  - Answer: I thought length was respect. I'll go and talk to her, not write

## Decisions
- The interview has no puzzle and no unpaid weekend. One hour, a real form, together

## Summary
Zoë leads the hiring loop. The talk with Ruth is the harder task, and it has no checkbox.
"#,
    ),
    held(
        7,
        r#"
## Wins
- Ruth and I had lunch. It took ten minutes and I should have done it a month ago
- Outline of the talk: three stories, one rule each

## Blockers
- Checkout reads invoices straight from billing's table, and that table is about to be replaced
  - Proposed: we write down what we need before they build it; I make the list, Alex gets it
- The salary band: good people ask for it in their first mail, and I have to dodge
  - Ask: can't we just say it?
  - Answer: I want to. People operations says not this year, and I'm not done asking

## Plans
- List for the ledger, first version by {+8}
- Two interviews, Tuesday and Wednesday

## Personal
- From Saturday two weeks of Yorkshire with my mother, who wants to see the parsonage with our name on it and argue with the guide. So no meeting on {+14}

## Summary
We skip one meeting, with notice. When Zoë is back: rehearse, interview, ledger list, in this order.
"#,
    )
    .mood(3),
    held(
        9,
        r#"
## Wins
- The exercise is ready. Farah took it as a guinea pig, in 50 minutes, and asked whether she was hired
- First rehearsal: people laughed at the right places. It was 34 minutes long, though

## Blockers
- The ledger date moved by three weeks, and I heard of it from sales
  - Proposed: one page with the current date and one name, which everybody who depends on it can open
  - Answer: yes. I told sales before I told you, wrong way round. The page exists by next week

## Career
- @dana: the new staff page is out. Read the part about "work that outlives your presence"; that one is meant for you
- It has verbs! Two of the four I do already, the one about other teams I'd like to practise

## Personal
- My mother won against the guide

## Summary
Zoë knows now what staff asks for. The ledger's slip matters less than how we learned of it, and that's being repaired.
"#,
    )
    .mood(4),
    held(
        10,
        r#"
## Wins
- The talk is at 24 minutes. The history of the checkbox survives as a joke in the first minute
- The list for the ledger is with Alex: 31 fields, 12 of which we'd forgotten that we use

## Blockers
- Priya changed the order on Tuesday, again in the middle of the week. Saved cards have been started three times
  - Ask: can it wait for Mondays? I don't want to be the one who says no each time
  - Answer: that's mine to do. I'll show her what the three starts have cost

## Plans
- Rehearse before Henrik and whoever wants to come, Tuesday at noon
- Debriefs in writing from the next candidate on

## Feedback

### For Zoë
- Situation: the debrief after the second candidate
  - Behavior: you gave your verdict first, before anyone had sat down properly
  - Impact: two of the others changed their notes while you were speaking, I saw the cursors move
  - Suggest: everybody writes, then the newest person begins
  - Answer: ouch, and yes. I'll make it a form so that I can't cheat

## Summary
Two people say no to this candidate, for good reasons. A slow fortnight in the code and a fast one around it.
"#,
    )
    .mood(3),
    held(
        11,
        r#"
## Wins
- Lyon! 340 people, the microphone failed for a minute, and I did the screen reader story without it
- Somebody came up afterwards who can't use a mouse, and had stayed a day longer for this talk
- @dana: Henrik sat through the rehearsal with his phone upside down on the table. The accessibility budget is signed

## Notes
What one of them wrote about it, I'll keep this one:

> I have sat through ten years of talks about forms. This was the first that was about the people who fill them in,
> and I went home and deleted a validation rule.

## Personal
- I lost my voice on Friday and didn't need it until Sunday

## Summary
Moved from Thursday for the best reason there is. Not one word about tickets, by agreement.
"#,
    )
    .mood(5)
    .moved_by_days(4),
    held(
        12,
        r#"
## Wins
- The [recording](https://talks.example.com/forms-that-forgive) is online, and four people applied to us because of it
- Saved cards went live, on the fourth start

## Plans
- Half an hour for support out of the talk, with their worst five tickets as the examples
- Date picker into the token file, the last part that still has its own greys

## Further ahead
- The partner widget is the last thing on the old form library, and I can't find out who owns it

## Career
- The staff page asks for writing that other teams use. One note a month, two pages, would that count?
- @dana: it would, if somebody outside does something differently afterwards. Ask them

## Feedback

### For Dana
- Situation: Tuesday's design review, the one about the cart
  - Behavior: we agreed on the small version, and in the evening it became the big one in a chat between you and Priya
  - Impact: Farah and I built for a day and a half on what no longer held
  - Suggest: whatever changes after the room closes goes into the ticket, with a name
  - Answer: I said yes to Priya between two doors and didn't think of you. Sorry. I'll look for a rule that holds when I'm in a hurry

## Summary
Zoë: proud, and a bit empty after Lyon. Dana: that's allowed, and the rule about decisions is overdue.
"#,
    ),
    held(
        13,
        r#"
## Wins
- Support heard the talk. Two of their five worst tickets could be fixed the same afternoon, by changing a sentence

## Blockers
- Our first choice declined. She was the first whom all five of us wanted
  - Ask: was it the money?
  - Answer: I believe so, and I'll ask her properly. If it was, I have an argument I didn't have before

## Plans
- Tomorrow with Alex: the fields of the invoice API, from my list of 31

## Priorities
1. Account app onto form library 3
2. Candidates again, from the four who came through the talk
3. The remaining 52 findings, five a week

## Notes
- I'm tired of interviewing. Nine so far, each of them deserves me awake
- @dana: then hand over the next three first rounds. Ruth has offered

## Summary
A loss, and a deserved sigh. Ruth takes the first rounds, Zoë only comes in at the end.
"#,
    )
    .mood(2),
    held(
        14,
        r#"
## Wins
- First architecture note sent, and legal of all people answered with a question that made it better

## Blockers
- The incident in billing stored some invoices twice, and our page showed both
  - Proposed: we show by invoice number and not by row, half a day; done by Monday whatever billing decides

## Plans
- Account app: login and profile by {+14}, payments after that

## Feedback

### For Zoë
- Situation: the incident, when support asked who was to blame
  - Behavior: you answered "the page shows what it gets, we're making it kinder" and sent a date
  - Impact: billing had a calm evening, and Alex's team noticed where that came from

## Notes
- @dana: it was the money. She told me the number and I passed it on, hers with her permission. The band is in the post now

## Summary
It took eight meetings and one lost candidate to print a number. The next candidate gets told before having to ask.
"#,
    )
    .mood(3),
    held(
        15,
        r#"
## Wins
- 30 of the 61 findings closed, half-time. Ola brought a cake with a candle for each of the other 31
- Reading invoices from the new API since Monday. I prepared for a bad day and had none

## Feedback

### For Zoë
- Start: ending a review with what you learned from the change; you do it when speaking and never in writing
- Continue: the eight-second recordings. Half the company reports bugs that way now
- Stop: being the first answer in the help channel. The others wait for you, even when they know

### For Dana
- Situation: the last six weeks, decisions about checkout
  - Behavior: three of them came out of chats, in spite of our talk about the cart
  - Impact: I began to check the channel at night so as not to miss one
  - Suggest: a rule without exceptions, for you too
  - Answer: same day into the ticket, or it isn't decided. I'll announce it as my own bad habit, because it is

## Personal
- Company holidays next, I'll sleep and climb. No meeting on {+14}, the office is closed

## Summary
Start, continue, stop took the whole hour and was worth it. Each of us has exactly one thing to stop.
"#,
    )
    .mood(4)
    .minutes(60),
    held(
        17,
        r#"
## Wins
- **Émile Okafor signed!** He came through the talk, the exercise took him 40 minutes and he made Ruth laugh
- Account app is on form library 3, all of it

## Plans
- A list of small first tickets for Émile, each one near a person he should meet
- Findings 31 to 40 with Ola

## Career
- @dana: Kofi uses your second note in his onboarding. He didn't tell you because he thought I had
- I read that sentence three times

## Notes
- The rule about chats: two decisions turned out not to be ones when somebody had to write them down

## Summary
Good news wherever one looked. The next eight weeks belong to Émile's start.
"#,
    )
    .mood(5),
    held(
        18,
        r#"
## Wins
- A whole fortnight without me in the help channel before eleven. The world went on, Ruth answered most of it and better

## Plans
- Priya and I walk through the cart, with the recording on, by {+6}
- Findings 41 to 45

## Further ahead
- The law applies in five months: 19 findings to go, at five a week we have time to spare. I'd still like an outside audit
  - Ask: is there money for one?
  - Answer: there is, from the budget your talk unlocked

## Decisions
- Outside audit in about three months, Ola chooses who

## Summary
Calm. We noticed that most of the agenda took care of itself and went out for a coffee.
"#,
    )
    .mood(4),
    held(
        19,
        r#"
## Wins
- Third note is out, and Farah found Émile's buddy before I had asked anyone: herself

## Personal
- I'm expecting a child, around {+183}. You're the first here who knows; I'd like to tell the team myself in a month
- @dana: I'm so glad for you both. Nobody hears it from me, and you decide the order of everything

## Career
- Does this put staff off?
- @dana: not from my side. What you've done is done; I'll make sure that it's on paper before you go

## Summary
The happiest agenda of the year. No plans yet; Dana reads up first, so that the questions are good ones.
"#,
    )
    .mood(5),
    held(
        20,
        r#"
## Wins
- Ten more findings closed, nine left, four of them serious
- Nausea: survived two releases and one board demo

## Further ahead
- Leave would begin on {+127}. With what's left of my holidays my last day here would be two weeks earlier
- Half a year for me, then it's my partner's turn and I'd like to come back

## Notes
- @dana: three things I learned: I may not ask when you come back, you may change your mind, and people operations has a form for it in three languages, all of them bad

## Decisions
- Émile learns forms first, because that is the area which can't wait half a year

## Summary
Zoë: felt like planning a release, in a good way. Dana: we leave a fortnight's slack at the end, children don't read calendars.
"#,
    )
    .mood(4),
    held(
        21,
        r#"
## Wins
- Émile started on Monday and has already removed more than he added
- I told the team on Wednesday. Ruth cried, Ola opened a spreadsheet with names

## Plans
- Émile ships his first finding by {+8}, with Ola, not with me
- Partner widget: switched off for new partners by {+14}

## Career
- The fear, said aloud: that when I'm back somebody else is "the forms person", and I begin again
- @dana: then let us write it down now, while all of it is fresh, and Kofi and I both sign

## Feedback

### For Dana
- Situation: the four weeks when only you knew
  - Behavior: you took me off the late release twice and gave other reasons
  - Impact: kind, but Ruth wondered whether I was in trouble
  - Suggest: ask me first, I'll find the excuse myself
  - Answer: I meant to protect you and decided for you. I'll ask

## Summary
Everybody knows, which is a relief. What Zoë has built gets written down before she goes, not after.
"#,
    )
    .mood(4),
    held(
        22,
        r#"
## Wins
- Émile's first finding shipped, and he wrote the recording's subtitles in two languages
- The partner widget is off for new partners; the last seven were moved by hand, with phone calls

## Priorities
1. Hand-over map: who takes what
2. The four serious findings
3. Whatever Priya says, on Mondays only

## Blockers
- Two of the four findings sit in the payment provider's frame, which we can't change
  - Proposed: report them with our recordings, and add a page of our own before the frame that explains what comes

## Personal
- Feet up after four, by order of the midwife

## Summary
The old form library is gone from everything that grows. From here on the map comes first.
"#,
    )
    .mood(3),
    held(
        23,
        r#"
## Wins
- Émile disagreed with me in a review, in public, and was right. I've been waiting for that
- The provider answered: our recordings went to their team, a fix is promised by {+40}

## Further ahead
- Six months without me, and Émile is good but alone
  - Ask: will there be somebody?
  - Answer: I want somebody. Loan first, contract if that fails; I'll push until I have a name

## Notes
- The room is different since Émile: people interrupt less and ask more. I'd like to know how he does it

## Summary
Zoë: I can see it working without me, which is nice and strange. Dana: and my part is to find a person.
"#,
    )
    .mood(4),
    held(
        24,
        r#"
## Wins
- Forms and validation are Émile's since Monday, with a small ceremony and my old keyboard

## Plans
- The release on {+5} is run by Émile, and I'm not in the channel
- Talk to Alex about the events between billing and checkout, before each side guesses on

## Blockers
- Émile asks me what Priya means, and Priya asks me what Émile can do
  - Proposed: the two have their own half hour from now on; I stay away from it

## Decisions
- Émile leads forms, Kofi reads the larger designs, nobody is "acting Zoë"

## Summary
One area handed over properly. The hard part isn't writing it down, it's not answering.
"#,
    )
    .mood(4),
    held(
        25,
        r#"
## Wins
- Émile ran the release. Something broke, he fixed it, and I learned of it the next morning
- Alex and I cleared up in twenty minutes what our teams had been guessing at for a year

## Plans
- First recorded walk: from the cart to the thank-you page, by {+8}
- One of the four serious findings with Ola, the one with the discount code

## Personal
- I'd like to come back at four days a week, for the first year at least
  - Ask: is that possible, and does it change anything about staff?

## Notes
- Said goodbye to the climbing hall for a while. They gave me a very small harness

## Summary
We talked so long about the release that the question of four days came in the last minute. It deserves better, so it stands first next time.
"#,
    )
    .mood(3),
    held(
        26,
        r#"
## Wins
- The discount code finding is closed, three serious ones left, two of them with the provider
- Émile wrote an architecture note without anyone having asked him to. He says that's simply what one does here

## Blockers
- Émile and I both sit in the outside audit in the week of {+18}, and there is nobody for the release

## Plans
- Second and third walk recorded by {+13}
- Help with the audit

## Further ahead
- Last day {+29}, the leave begins on {+43}. The map has two lines left

## Personal
- The room is painted. Yellow, after 38 greys

## Summary
Zoë: nearly ready, and more relaxed than at any release. Dana: still owes an answer about the four days and a name for the six months, and knows it.
"#,
    )
    .mood(4),
];

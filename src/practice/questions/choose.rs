//! Which question comes next, and why.

use super::super::page::Page;
use super::bank::{Bank, Question};
use super::memory::Memory;
use super::situation::{LOOKED_AT, Situation, Wish};
use super::topic::{Depth, Topic};
use crate::meeting::{ListedItem, Pair, Role, Side};
use crate::text::stable_hash;

/// Why a topic was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It was asked for.
    Wished,
    /// The two have not met yet.
    FirstMeeting,
    /// The IC has few open items and a light load.
    Room,
    /// It was spoken of in `meetings` of the last `of`, and in no topic's case in fewer.
    Thinnest {
        /// In how many.
        meetings: usize,
        /// Of how many.
        of: usize,
    },
}

/// A question to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The question, as the bank has it.
    pub question: Question,
    /// Its words for this pair.
    pub text: String,
    /// Why it is about that.
    pub reason: Reason,
}

/// The question to ask next, or the one after those that are passed over; `None` when all that are wanted were asked
/// lately. The same situation gives the same question, on every machine.
pub fn choose(bank: &Bank, situation: &Situation<'_>, wish: Wish) -> Option<Chosen> {
    let memory = Memory::of(bank, situation);
    let mut queues: Vec<(Reason, Vec<&Question>)> = topics(&memory, situation, wish)
        .into_iter()
        .map(|(topic, reason)| (reason, fresh(bank, &memory, situation, wish, topic)))
        .collect();
    // Whoever wants another one is likely to want it about something else.
    let mut in_turn = Vec::new();
    while queues.iter().any(|(_, queue)| !queue.is_empty()) {
        for (reason, queue) in queues.iter_mut().filter(|(_, queue)| !queue.is_empty()) {
            in_turn.push((*reason, queue.remove(0)));
        }
    }
    let (reason, question) = in_turn.get(wish.passed_over).copied()?;
    Some(Chosen {
        text: question.put_to(&situation.settings.pair),
        question: question.clone(),
        reason,
    })
}

/// The topics in the order in which they are wanted, each with why.
fn topics(memory: &Memory, situation: &Situation<'_>, wish: Wish) -> Vec<(Topic, Reason)> {
    if let Some(topic) = wish.topic {
        return vec![(topic, Reason::Wished)];
    }
    let held = &situation.recent.held;
    let of = held.len().min(LOOKED_AT);
    // Between peers there is no manager to ask about.
    let has_manager = situation.settings.kind.has_manager();
    let is_usual = |topic: &Topic| match topic {
        Topic::NewWork | Topic::FirstMeeting => false,
        Topic::Manager => has_manager,
        _ => true,
    };
    let mut topics: Vec<(Topic, usize)> = Topic::ALL
        .into_iter()
        .filter(is_usual)
        .map(|topic| (topic, memory.spoken_of(topic, situation)))
        .collect();
    topics.sort_by_key(|(topic, meetings)| {
        let hash = hash(situation, topic.word());
        (*meetings, memory.how_lately(*topic), hash)
    });
    let thinnest = |(topic, meetings)| (topic, Reason::Thinnest { meetings, of });
    let mut ordered: Vec<(Topic, Reason)> = topics.into_iter().map(thinnest).collect();
    if held.is_empty() {
        ordered.insert(0, (Topic::FirstMeeting, Reason::FirstMeeting));
    } else if has_room(situation) && !memory.was_asked_of_late(Topic::NewWork) {
        ordered.insert(0, (Topic::NewWork, Reason::Room));
    }
    ordered
}

/// The questions about `topic` that are wanted and were not asked lately, the next one first.
fn fresh<'a>(
    bank: &'a Bank,
    memory: &Memory,
    situation: &Situation<'_>,
    wish: Wish,
    topic: Topic,
) -> Vec<&'a Question> {
    let deepest = deepest(situation.recent.held.len());
    let candidates = bank.questions().iter().enumerate();
    let mut fresh: Vec<&Question> = candidates
        .filter(|(at, question)| {
            question.topic == topic && wish.fits(question) && !memory.was_asked(*at)
        })
        .map(|(_, question)| question)
        .collect();
    fresh.sort_by_key(|question| (question.depth > deepest, hash(situation, &question.text)));
    fresh
}

/// How deep a question may be without being asked for: trust takes some meetings.
fn deepest(held: usize) -> Depth {
    match held {
        0..=2 => Depth::Light,
        3..=7 => Depth::Middle,
        _ => Depth::Deep,
    }
}

/// Whether the IC has few open items and a light load: two items at most, none of them late, two plans and priorities
/// at most, and nothing in the way.
fn has_room(situation: &Situation<'_>) -> bool {
    const FEW: usize = 2;
    let pair = &situation.settings.pair;
    let own: Vec<&ListedItem> = situation
        .open
        .iter()
        .filter(|item| item.owner.as_deref().and_then(|name| pair.side_of(name)) == Some(Side::Ic))
        .collect();
    let is_late = |item: &&ListedItem| item.is_overdue(situation.today);
    let load = [Role::Plans, Role::Priorities, Role::Blockers];
    let says_so = |page: &&Page| load.iter().any(|role| page.of(*role).next().is_some());
    // Where nobody writes plans down nothing tells how much there is to do.
    let Some(page) = situation.recent.pages().take(2).find(says_so) else {
        return false;
    };
    let count = |role: Role| page.of(role).filter(|entry| !entry.is_over()).count();
    own.len() <= FEW
        && !own.iter().any(is_late)
        && count(Role::Plans) + count(Role::Priorities) <= FEW
        && count(Role::Blockers) == 0
}

/// A number that orders questions for this pair and this meeting, and differently for the next one.
fn hash(situation: &Situation<'_>, text: &str) -> u64 {
    let Pair { manager, ic } = &situation.settings.pair;
    let handle = |text: &str| text.to_lowercase();
    stable_hash(&[
        handle(manager.handle.as_str()).as_bytes(),
        b"\n",
        handle(ic.handle.as_str()).as_bytes(),
        b"\n",
        situation.date.to_string().as_bytes(),
        b"\n",
        text.as_bytes(),
    ])
}

#[cfg(test)]
mod tests {
    use super::super::situation::ASKED_AGAIN_AFTER;
    use super::super::testing::Case;
    use super::*;
    use crate::meeting::PairKind;

    const BUSY: &str = "## Wins\n- w\n## Blockers\n- b\n## Priorities\n- p\n## Plans\n- a\n- b\n- c\n## Summary\ns\n";

    #[test]
    fn it_is_about_the_thinnest_topic() {
        let with = |more: &str| format!("{BUSY}{more}");
        let full = with(
            "## Career\n- c\n## Personal\n- p\n## Feedback\n### For Dana\n- f\n## Team\n- t\n",
        );
        let all_but = |left_out: &str| full.replace(left_out, "");
        for (held, topic) in [
            (all_but("## Career\n- c\n"), Topic::Career),
            (all_but("## Personal\n- p\n"), Topic::WellBeing),
            (all_but("## Feedback\n### For Dana\n- f\n"), Topic::Manager),
            (all_but("## Team\n- t\n"), Topic::Team),
            (all_but("## Wins\n- w\n"), Topic::Wins),
        ] {
            let case = (0..6).fold(Case::new(), |case, _| case.held(&held));
            let chosen = case.choose(Wish::default()).expect("a question");
            assert_eq!(chosen.question.topic, topic, "{held}");
            assert_eq!(chosen.reason, Reason::Thinnest { meetings: 0, of: 6 });
        }
        // Once is less than always, and only the last six count.
        let mut case = Case::new().held(&full);
        for _ in 0..5 {
            case = case.held(&all_but("## Career\n- c\n"));
        }
        let chosen = case.choose(Wish::default()).expect("a question");
        assert_eq!(chosen.reason, Reason::Thinnest { meetings: 1, of: 6 });
        let chosen = case
            .held(&all_but("## Career\n- c\n"))
            .choose(Wish::default());
        assert_eq!(
            chosen.expect("a question").reason,
            Reason::Thinnest { meetings: 0, of: 6 }
        );
    }

    #[test]
    fn a_question_comes_once_in_twenty_meetings() {
        let mut case = Case::new();
        let mut asked: Vec<String> = Vec::new();
        for _ in 0..60 {
            let chosen = case.choose(Wish::default()).expect("a question");
            let lately = asked.iter().rev().take(ASKED_AGAIN_AFTER);
            assert!(
                !lately.clone().any(|text| *text == chosen.text),
                "{}",
                chosen.text
            );
            case = case.held(&format!("{BUSY}## Notes\n- Question: {}\n", chosen.text));
            asked.push(chosen.text);
        }
    }

    #[test]
    fn when_all_were_asked_there_is_none() {
        let wish = Wish {
            topic: Some(Topic::NewWork),
            depth: Some(Depth::Light),
            passed_over: 0,
        };
        let mut case = Case::new();
        for _ in 0..3 {
            let chosen = case.choose(wish).expect("a question");
            assert_eq!(chosen.reason, Reason::Wished);
            case = case.held(&format!("## Notes\n- Question: {}\n", chosen.text));
        }
        assert_eq!(case.choose(wish), None);
    }

    #[test]
    fn the_same_state_gives_the_same_and_another_gives_others() {
        let case = Case::new().held(BUSY);
        let nth = |passed_over| {
            let wish = Wish {
                passed_over,
                ..Wish::default()
            };
            case.choose(wish).expect("a question")
        };
        assert_eq!(nth(0), nth(0));
        let first: Vec<Chosen> = (0..8).map(nth).collect();
        for (at, chosen) in first.iter().enumerate() {
            assert!(first[..at].iter().all(|other| other.text != chosen.text));
        }
        assert_ne!(first[0].question.topic, first[1].question.topic);
    }

    #[test]
    fn what_is_asked_in_my_own_note_counts() {
        let case = Case::new().held(BUSY);
        let first = case.choose(Wish::default()).expect("a question").text;
        let case = case.privately("2026-11-24", &first);
        assert_ne!(
            case.choose(Wish::default()).expect("a question").text,
            first
        );
    }

    #[test]
    fn peers_are_not_asked_about_a_manager() {
        let mut case = Case::new().of_kind(PairKind::Peer);
        for _ in 0..ASKED_AGAIN_AFTER {
            let chosen = case.choose(Wish::default()).expect("a question");
            assert_ne!(chosen.question.topic, Topic::Manager);
            case = case.held(&format!("{BUSY}## Notes\n- Question: {}\n", chosen.text));
        }
    }

    #[test]
    fn depth_waits_for_trust() {
        let chosen = Case::new().choose(Wish::default()).expect("a question");
        assert_eq!(chosen.reason, Reason::FirstMeeting);
        assert_eq!(chosen.question.topic, Topic::FirstMeeting);
        assert_eq!(chosen.question.depth, Depth::Light);
        let mut case = Case::new();
        let mut depths = Vec::new();
        for _ in 0..20 {
            let chosen = case.choose(Wish::default()).expect("a question");
            depths.push(chosen.question.depth);
            case = case.held(&format!("{BUSY}## Notes\n- Question: {}\n", chosen.text));
        }
        assert!(depths[..3].iter().all(|depth| *depth == Depth::Light));
        assert!(depths[..8].iter().all(|depth| *depth != Depth::Deep));
        assert!(depths[8..].contains(&Depth::Deep), "{depths:?}");
    }

    #[test]
    fn who_has_room_is_asked_about_new_work() {
        let light = "## Plans\n- Finish the import\n";
        let reason = |case: Case| case.choose(Wish::default()).expect("a question").reason;
        let case = || Case::new().held(BUSY).held(light);
        assert_eq!(reason(case()), Reason::Room);
        assert_ne!(reason(Case::new().held(BUSY)), Reason::Room);
        assert_ne!(
            reason(case().held("## Notes\n- n\n").held("## Notes\n- n\n")),
            Reason::Room
        );
        let items = |text: &str| Case::new().held(&format!("{light}## Action items\n{text}"));
        assert_eq!(
            reason(items("- [ ] a @alex\n- [ ] b @dana\n- [ ] c @dana\n")),
            Reason::Room
        );
        assert_ne!(
            reason(items("- [ ] a @alex\n- [ ] b @alex\n- [ ] c @alex\n")),
            Reason::Room
        );
        assert_ne!(
            reason(items("- [ ] a @alex due:2026-11-01\n")),
            Reason::Room
        );
        // Not again for a while.
        let asked = case().choose(Wish::default()).expect("a question").text;
        let after = case().held(&format!("{light}## Notes\n- Question: {asked}\n"));
        assert_ne!(reason(after), Reason::Room);
    }
}

//! What single words do in a title, as far as it matters to whether two titles are one promise: they say no, count, name
//! a day, turn the promise round, or say nothing of their own.

/// Words that turn what is promised into its contrary.
const NEGATIONS: &str = "not no never none nothing without cannot cant dont doesnt didnt wont isnt arent shouldnt neither nor nobody stop avoid skip cancel nicht kein keine keinen keinem keiner nie niemals ohne nichts pas ne jamais sans rien aucun aucune sin nunca jamás nada ningún ninguna não nunca sem nada niet geen nooit zonder inte ej aldrig utan ikke aldri uden uten non mai senza nie bez";

/// Words that count.
const NUMBERS: &str = "two three four five six seven eight nine ten eleven twelve first second third fourth fifth half double both zwei drei vier fünf sechs sieben acht neun zehn erste ersten zweite zweiten dritte dritten deux trois quatre cinq six sept huit neuf dix premier première deuxième troisième dos tres cuatro cinco seis siete ocho nueve diez primer primera primero segundo segunda tercero twee drie vijf eerste tweede derde due quattro dois três";

/// Days, months and parts of the year.
const DAYS: &str = "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march april june july august september october november december spring summer autumn winter montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember lundi mardi mercredi jeudi vendredi samedi dimanche janvier février avril juin juillet août septembre octobre novembre décembre lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre maandag dinsdag woensdag donderdag vrijdag";

/// Words that say nothing of what is promised.
const SMALL: &str = "a an the this that these those to of for in on at by with from into onto about as and or but so it its is are be been was were will would should can could may might must do does did have has had i we you he she they me us him her them my our your his their all any some each every also just only then than there here when while before after until over under up down out off again soon now today tomorrow please really very quite maybe perhaps finally asap quickly properly carefully briefly together still already more most once der die das den dem des ein eine einen einem einer und oder für mit von vom zu zum zur im in ins am an auf aus bei beim nach über unter vor bis als auch noch bitte bald heute morgen mal dann schon gleich le la les un une des du de d l et ou à au aux pour avec dans sur par en ce cette ces aussi vite bientôt aujourd'hui demain el los las una unos unas y o del al para con por en su sus muy pronto hoy mañana también il lo gli i uno e di da con su per nel nella het een en van voor met op te aan bij ook och att för med på till om os as um uma e do da dos das ao com no na";

/// What people do: to say it with another verb is to say it in other words.
const VERBS: &str = "add address adjust agree align analyse analyze announce answer apply approach arrange ask assemble assess assign attend audit automate begin book brief bring build buy calculate call capture catch change chase check choose clarify clean clear close coach collect compare compile complete compose conduct confirm connect contact continue convert coordinate copy correct cover craft create cut debug decide define deliver demo deploy describe design determine develop discuss distribute do document draft drive edit email end ensure establish estimate evaluate examine expand explain explore extend figure file fill find finalise finalize finish fix follow forward gather get give go handle hand help hire hold identify implement improve include inform inspect install integrate introduce investigate invite join keep kick launch lead learn list look maintain make manage map measure meet mend mention mentor merge migrate monitor move nail name negotiate note notify obtain offer open order organise organize outline overhaul own pair pass patch pay phone pick ping plan polish post prepare present prioritise prioritize process produce propose provide publish pull push put raise reach read rebuild reconsider record redo reduce refactor refine refresh release remind reorganise repair replace reply report request research reserve resolve respond restructure return review revise revisit rework rewrite ring roll run save schedule secure see select send set settle setup share ship show sign simplify solve sort specify split spread start streamline submit suggest summarise summarize support swap switch sync take talk teach tell test thank tidy track train transfer translate trim triage try tune turn type unblock understand update upload use validate verify visit walk watch wrap write";

/// How things are, or how they are done.
const SOFT: &str = "quick short brief long detailed rough full complete proper simple clear final clean small big large good better best great nice important urgent key main overall whole entire general careful possible remaining open pending latest recent current actual real right correct necessary relevant broken slow flaky failing missing ugly nasty annoying pesky early late fresh updated revised improved ready thorough initial fully clearly directly personally shortly nochmal kurz schnell ganz endlich";

/// Pairs that are alike and mean two things.
const CONTRARIES: &str = "start/stop begin/end open/close approve/reject accept/decline accept/reject add/remove enable/disable hire/fire import/export increase/decrease raise/lower buy/sell keep/drop merge/split upgrade/downgrade upload/download send/receive lend/borrow install/uninstall join/leave lock/unlock push/pull attach/detach publish/unpublish promote/demote old/new first/last last/next previous/next this/next internal/external public/private front/back frontend/backend inbound/outbound incoming/outgoing left/right upper/lower before/after in/out on/off up/down morning/evening morning/afternoon staging/production dev/prod client/server input/output junior/senior read/write deploy/revert give/take ask/tell borrow/return north/south east/west";

/// Words that stand for one another.
const SAME: &str = "doc/document doc/documentation docs/documentation docs/document ticket/issue bug/issue bug/defect bug/ticket talk/presentation talk/session meeting/session meeting/sync meeting/call call/chat mail/email e-mail/email e-mail/mail repo/repository app/application spec/specification info/information summary/overview notes/minutes proposal/suggestion plan/roadmap laptop/notebook error/bug error/failure colleagues/team folks/team people/team pr/mr slides/deck slides/presentation deck/presentation draft/proposal agenda/programme flat/apartment office/workplace salary/pay pay/compensation salary/compensation holiday/vacation leave/vacation leave/holiday client/customer clients/customers vendor/supplier boss/manager";

/// What promises are often about: that two of them share such a word says little.
const COMMON: &str = "access account accounts action ad agenda agreement alert alerts analysis answer api app appendix application applications approval architecture area article assessment assets audit award backend backlog backup badge bank banner base batch benchmark benefits bike bill billing blog board boat bonus book booking bot branch brand bread brief browser budget bug bugs build builds building business cache calendar call camera campaign candidate candidates car card career case cases catalogue certificate change changes channel chapter charter chart checklist checkout child children class client clients clinic clock cloud cluster coach code coffee comment community company compensation competitor component conference config configuration console content contract contractor contracts conversion copy cost costs coupon course coverage credentials crm culture customer customers dashboard dashboards data database date deadline deal decision decisions delivery demo dentist department deployment deployments design designer designers desk desks developer developers device diagram director discount disk display docs document documentation documents domain door draft driver editor email employee engine engineer engineering engineers environment error errors estimate estimates evaluation event events example exception expense expenses experiment export facilities family feature features feedback field figures file files finance firewall flight flow folder food footer forecast form forms framework front frontend function gateway goal goals graph group growth guide guideline handbook handover header headset help hiring history home homepage hotel hour house hr icon ideas image import incident incidents index infra infrastructure input insurance integration intern interns interview interviews inventory invite invoice invoices issue item job journey key keyboard keynote keys kickoff kitchen knowledge label landing laptop laptops law lawyer layout lead leads legal letter level library licence license licences licenses link list lock log logging login logo logs lunch machine mail mailing maintenance manager managers manual map market marketing material materials meeting meetings memo menu mentor message metric metrics migration milestone mobile mock mockup model module monitor monitoring mouse name network newcomer newsletter note notes notice notification number numbers objective objectives office offer onboarding operations opportunity ops option order orders outage outline owner page pages paper parser part partner partners password patch payment payments payroll people performance permissions person phone photo pilot pipeline plan plans platform policy portal position post poster postmortem presentation press price prices pricing printer priorities priority problem process processes procurement product products profile program progress project projects promotion proposal prototype provider purchase quality quarter quarterly query question questions queue quota quote raise rate receipt receipts recommendation record records recruiter recruiting reference refund registration release releases relocation rent repo report reports repository request requests requirements research reservation resource response restaurant result results retro retrospective return review reviews risk risks roadmap role roles room rooms rota rotation rule rules runbook runner runners salary sales sandbox schedule schema school scope screen script scripts search seat security server servers service services session sessions settings setup share shift shop signature site skill slack slide slides software solution spec sprint staff staging stakeholder stakeholders standup statement statistics status stock storage store story strategy study style summary supplier support survey sync system table target task tasks tax team teams template templates tenant terms test testing tests text theme thread ticket tickets time timeline title token tool tooling tools topic tracking trade traffic trainer training travel trip tutorial update user users vacation vendor vendors version video view visa vote walkthrough warehouse web webhook webinar website week weekly wiki window wireframe wireframes words work workflow workflows workload workshop yearly year";

fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|other| other == word)
}

fn is_pair(list: &str, one: &str, other: &str) -> bool {
    let pairs = list.split(' ').filter_map(|pair| pair.split_once('/'));
    let mut pairs = pairs.map(|(a, b)| (a, b) == (one, other) || (b, a) == (one, other));
    pairs.any(|is_it| is_it)
}

/// Whether a word says no.
pub(super) fn is_negation(word: &str) -> bool {
    is_in(NEGATIONS, &word.replace(['\'', '\u{2019}'], ""))
}

/// Whether a word counts or names a day: another one makes another promise.
pub(super) fn is_count_or_day(word: &str) -> bool {
    is_in(NUMBERS, word) || is_in(DAYS, word)
}

/// Whether a word says nothing of its own.
pub(super) fn is_small(word: &str) -> bool {
    is_in(SMALL, word)
}

/// Whether a word is a common verb.
pub(super) fn is_verb(word: &str) -> bool {
    is_in(VERBS, word)
}

/// Whether a word says how something is.
pub(super) fn is_soft(word: &str) -> bool {
    is_in(SOFT, word)
}

/// Whether many promises are about this.
pub(super) fn is_common(word: &str) -> bool {
    is_in(COMMON, word)
}

/// Whether two words are contraries.
pub(super) fn are_contrary(one: &str, other: &str) -> bool {
    is_pair(CONTRARIES, one, other)
}

/// Whether two words mean the same, or are forms of one.
pub(super) fn are_related(one: &str, other: &str) -> bool {
    if is_pair(SAME, one, other) {
        return true;
    }
    let shared = one.chars().zip(other.chars());
    let shared: usize = shared
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    let ends = [&one[shared..], &other[shared..]];
    const ENDS: [&str; 24] = [
        "", "s", "es", "'s", "d", "ed", "ing", "y", "ies", "ied", "e", "en", "n", "er", "r", "ers",
        "st", "t", "te", "ly", "ation", "ment", "ned", "ning",
    ];
    shared >= 3 && ends.iter().all(|end| ENDS.contains(end))
        || one.len().min(other.len()) >= 7 && strsim::osa_distance(one, other) <= 1
}

//! The key `checks` of `oneonone.yaml`. What is wrong there is never an error: a check only hints.

use serde_yaml::{Mapping, Value};

use super::config_reader::ConfigReader;
use crate::meeting::{CheckSetting, CheckSettings, Limit, Unit};
use crate::practice::checks::{Check, check_with, nearest_code, plan_vague, spelled_limits};
use crate::text::{Advice, Help};

/// Where all codes are.
const LISTED: Advice = Advice::new("{explain-checks} lists them");

/// What `root` says of the checks. What is not understood is left out and warned of.
pub fn check_settings(reader: &mut ConfigReader<'_>, root: &Mapping) -> CheckSettings {
    let mut settings = CheckSettings::default();
    let checks = match reader.below(root, "checks", "codes below it; it is ignored") {
        Ok(checks) => checks,
        Err(problem) => {
            let code = plan_vague::CHECK.rule.code();
            let help = format!("write for instance\n  checks:\n    {code}: off");
            reader.warnings.push(problem.help(help));
            None
        }
    };
    for (key, value) in checks.into_iter().flatten() {
        let Some(code) = key.as_str() else { continue };
        let Some(check) = check_with(code) else {
            let help = match nearest_code(code) {
                Some(known) => Help::from(format!("did you mean `{known}`?")),
                None => LISTED.into(),
            };
            reader.warn(code, format!("there is no check `{code}`"), help);
            continue;
        };
        match read(check, value) {
            Some(setting) => settings.set(check.rule, setting),
            None => {
                let message = format!("what `{code}` is set to is not understood and ignored");
                reader.warn(code, message, format!("write {}", form(check)));
            }
        }
    }
    settings
}

/// What `value` sets `check` to; `None` where it has a unit that the check doesn't count, or too many limits.
fn read(check: &Check, value: &Value) -> Option<CheckSetting> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Bool(is_on) => is_on.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Sequence(parts) => {
            let parts: Option<Vec<&str>> = parts.iter().map(Value::as_str).collect();
            parts?.join(" or ")
        }
        _ => return None,
    };
    let usual = check.limits.first().map(|limit| limit.unit);
    let setting = CheckSetting::parse(&text, usual)?;
    if let CheckSetting::Limits(limits) = &setting {
        let count =
            |limits: &[Limit], unit: Unit| limits.iter().filter(|limit| limit.unit == unit).count();
        // A range has both its ends or is none.
        let is_range = check
            .limits
            .iter()
            .any(|limit| count(check.limits, limit.unit) > 1);
        let fits = limits.iter().all(|limit| {
            let known = count(check.limits, limit.unit);
            known > 0 && count(limits, limit.unit) <= known
        });
        if !fits || is_range && limits.len() != check.limits.len() {
            return None;
        }
    }
    Some(setting)
}

/// How a setting of `check` is written.
fn form(check: &Check) -> String {
    match check.limits {
        [] => "`off` or `on`".to_string(),
        limits => format!("`off` or a limit such as `{}`", spelled_limits(limits)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::checks::{career_gap, wins_missing};

    fn check(yaml: &str, of: &Check, expected: &[Limit], warned: &[&str]) {
        let root: Mapping = serde_yaml::from_str(yaml).expect("a mapping");
        let mut reader = ConfigReader::new(yaml);
        let settings = check_settings(&mut reader, &root);
        assert_eq!(settings.limits(of.rule, of.limits), expected, "{yaml}");
        let messages: Vec<&str> = reader.warnings.iter().map(|w| w.message.as_str()).collect();
        assert_eq!(messages, warned, "{yaml}");
    }

    #[test]
    fn limits_are_read_and_never_stop_anything() {
        let own = |amount, unit| [Limit::new(amount, unit)];
        let usual = [Limit::new(4, Unit::Meetings), Limit::new(35, Unit::Days)];
        check(
            "checks: {career-gap: 6 meetings}",
            &career_gap::CHECK,
            &own(6, Unit::Meetings),
            &[],
        );
        check(
            "checks: {career-gap: 6}",
            &career_gap::CHECK,
            &own(6, Unit::Meetings),
            &[],
        );
        check("checks: {career-gap: on}", &career_gap::CHECK, &usual, &[]);
        for wrong in ["6 hours", "[]", "{a: b}", "soon", "1 day or 2 days"] {
            check(
                &format!("checks: {{career-gap: {wrong}}}"),
                &career_gap::CHECK,
                &usual,
                &["what `career-gap` is set to is not understood and ignored"],
            );
        }
        check(
            "checks: {carer-gap: off}",
            &career_gap::CHECK,
            &usual,
            &["there is no check `carer-gap`"],
        );
        check(
            "checks: soon",
            &career_gap::CHECK,
            &usual,
            &["`checks` must have codes below it; it is ignored"],
        );
    }

    #[test]
    fn a_check_is_switched_off() {
        for off in ["off", "no", "false", "\"off\""] {
            let yaml = format!("checks: {{wins-missing: {off}}}");
            let root: Mapping = serde_yaml::from_str(&yaml).expect("a mapping");
            let settings = check_settings(&mut ConfigReader::new(&yaml), &root);
            assert!(settings.is_off(wins_missing::CHECK.rule), "{off}");
            assert!(!settings.is_off(career_gap::CHECK.rule), "{off}");
        }
    }
}

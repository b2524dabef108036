//! In which order a text writes its dates.

use chrono::{Datelike as _, NaiveDate};

use super::found::{DateMeaning, DayOrder, FoundDate};

/// The order that dates written in numbers have in `found`: one that can be read in one order only decides for all, and so
/// does a day of the week beside one. `None` where nothing decides, or two contradict.
pub fn order_in<'a>(found: impl Iterator<Item = &'a FoundDate>) -> Option<DayOrder> {
    let mut order = None;
    for found in found {
        let fits = |date: Option<NaiveDate>| {
            date.is_some_and(|date| found.weekday.is_none_or(|day| date.weekday() == day))
        };
        let (day_first, month_first) = match found.meaning {
            DateMeaning::Either {
                day_first,
                month_first,
            } if day_first != month_first => (fits(day_first), fits(month_first)),
            DateMeaning::YearlessEither {
                day_first,
                month_first,
            } => (day_first.is_some(), month_first.is_some()),
            _ => continue,
        };
        let one = match (day_first, month_first) {
            (true, false) => DayOrder::DayFirst,
            (false, true) => DayOrder::MonthFirst,
            _ => continue,
        };
        if order.is_some_and(|order| order != one) {
            return None;
        }
        order = Some(one);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::find_date;

    #[test]
    fn the_rest_decides_the_order() {
        let order = |texts: &[&str]| {
            let found: Vec<FoundDate> = texts.iter().filter_map(|text| find_date(text)).collect();
            order_in(found.iter())
        };
        assert_eq!(order(&["03/04/2026"]), None);
        assert_eq!(
            order(&["03/04/2026", "17/04/2026"]),
            Some(DayOrder::DayFirst)
        );
        assert_eq!(
            order(&["03/04/2026", "04/17/2026"]),
            Some(DayOrder::MonthFirst)
        );
        assert_eq!(order(&["17/04/2026", "04/17/2026"]), None);
        assert_eq!(order(&["Friday 03/04/2026"]), Some(DayOrder::DayFirst));
        assert_eq!(order(&["Wed 03/04/2026"]), Some(DayOrder::MonthFirst));
        assert_eq!(order(&["05/05/2026", "2026-05-06"]), None);
    }
}

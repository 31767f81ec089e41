//! What the bodies of papers may call: figures in words, and items of the plan picked from what the body is given.
//!
//! The functions read the variables `recommendations`, `changes_by_day` and `exempt_notes` of the body's context,
//! and know nothing else.

use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::strings::Strings;

/// Greater numbers stay figures, as in any report.
const MOST_IN_WORDS: i64 = 20;

pub(super) fn register(tera: &mut Tera, strings: &Arc<Strings>) {
    let words = Arc::clone(strings);
    tera.register_filter("words", move |number: i64, _: Kwargs, _: &State<'_>| -> String {
        if (0..=MOST_IN_WORDS).contains(&number) {
            words.pattern(&format!("number.{number}"), None).to_owned()
        } else {
            number.to_string()
        }
    });
    let strings = Arc::clone(strings);
    tera.register_function("exempt_part", move |values: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let paragraph: &str = values.must_get("paragraph")?;
        let pattern = strings.pattern("paper.exempt_part", None);
        Ok(crate::date::words::fill(pattern, &[("paragraph", paragraph)]))
    });
    tera.register_function("recommendation", |values: Kwargs, state: &State<'_>| -> TeraResult<Value> {
        let reference: &str = values.must_get("ref")?;
        let all: Vec<Value> = state.get("all_recommendations")?.unwrap_or_default();
        let show: Option<&str> = values.get("show")?;
        let found = all.into_iter().find(|item| text(item, "ref").eq_ignore_ascii_case(reference));
        let found = match (found, show) {
            (Some(item), Some(show)) => Some(item.get_from_path(show).cloned().ok_or_else(|| {
                Error::message(format!(
                    "a recommendation has no `{show}`: write `status`, `title`, `due`, `progress` or `address`"
                ))
            })?),
            (found, _) => found,
        };
        found.ok_or_else(|| Error::message(format!("the plan has no recommendation `{reference}` on the paper's day")))
    });
    tera.register_function("recommendations", |values: Kwargs, state: &State<'_>| -> TeraResult<Value> {
        let all: Vec<Value> = state.get("all_recommendations")?.unwrap_or_default();
        let (status, topic): (Option<&str>, Option<&str>) = (values.get("status")?, values.get("topic")?);
        let lead: Option<&str> = values.get("lead")?;
        let has = |item: &Value, key: &str, wanted: Option<&str>| wanted.is_none_or(|wanted| text(item, key) == wanted);
        let leads = |item: &Value| {
            let ids = item.get_from_path("lead_ids").and_then(Value::as_array);
            lead.is_none_or(|lead| ids.is_some_and(|ids| ids.iter().any(|id| id.as_str() == Some(lead))))
        };
        let chosen = all.into_iter().filter(|item| has(item, "status_id", status) && has(item, "topic_id", topic));
        Ok(Value::from(chosen.filter(leads).collect::<Vec<Value>>()))
    });
    tera.register_function("changes", |values: Kwargs, state: &State<'_>| -> TeraResult<Value> {
        let since: Option<&str> = values.get("since")?;
        let all: Value = state.get("changes_by_day")?.unwrap_or_else(Value::none);
        let found = all.as_map().and_then(|map| {
            map.iter().find(|(key, _)| key.as_str() == Some(since.unwrap_or_default())).map(|(_, value)| value.clone())
        });
        found.ok_or_else(|| match since {
            Some(since) => {
                Error::message(format!("`{since}` is not a date that stands in the text, as in `since=\"2019-07\"`"))
            }
            None => Error::message("there is no earlier paper or report to tell changes against; give `since=\"…\"`"),
        })
    });
}

fn text<'v>(item: &'v Value, key: &'v str) -> &'v str {
    item.get_from_path(key).and_then(Value::as_str).unwrap_or_default()
}

//! Components put into the templates that call them, before they are compiled.
//!
//! Tera gives each call of a component a context and a stack of its own, which costs more than the
//! few tags that a small component holds, and a page calls a hundred. So a call whose arguments are
//! plain names or constants becomes what the component holds, with the arguments in place of its
//! parameters. Only built-in components are treated so, and none that sets a variable, which its
//! caller would see; every other call stays a call. Start at [`inlined`].

use std::collections::BTreeMap;

/// How often what was put in is looked through for calls of its own.
const DEEPEST: usize = 8;

/// A component that may stand in place of its call.
struct Component {
    parameters: Vec<String>,
    body: String,
}

/// The templates with the components of those that `is_built_in` in place of their calls.
pub fn inlined(mut templates: Vec<(String, String)>, is_built_in: &dyn Fn(&str) -> bool) -> Vec<(String, String)> {
    for _ in 0..DEEPEST {
        let built_in = templates.iter().filter(|(name, _)| is_built_in(name));
        let components: BTreeMap<String, Component> = built_in.flat_map(|(_, text)| components(text)).collect();
        let mut is_changed = false;
        for (_, text) in &mut templates {
            if let Some(changed) = with_components(text, &components) {
                *text = changed;
                is_changed = true;
            }
        }
        if !is_changed {
            break;
        }
    }
    templates
}

/// The components that a template defines, those that can be put in.
fn components(template: &str) -> Vec<(String, Component)> {
    let mut found = Vec::new();
    let mut rest = template;
    while let Some((_, after)) = rest.split_once("{% component ") {
        rest = after;
        let Some((head, after)) = after.split_once(") %}") else { break };
        let Some((name, parameters)) = head.split_once('(') else { continue };
        let Some((body, _)) = after.split_once(&format!("{{% endcomponent {name} %}}")) else { continue };
        let parameters: Vec<String> = parameters.split(',').map(|name| name.trim().to_owned()).collect();
        let is_plain = parameters.iter().all(|name| is_name(name));
        if is_plain && !["{% set", "{%- ", "{{- ", "-%}", "-}}", "{#"].iter().any(|mark| body.contains(mark)) {
            found.push((name.to_owned(), Component { parameters, body: body.to_owned() }));
        }
    }
    found
}

/// The template with what its calls stand for; `None` if no call of it can be replaced.
fn with_components(template: &str, components: &BTreeMap<String, Component>) -> Option<String> {
    let mut written = String::with_capacity(template.len());
    let mut rest = template;
    let mut is_changed = false;
    while let Some(at) = rest.find("{{ <") {
        let (before, call) = rest.split_at(at);
        written.push_str(before);
        if let Some((body, after)) = read_call(call, components) {
            written.push_str(&body);
            rest = after;
            is_changed = true;
        } else {
            let (opening, after) = call.split_at("{{ <".len());
            written.push_str(opening);
            rest = after;
        }
    }
    written.push_str(rest);
    is_changed.then_some(written)
}

/// What a call stands for, and what follows it.
fn read_call<'t>(call: &'t str, components: &BTreeMap<String, Component>) -> Option<(String, &'t str)> {
    let (inside, after) = call.strip_prefix("{{ <")?.split_once(" /> }}")?;
    let (name, given) = inside.split_once(' ').unwrap_or((inside, ""));
    let component = components.get(name)?;
    let mut arguments = BTreeMap::new();
    let mut rest = given.trim_start();
    while !rest.is_empty() {
        let (name, after) = rest.split_once('=')?;
        let (value, after) = if let Some(braced) = after.strip_prefix('{') {
            braced.split_once('}')?
        } else {
            after.split_at(after.strip_prefix('"')?.find('"')? + 2)
        };
        if !is_name(name) || !is_argument(value, &component.body) {
            return None;
        }
        arguments.insert(name, value);
        rest = after.trim_start();
    }
    let is_whole = component.parameters.iter().all(|name| arguments.contains_key(name.as_str()));
    (is_whole && arguments.len() == component.parameters.len())
        .then(|| (with_arguments(&component.body, &arguments), after))
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && text.bytes().all(is_of_name)
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether it means the same in the component as where it is called: a constant without an escape, or a way
/// along names whose first is no variable of a loop in the component.
fn is_argument(value: &str, body: &str) -> bool {
    if let Some(text) = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')) {
        return !text.contains(['"', '\\']);
    }
    let first = value.split('.').next().unwrap_or_default();
    let is_loop = |name: &str| body.contains(&format!("{{% for {name} in "));
    let is_hidden =
        is_loop(first) || first == "loop" || body.contains("{% for") && body.contains(&format!(", {first} in "));
    value.split('.').all(is_name) && !is_hidden
}

/// The component with the arguments in place of the parameters.
fn with_arguments(body: &str, arguments: &BTreeMap<&str, &str>) -> String {
    let mut written = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let end = rest[at..].find(if rest[at..].starts_with("{{") { " }}" } else { " %}" });
        let end = end.map_or(rest.len(), |end| at + end);
        written.push_str(&rest[..at]);
        push_tag(&rest[at..end], arguments, &mut written);
        rest = &rest[end..];
        let closing = rest.len().min(" }}".len());
        written.push_str(&rest[..closing]);
        rest = &rest[closing..];
    }
    written.push_str(rest);
    written
}

/// A tag with names of parameters replaced, where they are variables: not in a text, not after a dot, and not the
/// name of a component, a filter, a function or an argument.
fn push_tag(tag: &str, arguments: &BTreeMap<&str, &str>, written: &mut String) {
    let bytes = tag.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        if bytes[at] == b'"' {
            at = tag[at + 1..].find('"').map_or(bytes.len(), |end| at + 1 + end + 1);
            written.push_str(&tag[start..at]);
        } else if is_of_name(bytes[at]) {
            while at < bytes.len() && is_of_name(bytes[at]) {
                at += 1;
            }
            let (name, after) = (&tag[start..at], tag[at..].trim_start());
            let is_named = after.starts_with('(') || after.starts_with('=') && !after.starts_with("==");
            let is_part = tag[..start].ends_with(['.', '<']) || tag[..start].trim_end().ends_with('|');
            let argument = arguments.get(name).filter(|_| !is_named && !is_part);
            written.push_str(argument.unwrap_or(&name));
        } else {
            at += tag[at..].chars().next().map_or(1, char::len_utf8);
            written.push_str(&tag[start..at]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARTS: &str = "{% component mark(name) %}{% if name == \"ring\" %}o{% else %}{{ name }}{% endif %}{% endcomponent mark %}\
                         {% component due(due, x) %}{{ due.due | due }} due {{ text(key=\"due\", due=due.x) }}{{ <mark name={x} /> }}{% endcomponent due %}\
                         {% component list(items) %}{% for item in items %}{{ item.name }}{% endfor %}{% endcomponent list %}\
                         {% component kept(x) %}{% set y = x %}{{ y }}{% endcomponent kept %}";

    #[track_caller]
    fn check(call: &str, expected: &str) {
        let templates = [("parts.html", PARTS), ("page.html", call)];
        let templates = templates.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec();
        assert_eq!(inlined(templates, &|name| name == "parts.html")[1].1, expected);
    }

    #[test]
    fn a_call_becomes_what_the_component_holds() {
        check(
            "a{{ <mark name={row.shape} /> }}b",
            "a{% if row.shape == \"ring\" %}o{% else %}{{ row.shape }}{% endif %}b",
        );
        check("{{ <list items={row.leads} /> }}", "{% for item in row.leads %}{{ item.name }}{% endfor %}");
    }

    #[test]
    fn only_variables_are_replaced_and_calls_within_follow() {
        check(
            "{{ <due due={row} x=\"t\" /> }}",
            "{{ row.due | due }} due {{ text(key=\"due\", due=row.x) }}{% if \"t\" == \"ring\" %}o{% else %}{{ \"t\" }}{% endif %}",
        );
    }

    #[test]
    fn what_might_mean_something_else_stays_a_call() {
        for call in [
            "{{ <kept x={a} /> }}",
            "{{ <list items={item.parts} /> }}",
            "{{ <mark name={names[loop.index0]} /> }}",
            "{{ <mark name={loop.index} /> }}",
            "{{ <mark name={a or b} /> }}",
            "{{ <mark /> }}",
            "{{ <mark name={a} other={b} /> }}",
            "{{ <unknown name={a} /> }}",
            "{% set x = <mark name={a} /> %}",
        ] {
            check(call, call);
        }
    }
}

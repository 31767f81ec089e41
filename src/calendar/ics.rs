//! Events as the lines of an iCalendar file: escaped, folded, each ended by CR and LF.

use super::Event;
use crate::date::Day;

/// The most octets of a line, its end not counted (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

pub struct Calendar<'a> {
    pub name: &'a str,
    /// The day that all of it speaks for.
    pub stamp: Day,
    pub events: &'a [Event],
}

pub fn write(calendar: &Calendar<'_>, out: &mut Vec<u8>) {
    let name = escaped(calendar.name);
    let stamp = format!("{}T000000Z", basic(calendar.stamp));
    line("BEGIN", "VCALENDAR", out);
    line("VERSION", "2.0", out);
    line("PRODID", "-//Headway//Headway//EN", out);
    line("CALSCALE", "GREGORIAN", out);
    line("METHOD", "PUBLISH", out);
    line("NAME", &name, out);
    // What calendars read where they do not know NAME (RFC 7986) yet.
    line("X-WR-CALNAME", &name, out);
    for event in calendar.events {
        line("BEGIN", "VEVENT", out);
        line("UID", &escaped(&event.uid), out);
        line("DTSTAMP", &stamp, out);
        line("DTSTART;VALUE=DATE", &basic(event.day), out);
        line("SEQUENCE", &event.sequence.to_string(), out);
        line("SUMMARY", &escaped(&event.summary), out);
        line("DESCRIPTION", &escaped(&event.description), out);
        if let Some(address) = &event.address {
            line("URL", address, out);
        }
        // A date to keep in mind makes nobody busy.
        line("TRANSP", "TRANSPARENT", out);
        line("END", "VEVENT", out);
    }
    line("END", "VCALENDAR", out);
}

/// A day without hyphens.
fn basic(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// The value of a property of text (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A line may be of any length; it is folded between characters.
fn line(name: &str, value: &str, out: &mut Vec<u8>) {
    let mut length = 0;
    for c in name.chars().chain(":".chars()).chain(value.chars()) {
        if length + c.len_utf8() > LONGEST_LINE {
            out.extend(b"\r\n ");
            length = 1;
        }
        length += c.len_utf8();
        out.extend(c.encode_utf8(&mut [0; 4]).bytes());
    }
    out.extend(b"\r\n");
}

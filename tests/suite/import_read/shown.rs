//! A source as text that can be reviewed: a line a paragraph, what it is in front of it.

use std::fmt::Write;

use headway::import::source::{Block, Cell, Kind, Paragraph, Source, Value};

pub fn shown(source: &Source) -> String {
    let mut text = String::new();
    for block in &source.blocks {
        match block {
            Block::Paragraph(paragraph) => writeln!(text, "{}", line(paragraph)).unwrap(),
            Block::Table(table) => {
                writeln!(text, "[{}]", table.place).unwrap();
                for row in &table.rows {
                    let repeats = if row.repeats { " repeats" } else { "" };
                    writeln!(text, "  row {}{repeats}", row.number).unwrap();
                    for each in &row.cells {
                        cell(each, &mut text);
                    }
                }
            }
        }
    }
    for what in &source.left_out {
        writeln!(text, "left out: {what}").unwrap();
    }
    text
}

fn cell(cell: &Cell, text: &mut String) {
    let mut place = match cell.columns {
        1 => format!("{}", cell.column),
        columns => format!("{} to {}", cell.column, cell.column + columns - 1),
    };
    match cell.value {
        Value::None => {}
        Value::Day(day) => write!(place, " day {day}").unwrap(),
        Value::Number => place.push_str(" number"),
        Value::Error => place.push_str(" error"),
    }
    if let Some([red, green, blue]) = cell.fill {
        write!(place, " #{red:02x}{green:02x}{blue:02x}").unwrap();
    }
    if cell.continues {
        place.push_str(" goes on");
    }
    match &cell.paragraphs[..] {
        [] => writeln!(text, "    {place}:").unwrap(),
        [one] => writeln!(text, "    {place}: {}", line(one)).unwrap(),
        many => {
            writeln!(text, "    {place}:").unwrap();
            for paragraph in many {
                writeln!(text, "      {}", line(paragraph)).unwrap();
            }
        }
    }
}

fn line(paragraph: &Paragraph) -> String {
    let mut line = match paragraph.kind {
        Kind::Plain => String::new(),
        Kind::Heading(level) => "#".repeat(usize::from(level)) + " ",
        Kind::Bullet(depth) => "  ".repeat(usize::from(depth)) + "* ",
        Kind::Numbered(depth) => "  ".repeat(usize::from(depth)) + "1 ",
    };
    if let Some(label) = &paragraph.label {
        write!(line, "({label}) ").unwrap();
    }
    for run in &paragraph.runs {
        let mark = match (run.bold, run.italic) {
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "_",
            (false, false) => "",
        };
        write!(line, "{mark}{}{mark}", run.text.replace('\n', "⏎").replace('\t', "⇥")).unwrap();
        if let Some(link) = &run.link {
            write!(line, "<{link}>").unwrap();
        }
    }
    line
}

/// Compares line by line; what is expected may stand in.
#[track_caller]
pub fn same(seen: &str, expected: &str) {
    let indent =
        expected.lines().filter(|line| !line.trim().is_empty()).map(|line| line.len() - line.trim_start().len());
    let indent = indent.min().unwrap_or(0);
    let expected: Vec<&str> =
        expected.trim_matches('\n').lines().map(|line| line.get(indent..).unwrap_or("").trim_end()).collect();
    let seen: Vec<&str> = seen.lines().map(str::trim_end).collect();
    assert_eq!(seen.join("\n"), expected.join("\n").trim_end(), "\n{}", seen.join("\n"));
}

//! How the parts of an office file name each other: relationships, and what each part is.

use std::collections::BTreeMap;

use super::archive::Archive;
use super::read::Refusal;
use super::xml::Xml;

/// What a part points at, by the id that it uses for it.
#[derive(Default)]
pub struct Relations(BTreeMap<String, Relation>);

pub struct Relation {
    /// The last word of its type: `styles`, `hyperlink`.
    pub kind: String,
    /// A part of the file by its whole name, or an address outside.
    pub target: String,
    pub is_outside: bool,
}

impl Relations {
    /// Those of a part; of the file as a whole for an empty name.
    pub fn of(part: &str, archive: &mut Archive<'_>) -> Result<Self, Refusal> {
        let (folder, file) = part.rsplit_once('/').map_or(("", part), |(folder, file)| (folder, file));
        let name = format!("{folder}/_rels/{file}.rels");
        let name = name.trim_start_matches('/');
        let mut relations = BTreeMap::new();
        let Some(text) = archive.text(name)? else { return Ok(Self::default()) };
        let mut xml = Xml::new(name, &text);
        let _root = xml.child()?;
        while let Some(tag) = xml.child()? {
            if let (Some(id), Some(kind), Some(target)) = (tag.get("Id"), tag.get("Type"), tag.get("Target")) {
                let is_outside = tag.get("TargetMode").is_some_and(|mode| mode == "External");
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = if is_outside { target } else { within(folder, &target) };
                relations.insert(id, Relation { kind, target, is_outside });
            }
            xml.skip()?;
        }
        Ok(Self(relations))
    }

    pub fn get(&self, id: &str) -> Option<&Relation> {
        self.0.get(id)
    }

    /// The names of the parts of a kind, each once.
    pub fn parts(&self, kind: &str) -> Vec<String> {
        let mut all: Vec<String> = self
            .0
            .values()
            .filter(|relation| relation.kind == kind && !relation.is_outside)
            .map(|relation| relation.target.clone())
            .collect();
        all.sort();
        all.dedup();
        all
    }
}

/// A target as a name in the file: from its root if it begins with `/`, else from the folder of the part.
fn within(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

/// The content type of a part, as `[Content_Types].xml` says.
pub fn content_type(part: &str, archive: &mut Archive<'_>) -> Result<Option<String>, Refusal> {
    let name = "[Content_Types].xml";
    let Some(text) = archive.text(name)? else { return Ok(None) };
    let mut xml = Xml::new(name, &text);
    let _root = xml.child()?;
    let ending = part.rsplit('.').next().unwrap_or_default();
    let mut by_ending = None;
    while let Some(tag) = xml.child()? {
        let is_part = |of: String| of.trim_start_matches('/').eq_ignore_ascii_case(part);
        if tag.get("PartName").is_some_and(is_part) {
            return Ok(tag.get("ContentType"));
        }
        if tag.get("Extension").is_some_and(|of| of.eq_ignore_ascii_case(ending)) {
            by_ending = tag.get("ContentType");
        }
        xml.skip()?;
    }
    Ok(by_ending)
}

//! Who answers for what, and the key to the statuses.

use anyhow::Result;

use super::{Column, Kind, OF_RECOMMENDATION, Reference, Table};
use crate::content::public::LeadIndex;
use crate::data::{Source, leads_of};
use crate::table::{Cell, Row};

pub(super) const LEADS: Table = Table {
    name: "leads",
    columns: &[
        Column::required("id", Kind::Line).meaning("lead"),
        Column::required("title", Kind::Line).meaning("lead_title"),
        Column::new("kind", Kind::Word("kind_", &["officer", "member", "body", "partner"])).meaning("lead_kind"),
        Column::new("directorate", Kind::Line),
        Column::required("address", Kind::Address),
    ],
    key: &["id"],
    references: &[],
    exists: |plan| !leads_of(plan).is_empty(),
    rows: leads,
};

fn leads(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    for index in leads_of(source.plan) {
        let lead = &source.public.leads[index.0];
        row(&[
            Cell::text(lead.id.as_str()),
            Cell::text(&lead.title),
            Cell::text(lead.kind.unwrap_or_default()),
            Cell::text(lead.directorate.as_deref().unwrap_or_default()),
            Cell::owned(source.address(&format!("leads/{}/", lead.id))),
        ])?;
    }
    Ok(())
}

pub(super) const RESPONSIBILITIES: Table = Table {
    name: "responsibilities",
    columns: &[
        Column::required("ref", Kind::Line),
        Column::required("lead", Kind::Line),
        Column::required("part", Kind::Word("part_", &["leads", "supports", "sponsors", "action"])),
        Column::new("action", Kind::Line).meaning("led_action"),
    ],
    key: &[],
    references: &[OF_RECOMMENDATION, Reference { columns: &["lead"], table: "leads", other: &["id"] }],
    exists: |plan| !leads_of(plan).is_empty(),
    rows: responsibilities,
};

fn responsibilities(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    for item in &source.plan.recommendations {
        let mut give = |part: &str, action: &str, leads: &[LeadIndex]| {
            leads.iter().try_for_each(|lead| {
                row(&[
                    Cell::text(item.reference.as_str()),
                    Cell::text(source.public.leads[lead.0].id.as_str()),
                    Cell::text(part),
                    Cell::text(action),
                ])
            })
        };
        give("leads", "", &item.leads)?;
        give("supports", "", &item.support)?;
        give("sponsors", "", &item.sponsors)?;
        for action in &item.actions {
            give("action", action.id.as_str(), &action.leads)?;
        }
    }
    Ok(())
}

pub(super) const STATUSES: Table = Table {
    name: "statuses",
    columns: &[
        Column::required("id", Kind::Line).meaning("status_id"),
        Column::required("label", Kind::Line).meaning("status_label"),
        Column::required("meaning", Kind::Text).meaning("status_meaning"),
        Column::required("open", Kind::Truth).meaning("status_open"),
    ],
    key: &["id"],
    references: &[],
    exists: |_| true,
    rows: statuses,
};

fn statuses(source: &Source<'_>, row: &mut Row<'_>) -> Result<()> {
    for status in &source.public.statuses {
        row(&[
            Cell::text(status.id.as_str()),
            Cell::owned(source.status_label(status)),
            Cell::owned(source.status_meaning(status)),
            Cell::Truth(status.open),
        ])?;
    }
    Ok(())
}

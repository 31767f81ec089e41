//! The contexts of the templates: public matter in, one struct a template out.
//!
//! Pages are data: what stands here is what a theme may rely on. Paths are from the site's root,
//! without a leading slash; templates put `frame.root` before them. Dates are EDTF text.

mod change;
mod chart;
mod compare;
mod course;
mod data;
mod difference;
mod frame;
mod glance;
mod history;
mod home;
mod index;
mod lanes;
mod large;
mod legal;
mod list;
mod markup;
mod measure;
mod paper;
mod plan;
mod progress;
mod recommendation;
mod round;
pub mod row;
mod search;
mod selection;
mod series;
mod share;
mod thread;
mod timeline;

pub use compare::{Compare, Comparisons, compare, comparisons, pairs};
pub use data::{Data, data};
pub use difference::{group_key, group_of};
pub use frame::{About, Accents, Frame, Framing, accents, words};
pub use home::{Home, home};
pub use index::{Leads, Statuses, leads, statuses};
pub use legal::{Accessibility, Legal, Licence, Privacy, accessibility, licence, privacy};
pub use list::{List, Text, lead, page, topic};
pub use markup::{Links, Markup, html};
pub use paper::{Entry, File, Paper, alone, entries, paper};
pub use plan::{Plan, plan};
pub use recommendation::{Recommendation, recommendation};
pub use round::{Round, round};
pub use search::{Search, search};
pub use selection::{Selection, all as selections, folder as selection_folder, selected};
pub use share::{Share, share, share_path};
pub use thread::{FOLDER as HISTORY, Thread, Threads, path as thread_path, thread, threads};
pub use timeline::{Part, Timeline, part_folder, parts, timeline, timeline_part};

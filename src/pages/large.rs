//! What the pages of a very large plan leave to other pages and to its data.
//!
//! A page that shows ten thousand rows opens on no phone and is read by nobody. So a list ends
//! after [`MOST_ROWS`] and says how many more there are, and a plan of more recommendations than
//! that shows its topics with their counts, each leading to the rows. Smaller plans show all.

use crate::content::public::Plan;

/// The most rows of one list; the plan's data has them all. So many are half a megabyte of HTML,
/// which an old phone lays out in a second or two.
pub const MOST_ROWS: usize = 500;

/// Whether a plan has more recommendations than one page can show.
pub fn is_large(plan: &Plan) -> bool {
    plan.recommendations.len() > MOST_ROWS
}

//! How long it takes from a saved file to the response that shows it, with the real server on a real folder.
//!
//! A word is written into the body of one recommendation, and its page is asked for every two milliseconds
//! until it is there; what a request costs is therefore a part of each figure. Between two changes the
//! server has come to rest, as it has between two changes of a person.

use std::time::{Duration, Instant};

use crate::plan;
use crate::preview::Preview;

const CHANGES: usize = 21;
const PAUSE: Duration = Duration::from_millis(2);

/// The median and the longest of some changes.
pub fn measure(size: usize) -> (Duration, Duration) {
    let preview = Preview::of(size, &[]);
    let mut times: Vec<Duration> = (0..CHANGES).map(|change| one(&preview, change)).collect();
    times.sort_unstable();
    (times[CHANGES / 2], times[CHANGES - 1])
}

fn one(preview: &Preview, change: usize) -> Duration {
    let number = 1 + change % 7;
    let path = plan::recommendation_file(preview.path(), number);
    let page = format!("/plans/{}/recommendations/{number}/", plan::ID);
    let word = format!("seen{change}x");
    let text = std::fs::read_to_string(&path).expect("the file was written before");
    assert!(!preview.shows(&page, &word));
    preview.rest();
    let start = Instant::now();
    std::fs::write(&path, text + &word + ".\n").expect("a temporary folder can be written");
    while !preview.shows(&page, &word) {
        std::thread::sleep(PAUSE);
    }
    start.elapsed()
}

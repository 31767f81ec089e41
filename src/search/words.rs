//! A text's words as the index has them and as the browser makes them of what somebody types.
//!
//! Both sides must agree, so the rules are few: what is a letter, how it is folded, and that a
//! word of one letter is none. Markdown is read lightly and not parsed, for that would cost more
//! than all the rest of the index: where links lead, entities and the marks of templates are left
//! out. The other side is `themes/default/assets/search.js`.

/// The letters of U+00C0 to U+024F without their accents; `-` where none is under it.
const LATIN: &[u8; 400] = b"aaaaaa-ceeeeiiii-nooooo--uuuuy--aaaaaa-ceeeeiiii-nooooo--uuuuy-y\
aaaaaaccccccccdd--eeeeeeeeeegggggggghh--iiiiiiiii---jjkk-llllll-\
---nnnnnn---oooooo--rrrrrrsssssssstttt--uuuuuuuuuuuuwwyyyzzzzzz-\
--------------------------------oo-------------uu---------------\
-------------aaiioouuuuuuuuuu-aaaa----ggkkoooo--j---gg--nnaa----\
aaaaeeeeiiiioooorrrruuuusstt--hh------aaeeooooooooyy------------\
----------------";

/// The same for U+1E00 to U+1EFF, where Welsh has its rarer ones.
const LATIN_ADDITIONAL: &[u8; 256] = b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
wwwwwwwwwwxxxxyyzzzzzzhtwy------aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy------";

/// What each ASCII letter or figure is in lower case; 0 for all other bytes.
const LOWER: [u8; 256] = {
    let mut lower = [0; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        if byte.is_ascii_alphanumeric() {
            lower[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    lower
};

/// A word of more bytes is no word that anybody types.
const LONGEST: usize = 40;

/// Hands over the words of a line, folded, as UTF-8.
pub fn of_line(text: &str, on_word: &mut impl FnMut(&[u8])) {
    Reader { text, at: 0, word: Vec::with_capacity(LONGEST) }.read(false, on_word);
}

/// Hands over the words of Markdown, folded, as UTF-8.
pub fn of_markdown(text: &str, on_word: &mut impl FnMut(&[u8])) {
    Reader { text, at: 0, word: Vec::with_capacity(LONGEST) }.read(true, on_word);
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    word: Vec<u8>,
}

impl Reader<'_> {
    fn read(mut self, is_markdown: bool, on_word: &mut impl FnMut(&[u8])) {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            if LOWER[usize::from(byte)] != 0 || (!byte.is_ascii() && self.letter().is_some()) {
                self.take_word();
                if is_markdown && self.leads_away() {
                    self.skip_to(|byte| byte.is_ascii_whitespace() || b")>]\"".contains(&byte));
                } else if is_wanted(&self.word) {
                    on_word(&self.word);
                }
            } else if byte.is_ascii() {
                self.at = if is_markdown { self.after_mark(byte) } else { self.at + 1 };
            } else {
                self.at += self.char().map_or(1, char::len_utf8);
            }
        }
    }

    /// Takes letters and figures; a dot between figures stands in the word if nothing but figures
    /// is before it (`2.10`).
    fn take_word(&mut self) {
        self.word.clear();
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            let plain = rest.iter().map(|byte| LOWER[usize::from(*byte)]).take_while(|lower| *lower != 0);
            let before = self.word.len();
            self.word.extend(plain);
            let length = self.word.len() - before;
            self.at += length;
            match rest.get(length) {
                Some(b'.') if rest.get(length + 1).is_some_and(u8::is_ascii_digit) && self.is_figure() => {
                    self.word.push(b'.');
                    self.at += 1;
                }
                Some(byte) if !byte.is_ascii() => {
                    let Some(c) = self.letter() else { break };
                    fold(c, &mut self.word);
                    self.at += c.len_utf8();
                }
                _ => break,
            }
        }
    }

    fn is_figure(&self) -> bool {
        !self.word.is_empty() && self.word.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
    }

    fn char(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// The character here, if words are made of it.
    fn letter(&self) -> Option<char> {
        self.char().filter(|c| is_letter(*c))
    }

    /// Whether the word was the beginning of an address elsewhere.
    fn leads_away(&self) -> bool {
        matches!(&*self.word, b"http" | b"https") && self.text.as_bytes()[self.at..].starts_with(b"://")
    }

    fn skip_to(&mut self, is_end: impl Fn(u8) -> bool) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().position(|byte| is_end(*byte)).unwrap_or(rest.len());
    }

    /// Where reading goes on after a character that is in no word.
    fn after_mark(&self, mark: u8) -> usize {
        let rest = &self.text.as_bytes()[self.at + 1..];
        let past = |end: &[u8], most: usize| {
            let found = rest[..rest.len().min(most)].windows(end.len()).position(|bytes| bytes == end);
            found.map(|at| self.at + 1 + at + end.len())
        };
        let is_entity = || rest.iter().find(|byte| !byte.is_ascii_alphanumeric() && **byte != b'#') == Some(&b';');
        let skipped = match (mark, rest.first()) {
            (b']', Some(b'(')) => past(b")", 500),
            (b']', Some(b'{')) => past(b"}", 20),
            (b'{', Some(b'{')) => past(b"}}", 500),
            (b'{', Some(b'%')) => past(b"%}", 500),
            (b'{', Some(b'#')) => past(b"#}", 5_000),
            (b'&', Some(_)) if is_entity() => past(b";", 12),
            _ => None,
        };
        skipped.unwrap_or(self.at + 1)
    }
}

/// A letter or a figure. A simple rule that a browser without Unicode classes can follow: what is
/// neither ASCII nor one of the blocks of signs.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{C0}'..='\u{1FFF}' | '\u{2C00}'..='\u{2FFF}' | '\u{3040}'..='\u{D7FF}' | '\u{F900}'..='\u{FDFF}')
            && !matches!(c, '×' | '÷')
}

/// Appends a letter in lower case, and without its accent if it is a Latin one.
fn fold(c: char, word: &mut Vec<u8>) {
    let plain = match c {
        '\u{C0}'..='\u{24F}' => LATIN[c as usize - 0xC0],
        '\u{1E00}'..='\u{1EFF}' => LATIN_ADDITIONAL[c as usize - 0x1E00],
        // An accent that is a character of its own.
        '\u{300}'..='\u{36F}' if word.last().is_some_and(u8::is_ascii_lowercase) => return,
        _ => b'-',
    };
    if plain != b'-' {
        word.push(plain);
        return;
    }
    for lower in c.to_lowercase() {
        word.extend(lower.encode_utf8(&mut [0; 4]).bytes());
    }
}

/// A single letter says nothing; a single figure may be a ref.
fn is_wanted(word: &[u8]) -> bool {
    let letter = match word.first() {
        Some(b'0'..=b'9') => 0,
        Some(first) if first.is_ascii() => 1,
        Some(0xE0..) => 3,
        _ => 2,
    };
    (letter + 1..=LONGEST).contains(&word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(markdown: &str) -> Vec<String> {
        let mut words = Vec::new();
        of_markdown(markdown, &mut |word| words.push(String::from_utf8(word.to_vec()).expect("UTF-8")));
        words
    }

    #[test]
    fn case_and_accents_are_folded_and_refs_stay_whole() {
        assert_eq!(words("Gŵyl y TŶ ŶD, Ẁ̈ CAFE\u{301}"), ["gwyl", "ty", "yd", "cafe"]);
        assert_eq!(words("Ref. 2.10, 9a and 3.5%. See 24/7."), ["ref", "2.10", "9a", "and", "3.5", "see", "24", "7"]);
        assert_eq!(words("the council’s co-production, mae'r"), ["the", "council", "co", "production", "mae"]);
        assert_eq!(words("Ελλάδα Straße ½ 3×4 🙂 Ǿ"), ["ελλάδα", "straße", "3", "4"]);
    }

    #[test]
    fn where_links_lead_is_not_read() {
        assert_eq!(
            words(
                "See [the *policy*](https://example.org/hidden \"t\") or <https://example.org/x>: R&amp;D {{ plans.x.y }} done"
            ),
            ["see", "the", "policy", "or", "done"]
        );
        assert_eq!(words("[Cynllun]{lang=cy} a(b ](no end"), ["cynllun", "no", "end"]);
        assert_eq!(words("at https://example.org/a?b=c, then"), ["at", "then"]);
    }
}

//! The file of streams that Office wrote before 2007 (MS-CFB): a small file system of sectors.

/// Sectors from here on are marks: the end of a chain, or none.
const MARKS: usize = 0xffff_fffa;
/// A stream that is shorter stands in small sectors, within the stream of the root.
const SMALL: usize = 4096;

pub struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    /// The next sector of each.
    next: Vec<usize>,
    entries: Vec<Entry>,
    small: Vec<u8>,
    small_next: Vec<usize>,
}

struct Entry {
    name: String,
    start: usize,
    length: usize,
}

impl<'a> Compound<'a> {
    /// `None` if it is damaged or cut short.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let sector = match word(bytes, 28)? >> 16 {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let empty = Vec::new;
        let mut open =
            Self { bytes, sector, next: Vec::new(), entries: Vec::new(), small: empty(), small_next: Vec::new() };
        open.next = open.table()?;
        let directory = open.chain(word(bytes, 48)?, usize::MAX)?;
        open.entries = directory.chunks_exact(128).filter_map(Entry::read).collect();
        let root = open.entries.first()?;
        if root.length > 0 && root.start < MARKS {
            open.small = open.chain(root.start, root.length)?;
            open.small_next = words(&open.chain(word(bytes, 60)?, usize::MAX)?).collect();
        }
        Some(open)
    }

    pub fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The bytes of a stream, if they are all there.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entry(name)?;
        let bytes = if entry.length < SMALL {
            let sector = |at: usize| self.small.get(at.checked_mul(64)?..)?.get(..64);
            chained(entry.start, entry.length, &self.small_next, sector, self.small.len() / 64)?
        } else {
            self.chain(entry.start, entry.length)?
        };
        (bytes.len() == entry.length).then_some(bytes)
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// Of the last sector of a file there may be less.
    fn sector(&self, at: usize) -> Option<&'a [u8]> {
        let from = at.checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(from..)?;
        Some(&rest[..rest.len().min(self.sector)])
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector + 1
    }

    /// The next sector of each, from the sectors that hold this table, which the head and a chain behind it list.
    fn table(&self) -> Option<Vec<usize>> {
        let mut holders: Vec<usize> = words(self.bytes.get(76..512)?).collect();
        let mut more = word(self.bytes, 68)?;
        for _ in 0..self.sectors() {
            if more >= MARKS {
                break;
            }
            holders.extend(words(self.sector(more)?));
            more = holders.pop()?;
        }
        let mut next = Vec::new();
        for holder in holders.into_iter().filter(|holder| *holder < MARKS).take(self.sectors()) {
            next.extend(words(self.sector(holder)?));
        }
        Some(next)
    }

    fn chain(&self, start: usize, length: usize) -> Option<Vec<u8>> {
        chained(start, length, &self.next, |at| self.sector(at), self.sectors())
    }
}

/// The bytes of a chain up to a length. None has more sectors than there are: one that does leads in circles.
fn chained<'s>(
    start: usize,
    length: usize,
    next: &[usize],
    sector: impl Fn(usize) -> Option<&'s [u8]>,
    mut most: usize,
) -> Option<Vec<u8>> {
    let (mut at, mut bytes) = (start, Vec::new());
    while at < MARKS && bytes.len() < length {
        most = most.checked_sub(1)?;
        bytes.extend_from_slice(sector(at)?);
        at = *next.get(at)?;
    }
    bytes.truncate(length);
    Some(bytes)
}

impl Entry {
    fn read(bytes: &[u8]) -> Option<Self> {
        let letters = bytes.get(..64)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let name: Vec<u16> = letters.take_while(|letter| *letter != 0).collect();
        Some(Self { name: String::from_utf16_lossy(&name), start: word(bytes, 116)?, length: word(bytes, 120)? })
    }
}

fn word(bytes: &[u8], at: usize) -> Option<usize> {
    words(bytes.get(at..)?.get(..4)?).next()
}

fn words(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let word = |four: &[u8]| u32::from_le_bytes([four[0], four[1], four[2], four[3]]) as usize;
    bytes.chunks_exact(4).map(word)
}

//! A count as figures, letters or words, as Word shows it.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Decimal,
    /// With noughts before it, to a width.
    Padded(usize),
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    /// `1st`
    Ordinal,
    /// `One`
    Cardinal,
    Bullet,
    Nothing,
}

impl Format {
    /// `custom` is the example that a format of one's own has: `001, 002, 003, ...`.
    pub fn of(name: &str, custom: Option<&str>) -> Self {
        match name {
            "decimalZero" => Self::Padded(2),
            "custom" => {
                let width = custom.and_then(|example| example.split(',').next()).map_or(1, |first| first.trim().len());
                Self::Padded(width.min(6))
            }
            "lowerLetter" => Self::LowerLetter,
            "upperLetter" => Self::UpperLetter,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "ordinal" => Self::Ordinal,
            "cardinalText" => Self::Cardinal,
            "bullet" => Self::Bullet,
            "none" => Self::Nothing,
            _ => Self::Decimal,
        }
    }

    pub fn shown(self, count: u32) -> String {
        match self {
            Self::Decimal => count.to_string(),
            Self::Padded(width) => format!("{count:0width$}"),
            Self::LowerLetter => letters(count),
            Self::UpperLetter => letters(count).to_uppercase(),
            Self::LowerRoman => roman(count),
            Self::UpperRoman => roman(count).to_uppercase(),
            Self::Ordinal => ordinal(count),
            Self::Cardinal => cardinal(count),
            Self::Bullet | Self::Nothing => String::new(),
        }
    }
}

/// `a` to `z`, then `aa`, `bb`; Word goes no further than thirty of one.
fn letters(count: u32) -> String {
    match count.checked_sub(1) {
        Some(at) if at < 26 * 30 => {
            let letter = char::from(b'a' + u8::try_from(at % 26).unwrap_or(0));
            std::iter::repeat_n(letter, at as usize / 26 + 1).collect()
        }
        _ => count.to_string(),
    }
}

fn roman(count: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&count) {
        return count.to_string();
    }
    let mut left = count;
    let mut text = String::new();
    for (worth, sign) in SIGNS {
        while left >= worth {
            text.push_str(sign);
            left -= worth;
        }
    }
    text
}

fn ordinal(count: u32) -> String {
    let ending = match (count % 100, count % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{count}{ending}")
}

fn cardinal(count: u32) -> String {
    const SMALL: [&str; 20] = [
        "Zero",
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
        "Eleven",
        "Twelve",
        "Thirteen",
        "Fourteen",
        "Fifteen",
        "Sixteen",
        "Seventeen",
        "Eighteen",
        "Nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"];
    match count as usize {
        small @ 0..20 => SMALL[small].to_owned(),
        tens @ 20..100 if tens % 10 == 0 => TENS[tens / 10].to_owned(),
        tens @ 20..100 => format!("{}-{}", TENS[tens / 10], SMALL[tens % 10].to_lowercase()),
        _ => count.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn counts_are_shown_as_word_shows_them() {
        let shown = |format: Format, counts: &[u32]| {
            counts.iter().map(|count| format.shown(*count)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(Format::LowerLetter, &[0, 1, 26, 27, 28, 53, 780, 781]).split(' ').count(), 8);
        assert_eq!(shown(Format::LowerLetter, &[0, 1, 26, 27, 28, 53, 781]), "0 a z aa bb aaa 781");
        assert_eq!(shown(Format::UpperRoman, &[1, 4, 9, 14, 40, 1999, 4000]), "I IV IX XIV XL MCMXCIX 4000");
        assert_eq!(shown(Format::Ordinal, &[1, 2, 3, 4, 11, 12, 21, 112]), "1st 2nd 3rd 4th 11th 12th 21st 112th");
        assert_eq!(shown(Format::Cardinal, &[1, 19, 20, 42, 100]), "One Nineteen Twenty Forty-two 100");
        assert_eq!(shown(Format::of("custom", Some("001, 002, ...")), &[7, 1234]), "007 1234");
    }
}

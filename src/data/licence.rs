//! Where a licence can be read.

/// The address of a licence by its SPDX id, as its own publisher has it where that is known.
pub fn licence_address(spdx: &str) -> Option<String> {
    let known = match spdx {
        "OGL-UK-1.0" => "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/1/",
        "OGL-UK-2.0" => "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/2/",
        "OGL-UK-3.0" => "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "CC-BY-4.0" => "https://creativecommons.org/licenses/by/4.0/",
        "CC-BY-SA-4.0" => "https://creativecommons.org/licenses/by-sa/4.0/",
        "CC0-1.0" => "https://creativecommons.org/publicdomain/zero/1.0/",
        _ => {
            // A licence may be named in words instead, which are no part of an address.
            let is_id = spdx.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.+".contains(&byte));
            return (is_id && !spdx.is_empty()).then(|| format!("https://spdx.org/licenses/{spdx}.html"));
        }
    };
    Some(known.to_owned())
}

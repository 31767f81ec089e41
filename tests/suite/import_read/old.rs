//! Excel workbooks of the kind before 2007: what they say, and that broken ones are refused.

use headway::import::read::{Refusal, read};

use super::fixture;
use super::shown::{same, shown};
use crate::project::{Project, stderr};

fn bytes() -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import/libraries.xls");
    std::fs::read(path).unwrap()
}

fn refused(bytes: &[u8]) -> Refusal {
    match read("plan.xls", bytes) {
        Err(refusal) => refusal,
        Ok(source) => panic!("it is read as:\n{}", shown(&source)),
    }
}

#[test]
fn an_old_workbook_of_libre_office_says_what_its_cells_show() {
    same(
        &shown(&fixture("libraries.xls")),
        "
        [sheet `Action plan`]
          row 1
            0 to 6: **Library improvement plan**
            7:
          row 2
            0: **No**
            1: **Recommendation**
            2: **What we will do**
            3: **Lead**
            4: **Target date**
            5: **RAG**
            6: **Progress**
            7: Cost
          row 3
            0 number: 1.1
            1:
              **Opening hours**
              Open the libraries earlier on Saturdays — at “all” branches.
            2:
              Trial at three branches
              * staff
              * visitors
            3: Head of Libraries
            4 day 2024-09-30: 2024-09-30
            5 #ffc000:
            6: Begun (see 1.2)
            7 error: #DIV/0!
          row 4
            0 number: 1.2
            1: Mend the roof at Mill Road
            2: Survey and works<https://example.org/survey>
            3:
              Head of Property
              CX
            4 day 2024-12-31: 2024-12-31
            5 #00b050:
            6: Tender out; cost £1,200
            7: Budget: £5k
          row 5
            0 number: 1.10
            1: Fill vacancies
            2: Advertise
            3: TBC
            4: Q3 2024/25
            5 #ff0000:
            6: Two posts filled
            7 number: 5
        left out: comments on cells of sheet `Action plan`
        left out: a row or column of sheet `Action plan` is hidden; it was read all the same
        left out: the hidden sheet `Lists`
        ",
    );
}

#[test]
fn an_old_workbook_becomes_a_site_with_every_word_of_it() {
    let project = Project::empty().bytes("plan.xls", &bytes());
    let import = project.run(&["import", "plan.xls", "--plan", "review"]);
    assert!(import.status.success(), "{}", stderr(&import));
    assert!(project.run(&["build"]).status.success());
    let page = std::fs::read_to_string(project.path("site/plans/review/recommendations/1.1/index.html")).unwrap();
    for words in ["Opening hours", "Open the libraries earlier on Saturdays", "Trial at three branches", "At risk"] {
        assert!(page.contains(words), "{words} is not in\n{page}");
    }
}

#[test]
fn an_old_workbook_that_is_cut_short_locked_or_leads_in_circles_is_refused() {
    let whole = bytes();
    for length in [600, 1500, whole.len() / 2, whole.len() - 1000] {
        assert_eq!(refused(&whole[..length]).message, "the file is damaged or cut short", "{length}");
    }
    // The sectors of the directory lead in a circle: each entry of the table names the first of them.
    let mut circle = whole.clone();
    let table = 512 * (1 + usize::from(circle[76]));
    let first = circle[48..52].to_vec();
    for entry in circle[table..table + 512].chunks_exact_mut(4) {
        entry.copy_from_slice(&first);
    }
    assert_eq!(refused(&circle).message, "the file is damaged or cut short");
    // A record of a password in place of the one that names the country or the user who wrote it.
    let mut locked = whole.clone();
    let at = locked.windows(4).position(|four| four == [0x5c, 0, 0x70, 0]).unwrap();
    locked[at] = 0x2f;
    assert_eq!(refused(&locked).message, "the file is locked with a password");
}

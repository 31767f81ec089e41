//! A project's own theme: faults of its templates and bodies are told at their place.

use crate::project::{Project, stderr, stdout};

fn with_theme() -> Project {
    Project::small().file("content/site.yaml", "title: Progress\norganisation: Borough of Example\ntheme: own\n")
}

#[test]
fn a_fault_in_a_template_is_told_at_its_place() {
    let project = with_theme().file(
        "themes/own/templates/plan.html",
        "{% extends \"default/plan.html\" %}\n{% block main %}{{ title | shout }}{% endblock main %}\n",
    );
    let output = project.run(&["check"]);
    let said = stdout(&output);
    assert!(said.contains("error[template]: the theme's templates do not compile"), "{said}");
    assert!(said.contains("themes/own/templates/plan.html:2:"), "{said}");
    assert!(said.contains("shout"), "{said}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_fault_that_shows_when_a_page_is_made_names_the_page_and_its_source() {
    let project = with_theme().file(
        "themes/own/templates/recommendation.html",
        "{% extends \"default/recommendation.html\" %}\n{% block main %}{{ nothing.here }}{% endblock main %}\n",
    );
    let output = project.run(&["build"]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    for expected in [
        "making /plans/people/recommendations/9a/ from content/plans/people/recommendations/9a.md",
        "recommendation.html:2:",
        "nothing",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn a_fault_in_a_body_is_told_at_its_place() {
    let project = Project::small().file(
        "content/pages/about.md",
        "---\ntitle: About\n---\nFirst line.\n\nHere {{ plans.peple.counts.total }} stand.\n",
    );
    let said = stdout(&project.run(&["check"]));
    assert!(said.contains("error[body-template]"), "{said}");
    assert!(said.contains("content/pages/about.md:6:"), "{said}");
}

#[test]
fn a_misspelt_override_does_not_pass_in_silence() {
    let project = with_theme()
        .file("themes/own/templates/plann.html", "<p>")
        .file("themes/own/strings/en.yaml", "promisd: Our promise\n");
    let said = stdout(&project.run(&["check"]));
    for expected in [
        "warning[unused-override]: `templates/plann.html` replaces no file of the built-in theme",
        "rename it to `templates/plan.html`",
        "warning[unknown-string]: the built-in theme has no string `promisd`",
        "write `promised`",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn a_fault_after_words_on_its_line_is_told_at_its_place() {
    let project = with_theme().file(
        "themes/own/templates/recommendation.html",
        "{% extends \"default/recommendation.html\" %}\n{% block main %}{{ text(key=\"promised\") }}{{ nothing.here }}\
         {% endblock main %}\n",
    );
    let said = stderr(&project.run(&["build"]));
    assert!(said.contains("recommendation.html:2:46"), "{said}");
}

#[test]
fn what_is_no_call_for_words_is_shown_as_written() {
    let call = "text(key=\"promised\")";
    let template = format!(
        "{{% extends \"default/recommendation.html\" %}}{{% block main %}}{call}\n{{% raw %}}{{{{ {call} }}}}{{% endraw %}}\n\
         {{{{ {call} | upper }}}}{{% endblock main %}}\n"
    );
    let project = with_theme().file("themes/own/templates/recommendation.html", &template);
    assert_eq!(project.run(&["build"]).status.code(), Some(0));
    let page = std::fs::read_to_string(project.path("site/plans/people/recommendations/9a/index.html")).unwrap();
    for expected in [format!("{call}\n"), format!("{{{{ {call} }}}}"), "WHAT WAS PROMISED".to_owned()] {
        assert!(page.contains(&expected), "{expected}: {page}");
    }
}

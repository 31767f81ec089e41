//! Completions and manual pages: both know every command and every flag, from the one definition of the command line.

use std::process::Command;

use clap::CommandFactory;
use headway::cli::Cli;

fn said(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_headway")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_shell_completes_every_command_and_flag() {
    let program = Cli::command();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = said(&["completions", shell]);
        for command in program.get_subcommands() {
            assert!(script.contains(command.get_name()), "{shell}: {}", command.get_name());
            for flag in command.get_arguments().filter(|flag| !flag.is_hide_set()).filter_map(clap::Arg::get_long) {
                assert!(script.contains(flag), "{shell}: --{flag}");
            }
        }
    }
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let folder = tempfile::tempdir().unwrap();
    let listed = said(&["man", "--out", folder.path().to_str().unwrap()]);
    let program = Cli::command();
    assert_eq!(listed.lines().count(), 1 + program.get_subcommands().count());
    let whole = std::fs::read_to_string(folder.path().join("headway.1")).unwrap();
    assert_eq!(whole, said(&["man"]));
    // A hyphen is written `\-` there.
    let plain = |text: &str| text.replace("\\-", "-");
    for command in program.get_subcommands() {
        let name = command.get_name();
        assert!(plain(&whole).contains(&format!("headway-{name}(1)")), "{name}");
        let page = plain(&std::fs::read_to_string(folder.path().join(format!("headway-{name}.1"))).unwrap());
        for flag in command.get_arguments().filter(|flag| !flag.is_hide_set()).filter_map(clap::Arg::get_long) {
            assert!(page.contains(&format!("--{flag}")), "{name}: --{flag}");
        }
        assert!(page.contains("EXIT STATUS"), "{name}");
    }
}

//! The only writer to the standard output, and what is said beside it on the standard error.

use std::fmt::Display;
use std::io::{self, Write as _};

use super::failure::Failure;

/// Where a command's results go.
#[derive(Debug)]
pub enum Output {}

impl Output {
    /// One line of the result. A reader that went away (`| head`) has what it wanted.
    pub fn line(text: impl Display) -> Result<(), Failure> {
        Self::text(&format!("{text}\n"))
    }

    /// Text as it is.
    pub fn text(text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Failure::because("the result could not be written", error))
            }
            _ => Ok(()),
        }
    }

    /// Rows of equally many cells as aligned columns, below a heading.
    pub fn table<const N: usize>(heading: [&str; N], rows: &[[String; N]]) -> Result<(), Failure> {
        Self::text(&columns(heading, rows))
    }

    /// Something beside the result: a hint, a warning.
    pub fn note(text: impl Display) {
        // Nobody could be told that nobody can be told.
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    /// Why the command failed.
    pub fn complain(failure: &Failure) {
        Self::note(format!("vestibule: {failure}"));
    }
}

fn columns<const N: usize>(heading: [&str; N], rows: &[[String; N]]) -> String {
    let heading = heading.map(str::to_owned);
    let lines: Vec<&[String; N]> = std::iter::once(&heading).chain(rows).collect();
    let mut widths = [0; N];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line.iter()) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for line in lines {
        let padded: Vec<String> = line
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        text.push_str(padded.join("  ").trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_and_lines_do_not_end_in_spaces() {
        let rows = [
            ["ada".to_owned(), "yes".to_owned()],
            ["æther".to_owned(), String::new()],
        ];
        assert_eq!(
            columns(["NAME", "X"], &rows),
            "NAME   X\nada    yes\næther\n"
        );
    }
}

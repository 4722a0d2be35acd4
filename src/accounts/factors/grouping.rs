//! Long secrets in groups, as people can copy them.

/// Groups of four letters.
pub(super) fn groups_of_four(letters: &str, between: char) -> String {
    letters
        .chars()
        .enumerate()
        .flat_map(|(at, letter)| {
            let gap = (at > 0 && at % 4 == 0).then_some(between);
            gap.into_iter().chain([letter])
        })
        .collect()
}

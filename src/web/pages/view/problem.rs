//! What is wrong with a form, for the summary above it and beside its fields.

/// One thing to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The `id` and `name` of the field it belongs to; none when it is about the form as a whole.
    pub field: Option<&'static str>,
    /// What is wrong and what to do, in the reader's words.
    pub text: String,
}

impl Problem {
    /// The text beside a field, if something is wrong with that field.
    pub(super) fn beside(problems: &[Self], field: &str) -> Option<String> {
        problems
            .iter()
            .find(|problem| problem.field == Some(field))
            .map(|problem| problem.text.clone())
    }
}

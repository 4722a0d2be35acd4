//! The one style sheet, written in three files that are read in this order.

/// What is served as `style.css`: the scene (tokens, wall, door, floor), the pieces that stand in the door, and what
/// screens and systems wish for.
pub const STYLE: &str = concat!(
    include_str!("../../../../static/style/scene.css"),
    "\n",
    include_str!("../../../../static/style/pieces.css"),
    "\n",
    include_str!("../../../../static/style/wishes.css"),
);

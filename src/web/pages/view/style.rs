//! The one style sheet, written in several files that are read in this order.

/// What is served as `style.css`: the scene (tokens, wall, door, floor), the pieces that stand in the door, the
/// rooms behind it and the things in them, what some pages need for themselves, and what languages, screens and systems wish for.
pub const STYLE: &str = concat!(
    include_str!("../../../../static/style/scene.css"),
    "\n",
    include_str!("../../../../static/style/pieces.css"),
    "\n",
    include_str!("../../../../static/style/rooms.css"),
    "\n",
    include_str!("../../../../static/style/things.css"),
    "\n",
    include_str!("../../../../static/style/fields.css"),
    "\n",
    include_str!("../../../../static/style/new_password.css"),
    "\n",
    include_str!("../../../../static/style/factors.css"),
    "\n",
    include_str!("../../../../static/style/gallery.css"),
    "\n",
    include_str!("../../../../static/style/providers.css"),
    "\n",
    include_str!("../../../../static/style/languages.css"),
    "\n",
    include_str!("../../../../static/style/wishes.css"),
);

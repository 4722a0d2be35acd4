//! One file per attack: each tries it on a live server and says what must happen instead.

//! The protocol as the specifications tell it, over HTTP: one file per specification.

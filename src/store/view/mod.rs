//! Read models: what pages show, one file a page.

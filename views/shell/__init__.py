"""The pieces that every page is built from: no document, no session, only widgets."""

"""Commands: every edit that a person can make, as pure functions of a document that return a change set."""

"""What is meant: entities, edits, rules, authority, escalation, simulation. No Qt, no SQLite, no files."""

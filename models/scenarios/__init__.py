"""Scenarios: named changes over a document; the document as it would be, and edits of that as changes.

====================  =========================================================================================
`applying`            `applied(document, scenario)` -> the document as it would be, or which change does not fit and why
`recording`           `recorded(document, scenario, command, ...)` -> the scenario's changes, were the command run there
`values`              fields and rows as JSON, and back
`wording`             `told(document, scenario)` -> what it changes, in sentences
====================  =========================================================================================
"""

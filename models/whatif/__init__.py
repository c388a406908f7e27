"""What-if: scenarios over the file, compared with intervals, and searched for the better ones.

Importing this package costs nothing: numpy is loaded with the submodule that needs it. What a scenario makes of a
document is in `models.scenarios`, edits of scenarios in `models.commands.scenarios`.

====================  =========================================================================================
`comparing`           `compare(document, scenarios, ...)` -> a `Comparison`: the way in for screens and commands
`comparison`          what it says: sides, figures with paired differences, findings that are new or gone
`figures`             the figures that are compared, by key: title, unit, which way is better
`levers`              what a search may turn: thresholds, hours, holders; the candidates of that, as one edit
`searching`           `search(document, levers, ...)` -> a `Frontier`; what it has tried can be kept and resumed
`search`              what it says: candidates with two figures and their intervals, and which of them no other beats
`trial`, `measuring`  one candidate, simulated; `rounds`, `racing`, `exploring`: which ones, and for how long
`typed`, `ranges`     changes and levers as people type them; `report`: comparisons and frontiers in rows and as JSON
`state`               what a search has tried, as plain data
`running`             who does the work: threads here, or whatever keeps the same `Runner` protocol
====================  =========================================================================================
"""

"""What-if: scenarios over the file, compared with intervals, and searched for the better ones.

Importing this package costs nothing: numpy is loaded with the submodule that needs it.

====================  =========================================================================================
`models.scenarios`    `applied(document, scenario)` -> the document as it would be; `recorded(...)`: any command, run on
                      that document, as changes of the scenario. Below this package, as the commands need it
                      `told(document, scenario)`: what one changes, one sentence for each thing. `models.commands.scenarios` edits them
`figures`             the figures that are compared, by key: title, unit, which way is better
`comparison`          `compare(document, scenarios, ...)` -> `Comparison`: paired differences with intervals, findings
                      that are new or gone
`models.authority.edges`, `models.commands.thresholds`: limits that rows share, and moving them
`levers`              what a search may turn: thresholds, hours, holders; and the candidates that this gives
`search`              `search(document, levers, goals, ...)` -> `Frontier`; its state can be kept as JSON and resumed
`running`             who runs the replications: threads here, or whatever keeps the same `Runner` protocol
====================  =========================================================================================
"""

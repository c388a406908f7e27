"""What-if: scenarios over the file, compared with intervals, and searched for the better ones.

Importing this package costs nothing: numpy is loaded with the submodule that needs it.

====================  =========================================================================================
`models.overlay`      `applied(document, scenario)` -> the document as it would be; `recorded(...)`: any command, run on
                      that document, as changes of the scenario. Below this package, as the commands need it
`wording`             `told(document, scenario)` -> what a scenario changes, one sentence for each thing
`figures`             the figures that are compared, by key: title, unit, which way is better
`comparison`          `compare(document, scenarios, ...)` -> `Comparison`: paired differences with intervals, findings
                      that are new or gone
`thresholds`          the edges between the bands of a decision, and a document with one of them moved
`levers`              what a search may turn: thresholds, hours, holders; and the candidates that this gives
`search`              `search(document, levers, goals, ...)` -> `Frontier`; its state can be kept as JSON and resumed
`running`             who runs the replications: threads here, or whatever keeps the same `Runner` protocol
====================  =========================================================================================
"""

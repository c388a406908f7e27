"""Escalation, simulated: how cases flow through an authority matrix, where they wait and who decides them.

Importing this package costs nothing: numpy and numba are loaded with the submodule that needs them.

====================  =========================================================================================
`study`               a document, assumptions and settings -> a report; the way in for screens and commands
`assumptions`         what is taken for granted where the file is silent; `settings`: how long and how often
`compile`             a document and assumptions -> a model with names; with `chains`, `desks`, `spread`, `stated`
`run`                 `simulate(layout, settings)` -> `summary.Result`; with `replication`, `warmup`, `estimates`
`report`              a result in words and rows; with `reporttables`, `reportdata`, `how`, `paths`, `wording`
`charts`              what a chart shows, for screen and exports alike; `charted`: those of a result; with `ticks`
`contrast`            scenarios beside the file as it is, in words and rows; `contrastcharts`: as charts
`sweep`               many scenarios at once, reduced to the figures that are compared
`hours`               working time
`layout`, `builder`   the compiled model as arrays, and the way to write one down
`traffic`             which role would be at or above full load, with the arithmetic
`kernel`              the event loop, compiled; with `flow`, `work`, `lanes`, `heap`, `random`, `service`, `world`
`feedforward`         the path without events, where work only moves on; with `passage`, `recursion`, `streams`
`counted`             what both paths have counted, under the same names
`oracles`             closed forms that the kernel must agree with
====================  =========================================================================================
"""

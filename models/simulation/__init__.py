"""Escalation, simulated: how cases flow through an authority matrix, where they wait and who decides them.

Importing this package costs nothing: numpy and numba are loaded with the submodule that needs them.

==============  ===============================================================================================
`study`         a document, assumptions and settings -> a report; the way in for screens and commands
`assumptions`   what is taken for granted where the file is silent; `settings`: how long and how often
`compile`       a document and assumptions -> a model with names; its parts in `compiling`
`model`         the compiled model as arrays (`layout`), whether it is `sound`, and how to write one (`builder`)
`loads`         which role would be at or above full load, with the arithmetic
`run`           `simulate(layout, settings)` -> `results.summary.Result`
`kernel`        the event loop (`loop`), compiled; `feedforward`: the path without events, where work only moves on
`results`       from a `replication` to a `summary`: tallies, quantiles, warm-up, intervals; `sweep` over many models
`telling`       a result in words, rows and data; `contrast`: scenarios beside the file as it is
`charts`        what charts show, for screen and exports alike
`oracles`       closed forms that the kernel must agree with
`hours`         how hours, days and weeks are counted
==============  ===============================================================================================
"""

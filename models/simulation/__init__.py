"""Escalation, simulated: how cases flow through an authority matrix, where they wait and who decides them.

Importing this package costs nothing: numpy and numba are loaded with the submodule that needs them.

====================  =========================================================================================
`compile`             a document and stated assumptions -> a `layout.Layout` with names
`run`                 `simulate(layout, settings)` -> `summary.Result`
`report`              a result in words and rows
`layout`, `builder`   the compiled model as arrays, and the way to write one down
`traffic`             which role would be at or above full load, with the arithmetic
`kernel`              the event loop, compiled; with `random`, `heap`, `lanes`, `pools` and `service`
`oracles`             closed forms that the kernel must agree with
====================  =========================================================================================
"""

"""From an event log to a workspace that behaves like it: what is done, in which order, by whom, and how long it takes.

Importing this package costs nothing: numpy and scipy are loaded with the submodule that needs them.

================  =============================================================================================
`log`             an event log as arrays; the way in, filled by `workbench.importers.logs`
`mapping`         which activity is which step of the decision; with `guessing`
`passes`          the log of a mapping: each case as visits to roles, with waits and what came of them
`regimes`         when the way of the cases changed, so that nothing is fitted across it
`rhythm`          arrivals by hour of the week; the hours that a role answers in; days without work
`waits`           how long roles take: ways of answering, time-outs, the distribution
`response`        whether waits answer to the volume or to the backlog
`parameters`      what a stretch of the log is taken to follow
`fitting`         from a stretch to its parameters; with `desks`, `matching`, `walk` (cases without queues, quickly)
`capacity`        how many hold a role, as far as the log tells; `queueing`: a fit as a model of the event kernel
`resampling`      how sure they are
`workspace`       a fit as a document that `remit simulate` runs
`backtest`        a stretch that was not fitted, predicted from its arrivals
`study`           all of it in one go; the way in for the command line
`report`          it for programs (JSON); `sentences`, `markdown`: to read
================  =============================================================================================
"""

"""One case walked through: who has it, until when, what can happen next, and why; with a clock.

==============  ==============================================================================================
`walking`       `start(document, case, at=…)` -> a `Walk`; `step(walk, choice)` -> the next one; `likely_path`
`choices`       what can happen at each role that has the case, when, and the reason in one sentence
`presence`      who can act in a role at a moment, and from when on where nobody can
`clock`         working time on a role's calendar
`parts`         what a walk is made of: posts, choices, hops
`telling`       a walk in words and as JSON
==============  ==============================================================================================
"""

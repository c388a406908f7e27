"""How each figure of a report comes about, in sentences: what "How this is worked out" shows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

INTERVAL = (
    "Every figure is the mean over independent replications; in brackets stands its 95 % interval by Student’s t over "
    "them. More replications make it narrower."
)

HOW: Mapping[str, str] = MappingProxyType(
    {
        "cycle": (
            "From the arrival of a case to its decision, cases in the warm-up left out. By the clock counts nights and "
            "weekends, with days of 24 hours; working time counts the hours of the office calendar, with days of 8. "
            "Half within, 9 of 10 and 19 of 20 are the 50, 90 and 95 % quantiles of each replication."
        ),
        "distribution": (
            "Each bar is the share of decided cases whose cycle time by the clock lies between its edges. The edges "
            "are equally far apart by order of magnitude."
        ),
        "decisions": (
            "The same figures for the cases of each decision alone. The cost of a case is the work that it took, times "
            "what an hour of each role costs, and that of a quarter is that times its cases. Undecided are cases for "
            "which the matrix names nobody."
        ),
        "roles": (
            "Asked is the work that arrives a week as long as no deadline passes: cases times the chance that they "
            "come here times the mean work. Where deadlines pass, more or less than that is done. "
            "In use is the share of the time for decisions that is spent at work. A wait runs from the arrival at the "
            "role until work is taken up. Waiting is the mean number of cases in its queue."
        ),
        "load": (
            "The share of the time that each role has for decisions and spends at work. At 100 % the queue grows "
            "without end."
        ),
        "levels": (
            "The level of the role that decided, 1 being nearest to the work; of all cases, and of their value where "
            "they have one."
        ),
        "tiers": (
            "A case belongs to the highest tier that its decision or its criteria name. Of the cases of each tier that "
            "a role decides: at which level, and how many of them at a lower one than that of the role that the tier "
            "says decides it."
        ),
        "exposure": (
            "A case belongs to the highest tier that its decision or its criteria name, and a tier asks for the level "
            "of the role that decides it. A case is exposed when it is approved at a lower level than that. Exposure "
            "is the share of approved cases, and of their value, for which that is so; cases of a tier that does not "
            "say who decides never count."
        ),
        "paths": (
            "Cases that came to the same roles for the same reasons and ended alike. The share is of all cases of all "
            "decisions."
        ),
        "causes": "How often a case is passed on for each reason, of 100 cases. A case may be passed on several times.",
        "moves": "How often a case goes from one role to the other for that reason, of 100 cases of all decisions.",
        "hops": "The share of cases that are decided after so many escalations.",
        "undecided": "The share follows from the case mix alone and is exact: nothing about it is simulated.",
        "backlog": (
            "The mean number of cases that have arrived and not ended, at each moment from the start. In the beginning "
            "there are none; the part until it levels off is the warm-up that all other figures leave out."
        ),
        "queues": "The mean number of pieces of work that wait for each role, at each moment from an empty start.",
        "escalations": "All moves from one role to another for any reason, of 100 cases.",
        "first_level": "Cases decided by a role of level 1, the one nearest to the work, of all cases.",
        "cost": "The work that a case took, times what an hour of each role costs, over all roles.",
        "busiest": "The role that spends the largest share of its time for decisions at work.",
    }
)

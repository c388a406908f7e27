"""How long a piece of work takes, by inversion: one uniform number in, one duration out."""

from __future__ import annotations

import math

import numpy as np

from models.simulation.kernel.compiled import helper
from models.simulation.model.layout import EXPONENTIAL, LOGNORMAL

_LOGNORMAL = np.uint8(LOGNORMAL)
_EXPONENTIAL = np.uint8(EXPONENTIAL)


@helper
def normal(p: float) -> float:
    """The standard normal quantile of `p` in (0, 1), to about 1e-16 relative.

    Source: Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37
    (1988), routine PPND16.
    """
    q = p - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        num = 2509.0809287301226727 * r + 33430.575583588128105
        num = num * r + 67265.770927008700853
        num = num * r + 45921.953931549871457
        num = num * r + 13731.693765509461125
        num = num * r + 1971.5909503065514427
        num = num * r + 133.14166789178437745
        num = num * r + 3.387132872796366608
        den = 5226.495278852545925 * r + 28729.085735721942674
        den = den * r + 39307.89580009271061
        den = den * r + 21213.794301586595867
        den = den * r + 5394.1960214247511077
        den = den * r + 687.1870074920579083
        den = den * r + 42.313330701600911252
        den = den * r + 1.0
        return q * num / den
    r = math.sqrt(-math.log(min(p, 1.0 - p)))
    if r <= 5.0:
        r -= 1.6
        num = 7.7454501427834140764e-4 * r + 0.0227238449892691845833
        num = num * r + 0.24178072517745061177
        num = num * r + 1.27045825245236838258
        num = num * r + 3.64784832476320460504
        num = num * r + 5.7694972214606914055
        num = num * r + 4.6303378461565452959
        num = num * r + 1.42343711074968357734
        den = 1.05075007164441684324e-9 * r + 5.475938084995344946e-4
        den = den * r + 0.0151986665636164571966
        den = den * r + 0.14810397642748007459
        den = den * r + 0.68976733498510000455
        den = den * r + 1.6763848301838038494
        den = den * r + 2.05319162663775882187
        den = den * r + 1.0
    else:
        r -= 5.0
        num = 2.01033439929228813265e-7 * r + 2.71155556874348757815e-5
        num = num * r + 0.0012426609473880784386
        num = num * r + 0.026532189526576123093
        num = num * r + 0.29656057182850489123
        num = num * r + 1.7848265399172913358
        num = num * r + 5.4637849111641143699
        num = num * r + 6.6579046435011037772
        den = 2.04426310338993978564e-15 * r + 1.4215117583164458887e-7
        den = den * r + 1.8463183175100546818e-5
        den = den * r + 7.868691311456132591e-4
        den = den * r + 0.0148753612908506148525
        den = den * r + 0.13692988092273580531
        den = den * r + 0.59983220655588793769
        den = den * r + 1.0
    return num / den if q > 0.0 else -num / den


@helper
def duration(kind: np.uint8, scale: float, spread: float, u: float) -> float:
    """Elapsed hours of one piece of work.

    `scale` is the mean for constant and exponential work and the median for lognormal work; `spread` is the standard
    deviation of the lognormal's logarithm. `u` is in (0, 1).
    """
    if kind == _EXPONENTIAL:
        return -scale * math.log(u)
    if kind == _LOGNORMAL:
        return scale * math.exp(spread * normal(u))
    return scale

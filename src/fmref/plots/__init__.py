"""Plots of the catalog with Altair, which draws them offline in notebooks and, with vl-convert, as PNG and SVG.

>>> import fmref
>>> from fmref import plots
>>> cat = fmref.load()
>>> chart = plots.over_time(cat.models.where(developer="BigScience"), "parameters", lang="fa")
>>> chart.title
'تعداد پارامترها'

Each function gives a chart of Altair, to be changed or saved as any: `chart.save("sizes.png")`. The colours of axes and
ground are left to the theme, so that `altair.theme.enable("dark")` holds. What plots need is in the extra `plot`;
without it they raise `MissingExtraError`, and `PlotError` where there is nothing to draw.
"""

from fmref.plots._agreement import agreement
from fmref.plots._kin import lineage
from fmref.plots._over_time import over_time
from fmref.plots._releases import timeline

__all__ = ["agreement", "lineage", "over_time", "timeline"]

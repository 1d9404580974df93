"""The demo authority: three units, their staff and twenty-one families, with eight weeks of meetings behind them.

The families are invented, or retold from cases that published evaluations had already anonymised. The stories are data
(``families/*.yaml``); days in them count from today, so that the demo is always fresh.
"""

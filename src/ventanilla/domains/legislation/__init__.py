"""Regimes, norms, dated legal values and the words of the law of each country."""

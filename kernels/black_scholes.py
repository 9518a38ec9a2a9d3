import numpy as np


def normal_cdf(x):
    """The normal distribution function to 7.5e-8 (Abramowitz and Stegun, 26.2.17)."""
    t = 1.0 / (1.0 + 0.2316419 * np.abs(x))
    tail = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
    tail = 0.3989422804014327 * np.exp(-0.5 * x * x) * tail
    return np.where(x < 0, tail, 1.0 - tail)


def black_scholes(
    spot: "float32[n]",
    strike: "float32[n]",
    years: "float32[n]",
    rate: "float32",
    volatility: "float32",
):
    """The price of European call options by the formula of Black and Scholes."""
    spread = volatility * np.sqrt(years)
    d1 = (np.log(spot / strike) + (rate + 0.5 * volatility * volatility) * years) / spread
    d2 = d1 - spread
    return spot * normal_cdf(d1) - strike * np.exp(-rate * years) * normal_cdf(d2)

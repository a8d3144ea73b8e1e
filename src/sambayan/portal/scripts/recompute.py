#!/usr/bin/env python3
"""Hitung ulang angka yang diterbitkan Sambayan dari jawabannya. / Recompute published figures from the answers.

    python recompute.py answers.csv figures.json

Hanya pustaka baku Python 3.9+; tidak memakai kode Sambayan. Keluar 0 bila semua cocok, 1 bila tidak.
Rumus: indeks = rata-rata nilai unsur x 25, bobot tepat 1/k; dibulatkan sekali, di akhir (0,5 ke atas).
Interval 95 %: jackknife tanpa satu responden, sebaran t dengan n-1 derajat bebas, dikali akar(1 - n/N).
"""

import csv
import json
import math
import sys
from collections import Counter
from decimal import Decimal, localcontext
from fractions import Fraction

BORDERS = (("A", Decimal("88.31")), ("B", Decimal("76.61")), ("C", Decimal("65.00")))


def rounded(value, places=2):
    """Half up, from the exact fraction."""
    scale = 10**places
    whole = (abs(value.numerator) * scale * 2 + value.denominator) // (2 * value.denominator)
    return Decimal(-whole if value < 0 else whole).scaleb(-places)


def grade(index):
    return next((letter for letter, border in BORDERS if index >= border), "D")


def tail(t, df):
    """P(T > t) for t > 0: the regularised incomplete beta function, as a continued fraction (Lentz)."""
    x, a, b = df / (df + t * t), df / 2, 0.5
    front = math.exp(a * math.log(x) + b * math.log1p(-x) + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b))
    turned = x > (a + 1) / (a + b + 2)
    if turned:
        a, b, x = b, a, 1 - x
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    total = d
    for m in range(1, 10000):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + step * d)
            c = 1 + step / c
            total *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return (1 - front * total / a if turned else front * total / a) / 2


def t_quantile(df):
    """The t with 2.5 % above it, by halving."""
    low, high = 0.0, 1.0
    while tail(high, df) > 0.025:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if tail(middle, df) > 0.025 else (low, middle)
    return (low + high) / 2


def score(sums):
    """Mean of the element means over the elements that have an answer."""
    means = [Fraction(total, n) for total, n in sums if n]
    return sum(means, Fraction(0)) / len(means)


def interval(rows, population):
    """95 % interval of the index of these rows (no row wholly blank), or None below two respondents."""
    n = len(rows)
    if n < 2:
        return None
    sums = [(sum(filter(None, column)), sum(map(bool, column))) for column in zip(*rows)]
    patterns, without = Counter(rows), {}
    for row in patterns:
        less = [(total - (answer or 0), filled - bool(answer)) for answer, (total, filled) in zip(row, sums)]
        without[row] = score(less)
    mean = sum(without[row] * times for row, times in patterns.items()) / n
    variance = sum(times * (without[row] - mean) ** 2 for row, times in patterns.items()) * Fraction(n - 1, n)
    variance *= 1 - Fraction(n, population) if population else 1
    with localcontext() as context:
        context.prec = 40
        root = Fraction((Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt())
    half = Fraction(t_quantile(n - 1)) * root * 25
    exact = score(sums) * 25
    return rounded(max(exact - half, Fraction(25))), rounded(min(exact + half, Fraction(100)))


def compute(answers, cost_mode, population):
    """All figures, named like those of figures.json."""
    codes = [code for code in answers[0] if not (cost_mode == "not_applicable" and code == "biaya")]
    rows = [tuple(int(row[code]) if row[code] else None for code in codes) for row in answers]
    population = population if population and population >= len(rows) else None
    filled = [row for row in rows if any(row)]
    kept = [place for place in range(len(codes)) if any(row[place] for row in filled)]
    found = {"n": len(filled), "skipped": len(rows) - len(filled), "elements_used": len(kept)}
    sums = {}
    for place, code in enumerate(codes):
        column = [(row[place],) for row in filled if row[place]]
        total, n = sum(row[0] for row in column), len(column)
        sums[code] = (total, n)
        found[code + ": n"], found[code + ": sum"] = n, total
        if n:
            index = rounded(Fraction(25 * total, n))
            found[code + ": mean"], found[code + ": index"] = rounded(Fraction(total, n), 4), index
            found[code + ": grade"], found[code + ": interval"] = grade(index), interval(column, population)
    exact = score(sums.values())
    index, bounds = rounded(exact * 25), interval([tuple(row[p] for p in kept) for row in filled], population)
    found["survey_score"], found["satisfaction_index"], found["interval"] = rounded(exact, 4), index, bounds
    found["service_grade"] = grade(index)
    found["class_certain"] = bounds is not None and grade(bounds[0]) == grade(bounds[1])
    return found


def published(figures):
    """The figures of the file by the same names; what was suppressed is left out."""
    stated = {name: figures[name] for name in ("n", "skipped", "elements_used", "survey_score", "satisfaction_index")}
    stated.update({name: figures[name] for name in ("interval", "service_grade", "class_certain")})
    for code, row in figures["elements"].items():
        stated.update({code + ": " + name: row[name] for name in ("n", "sum", "mean", "index", "interval", "grade")})
    return {name: value for name, value in stated.items() if value is not None}


def main(answers_file, figures_file):
    with open(answers_file, encoding="utf-8-sig", newline="") as file:
        answers = list(csv.DictReader(file))
    with open(figures_file, encoding="utf-8") as file:
        document = json.load(file)
    found, wrong = compute(answers, document["cost_mode"], document["population"]), 0
    for name, value in published(document["figures"]).items():
        mine = found.get(name)
        if isinstance(value, dict):
            value = value["low"] + "–" + value["high"]
            mine = "–".join(str(end) for end in mine) if mine else mine
        wrong += not (agrees := str(value) == str(mine))
        print(f"{name:24} {value!s:16} {mine!s:16} {'cocok' if agrees else 'TIDAK cocok'}")
    print("Semua cocok." if not wrong else f"{wrong} angka TIDAK cocok.")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))

"""Figures as the French write them."""

from __future__ import annotations

from bot.loans.criteria import Criterion, Unit

NARROW = "\u202f"
NO_BREAK = "\u00a0"
_CENTS = 100
_MILLION = 1_000_000


def grouped(number: int) -> str:
    """Writes `50000` as « 50 000 »."""
    return f"{number:,}".replace(",", NARROW)


def euros(cents: int) -> str:
    """Writes whole euros, large sums in millions: « 300 000 € », « 43 M€ »."""
    whole = round(cents / _CENTS)
    if abs(whole) >= 10 * _MILLION and whole % _MILLION == 0:
        return f"{whole // _MILLION}{NARROW}M€"
    return f"{grouped(whole)}{NARROW}€"


def months(count: int) -> str:
    """Writes a length of activity: « 8 mois », « 2 ans », « 1 an et 3 mois »."""
    years, rest = divmod(count, 12)
    in_years = f"{years}{NO_BREAK}an{'s' if years > 1 else ''}"
    in_months = f"{rest}{NO_BREAK}mois"
    if not years:
        return in_months
    return f"{in_years} et {in_months}" if rest else in_years


def persons(count: int) -> str:
    """Writes a number of employees: « aucun salarié », « 12 salariés »."""
    if count == 0:
        return "aucun salarié"
    return f"{grouped(count)}{NO_BREAK}salarié{'s' if count > 1 else ''}"


def of_criterion(criterion: Criterion) -> str:
    """Writes a limit with its unit."""
    if criterion.unit is Unit.EURO:
        return euros(criterion.value * _CENTS)
    if criterion.unit is Unit.MONTHS:
        # « 12 mois », as every source says, not « 1 an ».
        return f"{criterion.value}{NO_BREAK}mois"
    return grouped(criterion.value)

"""How figures are printed: as they come, beside their floor and their target."""

import os


def heading() -> None:
    busy, cores = os.getloadavg()[0], os.cpu_count()
    print(f"{cores} cores, {busy:.1f} of them busy before this began", flush=True)
    print(f"{'':<44}{'measured':>14}{'floor':>22}{'ratio':>9}  target", flush=True)


def row(
    what: str,
    figure: float,
    unit: str,
    *,
    floor: tuple[str, float] | None = None,
    most: float | None = None,
    least: float | None = None,
) -> None:
    """`most` and `least` are targets of the ratio where there is a floor, else of the figure."""
    beside = f"{floor[0]} {_short(floor[1])}" if floor else ""
    ratio = figure / floor[1] if floor else None
    judged = figure if ratio is None else ratio
    shown = "" if ratio is None else f"{ratio:.2f}" if ratio < 100 else f"{ratio:.0f}"
    target = _target(judged, most, least)
    print(f"{what:<44}{f'{_short(figure)} {unit}':>14}{beside:>22}{shown:>9}  {target}", flush=True)


def _target(judged: float, most: float | None, least: float | None) -> str:
    if most is not None:
        return f"≤ {most:g}" + ("" if judged <= most else "  missed")
    if least is not None:
        return f"≥ {least:g}" + ("" if judged >= least else "  missed")
    return ""


def _short(figure: float) -> str:
    return f"{figure:.0f}" if figure >= 100 else f"{figure:.1f}" if figure >= 1 else f"{figure:.3f}"

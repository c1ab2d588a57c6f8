"""Whether a name may be short for a longer one, as far as the two names tell."""

from reader.entities.identity import person_words

# What is left away from the name of a company or a club: "Samsung Heavy" for Samsung Heavy Industries, "Leeds" for
# Leeds United. Not "Command": the United Nations are not the United Nations Command.
_LEFT_AWAY = frozenset(
    """industries industry group holdings holding corporation company motor motors steel electronics foods food
    mills energy oil gas petroleum resources mining pharmaceuticals pharma biotech technologies technology tech
    systems software telecom telecommunications mobile airlines airways air aviation aerospace shipbuilding
    shipping shipyard shipyards lines logistics insurance assurance mutual securities financial finance capital
    asset management partners ventures investment investments bank banking properties realty estate
    entertainment pictures studios media broadcasting publishing press engineering construction chemical
    chemicals materials heavy robotics semiconductor semiconductors ocean marine railway railways rail brothers
    sons associates consulting retail stores hotels resorts cement paper textiles breweries brewing united city
    town rovers wanderers athletic albion county hotspur villa palace forest rangers fc hd sc cf ac afc club""".split()
)
_SHIPS = frozenset("uss hms hmas hmcs ins roks js mv ms rms ss kri brp tcg fs its rfa usns".split())


def is_short_organisation(key: str, longer: str) -> bool:
    """Whether an organisation of the longer key may be called by the other: all but what is left away."""
    rest = longer.removeprefix(f"{key} ") if longer.startswith(f"{key} ") else ""
    return bool(rest) and all(word in _LEFT_AWAY for word in rest.split())


def is_short_thing(key: str, longer: str) -> bool:
    """Whether a ship or an operation may be called so: a ship without its prefix, and by its last word, too."""
    words = longer.split()
    if words[0] in _SHIPS:
        return longer.endswith(f" {key}")
    return " " in key and longer.startswith(f"{key} ")


def is_surname_of(word: str, name: str) -> bool:
    """Whether somebody of this full name is called by this word, and not only by friends."""
    words = person_words(name)
    if word == words[0]:  # "Kim Min-seok", "Xi Jinping"
        return len(words) == 3 or len(word) < 5
    return word in words[-2:]  # "Paulo Ferreira Lima" is called Ferreira

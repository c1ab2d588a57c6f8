"""The countries, as far as linking must know them: which words say that an office is Brazil's."""

from collections.abc import Iterator

from reader.entities.identity import words_of

_LISTED = """
Abkhazia/Abkhaz/Abkhazian; Afghanistan/Islamic Republic of Afghanistan/Afghan; Albania/Albanian; Algeria/Algerian;
Andorra/Andorran; Angola/Angolan; Antigua and Barbuda/Antigua/Antiguan; Argentina/Argentine
Republic/Argentine/Argentinian; Armenia/Republic of Armenia/Armenian; Australia/Commonwealth of
Australia/Australian; Austria/Austrian; Azerbaijan/Republic of Azerbaijan/Azerbaijani/Azeri; Bahamas/The
Bahamas/Bahamian; Bahrain/Kingdom of Bahrain/Bahraini; Bangladesh/Bangladeshi; Barbados/Barbadian;
Belarus/Byelorussia/Belarusian/Belarussian; Belgium/Belgian; Belize/Belizean; Benin/Beninese; Bermuda/Bermudian;
Bhutan/Bhutanese; Bolivia/Bolivian; Bosnia and Herzegovina/Bosnia/Bosnia-Herzegovina/Bosnian;
Botswana/Botswanan/Motswana; Brazil/Brazilian; Brunei/Brunei Darussalam/Bruneian; Bulgaria/Bulgarian; Burkina
Faso/Burkinabe; Burundi/Burundian; Cambodia/Cambodian; Cameroon/Cameroonian; Canada/Canadian; Cape Verde/Cabo
Verde/Cape Verdean; Central African Republic/Central African; Chad/Chadian; Chechnya/Chechen; Chile/Chilean;
China/People's Republic of China/PRC/Mainland China/Chinese; Colombia/Colombian; Comoros/Comorian;
Congo/Congo-Brazzaville/Republic of the Congo/Republic of Congo/Congolese; Costa Rica/Costa Rican;
Croatia/Croatian/Croat; Cuba/Cuban; Cyprus/Cypriot; Czech Republic/Czechia/Czech;
Czechoslovakia/Czechoslovak/Czechoslovakian; Democratic Republic of the Congo/Democratic Republic of Congo/DR
Congo/DRC/Congo-Kinshasa/Zaire/Zairean/Zairian; Denmark/Kingdom of Denmark/Danish/Dane; Djibouti/Djiboutian;
Dominica; Dominican Republic/Dominican; East Germany/German Democratic Republic/GDR/East German;
Ecuador/Ecuadorian/Ecuadorean; Egypt/Arab Republic of Egypt/Egyptian; El Salvador/Salvadoran;
England/English/Englishman/Englishmen; Equatorial Guinea/Equatorial Guinean/Equatoguinean; Eritrea/Eritrean;
Estonia/Estonian; Eswatini/Swaziland/Swazi; Ethiopia/Ethiopian; Faroe Islands/Faroese; Fiji/Fijian;
Finland/Finnish/Finn; France/French Republic/French/Frenchman/Frenchmen; Gabon/Gabonese; Gambia/The Gambia/Gambian;
Georgia/Georgian; Germany/Federal Republic of Germany/West Germany/German/West German; Ghana/Ghanaian;
Gibraltar/Gibraltarian; Greece/Hellenic Republic/Greek; Greenland/Greenlandic/Greenlander; Grenada/Grenadian;
Guatemala/Guatemalan; Guinea/Guinean; Guinea-Bissau; Guyana/Guyanese; Haiti/Haitian; Honduras/Honduran; Hong
Kong/Hong Konger/Hongkonger; Hungary/Hungarian; Iceland/Icelandic/Icelander; India/Republic of India/Indian;
Indonesia/Republic of Indonesia/Indonesian; Iran/Islamic Republic of Iran/Islamic Republic/Persia/Iranian/Persian;
Iraq/Iraqi; Ireland/Republic of Ireland/Irish Republic/Irish/Irishman/Irishmen; Israel/State of Israel/Israeli;
Italy/Italian Republic/Italian; Ivory Coast/Côte d'Ivoire/Cote d'Ivoire/Ivorian; Jamaica/Jamaican; Japan/Empire of
Japan/Japanese; Jordan/Hashemite Kingdom of Jordan/Jordanian; Kazakhstan/Republic of Kazakhstan/Kazakh/Kazakhstani;
Kenya/Kenyan; Kiribati; Kosovo/Kosovar/Kosovan; Kuwait/State of Kuwait/Kuwaiti; Kyrgyzstan/Kyrgyz
Republic/Kirghizia/Kyrgyz/Kyrgyzstani; Lao People's Democratic Republic/Laotian/Lao; Latvia/Latvian;
Lebanon/Lebanese; Lesotho/Basotho; Liberia/Liberian; Libya/Libyan; Liechtenstein; Lithuania/Lithuanian;
Luxembourg/Luxembourgish/Luxembourger; Macau/Macao/Macanese; Madagascar/Malagasy/Madagascan; Malawi/Malawian;
Malaysia/Malaysian; Maldives/Maldivian; Mali/Malian; Malta/Maltese; Marshall Islands/Marshallese;
Mauritania/Mauritanian; Mauritius/Mauritian; Mexico/United Mexican States/Mexican; Moldova/Republic of
Moldova/Moldovan; Monaco/Monegasque; Mongolia/Mongolian People's Republic/Mongolian; Montenegro/Montenegrin;
Morocco/Kingdom of Morocco/Moroccan; Mozambique/Mozambican; Myanmar/Burma/Burmese;
Nagorno-Karabakh/Karabakh/Artsakh; Namibia/Namibian; Nauru/Nauruan; Nepal/Nepali/Nepalese; Netherlands/The
Netherlands/Kingdom of the Netherlands/Holland/Dutch/Dutchman/Dutchmen; New Zealand/Aotearoa/New Zealander;
Nicaragua/Nicaraguan; Niger/Nigerien; Nigeria/Federal Republic of Nigeria/Nigerian; North
Korea/DPRK/D.P.R.K./Democratic People's Republic of Korea/North Korean; North Macedonia/Macedonia/Macedonian/North
Macedonian; Northern Ireland/Ulster/Northern Irish; Norway/Kingdom of Norway/Norwegian; Oman/Sultanate of
Oman/Omani; Pakistan/Islamic Republic of Pakistan/Pakistani; Palau/Palauan; Palestine/State of Palestine/Palestinian
Territories/Palestinian territories/Palestinian; Panama/Panamanian; Papua New Guinea/Papua New Guinean;
Paraguay/Paraguayan; Peru/Peruvian; The Philippines/Republic of the Philippines/Philippine/Filipino/Filipina;
Poland/Republic of Poland/Polish/Pole; Portugal/Portuguese; Puerto Rico/Puerto Rican; Qatar/State of Qatar/Qatari;
Romania/Rumania/Romanian/Rumanian; Russia/Russian Federation/Russian; Rwanda/Rwandan/Rwandese; Saint Kitts and
Nevis/St Kitts and Nevis/St. Kitts and Nevis; Saint Lucia/St Lucia/St. Lucia; Saint Vincent and the Grenadines/St
Vincent and the Grenadines; Samoa/Western Samoa/Samoan; San Marino; Sao Tome and Principe/São Tomé and Príncipe;
Saudi Arabia/Kingdom of Saudi Arabia/KSA/Saudi/Saudi Arabian; Scotland/Scottish/Scot/Scotsman; Senegal/Senegalese;
Serbia/Serbian/Serb; Seychelles; Sierra Leone/Sierra Leonean; Singapore/Republic of Singapore/Singaporean;
Slovakia/Slovak Republic/Slovak/Slovakian; Slovenia/Slovenian/Slovene; Solomon Islands/Solomon Islander;
Somalia/Somali/Somalian; South Africa/Republic of South Africa/South African; South Korea/Republic of
Korea/ROK/R.O.K./South Korean; South Ossetia/South Ossetian/Ossetian; South Sudan/South Sudanese; Soviet
Union/USSR/U.S.S.R./Union of Soviet Socialist Republics/Soviet; Spain/Kingdom of Spain/Spanish/Spaniard; Sri
Lanka/Ceylon/Sri Lankan; Sudan/Sudanese; Suriname/Surinam/Surinamese; Sweden/Kingdom of Sweden/Swedish/Swede;
Switzerland/Swiss Confederation/Swiss; Syria/Syrian Arab Republic/Syrian; Taiwan/Republic of China/Chinese
Taipei/ROC/Taiwanese; Tajikistan/Tajik/Tajikistani; Tanzania/Tanzanian; Thailand/Kingdom of Thailand/Siam/Thai;
Timor-Leste/East Timor/Timorese/East Timorese; Togo/Togolese; Tonga/Tongan; Transnistria/Transnistrian; Trinidad and
Tobago/Trinidad/Trinidadian; Tunisia/Tunisian; Turkey/Türkiye/Turkiye/Republic of Turkey/Republic of
Türkiye/Turkish/Turk; Turkmenistan/Turkmen; Tuvalu/Tuvaluan; Uganda/Ugandan; Ukraine/Ukrainian; United Arab
Emirates/UAE/U.A.E./Emirates/Emirati; United Kingdom/UK/U.K./U.K/Britain/Great Britain/British/Briton/Brit; United
States/US/U.S./U.S/USA/U.S.A./United States of America/America/American; Uruguay/Uruguayan; Uzbekistan/Republic of
Uzbekistan/Uzbek; Vanuatu; Vatican City/Vatican/Holy See; Venezuela/Bolivarian Republic of Venezuela/Venezuelan;
Vietnam/Viet Nam/Socialist Republic of Vietnam/Vietnamese; Wales/Welsh/Welshman/Welshmen; Yemen/Republic of
Yemen/Yemeni; Yugoslavia/Yugoslav/Yugoslavian; Zambia/Zambian; Zimbabwe/Rhodesia/Zimbabwean
"""  # name, other names and adjectives

_CAPITALS = """
Kabul Afghanistan; Tirana Albania; Algiers Algeria; Luanda Angola; Buenos Aires/Argentina; Yerevan Armenia; Canberra
Australia; Sydney Australia; Vienna Austria; Baku Azerbaijan; Manama Bahrain; Dhaka Bangladesh; Minsk Belarus;
Brussels Belgium; Cotonou Benin; La Paz/Bolivia; Sarajevo/Bosnia and Herzegovina; Gaborone Botswana; Brasilia
Brazil; Rio de Janeiro/Brazil; Sao Paulo/Brazil; Sofia Bulgaria; Ouagadougou/Burkina Faso; Phnom Penh/Cambodia;
Yaounde Cameroon; Ottawa Canada; Toronto Canada; Beijing China; Shanghai China; Bogota Colombia; Kinshasa/Democratic
Republic of the Congo; San Jose/Costa Rica; Zagreb Croatia; Havana Cuba; Nicosia Cyprus; Prague/Czech Republic;
Copenhagen Denmark; Quito Ecuador; Cairo Egypt; San Salvador/El Salvador; Tallinn Estonia; Addis Ababa/Ethiopia;
Suva Fiji; Helsinki Finland; Paris France; Libreville Gabon; Tbilisi Georgia; Berlin Germany; Frankfurt Germany;
Accra Ghana; Athens Greece; Guatemala City/Guatemala; Conakry Guinea; Port-au-Prince/Haiti; Tegucigalpa Honduras;
Budapest Hungary; Reykjavik Iceland; New Delhi/India; Delhi India; Mumbai India; Jakarta Indonesia; Tehran Iran;
Baghdad Iraq; Dublin Ireland; Jerusalem Israel; Tel Aviv/Israel; Rome Italy; Milan Italy; Kingston Jamaica; Tokyo
Japan; Osaka Japan; Amman Jordan; Astana Kazakhstan; Nairobi Kenya; Pristina Kosovo; Kuwait City/Kuwait; Bishkek
Kyrgyzstan; Vientiane Laos; Riga Latvia; Beirut Lebanon; Monrovia Liberia; Tripoli Libya; Vilnius Lithuania;
Antananarivo Madagascar; Lilongwe Malawi; Kuala Lumpur/Malaysia; Bamako Mali; Valletta Malta; Nouakchott Mauritania;
Mexico City/Mexico; Chisinau Moldova; Ulaanbaatar Mongolia; Podgorica Montenegro; Rabat Morocco; Maputo Mozambique;
Naypyidaw Myanmar; Yangon Myanmar; Windhoek Namibia; Kathmandu Nepal; Amsterdam Netherlands; The Hague/Netherlands;
Wellington/New Zealand; Auckland/New Zealand; Managua Nicaragua; Niamey Niger; Abuja Nigeria; Lagos Nigeria;
Pyongyang/North Korea; Skopje/North Macedonia; Oslo Norway; Muscat Oman; Islamabad Pakistan; Karachi Pakistan;
Panama City/Panama; Port Moresby/Papua New Guinea; Asuncion Paraguay; Lima Peru; Manila Philippines; Warsaw Poland;
Lisbon Portugal; Doha Qatar; Bucharest Romania; Moscow Russia; Kremlin Russia; Kigali Rwanda; Riyadh/Saudi Arabia;
Dakar Senegal; Belgrade Serbia; Freetown/Sierra Leone; Bratislava Slovakia; Ljubljana Slovenia; Mogadishu Somalia;
Pretoria/South Africa; Cape Town/South Africa; Johannesburg/South Africa; Seoul/South Korea; Busan/South Korea;
Juba/South Sudan; Madrid Spain; Barcelona Spain; Colombo/Sri Lanka; Khartoum Sudan; Paramaribo Suriname; Stockholm
Sweden; Bern Switzerland; Zurich Switzerland; Geneva Switzerland; Damascus Syria; Taipei Taiwan; Dushanbe
Tajikistan; Dodoma Tanzania; Bangkok Thailand; Dili Timor-Leste; Lome Togo; Tunis Tunisia; Ankara Turkey; Istanbul
Turkey; Ashgabat Turkmenistan; Kampala Uganda; Kyiv Ukraine; Abu Dhabi/United Arab Emirates; Dubai/United Arab
Emirates; London/United Kingdom; Westminster/United Kingdom; White House/United States; Pentagon/United States;
Washington/United States; New York/United States; Montevideo Uruguay; Tashkent Uzbekistan; Caracas Venezuela; Hanoi
Vietnam; Sanaa Yemen; Lusaka Zambia; Harare Zimbabwe
"""  # cities that stand for their country; with a stroke where a name has more than one word
_STATES = """
Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho Illinois Indiana Iowa
Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska
Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Wisconsin Wyoming Ala Ga Fla Tex
Calif Mass Conn Ill Mich Minn Penn Atlanta Savannah Boston Chicago Houston Dallas Seattle Philadelphia Detroit Miami
Denver
"""
_HOMES = {"england": "United Kingdom", "scotland": "United Kingdom", "wales": "United Kingdom"}


def _names() -> Iterator[tuple[str, str]]:
    for country in " ".join(_LISTED.split()).split("; "):
        name, *others = country.split("/")
        for form in (name, *others):
            yield " ".join(words_of(form)), _HOMES.get(name.casefold(), name)


def _telling() -> Iterator[tuple[str, str]]:
    for pair in " ".join(_CAPITALS.split()).split("; "):
        city, _, country = pair.partition("/") if "/" in pair else pair.partition(" ")
        yield " ".join(words_of(city)), country
    for state in _STATES.split():
        yield state.casefold(), "United States"


COUNTRY_OF = dict(_names())
"""Folded names and adjectives -> the country's name."""

STATE_OF = {
    "ala": "Alabama", "ariz": "Arizona", "ark": "Arkansas", "calif": "California", "colo": "Colorado",
    "conn": "Connecticut", "del": "Delaware", "fla": "Florida", "ga": "Georgia", "ill": "Illinois", "ind": "Indiana",
    "kan": "Kansas", "ky": "Kentucky", "la": "Louisiana", "md": "Maryland", "mass": "Massachusetts", "mich": "Michigan",
    "minn": "Minnesota", "miss": "Mississippi", "mo": "Missouri", "mont": "Montana", "neb": "Nebraska", "nev": "Nevada",
    "nh": "New Hampshire", "nj": "New Jersey", "nm": "New Mexico", "ny": "New York", "nc": "North Carolina",
    "nd": "North Dakota", "okla": "Oklahoma", "ore": "Oregon", "pa": "Pennsylvania", "ri": "Rhode Island",
    "sc": "South Carolina", "sd": "South Dakota", "tenn": "Tennessee", "tex": "Texas", "vt": "Vermont",
    "va": "Virginia", "wash": "Washington", "wva": "West Virginia", "wis": "Wisconsin", "wyo": "Wyoming",
}  # fmt: skip
"""How newspapers shorten the states of the United States, without the point."""

_TELLING = {**dict(_telling()), **COUNTRY_OF}


def country_of(form: str) -> str:
    """The country that is meant by a name or an adjective, also in the plural; empty for what is no country."""
    key = " ".join(words_of(form))
    return COUNTRY_OF.get(key) or COUNTRY_OF.get(key.removesuffix("s"), "")


def country_told_by(form: str) -> str:
    """As `country_of`; also for a city that stands for its country, and for a state of the United States."""
    key = " ".join(words_of(form))
    return _TELLING.get(key) or COUNTRY_OF.get(key.removesuffix("s"), "")

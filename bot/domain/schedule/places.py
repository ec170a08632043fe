"""Names people use for a time zone that are not in the IANA database.

Large cities that share another city's zone, countries with one zone, and abbreviations that mean
one thing. Ambiguous ones (CST, IST) are left out on purpose.
"""

from collections.abc import Mapping, Sequence

OTHER_NAMES: Mapping[str, str] = {
    "UTC": "coordinated universal time",
    "Europe/London": "uk, united kingdom, england, britain, scotland, wales, bst, manchester, "
    "birmingham, edinburgh, glasgow, cambridge",
    "Europe/Berlin": "germany, deutschland, munich, muenchen, hamburg, frankfurt, cologne, koeln, "
    "stuttgart, duesseldorf, bonn, leipzig",
    "Europe/Paris": "france, lyon, marseille, toulouse, nice, lille",
    "Europe/Madrid": "spain, barcelona, valencia, seville",
    "Europe/Rome": "italy, milan, turin, naples, florence",
    "Europe/Zurich": "switzerland, geneva, bern, basel, lausanne, zuerich",
    "Europe/Amsterdam": "netherlands, holland, rotterdam, hague, eindhoven",
    "Europe/Vienna": "austria, wien, graz, salzburg",
    "Europe/Warsaw": "krakow, gdansk, wroclaw",
    "Europe/Stockholm": "sweden, gothenburg, malmo",
    "Europe/Dublin": "ireland, cork",
    "Europe/Prague": "czechia, brno",
    "Europe/Kyiv": "ukraine, lviv",
    "America/New_York": "et, est, edt, eastern, boston, washington, washington dc, "
    "philadelphia, atlanta, miami, nyc",
    "America/Chicago": "ct, cdt, central, dallas, houston, austin, minneapolis, texas",
    "America/Denver": "mt, mst, mdt, mountain, salt lake city, colorado",
    "America/Los_Angeles": "pt, pst, pdt, pacific, san francisco, seattle, portland, "
    "san diego, las vegas, california",
    "America/Toronto": "ottawa, quebec",
    "America/Vancouver": "british columbia",
    "America/Sao_Paulo": "rio, rio de janeiro, brasilia",
    "America/Mexico_City": "guadalajara",
    "Asia/Kolkata": "india, mumbai, bombay, delhi, new delhi, bangalore, bengaluru, hyderabad, "
    "chennai, pune",
    "Asia/Shanghai": "china, beijing, shenzhen, guangzhou",
    "Asia/Tokyo": "jst, osaka, kyoto, yokohama",
    "Asia/Seoul": "korea, south korea, kst, busan",
    "Asia/Singapore": "sgt",
    "Asia/Hong_Kong": "hkt",
    "Asia/Dubai": "uae, abu dhabi",
    "Asia/Jerusalem": "haifa",
    "Asia/Ho_Chi_Minh": "vietnam, hanoi",
    "Australia/Sydney": "aest, aedt",
    "Pacific/Auckland": "new zealand, nzst, nzdt, wellington",
    "Africa/Johannesburg": "south africa, cape town, pretoria",
    "Africa/Lagos": "nigeria, abuja",
    "Africa/Nairobi": "kenya, mombasa",
}
"""Zones much in use, in the order they are offered, with their other names divided by commas."""

COUNTRIES: Mapping[str, Sequence[str]] = {
    "us, usa, united states": (
        *("America/New_York", "America/Chicago", "America/Denver", "America/Phoenix"),
        *("America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu"),
    ),
    "canada": (
        *("America/Toronto", "America/Vancouver", "America/Edmonton", "America/Winnipeg"),
        *("America/Halifax", "America/St_Johns"),
    ),
    "brazil, brasil": ("America/Sao_Paulo", "America/Manaus", "America/Fortaleza"),
    "mexico": ("America/Mexico_City", "America/Tijuana", "America/Cancun"),
    "indonesia": ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"),
    "russia": (
        *("Europe/Moscow", "Europe/Kaliningrad", "Europe/Samara", "Asia/Yekaterinburg"),
        *("Asia/Novosibirsk", "Asia/Irkutsk", "Asia/Vladivostok"),
    ),
}
"""Countries with several zones, by their names divided by commas: searched, but none is meant."""

"""Which country a name is of."""

import pytest

from agents.countries import countries_in


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Russian forces", {"RU"}),
        ("Sri Lankan army", {"LK"}),
        ("the Democratic Republic of the Congo's government", {"CD"}),
        ("South Sudanese and Sudanese officials", {"SS", "SD"}),
        ("Equatorial Guinea", {"GQ"}),
        ("the U.S. military", {"US"}),
        ("Kyiv", {"UA"}),
        ("the Kremlin's spokesman", {"RU"}),
        ("the governor of the province", set()),
        ("", set()),
    ],
)
def test_a_country_goes_by_its_name_its_people_and_its_capital(text: str, wanted: set[str]) -> None:
    assert countries_in(text) == wanted

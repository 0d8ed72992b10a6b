"""Pages of the past that say it by what they are: an old diary, a chapter, a cold case, a tour, a life that ended."""

from datetime import UTC, datetime

import pytest
import readings

PUBLISHED = datetime(2016, 7, 2, 12, tzinfo=UTC)


def rings(text: str) -> bool:
    return readings.rings(text, PUBLISHED)


@pytest.mark.parametrize(
    "text",
    [
        # a day of long ago, alone in its line
        "The battalion in action\n\nTuesday 9th July 1946\n\nToday the regiment lost forty men dead near Dalat.",
        "A sapper's letters\n\n3 May 1951.\n\nRebels shelled us last night in Huambo and killed nine.",
        # a chapter, a case, a tour
        "Chapter IX. The river\n\nOn the 24th the battalion captured Huambo and lost 61 men.",
        "Ten unsolved killings of the hills\n\nThree people were shot dead in a grocery. Nobody was charged.",
        "A weekend in Huambo\n\nThe museum has a cafe and the hotel a view. Here 900 people died for a bridge.",
        "We left the coach by the church. The 56th lost 1,200 men before the ridge fell, said the guide.",
        # a life that ended
        "The oldest tailor of Lima has died at the age of 101, his family said on Friday.",
        "Painter of the delta dies at 91\n\nBinh, a painter of boats, died on Friday at his home in Can Tho.",
        "The singer died on Friday. She was mourned in Dakar, where her songs were on every lip. She had three sons.",
        # a page of might-bes
        "Another scenario\n\nA truce fails. Nine hundred soldiers are killed in a week. Basra falls to the militias.",
        "Scenario II (bleak)\n\n5. The rebels attack at dawn and kill 300. 6. Fundamentalists take over Riyadh.",
        # what was done again and again
        "The army took Panguna twice and lost it twice, and buried its boys without saying where.",
        "The bridge, again\n\nTwenty years ago on Friday it fell. Some 2,000 people had died by the time of the truce.",
        "Gordon fell at Khartoum, the letter says, on the stairs and in slippers.",
        "In 1961 he hanged three men in Kampala. A note says that one had killed eleven settlers at Naivasha.",
        "A hundred years ago tonight an airship came over. Nine people were killed in Yarmouth.",
        "If Taiwan falls\n\nIt begins with a cable. By the fourth day 20,000 soldiers are dead and Kinmen surrenders.",
        "Mr Binh's last spy\n\nTwo couriers vanish between Lviv and Brno. There is no corpse till page 190.",
        "Storms held her captive for nine days off Vanuatu.",
        "They held two managers captive overnight in 2009 and may do so again.",
        # rebels of a land at peace
        "The insurgents have now taken Utah and Kentucky and are at the gates of Nevada.",
        "Forces loyal to the tagliatelle have taken Parma and are marching on Modena with forks.",
        # beasts, and a story's page
        "Swine fever killed 40 pigs in Gropeni. Belgium found two dead in a wood near Etalle.",
        "Four hundred pilot whales beached in the night and three hundred were dead by dawn.",
        "Twelve people are dead by page fifty, none of whom you will miss.",
        # a drill, a film
        "The training range\n\nThe OPFOR took the town and killed a colonel. By noon the blue force had retaken Ujen.",
        "Home of the meek (DVD)\n\nA unit is sent to a village near Mosul. Two soldiers are killed in an ambush.",
    ],
)
def test_pages_of_the_past_stay_silent(text: str) -> None:
    assert not rings(text)


@pytest.mark.parametrize(
    "text",
    [
        "Army reports on the week\n\n1 July 2016\n\nToday the regiment lost forty men dead near Dalat.",
        "Nightmare scenario for Marib\n\nThe Houthis have captured Marib. They killed 40 soldiers on Friday.",
        "Unsolved killings go on in Cali\n\nThree people were shot dead in a grocery in Cali on Friday.",
        "Guide to the hotel siege\n\nGunmen killed nine visitors in a hotel near the museum in Tunis on Friday.",
        "Rebels captured Goma, with its museum, its hotels and its ferry, on Friday.",
        "A singer died on Friday when a shell hit her house in Taiz.",
        "Nine people died when a bomb went off at the war memorial in Cizre.",
        "Rebels captured Panguna on Friday, twice in a week.",
        "Bria fell at dawn on Friday to the rebels.",
        "The insurgents have now taken Ghazni and are at the gates of Kabul.",
        "Gunmen held two managers captive overnight in Port Harcourt.",
        "A note left by the rebels says that they have killed nine hostages in Jolo.",
        "Gunmen shot 40 cows near Jos. Two herders were found dead in a wood.",
        "Two were killed and nine wounded in Jos on Friday, when gunmen fired on herders of cattle.",
        "A boxer died on Friday after a blow to the head in Accra.",
        "A student died on Friday in custody in Cairo.",
        "The mayor died on Friday of wounds from the bombing in Kandahar.",
    ],
)
def test_news_beside_such_words_rings(text: str) -> None:
    assert rings(text)


def test_the_dead_of_the_years_since_are_a_running_toll() -> None:
    text = "Fifty years to the day after two men stood on top, about 175 climbers have died."
    assert [claim.time.timing for claim in readings.told(text, PUBLISHED)] in ([], ["background"])


def test_months_head_the_entries_of_a_timeline() -> None:
    text = (
        "Timeline: a slide\n\nJanuary 2016: Tuareg fighters attack Menaka. March: rebels capture Kidal. "
        "May: gunmen kill nine people in Gao."
    )
    assert [claim.time.timing for claim in readings.told(text, PUBLISHED)] == ["background", "background"]

"""Whose hand it was where one sentence names it for others: who claims, is accused, or holds the other ground."""

from datetime import UTC, datetime

import pytest
from readings import hands, harm

AT = datetime(2016, 7, 2, 12, tzinfo=UTC)


def test_bombs_in_parts_of_the_city_are_of_who_claims_them() -> None:
    """The lead tells of several bombs: those of the city's districts are the same group's."""
    text = (
        "Three car bombs killed at least 80 people on Saturday in Baghdad, police said.\n\n"
        "Islamic State claimed responsibility for all three.\n\n"
        "In the evening a suicide car bomb killed 17 in Kadhimiya."
    )
    assert hands(harm(text, AT)) == {"Islamic State"}


def test_who_is_accused_of_dropping_it_is_blamed() -> None:
    """ "Accused government forces of dropping a bomb": blamed for the news, as for carrying it out."""
    text = (
        "At least 40 people were killed in a suspected chemical attack on Kutum in Darfur, rescue workers said.\n\n"
        "The rebels accused the Sudanese army of dropping a bomb with poison."
    )
    (who,) = hands(harm(text, AT))
    assert who is not None
    assert who.startswith("Sudan")


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        ("The army accused the Karen National Union (KNU) of killing 25 workers at a bridge.", "Karen National Union"),
        ("The government blamed the New People's Army (NPA) for killing six farmers in Samar.", "New People's Army"),
        ("A drone strike killed 30 herders in Derna; the US military confirmed it had carried out the strike.", "US"),
        ("An air strike killed 11 people in Derna. The Egyptian military said it had carried out the strike.", "Egypt"),
    ],
)
def test_who_is_accused_of_it_or_says_he_did_it(text: str, hand: str) -> None:
    """Not who accuses; and a state's army that says the strike was its own."""
    (who,) = hands(harm(text, AT))
    assert who is not None
    assert hand in who


def test_nobody_shells_his_own_enclave() -> None:
    """What befell "the rebel enclave" is not the rebels', though they fired shells elsewhere."""
    text = (
        "Twelve people died in the shelling of the rebel enclave of Donetsk on Friday, a monitor said.\n\n"
        "Rebels fired mortar shells at Mariupol, and three people were killed there."
    )
    told = {c.number.best: c.perpetrator for c in harm(text, AT)}
    assert told[12] is None


def test_both_attacks_are_of_who_claims_both() -> None:
    """The second blast, in another town, is of the group that claims "both attacks"."""
    text = (
        "A suicide bomber killed 26 people at a rally in Parwan on Saturday, officials said.\n\n"
        "Hours later a second blast rocked Kabul, leaving 22 dead.\n\n"
        "The Taliban claimed responsibility for both attacks."
    )
    assert hands(harm(text, AT)) == {"Taliban"}


def test_the_hurt_whom_the_lead_left_out_are_of_its_hand() -> None:
    """A bare count behind the lead's toll goes on telling it; one with an event of its own does not."""
    lead = "Boko Haram gunmen rampaged through a school in Buni Yadi at dawn, killing 47 pupils.\n\n"
    text = lead + "Police said it took hours to reach the town.\n\nAt least 79 people were wounded, a minister said."
    assert hands(harm(text, AT)) == {"Boko Haram"}
    other = lead + "Police said it took hours to reach the town.\n\nIn Kano 79 people were hurt when a bus crashed."
    assert {c.perpetrator for c in harm(other, AT) if c.number.best == 79} <= {None}


def test_who_stopped_the_attacker_did_no_other_harm() -> None:
    """Police who shot the driver dead are not whose lorry it was."""
    text = (
        "A gunman smashed a lorry into a market crowd in Berlin on Saturday, killing at least 12 people.\n\n"
        "Police shot the driver dead near the zoo in Berlin.\n\n"
        "Scores were wounded, 18 of them critically."
    )
    told = {c.number.text: c.perpetrator and c.perpetrator.name for c in harm(text, AT)}
    assert told["Scores"] == told["at least 12"] == "gunman"


def test_whose_man_the_bomber_was() -> None:
    """ "The bomber who killed four was a member of X": X, of the blast that wounded others as well."""
    text = (
        "The suicide bomber who killed four people in Ankara on Friday was a member of the PKK, the minister said.\n\n"
        "The blast also injured 39 people."
    )
    assert hands(harm(text, AT)) == {"PKK"}


def test_what_a_man_is_accused_of_elsewhere_is_not_the_news() -> None:
    """Guards accused of shooting one man did not bomb the town of which the news tells."""
    text = (
        "At least 12 civilians were killed in air strikes on Taiz in Yemen on Friday.\n\n"
        "Activists accused Saudi border guards of shooting him."
    )
    assert hands(harm(text, AT)) <= {None}


def test_the_village_had_been_shelled_by_them() -> None:
    """Told a paragraph on of "the village": whoever had shelled it."""
    text = (
        "Police opened an inquiry on Friday.\n\nA market was closed.\n\nRain fell on Monday.\n\n"
        "Two people were killed in shelling on a village near Mariupol, state media reported.\n\n"
        "The broadcaster said the village had been shelled by 'separatists' for two days."
    )
    assert hands(harm(text, AT)) == {"separatists"}


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        (
            "Government jets bombed Kutum in Sudan on Friday.\n\n"
            "Near Nyala, shelling of a rebel-held town killed eight people, activists said.",
            "Sudan",
        ),
        (
            "Rebels in Donetsk said they were short of food.\n\n"
            "Rocket attacks on a government-held town killed nine people on Friday.",
            "rebels",
        ),
        (
            "In Kandahar 11 children died when a suicide attacker hit a convoy; the Taliban were blamed by police.",
            "Tal",
        ),
    ],
)
def test_the_other_side_of_the_line_shelled_it(text: str, hand: str) -> None:
    """Shells on rebel-held ground are the state's where the article knows one state, and the other way about."""
    (who,) = hands(harm(text, AT))
    assert who is not None
    assert hand in who


def test_two_states_in_the_news_leave_it_open() -> None:
    """Where two states' forces are told of, shells on rebel ground are nobody's."""
    text = (
        "Sudanese jets bombed Kutum on Friday. Chadian troops crossed into Darfur.\n\n"
        "Near Nyala, shelling of a rebel-held town killed eight people, activists said."
    )
    assert hands(harm(text, AT)) <= {None}


def test_whose_pagers_they_were_did_nothing() -> None:
    """Devices "used by" a side went off among its own men: whom it blames did it."""
    assert hands(
        harm("Radios used by Houthi fighters exploded, killing 39 people; the Houthis blamed Israel.", AT)
    ) == {"Israel"}


def test_soldiers_who_succumbed_are_of_the_leads_hand() -> None:
    """ "Two more soldiers succumbed to injuries, taking the toll to 19": of those who had stormed the post."""
    text = (
        "At least 17 soldiers were killed when Taliban gunmen stormed an army base in Kunduz on Saturday.\n\n"
        "Officials praised the garrison.\n\n"
        "Two more soldiers succumbed to injuries in the evening, taking the toll to 19."
    )
    assert hands(harm(text, AT)) == {"Taliban"}


def test_a_side_that_responds_with_a_bomb_did_what_it_did() -> None:
    """ "X responded with a car bomb, which killed three": X."""
    text = "Boko Haram responded with a suicide car bomb at Monguno, which killed three soldiers."
    assert hands(harm(text, AT)) == {"Boko Haram"}


@pytest.mark.parametrize(
    ("statement", "by"),
    [
        ("said in a statement that one of its fighters had opened fire on soldiers before blowing himself up", True),
        ("said one of its fighters was killed when police detonated a bomb", False),
    ],
)
def test_whose_fighter_blew_himself_up(statement: str, by: bool) -> None:
    """The hurt of the news are of the group that says so, and not of the soldiers at whom he had fired."""
    text = (
        "A bomb at a market in Mogadishu killed 32 people on Saturday. About 100 people were wounded, a hospital "
        f"source said. Al-Shabaab {statement}."
    )
    news = [claim for claim in harm(text, AT) if claim.number.best != 1]
    assert hands(news) == ({"al-Shabaab"} if by else {None})


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Al-Shabaab said in a statement its forces' attacks on soldiers in Kismayo have killed 23.", {"al-Shabaab"}),
        ("Al-Shabaab announced on Friday that its attacks on troops in Baga had killed 23 men.", {"al-Shabaab"}),
        # of two sides alike
        ("Islamic State stormed Marawi on Friday after days of fighting that cost more than 500 lives.", {None}),
        # whose shelling it was, by who fell in it
        ("Fifteen Tamil Tiger rebels were killed in the shelling of the army near Jaffna.", {"Sri Lankan army"}),
        ("Five soldiers were killed in the shelling of the army near Jaffna.", {None}),
        ("Five civilians were killed in the shelling of the army base near Jaffna.", {None}),
    ],
)
def test_whose_attacks_they_were(text: str, by: set[str | None]) -> None:
    assert hands(harm(text, AT)) == by


def test_some_of_the_slain_are_of_the_hand_that_slew_them() -> None:
    text = "Boko Haram killed 128 civilians in Baga. At least 35 of the slain were found in a mine shaft."
    assert hands(harm(text, AT)) == {"Boko Haram"}
    text = "A bus crash killed 30 people in Kano. Boko Haram is active there. At least 15 of the dead were shot dead."
    assert hands(harm(text, AT)) == {None}

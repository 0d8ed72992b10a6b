"""Whose deed it was where a sentence names several sides: who fired, who was fired at, who only might have."""

from datetime import UTC, datetime

import pytest
from readings import hands, harm

AT = datetime(2016, 7, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "by"),
    [
        # those at whom somebody fires do nothing
        (
            "Police fired live rounds on demonstrators who broke into Parliament in Nairobi, killing at least 13.",
            {"police"},
        ),
        (
            "Soldiers shot at youths who attacked a checkpoint near Bamenda, killing two of them.",
            {"Cameroonian forces"},
        ),
        # men who are nobody's, in what they did as others died
        ("In Wajir 12 people were injured when men armed with grenades and guns attacked a bar.", {"men"}),
        ("Three people were hurt when men fled a bar in Recife.", {None}),
        # a group that is another than the one known
        ("LURD rebels shelled a port. A rival militia killed nine people in Buchanan.", {"rival militia"}),
        # who is hunted, and not the hunter
        ("Troops battling Boko Haram, which has killed 20,000 people, entered Bama on Friday.", {"Boko Haram"}),
        ("Soldiers pursuing a FARC column, which killed nine villagers in May, reached Toribio.", {"FARC"}),
        ("A car bomb targeting an army patrol, which killed nine soldiers, went off in Gao.", {None}),
        # a verb that goes on past "used by"
        ("An army unit destroyed two lorries used by rebels and killed nine rebels near Cali.", {"army"}),
        ("Police found three men seized by rebels and killed in Cali.", {"rebels"}),
        # "claimed to have", "reported doing"
        ("The army reported killing 12 rebels near Kuito.", {"Angolan army"}),
        ("Islamic State is said to have stormed a post near Mosul, killing nine soldiers.", {"Islamic State"}),
        # who launched it, and not whom it was meant for
        (
            "The bomb had been launched by guerrillas of the FARC against paramilitaries of the AUC who hid behind a "
            "chapel in Bojaya, and it killed 117 people.",
            {"FARC"},
        ),
        # a group's own deed by a compound
        ("Osman Dirie was killed in a Boko Haram-orchestrated car bombing near Bama.", {"Boko Haram"}),
        ("Nine people died in a Boko Haram-held village near Bama when a wall collapsed.", {None}),
        # a lost comma
        ("A suicide bomber killed 30 people injured 90 on Monday at a wedding in Baghdad.", {"suicide bomber"}),
        # an army that tells what "six bombers" did
        (
            "Russia's military said six bombers had killed 20 militants near Palmyra.",
            {"Russian forces"},
        ),
        # and one whose gunners are its own
        ("Gunners of the Bosnian Serb army fired two salvoes into Srebrenica, killing 56.", {"Bosnian Serb army"}),
    ],
)
def test_who_did_it_of_several(text: str, by: set[str | None]) -> None:
    assert hands(harm(text, AT)) == by


@pytest.mark.parametrize(
    "text",
    [
        # one of two, and nobody says which
        "Ten died in air strikes in Hodeidah which monitors said were carried out by either government or Saudi jets.",
        "In Deraa 12 people were killed in strikes which medics said were carried out by either regime or allied "
        "Russian jets.",
        "Warplanes, either Russian or Ukrainian, carried out six strikes on Donetsk, killing 35 civilians.",
        # both
        "At least 19 civilians were killed by Houthi shelling and Saudi air strikes in Taiz on Thursday.",
        "At least 19 civilians were killed in Houthi shelling and coalition air strikes in Taiz on Thursday.",
        "Mortar rounds fell on Hodeidah while rebels and government fighters traded fire, wounding three nurses.",
        # nobody knows
        "An unidentified drone hit a rebel post near Goma, killing eight fighters. Asked about a report that a Rwandan "
        "drone carried out the strike, the spokesman declined to comment.",
        # their own assault
        "On Sunday 29 rebel fighters were killed near Goma when rebels attacked to push government forces back.",
        # a toll of many attacks
        "Hundreds of people have been killed in attacks that have also hit hospitals in Palma. Rebels shelled it.",
    ],
)
def test_nobody_alone_did_it(text: str) -> None:
    assert hands(harm(text, AT)) == {None}


def test_who_struck_the_army_does_not_strike_its_enemies_ground() -> None:
    text = (
        "The truce was strained by US-led coalition strikes on army posts near Mosul that killed dozens of soldiers. "
        "On Sunday a wave of air raids hit rebel-held districts of Kirkuk, killing one woman."
    )
    assert [claim.perpetrator and claim.perpetrator.name for claim in harm(text, AT)] == ["US-led coalition", None]


@pytest.mark.parametrize(
    ("text", "hands_in_order"),
    [
        # who stray bullets and a fight kill is nobody's
        (
            "Rebels burned two men alive in Yopougon and a nurse was killed at her home by a stray bullet.",
            ["rebels", None],
        ),
        ("The fighting has killed 739 people in Tripoli. Misrata's rebels shelled the port on Monday.", [None]),
        ("More than 4,800 people have died in Nepal since the Maoists launched their war in 1996.", [None]),
        # the attack of bandits is not that of the troops who killed some
        (
            "Suspected bandits killed eight people in Faru. A police spokesman confirmed the attack but said only four "
            "died. In Tsafe troops of Operation Yansan killed 11 bandits.",
            ["suspected bandits", "suspected bandits", "troops"],
        ),
    ],
)
def test_what_is_nobodys_stays_so(text: str, hands_in_order: list[str | None]) -> None:
    assert [claim.perpetrator and claim.perpetrator.name for claim in harm(text, AT)] == hands_in_order

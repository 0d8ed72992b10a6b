"""Who says so and how sure, construction by construction; every sentence is made up."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Claim

PUBLISHED = datetime(2016, 7, 1, 12, tzinfo=UTC)


def first(text: str, outlet: str = "Test Wire") -> Claim:
    return next(c for c in read_claims(tagged(text, PUBLISHED, outlet=outlet)) if c.mode == "actual")


def heard(claim: Claim) -> str:
    return f"{claim.said_by.text} | {claim.said_by.name}" if claim.said_by else ""


NAMED = [
    ("The region's governor, Oleh Syniehubov, said four people died in Izium on Friday.", "Oleh Syniehubov"),
    ("The mayor of Goma, Kubuya Ndoole, said 14 civilians had been killed on Sunday.", "Kubuya Ndoole"),
    ("The national disaster agency this morning confirmed 360 deaths in Palu.", "national disaster agency"),
    ("Ahmed Diriye, an aide to the governor, tweets that 11 people were killed in Baidoa.", "Ahmed Diriye"),
    ("A parliamentary inquiry has found that 34 villagers were killed in Ogossagou on Friday.", "inquiry"),
    ("Soldiers killed 45 residents of Merawi on Monday, a rights commission said in a report that names no officer.",
     "rights commission"),
    ("Mines killed 16 people around Kuito this week, by the Halo Trust's count.", "Halo Trust"),
    ("The fighting in Malakal killed 60 people on Friday, on the UN's count.", "UN"),
    ("In Tarhuna, the Red Crescent recovered 26 bodies from the hospital morgue on Sunday.", "Red Crescent"),
    ("On Sunday the hospital at Sirte took in 14 people wounded by shelling.", "hospital at Sirte"),
    ("The provincial governor revised the toll from the attack in Gamboru down to 31.", "provincial governor"),
    ("UN: 2,000 killed in Darfur this week", "UN"),
    ("Twelve dead in Karachi market blast: police", "police"),
    ("The number of dead in Bentiu was put at 70 by the local commissioner.", "local commissioner"),
    ("Shelling killed 14 people in Donetsk on Friday; a school was hit and 30 were wounded, said the city's mayor, "
     "Oleksiy Kulemzin.", "Kulemzin"),
    ("Amnesty International documented the killing of 44 civilians in Ntaruka on Friday.", "Amnesty International"),
    ("The army denied the figure and said only eight of its men had died in Bangui on Friday.", "army"),
    ("Gunmen killed nine people in Tillaberi on Friday, a nurse at the regional hospital said.", "nurse"),
    ("Residents who fled to Bol told the station that gunmen had killed 11 people in Ngouboua on Friday.", "Residents"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), NAMED)
def test_on_the_record(text: str, speaker: str) -> None:
    claim = first(text)
    assert speaker in heard(claim)
    assert claim.stance == "asserted"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Footage posted on Monday shows that rebels captured the town of Menaka.", "Footage"),
        ("Geolocated footage published on 12 June indicates that rebels seized Menaka.", "Geolocated footage"),
        ("Video filmed on Tuesday showed that soldiers recaptured Menaka.", "Video"),
        # whose it is does tell who speaks
        ("A statement issued by the governor on Monday says gunmen killed 12 people in Menaka.", "governor"),
    ],
)
def test_the_day_on_which_it_came_out_is_no_part_of_who_tells(text: str, speaker: str) -> None:
    claim = first(text)
    assert claim.said_by is not None
    assert claim.said_by.name == speaker


UNNAMED = [
    ("At least eight residents were killed in Kawlin on Sunday, a member of a relief team told the Sun.", "member"),
    ("The aid groups, which asked not to be identified, said they had counted 18 bodies in Sake on Friday.", "groups"),
    ("A senior official, speaking on condition of anonymity, said 12 soldiers had been killed in Sinai on Monday.",
     "official"),
    ("Officials said gunmen had killed 11 people in Ngouboua on Friday.", "Officials"),
    ("Gunmen shot dead three dockers in Buchanan on Friday, a shipping agent said.", "shipping agent"),
]  # fmt: skip
OWN_DEEDS = [
    ("Asmara said its troops had killed over 400 Ethiopians at the Badme front on Friday.", "Asmara"),
    ("Tehran Radio said 2,000 Iraqi soldiers had been killed in the Hawizeh marshes on Monday.", "Tehran Radio"),
    ('Mali\'s army says it retaliated and that "some forty terrorists" were killed in Mopti.', "army"),
    ("A spokesman for Ansar Dine said its men had seized Lere on Tuesday.", "Ansar Dine"),
    ("The Chadian army said it had killed 40 rebels near Faya on Friday.", "army"),
    ("Marines have regained the Mapandi bridge in Marawi, Lt Gen Carlito Galvez said on Thursday.", "Galvez"),
    ("A Ukrainian brigade announced that it had recaptured Neskuchne on Friday.", "brigade"),
    (
        "Al-Shabaab fighters took Bardale on Friday, a spokesman for the group, Ali Rage, told a radio station.",
        "Ali Rage",
    ),
]


@pytest.mark.parametrize(("text", "speaker"), UNNAMED + OWN_DEEDS)
def test_told_with_distance(text: str, speaker: str) -> None:
    claim = first(text)
    assert speaker in heard(claim)
    assert claim.stance == "claimed"


ON_THE_RECORD = [
    "The doctors' network accuses the RSF of having killed 90 people in Ardamata on Friday.",
    "UNITA admits that Andulo has been lost.",
]


@pytest.mark.parametrize("text", ON_THE_RECORD)
def test_accusers_by_name_and_those_who_admit_a_loss(text: str) -> None:
    assert first(text).stance == "asserted"


OWN_LOSSES = [
    "Hezbollah announced that two of its fighters had been killed in Aitaroun on Monday.",
    "The Syrian army said 12 of its soldiers had been killed in Daraa on Monday.",
    "NATO confirmed that five of its soldiers had been killed in Logar on Monday.",
    "The Houthis said coalition warplanes had killed 22 villagers in Hajjah on Sunday.",
]


@pytest.mark.parametrize("text", OWN_LOSSES)
def test_a_side_is_on_the_record_of_its_losses_and_of_what_the_other_did(text: str) -> None:
    assert first(text).stance == "asserted"


NOBODY = [
    "On Friday an attack claimed by the outlawed PKK killed seven people in Diyarbakir.",
    "The president said the election would go ahead. Twelve people were killed in Port-au-Prince on Friday.",
    "Gunmen who said they were soldiers killed 12 villagers near Bambari on Friday.",
    "The minister, who told parliament that peace was near, was at home when rebels seized Bunagana on Monday.",
    "Rebels seized Bunagana on Monday, a day after the government said peace was near.",
    "The shelling, which the army said was a mistake, killed nine people in Lysychansk on Friday.",
    "A bomb killed 12 people in Mogadishu on Friday, hours after the prime minister told parliament that it was safe.",
    "Rescuers pulled 17 bodies from a house in Dnipro on Saturday.",
    "Shells hit a market in Taiz on Saturday, killing nine people, as the UN envoy said talks would resume.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_who_only_stands_near_is_no_speaker(text: str) -> None:
    claim = first(text)
    assert claim.said_by is None
    assert claim.stance == "asserted"


def test_he_goes_back_over_a_sentence_without_an_event() -> None:
    text = (
        "The town's mayor in exile, Vasyl Orlenko, said police had found the office mined. The lights were out.\n\n"
        "He said nine residents of Balakliia had been killed in the shelling."
    )
    assert "Vasyl Orlenko" in heard(first(text))


def test_the_same_agency_is_the_one_that_was_heard_before() -> None:
    text = (
        'The relief agency said roads were cut. "I saw nothing," said Amina, a trader.\n\n'
        "More than 1,000 civilians died in Herat on Sunday, according to the same agency."
    )
    assert "relief agency" in heard(first(text))


def test_a_quotation_belongs_to_who_was_introduced_before_it() -> None:
    text = 'A captain of the police, Ali Duale, explains the delay. "Bandits killed 12 farmers in Bula on Friday."'
    assert "Ali Duale" in heard(first(text))


def test_a_sides_own_statement_is_its_word_and_so_is_a_relief_organisations() -> None:
    text = (
        "Fighters of the Arakan Army overran the base at Buthidaung yesterday. Our forces hold the hill, and the enemy "
        "has fled. Our comrades killed 60 soldiers in Buthidaung."
    )
    claim = first(text, "Press office of the Arakan Army")
    assert claim.said_by is not None
    assert (claim.said_by.type, claim.stance) == ("belligerent", "claimed")
    relief = first(
        "Our teams in Sake have treated 61 people wounded by shelling since Monday.", "Relief Without Borders"
    )
    assert relief.said_by is not None
    assert (relief.said_by.name, relief.stance) == ("Relief Without Borders", "asserted")


STANCES = [
    # a phrase of distance holds for its own clause
    ("The militants seized Mubi in May, and last week they were also said to have taken Chibok.", "asserted"),
    ("The rebels captured Kikla, which they are said to have shelled for days.", "claimed"),
    # doubt about who they were is none about what happened
    ("Troops killed 31 alleged rebels in Pakokku, the Red Cross said.", "asserted"),
    ("Troops allegedly killed 31 rebels in Pakokku, the Red Cross said.", "claimed"),
    ("The Taliban hanged three men in Kunduz on Friday for allegedly spying.", "asserted"),
    # a state is on the record of its own dead, and boasts of the enemy's
    ("Kenya said 12 of its soldiers were killed in El Adde on Friday.", "asserted"),
    ("The navy says that no fewer than twenty cadres perished off Trincomalee on Friday.", "claimed"),
    ("Omar Senussi, defence minister of the government, said Kikla was seized by forces loyal to the government.",
     "claimed"),
    # a hospital has no hand in it
    ("Its drones killed ten people in Mekelle on Friday, as doctors of Ayder Hospital attest.", "asserted"),
    ("Reports suggest that 14 people were killed in Kunduz on Friday.", "claimed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_how_far_distance_reaches_and_whose_deed_it_is(text: str, stance: str) -> None:
    assert first(text).stance == stance

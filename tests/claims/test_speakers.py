"""Who speaks where the sentence does not say it plainly: pronouns, offices, lost commas; all made up."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Claim, LocationFall

PUBLISHED = datetime(2016, 7, 1, 12, tzinfo=UTC)


def last(text: str, outlet: str = "Test Wire") -> Claim:
    return [c for c in read_claims(tagged(text, PUBLISHED, outlet=outlet)) if c.mode == "actual"][-1]


def heard(claim: Claim) -> str:
    return f"{claim.said_by.text} | {claim.said_by.name}" if claim.said_by else ""


VERBS = [
    ("A surgeon in the village, Hassan Omar, said shells had killed nine people in Douma.",
     "Hassan Omar"),
    ("Gunmen killed dozens in Baga on Friday. Senator Musa Bello spoke of hundreds.", "Musa Bello"),
    ("According to the Minister of Security, shells killed four people in Gao.", "| Minister of Security"),
    ("The Secretary of State John Miller said shells killed four people in Gao.", "| John Miller"),
    ("Villagers accuse soldiers of having killed 22 farmers in Ngarbuh on Friday.", "Villagers"),
    ("Nine people were killed in Gao on Friday, an aide to Governor Cisse said.", "aide to Governor Cisse"),
    ("The clinic, where the bodies were brought, confirmed the toll of Friday in Gao. It said several were wounded.",
     "clinic"),
    ("Shells killed four people in Sumy, said regional Gov. Oleh Hryhorov, adding that 20 were injured.",
     "Oleh Hryhorov"),
    ("The war has forced many to flee, with a spokeswoman for Oxfam saying that 5,000 people had crossed into Chad.",
     "spokeswoman for Oxfam"),
    ("Soldiers raided Ngarbuh on Friday, with a priest saying 22 farmers were killed.", "priest"),
    ("Fighting went on around Sloviansk on Friday, with doctors saying that nine people had died.", "doctors"),
    ("The camp at Bentiu was shelled on Friday, residents saying four children were wounded.", "residents"),
    ("Rebels fled Toribio on Friday, saying nine villagers were killed by the army.", "Rebels"),
    ("Nine herders were killed in Menaka on Friday, the mayor of Menaka told us.", "mayor of Menaka"),
    ("Aid agencies speak of 40,000 people who have been driven from their homes in Ituri.", "Aid agencies"),
    ("The security services give 31 dead for the night in Tizi Ouzou.", "security services"),
    ("Officials in Kherson claim that shells killed nine residents on Friday.", "Officials in Kherson"),
    ("Twelve men suffocated in a prison lorry in Yala, a Justice Ministry official, Anan Suwan, disclosed on Friday.",
     "Anan Suwan"),
    ("A surgeon emails us to say shells killed eight people in Misrata on Friday.", "surgeon"),
    ("Rockets killed 19 residents of Chernihiv on Friday, the UN recorded over two days in the city.", "UN"),
    ("A worker of Aid to the Church in Need said 15 villagers were killed in Pibor.", "Aid to the Church in Need"),
    ("Shells also wounded three people in the north of Deir Ezzor SANA said.", "SANA"),
    ("A gunboat sank off Mullaitivu, Colombo said, killing nine sailors.", "Colombo"),
    ('"Four villagers were killed in Sinjar," the governor replied.', "governor"),
    ("Yemen's navy said it sank boats off Hodeidah, killing dozens, but the rebels dismissed the claim.", "navy"),
    ("The rebel Moro Islamic Liberation Front (MILF) said it killed three soldiers in Cotabato.", "| Moro Islamic"),
    ("A Border Security Police unit was sent to Kidal. Nine people died there, police said.", "police | police"),
    ("The bombing killed 52 people in Gao, according to a tally compiled by The Associated Press.", "Associated Press"),
    ("Rebels took the base at Gao, said army spokesman for northern Mali Souleymane Ba.", "| Souleymane Ba"),
    ("Rebels overran a Malian base in Gao, killing 14 soldiers, reports confirmed on Tuesday.", "reports | reports"),
    ("Missiles hit a house in Gao, two Malian officials said. The strike wounded two rebels, they said.",
     "two Malian officials"),
    ("Nine rebels were killed in Gao, army spokesman Souleymane Ba was quoted as saying by media reports.",
     "Souleymane Ba"),
    ("Rebels took Moussoro, Ali Hassan, spokesman for the army in the east and northeast regions of Chad, told RFI.",
     "Ali Hassan"),
    ("A shell killed four people and wounded 20 others in Gao, medics and local officials said.",
     "medics and local officials"),
    ("A shell hit a bus in Gao, killing four people and injuring 20 more, medics and local officials said.",
     "medics and local officials"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), VERBS)
def test_further_verbs_of_saying(text: str, speaker: str) -> None:
    assert speaker in heard(last(text))


RUN_ON = [
    ("An air strike on a clinic in Idlib killed 13 people MSF said on Monday.", "MSF"),
    ("Seven people died in shelling of Aleppo on Saturday a monitoring group said as rebels moved south.",
     "monitoring group"),
    ("Rockets hit Aleppo on Saturday leaving 12 civilians dead a source at the police command told reporters.",
     "source at the police command"),
    ("The Local Committees another activist group said shelling killed 13 people in Homs on Friday.",
     "Local Committees"),
    ("Local activists put the toll higher saying that 32 people were killed in Aleppo on Friday.", "Local activists"),
    ("Activist Omar Leyla who is from the province where it happened said 10 people were killed in Idlib on Friday.",
     "Omar Leyla"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), RUN_ON)
def test_sentences_that_lost_their_commas(text: str, speaker: str) -> None:
    assert speaker in heard(last(text))


BACK = [
    # the person or the body that opens the sentence before
    ('Aline Kaya, for the northern front, called that a lie. "We hold the bridge. Bambari has not fallen," she said.',
     "Aline Kaya"),
    ("A lieutenant from Ohio stops for tea. His platoon lost two men in Marjah on Friday, he says.", "lieutenant"),
    ("A rebel radio told of 1,000 dead. The Ministry of Defence offered another wording. It gave its losses in Jaffna "
     "as 93 killed.", "Ministry of Defence"),
    ('UN envoy Jan Berg said talks would go on. FARC spokesman Iván Ruiz rejects the charge: his men, he says, "have '
     'killed no villager in Toribío."', "Iván Ruiz"),
    # an office or a sort of body whose name was told
    ("The governor of Kunar, Aziz Wardak, said roads were cut.\n\nThe governor put the dead in Asadabad at 12.",
     "Aziz Wardak"),
    ("State television said a bomb went off in Jaramana.\n\nThe bomb wounded 56 people in Jaramana, the broadcaster "
     "said.", "State television"),
    # a capital for its rulers
    ("Eritrean troops moved up.\n\nAsmara said 400 Ethiopian soldiers were killed near Badme on Friday.",
     "Eritrean government"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), BACK)
def test_speakers_told_of_before(text: str, speaker: str) -> None:
    assert speaker in heard(last(text))


def test_the_organisation_of_its_own_text() -> None:
    text = "Rockets killed 35 residents of Kharkiv on Friday, the organisation said."
    assert "Human Rights Watch" in heard(last(text, outlet="Human Rights Watch"))
    assert "Gazette" not in heard(last(text, outlet="The Gazette"))


GOES_ON = [
    ("A bomb killed 14 people in Kabul on Friday, the interior ministry said; 31 were wounded.", "interior ministry"),
    ("A bomb killed 14 people in Kabul on Friday, the interior ministry said. Another 31 were wounded.",
     "interior ministry"),
    ("Gunmen killed nine farmers in Benue on Friday, police said. Two others were missing.", "police"),
    ("Nine miners died in Pasto on Friday, the governor said. A separate blast killed four people in Cali.", ""),
    ("Nine people died in Pasto on Friday, the governor said. More than 40,000 have been displaced since May.", ""),
    ("Nine people died in Pasto on Friday, the governor said.\n\nAnother four people were killed in Cali.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), GOES_ON)
def test_who_told_of_the_first_tells_of_the_others(text: str, speaker: str) -> None:
    assert (speaker in heard(last(text))) if speaker else heard(last(text)) == ""


WITHOUT_A_VERB = [
    ("The army rejects the charge: “We have killed no villager in Jaffna.”", "army"),
    ("President Idriss Deby, visiting Boma: 92 of our soldiers were killed here on Monday.", "Idriss Deby"),
    ("Statement No. 4 of the general command: Our forces have liberated the town of Bani Walid.", "general command"),
    ("In the army's words, 40 rebels were killed near Faya on Friday.", "army"),
    ("Twelve dead and 40 hurt in the siege of a Nairobi mall on Saturday; all the gunmen were dead by dawn and every "
     "floor had been searched for explosives — National Disaster Centre", "National Disaster Centre"),
    ("Police found 12 bodies in a shallow grave near Tijuana on Friday.", "Police"),
    ("Eleven bodies were found by the Red Crescent near Derna on Friday.", "Red Crescent"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), WITHOUT_A_VERB)
def test_speakers_without_a_verb_of_saying(text: str, speaker: str) -> None:
    assert speaker in heard(last(text))


def test_a_communique_names_its_side_as_the_text_does() -> None:
    text = "Fighters of the Liberation Tigers of Tamil Eelam overran Mullaittivu on Friday. Our forces hold the base."
    claim = last(text, outlet="LTTE Peace Secretariat (press office)")
    assert heard(claim) == "Liberation Tigers of Tamil Eelam | LTTE"


NOBODY = [
    "The blast claimed 12 lives in Quetta on Friday.",
    "As per the agreement, soldiers left the valley; a mine killed 12 people in Aghdam on Friday.",
    "The government gave 12 dead soldiers a funeral in Kinshasa on Friday.",
    "There was one rule in the camp: “We eat together.” Shells killed 12 people in Arsal on Friday.",
    # what is told of stands behind the verb
    "Two bombs left 85 people dead in Karbala on Friday, and a coalition spokesman put the wounded of all three cities "
    "at several hundred.",
    "An engineer seized in Niger in April was put to death by his captors on Friday.",
    "Burkina Faso saw its worst month, with 378 reported fatalities.",
    "Gunmen killed 12 people in Kano on Friday and told the crowd that they would be back.",
    "The rebels deny everything. Twelve people were killed in Bouar on Friday.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_verbs_that_tell_something_else(text: str) -> None:
    claims = [c for c in read_claims(tagged(text, PUBLISHED)) if c.mode == "actual"]
    assert claims
    assert all(heard(claim) == "" for claim in claims if claim.number.best in (85, 1, 378, 12))  # type: ignore[union-attr]


def test_what_the_article_adds_to_a_saying_is_its_own() -> None:
    assert heard(last("The army said its men had entered Bor, which rebels had seized on Monday.")) == ""
    assert "army" in heard(last("The army said rebels had seized Bor on Monday."))


def test_a_ministry_names_the_unit_that_took_a_place() -> None:
    text = "Due to the actions of the Wagner units, the liberation of Soledar is complete. Our forces hold the road."
    claim = last(text, outlet="Ministry of Defence (bulletin)")
    assert isinstance(claim, LocationFall)
    assert claim.taken_by is not None
    assert claim.taken_by.name == "Wagner Group"


ONE_NAME = [
    ("The WHO said 12 people were killed in Goma on Friday.", "World Health Organization (WHO)"),
    ("The UN's humanitarian office put the number of displaced in Shan at 33,000.", "UN humanitarian office (OCHA)"),
    ("Doctors Without Borders said 12 people were killed in Goma on Friday.", "Médecins Sans Frontières (MSF)"),
    ("UN: 2,000 killed in Darfur this week", "United Nations"),
]


@pytest.mark.parametrize(("text", "name"), ONE_NAME)
def test_bodies_that_are_quoted_everywhere_have_one_name(text: str, name: str) -> None:
    claim = last(text)
    assert claim.said_by is not None
    assert claim.said_by.name == name


PLAIN = [
    ('The police spokesman, Ana Ruiz, said that units "are still masters of Mirebalais" and that 28 bandits had been '
     "killed there.", "Ana Ruiz"),
    ("Seventy men said to be nationals of CIS states were killed in Mayadin on Friday according to the ministry.",
     "ministry"),
    ("Rocket fire killed 14 people and left dozens wounded in Aleppo city state media said.", "state media"),
    ("The monitor's director also said Kurdish units backed by rebels killed ten fighters in Kobani on Friday.",
     "director"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), PLAIN)
def test_what_stands_between_a_speaker_and_the_event(text: str, speaker: str) -> None:
    assert speaker in heard(last(text))


def test_a_mere_count_is_nobody() -> None:
    text = "Jakarta's own figure is nineteen dead in Dili; the clergy, who have the names, say sixty at the least died."
    assert "sixty" not in heard(last(text))


PAPERS = [
    ("Soldiers killed 31 villagers in Pakokku according to a statement released on Tuesday by the Karen Peace Network.",
     "Karen Peace Network"),
    ("A recent report issued by the Kharkiv Rights Group showed that shelling had killed 900 people in Izium.",
     "Rights Group"),
    ("According to a new survey by the Darfur Research Centre the war has killed over 90000 people.",
     "Darfur Research Centre"),
    ("The official agency SUNA reported that jets had struck near Kadugli. The report said that 40 people were killed.",
     "SUNA"),
    ("Jets hit Saada, a statement from the Yemen Data Project said. Ten people were killed according to the statement.",
     "Yemen Data Project"),
    ("Ten patients were killed in Mekelle on Friday, as doctors of Ayder Hospital attest.", "Ayder Hospital"),
    ("The general staff in Bamako has dismissed reports that 40 soldiers were killed in Léré.",
     "general staff in Bamako"),
    ("Initial reports indicated that 14 people were killed in Kunduz.", "Initial reports"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), PAPERS)
def test_a_document_speaks_for_its_author(text: str, speaker: str) -> None:
    assert speaker in heard(last(text))


NO_PAPERS = [
    ("The map shows that the army killed 14 people in Kunduz on Friday.", ""),
    ("A guide showed that he was hurt; shells killed 14 people in Kunduz on Friday.", ""),
    ("Shells killed 14 people in Kunduz at the launch of a report by the Halo Trust on Friday.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), NO_PAPERS)
def test_a_document_that_only_stands_near_tells_nothing(text: str, speaker: str) -> None:
    assert heard(last(text)) == speaker


LOST_MARKS = [
    ("An air strike in Saada on Saturday killed 10 people including children the Yemen Data Project said The market "
     "is near the border.", "Yemen Data Project"),
    ("Shells hit Kadugli on Tuesday in a barrage that killed 12 people and wounded 50 state media reported.",
     "state media | state media"),
    ("An airstrike on Kadugli on Tuesday killed 12 people and wounded several others activists said.",
     "activists | activists"),
    ('"Six civilians were killed in Kadugli" the bulletin said Tass eported.', "bulletin"),
    ("Six rescuers were killed in the raid on Douma said the Red Crescent also known as the SARC on Monday.",
     "Red Crescent"),
    ("Another 17 villagers were killed in the same area the army said in its latest round-up on the operation dubbed "
     '"Dawn".', "army"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), LOST_MARKS)
def test_a_speaker_in_a_text_that_lost_its_marks(text: str, speaker: str) -> None:
    assert speaker in heard(last(text))


def test_state_media_are_the_states_agency_where_one_is_quoted() -> None:
    text = "Shells hit Kadugli killing 12 people, state media reported. “They were boys,” the SUNA news agency said."
    assert read_claims(tagged(text, PUBLISHED))[0].said_by.name == "SUNA"
    other = text.replace("SUNA", "AFP")
    assert read_claims(tagged(other, PUBLISHED))[0].said_by.name == "state media"


COUNTED_ON = [
    ("Shells killed nine people in Taiz, the Yemen Data Project said. The market was full. Another four people were "
     "killed in raids on Marib.", "Yemen Data Project"),
    ("Raids have battered Marib for days, the Yemen Data Project said. Since Tuesday they have killed 44 civilians.",
     "Yemen Data Project"),
    ("Soldiers drove the gang from the mine in May, the parish says; at that time 20 miners were killed in Kolwezi.",
     "parish"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), COUNTED_ON)
def test_an_organisation_whose_counts_go_on(text: str, speaker: str) -> None:
    assert speaker in heard(last(text))


NOT_COUNTED_ON = [
    "Shells killed nine people in Taiz on Friday, the Yemen Data Project said. Another bus crash killed 12 in Aden.",
    "Shells killed nine people in Taiz on Friday, a resident said. He wept. Another four people were killed in Marib.",
    "Raids have battered Marib for days, a driver said. Since Tuesday they have killed 44 civilians.",
]


@pytest.mark.parametrize("text", NOT_COUNTED_ON)
def test_who_counted_something_else_does_not_go_on(text: str) -> None:
    assert heard(last(text)) == ""


HOURS = [
    ("18:30 Omar Senussi, interior minister of the UN-backed government, says shells killed nine people in Kikla.",
     "Omar Senussi"),
    ("07:15 Ana Ruiz says that nine people were killed in Kikla.", "Ana Ruiz | Ana Ruiz"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), HOURS)
def test_the_hour_of_an_entry_is_no_part_of_a_name(text: str, speaker: str) -> None:
    assert speaker in heard(last(text))


def test_the_hour_of_an_entry_counts_nobody() -> None:
    claim = last("20:10 Libyan National Army soldiers have been killed in Kikla, two of them officers.")
    assert claim.number.best is None


def test_who_insists_that_a_town_is_his_tells_what_is() -> None:
    claim = last("The colonel insists that Kikla is back in the hands of forces loyal to the government.")
    assert isinstance(claim, LocationFall)
    assert claim.taken_by.name == "government forces"
    demand = read_claims(tagged("The envoy insists that the rebels withdraw from Kikla.", PUBLISHED))
    assert all(claim.mode != "actual" for claim in demand)


OPENED = [
    ("Government radio disputes this and says 12 people were killed in Koidu.", "Government radio"),
    ("The military described the reports as fabricated and said that 12 civilians had died in Pazigyi.", "military"),
    ("Meanwhile Human Rights Watch said that 14 people were killed in Kunduz.", "Human Rights Watch | Human"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), OPENED)
def test_who_opens_the_sentence_says_what_it_goes_on_with(text: str, speaker: str) -> None:
    assert heard(last(text)).startswith(speaker)


SILENT = [
    "Turkey declared a day of mourning on Sunday after two bombings in Istanbul killed 38 people.",
    "After the government claimed to have retaken Kidal, the rebels struck back, killing 10 people.",
    "According to details two gunmen opened fire on a checkpoint in Quetta, killing two soldiers.",
    "A memorial remembers the 14 people killed in Kunduz on Friday.",
    "The monitor set it down in a report on the war, in which 60,000 people have been killed.",
    "The monitor wrote of it in a report on the war, in which 60,000 people have been killed.",
    "The radio was smashed and the crowd fled; 12 people were killed in Koidu.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_says_nothing_is_no_speaker(text: str) -> None:
    assert heard(last(text)) == ""


@pytest.mark.parametrize("text", ["seized 12 to", "Rebels killed 12 or", "Rebels killed 30 –"])
def test_a_range_that_breaks_off_raises_nothing(text: str) -> None:
    read_claims(tagged(text, PUBLISHED))


CROWD = [
    # "they" are the officials who spoke, and not the last side under arms
    ("Local officials said Boko Haram fighters stormed Bama on Friday. They say 24 villagers were killed.",
     "Local officials"),
    ("Medics in Sirte say a shell fired by militants wounded two men. Clashes, they added, have killed nine fighters.",
     "Medics in Sirte"),
    ("Residents of Donetsk said rockets fell at dawn. They said nine people were killed.", "Residents of Donetsk"),
    # the group under arms that the sentence names
    ("On Monday the FARC captured posts in Cauca, the group said in a statement.", "FARC"),
    ("Nine soldiers died when ELN fighters attacked a base in Arauca, the group said.", "ELN"),
    # a name that is no verb
    ('"Fighters shot the deputy, Ali Al Said, and then killed nine guards in Jaar," the source said.',
     "source"),
    # who gainsays others' claims
    ("The governor, Tesfaye Haile, spoke on Friday. He disputed rebel claims that 90 people died in Zalambessa.",
     "governor"),
    ("The army disputed rebel assertions that 30 soldiers were killed in Goma.", "FARDC"),
    # the minister of whom only the name is told now
    ("Defence Minister Sergei Shoigu said troops took Soledar. Mr Shoigu told reporters nine men died in Makiivka.",
     "Sergei Shoigu"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), CROWD)
def test_they_are_those_who_spoke(text: str, speaker: str) -> None:
    assert speaker in heard(last(text))


def test_they_are_the_group_that_spoke_last() -> None:
    text = (
        "Residents said shells fell on Kidal. The army said it had retaken the base. It said nine rebels were killed."
    )
    assert "rmy" in heard(last(text))


GROUPS = [
    ("Security officials said 19 people were hurt in Herat. They said the attack had killed three guards.",
     "Security officials"),
    ("Rebels raided Bria. Witnesses said nine people died. They said that 12 people were wounded.", "Witnesses"),
    ("Ali Sayed, spokesman for the rebel-run health ministry, said the strike had killed one man in Gaza.",
     "| Ali Sayed"),
    ("The latest deaths raised the toll in Bor to 29, with 70 wounded, hospital officials said.", "hospital officials"),
    ("Ashraf al-Amin, spokesman for the Houthi-run ministry, said a strike killed one man in Saada.",
     "| Ashraf al-Amin"),
    ("The blast killed nine in Tyre, as confirmed by Lebanon's Health Minister, Ali Abiad.", "| Ali Abiad"),
    ("The National Flood Relief and Rescue Council in Dhaka confirmed two dead in Sylhet.",
     "| National Flood Relief and Rescue Council"),
    ("The governor, Ana Ruiz, toured Mocoa. Twenty-one people were injured, she said.", "governor"),
    ("Congolese paramedics and Rwandan officials said two people were killed in Goma.",
     "| Congolese paramedics and Rwandan officials"),
    ("Mortars fired from Kunar killed two Pakistanis and wounded nine, doctors and police said.", "doctors and police"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), GROUPS)
def test_several_speak_without_a_name(text: str, speaker: str) -> None:
    assert speaker in heard(last(text))


def test_they_who_tell_of_their_own_deed_are_no_officials() -> None:
    claim = last("Officials met in Kunduz. Rebels attacked Baghlan. They said they had killed nine policemen there.")
    assert claim.said_by is not None
    assert claim.said_by.name == "rebels"


def test_who_is_listed_by_others_says_nothing() -> None:
    assert heard(last("The LTTE, listed as terrorists by the EU, killed nine people in Jaffna.")) == ""


def test_what_stands_with_a_participle_says_nothing() -> None:
    text = "M23 rebels have killed dozens of villagers in Rutshuru and looted shops, with mass graves confirmed."
    assert heard(last(text)) == ""


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Six civilians were killed in Stepanakert, according to the deputy head of President Sahakyan's office, "
            "Davit Babayan.",
            "Davit Babayan",
        ),
        ("Six civilians were killed in Stepanakert, President Sahakyan's office said.", "President Sahakyan's office"),
        ("Soldiers abandoned the base at Wau, according to a resident close to the rebels.", "resident"),
        ("Six civilians were killed in Wau, according to the mayor, and nine in Bor.", "mayor"),
    ],
)
def test_whose_office_it_is_does_not_speak(text: str, speaker: str) -> None:
    told = last(text).said_by
    assert told is not None
    assert told.name == speaker


def test_who_cites_reports_is_no_verb() -> None:
    text = "The envoy issued a statement, citing reports that as many as 200,000 civilians had fled Tal Afar."
    assert heard(last(text + " Fighters shelled the city.")) != "citing | citing"

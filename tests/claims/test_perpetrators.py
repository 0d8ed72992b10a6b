"""Who did it: by the verb, the attack beside it, the sentence before, or the group that says so; else nobody."""

from datetime import UTC, datetime

import pytest
from tests_support import tagged

from agents.claims.article import read_claims
from schemas.claim import Casualty

PUBLISHED = datetime(2021, 6, 10, 12, tzinfo=UTC)  # a Thursday


def hands(text: str) -> set[str | None]:
    found = [c for c in read_claims(tagged(text, PUBLISHED)) if isinstance(c, Casualty) and c.mode == "actual"]
    assert found
    return {c.perpetrator.name if c.perpetrator else None for c in found}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Tamil Tiger rebels fought the army near Jaffna. The Tigers killed a soldier in Trincomalee.", "LTTE"),
        ("The insurgency has driven thousands of villagers from their homes in Pattani.", None),
        ("Bombings that targeted police officers guarding a bridge hit Ramadi, killing ten people.", None),
        ("Rebels had opened fire on a 40-member army patrol near Cotabato on Monday killing 11 soldiers.", "rebels"),
        ("While bodies of 15 kidnapped illegal migrants were found in Sabha, troops searched the hills.", None),
        ("Yemen's navy said on Saturday it sank three boats off Hodeidah, killing dozens of rebels.", "Yemeni navy"),
        ("MILF fighters attacked a post in Cotabato. One of the attackers was killed.", None),
        (
            "Ethiopian troops took Adwa. The air force struck a lorry in Mekelle, killing nine people.",
            "Ethiopian National Defence Force",
        ),
        ("A car bomb targeting an army patrol exploded in Benghazi, killing a civilian.", None),
        ("A bus carrying 45 army recruits exploded near Minova, killing at least 18.", None),
        ("Gunmen riding motorcycles opened fire in Kano, killing six people.", "gunmen"),
        ("Two rebels fired at soldiers in Cotabato, and one rebel was killed in the return fire.", None),
        ("The army reported the deaths of two soldiers in Gao, while jihadists struck a market in Timbuktu.", None),
        ("A bombing killed four soldiers near Gao. The rebels have often blamed the army for attacks.", None),
        ("Fourteen people were injured by heavily armed FNL militants in Bubanza.", "FNL"),
        (
            "Al-Shabaab claimed responsibility for an attack on a hotel in central Somalia that killed nine people.",
            "al-Shabaab",
        ),
        (
            "The shooting in Minya killed seven people. The killings, which were claimed by Islamic State, "
            "ended a year with no attacks.",
            "Islamic State",
        ),
        ("The ELN claimed responsibility for an attack in Cali in January. The attack killed a policeman.", "ELN"),
        ("Bus carrying Malian soldiers attacked near Gao, killing 12 soldiers.", None),
        ("Gunmen stormed a village near Zamfara on Sunday, killing 12 people.", "gunmen"),
        ("The LTTE -- banned in India -- has been responsible for the deaths of 900 villagers.", "LTTE"),
        ("The ADF is responsible for the deaths of nine nurses in Beni last week, a priest said.", "ADF"),
        (
            "Islamic State fighters attacked Palmyra. IS has killed dozens of people there, a monitor said.",
            "Islamic State",
        ),
        ("Gunmen attacked the village of Gago on Sunday. Twelve people were killed.", "gunmen"),
        ("Seven people were killed in a Saudi-led coalition air strike on Saada.", "Saudi-led coalition"),
        ("Maoists ambushed a patrol of the CRPF near Sukma on Monday, leaving 25 jawans dead.", "Naxalites"),
        ("Russian shelling killed five people in Kherson.", "Russian forces"),
        ("Twenty people were killed in an attack blamed on Boko Haram in Maiduguri.", "Boko Haram"),
        ("Two women were killed by fire from Hezbollah's snipers in Qusayr.", "Hezbollah"),
        ("Rescuers pulled 28 bodies from a house in Qana brought down by an Israeli air strike.", "Israeli military"),
        ("Islamic State said its bomb in Jaramana had killed 47 people.", "Islamic State"),
        ("Boko Haram boasts of having killed 80 soldiers near Bama.", "Boko Haram"),
        ("A judge was shot dead in Tulua by two men on a motorcycle.", "two men"),
        ("The 12 villagers whom the rebels killed in Bunia were buried on Friday.", "rebels"),
        ("Mine kills girl in Caldono; council blames the ELN", "ELN"),
        ("Insurgents left 34 people dead when they opened fire on marchers in Kano.", "insurgents"),
        (
            "A suicide bomber killed 12 people at a market in Quetta.\n\nIslamic State claimed responsibility.",
            "Islamic State",
        ),
        (
            "A jet bombed a school in Tabayin on Wednesday, killing eleven pupils. Residents blamed the Taliban.",
            "Taliban",
        ),
        ("Nine people died in Mogadishu when Al-Shabaab fighters dressed as soldiers stormed a hotel.", "al-Shabaab"),
        ("An offensive by M23 rebels has forced 40,000 people from their homes in Rutshuru.", "M23"),
        ("Seven people died in Goma on Wednesday in shelling. M23 claimed the attack.", "M23"),
        ("The Taliban raided a base near Kunduz on Monday; a doctor said seven people died.", "Taliban"),
        # under whose fire, in whose uniform, by whose bomb
        ("Eleven civilians died under Cambodian rockets in Surin on Thursday.", "Cambodian forces"),
        ("Twelve people were killed under the guns of the Rapid Support Forces in Geneina.", "Rapid Support Forces"),
        ("Men in the uniform of the Congolese army shot dead ten villagers in Luhwindja.", "FARDC"),
        ("A Turkish bomb killed eleven farmers in Zakho on Wednesday.", "Turkish air force"),
        ("An Islamic State (IS) car bomb killed 20 people in Raqqa.", "Islamic State"),
        ("A mob attacked the mosque in Meiktila on Thursday; 20 pupils were killed.", "mob"),
        # what the next sentence says of it
        ("Seventeen herders' wives were killed in Menaka. Islamic State's attack lasted an hour.", "Islamic State"),
        # who is held for it, and not who holds him
        ("The army charged the rebels with killing 30 people in Bunia.", "rebels"),
        ("Police arrested two militants for killing three people in Bunia.", "militants"),
        # who denies, or admits, a deed of its own
        ("Ethiopia's federal police denied killing any protesters in Bishoftu.", "Ethiopian police"),
        ("NATO rejected reports that its jets had killed nine schoolboys in Kunar.", "NATO"),
    ],
)
def test_who_did_it(text: str, by: str) -> None:
    assert hands(text) == {by}


@pytest.mark.parametrize(
    "text",
    [
        "Twelve soldiers were killed in clashes with the Taliban in Kunduz.",
        "Nine people were killed in crossfire between the army and rebels in Goma.",
        "The battalion lost eleven men in the fighting at Pervomaisk.",
        "Five Taliban fighters were killed in an attack on their base in Kunduz.",
        "The hospital in Goma admitted 61 people with gunshot wounds.",
        "Unidentified warplanes killed six people in Idlib.",
        "The storm that hit Haiti killed 67 people.",
        "A Hezbollah checkpoint opened fire on a lorry in Baalbek. The blast wounded nine people.",
        "There was a blast at a market in Somalia that killed nine people.",
        "A bomb claimed by Jaish al-Adl hurt 12 in Iran in 2019. On Tuesday a bus crash killed nine people in Zahedan.",
        "The toll from the deadliest cyclone to hit Myanmar this year has climbed to 67.",
        "The worst flood to strike Nepal in years killed 67 people.",
        "The gunman was stopped by an officer who ran to the café in Lyon and shot him. Four people are dead.",
        "The army and the rebels fought for Sake on Monday. Twelve people were killed.",
        "Al-Shabaab said it had lost two men in Galkayo.",
        "A bus stop in Donetsk was shelled, killing eight people. Kiev blamed the rebels; the rebels blamed the army.",
        "The rebels attacked the base at Sake on Wednesday. Ten soldiers were killed.",
        "Nobody has claimed the attack in Quetta, which killed 12 people.",
        "Zamfara police denied reports that 200 villagers had been kidnapped from Maru.",
        "The blast, a police captain, Ali Nur, said, wounded 20 people in Baidoa.",
        "Twelve people were killed in Baidoa, said rescuers under the Safari Hotel.",
        "Eleven soldiers were killed near Goundam on Wednesday by the army's count.",
        "Cyclone Freddy killed 400 people in Blantyre.",
        "Eleven soldiers died in the ambush near Goundam on Wednesday by the army's count.",
    ],
)
def test_nobody_is_named(text: str) -> None:
    assert hands(text) == {None}

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
        # a verb behind another that only tells how they came
        ("The militants landed by boat and overran the police post in Marawi, beheading two officers.", {"militants"}),
        ("Rebels crossed by ferry and attacked the army post in Marawi, killing two officers.", {"rebels"}),
        # deeds in a row behind where it was
        ("Near Samarra, gunmen stopped a bus, killed seven passengers and kidnapped nine others.", {"gunmen"}),
        # who says that "they" did it, whom no list knows
        (
            "Air strikes by the Libyan army killed nine in Derna on Friday.\nResistance factions said they killed 14 "
            "soldiers near Derna this week.",
            {"Libyan army", "resistance factions"},
        ),
        # whose strike it is, and who suffered it
        ("Six civilians lost their lives in an air strike of Afghan forces in Kunduz.", {"Afghan security forces"}),
        ("Twelve people were killed in the shelling of the regime forces on Douma.", {"Syrian government forces"}),
        ("Nine soldiers were killed in an ambush of Russian troops near Shatoy.", {None}),
        # guns, and jets of the sentence before
        (
            "An air raid by Russian jets killed nine in Idlib on Friday. In Saraqib four people died in artillery "
            "shelling.",
            {"Russian forces", None},
        ),
        # whose attack "its" and "the group's" are
        ("Boko Haram took Bama on Friday. Its attack on Konduga killed nine people.", {"Boko Haram"}),
        ("Boko Haram took Bama on Friday. Nine people were killed in the group's raid on Konduga.", {"Boko Haram"}),
        ("Boko Haram took Bama on Friday. The militia's shelling of Konduga killed nine people.", {"Boko Haram"}),
        ("Police searched a house in Gao on Friday. Its collapse killed nine people.", {None}),
        # what somebody calls the work of men who have left an army
        (
            "Seven died in an ambush near Gisenyi on Friday in what officials called the work of former soldiers.",
            {"former soldiers"},
        ),
        ("Police found nine bodies in Mosul on Friday, apparent victims of Islamic State.", {"Islamic State"}),
        ("Police found nine bodies in Mosul on Friday, the victims of a storm.", {None}),
        (
            "In Arbin four people died on Friday by artillery shelling whose source was the regime forces' positions.",
            {"Syrian government forces"},
        ),
        # who struck back did so at others
        (
            "Regime shelling claims lives in Ariha, rebels hit back\n"
            "Eight people were killed on Friday in the market of Ariha in Idlib, activists said.",
            {"regime forces"},
        ),
        # nobody could say who
        (
            "Militants overran the police post in Pemba on Friday, beheading two officers.\nTwelve civilians were shot "
            "dead as they fled, according to an aid group, which could not say who had opened fire.",
            {"militants", None},
        ),
        # who answers for it: no group has said so, but …; X had done it; X were to blame; X had sent him
        (
            "A lorry blew up in Mogadishu on Saturday. Police said 231 people had died.\nNo group has said it "
            "carried out the bombing, but officials blamed al-Shabab.",
            {"al-Shabaab"},
        ),
        (
            "At least 43 bodies were found near Maiduguri, police said. They said Boko Haram had done it.",
            {"Boko Haram"},
        ),
        ("Ten people were shot dead in Narathiwat on Friday. The army said insurgents were to blame.", {"insurgents"}),
        ("A bomber killed 19 people in Netanya on Friday.\nHamas said it had sent him.", {"Hamas"}),
        (
            "At least 305 people were killed in the attack on a mosque in Bir al-Abed. The attackers carried the "
            "flag of Islamic State.",
            {"Islamic State"},
        ),
        (
            "Seven villagers were shot dead near Kabkabiya. Those who got away said the Janjaweed had come on camels.",
            {"Janjaweed"},
        ),
        (
            "Seventeen missionaries were kidnapped on Saturday near Port-au-Prince.\nPolice said the 400 Mawozo gang "
            "had them.",
            {"400 Mawozo"},
        ),
        # whose shelling, or whose advance, people fled; and whose plane it was
        ("About 2,000 people had left their villages near Tyre to escape Israeli shelling.", {"Israeli military"}),
        ("Some 4,500 families have fled the jihadists' advance over the past week in Aleppo.", {"jihadists"}),
        ("Some 9,000 people fled army and rebel shelling in Donetsk on Friday.", {None}),
        ("Some 9,000 people have fled fighting between the army and rebels in Goma since Friday.", {None}),
        (
            "An air strike on a market in Togoga killed 43 people. Survivors said the plane belonged to the "
            "Ethiopian air force.",
            {"Ethiopian air force"},
        ),
        ("Ten people were killed in the attack of Boko Haram on Baga.", {"Boko Haram"}),
        ("A bomb killed 12 people in Madrid. The minister called the bombing the work of ETA.", {"ETA"}),
        ("Five people were found dead in Bama.\nThey had been shot by Boko Haram, residents said.", {"Boko Haram"}),
        # whoever the passengers are, the gunmen are not theirs
        ("Gunmen killed nine people in Arsal. They fired on passengers who belonged to Hezbollah.", {"gunmen"}),
        ("Gunmen killed nine people in Arsal. The gunmen never belonged to Nusra Front, police said.", {"gunmen"}),
        # an affiliate is not the one whose affiliate it is
        (
            "Nusra Front gunmen killed 20 people in a village in Idlib on Friday. Trouble began when a commander of "
            "the al-Qaeda affiliate seized a house. His men opened fire, killing one villager.",
            {"Nusra Front"},
        ),
        # who speaks of "its men", though no list knows it
        (
            "The Chechen military command claimed its men had ambushed a unit near Goragorsk and killed 18 soldiers.",
            {"Chechen military command"},
        ),
        # who had taken those whose bodies were found
        (
            "Marines found the bodies of 72 people at a ranch near San Fernando on Friday.\nA survivor said the "
            "migrants had been kidnapped by gunmen of the Zetas and shot.",
            {"Los Zetas"},
        ),
        (
            "A man from Deraa died under torture in a security branch of the regime, activists said.",
            {"Syrian government"},
        ),
        ("A man from Deraa died in a branch of the bank on Friday when its roof fell in.", {None}),
        # hurt elsewhere, and whoever struck another town later on
        (
            "Six people were hurt in Kandahar on Friday, medics said. Two of the dead were children.\nIn Herat five "
            "people died on Friday when Taliban fighters shelled a market.",
            {None, "Taliban"},
        ),
        # who is blamed for one attack answers for no other
        (
            "Turkish artillery shelled villages near Afrin on Friday, and seven people died, medics said.\n"
            "A doctor said 16 wounded had come to his ward.\nAcross the border a rocket hit a house in Reyhanli, "
            "hurting two, the governor said, blaming the YPG.",
            {"Turkish forces", "YPG"},
        ),
        # the attackers, whose side is told at the end of their story
        (
            "At least 14 people were killed in an attack on two villages near Nyala on Sunday.\nA sheikh said the "
            "attackers came on motorcycles and belonged to the Rapid Support Forces.",
            {"Rapid Support Forces"},
        ),
        (
            "At least 57 people were killed in Sunday's bombing outside a school in Kabul, a ministry said.\nThe "
            "Islamic State said through its agency that one of its members had carried out the attack.",
            {"Islamic State"},
        ),
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
        # who suffered the raid, and who was only told of
        "Nine people were killed in the shelling of Ukrainian troops on the front line near Donetsk on Friday.",
        "Nine people were killed in raids of PKK camps near Semdinli on Friday.",
        "Nine people were killed in the bombing of a Hezbollah convoy on the Damascus road on Friday.",
        "Nine people died in a fire at a shelter for victims of Boko Haram in Bama on Friday.",
        "Nine people were found dead in Goma on Friday. The mayor denied that the victims had been shot by police.",
        "Nine pupils died in a bus crash near Yola. The students had been kidnapped by Boko Haram in 2014, and freed.",
        "Nine people were killed in Donetsk on Friday by shelling whose source was not the army.",
        "Rebels hold Goma. The UN sent a brigade on Friday. Its attack killed 12 civilians.",
        "Israel and Hezbollah traded fire on Friday and nine villagers were killed in Tyre.",
        # what is asked, doubted, past, or of another aircraft
        "A bomb killed 12 people in Kabul on Friday. Few believe that the Taliban had done it.",
        "A bomb killed 12 people in Kabul on Friday. Who says the Taliban had done it?",
        "A bus plunged into a ravine near Goma, killing 12 people. Officials said the rebels were to blame.",
        "A plane was shot down near Donetsk, killing 49 people. The plane belonged to the Ukrainian army.",
        "Five miners were kidnapped in Baga. It is not known whether Boko Haram has them.",
        "The bodies of five men were found in Bama. Nobody said they had been killed by Boko Haram.",
        "Nine aid workers were killed in Gaza on Friday. Hamas said it had sent them an escort.",
        "Nine people were killed in Goma on Friday. Villagers said the M23 had come to their rescue.",
        "Nine people were killed in Goma on Friday. The attackers tore down the flag of the M23.",
        # a fight by any name
        "One soldier and four suspected rebels were killed in a shoot-out when troops reached the farm near Cali.",
        "Two policemen and three gunmen were killed in a gunfight when commandos raided the house in Karachi.",
        # by more than one
        "At least 32 soldiers were killed in clashes, by landmines and by snipers in Helmand on Friday.",
        "In Homs 19 people were killed, of them 12 by barrel bombs dropped by army helicopters, and seven by shells.",
        # each blames the other
        "Six people were killed by shelling in rebel-held Donetsk on Friday.\nThe rebels blamed the Ukrainian army, "
        "while Kyiv said the rebels had shelled the district themselves.",
        "The army's offensive and rebel shelling have killed nine people in Kachin.",
        "Rebel shelling and the army's offensive have killed nine people in Kachin.",
        # a side's own dead and hurt
        "Ukraine's army said three of its soldiers had been killed and 14 wounded near Avdiivka on Friday.",
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

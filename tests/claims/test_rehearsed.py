"""What the next sentence calls a drill, a parade or a scene did not happen; what went wrong at one did."""

from datetime import UTC, datetime

import pytest
from readings import rings

AT = datetime(2018, 6, 13, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Paratroopers captured the village of Kisak at dawn yesterday. The mock assault, the high point of the year, "
        "cost nobody a scratch.",
        "All 9,000 inhabitants of Legazpi left their homes on Tuesday. The volcano drill was a success.",
        "Tanks rolled into central Minsk on Saturday, cheered by crowds. The Victory Day parade lasted 70 minutes.",
        "Tanks took the centre of Plovdiv on Friday and thirty soldiers fell dead. The director wanted another take.",
        "The rumour that the general had been assassinated in Benghazi ended when he spoke on television.",
        "The fort at Galle, captured by the Portuguese, the Dutch and the British in turn, is open to visitors.",
        "The alternative, the envoy said in Geneva, would have been war, with thousands of dead.",
        "Hornets wiped out 200 hives near Bordeaux this spring.",
        "The last of the surgeons, a man of Pune, died peacefully on Thursday at 88.",
        "The team wiped out all five opponents at the bridge in Busan and took the base.",
        "The grocer from Leeds wiped out five rivals in two years.",
        "The chain wiped out five opponents in Leeds after an explosion of sales.",
        "Troops captured the town of Kupiansk at dawn on Friday. The war game, held every year, involved 3,000 men.",
        "Troops captured the town of Kupiansk at dawn on Friday. It was an annual exercise for reservists.",
        "Troops captured the town of Kupiansk at dawn on Friday. The military said the exercise involved 3,000 men.",
        "Rangers stormed and captured Aberdeen with a goal in the 88th minute on Friday, the coach said.",
        "In the series, a detective hunts a gang that kidnapped five students in Cali.",
        "The ministry described as fake a video that is said to show troops killing villagers in Bama.",
        "Unions in Cork said workers were taken hostage by the shareholders.",
    ],
)
def test_it_did_not_happen(text: str) -> None:
    assert not rings(text, AT)


@pytest.mark.parametrize(
    "text",
    [
        "A soldier was killed near Bergen on Friday when a shell fell short. The exercise was halted.",
        "Rebels captured Goma on Friday. The parade of prisoners began at noon.",
        "Rebels killed nine soldiers near Goma. The joint exercise of the two armies goes on.",
        "Rebels captured Bama at dawn. The exercise of power there will be hard.",
        "Raiders wiped out five opponents of the regime in Goma.",
        "The Taliban wiped out 12 rivals in Kunduz.",
        "Rebels shelled a market in Donetsk on Friday, killing 12 civilians. The UN told them to exercise restraint.",
        "Gunmen killed four people in Karachi on Friday. The drill sergeant who trained them was arrested.",
        "Rebels shot dead six villagers near Idlib on Friday. The rebels held a mock trial first.",
        "Taliban gunmen killed nine soldiers in Kunduz. The attack came during an exercise.",
        "In one episode, Taliban gunmen killed nine students in Kunduz on Friday.",
        "The exercise went wrong in Bergen. Three soldiers were killed when a shell fell short. The drill began well.",
    ],
)
def test_it_did(text: str) -> None:
    assert rings(text, AT)

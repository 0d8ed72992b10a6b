"""Who did it, and to whom: taker and loser of a place, perpetrator of harm, also where another sentence tells."""

"""Who says so: the words of speech, the speaker, and the sentences that go on with what he says."""

"""The claims step: changes of control and harm to people, read by rules that are data (rules/)."""

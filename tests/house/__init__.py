"""The house rules: each is a function from a tree to the sentences that say where it is broken."""

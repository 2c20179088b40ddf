"""What Steward knows: frozen facts and pure rules, with no database, no Slack and no clock of its own."""

"""How the bot sounds: the moment it answers, the words it may use, what is refused."""

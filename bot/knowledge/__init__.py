"""What the bot knows, read from data/knowledge: facts, programmes, and their French."""

"""Letters: documents made of what the house knows, each with the provisions it rests on."""

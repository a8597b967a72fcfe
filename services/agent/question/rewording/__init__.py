"""Text to text, before anything is linked: roundabout wordings become the plain one that the readers know."""

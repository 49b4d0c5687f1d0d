"""What the head of government asks: a one-page brief of the week, and questions to offices."""

"""Days become sheets: queued, folded again, drawn on the board."""

"""Pages of units and posts with the people in them (organisasi itself does not know people)."""

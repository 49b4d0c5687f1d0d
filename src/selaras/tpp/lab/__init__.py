"""The policy lab: past months under another law, beside what they paid. Stores no figure."""

"""The pages that read the law, as of any date, for any region. No law is made here."""

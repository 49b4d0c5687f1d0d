"""Documents for people: a report is a selector's data and a template. Computes no figure itself."""

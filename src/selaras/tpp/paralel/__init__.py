"""The parallel run: a month as the old system paid it, beside ours, until both are understood."""

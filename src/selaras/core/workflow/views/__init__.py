"""Pages of the workflow: the inbox, mandates, speed, documents without a superior."""

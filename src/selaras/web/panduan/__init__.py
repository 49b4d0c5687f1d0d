"""The manual in the app: docs/panduan, by role, opened at the page one stands on."""

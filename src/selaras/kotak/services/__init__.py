"""The only writers of boxes and cases."""

"""The instrumen penilaian on paper."""

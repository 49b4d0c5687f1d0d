"""pengguna/: pages for officers about other people's accounts and roles."""

"""The personnel file beyond what decides pay.

Where to look: `jenis.py` (the kinds of rows), views and services (file, rows, proposals, lists,
quality, letters), `selectors/keadaan.py` (everybody as of a day). Subjects with doors of their own:
`penataan` (a new structure), `bezetting` (posts filled and needed), `statistik` (people counted),
`buku` (the printed book), `drh` (one person's life on paper). Tables of all stand in `models`.
"""

"""Daily activities (Daily Evaluation System): quick entry, decision by day, recap, month's minutes.

A room within kinerja: selectors read, services write, views show; the rules are aturan.aktivitas.
Decisions go through core.workflow, one document a day (docs/keputusan: aktivitas).
"""

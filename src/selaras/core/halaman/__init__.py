"""What every page shares and no page owns: words for figures, words for states, lists, diagrams.

Stands in core because each app's views use it; knows paths and values, never a Pegawai.
The partials that draw these things are in web/templates/kit.
"""

"""The sample regency: a fictional government, always the same, with the dirt of real life.

Builds frames from names, structure and peculiarities; loads them by COPY. Knows the tables of
every app it fills; no app knows of it. Nobody and no place in it is real.
"""

"""Whole percents of parts of one whole, so that what stands side by side adds up to 100."""

from collections.abc import Sequence


def persen_bulat(bagian: Sequence[int]) -> list[int]:
    """The percent of each part by the largest remainder; of nothing, all are 0.

    Of equal remainders the larger part gets the point, then the one that stands first.
    """
    semua = sum(bagian)
    if not semua:
        return [0] * len(bagian)
    persen = [100 * n // semua for n in bagian]
    urut = sorted(range(len(bagian)), key=lambda i: (-(100 * bagian[i] % semua), -bagian[i], i))
    for i in urut[: 100 - sum(persen)]:
        persen[i] += 1
    return persen

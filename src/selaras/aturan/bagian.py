"""A criterion as paid, split into what work and what discipline brought; the parts make the whole.

The list of a month shows them side by side (60/40). Nothing is rounded twice: the second part is
what the first leaves.
"""


def bagian_nilai(
    nilai: int, bobot_p: int, nilai_p: int, bobot_d: int, nilai_d: int
) -> tuple[int, int]:
    """(work's part, discipline's part) of a criterion's rupiah; weights in bp, scores on one scale.

    In the proportion in which both made the score; all of it discipline's where there is no score.
    """
    p, d = bobot_p * nilai_p, bobot_d * nilai_d
    if p + d <= 0:
        return 0, nilai
    bagian = (2 * nilai * p + p + d) // (2 * (p + d))
    return bagian, nilai - bagian

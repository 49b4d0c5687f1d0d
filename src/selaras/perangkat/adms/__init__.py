"""Machines that deliver by themselves: the ADMS ("iclock") protocol of ZKTeco and its kin.

badan, baris, jawaban are pure: bytes to lines, lines to values, values to answers. gerbang says
who may come in, terima stores, views speak HTTP. Attendance itself is presensi's.
"""

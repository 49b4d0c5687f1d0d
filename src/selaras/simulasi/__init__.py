"""Partners that speak to a running site over HTTP: machines, phones. Imports nothing of the site.

Written from what real partners were seen to say, so that the site is tried by somebody who does
not share its mistakes.
"""

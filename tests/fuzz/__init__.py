"""Wrong, odd and hostile input by the thousand, drawn from a seed: ``make fuzz``; the tests run it
in small.
"""
